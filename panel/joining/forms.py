"""The form by which people sign in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
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
