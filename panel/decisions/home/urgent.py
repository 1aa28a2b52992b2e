"""What can't wait for a meeting, on the pages of those who take it up and decide it."""

from datetime import datetime

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases.stages import Stage
from panel.decisions.home.work import Table, case_table

HEADING = "Can’t wait for a meeting"


def urgent_tables(access: Access, *, at: datetime) -> tuple[Table, ...]:
    """Return a line for each request that waits for an urgent decision; no table without any."""
    panels = {grant.panel_id for grant in access.reach(Permission.URGENT_DECIDE)}
    opened = requests.visible_to(access).filter(stage=Stage.URGENT, panel__in=panels)
    table = case_table(HEADING, requests.for_a_list(opened), empty="Nothing.", at=at)
    return (table,) if table.rows else ()
