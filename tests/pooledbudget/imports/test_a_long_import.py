"""A file of ten thousand rows, a hundred of them bad, posted in batches that commit."""

import pytest
from django.test import Client

from panel.pooledbudget import proof, queries
from panel.pooledbudget.models import Invoice
from tests.pooledbudget.builders import some_books
from tests.pooledbudget.imported import a_file, an_invoice_row, check, post


@pytest.mark.slow
@pytest.mark.usefixtures("committed_db")
def test_a_hundred_bad_rows_of_ten_thousand_leave_the_good_ones_posted_once() -> None:
    books = some_books()
    abouts = [f"JRAP-2026-1{number:04d}" for number in range(100)]
    books.receive(2_000_000)
    for about in abouts:
        books.commit(about, 7_000, 3_000)
    rows = [
        an_invoice_row(
            number,
            about=abouts[number % 100],
            amount="none" if number % 100 == number // 100 else "1.00",
        )
        for number in range(10_000)
    ]
    source = check(books, a_file(*rows))
    bad = source.rows.filter(outcome="bad")
    assert bad.count() == 100

    post(books, source)
    post_again = check(books, a_file(*rows[::-1]))

    assert source.rows.filter(outcome="posted").count() == Invoice.objects.count() == 9_900
    assert bad.count() == 100
    assert post_again.rows.filter(outcome="known").count() == 9_900
    assert post_again.rows.filter(outcome="ready").count() == 0
    assert queries.position(books.fund_year).invoiced_pence == 990_000
    assert proof.faults(books.fund_year.fund) == []
    client = Client()
    client.force_login(books.manager)
    mended = client.get(f"/fund/imports/{source.pk}/left-out/").text.splitlines()
    assert len(mended) == 101
    assert mended[1].endswith('“none” isn’t an amount such as 1,234.50."')
