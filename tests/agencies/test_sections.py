"""Which parts of a case each role reads: the whole table, and how far each entry reaches."""

import pytest

from panel.agencies import access, sections
from panel.agencies.access import GRANTS, Permission, Scope
from panel.agencies.models import Role
from panel.agencies.sections import SECTIONS, Section
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import MONDAY_9AM, a_panel, a_person

TODAY = MONDAY_9AM.date()
P, A = Scope.PANEL, Scope.AGENCY
S = Section
WHOLE = dict.fromkeys(Section, P)

#: Role → what it reads otherwise than whole.
PARTLY = {
    Role.REFERRER: {S.ADVICE: A, S.FINANCE: A},
    Role.ADVISER: {S.FINANCE: A},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_exactly_what_the_table_says(role: Role):
    reads_cases = Permission.CASE_READ in GRANTS[role]

    assert SECTIONS[role] == (WHOLE | PARTLY.get(role, {}) if reads_cases else {})


@pytest.mark.django_db
class TestMayRead:
    @pytest.mark.parametrize(
        ("role", "agency", "reads"),
        [
            (Role.REFERRER, EDUCATION, {EDUCATION}),
            (Role.REFERRER, HEALTH, {HEALTH}),
            (Role.ADVISER, HEALTH, {EDUCATION, HEALTH, SOCIAL_CARE}),
            (Role.MEMBER, HEALTH, {EDUCATION, HEALTH, SOCIAL_CARE}),
            (Role.AUDITOR, "", {EDUCATION, HEALTH, SOCIAL_CARE}),
            (Role.FUND_MANAGER, "", set()),
        ],
    )
    def test_whose_advice_a_role_reads(self, role: Role, agency: str, reads: set[str]):
        panel = a_panel()
        held = access.of(a_person(role, agency), on=TODAY)

        assert reads == {
            code
            for code, pk in panel.agencies.values_list("code", "pk")
            if sections.may_read(held, S.ADVICE, panel_id=panel.pk, agency_id=pk)
        }

    def test_who_reads_an_agency_s_part_doesn_t_read_the_whole_section(self):
        held = access.of(a_person(Role.REFERRER, EDUCATION), on=TODAY)

        assert sections.may_read(held, S.REQUEST, panel_id=a_panel().pk)
        assert not sections.may_read(held, S.FINANCE, panel_id=a_panel().pk)

    def test_a_role_on_one_panel_reads_nothing_of_another(self):
        held = access.of(a_person(Role.CHAIR), on=TODAY)

        assert not sections.may_read(held, S.REQUEST, panel_id=a_panel().pk + 1)
