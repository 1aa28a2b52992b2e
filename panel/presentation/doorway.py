"""What every page does at its door: know the person, and say in place why something is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Person
from panel.presentation import pages
from panel.refusals import Refusal

Parameters = ParamSpec("Parameters")


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
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **named: Any) -> HttpResponseBase:
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


@contextmanager
def telling(form: forms.Form) -> Iterator[None]:
    """Put the sentences of a refusal at the head of a form, which is invalid from then on."""
    try:
        yield
    except Refusal as refused:
        for sentence in refused.reasons:
            form.add_error(None, sentence)


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


class RefusalsAreForbidden:
    """Middleware that answers 403, with the sentence, where a person may not do what they ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer for `access.Refused`; leave every other exception to Django."""
        if not isinstance(refused, access.Refused):
            return None
        return pages.forbidden(request, reason=str(refused))
