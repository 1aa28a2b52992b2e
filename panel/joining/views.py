"""The pages on which people are invited, and choose the password with which they sign in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panel import clock
from panel.agencies.access import Permission
from panel.joining import operations
from panel.joining.forms import ForgottenForm, PasswordForm, PersonForm
from panel.presentation.doorway import PersonRequest, holders_of, posted, status, telling
from panel.presentation.methods import form_page


@form_page
@holders_of(Permission.PEOPLE_APPOINT)
def invite(request: PersonRequest) -> HttpResponse:
    """Add somebody who is to sign in."""
    form = PersonForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.invite(**form.cleaned_data, by=request.user, at=clock.now())
            messages.success(
                request,
                "The person is added and gets a link to choose a password. Appoint them next.",
            )
            return redirect("people")
    return render(request, "joining/invite.html", {"form": form}, status=status(form))


@form_page
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to whoever forgot their password; strangers are answered the same."""
    form = ForgottenForm(posted(request))
    if form.is_valid():
        operations.send_link(**form.cleaned_data, at=clock.now())
        return redirect("password-sent")
    return render(request, "joining/forgotten.html", {"form": form})


class ChoosePassword(PasswordResetConfirmView):
    """Django's page behind the link: it takes the token out of the address before it answers."""

    form_class = PasswordForm  # type: ignore[assignment]  # a form of ours in Django's place
    template_name = "joining/choose.html"

    def form_valid(self, form: PasswordForm) -> HttpResponse:  # type: ignore[override]  # likewise
        """Set the password and lead to the page that asks for it."""
        with telling(form):
            operations.choose_password(
                person_id=form.user.pk,
                token=self.request.session[INTERNAL_RESET_SESSION_TOKEN],
                password=form.cleaned_data["password"],
                at=clock.now(),
            )
            del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
            messages.success(self.request, "Your password is set. Sign in with it.")
            return redirect("sign-in")
        return self.form_invalid(form)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer 410 where the link leads nowhere any more."""
        answer = status(context["form"]) if context["validlink"] else 410
        return super().render_to_response(context, status=answer, **kwargs)
