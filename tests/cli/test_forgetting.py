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


def test_what_goes_and_what_stays_is_said_before_it_is_refused(cli, fine, work):
    """Without a terminal nothing is asked; who reads the refusal knows what they would say yes to."""
    one = contact(fine, work)
    fine("record", "add", work, "stakeholder", "--data", f'{{"name_en": "Elders of {NAME}"}}')
    ended = cli("forget", work, "contact", one)
    assert ended.status == 2
    asked, *said = ended.err.splitlines()
    assert NAME in asked
    assert said[0] == "3 values go from this laptop, former ones included."
    assert "The same name or value also stands here in: Stakeholder: 1" in ended.err
    assert "Copies of the file and backups kept in other places may keep it." in ended.err
    assert "--yes" in said[-1]
    assert len(fine("record", "list", work, "contact", "--json").data) == 1
    told = fine("forget", work, "contact", one, "--yes", "--json").data
    assert (told["stays_on_roster"], told["named_in"]) == (False, {"stakeholder": 1})


def test_what_stays_is_said_afterwards_too(fine, work):
    member = {"name_en": "Dalia", "role": "member"}
    one = fine("record", "add", work, "member", "--data", json.dumps(member), "--json").data["id"]
    said = fine("forget", work, "member", one, "--yes").out
    assert "Their entry on the roster stays" in said
    assert "also stands here in: Member: 1" in said
    assert (
        "Other texts that name this person stay"
        in fine("forget", work, "contact", contact(fine, work), "--yes").out
    )


def test_refusals(cli, fine, work):
    one = contact(fine, work)
    for words in (
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
