"""Which invoices wait for a person, to pass or to pay: as `operations.invoice_moves` lets them.

Filters, so that of ten thousand imported at once a list reads no more than it shows.
"""

from django.db.models import Exists, Q

from panel.agencies.access import Access, Permission
from panel.pooledbudget import restating
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.stages import InvoiceStage


def of(access: Access) -> Q:
    """Keep the invoices that wait for a person, whatever for."""
    return to_pass(access) | to_pay(access)


def to_pass(access: Access) -> Q:
    """Keep those of which an agency of theirs pays a part, and that they didn't book."""
    panels = {grant.panel_id for grant in access.reach(Permission.INVOICE_PASS)}
    received = Q(stage=InvoiceStage.RECEIVED, fund__panel__in=panels)
    return received & ~Q(received_by=access.person) & _divided_among_theirs(access)


def to_pay(access: Access) -> Q:
    """Keep those passed by somebody else, of funds to which they post."""
    kept = access.rows(Permission.FUND_POST, panel="fund__panel")
    return Q(stage=InvoiceStage.APPROVED) & kept & ~Q(approved_by=access.person)


def _divided_among_theirs(access: Access) -> Q:
    """Ask it of the entry that stands for the invoice now: its own, unless it was said anew."""
    theirs = Q(postings__account__kind=AccountKind.INVOICED) & access.rows(
        Permission.INVOICE_PASS,
        panel="postings__account__fund_year__fund__panel",
        agency="postings__account__agency",
    )
    stands = restating.stands_for("entry", about="about")
    return Q(Exists(JournalEntry.objects.filter(theirs, pk=stands)))
