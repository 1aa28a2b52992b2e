"""The child's story and needs."""

from typing import Annotated

from pydantic import Field

from panel.cases.document.parts import Line, Part, PlanDay, Text
from panel.cases.vocabulary import NeedCode


class StoryPart(Part):
    """What has happened, what is hoped for, and in whose words."""

    plan_requested_on: PlanDay | None = Field(
        default=None, description="The day the EHC assessment request was received, if one was."
    )
    story: Text = ""
    outcomes_sought: Text = ""
    legal_basis: Line = ""
    child_views: Text = ""
    child_views_how: Line = ""
    child_views_absent_because: Line = ""
    family_views: Text = ""


class NeedPart(Part):
    """One need; the first in the list is the main one."""

    code: NeedCode
    detail: Annotated[str, Field(max_length=300)] = ""
