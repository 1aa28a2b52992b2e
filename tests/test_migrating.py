"""Tables made together are those that one operation after the other makes."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.state import ProjectState

from panel.migrating import CreateTables

KEY = ("id", models.BigAutoField(primary_key=True))
LIBRARY = [
    CreateModel("Book", fields=[KEY]),
    CreateModel("Page", fields=[KEY, ("book", models.ForeignKey("library.Book", models.CASCADE))]),
    AddField("Book", "cover", models.ForeignKey("library.Page", models.CASCADE, null=True)),
]


def test_leave_the_models_that_the_operations_leave() -> None:
    one_by_one, together = ProjectState(), ProjectState()
    for operation in LIBRARY:
        operation.state_forwards("library", one_by_one)
    CreateTables(LIBRARY).state_forwards("library", together)

    assert together == one_by_one


@pytest.mark.django_db
def test_are_made_as_they_end_up_and_dropped_last_first() -> None:
    made = CreateTables(LIBRARY)
    empty, full = ProjectState(), ProjectState()
    made.state_forwards("library", full)
    with connection.schema_editor(collect_sql=True) as forwards:
        made.database_forwards("library", forwards, empty, full)
    with connection.schema_editor(collect_sql=True) as backwards:
        made.database_backwards("library", backwards, full, empty)

    assert 'CREATE TABLE "library_book"' in forwards.collected_sql[0]
    assert '"cover_id" bigint NULL' in forwards.collected_sql[0]
    assert [sql.split()[2] for sql in backwards.collected_sql if sql.startswith("DROP")] == [
        '"library_page"',
        '"library_book"',
    ]
    assert made.describe() == "Create the tables of Book, Page"
