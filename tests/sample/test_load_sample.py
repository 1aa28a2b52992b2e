"""Loading: whole or not at all, by whom, and what is left behind."""

import json
import stat
from pathlib import Path

import environ
import pytest
from django.core.management import call_command

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.decisions.proving.proof import prove
from panel.sample import archive, county, live, walking
from panel.sample.management.commands import load_sample
from panel.supervisor.folders import default_base
from tests.sample.conftest import PASSWORD, WEDNESDAY

pytestmark = [pytest.mark.slow, pytest.mark.pdf]


def load(**changes: int) -> county.Loaded:
    given = {"scale": 1, "seed": 415, **changes}
    return county.load(**given, password=PASSWORD, at=WEDNESDAY)


@pytest.mark.usefixtures("no_panel")
def test_leaves_nothing_when_it_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(_: walking.County) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(live, "fill", burst)

    with pytest.raises(KeyboardInterrupt):
        load()

    assert not Person.objects.exists()
    assert not PlacementRequest.objects.exists()


@pytest.mark.usefixtures("no_panel")
def test_the_history_is_written_in_batches_that_follow_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "BATCH", 300)
    monkeypatch.setattr(live, "fill", lambda _: None)

    load(scale=2)

    assert PlacementRequest.objects.filter(reference__startswith="JRAP-2012-").count() == 830
    assert not any(prove(at=WEDNESDAY).values())


class TestIsEmbedded:
    def test_knows_the_server_that_this_checkout_starts(self) -> None:
        address = f"postgres://panel_app@/panel?host={default_base() / 'postgres'}"

        assert load_sample.is_embedded(environ.Env.db_url_config(address))

    @pytest.mark.parametrize("where", ["db.example/panel", "/panel?host=/run/postgresql"])
    def test_takes_every_other_for_somebody_elses(self, where: str) -> None:
        assert not load_sample.is_embedded(environ.Env.db_url_config(f"postgres://app@{where}"))


class TestCommand:
    def test_leaves_a_sign_in_for_everybody_that_only_the_owner_reads(
        self, northmere: Path
    ) -> None:
        sign_ins = json.loads(northmere.read_text())
        assert stat.S_IMODE(northmere.stat().st_mode) == 0o600
        assert {one["role"] for one in sign_ins} == {role.label for role in Role}
        chair = next(one for one in sign_ins if one["role"] == "Chair")
        assert Person.objects.get(username=chair["username"]).check_password(chair["password"])

    @pytest.mark.usefixtures("no_panel")
    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({}, "DATABASE_URL names a server that this project didn't start"),
            ({"use_env": True, "scale": 0}, "--scale is from 1 to 1000."),
        ],
    )
    def test_refuses_and_says_why(
        self, asked: dict[str, int], sentence: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            call_command("load_sample", **asked)

        assert sentence in capsys.readouterr().err
        assert not Person.objects.exists()
