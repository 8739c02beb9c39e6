"""From the call to a usable Home on the unencrypted example, against a bare PySide6 and SQLAlchemy window.

Both start in interpreters of their own, in turn, with warm bytecode in a temporary folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from app.services.sample import create_sample
from benchmarks.timing import in_turn, show

ROUNDS = 9
ROOT = Path(__file__).resolve().parents[1]


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which bytecode is kept in `folder`, and nothing is shown."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "MASAR_DATA_DIR": str(folder / "data")}
    return kept | own | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def start(arguments: list[str], variables: dict[str, str]) -> None:
    """Run until the window says it is ready."""
    called = [sys.executable, "-m", *arguments]
    run = subprocess.run(
        called, env=variables, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    if run.stdout.split()[-1:] != ["ready"]:
        raise SystemExit(run.stderr)


def main() -> None:
    """Print the figure."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["MASAR_DATA_DIR"] = str(folder / "data")
        create_sample(folder / "sample.masarw").desk.close()
        variables = environment(folder)
        ours = partial(start, ["benchmarks.ready_window", str(folder / "sample.masarw")], variables)
        bare = partial(start, ["benchmarks.bare_window", str(folder / "sample.masarw")], variables)
        show("start", *in_turn(ours, bare, ROUNDS, warm=2), "1.5", "python -m benchmarks.start")


if __name__ == "__main__":
    main()
