"""What a test in a real browser needs, and the marks that skip it, with the reason, without."""

import shutil

import pytest

from panel.supervisor import folders

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
AXE = folders.CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
STYLES = folders.CHECKOUT / "panel" / "static" / "build" / "app.css"

IN_A_BROWSER = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and AXE.exists() and STYLES.exists()),
        reason="needs Chromium and what `make assets` builds",
    ),
]
