"""What every page does at its door: know the person, and say in place why something is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Person
from panel.parsing import Faulty
from panel.presentation import pages
from panel.presentation.fields import PanelForm
from panel.refusals import Lacking, Refusal

Parameters = ParamSpec("Parameters")
SAFE = ("GET", "HEAD", "OPTIONS")
SIGNED_OUT = (
    "You had been signed out, so what you just sent was not kept. Sign in, then send it again."
)


class PersonRequest(HttpRequest):
    """A request by somebody who is signed in, and what they may do today."""

    user: Person
    access: Access


View = Callable[Concatenate[PersonRequest, Parameters], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def holders_of(*permissions: Permission) -> Callable[[View[Parameters]], Guarded[Parameters]]:
    """
    Open a view only to people who hold one of `permissions` somewhere; none: to whoever signs in.

    Enough to stop strangers at the door. What a row allows is for its query or operation to say.
    """

    def guard(view: View[Parameters]) -> Guarded[Parameters]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in(request)
            entering = cast("PersonRequest", request)
            now = clock.now()
            entering.access = access.of(
                entering.user, on=clock.date_of(now), at=now, with_names=True
            )
            if permissions and not any(map(entering.access.holds, permissions)):
                raise access.Refused(entering.user, permissions[0])
            return view(entering, *args, **named)

        return cast("Guarded[Parameters]", guarded)

    return guard


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is. A form that was sent signed out is lost, and its page shown again after."""
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path())
    messages.warning(request, SIGNED_OUT)
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    return redirect_to_login(came_from.path if is_ours else "/")


@contextmanager
def telling(form: forms.Form) -> Iterator[None]:
    """Put a refusal at the field it is about, else at the head of a form, invalid from then on."""
    try:
        yield
    except (Faulty, Lacking) as faulty:
        assert isinstance(form, PanelForm), "What was sent was typed in a form of fields."
        for fault in faulty.faults:
            form.tell(fault)
    except Refusal as refused:
        for sentence in refused.reasons:
            form.add_error(refused.field if refused.field in form.fields else None, sentence)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, an empty one included; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def status(form: forms.Form | None) -> int:
    """Return 409 for a form that was refused; 200 for one that only has to be typed again."""
    return 409 if form is not None and form.non_field_errors() else 200


class Press(forms.Form):
    """A button and nothing to fill in. Bound, so that a refusal can be shown beside it."""

    def __init__(self) -> None:
        super().__init__(data={})


def pressed(
    request: HttpRequest, act: Callable[[], object], *, done: str, back: str
) -> HttpResponse:
    """Do what a button asks, and say at `back` that it is done; or why it is refused."""
    try:
        act()
    except Refusal as refused:
        return pages.conflict(request, reasons=refused.reasons, back=back)
    messages.success(request, done)
    return redirect(back)


class RefusalsAreTold:
    """
    Middleware that says in place why something is refused: 403 with the sentence where a person
    may not do what they ask, and a page where an address only takes what a form sends.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not answer.content:
            return pages.not_an_address(request, allowed=answer.headers["Allow"])
        return answer

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer for `access.Refused`; leave every other exception to Django."""
        if not isinstance(refused, access.Refused):
            return None
        return pages.forbidden(request, reason=str(refused))
