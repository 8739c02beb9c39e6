"""The measurement sheet: a row for each indicator, place and group to fill for a period, in Excel."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.form_content import FormBook
from app.foundation.errors import UserError
from app.models.book import Book
from app.models.ids import natural_id
from app.models.kinds.area import Area
from app.models.kinds.plan import Indicator, Measurement
from app.models.registry import space_of
from app.models.values import read_day
from app.services.desk import Desk
from app.services.monitoring_work import quarters_before
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.returning_cells import labels_of
from app.services.returning_form import Frame, Row, RowKind, returning_book
from app.words.catalogue import Words

FORMAT = "masar-measurements-1"
MEASUREMENTS = RowKind(
    Measurement,
    ("indicator", "place", "group", "period"),
    ("value", "sample_size", "measured_on", "method", "representativeness", "round", "source", "is_baseline"),
    freeze=4,
)
SHEETS = (MEASUREMENTS,)
_COMPARED = ("displaced", "non_displaced")


def measurement_sheet(desk: Desk, language: str, period: str = "") -> bytes:
    """Return the sheet for a period ("2026-H1", else that of today) as an .xlsx file."""
    from app.documents.workbook.form import write_form

    return write_form(measurement_form(desk, language, period))


def measurement_form(desk: Desk, language: str, period: str = "") -> FormBook:
    """Return what goes into the sheet."""
    book = printable(desk.book(), desk.area)
    scribe = Scribe(book, Words(language, isolating=False))
    labels = labels_of(scribe, ("indicator", "source"))
    frame = Frame(FORMAT, "measure_book.title", "measure_book.how", scribe, labels)
    return returning_book(
        desk, frame, [(MEASUREMENTS, rows(desk, book, period or period_of(desk, desk.today)))]
    )


def period_of(desk: Desk, day: str) -> str:
    """Return the period a day lies in: the quarter where the group writes quarters, else the half year.

    Raises UserError `period_day`.
    """
    found = read_day(day)
    if found is None:
        raise UserError("period_day", day=day[:40])
    year, month = found.year, found.month
    quarters = any("-Q" in (one.period or "") for one in desk.records(Measurement))
    return f"{year}-Q{(month + 2) // 3}" if quarters else f"{year}-H{(month + 5) // 6}"


def periods(desk: Desk, count: int = 6) -> tuple[tuple[str, str], ...]:
    """Return the first day and the name of the period of today and of those before it, the newest first."""
    found: dict[str, str] = {}
    for quarter in quarters_before(desk.today, 2 * count):
        found[period_of(desk, quarter.starts)] = quarter.starts
    return tuple((starts, name) for name, starts in found.items())[:count]


def rows(desk: Desk, book: Book, period: str) -> list[Row]:
    """Return a row for each indicator, place and group; those measured already hold what was measured."""
    space = space_of("measurement", desk.area)
    made = []
    for indicator in sorted(
        book.of(Indicator), key=lambda one: (one.library_code or one.code or "~", one.id)
    ):
        for place, group in _where(desk, book, indicator):
            key = {"indicator": indicator.id, "period": period, "place": place, "group": group}
            names = MEASUREMENTS.description.kind.natural_key
            record_id = natural_id(space, "measurement", tuple(key[name] for name in names))
            made.append(Row(record_id, book.get(Measurement, record_id), key))
    return made


def _where(desk: Desk, book: Book, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield where and of whom an indicator is measured: as before, else in the districts of the area."""
    held = book.where(Measurement, indicator=indicator.id)
    area = desk.find(Area, desk.area)
    districts = (area.districts or (area.governorate or "",)) if area is not None else ()
    places = set(filter(None, (one.place for one in held))) or set(filter(None, districts))
    groups = dict.fromkeys((*(indicator.compared or _COMPARED), *(one.group or "" for one in held)))
    for place in sorted(places):
        for group in groups:
            yield place, group
