"""Whether anything more is invoiced for a request, at all or for a year's days: its events say."""

from panel.audit import queries as audit

LAST_IN, NO_MORE_FOR_YEAR = "last_invoice_in", "no_more_invoiced_for_year"
MORE_COMES = "invoice_expected"  # takes back whatever was said of both before


def is_finished(about: str) -> bool:
    """Say whether a fund manager's last word on a request is that its last invoice is in."""
    return None in _finished(about)


def is_finished_for(about: str, year: int) -> bool:
    """Say the same of a request's days in the year from April `year`, or of all its days."""
    return not _finished(about).isdisjoint({None, year})


def years_finished(about: str) -> list[int]:
    """Return the years of which alone it is said that nothing more is invoiced, by their April."""
    return sorted(year for year in _finished(about) if year is not None)


def way_on(about: str, year: int) -> str:
    """Return how one more invoice can be booked for a year, where its last was said to be in."""
    if not is_finished_for(about, year):
        return ""
    return " Its last invoice is said to be in: press “One more invoice comes” for it first."


def _finished(about: str) -> set[int | None]:
    """Return the years of which nothing more is invoiced; None among them stands for all."""
    kinds = (LAST_IN, NO_MORE_FOR_YEAR, MORE_COMES)
    finished: set[int | None] = set()
    for kind, told in audit.history(about).filter(kind__in=kinds).values_list("kind", "payload"):
        if kind == MORE_COMES:
            finished.clear()
        else:
            finished.add(told.get("year"))
    return finished
