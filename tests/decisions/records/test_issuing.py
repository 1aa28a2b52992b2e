"""Making the PDF of a frozen record."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import Rendering
from panel.decisions.sealing import seal
from tests.builders import MEETING_DAY, a_request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("attempts", "lease"),
    [
        (0, timedelta(seconds=30)),
        (1, timedelta(minutes=1)),
        (6, timedelta(minutes=32)),
        (7, timedelta(hours=1)),
        (30_000, timedelta(hours=1)),
    ],
)
def test_a_record_that_can_t_be_made_is_left_alone_for_longer_each_time(
    settings: Settings, tmp_path: Path, attempts: int, lease: timedelta
) -> None:
    settings.PANEL_SEAL = tmp_path / "nothing.p12"
    rendering = a_request(Stage.DECLINED).decisions.get().records.get().rendering
    Rendering.objects.update(attempts=attempts)

    with pytest.raises(seal.CannotSign):
        operations.issue(rendering_id=rendering.pk, at=MEETING_DAY)

    rendering.refresh_from_db()
    assert rendering.attempts == attempts + 1
    assert rendering.lease_until == MEETING_DAY + lease
