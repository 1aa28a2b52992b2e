"""Whether enough of the right people were in the room."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from panel.meetings.quorum import Attendee, Rule, judge

RULE = Rule(members_min=4, agencies=("Education", "Health", "Social care"), chair_required=True)
CHAIR = Attendee("Margaret", "", is_chair=True, is_present=True)
MEMBERS = tuple(
    Attendee(f"Member for {agency}", agency, is_chair=False, is_present=True)
    for agency in RULE.agencies
)
ROOM = (CHAIR, *MEMBERS)


def absent(seat: Attendee) -> Attendee:
    return replace(seat, is_present=False)


class TestJudge:
    def test_is_met_by_the_chair_and_one_member_of_each_agency(self):
        assert judge(RULE, ROOM).is_met

    def test_counts_nobody_who_is_absent(self):
        quorum = judge(RULE, (CHAIR, *MEMBERS[:2], absent(MEMBERS[2])))

        assert quorum.missing == (
            "3 of 4 people who may decide are here.",
            "Nobody is here for Social care.",
        )

    def test_counts_nobody_who_stands_back_for_an_interest(self):
        quorum = judge(RULE, (CHAIR, *MEMBERS[:2], replace(MEMBERS[2], stands_back=True)))

        assert quorum.counted == 3
        assert not quorum.is_met

    def test_may_count_who_stands_back_for_an_interest(self):
        rule = replace(RULE, counts_interested=True)

        assert judge(rule, (CHAIR, *MEMBERS[:2], replace(MEMBERS[2], stands_back=True))).is_met

    def test_asks_for_the_chair(self):
        spare = Attendee("Another", "Health", is_chair=False, is_present=True)

        assert judge(RULE, (absent(CHAIR), *MEMBERS, spare)).missing == ("The chair isn't here.",)

    def test_the_chair_alone_stands_in_for_no_agency(self):
        spare = Attendee("Another", "Education", is_chair=False, is_present=True)
        seats = (CHAIR, MEMBERS[0], MEMBERS[2], spare)

        assert judge(RULE, seats).missing == ("Nobody is here for Health.",)

    def test_a_chair_who_is_an_agency_s_member_too_counts_as_both_and_once(self):
        chair_of_health = replace(CHAIR, agency="Health")
        spare = Attendee("Another", "Education", is_chair=False, is_present=True)
        quorum = judge(RULE, (chair_of_health, MEMBERS[0], MEMBERS[2], spare))

        assert (quorum.is_met, quorum.counted) == (True, 4)

    def test_may_ask_for_several_members_of_each_agency(self):
        rule = replace(RULE, agencies=("Education",), per_agency_min=2)
        spare = Attendee("Another", "Education", is_chair=False, is_present=True)

        assert judge(rule, ROOM).missing == ("1 of 2 members are here for Education.",)
        assert judge(rule, (*ROOM, spare)).is_met
        assert "2 members for Education" in rule.in_words()

    def test_may_ask_for_posts_whoever_takes_them(self):
        rule = replace(RULE, posts=("SEND lead",))
        adviser = replace(MEMBERS[0], post="Send lead", decides=False)

        assert judge(rule, ROOM).missing == ("The SEND lead isn't here.",)
        assert judge(rule, (*ROOM, adviser)).is_met
        assert "the SEND lead" in rule.in_words()

    def test_doesn_t_count_a_seat_without_a_part_in_deciding(self):
        seats = (*ROOM[:3], replace(MEMBERS[2], decides=False))

        assert judge(RULE, seats).counted == 3

    def test_says_the_rule_in_words(self):
        assert RULE.in_words() == (
            "Quorum is at least 4 people who may decide, the chair, a member for Education, "
            "a member for Health, a member for Social care."
        )


@given(
    some.lists(
        some.builds(
            Attendee,
            name=some.text(max_size=3),
            agency=some.sampled_from([*RULE.agencies, ""]),
            is_chair=some.booleans(),
            is_present=some.booleans(),
            stands_back=some.booleans(),
            decides=some.booleans(),
        )
    ),
    some.builds(
        Attendee,
        name=some.just("One more"),
        agency=some.sampled_from(RULE.agencies),
        is_chair=some.booleans(),
        is_present=some.just(True),
    ),
)
def test_one_more_person_never_breaks_a_quorum(seats: list[Attendee], one_more: Attendee):
    if judge(RULE, seats).is_met:
        assert judge(RULE, [*seats, one_more]).is_met
