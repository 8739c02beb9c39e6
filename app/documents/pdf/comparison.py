"""What changed between two versions of a plan as a PDF: texts word by word, records field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.comparison_content import Change, ComparisonDocument, Edition, FieldChange, Stretch
from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.lines import Span, Text
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import Column, Row
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

ROOM_FOR_A_CHANGE = 74.0
"""Points that must be left on a page for a change to begin there."""
LABEL, VALUE = 20, 40
_ROLES = {"added": "good", "changed": "accent", "removed": "wrong"}
_LOOKS = {"same": (False, "", ""), "added": (True, "good", "under"), "removed": (False, "wrong", "through")}


def render_comparison(content: ComparisonDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the comparison as a PDF; the same content gives the same bytes. Raises Cancelled."""
    make = Composer(words)
    story = _head(make, content)
    for chapter in content.chapters:
        story += make.title(chapter.title)
        for change in chapter.changes:
            story += _change(make, change)
    booklet = Booklet(_running(make, content), progress or unwatched(), first="portrait")
    return booklet.make(story)


def _head(make: Composer, paper: ComparisonDocument) -> list[Flowable]:
    quiet = replace(make.styles.body, size=9, role="quiet", after=2)
    large = replace(make.styles.title, size=22, before=0, after=12, keep_with_next=False)
    made: list[Flowable] = [
        BidiParagraph(make.line(paper.title, paper.area), quiet),
        BidiParagraph(make.say("comparison"), large, "H1"),
    ]
    facts = [(make.say("comparison.before"), paper.before), (make.say("comparison.after"), paper.after)]
    made.append(
        Pairs([(label, one.name) for label, one in facts], make.styles, make.rtl, facts=True, after=6)
    )
    made += [make.note(_edition(make, one)) for _, one in facts if one.frozen]
    made.append(Spacer(1, 14))
    if not paper.chapters:
        return [*made, make.body(make.say("comparison.nothing"))]
    figures = [(figure.value, figure.label) for figure in paper.figures]
    made.append(Pairs(figures, make.styles, make.rtl, facts=False, after=10))
    return [*made, BidiParagraph(_key(make), make.styles.note)]


def _edition(make: Composer, one: Edition) -> str:
    return make.line(one.name, one.frozen, one.short_hash)


def _key(make: Composer) -> Text:
    """Return the line that says how words put in and taken out are marked."""
    marks = [("comparison.put_in", "added"), ("comparison.taken_out", "removed")]
    spans = [_span(make.say(code), sort) for code, sort in marks]
    return (spans[0], Span(" · "), spans[1])


def _change(make: Composer, change: Change) -> list[Flowable]:
    style = make.styles.heading if not change.level else replace(make.styles.subheading, role="text")
    sort = Span(f"{change.sort_text}  ", role=_ROLES[change.sort], bold=True)
    name = make.line(change.code, change.title)
    made: list[Flowable] = [CondPageBreak(ROOM_FOR_A_CHANGE)]
    style = replace(style, keep_with_next=bool(change.fields))
    made.append(BidiParagraph((sort, Span(name, bold=True)), style, "H4" if change.level else "H3"))
    if change.fields:
        made.append(_table(make, change))
    return made


def _table(make: Composer, change: Change) -> Flowable:
    cells = make.cells
    alone = change.sort != "changed"
    heads = [("field", LABEL), ("before", VALUE), ("after", VALUE)]
    if alone:
        heads = [("field", LABEL), ("before" if change.sort == "removed" else "after", 2 * VALUE)]
    columns = [Column(cells.head(make.say(f"comparison.{code}")), weight) for code, weight in heads]
    rows = [_row(make, field, alone=alone) for field in change.fields]
    return make.table(columns, rows, dense=True)


def _row(make: Composer, field: FieldChange, *, alone: bool) -> Row:
    cells = make.cells
    label = cells.quiet(field.label)
    if alone:
        told = field.after or field.before
        return Row((label, cells.text("".join(one.text for one in told))))
    return Row((label, cells.text(_spans(field.before)), cells.text(_spans(field.after))))


def _spans(stretches: Sequence[Stretch]) -> Text:
    """Return stretches with their marks; a value that is new as a whole is coloured and not underlined."""
    if not stretches:
        return "–"
    if len(stretches) == 1 and stretches[0].sort != "same":
        return (Span(stretches[0].text, role=_ROLES[stretches[0].sort]),)
    return tuple(span for one in stretches for span in _with_blank(one))


def _with_blank(one: Stretch) -> tuple[Span, ...]:
    """Return a stretch whose last blanks bear no mark."""
    bare = one.text.rstrip()
    return tuple(span for span in (_span(bare, one.sort), Span(one.text[len(bare) :])) if span.text)


def _span(text: str, sort: str) -> Span:
    bold, role, mark = _LOOKS[sort]
    return Span(text, bold, role, mark)


def _running(make: Composer, paper: ComparisonDocument) -> Running:
    name = make.line(make.say("comparison"), paper.title.replace("\n", " "), paper.area)
    hashes = f"before-sha256={paper.before.content_hash}, after-sha256={paper.after.content_hash}"
    return Running(
        language=paper.language,
        rtl=make.rtl,
        title=name,
        author=paper.group_name,
        subject=make.line(paper.before.name, paper.after.name),
        keywords=f"masar, comparison, {hashes}",
        foot=make.line(make.say("comparison"), paper.area, paper.before.name, paper.after.name),
        classification=paper.classification,
        training=make.say("training_mark") if paper.training else "",
        draft="",
        code="",
        made_on=paper.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
