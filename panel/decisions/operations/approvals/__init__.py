"""Asking each paying agency to approve its share, and committing the money with the last.

`money` reserves it while the panel weighs, `asking` tells each agency what it would pay, `leading`
says whose approval counts, `approving` takes them all and commits.
"""
