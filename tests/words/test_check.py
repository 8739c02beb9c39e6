"""The check of the catalogues finds each kind of defect, and finds none in the ones that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.words.check import (
    Entry,
    all_defects,
    form_defects,
    main,
    mention_defects,
    pair_defects,
    read_entries,
    usage_defects,
)
from app.words.usage import Said, mentioned_in, said_in

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(text: str, code: str = "home.title", language: str = "en") -> Entry:
    return Entry(language, "home", code, (text,), False)


@pytest.mark.parametrize(
    "text",
    [
        "{x.y}",
        "{x[0]}",
        "{0}",
        "{",
        "open }",
        "{Name}",
        "{x!r}",
        "{x:5}",
        "<b>x</b>",
        "``x``",
        "**x**",
        ":ref:`x`",
        "a&nbsp;b",
        "",
    ],
)
def test_what_no_text_may_hold(text: str) -> None:
    assert list(form_defects(entry(text))) != []


@pytest.mark.parametrize("text", ["{name}", "{{literal}}", "5 < 6 > 4", "a * b", "{count} of {total_count}"])
def test_what_a_text_may_hold(text: str) -> None:
    assert list(form_defects(entry(text))) == []


def test_arabic_has_its_own_marks() -> None:
    assert list(form_defects(entry("نعم, لا", language="ar"))) != []
    assert list(form_defects(entry("نعم، لا", language="ar"))) == []


def test_all_six_arabic_forms_are_wanted() -> None:
    assert list(form_defects(Entry("ar", "home", "home.days", ("يوم", "أيام"), True))) != []
    assert list(form_defects(Entry("ar", "home", "home.days", ("{count}",) * 6, True))) == []


def test_english_and_arabic_must_say_the_same() -> None:
    english, arabic = {"a": entry("{name}", "a"), "b": entry("x", "b")}, {"a": entry("{other}", "a", "ar")}
    found = list(pair_defects(english, arabic, complete=True))
    assert any("missing in ar" in line for line in found)
    assert any("English has ['name']" in line for line in found)


def test_french_may_lag_behind_and_keep_what_english_dropped() -> None:
    only = {"a": entry("x", "a", "fr")}
    assert list(pair_defects({"a": entry("x", "a")}, {}, complete=False)) == []
    assert list(pair_defects({}, only, complete=False)) == []
    assert list(pair_defects({}, only, complete=True)) == ["fr/home.po a: missing in en"]


def test_a_plural_form_may_leave_out_the_count() -> None:
    english = {"a": Entry("en", "home", "a", ("one day", "{count} days"), True)}
    assert (
        list(pair_defects(english, {"a": Entry("ckb", "home", "a", ("x", "y"), True)}, complete=False)) == []
    )


def test_the_source_is_asked_what_it_says(tmp_path: Path) -> None:
    source = tmp_path / "app" / "page.py"
    source.parent.mkdir()
    source.write_text(
        'w.say("home.title", name=n)\nw.say("home.rest", **all)\nsay(f"x.{y}")\n'
        'raise UserError("bad_day", value=v)\nraise PlaceError("no_space")\ndesk.write("activity.edit")\n'
        'file.write("text")\n'
    )
    assert [(use.code, use.given) for use in said_in(source.parent)] == [
        ("home.title", frozenset({"name"})),
        ("home.rest", None),
        ("refusal.bad_day", frozenset({"value"})),
        ("refusal.no_space", frozenset()),
        ("action.activity.edit", frozenset()),
    ]


def test_a_code_or_a_field_that_is_missing_is_a_defect() -> None:
    english = {"a": entry("{name}", "a")}
    assert (
        list(
            usage_defects(
                english, [Said("app/x.py:1", "a", frozenset({"name"})), Said("app/x.py:2", "a", None)]
            )
        )
        == []
    )
    assert (
        len(
            list(
                usage_defects(english, [Said("app/x.py:1", "a", frozenset()), Said("app/x.py:2", "b", None)])
            )
        )
        == 2
    )


def test_texts_that_look_like_codes_are_looked_up(tmp_path: Path) -> None:
    source = tmp_path / "app" / "page.py"
    source.parent.mkdir()
    source.write_text(
        'code = "home.title" if new else "home.old"\nfile = "home.json"\nother = "x.y"\nz = f"home.{code}"\n'
    )
    mentioned = mentioned_in(source.parent, frozenset({"home"}))
    assert {use.code for use in mentioned} == {"home.title", "home.old"}
    english = {"home.title.long": entry("x", "home.title.long")}
    assert list(mention_defects(english, mentioned)) == [
        "app/page.py:1: home.old is not in the English catalogues"
    ]


def write(folder: Path, name: str, body: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(HEADER + body, "utf-8")


def test_codes_written_twice_are_found(tmp_path: Path) -> None:
    write(tmp_path / "en", "home.po", 'msgid "a.b"\nmsgstr "x"\n\nmsgid "a.b"\nmsgstr "y"\n')
    write(tmp_path / "en", "plan.po", 'msgid "a.b"\nmsgstr "x"\n')
    defects, _ = all_defects(tmp_path, tmp_path / "app")
    assert any("written twice" in line for line in defects)
    assert any("stands in home.po too" in line for line in defects)


def test_a_file_that_cannot_be_read_is_a_defect(tmp_path: Path) -> None:
    write(tmp_path, "home.po", "this is no catalogue\n")
    entries, defects = read_entries("en", tmp_path)
    assert entries == []
    assert "cannot be read" in defects[0]


def test_missing_messages_are_counted(tmp_path: Path) -> None:
    for language in ("en", "ar"):
        write(tmp_path / language, "home.po", 'msgid "a.b"\nmsgstr "x"\n')
    assert all_defects(tmp_path, tmp_path / "app") == ([], {"en": 0, "ar": 0, "ckb": 1, "fr": 1})


@pytest.mark.slow
def test_the_catalogues_that_ship_have_no_defect(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
