"""The training example as a workspace of a test's own: built once per process, copied per test."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from services.laptops import CHEAP

from app.foundation.clock import SteppingClock
from app.services.desk import Desk
from app.services.opening import open_workspace
from app.services.sample import create_sample

TODAY = datetime(2026, 4, 7, 9, tzinfo=UTC)


@cache
def example_file() -> Path:
    """Return a closed workspace with the example; nobody may write to it."""
    folder, before = Path(tempfile.mkdtemp()), os.environ.get("MASAR_DATA_DIR")
    os.environ["MASAR_DATA_DIR"] = str(folder / "data")
    create_sample(folder / "example.masarw", clock=SteppingClock(TODAY), costs=CHEAP).desk.close()
    if before is not None:
        os.environ["MASAR_DATA_DIR"] = before
    return folder / "example.masarw"


def example_desk(folder: Path) -> Desk:
    """Return an open copy of the example, on 7 April 2026."""
    copied = folder / "example.masarw"
    shutil.copy(example_file(), copied)
    return open_workspace(copied, None, clock=SteppingClock(TODAY), costs=CHEAP).desk
