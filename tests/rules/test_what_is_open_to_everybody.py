"""Which addresses are open to everybody; the matrix of permissions calls all the others."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

#: Open to everybody, and why.
OPEN = {
    "health/live": "says only that the process runs",
    "health/ready": "says only whether its parts answer",
    "advise/sent/": "says only that advice has arrived",
    "advise/<str:token>/": "whoever holds the link may answer once; it names no child",
    "api/schema/": "describes the doorway, not what lies behind it",
    "rules/<slug:panel>/": "a panel’s rules in short, where they say that they are public",
    "sign-in/": "where one signs in",
    "sign-out/": "where one signs out",
    "signed-out/": "says that one has",
    "password/": "where one says that it is forgotten; who is known isn't told",
    "password/sent/": "says only where to look",
    "password/<uidb64>/<token>/": "whoever holds the link may choose a password, once",
    "verify/": "whoever holds a record's file may check it; the answer tells nothing else",
}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Return every pattern of the site as one text."""
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here.replace("^", "").replace("$", "").replace(r"\Z", "")
        else:
            yield from addresses(pattern, here)


CLOSED = sorted(set(addresses(get_resolver())) - set(OPEN))


def test_every_address_that_is_said_to_be_open_is_there():
    assert set(OPEN) <= set(addresses(get_resolver()))
