"""Levels and order against Unicode's own cases and against another implementation."""

from __future__ import annotations

import random
from pathlib import Path

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.pdf.bidi import line_levels, removed, resolve, visual_order

SAMPLE = Path(__file__).parents[2] / "data" / "bidi_character_sample.txt"
UNICODE = Path("/usr/share/unicode")
FULL, CLASSES = UNICODE / "BidiCharacterTest.txt", UNICODE / "BidiTest.txt"
OF_CLASS = {
    "L": "a", "R": "\u05d0", "EN": "0", "ES": "+", "ET": "%", "AN": "\u0660", "CS": ",", "AL": "\u0627",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a",
    "RLE": "\u202b", "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
"""One character of each class."""
LETTERS = "abc אבג ابت123٤٥٦+-,.:%$()[]«»\u2068\u2066\u2067\u2069 "


def cases(path: Path) -> list[str]:
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def failure(case: str) -> str:
    codes, direction, base, levels, order = (part.strip() for part in case.split(";"))
    text = "".join(chr(int(code, 16)) for code in codes.split())
    resolved = resolve(text, {"0": 0, "1": 1, "2": None}[direction])
    found = line_levels(resolved, 0, len(text))
    kept = [i for i, char in enumerate(text) if not removed(char)]
    shown = " ".join("x" if removed(char) else str(level) for char, level in zip(text, found, strict=True))
    seen = " ".join(str(kept[i]) for i in visual_order([found[i] for i in kept]))
    return "" if (str(resolved.base), shown, seen) == (base, levels, order) else case


def display(text: str, base: int) -> str:
    levels = line_levels(resolve(text, base), 0, len(text))
    return "".join(text[i] for i in visual_order(levels) if not removed(text[i]))


def test_unicode_sample() -> None:
    sample = cases(SAMPLE)
    assert len(sample) == 600
    assert [case for case in map(failure, sample) if case] == []


@pytest.mark.skipif(not FULL.exists(), reason="unicode-data is not installed")
def test_unicode_thousand_of_all() -> None:
    chosen = random.Random(7).sample(cases(FULL), 5000)
    assert [case for case in map(failure, chosen) if case] == []


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="unicode-data is not installed")
def test_unicode_all_characters() -> None:
    assert [case for case in map(failure, cases(FULL)) if case] == []


def class_failures() -> list[tuple[str, int | None]]:
    """Return which of Unicode's cases by class come out otherwise."""
    levels, order, number, failed = "", "", 0, []
    for case in cases(CLASSES):
        name, _, content = case.partition(":")
        levels, order = (content.strip() if name == label else kept
                         for label, kept in (("@Levels", levels), ("@Reorder", order)))  # fmt: skip
        if case.startswith("@"):
            continue
        classes, _, wanted = case.partition(";")
        for bit, base in ((1, None), (2, 0), (4, 1)):
            number += bool(int(wanted) & bit)
            if int(wanted) & bit and shown(classes, base) != (levels, order):
                failed.append((classes, base))
    assert number > 700_000
    return failed


def shown(classes: str, base: int | None) -> tuple[str, str]:
    """Return levels and order of a text with one character of each class, as Unicode writes them."""
    text = "".join(OF_CLASS[name] for name in classes.split())
    found = line_levels(resolve.__wrapped__(text, base), 0, len(text))
    kept = [at for at, char in enumerate(text) if not removed(char)]
    said = ("x" if removed(char) else str(level) for char, level in zip(text, found, strict=True))
    return " ".join(said), " ".join(str(kept[at]) for at in visual_order([found[at] for at in kept]))


@pytest.mark.slow
@pytest.mark.skipif(not CLASSES.exists(), reason="unicode-data is not installed")
def test_unicode_all_classes() -> None:
    assert class_failures() == []


def test_derived_brackets_are_those_of_unicode() -> None:
    from app.documents.pdf.brackets import bracket_table

    openings, closings = bracket_table()
    assert [openings[char] for char in "([{"] == [")", "]", "}"]
    assert openings["\u298d"] == "\u2990"
    assert openings["\u2329"] == openings["\u3008"] == "\u3009"
    assert len(openings) == len(closings) == 64


# The other implementation resolves isolates and brackets as Unicode does but mirrors brackets: compare
# texts without them letter by letter, and those with them by the levels of the sample above.
@given(st.text(alphabet="abc אבגابت123٤٥٦+-,.:%$ ", max_size=40), st.sampled_from([0, 1]))
def test_order_agrees_with_another_implementation(text: str, base: int) -> None:
    assert display(text, base) == bidi.get_display(text, base_dir="RL"[1 - base])


@given(st.text(alphabet=LETTERS, max_size=60), st.sampled_from([0, 1, None]))
def test_every_character_is_shown_once(text: str, base: int | None) -> None:
    resolved = resolve(text, base)
    levels = line_levels(resolved, 0, len(text))
    assert sorted(visual_order(levels)) == list(range(len(text)))
    assert all(level >= resolved.base for level in levels)


def test_too_deep_isolates_do_not_fail() -> None:
    text = "\u2067" * 300 + "ab" + "\u2069" * 300
    assert max(resolve(text, 0).levels) <= 127


def test_latin_only_is_flat() -> None:
    assert set(resolve("Plain (text), 46%", 0).levels) == {0}


def test_brackets_around_latin_in_arabic() -> None:
    # ends in visual order: the closing bracket stands left of the Latin words
    assert display("منظمة (NGO)", 1) == ")NGO( ةمظنم"
