"""A request while it is being written.

`starting` starts one, with the row of `beginning`; `telling` writes it section by section,
`weighing` its options; `drafting` is what they share.
"""
