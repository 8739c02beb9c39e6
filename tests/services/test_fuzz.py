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

from app.foundation.errors import UserError
from app.services.desk import Desk
from app.services.taking import inspect_package
from tests.services.fuzzing import TAKEN, Fuzz
from tests.services.test_hostile_packages import Case

QUICK = 40


def fuzz(case: Case, seed: int) -> Fuzz:
    return Fuzz(case.omar, case.dalia, case.good, case.folder, random.Random(seed))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bent_packages_change_nothing_unless_they_are_taken(tmp_path: Path) -> None:
    tried = fuzz(Case(tmp_path), 1)
    for step in range(QUICK):
        try:
            tried.step()
        except Exception as crash:
            raise AssertionError(f"seed 1, step {step}: {tried.folder / 'bent.masar'}") from crash
    assert len(tried.seen) > 5
    assert tried.taken
    assert tried.refused


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_unbent_one_is_taken_and_what_changes_unasked_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = fuzz(Case(tmp_path), 1)
    assert tried.show(tried.clear()) == TAKEN

    def careless(desk: Desk, path: Path, **_: object) -> None:
        desk.remember("seen", path.name)
        raise UserError("package_damaged")

    monkeypatch.setattr("tests.services.fuzzing.inspect_package", lambda _desk, _path: careless)
    with pytest.raises(AssertionError, match="a look says taken"):
        tried.show(b"PK")
    monkeypatch.setattr("tests.services.fuzzing.inspect_package", inspect_package)
    monkeypatch.setattr("tests.services.fuzzing.take_package", careless)
    with pytest.raises(AssertionError, match="changed by what was refused"):
        tried.show(b"PK")


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bent_packages_for_a_long_time(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    case = Case(tmp_path)
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
        f" {len(tried.seen)} places, {tried.refused} refused, {tried.taken} taken, {len(crashes)} crashes,"
        f" corpus in {corpus}",
    )
    assert crashes == [], f"seed {seed}"
