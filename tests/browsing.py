"""What a test in a real browser needs, and the marks that skip it, with the reason, without."""

from pathlib import Path

import pytest

from panel.supervisor import folders

CHROMIUM = Path("/usr/bin/chromium")
AXE = folders.CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
STYLES = folders.CHECKOUT / "panel" / "static" / "build" / "app.css"

IN_A_BROWSER = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(path.exists() for path in (CHROMIUM, AXE, STYLES)),
        reason="needs Chromium and what `make assets` builds",
    ),
]
