"""Bent packages are refused with a code, and nothing here changes. `make soak` goes on for minutes.

MASAR_FUZZ_SECONDS says how long (120 if not set), MASAR_FUZZ_CORPUS where inputs that reached a new place
are kept and read from (build/fuzz if not set). A crash keeps its input there under a name of its own.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.fuzzing import Fuzz
from tests.services.test_hostile_packages import Case, everything

QUICK = 60


def fuzz(case: Case, seed: int) -> Fuzz:
    return Fuzz(case.omar, case.dalia, case.good, case.folder, random.Random(seed))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bent_packages_change_nothing(tmp_path: Path) -> None:
    case = Case(tmp_path)
    before = everything(case.dalia)
    tried = fuzz(case, 1)
    for _ in range(QUICK):
        tried.step()
    assert len(tried.seen) > 5
    assert everything(case.dalia) == before


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bent_packages_for_a_long_time(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    case = Case(tmp_path)
    before = everything(case.dalia)
    corpus = Path(os.environ.get("MASAR_FUZZ_CORPUS", "build/fuzz"))
    corpus.mkdir(parents=True, exist_ok=True)
    seed = random.SystemRandom().randrange(2**32)
    tried = fuzz(case, seed)
    for file in sorted(corpus.glob("*.zip")):
        tried.show(file.read_bytes())
    begun = time.monotonic()
    crashes = []
    while time.monotonic() - begun < float(os.environ.get("MASAR_FUZZ_SECONDS", "120")):
        try:
            tried.step()
        except Exception as crash:  # noqa: BLE001 -- whatever it is, its input is kept
            data = (case.folder / "bent.masar").read_bytes()
            kept = corpus / f"crash-{hashlib.sha256(data).hexdigest()[:12]}.masar"
            kept.write_bytes(data)
            crashes.append(f"{kept.name}: {crash!r}")
    for inside in tried.corpus:
        (corpus / f"{hashlib.sha256(inside).hexdigest()[:12]}.zip").write_bytes(inside)
    record_property(
        "told",
        f"fuzz: seed {seed}, {tried.executions} executions in {time.monotonic() - begun:.0f} s,"
        f" {len(tried.seen)} places, {tried.taken} fine, {len(crashes)} crashes, corpus in {corpus}",
    )
    assert crashes == []
    assert everything(case.dalia) == before
