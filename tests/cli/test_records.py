"""Records through the command line: the same services and rules as in the window."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest


def add(cli, work: Path, kind: str = "activity", **values: object) -> str:
    return str(cli("record", "add", work, kind, "--data", json.dumps(values), "--json").data["id"])


def test_what_is_added_is_listed_and_shown(fine, work):
    made = add(fine, work, title_en="Repair the school", objective="SO4", groups=["returnee"], budget=12.5)
    (listed,) = fine("record", "list", work, "activity", "--json").data
    assert listed["id"] == made
    assert (listed["title_en"], listed["groups"], listed["budget"]) == (
        "Repair the school",
        ["returnee"],
        "12.5",
    )
    assert fine("record", "get", work, "activity", made, "--json").data == listed
    assert "Repair the school" in fine("record", "list", work, "activity").out


def test_a_record_is_found_by_its_code_too(fine, work):
    made = add(fine, work, title_en="Repair the school")
    assert fine("record", "get", work, "activity", "A-001", "--json").data["id"] == made
    assert "code" in fine("record", "get", work, "activity", "A-001").out


def test_fields_change_and_clear_in_one_action(fine, work):
    made = add(fine, work, title_en="Repair the school", objective="SO4")
    fine("record", "set", work, "activity", made, "--data", '{"title_en": "Repair it", "objective": null}')
    found = fine("record", "get", work, "activity", made, "--json").data
    assert (found["title_en"], found["objective"]) == ("Repair it", None)
    fine("undo", work)
    found = fine("record", "get", work, "activity", made, "--json").data
    assert (found["title_en"], found["objective"]) == ("Repair the school", "SO4")


def test_null_clears_a_set_too(fine, work):
    made = add(fine, work, title_en="Repair the school", groups=["returnee", "host_community"])
    fine("record", "set", work, "activity", made, "--data", '{"groups": null}')
    assert fine("record", "get", work, "activity", made, "--json").data["groups"] == []


def test_undo_and_redo_work_across_runs_until_nothing_is_left(cli, fine, work):
    made = add(fine, work, title_en="Repair the school")
    fine("record", "remove", work, "activity", made)
    assert fine("record", "list", work, "activity", "--json").data == []
    assert fine("undo", work, "--json").data == {"action": "activity.remove"}
    assert len(fine("record", "list", work, "activity", "--json").data) == 1
    assert "removed" in fine("redo", work).out
    assert fine("record", "list", work, "activity", "--json").data == []
    ended = cli("redo", work)
    assert (ended.status, ended.err) == (2, "There is nothing to do again.\n")


def test_history_says_who_when_old_and_new(fine, work):
    made = add(fine, work, title_en="Repair the school")
    fine("record", "set", work, "activity", made, "--data", '{"title_en": "Repair it"}')
    events = [
        one for one in fine("history", work, "activity", made, "--json").data if one["field"] == "title_en"
    ]
    assert [(one["who"], one["old"], one["new"]) for one in events] == [
        ("Dalia", [], "Repair the school"),
        ("Dalia", ["Repair the school"], "Repair it"),
    ]
    assert "Repair the school → Repair it" in fine("history", work, "activity", made).out
    assert "Dalia" in fine("history", work).out


def test_history_is_in_words(fine, work):
    made = add(fine, work, title_en="Repair the school", objective="SO4", groups=["returnee"])
    told = fine("history", work, "activity", made).out
    assert "Basic services" in told
    assert "+ Returnees" in told
    lately = fine("history", work).out
    assert "Focal point" in lately
    assert max(map(len, lately.split())) < 60


def test_history_of_a_removed_record_is_still_told(fine, work):
    made = add(fine, work, title_en="Repair the school")
    fine("record", "remove", work, "activity", made)
    assert fine("history", work, "activity", made, "--json").data[-1]["field"] == "alive"


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        (
            "activity",
            '{"title_en": "x", "objective": "SO9"}',
            "Objective (Activity): “SO9” is not in the list.",
        ),
        ("activity", '{"title_en": "x", "starts": "14 March"}', "“14 March” is no date."),
        ("activity", '{"title_en": 5}', "does not take this sort of value"),
        ("activity", '{"kind": "x"}', "has no field"),
        ("activity", "{}", "There is nothing in it yet (Activity)."),
        ("activity", '["title_en"]', "are not a JSON object"),
        ("activity", "{title_en}", "are not a JSON object"),
        ("activity", '{"title_en": "\\ud800"}', "are not a JSON object"),
        ("activity", '{"title_en": "x", "budget": NaN}', "does not take this sort of value"),
        ("activity", '{"title_en": {"a": 1}}', "does not take this sort of value"),
        ("activity", '{"title_en": "x", "groups": "returnee"}', "does not take this sort of value"),
        ("activity", '{"title_en": "x", "groups": [["returnee"]]}', "does not take this sort of value"),
        ("nothing", "{}", "no kind of record “nothing”"),
        ("meeting", '{"title_en": "x"}', "is needed here (Meeting"),
    ],
)
def test_an_entry_that_breaks_a_rule_names_kind_field_and_rule(cli, fine, work, kind, data, sentence):
    before = fine("state", work, "--json").data["records"]
    ended = cli("record", "add", work, kind, "--data", data)
    assert ended.status == 2
    assert sentence in ended.err
    assert ended.err.count("\n") == 1
    assert fine("state", work, "--json").data["records"] == before


def test_data_can_come_from_standard_input(fine, work, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"title_en": "From a pipe"}'))
    fine("record", "add", work, "activity", "--data", "-")
    assert fine("record", "list", work, "activity", "--json").data[0]["title_en"] == "From a pipe"


def test_an_unknown_record_is_refused(cli, work):
    ended = cli("record", "set", work, "activity", "A-777", "--data", '{"title_en": "x"}')
    assert ended.status == 2
    assert "This record is not here" in ended.err


def test_an_area_is_chosen_by_code_and_an_unknown_one_refused(cli, fine, work):
    assert fine("record", "list", work, "area", "--area", "IQG15Q07", "--json").data[0]["code"] == "IQG15Q07"
    ended = cli("record", "list", work, "area", "--area", "IQG01")
    assert ended.status == 2
    assert "IQG01" in ended.err
