"""The window comes up without the libraries that only documents, pictures and signatures need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "PIL",
    "pillow_heif",
    "reportlab",
    "openpyxl",
    "pyhanko",
    "pypdfium2",
    "rapidfuzz",
    "zxingcpp",
    "segno",
)
OF_OTHER_PAGES = ("app.documents", "app.services.area_work", "app.ui.kit.table", "app.ui.quick_jump")
LOADS = (
    "import sys, app.bootstrap, app.ui.program, app.ui.desk_window, app.ui.pages.home;"
    f"print([name for name in {(*HEAVY, *OF_OTHER_PAGES)!r} if name in sys.modules])"
)


def test_nothing_heavy_is_loaded_for_the_first_page() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
