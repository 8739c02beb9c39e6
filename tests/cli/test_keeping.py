"""Backups and restoring through the command line."""

from __future__ import annotations

from filelock import FileLock


def test_a_backup_restores_a_damaged_file_and_work_goes_on(cli, fine, work, tmp_path):
    fine("record", "add", work, "activity", "--data", '{"title_en": "Repair the school"}')
    before = fine("state", work, "--json").data
    copy = tmp_path / "copy.masarw"
    assert fine("backup", work, "-o", copy, "--json").data["size"] == copy.stat().st_size
    work.write_bytes(b"SQLite format 3\x00" + b"broken" * 500)
    assert cli("state", work).status == 3
    told = fine("restore", copy, work, "--json").data
    assert told["aside"] is not None
    after = fine("state", work, "--json").data
    assert (after["words"], after["records"]) == (before["words"], before["records"])
    fine("record", "add", work, "activity", "--data", '{"title_en": "Afterwards"}')
    assert len(fine("record", "list", work, "activity", "--json").data) == 2


def test_a_backup_is_never_written_over_another_file(cli, work, tmp_path):
    (tmp_path / "copy.masarw").write_text("mine")
    ended = cli("backup", work, "-o", tmp_path / "copy.masarw")
    assert ended.status == 2
    assert (tmp_path / "copy.masarw").read_text() == "mine"


def test_only_a_workspace_can_be_restored_and_only_over_a_closed_file(cli, fine, work, tmp_path):
    letter, copy = tmp_path / "letter.masarw", tmp_path / "copy.masarw"
    letter.write_text("Dear all, this is a letter.")
    before = work.read_bytes()
    assert cli("restore", letter, work).status == 3
    fine("backup", work, "-o", copy)
    with FileLock(work.with_name(f".{work.name}.lock")):
        ended = cli("restore", copy, work)
    assert (ended.status, "already open" in ended.err) == (3, True)
    assert cli("restore", work, work).status == 2
    assert cli("restore", tmp_path / "none.masarw", work).status == 3
    assert work.read_bytes() == before
