"""Frameworks and processes on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.calling import WHO, Ended
from openpyxl import load_workbook

from app.cli.entry import run

OWN = 'id = "mine"\nsource = "us"\ntitle_en = "Ours"\n[[nodes]]\nid = "one"\ntitle_en = "First"\n'


@pytest.fixture
def workspace(fine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "zone.masarw"
    fine("new", file, "--area", "IQG15Q07", "--person", "Dalia", *WHO, "--role", "focal_point",
         "--no-passphrase", "--process", "priority_zone")  # fmt: skip
    return file


def test_processes_are_listed_with_their_steps(fine) -> None:  # type: ignore[no-untyped-def]
    listed = fine("process", "list", "--json").data
    assert {one["id"]: len(one["steps"]) for one in listed} == {
        "durable_solutions": 8,
        "integrated_framework": 7,
        "joint_programme": 6,
        "priority_zone": 7,
        "security_sector": 6,
    }
    assert "Agree on compacts" in fine("process", "list").out


def test_a_workspace_follows_the_process_it_was_begun_with(fine, workspace: Path) -> None:  # type: ignore[no-untyped-def]
    assert fine("steps", workspace, "--json").data[0]["id"] == "pz_zone"


def test_a_process_nobody_knows_leaves_no_file(cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ended = cli("new", tmp_path / "x.masarw", "--area", "IQG15Q07", "--person", "D", *WHO, "--role",
                "focal_point", "--no-passphrase", "--process", "magic")  # fmt: skip
    assert (ended.status, "joint_programme" in ended.err) == (2, True)
    assert not (tmp_path / "x.masarw").exists()


def test_a_framework_is_shown_listed_and_written(fine, workspace: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert {"so", "isf_element", "issss"} <= {
        one["id"] for one in fine("alignment", workspace, "--json").data
    }
    assert "0 of 8 required" in fine("alignment", workspace, "issss").out
    shown = fine("alignment", workspace, "isf_element", "--json").data
    assert (shown["required"], shown["covered"], shown["complete"]) == (4, 0, False)
    assert [one["state"] for one in shown["nodes"]] == ["none"] * 4
    fine("alignment", workspace, "issss", "-o", tmp_path / "issss.xlsx")
    assert load_workbook(tmp_path / "issss.xlsx").sheetnames == ["Framework", "Coverage"]


def test_an_own_framework_is_brought_along_or_refused_in_a_sentence(fine, cli, workspace: Path) -> None:  # type: ignore[no-untyped-def]
    own = workspace.with_name("own.toml")
    own.write_text(OWN, encoding="utf-8")
    assert "Nodes: 1" in fine("framework", "import", workspace, own).out
    assert fine("alignment", workspace, "mine", "--json").data["title"] == "Ours"
    own.write_text(OWN.replace('title_en = "First"', ""), encoding="utf-8")
    ended: Ended = cli("framework", "import", workspace, own)
    assert (ended.status, "has no title" in ended.err) == (2, True)
    assert "no framework “nowhere”" in cli("alignment", workspace, "nowhere").err


def test_help_names_the_new_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert {"alignment", "framework", "process"} <= set(capsys.readouterr().out.split())
