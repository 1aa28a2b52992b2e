"""What people type to get in, and what is typed to invite them; nothing here saves."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from panel.agencies.models import Person
from panel.presentation.fields import PanelForm


class SignInForm(PanelForm, AuthenticationForm):
    """E-mail address and password; wrong ones are refused without saying which was wrong."""

    username = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address, like name@example.org",
        },
        widget=forms.EmailInput({"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "The e-mail address or the password is wrong. Check both and try again.",
        "inactive": "The e-mail address or the password is wrong. Check both and try again.",
    }


class ForgottenForm(PanelForm):
    """Whose password is forgotten."""

    username = forms.EmailField(
        label="E-mail address",
        help_text="The one with which you sign in.",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address, like name@example.org",
        },
        widget=forms.EmailInput({"autocomplete": "username", "spellcheck": "false"}),
    )


class PasswordForm(PanelForm):
    """A password of one's own, typed twice because it can't be seen."""

    password = forms.CharField(
        label="New password",
        strip=False,
        help_text="At least 12 characters. Three words that nobody would guess are a good one.",
        error_messages={"required": "Enter a password"},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same again",
        strip=False,
        error_messages={"required": "Enter the same password again"},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, user: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user  # Django's view names the person so

    def clean_password(self) -> str:
        """Refuse what is too easily guessed."""
        typed: str = self.cleaned_data["password"]
        validate_password(typed, self.user)
        return typed

    def clean_again(self) -> str:
        """Refuse a slip of the fingers."""
        typed: str = self.cleaned_data["again"]
        if typed != self.data.get("password"):
            raise ValidationError("This isn’t the same password")
        return typed


class PersonForm(PanelForm):
    """Somebody who is to sign in."""

    name = forms.CharField(label="Full name", max_length=Person._meta.get_field("name").max_length)
    username = forms.EmailField(label="E-mail address, with which they sign in")

    def clean_username(self) -> str:
        """Refuse an address that somebody has."""
        address = Person.objects.normalize_email(self.cleaned_data["username"])
        if Person.objects.at_address(address):
            raise ValidationError("Somebody signs in with that address already")
        return address
