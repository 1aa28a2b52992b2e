"""From the meeting to the panel's outcome, and what becomes of one that doesn't last.

`deciding` takes a request through the meeting, `judging` holds its outcome against the panel's
rules, `stating` against what they ask it to state, `writing` writes it down; `late_notices` tells
who answers for a late plan, `deferring` brings back what was put off, `lapsing` ends what was only
agreed in principle, `cancelling` calls a meeting off.
"""
