"""How fast the sample county's history is written, checked and sealed: every table it has."""

import time
from argparse import Namespace
from collections.abc import Iterator

from django.db import connections, transaction

from bench.table import Row
from panel import clock
from panel.money import Pence
from panel.sample import archive, county, funds, history, people


def loading(options: Namespace) -> Iterator[Row]:
    """Measure rows a second, as `load_sample --scale` writes them; all of it is taken back."""
    at, scale = clock.now(), options.scale
    contributions = {code: Pence(pence * scale) for code, pence in history.CONTRIBUTIONS.items()}
    with county.as_owner(), transaction.atomic():
        panel = people.establish(password=None, at=at)
        year = funds.provide(panel, year=history.YEAR, contributions=contributions, at=at)
        started = time.perf_counter()
        rows = archive.write(panel, year, history.placements(scale=scale, seed=415))
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as the end of a load would
        speed = rows / (time.perf_counter() - started)
        transaction.set_rollback(True)
    yield Row(f"history of {history.COUNT * scale:,} placements, rows", speed, "a sec", 20_000)
