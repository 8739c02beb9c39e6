"""Where Masar keeps what is not in a workspace, and where it finds what came with it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


def data_folder() -> Path:
    """Return the user's data folder for Masar (`MASAR_DATA_DIR` moves it). It may not exist yet."""
    moved = os.environ.get("MASAR_DATA_DIR")
    if moved:
        return Path(moved)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Masar"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Masar"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "masar"


@cache
def resources() -> Path:
    """Return the folder of catalogues, icons, fonts, definitions and samples."""
    return Path(__file__).resolve().parents[2] / "resources"
