"""What holds for every test: no display, a data folder of its own, no unexpected log line."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.storage import engine

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("MASAR_PASSPHRASE", None)
hashlib.scrypt = cache(hashlib.scrypt)
"""The same six words open hundreds of packages of these tests: their key is made at its full cost, once."""

AS_SHIPPED = engine.RECIPE
engine.RECIPE = tuple(line.replace("synchronous = FULL", "synchronous = OFF") for line in AS_SHIPPED)
os.fsync = lambda _file: None
"""A test need not wait until the disk holds its files: whoever reads them reads them from memory."""

settings.register_profile(
    "quick", deadline=None, max_examples=25, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", deadline=None, max_examples=2000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


_NUMBERS = count()


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Move the user's data folder to a place of the test's own. Most tests never make it."""
    folder = tmp_path_factory.getbasetemp() / f"data-{next(_NUMBERS)}"
    monkeypatch.setenv("MASAR_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open files as the program does, waiting for the disk."""
    monkeypatch.setattr(engine, "RECIPE", AS_SHIPPED)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which a line of level warning was logged that it does not expect.

    Expected lines are named by `@pytest.mark.expects_log("pattern")`; a named line must appear.
    """
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    yield
    lines = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    surprises = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    absent = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
    if surprises:
        pytest.fail(f"unexpected log lines: {surprises}")
    if absent:
        pytest.fail(f"expected log lines that did not come: {absent}")


def pytest_collection_finish() -> None:
    """Look for cycles less often, and not among modules and tests, which stay: a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 10)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what long tests tell of themselves by `record_property("told", …)`: executions and seconds."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(text))
