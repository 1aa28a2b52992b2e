"""The work of those who pay, run the fund, and audit."""

from datetime import datetime

from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.decisions import queries
from panel.decisions.home.work import SHOWN, Table, Work
from panel.decisions.models import ShareApproval
from panel.decisions.presenters import approvals, register
from panel.decisions.stages import ApprovalStage
from panel.money import Pence
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Link, Tile


def for_a_lead(access: Access, *, at: datetime) -> Work:
    """Return the shares that wait for the person's approval, and what they come to."""
    agencies = access.agencies(Permission.SHARE_APPROVE)
    waiting = list(
        ShareApproval.objects.filter(agency_id__in=agencies, stage=ApprovalStage.WAITING)
        .select_related("agency", "decision__option", "decision__placement_request__child")
        .order_by("due_on", "pk")
    )
    asked = Pence(sum(share.this_year_pence for share in waiting))
    return Work(
        tiles=(
            Tile("To approve", str(len(waiting))),
            Tile("They ask this year", formatting.headline(asked)),
        ),
        tables=(
            Table(
                "To approve",
                approvals.HEADINGS,
                approvals.rows(waiting[:SHOWN], on=clock.date_of(at)),
                "Nothing is waiting for you. We e-mail you when a share needs your approval.",
            ),
        ),
        primary=Link("All approvals", reverse("approvals")),
    )


def for_a_fund_manager(access: Access, *, at: datetime) -> Work:
    """Return what the fund has left this year. No child is named."""
    panels = {grant.panel_id for grant in access.reach(Permission.FUND_POST)}
    on = clock.date_of(at)
    years = FundYear.objects.filter(
        fund__panel_id__in=panels, starts_on__lte=on, ends_on__gte=on
    ).select_related("fund")
    return Work(
        tiles=[
            Tile(
                f"{year.fund}, left to commit",
                formatting.headline(funds.position(year).uncommitted_pence),
                note=year.span,
            )
            for year in years
        ],
        tables=(),
        primary=Link("Open the fund", reverse("fund")),
    )


def for_an_auditor(access: Access, *, at: datetime) -> Work:
    """Return the latest decision records."""
    records = queries.records_in_lines(queries.records_visible_to(access))
    return Work(
        tiles=(Tile("Decision records", f"{records.count():,}"),),
        tables=(
            Table(
                "Latest decision records",
                register.HEADINGS,
                register.rows(records[:SHOWN]),
                "No decisions yet.",
            ),
        ),
        primary=Link("Check a record", reverse("verify")),
    )
