"""Whether anything more is invoiced for a request, at all or for a year's days: its events say."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from panel.audit import queries as audit

LAST_IN, NO_MORE_FOR_YEAR = "last_invoice_in", "no_more_invoiced_for_year"
MORE_COMES = "invoice_expected"  # takes back whatever was said of both before


def is_finished(about: str) -> bool:
    """Say whether a fund manager's last word on a request is that its last invoice is in."""
    return None in finished([about])[about]


def is_finished_for(about: str, year: int) -> bool:
    """Say the same of a request's days in the year from April `year`, or of all its days."""
    return not finished([about])[about].isdisjoint({None, year})


def years_finished(about: str) -> list[int]:
    """Return the years of which alone it is said that nothing more is invoiced, by their April."""
    return sorted(year for year in finished([about])[about] if year is not None)


def finished(abouts: Collection[str]) -> Mapping[str, set[int | None]]:
    """Return the years of which nothing more is invoiced for requests; None stands for all."""
    kinds = (LAST_IN, NO_MORE_FOR_YEAR, MORE_COMES)
    said = audit.histories(abouts).filter(kind__in=kinds)
    found: defaultdict[str, set[int | None]] = defaultdict(set)
    for about, kind, told in said.values_list("subject", "kind", "payload"):
        if kind == MORE_COMES:
            found[about].clear()
        else:
            found[about].add(told.get("year"))
    return found
