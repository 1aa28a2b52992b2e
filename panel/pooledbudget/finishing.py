"""Whether anything more is invoiced for a request whose placement has ended: its events say."""

from panel.audit import queries as audit

LAST_IN, MORE_COMES = "last_invoice_in", "invoice_expected"


def is_finished(about: str) -> bool:
    """Say whether a fund manager's last word on a request is that its last invoice is in."""
    said = audit.history(about).filter(kind__in=(LAST_IN, MORE_COMES)).last()
    return said is not None and said.kind == LAST_IN
