"""The indicators of the 4W workbook: a row for each indicator, place and displaced group."""

from __future__ import annotations

from app.documents.workbook_content import Cell, Column, Kind
from app.models.kinds.area import Source
from app.models.kinds.plan import Indicator, Measurement
from app.process.gaps import Gap, Point, gaps_of
from app.services.four_w_columns import criterion, header
from app.services.gazetteer import level_of, parent_of
from app.services.papers.scribe import Scribe

COLUMNS: tuple[tuple[str, str, Kind], ...] = (
    ("#meta+id", "record", "code"),
    ("#indicator+code", "indicator_code", "code"),
    ("#indicator+name", "indicator", "text"),
    ("#indicator+type", "indicator_type", "text"),
    ("#indicator+iasc+code", "criterion", "code"),
    ("#sector+so+code", "objective", "code"),
    ("#beneficiary+type", "group", "text"),
    ("#date+start", "measured_first", "date"),
    ("#date+end", "measured_last", "date"),
    ("#indicator+baseline+num", "baseline", "number"),
    ("#indicator+target+num", "indicator_target", "number"),
    ("#indicator+value+num", "value", "number"),
    ("#indicator+num+comparison", "comparison", "number"),
    ("#indicator+pct", "percent", "number"),
    ("#adm2+code+v_pcode", "adm2_code", "code"),
    ("#meta+source", "source", "text"),
)
"""Hashtag, name of the header and kind of each column."""


def columns(scribe: Scribe) -> tuple[Column, ...]:
    """Return the columns with headers in the scribe's language."""
    return tuple(Column(header(scribe, name), kind, tag=tag) for tag, name, kind in COLUMNS)


def rows(scribe: Scribe) -> list[list[Cell]]:
    """Return the rows. A value that rests on fewer than ten people stays empty."""
    made: list[list[Cell]] = []
    for one in sorted(
        scribe.book.of(Indicator), key=lambda one: (one.library_code or one.code or "~", one.id)
    ):
        made += [_row(scribe, one, gap) for gap in gaps_of(scribe.book, one) or (None,)]
    return made


def _row(scribe: Scribe, one: Indicator, gap: Gap | None) -> list[Cell]:
    baseline, latest = (gap.baseline, gap.latest or gap.baseline) if gap else (None, None)
    value = _value(latest)
    return [
        "/".join((one.id, *((gap.group, gap.place) if gap else ()))).rstrip("/"),
        one.library_code or one.code,
        scribe.name(one),
        scribe.code("indicator_type", one.type),
        criterion(one.iasc),
        one.objective,
        scribe.code("compared_group", gap.group) if gap else "",
        _day(scribe, baseline),
        _day(scribe, latest),
        _value(baseline),
        one.target,
        value,
        _value(gap.comparison) if gap else None,
        value if one.unit == "percent" else None,
        _district(gap.place if gap else ""),
        scribe.name(scribe.book.get(Source, latest.source if latest else one.source), "title"),
    ]


def _value(point: Point | None) -> Cell:
    return None if point is None or point.small else point.value


def _day(scribe: Scribe, point: Point | None) -> Cell:
    found = scribe.book.get(Measurement, point.record) if point else None
    return found.measured_on if found else None


def _district(place: str) -> str:
    """Return the district that a measurement's place is or lies in, "" where it is none of those."""
    level = level_of(place)
    return place if level == "district" else parent_of(place) if level == "sub_district" else ""
