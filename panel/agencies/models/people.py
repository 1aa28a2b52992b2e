"""People who sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Makes people with a hashed password."""

    def create_user(self, username: str, *, name: str, password: str | None = None) -> "Person":
        """Add a person who signs in with `username`; None leaves them unable to sign in."""
        person = self.model(username=self.normalize_email(username), name=name)
        person.set_password(password)
        person.save()
        return person

    def at_address(self, address: str) -> "Person | None":
        """Return whoever signs in with an address; capitals make no other mailbox of it."""
        return self.filter(username__iexact=address).first()

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return whoever signs in so, as Django asks at the sign-in."""
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    username = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(
                Lower("username"), name="person_signs_in_with_an_address_of_their_own"
            ),
        )

    def __str__(self) -> str:
        return self.name
