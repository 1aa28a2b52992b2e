"""Starting a request: is this child one on record? Nothing is joined without an answer."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.audit.models import ReadEvent
from panel.cases.models import Child, PlacementRequest
from panel.sample.people import SOCIAL_CARE
from tests.builders import a_person
from tests.cases.writing.test_views import CHILD

pytestmark = pytest.mark.django_db
QUESTION = "Is this the same child?"


@pytest.fixture
def referrer(client: Client) -> Client:
    """Return the browser of social care's referrer, who made a request for a child before."""
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    client.post("/cases/new/", CHILD)
    return client


def test_asks_of_a_child_with_the_same_number(referrer: Client) -> None:
    page = referrer.post("/cases/new/", CHILD | {"request_kind": "change"})

    assert QUESTION in page.text
    assert (
        "Yes: Q.Z., born 1 May 2013. The same NHS number, date of birth and a name like it."
        in (page.text)
    )
    assert 'value="Zander"' in page.text
    assert PlacementRequest.objects.count() == 1
    assert ReadEvent.objects.filter(what="child’s record").exists()


def test_asks_of_a_child_born_on_the_day_with_a_name_like_it(referrer: Client) -> None:
    page = referrer.post("/cases/new/", CHILD | {"nhs_number": "", "given_name": "Quil"})

    assert QUESTION in page.text


def test_asks_nothing_of_a_child_who_is_like_nobody(referrer: Client) -> None:
    other = {"nhs_number": "", "given_name": "Ada", "family_name": "Fenn"}
    page = referrer.post("/cases/new/", CHILD | other)

    assert page.status_code == 302
    assert Child.objects.count() == 2


def test_joins_the_record_that_was_chosen(referrer: Client) -> None:
    child = Child.objects.get()
    told = {
        "request_kind": "change",
        "family_name": "Zanders",
        "language": "BSL",
    }

    referrer.post("/cases/new/", CHILD | told | {"same_as": str(child.pk)})

    child.refresh_from_db()
    assert (child.family_name, child.language, child.nhs_number) == (
        "Zanders",
        "BSL",
        "9434765919",
    )
    fields = [event.payload["fields"] for event in audit.history(f"child {child.pk}")]
    assert fields == [["family_name"], ["language"]]
    first = PlacementRequest.objects.earliest("pk")
    renamed = audit.history(first.reference).get(kind="child_told")
    assert renamed.payload == {"section": "identity"}


def test_keeps_what_is_recorded_where_nothing_is_typed(referrer: Client) -> None:
    child = Child.objects.get()
    told = {"request_kind": "change", "communication": "", "same_as": str(child.pk)}

    referrer.post("/cases/new/", CHILD | told)

    assert Child.objects.get().communication == "Signs"


def test_records_another_child_when_told_so(referrer: Client) -> None:
    twin = CHILD | {"nhs_number": "", "given_name": "Quinn", "same_as": "another"}

    page = referrer.post("/cases/new/", twin)

    assert page.status_code == 302
    assert Child.objects.count() == 2


def test_gives_one_number_to_one_child(referrer: Client) -> None:
    page = referrer.post("/cases/new/", CHILD | {"family_name": "Abel", "same_as": "another"})

    assert "A number below is this child’s: check it" in page.text
    assert 'value="Abel"' in page.text
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Ada", "family_name": "Fenn"},
        {"born_on_day": "2"},
        {"given_name": "Ada", "family_name": "Fenn", "born_on_day": "2"},
    ],
)
def test_tells_nothing_of_a_child_of_whom_the_number_alone_is_known(
    referrer: Client, typed: dict[str, str]
) -> None:
    child = Child.objects.get()

    page = referrer.post("/cases/new/", CHILD | typed | {"same_as": str(child.pk)})

    assert "This NHS number is another child’s here. Check it, or ask the panel’s" in page.text
    assert 'href="#id_nhs_number"' in page.text
    assert QUESTION not in page.text
    assert "Q.Z." not in page.text
    assert [Child.objects.get().given_name, PlacementRequest.objects.count()] == ["Quill", 1]


def test_opens_no_record_to_a_name_and_a_date_of_birth(referrer: Client) -> None:
    child = Child.objects.get()
    typed = CHILD | {"nhs_number": "", "request_kind": "change"}

    asked = referrer.post("/cases/new/", typed)
    chosen = referrer.post("/cases/new/", typed | {"same_as": "unproven"})
    forged = referrer.post("/cases/new/", typed | {"same_as": str(child.pk)})

    assert QUESTION in asked.text
    assert "Q.Z." not in asked.text
    assert "Enter a number that the child is recorded under" in chosen.text
    assert "takes only what can be chosen there" in forged.text
    assert PlacementRequest.objects.count() == 1


def test_opens_a_record_without_numbers_to_the_very_name(referrer: Client) -> None:
    unnumbered = CHILD | {"nhs_number": "", "given_name": "Ada", "family_name": "Fenn"}
    referrer.post("/cases/new/", unnumbered)
    ada = Child.objects.get(given_name="Ada")

    page = referrer.post(
        "/cases/new/", unnumbered | {"request_kind": "change", "same_as": str(ada.pk)}
    )

    assert page.status_code == 302
    assert ada.requests.count() == 2


def test_asks_again_where_the_question_is_left_open(referrer: Client) -> None:
    page = referrer.post("/cases/new/", CHILD | {"request_kind": "change", "same_asked": "yes"})

    assert "Say whether this is the same child" in page.text
    assert PlacementRequest.objects.count() == 1


def test_joins_no_record_that_was_not_offered(referrer: Client) -> None:
    referrer.post(
        "/cases/new/", CHILD | {"nhs_number": "", "given_name": "Ada", "family_name": "F"}
    )
    ada = Child.objects.get(given_name="Ada")

    page = referrer.post("/cases/new/", CHILD | {"same_as": str(ada.pk)})

    assert "takes only what can be chosen there" in page.text


def test_says_that_the_child_has_an_open_request(referrer: Client) -> None:
    page = referrer.post("/cases/new/", CHILD | {"same_as": str(Child.objects.get().pk)})

    assert page.status_code == 409
    assert "This child already has an open request of this kind." in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"uln": "123"}, "This isn’t a valid unique learner number: it has ten digits."),
        ({"uln": "9276308685"}, "This isn’t a valid unique learner number: check its ten digits."),
        ({"uln": "9999999999"}, "This isn’t a valid unique learner number: check its ten digits."),
        ({"known_as": "x" * 81}, "“Known as” must be 80 characters or fewer"),
        ({"communication": "x" * 1_000_000}, "must be 200 characters or fewer"),
    ],
)
def test_tells_a_fault_at_its_field(
    referrer: Client, typed: dict[str, str], sentence: str
) -> None:
    page = referrer.post("/cases/new/", CHILD | {"nhs_number": ""} | typed)

    assert sentence in page.text.replace("&#x27;", "’")
    assert PlacementRequest.objects.count() == 1
