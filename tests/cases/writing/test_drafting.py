"""Writing a request down."""

from typing import Any

import pytest

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations, queries
from panel.cases.document import NeedPart, NeedsPart, OptionPart, StoryPart
from panel.cases.models import Child, PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import NeedCode
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import (
    CHOSEN,
    DOCUMENT,
    LOCAL,
    MONDAY_9AM,
    a_document,
    a_panel,
    a_person,
    a_request,
)

pytestmark = pytest.mark.django_db
LOCAL_ONLY = {**LOCAL, "is_recommended": False}
SAME = {"is_another_child": False, "is_same_child": True}
KNOWN = {**DOCUMENT["child"], "nhs_number": "9990000018"}


def draft(by: Role = Role.REFERRER, agency: str = "", **changes: Any) -> PlacementRequest:
    return operations.draft(
        panel_id=a_panel().pk,
        document=a_document(**changes),
        by=a_person(by, agency),
        at=MONDAY_9AM,
    )


def this(request: PlacementRequest, role: Role = Role.REFERRER) -> dict[str, Any]:
    return {"placement_request_id": request.pk, "by": a_person(role), "at": MONDAY_9AM}


class TestDraft:
    def test_takes_the_next_reference_of_the_year(self):
        assert [draft().reference, draft().reference] == ["JRAP-2026-00001", "JRAP-2026-00002"]

    def test_keeps_every_part_of_the_document(self):
        request = draft()

        assert request.story == DOCUMENT["story"]["story"]
        assert [need.code for need in request.needs.all()] == ["ASD", "SLCN"]
        assert [option.letter for option in request.options.all()] == ["A", "B"]
        line = request.options.get(letter="B").cost_lines.get()
        assert {s.agency.code: s.basis_points for s in line.shares.all()} == {
            "education": 4_000,
            "health": 3_000,
            "social-care": 3_000,
        }

    def test_writes_an_event_that_names_no_child(self):
        request = draft()

        events = audit.history(request.reference)
        assert events[0].kind == "started"
        assert not any("Quill" in str(event.payload) for event in events)

    def test_is_refused_to_a_referrer_of_another_agency(self):
        with pytest.raises(access.Refused):
            draft(Role.REFERRER, EDUCATION)

    @pytest.mark.parametrize("role", [r for r in Role if r is not Role.REFERRER])
    def test_is_refused_to_every_other_role(self, role: Role):
        with pytest.raises(access.Refused):
            draft(role)

    def test_names_an_agency_that_doesn_t_sit_on_the_panel(self):
        with pytest.raises(operations.UnknownAgency, match="housing"):
            draft(referring_agency="housing")

    def test_a_share_of_an_unknown_agency_writes_nothing(self):
        line = {**CHOSEN["cost_lines"][0], "shares": {"housing": 10_000}}

        with pytest.raises(operations.UnknownAgency):
            draft(options=[{**CHOSEN, "cost_lines": [line]}])
        assert not PlacementRequest.objects.exists()

    def test_a_child_has_one_open_request_of_a_kind(self):
        draft(child=KNOWN)

        with pytest.raises(operations.AlreadyLive):
            draft(child=KNOWN)

    def test_a_child_may_have_another_kind_of_request_beside_it(self):
        assert draft(child=KNOWN).child == draft(child=KNOWN, kind="extension").child

    @pytest.mark.parametrize("kind", ["change", "extension"])
    def test_what_changes_a_placement_on_record_is_begun_from_there(self, kind: str):
        placed = a_request(Stage.PLACED)

        with pytest.raises(operations.PlacementOnRecord, match="on the placement’s own page"):
            draft(kind=kind, **SAME)
        assert [*placed.child.requests.all()] == [placed]

    def test_a_change_of_what_has_ended_or_isn_t_on_record_is_begun_from_nothing(self):
        ended = a_request(Stage.ENDED)

        assert draft(kind="change", **SAME).child == ended.child

    def test_a_child_may_be_asked_for_again_once_the_first_is_closed(self):
        first = draft(child=KNOWN)
        operations.withdraw(**this(first), reason="Made by mistake.")

        assert draft(child=KNOWN).child == first.child

    def test_a_child_who_may_be_on_record_is_not_recorded_again_unasked(self):
        draft()

        with pytest.raises(operations.MayBeKnown, match="else say that it is another"):
            draft(is_another_child=False)
        assert Child.objects.count() == 1

    def test_a_child_is_the_one_who_alone_is_proven_to_be_the_same(self):
        first = draft()

        assert draft(kind="change", **SAME).child == first.child

    def test_a_child_is_not_the_same_as_nobody_nor_as_one_of_two(self):
        with pytest.raises(operations.NotTheSame, match="No one record is proven"):
            draft(**SAME)

        draft()
        draft()
        with pytest.raises(operations.NotTheSame):
            draft(kind="change", **SAME)

    def test_a_name_and_a_birth_date_do_not_prove_who_is_recorded_under_a_number(self):
        draft(child=KNOWN)

        with pytest.raises(operations.NotTheSame):
            draft(kind="change", **SAME)

    def test_another_child_does_not_have_a_number_that_is_on_record(self):
        draft(child=KNOWN)

        with pytest.raises(operations.ChildDiffers, match="NHS number"):
            draft(child=KNOWN, kind="change", is_another_child=True)
        assert PlacementRequest.objects.count() == 1

    def test_an_nhs_number_of_somebody_else_is_refused(self):
        draft(child=KNOWN)

        with pytest.raises(operations.ChildDiffers):
            draft(child={**KNOWN, "born_on": "2014-01-01"}, kind="change")


class TestSections:
    def test_telling_replaces_the_story(self):
        request = a_request()
        operations.tell(**this(request), part=StoryPart(story="Anew."))

        request.refresh_from_db()
        assert (request.story, request.child_views) == ("Anew.", "")

    def test_naming_needs_replaces_and_ranks_them(self):
        request = a_request()
        needs = (NeedPart(code=NeedCode.SEMH), NeedPart(code=NeedCode.ASD))
        operations.tell(**this(request), part=NeedsPart(needs=needs))

        assert [(need.rank, need.code) for need in request.needs.all()] == [
            (1, "SEMH"),
            (2, "ASD"),
        ]

    def test_recommending_an_option_takes_it_from_the_other(self):
        request = a_request()
        weighed = operations.weigh_option(
            **this(request), option=OptionPart.model_validate(CHOSEN, strict=False)
        )

        assert weighed.letter == "C"
        assert request.options.get(is_recommended=True) == weighed

    def test_weighing_by_letter_replaces_that_option(self):
        request = a_request()
        better = OptionPart.model_validate({**CHOSEN, "provider": "Beech Hall"}, strict=False)
        operations.weigh_option(**this(request), option=better, letter="B")

        assert [str(option) for option in request.options.all()] == [
            "A. Northmere Park School",
            "B. Beech Hall",
        ]

    def test_a_dropped_letter_is_free_again(self):
        request = a_request()
        operations.drop_option(**this(request), letter="A")
        weighed = operations.weigh_option(
            **this(request), option=OptionPart.model_validate(CHOSEN, strict=False)
        )

        assert weighed.letter == "A"

    @pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ADVICE, Stage.WITHDRAWN])
    def test_nothing_is_written_once_it_is_sent(self, stage: Stage):
        request = a_request(stage)

        with pytest.raises(operations.Locked, match=stage.label):
            operations.tell(**this(request), part=StoryPart())

    def test_a_request_sent_back_can_be_written_again(self):
        request = a_request(Stage.RETURNED)
        operations.tell(**this(request), part=StoryPart(story="Answered."))

        request.refresh_from_db()
        assert request.story == "Answered."

    def test_is_refused_to_the_coordinator(self):
        with pytest.raises(access.Refused):
            operations.tell(**this(a_request(), Role.COORDINATOR), part=StoryPart())


def test_health_s_referrer_can_t_see_what_social_care_drafts():
    request = a_request()
    seen = queries.visible_to(access.of(a_person(Role.REFERRER, HEALTH), on=MONDAY_9AM.date()))
    assert request not in seen


def test_bringing_a_child_s_record_up_to_date_is_an_event_that_names_the_fields_alone():
    draft(child=KNOWN, kind="new")
    again = draft(child={**KNOWN, "communication": "Signs"}, kind="extension")

    (event,) = audit.history(f"child {again.child_id}")
    assert event.payload == {"section": "communication", "fields": ["communication"]}


def test_a_twenty_seventh_option_is_refused_in_words():
    request = a_request(options=[])
    option = OptionPart.model_validate(LOCAL_ONLY, strict=False)
    for _ in range(26):
        operations.weigh_option(**this(request), option=option)

    with pytest.raises(operations.TooManyOptions, match="26 options"):
        operations.weigh_option(**this(request), option=option)
