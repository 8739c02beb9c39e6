"""What displaced people intend as a report prints it: the picture and its table, with sources."""

from __future__ import annotations

from app.documents.plan_content import Drawing, Tone
from app.documents.report_content import ReportCell, ReportColumn, ReportSection, ReportTable
from app.drawing.intention_flow import Band, FlowNames, intention_flow
from app.drawing.shapes import Picture
from app.models.kinds.area import Intentions
from app.services.papers.scribe import Scribe
from app.services.views.voices_intentions import Flow, IntentionRow, IntentionsView, intentions_view

WIDE, HIGH, LETTERS = 495.0, 130.0, 8.0
TONES: dict[str, Tone] = {"before": "good", "late": "attention", "no": "attention"}


def intentions(scribe: Scribe) -> ReportSection:
    """Return the newest counts of intentions as picture and table; nothing without figures."""
    view = intentions_view(scribe.book)
    rows = [one for one in view.rows if one.latest and one.households]
    if not rows:
        return ReportSection("")
    cited = {one.id: scribe.cite(one.source) for one in scribe.book.of(Intentions) if one.source}
    numbers = tuple(sorted({number for row in rows for number in cited.get(row.id, ())}))
    say = scribe.words.say
    drawing = Drawing("", _picture(scribe, view), _informed(scribe, view), numbers)
    columns = (
        ReportColumn(say("voices.flow.from"), 34),
        ReportColumn(say("voices.flow.to"), 34),
        ReportColumn(scribe.words.field("intentions", "households"), 20, numeric=True),
        ReportColumn(say("voices.column.informed"), 20),
    )
    table = ReportTable(columns, tuple(_row(scribe, one) for one in rows))
    return ReportSection(say("voices.flow"), tables=(table,), drawings=(drawing,))


def _picture(scribe: Scribe, view: IntentionsView) -> Picture:
    from app.documents.pdf.shapes import measure

    say, mirrored = scribe.words.say, scribe.words.right_to_left
    names = FlowNames(*(say(f"voices.flow.{one}") for one in ("from", "to", "informed", "uninformed")))
    bands = [_band(scribe, one) for one in view.flows]
    return intention_flow(bands, names, WIDE, HIGH, measure, mirrored=mirrored, size=LETTERS)


def _band(scribe: Scribe, one: Flow) -> Band:
    origin = one.origin.read(scribe.words.language) or scribe.code("population_group", one.group)
    return Band(origin, _chosen(scribe, one.pathway), one.households, one.informed)


def _chosen(scribe: Scribe, pathway: str) -> str:
    return scribe.code("solution_path", pathway) or scribe.words.say("voices.no_pathway")


def _informed(scribe: Scribe, view: IntentionsView) -> str:
    """Return whether the choices were informed: only such are evidence."""
    if view.uninformed:
        return scribe.words.say("voices.flow.uninformed_counts", count=view.uninformed)
    return scribe.words.say("voices.flow.all_informed")


def _row(scribe: Scribe, one: IntentionRow) -> tuple[ReportCell, ...]:
    group = scribe.code("population_group", one.group)
    place = one.origin.read(scribe.words.language)
    return (
        ReportCell(place or group, group if place else ""),
        ReportCell(_chosen(scribe, one.pathway), one.destination),
        ReportCell(scribe.amount(one.households), scribe.day(one.recorded_on)),
        ReportCell(scribe.words.say(f"voices.informed.{one.informed}"), tone=TONES[one.informed]),
    )
