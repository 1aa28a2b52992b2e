"""The page of a case: the request, and what was decided and paid."""
