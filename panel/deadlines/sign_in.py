"""Where a mail to somebody with an account leads."""

from django.conf import settings


def sign_in(why: str) -> str:
    """Return the sentence that ends such a mail: `Sign in to read why: https://…/`."""
    return f"Sign in {why}: {settings.PANEL_ADDRESS}/"
