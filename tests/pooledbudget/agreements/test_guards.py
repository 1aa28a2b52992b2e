"""What partners agreed is kept by PostgreSQL, even from the owner of the tables."""

import pytest
from django.db import IntegrityError, connection, connections, transaction

from tests.pooledbudget.builders import some_books


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE pooledbudget_fundagreement SET aims = 'Others.'",
        "DELETE FROM pooledbudget_fundconsent",
        "UPDATE pooledbudget_exitnotice SET ends_on = '2030-01-01'",
        "DELETE FROM pooledbudget_agreedcontribution",
        "UPDATE pooledbudget_instalment SET amount_pence = 1",
        "DELETE FROM pooledbudget_instalmentreceipt",
        "DELETE FROM pooledbudget_virement",
        "UPDATE pooledbudget_virementconsent SET given_by = 'x'",
        "UPDATE pooledbudget_floorauthorisation SET amount_pence = 1",
        "DELETE FROM decisions_overspend",
        "UPDATE decisions_overspendconsent SET reason = 'x'",
        "DELETE FROM decisions_expenditureconsent",
    ],
)
def test_nobody_changes_what_was_agreed(committed_db: None, sql: str) -> None:
    some_books()

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db
def test_no_pot_opens_further_below_its_money_than_was_agreed() -> None:
    books = some_books(floor=-500)
    sql = """SELECT ledger_open_accounts(%s, ARRAY['uncommitted'], ARRAY[%s]::bigint[],
                                         ARRAY['debit'], ARRAY[false], ARRAY[%s]::bigint[])"""

    with pytest.raises(IntegrityError, match="lets no pot go to -501p"), transaction.atomic():
        connection.cursor().execute(sql, [books.fund_year.pk, books.health.pk, -501])
    connection.cursor().execute(sql, [books.fund_year.pk, books.health.pk, -500])
