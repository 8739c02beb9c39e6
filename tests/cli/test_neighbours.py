"""Neighbouring processes without a window: begun, recorded, written as PDF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.calling import WHO

BEGUN = ("--area", "IQG15Q07", "--person", "Dalia", *WHO, "--role", "focal_point", "--no-passphrase")


@pytest.fixture
def begin(fine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))

    def made(process: str) -> Path:
        file = tmp_path / f"{process}.masarw"
        fine("new", file, *BEGUN, "--process", process)
        return file

    return made


def add(fine, file: Path, kind: str, **values: object) -> str:  # type: ignore[no-untyped-def]
    return str(fine("record", "add", file, kind, "--data", json.dumps(values), "--json").data["id"])


def test_a_compact_is_recorded_and_written(fine, cli, begin, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = begin("priority_zone")
    ended = cli("export", "compact", file, "-o", tmp_path / "none.pdf")
    assert (ended.status, "no compact" in ended.err) == (2, True)
    compact = add(fine, file, "agreement", title_en="Compact", type="compact", level="national")
    add(fine, file, "commitment", text_en="A decree", type="legislative", agreement=compact)
    fine("export", "compact", file, "Compact", "--language", "ar", "-o", tmp_path / "compact.pdf")
    assert (tmp_path / "compact.pdf").read_bytes().startswith(b"%PDF")
    fine("export", "isf", file, "-o", tmp_path / "isf.pdf")
    assert (tmp_path / "isf.pdf").stat().st_size > 10_000


def test_work_that_goes_on_unsigned_is_kept_and_asks_for_a_reason(fine, cli, begin, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = begin("joint_programme")
    joint = add(fine, file, "joint_activity", title_en="Together", code="J-001")
    add(fine, file, "agreement", title_en="Document", type="joint_programme_doc", joint_activity=joint)
    ongoing = fine("record", "set", file, "joint_activity", "J-001", "--data", '{"status": "ongoing"}')
    assert "exception_reason" in ongoing.out + ongoing.err
    assert fine("record", "get", file, "joint_activity", joint, "--json").data["status"] == "ongoing"
    assert "check.joint_unsigned" in cli("check", file, "--json").out
    excused = '{"exception_reason": "Winter comes first."}'
    settled = fine("record", "set", file, "joint_activity", "J-001", "--data", excused)
    assert "exception_reason" not in settled.out + settled.err
    fine("export", "joint-programme", file, "-o", tmp_path / "jp.pdf")
    assert (tmp_path / "jp.pdf").read_bytes().startswith(b"%PDF")
