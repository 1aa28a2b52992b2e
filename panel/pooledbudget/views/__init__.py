"""
The pages of the fund: `reading` shows where it stands, `keeping` is for who posts to it, and
`invoicing` for whoever books, passes and pays what providers ask.
"""
