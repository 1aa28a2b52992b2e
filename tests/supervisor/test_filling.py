"""What a demonstration does with the data it finds."""

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from panel.supervisor import filling
from panel.supervisor.refusal import CannotStart

pytestmark = pytest.mark.usefixtures("committed_db")


def test_data_of_another_version_are_left_alone_and_the_way_out_is_said() -> None:
    MigrationRecorder(connections["owner"]).record_applied("cases", "0053_before_the_rewriting")
    said: list[str] = []

    with pytest.raises(CannotStart, match="add --reset to start afresh"):
        filling.fill(say=said.append)

    assert said == []


def test_the_county_is_loaded_only_where_nobody_is() -> None:
    said: list[str] = []

    filling.fill(say=said.append)

    assert said == []
