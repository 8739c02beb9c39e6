"""What is printed: rows one under the other, JSON with every letter as it is."""

from __future__ import annotations

import json

from app.cli.console import Console, as_data
from app.models.kinds.plan import Activity


def test_cells_stand_one_under_the_other_whatever_the_script(capsys):
    Console("ar", as_json=False).table([("a", "one"), ("\u2068عمر\u2069", "two"), ("ab", "")])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["a    one", "\u2068عمر\u2069  two", "ab"]


def test_an_empty_table_prints_nothing(capsys):
    Console("en", as_json=False).table([])
    assert capsys.readouterr().out == ""


def test_json_keeps_letters_and_turns_tuples_into_lists(capsys):
    Console("en", as_json=True).answer({"name": "سنجار", "spaces": ("a", "b")}, "cli.stopped")
    said = capsys.readouterr().out
    assert "سنجار" in said
    assert json.loads(said) == {"name": "سنجار", "spaces": ["a", "b"]}


def test_an_answer_without_json_is_a_sentence(capsys):
    Console("en", as_json=False).answer({}, "cli.board_alone")
    assert capsys.readouterr().out == "Nobody else is in this area yet.\n"


def test_a_record_has_all_its_fields():
    data = as_data(Activity(id="1", space="country", title_en="Repair"))
    assert (data["title_en"], data["title_ar"], data["partners"]) == ("Repair", None, ())


def test_notes_do_not_mix_with_the_result(capsys):
    Console("en", as_json=True).note("Something beside it")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Something beside it\n")
