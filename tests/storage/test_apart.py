"""Trials in a copy: the workspace stays free, and nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.apart import trial_apart
from app.storage.lock_box import Cost
from app.storage.settings import read_setting, write_setting
from app.storage.workspace import Workspace


@pytest.fixture(params=[None, "open sesame"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "a.masarw", request.param, Cost(2))
    with made.write() as connection:
        write_setting(connection, "said", "before")
    yield made
    made.close()


def said(workspace: Workspace) -> str | None:
    with workspace.read() as connection:
        return read_setting(connection, "said")


def files(workspace: Workspace) -> set[str]:
    return {path.name for path in workspace.path.parent.iterdir() if not path.name.startswith("a.masarw-")}


def test_the_workspace_is_written_while_something_is_tried_out(workspace: Workspace) -> None:
    with trial_apart(workspace) as (copy, trial):
        write_setting(trial, "said", "tried")
        with workspace.write() as connection:
            write_setting(connection, "said", "meant")
        assert read_setting(trial, "said") == "tried"
        assert said(copy) == "before"
    assert said(workspace) == "meant"


def test_nothing_is_left_of_a_trial(workspace: Workspace) -> None:
    def fail() -> None:
        with trial_apart(workspace) as (_, trial):
            write_setting(trial, "said", "tried")
            raise ZeroDivisionError

    before = files(workspace)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert (files(workspace), said(workspace)) == (before, "before")


def test_what_a_killed_program_left_is_replaced(workspace: Workspace) -> None:
    before = files(workspace)
    workspace.path.with_name(".a.masarw.tried").write_bytes(b"left over")
    with trial_apart(workspace) as (copy, _):
        assert said(copy) == "before"
    assert files(workspace) == before


def test_the_copy_is_locked_like_the_workspace(workspace: Workspace) -> None:
    with trial_apart(workspace) as (copy, _):
        assert copy.encrypted == workspace.encrypted
        assert (b"before" in copy.path.read_bytes()) is not workspace.encrypted
