"""
The pages of the fund: `reading` shows where it stands, `keeping` is for who posts to it, and
`invoicing` for whoever books, passes and pays what providers ask; `importing` takes files of them,
and `recharging` asks agencies for what was paid in their stead.
"""
