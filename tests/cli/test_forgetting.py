"""Removing for good through the command line: asked for, told in words and as JSON, never undone."""

from __future__ import annotations

import json
from pathlib import Path

from app.services.backups import make_backup
from app.services.opening import open_workspace

NAME = "Umm Salih al-Bayati"


def contact(fine, work) -> str:
    """Add a stakeholder with a contact and return the contact's id."""
    elders = fine("record", "add", work, "stakeholder", "--data", '{"name_en": "Elders"}', "--json").data[
        "id"
    ]
    data = json.dumps({"stakeholder": elders, "person_name": NAME, "phone": "+964 770 123 4567"})
    return str(fine("record", "add", work, "contact", "--data", data, "--json").data["id"])


def test_a_record_goes_for_good(cli, fine, work):
    one = contact(fine, work)
    told = fine("forget", work, "contact", one, "--yes", "--json").data
    assert (told["values"], told["wiped"], told["backups"]) == (3, True, [])
    assert told["records"] == [{"kind": "contact", "id": one}]
    assert fine("record", "list", work, "contact", "--json").data == []
    assert NAME.encode() not in Path(work).read_bytes()
    events = fine("history", work, "contact", one, "--json").data
    assert [event["removed_for_good"] for event in events] == [True, True, True]
    assert "removed for good" in fine("history", work, "contact", one).out
    fine("undo", work)
    assert fine("record", "list", work, "contact", "--json").data == []
    assert fine("record", "list", work, "stakeholder", "--json").data == []


def test_one_field_goes_and_the_record_stays(fine, work):
    one = contact(fine, work)
    said = fine("forget", work, "contact", one, "--field", "phone", "--yes").out
    assert "one value removed for good" in said
    assert "may keep it" in said
    shown = fine("record", "get", work, "contact", one, "--json").data
    assert (shown["person_name"], shown["phone"]) == (NAME, None)


def test_backups_are_named_and_renewed(fine, work):
    one, other = contact(fine, work), contact(fine, work)
    opened = open_workspace(work, None)
    old = make_backup(opened.desk)
    opened.desk.close()
    assert fine("forget", work, "contact", one, "--yes", "--json").data["backups"] == [str(old)]
    said = fine("forget", work, "contact", other, "--yes", "--renew-backups").out
    assert "new backup was made" in said
    assert not old.exists()
    assert [NAME.encode() in path.read_bytes() for path in old.parent.glob(f"*{old.suffix}")] == [False]


def test_refusals(cli, fine, work):
    one = contact(fine, work)
    for words in (
        ("contact", one),
        ("contact", "nobody", "--yes"),
        ("contact", one, "--field", "shoe_size", "--yes"),
        ("activity", one, "--yes"),
        ("unicorn", one, "--yes"),
        ("person", fine("record", "list", work, "person", "--json").data[0]["id"], "--yes"),
    ):
        ended = cli("forget", work, *words)
        assert (ended.status, len(ended.err.splitlines())) == (2, 1), words
    assert len(fine("record", "list", work, "contact", "--json").data) == 1


def test_it_travels_and_the_other_laptop_lists_its_backups(laptops, tmp_path):
    dalia, omar, _ = laptops
    one = contact(lambda *words: dalia(*("FILE" if word is dalia else word for word in words)), dalia)
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    assert omar("forget", "FILE", "--json").data == {"backups": [], "made": None}
    dalia("forget", "FILE", "contact", one, "--yes")
    taken = omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    assert (taken["removed"], taken["by_kind"]["removed"]) == (1, {"contact": 1})
    assert NAME.encode() not in omar.file.read_bytes()
    assert dalia.state() == omar.state()
    (kept,) = omar("forget", "FILE", "--json").data["backups"]
    assert NAME.encode() in Path(kept).read_bytes()
    assert "new backup was made" in omar("forget", "FILE", "--renew-backups").out
    assert "No backup" in omar("forget", "FILE").out
