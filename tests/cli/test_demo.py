"""The demonstration does the whole main job, and touches only what it made itself."""

from __future__ import annotations

import pytest

from app.foundation.errors import UserError
from app.models.kinds.review import Signoff
from app.services.demo_folder import claim
from app.services.opening import open_workspace
from app.services.signatures import verify_pdf
from app.services.state import state


@pytest.mark.slow
def test_the_whole_main_job(fine, tmp_path):
    folder = tmp_path / "demo"
    said = fine("demo", folder, "--no-pictures").out.splitlines()
    assert said[-1] == f"Look into {folder}."
    assert any("Both workspaces show the same words" in line for line in said)
    desks = [open_workspace(folder / f"{name}.masarw", None).desk for name in ("sinjar-baaj", "omar-saleh")]
    for language in ("en", "ar"):
        found = verify_pdf((folder / f"plan-1.0-{language}.pdf").read_bytes(), desks[0])
        assert found.fine
        assert {one.name for one in found.signatures} == {"Dalia Haddad", "Omar Saleh", "Sami Najm"}
        assert {one.field for one in found.signatures} >= {"focal_point_1", "focal_point_2", "dstwg"}
        assert (folder / f"workbook-{language}.xlsx").stat().st_size > 10_000
    assert len(desks[1].records(Signoff)) == 6
    assert state(desks[0]).words == state(desks[1]).words
    for desk in desks:
        desk.close()


def test_a_folder_with_other_files_is_refused_and_left_alone(cli, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    ended = cli("demo", tmp_path)
    assert (ended.status, tmp_path.name in ended.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["letter.txt"]


def test_only_what_a_demonstration_made_is_replaced(tmp_path):
    folder = claim(tmp_path / "demo")
    for name in ("a.masarw", ".a.masarw.lock", "plan.pdf", "packages/1.masar", "pictures/home.png"):
        (folder / name).write_text("old")
    claim(folder)
    assert sorted(path.name for path in folder.rglob("*")) == [".masar-demo", "packages", "pictures"]
    for name in ("note.txt", "pictures/holiday.jpg", "packages/deep/1.masar"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
        with pytest.raises(UserError, match="demo_folder_foreign"):
            claim(folder)
        (folder / name).unlink()


def test_a_workspace_in_an_unmarked_folder_is_never_replaced(tmp_path):
    (tmp_path / "sinjar-baaj.masarw").write_text("mine")
    with pytest.raises(UserError, match="demo_folder_foreign"):
        claim(tmp_path)
    assert (tmp_path / "sinjar-baaj.masarw").read_text() == "mine"
