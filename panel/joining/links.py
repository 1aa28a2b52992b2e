"""Links by which a person chooses a password: made from the person alone, so never stored.

A link is Django's own token of password, address and last sign-in under the site's secret key.
It works until a password is chosen with it, its owner signs in, or its time is up; looking at it,
as scanners of mail do, uses nothing up.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from panel.agencies.models import Person

LIFE = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def to_choose_password(person: Person) -> str:
    """Return a link with which `person` chooses a password."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return f"{settings.PANEL_ADDRESS}{reverse('password-choose', args=[uid, token])}"


def is_good(person: Person, token: str) -> bool:
    """Say whether the token of a link still stands for a person who may sign in."""
    return person.is_active and default_token_generator.check_token(person, token)
