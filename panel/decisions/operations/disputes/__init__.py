"""Seeing a refused share through.

`disputing` carries it up its `levels`, `notices` tells whom it concerns, `interim` promises the
money meanwhile, `resharing` settles who pays.
"""
