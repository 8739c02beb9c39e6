from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.models.book import Book
from app.models.kinds.area import SelectionCriterion, Task
from app.models.kinds.inside import StakeholderView
from app.models.kinds.meetings import Issue
from app.models.kinds.plan import Activity
from app.models.kinds.review import ReviewRound
from app.models.record import Record
from app.process import definition
from app.process.checks import run_checks
from app.process.checks.finding import Context, Exports
from app.process.next_actions import next_actions
from app.process.principles import evidence
from app.process.sentences import detail_of, label, of_finding, rule_of, said
from app.process.steps import step_states
from app.process.terms import NameOf, On, Term
from app.words.catalogue import Words
from tests.process.books import TODAY, make, whole

SOURCES = sorted(Path(definition.__file__).parent.rglob("*.py"))
CODES = re.compile(r'"((?:check|gate|next|principle|source|actors|process)\.[a-z_0-9.]+)"')
BOOKS = [
    whole(),
    Book([]),
    whole(drop=["pa0", "pa2", "pa3", "t1", "l1", "m0", "b1", "at1", "at3", "me1", "fv", "g1", "co3"]),
    whole(
        drop=["mt1", "rt", "d1"],
        changed={
            "a1": {
                "objective": None,
                "lead": None,
                "starts": None,
                "ends": None,
                "status": None,
                "locations": (),
            },
            "q1": {"status": "open"},
            "p1": {"due": "2026-01-01"},
            "i1": {"effect": None},
            "o1": {"status": "contacted"},
        },
    ),
]


def written_codes() -> set[str]:
    return {code for path in SOURCES for code in CODES.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_code_in_the_source_is_written(language: str) -> None:
    words, parts = Words(language), {code for code in written_codes() if code.endswith(".")}
    assert len(written_codes()) > 120
    assert sorted(code for code in written_codes() - parts if not words.has(code)) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("book", BOOKS)
def test_everything_can_be_said_in_full(language: str, book: Book) -> None:
    words = Words(language)
    findings = run_checks(book, Context(TODAY, exports=Exports(1, 1, ("a", "b"))))
    states = step_states(definition.durable_solutions(), book, TODAY)
    texts = [of_finding(words, book, one) for one in findings]
    for state in states:
        texts += [rule_of(words, book, one) for one in state.reasons] + [
            detail_of(words, book, one) for one in state.reasons
        ]
    actions = next_actions(book, "m0", TODAY, findings, states)
    texts += [said(words, book, one.code, one.params) for one in actions]
    texts += [said(words, book, one.code, one.params) for one in evidence(book, TODAY)]
    assert [
        text
        for text in texts
        if not text or "{" in text or re.search(r"\b(check|gate|next|source)\.[a-z]", text)
    ] == []


def test_names_days_and_terms_are_put_into_words() -> None:
    words, book = Words("en"), whole()
    params = {"organisation": NameOf("org"), "code": "P1", "due": On("2026-05-01")}
    assert said(words, book, "check.commitment_overdue", params) == (
        "Commitment P1 of Directorate of Education is overdue since 1 May 2026"
    )
    many = {"missing": (Term("actors.government"), Term("actors.community"))}
    assert (
        said(words, book, "gate.stakeholders_rated.partly", many)
        == "Still missing: government and community."
    )


def test_long_lists_are_cut() -> None:
    words, book = Words("en"), whole()
    who = tuple(NameOf(f"m{i}") for i in range(7))
    text = said(words, book, "gate.focal_point_named.yes", {"who": who, "expected": 2})
    assert text == "Member 0, Member 1, Member 2 and Member 3 and 3 more; 2 are expected."


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (make(Activity, "x", title_ar="آبار", code="A9"), "آبار"),
        (make(Activity, "x", code="A9"), "A9"),
        (make(Issue, "x", text_en="No water"), "No water"),
        (make(StakeholderView, "x", stakeholder="s1"), "s1"),
        (make(Task, "x", step_id="draft", template="context"), "Write the context from the source library"),
        (make(Task, "x", step_id="draft", template="context", title_en="Mine"), "Mine"),
        (make(ReviewRound, "x"), "Review round"),
        (make(SelectionCriterion, "x", criterion="evidence_of_need"), "Evidence of need"),
        (None, "not here yet"),
    ],
)
def test_a_record_has_a_name(record: Record | None, text: str) -> None:
    assert label(Words("en"), whole(), record) == text


def test_names_in_arabic_are_isolated_once() -> None:
    book = whole(changed={"m0": {"name_ar": "داليا"}, "m1": {"name_ar": "عمر"}})
    params = {"who": (NameOf("m0"), NameOf("m1")), "expected": 2}
    text = said(Words("ar"), book, "gate.focal_point_named.yes", params)
    assert text.startswith("\u2068داليا\u2069 و\u2068عمر\u2069")


def test_a_long_text_is_cut_after_a_word() -> None:
    issue = make(Issue, "x", text_en="water " * 40)
    shown = label(Words("en"), whole(), issue)
    assert len(shown) <= 111
    assert shown.endswith("water…")
