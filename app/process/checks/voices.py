"""Checks of what people said: no names, feedback given, choices informed, expectations answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.area import Intentions
from app.models.kinds.meetings import Consultation, ConsultationCount, Expectation, Issue
from app.process import facts
from app.process.checks.finding import PRACTICE, PRINCIPLES, RESPONSIBILITY, STEPS, Context, Finding
from app.process.naming import known_names, named_person
from app.process.terms import NameOf, Params

_TEXTS = ("text_en", "text_ar", "text_ckb", "text_fr")
_SAID: dict[str, tuple[str, ...]] = {
    "issue": (*_TEXTS, "response"),
    "expectation": (*_TEXTS, "message_given"),
}
_NAMED = {"issue": "check.issue_names_person", "expectation": "check.expectation_names_person"}
_COUNTED = (
    ("women", "female", "check.women_counted_otherwise"),
    ("men", "male", "check.men_counted_otherwise"),
)


def named_persons(book: Book, _context: Context) -> Iterator[Finding]:
    """An input or expectation is raised by a group, never by a named person; both go to headquarters."""
    known = known_names(book)
    for one in (*book.of(Issue), *book.of(Expectation)):
        kind = type(one).about.name
        for field in _SAID[kind]:
            piece = named_person(getattr(one, field) or "", known)
            if piece:
                params: Params = {"piece": piece, "code": getattr(one, "code", None) or ""}
                yield Finding(
                    0, _NAMED[kind], "warning", RESPONSIBILITY, "voices", kind, one.id, field, params
                )


def feedback(book: Book, _context: Context) -> Iterator[Finding]:
    """People who were consulted hear what was understood and what follows."""
    for one in book.where(Consultation, status="finished"):
        if not facts.day(one.fed_back_on):
            params: Params = {"about": NameOf(one.id)}
            place = ("voices", "consultation", one.id, "fed_back_on")
            yield Finding(0, "check.no_feedback", "info", PRINCIPLES, *place, params)


def people_consulted(book: Book, _context: Context) -> Iterator[Finding]:
    """Women and men of a consultation agree with its counts by group, sex and age."""
    counted: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
    for line in book.of(ConsultationCount):
        of_one = counted[line.consultation]
        of_one[line.sex or ""] = of_one.get(line.sex or "", 0) + (line.count or 0)
    for one in book.of(Consultation):
        for field, sex, code in _COUNTED:
            said = getattr(one, field)
            if one.id in counted and said is not None and said != counted[one.id].get(sex, 0):
                lines = counted[one.id].get(sex, 0)
                params: Params = {"about": NameOf(one.id), "said": said, "counted": lines}
                place = ("voices", "consultation", one.id, field)
                yield Finding(0, code, "warning", PRACTICE, *place, params)


def informed_choice(book: Book, _context: Context) -> Iterator[Finding]:
    """Displaced people are informed before they choose; else a count says little of a voluntary choice."""
    for one in book.of(Intentions):
        place = ("voices", "intentions", one.id)
        if not facts.filled(one.information_given):
            yield Finding(
                0, "check.intentions_uninformed", "warning", PRINCIPLES, *place, "information_given"
            )
        elif facts.before(one.recorded_on, one.information_on or ""):
            yield Finding(
                0, "check.intentions_informed_late", "warning", PRINCIPLES, *place, "information_on"
            )


def expectations_answered(book: Book, _context: Context) -> Iterator[Finding]:
    """To an expectation that was raised a message is given; the plan does not solve all problems."""
    for one in book.of(Expectation):
        if not facts.filled(one.message_given):
            place = ("voices", "expectation", one.id, "message_given")
            yield Finding(0, "check.expectation_unanswered", "info", STEPS, *place)
