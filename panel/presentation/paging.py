"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any, TypeVar, overload

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from panel.presentation.parts import Pages

Listed = TypeVar("Listed", bound=Model)
Line = TypeVar("Line")

PAGE = 50


@overload
def page_of(
    rows: QuerySet[Listed], request: HttpRequest, *, size: int = PAGE
) -> tuple[list[Listed], Pages]: ...


@overload
def page_of(
    rows: Sequence[Line], request: HttpRequest, *, size: int = PAGE
) -> tuple[list[Line], Pages]: ...


def page_of(
    rows: QuerySet[Listed] | Sequence[Line], request: HttpRequest, *, size: int = PAGE
) -> tuple[list[Any], Pages]:
    """
    Return the rows of the page that `?page=` asks for, and the way to the pages beside it.

    A number that is no page gives the nearest one; the other words of the query are kept.
    """
    shown = Paginator(rows, size).get_page(request.GET.get("page"))
    words = f"Page {shown.number} of {shown.paginator.num_pages}"
    before = _address(request, shown.number - 1) if shown.has_previous() else ""
    after = _address(request, shown.number + 1) if shown.has_next() else ""
    return list(shown.object_list), Pages(previous=before, next=after, words=words)


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
