"""Two contents of one shape become one that holds both languages."""

from __future__ import annotations

from app.documents.beside import BESIDE, beside, both, halves
from app.documents.plan_content import Block, Fact, Part, Source


def words(text: str) -> tuple[str, ...]:
    return tuple(one.strip("\u2066\u2067\u2069") for one in text.split(BESIDE))


def test_what_is_the_same_stands_once() -> None:
    assert both("DSTWG", "DSTWG", rtl=True) == "DSTWG"
    assert both("5 tables", "\u200f\u20685\u2069 \u2068tables\u2069", rtl=True) == "5 tables"
    assert both("", "نعم", rtl=True) == "نعم"
    assert both("yes", "", rtl=True) == "yes"


def test_the_second_text_keeps_its_own_direction() -> None:
    assert both("one", "واحد NGO\nاثنان", rtl=True) == f"one{BESIDE}\u2067واحد NGO\u2069\n\u2067اثنان\u2069"
    assert both("واحد", "one", rtl=False) == f"واحد{BESIDE}\u2066one\u2069"


def test_halves_are_what_was_joined() -> None:
    assert words(both("yes", "نعم", rtl=True)) == ("yes", "نعم")
    assert halves("A-01") == ("A-01", "A-01")


def test_a_separator_in_a_text_does_not_part_it() -> None:
    one, other = halves(both(f"a{BESIDE}b", "ج", rtl=True))
    assert one == "a\nb"
    assert "ج" in other


def test_values_are_joined_field_by_field() -> None:
    joined = beside((Fact("Version", "1.0"),), (Fact("النسخة", "1.0"),), rtl=True)
    assert words(joined[0].label) == ("Version", "النسخة")
    assert joined[0].value == "1.0"


def test_paragraphs_stand_beside_each_other_under_their_headings() -> None:
    english = Block((Part("text", "a"), Part("heading", "H"), Part("text", "b"), Part("text", "c")))
    arabic = Block((Part("text", "ا"), Part("text", "ب"), Part("heading", "ع"), Part("text", "ج")))
    joined = beside(english, arabic, rtl=True).parts
    assert [words(part.text) for part in joined] == [
        ("a", "ا"), ("", "ب"), ("H", "ع"), ("b", "ج"), ("c", "")
    ]  # fmt: skip
    assert [part.kind for part in joined].count("heading") == 1


def test_a_text_written_in_one_language_only_is_printed_once() -> None:
    block = Block((Part("text", "same", (1,)),))
    assert beside(block, block, rtl=True) is block


def test_sources_that_only_one_language_cites_are_listed() -> None:
    joined = beside((Source(1, "a"),), (Source(1, "ا"), Source(2, "ب")), rtl=True)
    assert [one.number for one in joined] == [1, 2]
