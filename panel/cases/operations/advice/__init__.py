"""Each agency's advice on a request.

`asking` asks for it, `advising` takes it, `inviting` from somebody without an account too.
"""
