#!/usr/bin/env python
"""Every command of the project: `python manage.py help`."""

import sys

from panel.supervisor.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv))
