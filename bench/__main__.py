"""
`python -m bench [--seconds N] [--postings N] [--scale N] [--markdown FILE]`: starts a PostgreSQL
that keeps its promises (fsync on), measures, prints the table and throws the server away. What
counts are the ratios within one run; absolute figures are the machine's.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.db import connection

from bench import page, table
from panel import clock
from panel.supervisor import keys
from panel.supervisor.pair import Pair


def main() -> None:
    """Measure everything there is a bench for."""
    asked = argparse.ArgumentParser(prog="bench", description="Measure beside peers and goals.")
    asked.add_argument("--seconds", type=float, default=2, help="of each measurement in a round")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--requests", type=int, default=60, help="approved on one fund at once")
    asked.add_argument("--notices", type=int, default=200_000, help="among which some are due")
    asked.add_argument("--postings", type=int, default=1_000_000, help="of the large fund")
    asked.add_argument("--scale", type=int, default=50, help="times the 415 placements")
    asked.add_argument("--markdown", type=Path, metavar="FILE", help="write the page of this run")
    options = asked.parse_args()

    base = Path(tempfile.mkdtemp(prefix="panel-bench-", dir="/var/tmp"))
    pair = Pair(base)
    try:
        _prepare(base, pair)
        # These need the settings that _prepare has set.
        from bench import approval, county, importing, ledger, records, sweep

        sections = [
            table.show("The ledger's one busy fund", ledger.posting(options)),
            table.show("The ledger at size", ledger.size(options)),
            table.show("A file of invoices", importing.importing(options)),
            table.show("The sample county", county.loading(options)),
            table.show("The last approval of a request", approval.approving(options)),
            table.show("Decision records", records.issuing(options)),
            table.show("The sweep", sweep.sweeping(options)),
        ]
        if options.markdown:
            told = page.page(sections, on=clock.today(), database=_version())
            options.markdown.write_text(told, encoding="utf-8")
    finally:
        pair.stop()
        shutil.rmtree(base)


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version: str = cursor.fetchone()[0]
    return version


def _prepare(base: Path, pair: Pair) -> None:
    os.environ.update({**keys.environment(base), **pair.environment})
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    # In a process whose only login is the owner's: the peer's migrations ask `default` for rows
    # of the tables that they are altering, and would wait for themselves.
    as_owner = {**os.environ, "DATABASE_URL": os.environ["DATABASE_OWNER_URL"]}
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(migrate, env=as_owner, check=True)
    django.setup()


if __name__ == "__main__":
    main()
