"""A long file, a hundred of its rows bad, posted batch by batch; the bench has a longer one."""

import pytest
from django.test import Client

from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import Invoice
from tests.pooledbudget.builders import some_books
from tests.pooledbudget.imported import a_file, an_invoice_row, check, post


@pytest.mark.slow
@pytest.mark.usefixtures("committed_db")
def test_a_hundred_bad_rows_of_many_leave_the_good_ones_posted_once() -> None:
    books = some_books()
    abouts = [f"JRAP-2026-1{number:04d}" for number in range(20)]
    books.receive(2_000_000)
    for about in abouts:
        books.commit(about, 7_000, 3_000)
    rows = [
        an_invoice_row(
            number,
            about=abouts[number % 20],
            amount="none" if number % 12 == 0 else "1.00",
        )
        for number in range(1_200)
    ]
    source = check(books, a_file(*rows))
    bad = source.rows.filter(outcome="bad")
    assert bad.count() == 100

    post(books, source)
    post_again = check(books, a_file(*rows[::-1]))

    assert source.rows.filter(outcome="posted").count() == Invoice.objects.count() == 1_100
    assert bad.count() == 100
    assert post_again.rows.filter(outcome="known").count() == 1_100
    assert post_again.rows.filter(outcome="ready").count() == 0
    assert queries.position(books.fund_year).invoiced_pence == 110_000
    assert proof.faults(books.fund_year.fund) == []
    client = Client()
    client.force_login(books.manager)
    mended = client.get(f"/fund/imports/{source.pk}/left-out/").text.splitlines()
    assert len(mended) == 101
    assert mended[1].endswith('“none” isn’t an amount such as 1,234.50."')
