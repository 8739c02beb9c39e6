"""Duplicates on the command line: listed with reasons, shown, merged, told apart, taken apart, renumbered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def add(fine, work: Path, kind: str, **values: object) -> str:
    return str(fine("record", "add", work, kind, "--data", json.dumps(values), "--json").data["id"])


@pytest.fixture
def offices(fine, work) -> tuple[str, str]:
    first = add(fine, work, "organisation", name_en="Water Office Sinjar", acronym="WOS")
    return first, add(fine, work, "organisation", name_en="Sinjar water office", acronym="WOS", type="22")


def test_pairs_are_listed_with_reasons_in_words(fine, work, offices):
    (pair,) = fine("duplicates", "list", work, "--json").data["proposals"]
    assert (pair["kind"], tuple(pair["ids"])) == ("organisation", offices)
    assert [reason["code"] for reason in pair["reasons"]] == ["same_name", "same_acronym"]
    told = fine("duplicates", "list", work).out
    assert "same name: Water Office Sinjar" in told
    assert "same acronym: WOS" in told
    assert offices[1] in told


def test_only_one_kind_is_listed_when_asked(fine, work, offices):
    assert fine("duplicates", "list", work, "--kind", "location").out == "Nothing looks entered twice.\n"
    assert "WOS" in fine("duplicates", "list", work, "--kind", "organisation").out


def test_a_merge_takes_values_and_can_be_undone(fine, work, offices):
    first, second = offices
    assert "Sinjar water office" in fine("duplicates", "show", work, "organisation", first, second).out
    done = fine(
        *("duplicates", "merge", work, "organisation", second, first),
        *("--field", "name_en=Water Directorate = Sinjar", "--field", "scope=local", "--json"),
    ).data
    assert (done["id"], done["merged"]) == (first, [first, second])
    assert done["decided"].items() >= {"name_en": "Water Directorate = Sinjar", "scope": "local"}.items()
    found = fine("record", "get", work, "organisation", first, "--json").data
    assert (found["name_en"], found["scope"]) == ("Water Directorate = Sinjar", "local")
    assert (found["type"], found["stands_for"]) == ("22", [second])
    assert [one["id"] for one in fine("record", "list", work, "organisation", "--json").data].count(
        second
    ) == 0
    fine("undo", work)
    again = fine("record", "get", work, "organisation", second, "--json").data
    assert (again["id"], again["name_en"], again["scope"]) == (second, "Sinjar water office", None)


def test_a_merged_record_tells_into_which(fine, work, offices):
    first, second = offices
    assert "stands for 2 records" in fine("duplicates", "merge", work, "organisation", first, second).out
    ended = fine("record", "get", work, "organisation", second)
    assert f"merged into “Water Office Sinjar”: {first}" in ended.err
    assert first in ended.out
    assert "merged" not in fine("record", "get", work, "organisation", first).err


def test_a_code_of_a_merged_stakeholder_still_finds_it(fine, work):
    one = add(fine, work, "stakeholder", name_en="Water office")
    other = add(fine, work, "stakeholder", name_en="Office of water")
    fine("duplicates", "merge", work, "stakeholder", one, other)
    assert fine("record", "get", work, "stakeholder", "K-002", "--json").data["id"] == one


def test_two_told_apart_are_not_listed_again(fine, work, offices):
    told = fine("duplicates", "apart", work, "organisation", *offices, "--note", "Two offices").out
    assert "are not the same" in told
    assert fine("duplicates", "list", work, "--json").data["proposals"] == []


def test_a_merged_record_is_taken_apart(fine, work, offices):
    fine("duplicates", "merge", work, "organisation", *offices)
    assert fine("duplicates", "split", work, "organisation", offices[1], "--json").data["ids"] == list(
        offices
    )
    assert fine("record", "get", work, "organisation", offices[1], "--json").data["id"] == offices[1]


def test_a_record_gets_the_next_free_code(fine, work):
    first = add(fine, work, "activity", title_en="Repair the school")
    add(fine, work, "activity", title_en="Reopen the school", code="A-001")
    assert fine("duplicates", "renumber", work, "activity", first, "--json").data["code"] == "A-002"
    assert "A-003" in fine("duplicates", "renumber", work, "activity", first).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", "activity", "A", "B"), "not merged"),
        (("merge", "organisation", "A", "A"), "one record already"),
        (("merge", "organisation", "A", "nobody"), "not here"),
        (("merge", "organisation", "A", "B", "--field", "acronym"), "NAME=VALUE"),
        (("merge", "organisation", "A", "B", "--field", "colour=red"), "colour"),
        (("merge", "organisation", "A", "B", "--field", "type=shop"), "shop"),
        (("apart", "organisation", "A"), "two records"),
        (("split", "organisation", "A"), "not merged with another"),
        (("renumber", "organisation", "A"), "no codes"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_two(cli, work, offices, words, says):
    named = {"A": offices[0], "B": offices[1]}
    verb, *rest = words
    ended = cli("duplicates", verb, work, *(named.get(word, word) for word in rest))
    assert ended.status == 2
    assert says in ended.err
    assert ended.err.count("\n") == 1


def test_merges_of_two_people_meet_through_packages(laptops, tmp_path):
    dalia, omar, _ = laptops
    made = []
    for name in ("A office", "B bureau", "C centre"):
        data = json.dumps({"name_en": name})
        made.append(dalia("record", "add", "FILE", "organisation", "--data", data, "--json").data["id"])
    omar.take(dalia.pack(tmp_path / "new.masar", "Omar"))
    dalia("duplicates", "merge", "FILE", "organisation", made[0], made[1])
    omar("duplicates", "merge", "FILE", "organisation", made[1], made[2])
    dalia.take(omar.pack(tmp_path / "o.masar", "Dalia"))
    omar.take(dalia.pack(tmp_path / "d.masar", "Omar"))
    for one in (dalia, omar):
        assert one("record", "get", "FILE", "organisation", made[2], "--json").data["id"] == made[0]
        assert one("duplicates", "list", "FILE", "--json").data["undecided"] == [
            {"kind": "organisation", "id": made[0]}
        ]
    assert dalia.state() == omar.state()
