"""The sheets of a meeting to fill in by hand, in the language of the hall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from app.documents.forms_content import Block, FormDocument, Grid, Ticks, Writing
from app.models.kinds.area import Location
from app.models.kinds.meetings import Commitment, Decision
from app.services.papers.meeting_facts import Subject, above, agenda, facts, meeting_code
from app.services.papers.scribe import Scribe

NAMES_FIRST, NAMES_NEXT = 11, 18
ROOM_AFFILIATIONS = (
    *("national_government", "governorate", "district", "line_directorate", "security_actor"),
    *("community_leader", "returnee", "idp", "host", "womens_group", "youth", "un", "ingo", "nngo"),
)
COUNTS = ("women_under", "women", "women_over", "men_under", "men", "men_over")
LINES_PER_ITEM = 4
QUESTIONS = ((1, 2), (2, 2), (3, 2))
L = TypeVar("L", Decision, Commitment)


def form_document(scribe: Scribe, subject: Subject, form: str) -> FormDocument:
    """Return a form by name: attendance_sheet, notes_form, comment_sheet, consultation_form, signature_sheet.

    Raises KeyError for another name.
    """
    return FORMS[form](scribe, subject)


def _sheet(
    scribe: Scribe, subject: Subject, topic: str, blocks: tuple[Block, ...], mark: str
) -> FormDocument:
    say = scribe.words.say
    return FormDocument(
        language=scribe.words.language,
        title=say(f"sheet.{topic}"),
        above=above(scribe, subject),
        intro=say(f"sheet.{topic}.intro"),
        code=meeting_code(subject.meeting),
        code_note=say("sheet.code_note"),
        classification=say(f"sheet.{mark}"),
        training=bool(subject.area.training),
        made_on=subject.today,
        facts=facts(scribe, subject),
        blocks=blocks,
    )


def _attendance(scribe: Scribe, subject: Subject) -> FormDocument:
    say = scribe.words.say
    weights = (("name", 26.0), ("body", 24.0), ("from", 18.0), ("sex", 7.0), ("age", 7.0), ("consent", 12.0))
    heads = (*((say(f"sheet.{name}"), weight) for name, weight in weights), (say("sheet.signature"), 20.0))
    count_heads = ((say("sheet.from"), 30.0), *((say(f"sheet.{name}"), 13.0) for name in COUNTS))
    groups = tuple((scribe.code("affiliation", one), *("" for _ in COUNTS)) for one in ROOM_AFFILIATIONS)
    blocks = (
        Grid(say("sheet.attendance.names"), heads, blank=NAMES_FIRST + NAMES_NEXT, height=23),
        Grid(say("sheet.attendance.counts"), count_heads, groups, height=24, whole=True),
    )
    return replace(_sheet(scribe, subject, "attendance", blocks, "when_filled"), wide=True)


def _notes(scribe: Scribe, subject: Subject) -> FormDocument:
    say = scribe.words.say
    heads = (
        (say("sheet.notes.kind"), 9.0),
        (say("sheet.notes.said"), 52.0),
        (say("sheet.notes.who"), 24.0),
        (say("sheet.notes.due"), 12.0),
    )
    blocks: list[Block] = []
    for number, (item, _begin, _end) in enumerate(agenda(scribe, subject.meeting), 1):
        title = say(
            "sheet.notes.item", number=number, title=scribe.name(item, "title"), minutes=item.minutes or 0
        )
        blocks.append(Grid(title, heads, blank=LINES_PER_ITEM, height=28, whole=True))
    blocks.append(Grid(say("sheet.notes.further"), heads, blank=6, height=28, whole=True))
    return _sheet(scribe, subject, "notes", tuple(blocks), "when_filled")


def _comments(scribe: Scribe, subject: Subject) -> FormDocument:
    say = scribe.words.say
    groups = (
        "returnee",
        "idp",
        "host",
        "womens_group",
        "youth",
        "community_leader",
        "district",
        "nngo",
        "un",
    )
    places = sorted(filter(None, (scribe.name(one) for one in scribe.book.of(Location))))
    blocks: tuple[Block, ...] = (
        Ticks(say("sheet.comments.group"), tuple(scribe.code("affiliation", one) for one in groups)),
        *((Ticks(say("sheet.comments.place"), tuple(places)),) if 0 < len(places) <= 24 else ()),
        *(() if 0 < len(places) <= 24 else (Writing(say("sheet.comments.place"), 1),)),
        Writing(say("sheet.comments.matters"), 3),
        Writing(say("sheet.comments.hinders"), 3),
        Writing(say("sheet.comments.who"), 1),
        Writing(say("sheet.comments.today"), 2),
    )
    return _sheet(scribe, subject, "comments", blocks, "open")


def _consultation(scribe: Scribe, subject: Subject) -> FormDocument:
    say = scribe.words.say
    methods = ("key_informant", "focus_group", "community", "bilateral")
    heads = ((say("sheet.from"), 30.0), *((say(f"sheet.{name}"), 13.0) for name in COUNTS))
    people = tuple(
        (scribe.code("affiliation", one), *("" for _ in COUNTS))
        for one in ("returnee", "idp", "host", "womens_group", "youth")
    )
    blocks: tuple[Block, ...] = (
        Writing(say("sheet.consultation.by"), 1),
        Ticks(say("sheet.consultation.method"), tuple(say(f"sheet.consultation.{one}") for one in methods)),
        Grid(
            say("sheet.consultation.reached"),
            heads,
            (*people, (say("sheet.total"), *("" for _ in COUNTS))),
            height=19,
        ),
        *(Writing(say("sheet.consultation.question", number=number), lines) for number, lines in QUESTIONS),
        Writing(say("sheet.consultation.feedback"), 1),
    )
    return _sheet(scribe, subject, "consultation", blocks, "when_filled")


def _signatures(scribe: Scribe, subject: Subject) -> FormDocument:
    say, meeting = scribe.words.say, subject.meeting
    decided = tuple(
        (one.code or "", scribe.name(one, "text"), scribe.known(one.agreed_by))
        for one in _in_order(scribe.book.where(Decision, meeting=meeting.id))
    )
    promised = tuple(
        (
            one.code or "",
            scribe.name(one, "text"),
            scribe.line(scribe.organisation(one.organisation), scribe.day(one.due).replace(" ", "\u00a0")),
            "",
        )
        for one in _in_order(scribe.book.where(Commitment, meeting=meeting.id))
    )
    code, text = (say("sheet.code"), 8.0), (say("sheet.text"), 46.0)
    who, signature = (say("sheet.who_when"), 26.0), (say("sheet.signature"), 22.0)
    blocks: list[Block] = []
    if decided:
        blocks.append(Grid(say("sheet.signatures.decisions"), (code, text, who), decided, height=20))
    if promised:
        title = say("sheet.signatures.commitments")
        blocks.append(Grid(title, (code, text, who, signature), promised, height=34))
    others = ((say("sheet.name"), 30.0), (say("sheet.office"), 32.0), (say("sheet.signature"), 28.0))
    blocks.append(Grid(say("sheet.signatures.others"), others, blank=8, height=32, whole=True))
    return _sheet(scribe, subject, "signatures", tuple(blocks), "when_filled")


def _in_order(records: Sequence[L]) -> list[L]:
    return sorted(records, key=lambda one: (one.position or "", one.id))


FORMS: dict[str, Callable[[Scribe, Subject], FormDocument]] = {
    "attendance_sheet": _attendance,
    "notes_form": _notes,
    "comment_sheet": _comments,
    "consultation_form": _consultation,
    "signature_sheet": _signatures,
}
"""The forms by name."""
