"""Money that is to move from where it lies.

`viring` proposes and agrees it, `notices` tells who has to, `moving_money` moves it,
`setting_aside` keeps some against overspending.
"""
