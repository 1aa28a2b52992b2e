"""Files of invoices or receipts.

One is checked by `importing`, row by row by `judging` with `row_books`, and posted by `posting` in
a worker.
"""
