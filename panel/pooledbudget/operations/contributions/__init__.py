"""What each partner pays into a year.

`contributing` agrees it, `planning` writes it with the instalments in which it falls due,
`booking` books what is paid, `reminding` chases what isn't.
"""
