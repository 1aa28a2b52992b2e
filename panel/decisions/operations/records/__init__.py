"""The decision record: written down, made and replaced.

`freezing` writes down what it says, `issuing` makes the file that proves it, `correcting` replaces
one that is wrong.
"""
