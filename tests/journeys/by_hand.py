"""One request's way over the pages, each function one person's part in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from panel.clock import LONDON, now
from panel.money import in_pounds
from panel.sample.people import AGENCIES, VICE_CHAIR
from panel.sample.steps import PLACE, WHY_BEYOND
from tests.journeys.hands import Hands
from tests.journeys.looking import picture, picture_of_file

Told = Mapping[str, Any]  # what a file for `walk` holds, or a part of it

PAYS = {code: f"{name} pays" for code, name, *_ in AGENCIES}
LINES_AT_FIRST = 4  # that an option's page has room for; it grows when it is opened again


def write_request(referrer: Hands, told: Told) -> str:
    """Type a whole request, section by section, and return its reference."""
    referrer.follow("Start a request")
    agency_and_kind = {
        "referring_agency": told["referring_agency"],
        "request_kind": told["kind"],
    }
    people = ("contacts", "practitioners")
    child = {name: value for name, value in told["child"].items() if name not in people}
    referrer.fill_in(agency_and_kind | child)
    referrer.press("Save and continue")
    if referrer.reads("Is this the same child?"):  # of this name and day, told of before
        referrer.page.locator('[name="same_as"][value="another"]').check()
        referrer.press("Save and continue")
    reference = referrer.page.url.split("/")[-3]
    write_rows(referrer, "Parents and carers", "person", told["child"]["contacts"])
    write_rows(referrer, "Who works with them", "person", told["child"]["practitioners"])
    write_sections(referrer, told)
    for option in told["options"]:
        weigh_option(referrer, option)
    # Last, because who would pay decides which papers are asked for.
    write(referrer, "Documents and sign-off", told["declaration"])
    return reference


def write_sections(referrer: Hands, told: Told) -> None:
    """Type what the request tells beside its options."""
    views = {name for name in told["story"] if name.startswith(("child_", "family_"))}
    story = told["story"]
    write(referrer, "Story and strengths", {k: v for k, v in story.items() if k not in views})
    write(referrer, "views", {name: story[name] for name in views})
    write_rows(referrer, "Needs", "need", told["needs"])
    less = {"tried_less_because": told.get("tried_less_because", "")}
    write_rows(referrer, "What has been tried", "attempt", told["attempts"], less)
    write_rows(referrer, "Outcomes sought", "outcome", told["outcomes"])
    write(referrer, "Why this panel", told["grounds"])
    before = dict(told["preparation"])
    known = {f"known_to_{code}": said for code, said in before.pop("known_to").items()}
    write(referrer, "Before this request", before | known)
    answers = enumerate(told["panel_answers"], start=1)
    by_field = {f"answer_{place}": each["answer"] for place, each in answers}
    write(referrer, "The panel’s own questions", by_field)
    write(referrer, "Sharing information", told.get("sharing", {}))
    write(referrer, "Reviews and what comes after", told["plans"])


def write(referrer: Hands, section: str, values: Told) -> None:
    """Type one section and save it."""
    referrer.follow(section)
    referrer.fill_in(values)
    referrer.press("Save")


def write_rows(
    referrer: Hands, section: str, row: str, rows: Sequence[Told], beside: Told | None = None
) -> None:
    """Type a section of rows, in as many visits as its empty rows ask for."""
    for place, values in enumerate(rows):
        referrer.follow(section)
        while referrer.page.locator(f'[name^="{row}-{place}-"]').count() == 0:
            referrer.press("Save")
            referrer.follow(section)
        referrer.fill_in(in_pounds_where_pence(values), within=f"{row}-{place}-")
        referrer.fill_in(beside or {})
        referrer.press("Save")


def in_pounds_where_pence(values: Told) -> Told:
    """Write amounts as a person would type them."""
    return {
        name: in_pounds(value).replace("£", "") if name.endswith("_pence") else value
        for name, value in values.items()
    }


def weigh_option(referrer: Hands, option: Told) -> None:
    """Type an option, its costs and who pays them."""
    lines = option["cost_lines"]
    referrer.follow("Add an option")
    referrer.fill_in({name: value for name, value in option.items() if name != "cost_lines"})
    for place, line in enumerate(lines[:LINES_AT_FIRST]):
        write_cost_line(referrer, place, line)
    referrer.press("Save")
    for place, line in enumerate(lines[LINES_AT_FIRST:], start=LINES_AT_FIRST):
        referrer.follow(option["provider"])
        write_cost_line(referrer, place, line)
        referrer.press("Save")


def write_cost_line(referrer: Hands, place: int, line: Told) -> None:
    """Type one line of an option's costs."""
    typed = {
        "what": line["kind"],
        "description": line["description"],
        "rate": in_pounds(line["rate_pence"]).removeprefix("£"),
        "unit": line["unit"],
    }
    referrer.fill_in(typed, within=f"line-{place}-")
    row = referrer.page.get_by_role("group", name=f"Cost line {place + 1}")
    for code, basis_points in line["shares"].items():
        row.get_by_label(PAYS[code]).fill(f"{basis_points / 100:g}")


def send_request(referrer: Hands) -> None:
    """Read the answers once more, and send them to the panel team."""
    referrer.follow("Check and send")
    referrer.press("Send to the panel team")


def accept(coordinator: Hands, reference: str) -> None:
    """Check a request, and ask every agency for its advice."""
    coordinator.take_up(reference)
    coordinator.follow("Check the request")
    coordinator.press("Accept the request")


def advise(adviser: Hands, reference: str, advice: Told) -> None:
    """Give an agency's advice."""
    adviser.take_up(reference)
    adviser.follow("Give ")
    adviser.fill_in(advice)
    adviser.press("Send advice")


def plan_meeting(coordinator: Hands, reference: str) -> None:
    """Make a request ready, plan a meeting for it today, list it and send the papers."""
    coordinator.take_up(reference)
    picture(coordinator.page, "case")
    coordinator.press("It is ready for panel")
    coordinator.follow("Meetings")
    coordinator.follow("Plan a meeting")
    starts_at = now().astimezone(LONDON)
    day_and_time = {"day": starts_at.date().isoformat(), "time": f"{starts_at:%H:%M}"}
    coordinator.fill_in(day_and_time | {"place": PLACE})
    coordinator.press("Plan the meeting")
    coordinator.follow("Add requests")
    coordinator.press(f"Add {reference}")
    coordinator.back()
    coordinator.press("Send papers")


def give_position(member: Hands, reference: str, position: Told) -> None:
    """Read an item, and say what the panel should do."""
    member.take_up(reference)
    member.follow("Give or change your position")
    member.fill_in(position)
    member.press("Give position")


def start_meeting(chair: Hands, reference: str) -> None:
    """Open the meeting that has a request on its agenda, with all there but the vice-chair."""
    chair.take_up(reference)
    chair.back()
    chair.follow("Take attendance and start")
    for seat in chair.page.get_by_role("checkbox").all():
        seat.check()
    chair.page.get_by_role("checkbox", name=VICE_CHAIR.name).uncheck()
    chair.press("Start the meeting")


def decide(chair: Hands, reference: str, outcome: Told) -> None:
    """Open the item, record what the panel decided, and close the meeting."""
    picture(chair.page, "meeting")
    chair.follow(reference)
    chair.press("Open the item")
    said = ("outcome", "option", "reasons", "equality_note")
    chair.fill_in({name: outcome[name] for name in said})
    for number, condition in enumerate(outcome["conditions"], start=1):
        chair.fill_in({f"{part}_{number}": value for part, value in condition.items()})
    chair.press("Record the outcome")
    chair.back()
    chair.press("Close the meeting")


def consent(lead: Hands, reference: str) -> None:
    """Consent, for an agency, to a line that the fund isn't there for."""
    lead.take_up(reference)
    lead.follow("Consent, or see who has")
    lead.fill_in({"reason": WHY_BEYOND})
    lead.press("Consent")


def approve(lead: Hands, reference: str) -> None:
    """Approve an agency's share."""
    lead.take_up(reference)
    picture(lead.page, "approval")
    lead.press("Approve")


def take_record(auditor: Hands, reference: str, folder: Path) -> Path:
    """Find a decision record, wait until its PDF is there, and take that."""
    auditor.follow("Decisions")
    auditor.follow(f"{reference}/1")
    while not auditor.page.get_by_role("link", name="Download the PDF").is_visible():
        auditor.page.reload()
    auditor.seen.look_at(auditor.page)
    with auditor.page.expect_download() as downloading:
        auditor.page.get_by_role("link", name="Download the PDF").click()
    file = folder / downloading.value.suggested_filename
    downloading.value.save_as(file)
    picture_of_file(file, "record")
    return file


def check_record(auditor: Hands, file: Path) -> None:
    """Have the site say whether a file is a record that the panel issued."""
    auditor.go("/verify/")
    auditor.page.get_by_label("Choose a PDF").set_input_files(file)
    auditor.press("Check the file")
