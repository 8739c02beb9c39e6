"""Conflicts on the command line: values in words, several at once, decisions listed and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.calling import Laptop


def activity(one: Laptop) -> str:
    return str(one("record", "list", "FILE", "activity", "--json").data[0]["id"])


def put(one: Laptop, **values: object) -> None:
    one("record", "set", "FILE", "activity", activity(one), "--data", json.dumps(values))


def torn(laptops: list[Laptop], folder: Path) -> tuple[Laptop, Laptop]:
    """Dalia and Omar edit title, day and status apart; Dalia holds both."""
    dalia, omar, _ = laptops
    put(dalia, title_en="Repair the boys' school", starts="2026-05-01", status="delayed")
    put(omar, title_en="Repair the girls' school", starts="2026-04-01", status="ongoing")
    dalia.take(omar.pack(folder / "1.masar", "Dalia"))
    return dalia, omar


def test_values_are_shown_in_words_with_what_they_were(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _ = torn(laptops, tmp_path)
    record = activity(dalia)
    assert "Ongoing" in dalia("conflicts", "show", "FILE", f"{record}/status").out
    said = dalia("conflicts", "show", "FILE", f"{record}/starts").out
    assert "1 May 2026" in said
    assert "before: Repair the school" in dalia("conflicts", "show", "FILE", f"{record}/title_en").out


def test_json_has_the_same_shape_in_list_and_show(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _ = torn(laptops, tmp_path)
    for found in dalia("conflicts", "list", "FILE", "--json").data:
        shown = dalia("conflicts", "show", "FILE", found["id"], "--json").data
        assert len(shown.pop("differences")) == len(found["choices"])
        assert found == shown
        assert set(found) == {"id", "kind", "record", "field", "about", "text", "choices"}
        for choice in found["choices"]:
            assert set(choice) == {
                *(
                    "number",
                    "value",
                    "who",
                    "key",
                    "organisation",
                    "when",
                    "before",
                    "mine",
                    "decided",
                    "reason",
                ),
                "edited",
            }


def test_organisations_and_words_that_differ_are_shown(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _ = torn(laptops, tmp_path)
    title = f"{activity(dalia)}/title_en"
    said = dalia("conflicts", "show", "FILE", title).out
    assert "– Omar, Hand in Hand, " in said
    assert "Repair the {+girls'+} school" in said
    shown = dalia("conflicts", "show", "FILE", title, "--json").data
    assert {one["organisation"] for one in shown["choices"]} == {"Hand in Hand"}
    changed = [piece for piece in shown["differences"][0] if piece["change"]]
    assert changed == [{"text": "boys' ", "change": "put_in"}] or changed == [
        {"text": "girls' ", "change": "put_in"}
    ]
    (unmarked,) = {
        str(one)
        for one in dalia("conflicts", "show", "FILE", f"{activity(dalia)}/starts", "--json").data[
            "differences"
        ]
    }
    assert unmarked == "[]"


def test_all_of_a_person_is_previewed_decided_and_undone_in_one(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, _ = torn(laptops, tmp_path)
    seen = dalia("conflicts", "decide", "FILE", "--all-of", "Omar", "--preview", "--json").data
    assert (seen["decided"], len(seen["picked"]), seen["left"]) == (0, 3, 0)
    assert len(dalia("conflicts", "list", "FILE", "--json").data) == 3
    told = dalia("conflicts", "decide", "FILE", "--all-of", "Omar", "--sort", "date", "--reason", "He knows")
    assert "Decided 1 conflict in one step; 2 stay open." in told.out
    assert "1 Apr 2026" in told.out
    rest = dalia("conflicts", "decide", "FILE", "--all-of", "omar", "--kind", "activity", "--json").data
    assert (rest["decided"], rest["left"]) == (2, 0)
    dalia("undo", "FILE")
    assert len(dalia("conflicts", "list", "FILE", "--json").data) == 2


def test_decisions_are_listed_with_reason_and_taken_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = torn(laptops, tmp_path)
    assert "No conflict was decided lately." in dalia("conflicts", "decided", "FILE").out
    record = activity(dalia)
    dalia("conflicts", "decide", "FILE", f"{record}/starts", "--value", '"2026-06-01"', "--reason", "Agreed")
    said = dalia("conflicts", "decided", "FILE").out
    assert "1 Jun 2026" in said
    assert "because: Agreed" in said
    (decision,) = dalia("conflicts", "decided", "FILE", "--json").data
    assert decision["fields"][0]["replaced"] != []
    omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    (same,) = omar("conflicts", "decided", "FILE", "--json").data
    assert (same["id"], same["reason"], same["who"]) == (decision["id"], "Agreed", "Dalia")
    omar("conflicts", "take-back", "FILE", decision["id"], status=2)
    dalia("conflicts", "take-back", "FILE", decision["id"])
    assert len(dalia("conflicts", "list", "FILE", "--json").data) == 3


def test_what_was_edited_of_another_record_says_of_which(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    record = activity(dalia)
    data = {"activity": record, "unit": "households", "value": "100"}
    target = omar("record", "add", "FILE", "target", "--data", json.dumps(data), "--json").data["id"]
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    omar("record", "set", "FILE", "target", target, "--data", '{"value": "120"}')
    dalia("record", "remove", "FILE", "activity", record)
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    said = dalia("conflicts", "show", "FILE", f"{record}/alive").out
    assert "Target “Households”: Value: 120" in said
    shown = dalia("conflicts", "show", "FILE", f"{record}/alive", "--json").data
    (edited,) = [one for choice in shown["choices"] for one in choice["edited"]]
    assert edited == {"kind": "target", "record": target, "field": "value", "element": "", "value": "120"}


@pytest.mark.parametrize("given", ['{"value": "5"}', "420x", "[1]"])
def test_what_is_no_single_value_is_said_so(laptops: list[Laptop], tmp_path: Path, given: str) -> None:
    dalia, _ = torn(laptops, tmp_path)
    place = f"{activity(dalia)}/title_en"
    said = dalia("conflicts", "decide", "FILE", place, "--value", given, status=2).err
    assert f"{given} is not one JSON value. Give it without brackets" in said


def test_one_conflict_is_not_decided_by_a_preview(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _ = torn(laptops, tmp_path)
    named = f"{activity(dalia)}/status"
    for option in (("--preview",), ("--kind", "activity"), ("--sort", "code")):
        told = dalia("conflicts", "decide", "FILE", named, "--keep", 1, *option, status=2).err
        assert "--all-of" in told
    assert named in [one["id"] for one in dalia("conflicts", "list", "FILE", "--json").data]


def test_ids_are_pasted_as_they_are_printed_in_arabic(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, _ = torn(laptops, tmp_path)
    record = activity(dalia)
    dalia("conflicts", "decide", "FILE", f"\u2068{record}/starts\u2069", "--keep", "1")
    (line, *_) = dalia("conflicts", "decided", "FILE", "--language", "ar").out.splitlines()
    assert line.split()[0].startswith("\u2068")
    dalia("conflicts", "take-back", "FILE", line.split()[0])
    assert len(dalia("conflicts", "list", "FILE", "--json").data) == 3


def test_a_removal_says_what_was_edited(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    record = activity(dalia)
    put(omar, title_en="Repair two schools")
    dalia("record", "remove", "FILE", "activity", record)
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    said = dalia("conflicts", "show", "FILE", f"{record}/alive").out
    assert "Repair two schools" in said
    refused = ("conflicts", "decide", "FILE", f"{record}/alive", "--value", '"yes"')
    assert "true keeps it, false removes it" in dalia(*refused, status=2).err
    dalia("conflicts", "decide", "FILE", f"{record}/alive", "--value", "false")
    assert dalia("record", "list", "FILE", "activity", "--json").data == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--keep", "1"),
        ("x/y", "--all-of", "Omar"),
        ("x/y", "--keep", "1"),
        ("--all-of", "Nobody"),
        ("--all-of", "Omar", "--kind", "spaceship"),
    ],
)
def test_what_cannot_be_meant_is_refused(laptops: list[Laptop], wrong: tuple[str, ...]) -> None:
    laptops[0]("conflicts", "decide", "FILE", *wrong, status=2)
