from django.core.management import call_command

from panel.sample import reference


def test_the_generated_pages_are_current() -> None:
    assert reference.stale() == []


def test_the_command_says_so_too() -> None:
    call_command("docs", check=True)


def test_every_stage_of_a_request_is_drawn() -> None:
    chart = reference.stage_chart()

    assert "## Placement request" in chart
    assert "    funding --> approved: approve\n" in chart
    assert chart.count("```mermaid") == 13
