"""What can't wait for a meeting, and what of it wasn't ratified, for those who see to it."""

from datetime import datetime

from django.db.models import Q

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases.stages import Stage
from panel.decisions.home.work import Table, case_table
from panel.decisions.urgent import unratified

HEADING = "Can’t wait for a meeting"
NOT_RATIFIED = "Not ratified by the panel"


def urgent_tables(access: Access, *, at: datetime) -> tuple[Table, ...]:
    """Return a line for each request that waits for an urgent decision; no table without any."""
    panels = {grant.panel_id for grant in access.reach(Permission.URGENT_DECIDE)}
    opened = requests.visible_to(access).filter(stage=Stage.URGENT, panel__in=panels)
    table = case_table(HEADING, requests.for_a_list(opened), empty="Nothing.", at=at)
    return (table,) if table.rows else ()


def unratified_tables(access: Access, reached: Q, *, at: datetime) -> tuple[Table, ...]:
    """Return a line for each request that wasn't ratified and is still to be seen to.

    No table without any. `reached`: the requests that are the reader's to see to.
    """
    opened = requests.visible_to(access).filter(reached, pk__in=unratified.requests())
    table = case_table(NOT_RATIFIED, requests.for_a_list(opened), empty="Nothing.", at=at)
    return (table,) if table.rows else ()
