"""Backups: checked when made, kept in rings, put in the place of a damaged file."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest
from services.laptops import CHEAP, Laptop, found

from app.foundation.clock import SteppingClock
from app.foundation.errors import PlaceError, UserError
from app.models.kinds.plan import Activity
from app.services import backups as backups_module
from app.services.backups import (
    LAST,
    MONTHLY,
    WEEKLY,
    Backup,
    backups,
    daily_backup,
    folder_of,
    kept,
    make_backup,
    restore,
)
from app.services.collecting import collect, take_all
from app.services.opening import open_workspace
from app.services.taking import take_package
from app.storage.backups import state_of

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = found(tmp_path)[0]
    made.desk.clock = SteppingClock(NOON)
    yield made
    made.use().close()


def left_by_a_crash(laptop: Laptop, folder: Path) -> tuple[Path, Path]:
    """Return a backup, and a folder with the file as a crash left it: what came after is in its journal."""
    backup = make_backup(laptop.use(), folder / "backup.masarw")
    with laptop.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    crashed = folder / "crashed"
    crashed.mkdir()
    for file in laptop.folder.glob("work.masarw*"):
        shutil.copy(file, crashed)
    assert (crashed / "work.masarw-wal").stat().st_size
    return backup, crashed


def ring(days: int, per_day: int = 1) -> list[Backup]:
    """Return a backup for each of the last days, newest first."""
    moments = (NOON - timedelta(days=day, hours=part) for day in range(days) for part in range(per_day))
    return [Backup(Path(f"{moment:%Y%m%d%H}"), moment.replace(tzinfo=None)) for moment in moments]


def test_a_few_backups_all_stay() -> None:
    assert kept(ring(5)) == ring(5)


def test_of_many_the_last_then_weekly_then_monthly_stay() -> None:
    chosen = kept(ring(600, 2))
    assert chosen[:LAST] == ring(600, 2)[:LAST]
    assert len(chosen) == LAST + WEEKLY + MONTHLY
    assert len({backup.path for backup in chosen}) == len(chosen)
    ages = [(NOON.replace(tzinfo=None) - backup.made).days for backup in chosen]
    assert ages == sorted(ages)
    assert 250 < ages[-1] < 450


def test_thinning_again_takes_no_more() -> None:
    chosen = kept(ring(600, 2))
    assert set(kept(chosen)) == set(chosen)


def test_a_daily_backup_only_when_something_changed(laptop: Laptop) -> None:
    assert daily_backup(laptop.use()) is not None
    laptop.desk.clock = SteppingClock(NOON + timedelta(days=1))
    assert daily_backup(laptop.desk) is None
    with laptop.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    assert daily_backup(laptop.desk) is not None
    assert daily_backup(laptop.desk) is None
    listed = backups(laptop.desk.workspace)
    assert len(listed) == 2
    assert listed[0].made > listed[1].made


def test_a_backup_is_never_written_over_a_file(laptop: Laptop, tmp_path: Path) -> None:
    out = make_backup(laptop.use(), tmp_path / "backup.masarw")
    with pytest.raises(UserError, match="file_exists"):
        make_backup(laptop.desk, out)


def test_a_backup_that_differs_is_not_kept(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import backups as module

    states = iter(("one", "another"))
    monkeypatch.setattr(module, "state_of", lambda workspace, copy=None: next(states))
    with pytest.raises(PlaceError, match="backup_differs"):
        make_backup(laptop.use(), tmp_path / "backup.masarw")
    assert not (tmp_path / "backup.masarw").exists()


def test_a_damaged_file_goes_aside_with_its_log(laptop: Laptop, tmp_path: Path) -> None:
    with laptop.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    backup = make_backup(laptop.desk, tmp_path / "backup.masarw")
    laptop.desk.close()
    laptop.file.write_bytes(b"spoilt" * 1000)
    laptop.file.with_name("work.masarw-wal").write_bytes(b"left over")
    aside = restore(backup, laptop.file)
    assert aside is not None
    assert aside.read_bytes().startswith(b"spoilt")
    assert aside.with_name(aside.name + "-wal").exists()
    laptop.desk = open_workspace(laptop.file, None, costs=CHEAP).desk
    assert [one.title_en for one in laptop.desk.records(Activity)] == ["Wells"]
    with pytest.raises(PlaceError, match="file_missing"):
        restore(tmp_path / "gone.masarw", laptop.file)


def test_without_space_for_the_copy_the_old_file_stays(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(laptop.use(), tmp_path / "backup.masarw")
    with laptop.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    laptop.desk.close()
    there = sorted(laptop.folder.iterdir())

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(PlaceError, match="no_space"):
            restore(backup, laptop.file)
    assert sorted(laptop.folder.iterdir()) == there
    laptop.desk = open_workspace(laptop.file, None, costs=CHEAP).desk
    assert [one.title_en for one in laptop.desk.records(Activity)] == ["Wells"]


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_restore_that_was_killed_is_done_again(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    """The journal of one file never lies beside another."""
    backup, crashed = left_by_a_crash(laptop, tmp_path)
    steps, really = count(1), Path.rename

    def rename(path: Path, target: Path) -> Path:
        if next(steps) == killed_at:
            raise KeyboardInterrupt
        return really(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            restore(backup, crashed / "work.masarw")
    restore(backup, crashed / "work.masarw")
    desk = open_workspace(crashed / "work.masarw", None, costs=CHEAP).desk
    assert desk.records(Activity) == []
    desk.close()


@pytest.mark.parametrize("held", ["work.masarw-wal", ".work.masarw.part"])
def test_a_restore_that_something_holds_up_leaves_the_file_with_its_journal(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """A scanner may hold any of them."""
    backup, crashed = left_by_a_crash(laptop, tmp_path)
    for name in ("rename", "replace"):
        really = getattr(Path, name)

        def moved(path: Path, target: Path, really: Callable[[Path, Path], Path] = really) -> Path:
            if path.name == held:
                raise PermissionError(errno.EACCES, "held")
            return really(path, target)

        monkeypatch.setattr(Path, name, moved)
    with pytest.raises(PlaceError, match="read_only_place"):
        restore(backup, crashed / "work.masarw")
    monkeypatch.undo()
    laptop.use()
    desk = open_workspace(crashed / "work.masarw", None, costs=CHEAP).desk
    assert [one.title_en for one in desk.records(Activity)] == ["Wells"]
    desk.close()


def test_a_journal_whose_file_was_taken_away_is_not_joined_to_the_backup(
    laptop: Laptop, tmp_path: Path
) -> None:
    backup = make_backup(laptop.use(), tmp_path / "backup.masarw")
    with laptop.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    (tmp_path / "b").mkdir()
    shutil.copy(laptop.file.with_name("work.masarw-wal"), tmp_path / "b")
    assert restore(backup, tmp_path / "b" / "work.masarw") is None
    desk = open_workspace(tmp_path / "b" / "work.masarw", None, costs=CHEAP).desk
    assert desk.records(Activity) == []
    desk.close()


def test_taking_a_package_keeps_a_backup_of_what_was_before(tmp_path: Path) -> None:
    dalia, omar = found(tmp_path, "Omar")
    with omar.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    package = omar.pack(tmp_path / "omar.masar", "Dalia")
    workspace = dalia.use().workspace
    before, ring = state_of(workspace), len(backups(workspace))
    take_package(dalia.use(), package)
    made = backups(workspace)
    assert len(made) == ring + 1
    assert state_of(workspace) != before
    assert state_of(workspace, made[0].path) == before
    assert dalia.use().recall("backed_up")


def test_a_refused_package_leaves_the_ring_as_it_was(laptop: Laptop, tmp_path: Path) -> None:
    package = laptop.pack(tmp_path / "own.masar", "Dalia")
    make_backup(laptop.desk)
    before, said = backups(laptop.desk.workspace), laptop.desk.recall("backed_up")
    with patch("app.services.taking.put", side_effect=UserError("altered_chain")), pytest.raises(UserError):
        take_package(laptop.desk, package)
    assert backups(laptop.desk.workspace) == before
    assert laptop.desk.recall("backed_up") == said
    assert len(list(folder_of(laptop.desk.workspace).glob("*.masarw"))) == len(before)


def test_of_several_packages_the_first_that_is_taken_leaves_a_backup(tmp_path: Path) -> None:
    dalia, omar = found(tmp_path, "Omar")
    packages = [omar.pack(tmp_path / f"{number}.masar", "Dalia") for number in range(3)]
    refused, kept = tmp_path / "0.masar", len(backups(dalia.use().workspace))
    together = collect(dalia.use(), packages).packages
    refused.write_bytes(b"no package any longer")
    assert [took.report is not None for took in take_all(dalia.desk, together[:1])] == [False]
    assert len(backups(dalia.desk.workspace)) == kept
    assert [took.report is not None for took in take_all(dalia.desk, together)] == [False, True, True]
    assert len(backups(dalia.desk.workspace)) == kept + 1


def test_a_full_disk_after_the_take_undoes_nothing(tmp_path: Path) -> None:
    dalia, omar = found(tmp_path, "Omar")
    with omar.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    package = omar.pack(tmp_path / "omar.masar", "Dalia")
    heard: list[object] = []
    dalia.use().listeners.append(heard.append)
    with patch("app.services.backups._join_ring", side_effect=PlaceError("no_space", file="ring")):
        assert take_package(dalia.desk, package).new == {"activity": 1}
    assert heard


def test_several_refused_packages_copy_the_file_once(tmp_path: Path) -> None:
    dalia, omar = found(tmp_path, "Omar")
    packages = [omar.pack(tmp_path / f"{number}.masar", "Dalia") for number in range(3)]
    together, kept = collect(dalia.use(), packages).packages, len(backups(dalia.use().workspace))
    with patch("app.services.taking.put", side_effect=UserError("altered_chain")):
        assert not any(took.report for took in take_all(dalia.desk, together))
    assert len(backups(dalia.desk.workspace)) == kept
    with patch("app.services.backups._copy", wraps=backups_module._copy) as copied:
        take_all(dalia.desk, together)
    assert copied.call_count == 1
    assert len(backups(dalia.desk.workspace)) == kept + 1
