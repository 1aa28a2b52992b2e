"""The pages of placement requests.

`finding` opens a request for a reader and logs the read; `writing` is the request form; `reading`
the list and the case page; `handling` what coordinators and advisers do.
"""
