"""A placement from the agreement with its provider to its end.

`agreeing` draws up the agreement, `preparing` what comes before the start, `running` starts and
ends it, `reviewing`, `tasks` and `clocks` see it through, `redrawing` has its steps follow a new
agreement, `changing` asks the panel for a change, `carrying_over` says what that begins with,
`representing` brings it back by itself. `moving` is what they share.
"""
