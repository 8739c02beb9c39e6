"""The minutes of a roundtable or another meeting as a PDF, drawn from one frozen value."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable, KeepTogether

from app.documents.minutes_content import MinutesDocument
from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.code_mark import code_text
from app.documents.pdf.composer import Composer
from app.documents.pdf.lines import Span
from app.documents.pdf.masthead import masthead
from app.documents.pdf.plan import RenderedPlan
from app.documents.pdf.signature import SignaturePlace, signature_rows
from app.documents.pdf.tables import Column, Row
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

# Rows of boxes to sign that stay on one page.
ROWS_TOGETHER = 4


def render_minutes(
    content: MinutesDocument,
    words: Words,
    progress: Progress | None = None,
) -> RenderedPlan:
    """Return the minutes as a PDF with the places to sign; the same content gives the same bytes.

    Raises Cancelled.
    """
    make = Composer(words)
    places: list[SignaturePlace] = []
    story = _head(make, content)
    for section in (_attendance, _agenda, _voices, _decisions, _commitments, _actions):
        story += section(make, content)
    story += _section(make, "expectations", make.parts(content.closing))
    story += _signing(make, content, places)
    booklet = Booklet(_running(make, content), progress or unwatched(), first="portrait")
    return RenderedPlan(booklet.make(story), tuple(places))


def _head(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    over = make.line(make.say("minutes"), minutes.group_name)
    where_when = make.line(make.words.date(minutes.day, "long"), minutes.area)
    made = masthead(make, over, minutes.title, where_when, minutes.facts, minutes.figures)
    return made + make.parts(minutes.summary)


def _attendance(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    tables = [item for table in minutes.attendance for item in make.figures_table(table)]
    return _section(make, "attendance", tables)


def _agenda(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    rows = []
    for item in minutes.agenda:
        times = " – ".join(time for time in (item.start, item.end) if time)
        rows.append(
            Row(
                (
                    make.cells.code(times),
                    make.cells.strong(item.title, item.notes),
                    make.cells.text(item.speaker),
                )
            )
        )
    return _table(make, "agenda", (("time", 11), ("item", 48), ("speaker", 22)), rows)


def _voices(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    rows = [
        Row(
            (
                make.cells.code(voice.code),
                make.cells.text(voice.text),
                make.cells.text(voice.group),
                make.cells.with_quiet(voice.place, voice.objective),
            )
        )
        for voice in minutes.voices
    ]
    return _table(make, "voices", (("code", 7), ("said", 44), ("said_by", 18), ("place", 17)), rows)


def _decisions(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    rows = [
        Row((make.cells.code(entry.code), make.cells.strong(entry.text), make.cells.text(entry.reached)))
        for entry in minutes.decisions
    ]
    return _table(make, "decisions", (("code", 7), ("decision", 54), ("reached", 22)), rows)


def _commitments(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    rows = [
        Row(
            (
                make.cells.code(entry.code),
                make.cells.text(entry.text),
                make.cells.text(entry.by),
                make.cells.text(make.day(entry.due) or make.say("no_day")),
            )
        )
        for entry in minutes.commitments
    ]
    return _table(make, "commitments", (("code", 7), ("commitment", 46), ("by", 22), ("due", 15)), rows)


def _actions(make: Composer, minutes: MinutesDocument) -> list[Flowable]:
    rows = [
        Row(
            (
                make.cells.code(entry.code),
                make.cells.with_quiet(entry.text, (Span(entry.status, role=_role(entry.status_tone)),)),
                make.cells.text(entry.who),
                make.cells.text(make.day(entry.due) or make.say("no_day")),
            )
        )
        for entry in minutes.actions
    ]
    return _table(make, "actions", (("code", 7), ("action", 46), ("who", 22), ("due", 15)), rows)


def _role(tone: str) -> str:
    return "" if tone == "plain" else tone


def _table(
    make: Composer, code: str, heads: Sequence[tuple[str, float]], rows: Sequence[Row]
) -> list[Flowable]:
    columns = [Column(make.cells.head(make.say(f"column.{name}")), weight) for name, weight in heads]
    return _section(make, code, [make.table(columns, rows)] if rows else [])


def _section(make: Composer, code: str, made: list[Flowable]) -> list[Flowable]:
    return make.title(make.say(f"minutes.{code}")) + made if made else []


def _signing(make: Composer, minutes: MinutesDocument, places: list[SignaturePlace]) -> list[Flowable]:
    rows = signature_rows(make, minutes.signatories, minutes.spare_signatures, places)
    if not rows:
        return []
    text = make.body(make.say("minutes.signing_text", code=minutes.short_hash))
    begin = [*make.title(make.say("signing_title")), text, Spacer(1, 8)]
    whole = len(rows) <= ROWS_TOGETHER
    kept, rest = (rows, []) if whole else (rows[:1], rows[1:])
    return [KeepTogether([*begin, *kept]), *rest]


def _running(make: Composer, minutes: MinutesDocument) -> Running:
    name = make.line(make.say("minutes"), minutes.title, make.words.date(minutes.day))
    return Running(
        language=minutes.language,
        rtl=make.rtl,
        title=name,
        author=minutes.group_name,
        subject=minutes.area,
        keywords=f"masar, minutes, content-sha256={minutes.content_hash}",
        foot=make.line(make.say("minutes"), minutes.title, make.words.date(minutes.day), minutes.short_hash),
        classification=minutes.classification,
        training=make.say("training_mark") if minutes.training else "",
        draft="" if minutes.final else make.say("draft_mark"),
        code=code_text(minutes.content_hash),
        made_on=minutes.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
