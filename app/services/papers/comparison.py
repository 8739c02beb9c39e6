"""What changed between two versions of the plan, as a document in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from app.documents import comparison_content as paper
from app.documents.plan_content import Figure
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.people import Group
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.version_contents import Comparison, Side, compare_versions
from app.services.version_difference import SORTS, FieldDifference, RecordDifference
from app.services.views.word_difference import Piece
from app.words.catalogue import Words


def comparison_pdf(
    desk: Desk, before: str, after: str, language: str, progress: Progress | None = None
) -> bytes:
    """Return what changed between two versions as a PDF. Raises as `compare_versions`, and Cancelled."""
    from app.documents.pdf.comparison import render_comparison

    content = comparison_document(desk, compare_versions(desk, before, after, language))
    return render_comparison(content, Words(language), progress)


def comparison_document(desk: Desk, found: Comparison) -> paper.ComparisonDocument:
    """Return what the comparison prints in the language it was made in."""
    words = Words(found.difference.language)
    plan = current_plan(desk.book())
    scribe = Scribe(printable(desk.book(), desk.area, plan.id if plan else ""), words)
    area = scribe.book.get(Area, desk.area)
    group = next(iter(scribe.book.of(Group)), None)
    counts = {sort: found.difference.count(sort) for sort in SORTS}
    figures = (
        Figure(scribe.amount(count), words.say(f"review.compare.{sort}.many", count=count))
        for sort, count in counts.items()
    )
    return paper.ComparisonDocument(
        language=words.language,
        title=scribe.name(plan, "title") or words.say("papers.plan_of_action"),
        area=scribe.name(area),
        group_name=scribe.name(group) or scribe.name(area),
        before=_edition(words, found.before),
        after=_edition(words, found.after),
        training=desk.training,
        classification=words.say("papers.for_partners"),
        made_on=desk.today,
        figures=tuple(figures),
        chapters=tuple(
            paper.ChangeChapter(one.title, tuple(_told(words, one.records)))
            for one in found.difference.chapters
        ),
    )


def _edition(words: Words, side: Side) -> paper.Edition:
    frozen = (
        words.say("review.compare.frozen_on", moment=words.moment(side.frozen_at)) if side.frozen_at else ""
    )
    return paper.Edition(side.name, frozen, side.content_hash)


def _told(words: Words, records: tuple[RecordDifference, ...], level: int = 0) -> Iterator[paper.Change]:
    for one in records:
        fields = tuple(_field(field) for field in one.fields)
        sort_text = words.say(f"review.compare.{one.sort}")
        code = words.kind(one.kind) if level else one.code
        yield paper.Change(one.sort, sort_text, code, one.title, level, fields)
        yield from _told(words, one.parts, level + 1)


def _field(one: FieldDifference) -> paper.FieldChange:
    return paper.FieldChange(one.label, tuple(map(_stretch, one.old)), tuple(map(_stretch, one.new)))


def _stretch(piece: Piece) -> paper.Stretch:
    sort: Literal["same", "added", "removed"] = "same" if piece.same else "removed" if piece.gone else "added"
    return paper.Stretch(piece.text, sort)
