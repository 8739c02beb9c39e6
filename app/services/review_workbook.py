"""The review workbook: sections and activities of a frozen version, with room for comments, as Excel.

It is for partners without Masar. `review_taking` reads what they send back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents.form_content import Asked, FormBook, FormColumn, FormSheet
from app.documents.workbook.cells import clean
from app.documents.workbook_content import Properties
from app.foundation.errors import UserError
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Paragraph, Section
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound
from app.services.desk import Desk
from app.services.freezing import newest_version
from app.services.papers.plan_tables import targets
from app.services.papers.printable import printable
from app.services.papers.scribe import LANGUAGES, Scribe
from app.services.version_contents import version_book
from app.words.catalogue import Words

FORMAT = "masar-review-1"
KINDS_LIST, PARTS_LIST, ORGANISATIONS_LIST = "kinds", "parts", "organisations"
SPARE, LONGEST = 80, 480
ID, CODE, ABOUT, SAYS, KIND, TEXT = range(6)
"""The columns of the sheet of comments."""
WHOLE = "plan"
"""Stands in the column of ids for the plan as a whole."""
_SECTIONS = CODE_LISTS["section_key"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the plan that can be commented on: its id, code, label and what the plan says there."""

    id: str
    code: str
    label: str
    says: str


def review_workbook(desk: Desk, language: str, *, version_id: str = "", round_id: str = "") -> bytes:
    """Return the review workbook of a version (else the newest) for a round (else the newest open one).

    Raises UserError `no_version_to_review`, and as `version_book`.
    """
    from app.documents.workbook.form import write_form

    return write_form(review_form(desk, language, version_id=version_id, round_id=round_id))


def review_form(desk: Desk, language: str, *, version_id: str = "", round_id: str = "") -> FormBook:
    """Return what goes into the review workbook. Raises as `review_workbook`."""
    version = desk.find(FrozenVersion, version_id) if version_id else newest_version(desk)
    if version is None:
        raise UserError("no_version_to_review")
    around = desk.find(ReviewRound, round_id) or newest_round(desk)
    words = Words(language, isolating=False)
    parts = parts_of(version_book(desk, version.id), words)
    comments = _comments_sheet(desk, words, version, around, parts)
    sheets = (comments, *_answers_sheet(desk, words, around))
    area = words.pick(desk.find(Area, desk.area), "name")
    return FormBook(
        comments.heading,
        sheets,
        {
            KINDS_LIST: tuple(words.code("comment_type", one) for one in CODE_LISTS["comment_type"]),
            PARTS_LIST: tuple(choice(part) for part in parts),
            ORGANISATIONS_LIST: _organisations(desk, words),
        },
        {
            "format": FORMAT,
            "area": desk.area,
            "area_name": area,
            "version": version.id,
            "number": version.number or "",
            "content": version.content_hash or "",
            "round": around.id if around else "",
            "language": language,
            "sheet": comments.title,
            "first_row": str(comments.first_row),
            "asked_row": str(comments.asked_row(0)),
            "parts": str(len(parts)),
            "seal": seal(parts),
        },
        words.right_to_left,
        Properties(subject=area, language=language, created=desk.clock.now()),
    )


def newest_round(desk: Desk) -> ReviewRound | None:
    """Return the round that was opened last, an open one before a closed one."""
    rounds = desk.records(ReviewRound)
    return max(rounds, key=lambda one: (one.status != "closed", one.opened_on or "", one.id), default=None)


def parts_of(book: Book, words: Words) -> list[Part]:
    """Return what can be commented on: the whole plan, sections in order, activities by code."""
    scribe = Scribe(book, words)
    sections = sorted(book.of(Section), key=lambda one: (_place(one), one.id))
    activities = sorted(book.of(Activity), key=lambda one: (one.code or "~", one.id))
    return [
        Part(WHOLE, "", words.say("review.whole_plan"), ""),
        *(Part(one.id, "", scribe.code("section_key", one.key), _text(scribe, one)) for one in sections),
        *(Part(one.id, one.code or "", scribe.name(one, "title"), _about(scribe, one)) for one in activities),
    ]


def _place(section: Section) -> int:
    return _SECTIONS.index(section.key) if section.key in _SECTIONS else len(_SECTIONS)


def _text(scribe: Scribe, section: Section) -> str:
    """Return a section's text in the scribe's language, else in the first that it has."""
    paragraphs = [one for one in scribe.book.where(Paragraph, section=section.id) if one.text]
    order = dict.fromkeys((scribe.words.language, section.original_language or "en", *LANGUAGES))
    texts = ([one.text or "" for one in paragraphs if one.language == code] for code in order)
    return shortened("\n".join(next(filter(None, texts), [])))


def _about(scribe: Scribe, one: Activity) -> str:
    dates = " – ".join(text for text in (scribe.day(one.starts), scribe.day(one.ends)) if text)
    lines = (
        scribe.name(one, "description"),
        scribe.code("so", one.objective),
        scribe.organisation(one.lead),
        scribe.places(one.locations),
        targets(scribe, one),
        dates,
    )
    return shortened("\n".join(line for line in lines if line))


def shortened(text: str) -> str:
    """Return the beginning of a text where it is too long to be read in a cell."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def choice(part: Part) -> str:
    """Return what the drop-down offers for a part: "A-003 · Training of district staff"."""
    return " ".join(" · ".join(text for text in (part.code, part.label) if text).split())[:200]


def seal(parts: Iterable[Part]) -> str:
    """Return a hash of the locked cells: slips and rows moved to other places are noticed by it."""
    return sealed((part.id, part.code, part.label, part.says) for part in parts)


def sealed(rows: Iterable[Sequence[str]]) -> str:
    """Return the hash of rows of text; blanks are no difference, as spreadsheets change them."""
    lines = ("\x1f".join(" ".join(clean(text).split()) for text in row) for row in rows)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _organisations(desk: Desk, words: Words) -> tuple[str, ...]:
    listed = {words.pick(one, "name") for one in desk.records(Organisation)}
    return tuple(sorted(filter(None, listed), key=str.casefold))


def _comments_sheet(
    desk: Desk, words: Words, version: FrozenVersion, around: ReviewRound | None, parts: Sequence[Part]
) -> FormSheet:
    say = words.say
    titled = say("review.draft_title" if version.draft else "review.version_title", number=version.number)
    area = words.pick(desk.find(Area, desk.area), "name")
    note = say("sync.training") if desk.training else ""
    deadline = around.deadline if around else None
    until = say("review_book.until", day=words.date(deadline)) if deadline else say("review_book.how")
    heading = " · ".join(text for text in (say("review_book.title", version=titled, area=area), note) if text)
    lines = (say("review_book.how"), until) if deadline else (until,)
    about = say("review.column.about")
    columns = (
        FormColumn("", 0),
        FormColumn(words.field("comment", "code"), 8),
        FormColumn(about, 30),
        FormColumn(say("review_book.says"), 52),
        FormColumn(words.field("comment", "type"), 13, fill=True, choices=KINDS_LIST),
        FormColumn(say("review_book.comment"), 60, fill=True),
    )
    return FormSheet(
        say("kind.comment.many"),
        heading,
        (*lines, say("review_book.kinds")),
        (Asked(say("review_book.organisation"), ORGANISATIONS_LIST),),
        columns,
        [(part.id, part.code, part.label, part.says, "", "") for part in parts],
        SPARE,
        {about: PARTS_LIST},
    )


def _answers_sheet(desk: Desk, words: Words, around: ReviewRound | None) -> tuple[FormSheet, ...]:
    """Return the sheet with what was said so far in the round and what became of it, if anything was."""
    book = printable(desk.book())
    comments = book.where(Comment, round=around.id) if around else ()
    if not comments:
        return ()
    scribe, field = Scribe(book, words), words.field
    named = (("code", 8), ("type", 12), ("text", 60), ("status", 14), ("response", 60))
    columns = [FormColumn(field("comment", name), width) for name, width in named]
    columns.insert(1, FormColumn(words.say("review.column.about"), 30))
    rows = [
        (
            one.code or "",
            _name(scribe, one),
            scribe.code("comment_type", one.type),
            one.text or "",
            scribe.code("comment_status", one.status or "open"),
            one.response or "",
        )
        for one in sorted(comments, key=lambda one: (one.code or "~", one.id))
    ]
    heading = words.say("review_book.so_far")
    return (FormSheet(heading, heading, columns=tuple(columns), rows=rows),)


def _name(scribe: Scribe, one: Comment) -> str:
    activity, section = scribe.book.get(Activity, one.activity), scribe.book.get(Section, one.section)
    if activity is not None:
        return " · ".join(text for text in (activity.code, scribe.name(activity, "title")) if text)
    return scribe.code("section_key", section.key) if section else scribe.words.say("review.whole_plan")
