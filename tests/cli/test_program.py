"""The program in processes of its own: the whole way once, and what a kill leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from app.services.field_edits import add_record
from app.services.opening import open_workspace

desk = open_workspace(Path(sys.argv[1]), None).desk
while True:
    print(add_record(desk, "activity", {"title_en": "Repair the school"}), flush=True)
"""


@pytest.mark.slow
def test_from_the_example_to_a_signed_plan_and_a_second_workspace(program, tmp_path):
    def fine(*words: object, **environment: str):
        ended = program(*words, **environment)
        assert ended.status == 0, ended.err
        return ended

    first, second = tmp_path / "first.masarw", tmp_path / "second.masarw"
    fine("sample", first)
    plan, signed, package = tmp_path / "plan.pdf", tmp_path / "signed.pdf", tmp_path / "for-omar.masar"
    fine("export", "plan", first, "-o", plan, "--language", "ar")
    fine("sign", plan, "--workspace", first, "-o", signed)
    assert [
        one["name"] for one in fine("verify", signed, "--workspace", first, "--json").data["signatures"]
    ] == ["Dalia Haddad"]
    changed = bytearray(signed.read_bytes())
    changed[changed.index(b"/MediaBox") + 11] ^= 1
    signed.write_bytes(bytes(changed))
    assert program("verify", signed).status == 1
    told = fine("package", "make", first, "-o", package, "--new-words", "--invite", "--json").data
    joining = (
        "--person",
        "Omar Saleh",
        "--organisation",
        "Ibn",
        "--role",
        "focal_point",
        "--words-env",
        "SIX",
    )
    fine("join", second, package, *joining, "--no-passphrase", SIX="-".join(told["words"]))
    fine("package", "make", second, "-o", tmp_path / "back.masar", "--to", "Dalia Haddad")
    fine("package", "take", first, tmp_path / "back.masar")
    states = [fine("state", path, "--json").data for path in (first, second)]
    assert states[0]["words"] == states[1]["words"]
    assert states[0]["records"] == states[1]["records"]


def test_a_killed_program_loses_nothing_that_was_committed(work, fine):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, work], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
    )
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(5)]
    writer.send_signal(signal.SIGKILL)
    told += writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    kept = [one["id"] for one in fine("record", "list", work, "activity", "--json").data]
    assert len(told[-1]) == 36
    assert set(told) <= set(kept)
    assert fine("rebuild", work, "--json").data["identical"] is True
    fine("record", "add", work, "activity", "--data", '{"title_en": "Afterwards"}')
