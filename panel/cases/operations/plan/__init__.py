"""The child's plan and the law's clocks.

`planning` follows its steps, `clocks` starts and stops what they set running, `taking_back` undoes
one that was recorded wrongly.
"""
