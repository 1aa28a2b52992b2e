"""The pages of placement requests.

`finding` opens a request for a reader and logs the read; `starting` begins one for a child and
`writing` is its form; `reading` is the list of cases and what happened to one; `handling` what
coordinators and advisers do.
"""
