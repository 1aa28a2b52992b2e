"""
Forecasting what a fund's years will come to: `planned` says what each request would cost,
`forecast` adds that to what the ledger holds, `scenarios` asks what if, `gathering` reads the
rows. The first three are pure: no rows, no clock.
"""
