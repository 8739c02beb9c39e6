"""The papers of one meeting as files: agenda, letters, lists, forms, slides, minutes, sheets to sign."""

from __future__ import annotations

from collections.abc import Callable

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.meetings import Meeting
from app.services.desk import Desk
from app.services.documents import minutes_pdf
from app.services.papers.agenda import agenda_document
from app.services.papers.forms import FORMS, form_document
from app.services.papers.invitations import calling_form, calling_workbook, letters_document
from app.services.papers.meeting_facts import Subject
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.papers.slides import slides_document
from app.words.catalogue import Words

INSIDE = frozenset({"letters", "calling_list", "calling_workbook"})
"""Papers made from what never leaves the group: they need the group's own records, whatever their class."""


def make_paper(
    desk: Desk, paper: str, meeting_id: str, language: str, progress: Progress | None = None
) -> bytes:
    """Return a paper of a meeting: PDF, or .xlsx for the workbook.

    Raises UserError `unknown_record`, and `nobody_invited` for letters and lists without anyone on the list;
    Cancelled.
    """
    if paper == "minutes":
        return minutes_pdf(desk, meeting_id, language, progress)
    scribe, subject = _about(desk, meeting_id, language, inside=paper in INSIDE)
    if paper in FORMS:
        return _form(scribe, subject, paper, progress)
    return MADE[paper](scribe, subject, progress)


def blank_forms(desk: Desk, meeting_id: str, language: str, progress: Progress | None = None) -> bytes:
    """Return all forms of a meeting in one PDF. Raises UserError `unknown_record`; Cancelled."""
    from app.documents.pdf.forms import render_forms

    scribe, subject = _about(desk, meeting_id, language, inside=False)
    forms = [form_document(scribe, subject, form) for form in FORMS]
    return render_forms(forms, scribe.words.say("paper.forms"), scribe.words, progress)


def sensitisation(desk: Desk, language: str, progress: Progress | None = None) -> bytes:
    """Return the slides that open any roundtable. Raises UserError `unknown_record`; Cancelled."""
    from app.documents.pdf.slides import render_slides

    area, words = desk.find(Area, desk.area), Words(language)
    if area is None:
        raise UserError("unknown_record", kind="area", id=desk.area)
    scribe = Scribe(printable(desk.book(), area.id), words)
    return render_slides(slides_document(scribe, area, desk.today), words, progress)


def _about(desk: Desk, meeting_id: str, language: str, *, inside: bool) -> tuple[Scribe, Subject]:
    meeting, area = desk.find(Meeting, meeting_id), desk.find(Area, desk.area)
    if meeting is None or area is None:
        raise UserError("unknown_record", kind="meeting", id=meeting_id)
    book = desk.book() if inside else printable(desk.book(), meeting.id, area.id)
    return Scribe(book, Words(language)), Subject(meeting, area, desk.today)


def get_ready() -> None:
    """Read fonts and libraries while the meeting runs, so that its minutes need no second. Pure work."""
    from app.documents.minutes_content import MinutesDocument
    from app.documents.pdf.minutes import render_minutes

    for language in ("en", "ar", "ckb"):
        empty = MinutesDocument(
            language,
            "",
            "",
            "",
            "",
            final=True,
            training=False,
            classification="",
            content_hash="",
            made_on="",
        )
        render_minutes(empty, Words(language))


def _form(scribe: Scribe, subject: Subject, paper: str, progress: Progress | None) -> bytes:
    from app.documents.pdf.forms import render_form

    return render_form(form_document(scribe, subject, paper), scribe.words, progress)


def _letters(scribe: Scribe, subject: Subject, progress: Progress | None) -> bytes:
    from app.documents.pdf.letters import render_letters

    content = letters_document(scribe, subject)
    if not content.letters:
        raise UserError("nobody_invited")
    return render_letters(content, scribe.words, progress)


def _agenda(scribe: Scribe, subject: Subject, progress: Progress | None) -> bytes:
    from app.documents.pdf.report import render_report

    return render_report(agenda_document(scribe, subject), scribe.words, progress)


def _calling_list(scribe: Scribe, subject: Subject, progress: Progress | None) -> bytes:
    from app.documents.pdf.forms import render_form

    return render_form(calling_form(scribe, subject), scribe.words, progress)


def _calling_workbook(scribe: Scribe, subject: Subject, _progress: Progress | None) -> bytes:
    from app.documents.workbook.writer import write_book

    plain = scribe.beside(Words(scribe.words.language, isolating=False))
    return write_book(calling_workbook(plain, subject))


def _slides(scribe: Scribe, subject: Subject, progress: Progress | None) -> bytes:
    from app.documents.pdf.slides import render_slides

    return render_slides(slides_document(scribe, subject.area, subject.today), scribe.words, progress)


MADE: dict[str, Callable[[Scribe, Subject, Progress | None], bytes]] = {
    "letters": _letters,
    "agenda": _agenda,
    "calling_list": _calling_list,
    "calling_workbook": _calling_workbook,
    "slides": _slides,
}
"""The papers that are not forms, by name."""
PAPERS = (*MADE, *FORMS, "minutes")
