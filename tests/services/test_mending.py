"""Tables made anew, backups put back, requests written, packages looked into without a workspace."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, found

from app.foundation.errors import PlaceError, UserError
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Activity
from app.services.asking import make_request, what_waits
from app.services.backups import backups, make_backup
from app.services.drive_opening import open_from_drive
from app.services.mending import look_after, rebuild_tables, restore_checked, set_new_passphrase
from app.services.opening import Newcomer, create_workspace, is_recovery_code, keys_open, open_workspace
from app.services.packing import Parcel, make_package
from app.services.verifying import PACKAGE, PDF, sort_of, verify_package
from app.storage.lock_box import recovery_code
from app.storage.workspace import Workspace
from app.sync.request import read_request


@pytest.fixture
def dalia(tmp_path: Path):
    laptop = found(tmp_path / "laptops")[0]
    yield laptop
    laptop.desk.close()


def test_rebuilt_tables_show_the_same_and_tell_when_they_did_not(dalia):
    with dalia.desk.write("activity.add") as unit:
        made = unit.add(Activity, title_en="Repair the school")
    assert rebuild_tables(dalia.desk).identical
    with dalia.desk.workspace.write() as connection:
        connection.exec_driver_sql("UPDATE record_activity SET title_en = 'Slipped in'")
    done = rebuild_tables(dalia.desk)
    assert not done.identical
    assert dalia.desk.records(Activity)[0].title_en == "Repair the school"
    assert dalia.desk.find(Activity, made) is not None


def test_a_request_names_what_is_here_and_which_files_are_lacking(dalia, tmp_path):
    with dalia.desk.write("attachment.add") as unit:
        activity = unit.add(Activity, title_en="Repair the school")
        unit.add(Attachment, name_en="plan.pdf", subject_kind="activity", subject=activity, sha256="a" * 64)
    make_request(dalia.desk, tmp_path / "dalia.request")
    asked = read_request(tmp_path / "dalia.request")
    assert asked.card == dalia.desk.identity_card()
    assert {dalia.desk.network, dalia.desk.group} <= set(asked.vectors)
    assert asked.wanted == ("a" * 64,)
    assert what_waits(dalia.desk) == ([], 0)


def test_a_package_for_six_words_is_looked_into_without_a_workspace(dalia, tmp_path):
    package = tmp_path / "1.masar"
    make_package(dalia.desk, Parcel(words=WORDS), package)
    seen = verify_package(package, WORDS)
    assert (seen.name, seen.organisation, seen.training) == ("Dalia", "Hand in Hand", False)
    with pytest.raises(UserError, match="wrong_words"):
        verify_package(package, (6, 5, 4, 3, 2, 1))
    data = bytearray(package.read_bytes())
    data[-300] ^= 1
    package.write_bytes(bytes(data))
    with pytest.raises(UserError, match=r"package_damaged|altered"):
        verify_package(package, WORDS)


def test_files_are_told_apart_by_what_is_in_them(dalia, tmp_path):
    make_package(dalia.desk, Parcel(words=WORDS), tmp_path / "looks-like.pdf")
    (tmp_path / "looks-like.masar").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "letter").write_bytes(b"Dear all")
    assert sort_of(tmp_path / "looks-like.pdf") == PACKAGE
    assert sort_of(tmp_path / "looks-like.masar") == PDF
    assert sort_of(tmp_path / "letter") == ""
    with pytest.raises(PlaceError, match="file_missing"):
        sort_of(tmp_path / "nothing")


def test_a_backup_is_put_back_and_the_old_file_kept(dalia, tmp_path):
    backup = make_backup(dalia.desk, tmp_path / "backup.masarw")
    with dalia.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Later")
    with pytest.raises(PlaceError, match="already_open"):
        restore_checked(backup, dalia.file)
    dalia.desk.close()
    aside = restore_checked(backup, dalia.file)
    assert aside is not None
    assert aside.exists()
    dalia.desk = open_workspace(dalia.file, None).desk
    assert dalia.desk.records(Activity) == []


def test_a_backup_can_become_a_new_file_but_not_in_a_missing_folder(dalia, tmp_path):
    backup = make_backup(dalia.desk, tmp_path / "backup.masarw")
    assert restore_checked(backup, tmp_path / "new.masarw") is None
    assert (tmp_path / "new.masarw").read_bytes() == backup.read_bytes()
    with pytest.raises(PlaceError, match="folder_missing"):
        restore_checked(backup, tmp_path / "none" / "new.masarw")


def test_looking_after_backs_up_once_a_day_and_tells_of_an_unclean_end(dalia):
    assert look_after(dalia.use()) == ()
    assert len(backups(dalia.desk.workspace)) == 1
    assert look_after(dalia.use()) == ("notice.unclean_end",)
    assert len(backups(dalia.desk.workspace)) == 1


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(tmp_path):
    file = tmp_path / "a.masarw"
    opened = create_workspace(
        file, "IQG15Q07", Newcomer("Dalia", "Hand in Hand", "focal_point"), "old", costs=CHEAP
    )
    with opened.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    opened.desk.close()
    assert is_recovery_code(opened.recovery_code)
    assert not is_recovery_code("old")
    code = set_new_passphrase(file, opened.recovery_code, "fresh", CHEAP)
    for gone in ("old", opened.recovery_code):
        with pytest.raises(UserError, match="wrong_passphrase"):
            open_workspace(file, gone, costs=CHEAP)
    desk = open_workspace(file, "fresh", costs=CHEAP).desk
    assert keys_open(desk)
    assert [one.title_en for one in desk.records(Activity)] == ["Wells"]
    desk.close()
    open_workspace(file, code, costs=CHEAP).desk.close()


def test_a_wrong_code_or_an_open_file_gets_no_new_passphrase(tmp_path):
    file = tmp_path / "a.masarw"
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(file, "IQG15Q07", who, "old", costs=CHEAP).desk
    with pytest.raises(PlaceError, match="already_open"):
        set_new_passphrase(file, "old", "fresh", CHEAP)
    desk.close()
    with pytest.raises(UserError, match="wrong_passphrase"):
        set_new_passphrase(file, recovery_code(bytes(16)), "fresh", CHEAP)
    assert set_new_passphrase(file, "old", None, CHEAP) is None
    open_workspace(file, None, costs=CHEAP).desk.close()


def test_a_journal_that_finds_no_space_in_the_old_file_refuses_the_new_passphrase(tmp_path, monkeypatch):
    """It is written with the old key: beside the new file it would destroy it."""
    file = tmp_path / "a.masarw"
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    create_workspace(file, "IQG15Q07", who, "old", costs=CHEAP).desk.close()
    really = Workspace.close

    def close(workspace):
        really(workspace)
        file.with_name("a.masarw-wal").write_bytes(b"pages under the old key")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "close", close)
        with pytest.raises(PlaceError, match="not_written"):
            set_new_passphrase(file, "old", "fresh", CHEAP)
    with pytest.raises(UserError, match="wrong_passphrase"):
        open_workspace(file, "fresh", costs=CHEAP)
    open_workspace(file, "old", costs=CHEAP).desk.close()
    assert not [*tmp_path.glob(".*.part*")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_the_file_it_leads_to(tmp_path):
    file, link = tmp_path / "a.masarw", tmp_path / "elsewhere" / "b.masarw"
    link.parent.mkdir()
    link.symlink_to(file)
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(file, "IQG15Q07", who, None, costs=CHEAP).desk
    with pytest.raises(PlaceError, match="already_open"):
        open_workspace(link, None, costs=CHEAP)
    backup = make_backup(desk, tmp_path / "backup.masarw")
    desk.close()
    set_new_passphrase(link, None, "fresh", CHEAP)
    with pytest.raises(UserError, match="passphrase_needed"):
        open_workspace(file, None, costs=CHEAP)
    restore_checked(backup, link)
    open_workspace(file, None, costs=CHEAP).desk.close()
    assert link.is_symlink()


def test_copies_that_a_killed_program_left_go_when_the_file_is_opened(dalia):
    dalia.use().close()
    left = [dalia.file.with_name(f".work.masarw{end}") for end in (".tried", ".tried-wal", ".part")]
    for one in left:
        one.write_bytes(b"Secret Person 4711")
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    assert not any(one.exists() for one in left)


def test_a_stick_that_failed_half_way_is_copied_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))
    stick = tmp_path / "stick.masarw"
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    create_workspace(stick, "IQG15Q07", who, "old", costs=CHEAP).desk.close()

    def failing(_file):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing)
        with pytest.raises(PlaceError, match="no_space"):
            open_from_drive(stick, "old", costs=CHEAP)
    opened = open_from_drive(stick, "old", costs=CHEAP)
    assert opened.notice == "notice.kept_on_this_laptop"
    opened.desk.close()
