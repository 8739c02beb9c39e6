"""The columns of the 4W workbook with their HXL hashtags, in the order in which they are exchanged.

Source of tags and order: the HXL 1.1 dictionary as applied to durable solutions. What Masar does not record
stays an empty column, so that the layout is the same for everybody. No column holds a contact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.documents.workbook_content import Cell, Column, Kind
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, JointActivity
from app.models.record import Record
from app.process.gaps import SMALL
from app.services.four_w_lines import Frame, Line, Places, places_of
from app.services.gazetteer import GazetteerPlace
from app.services.papers.scribe import Scribe

LIST_MARK = " | "
SPLITS: tuple[tuple[str, str, str], ...] = (
    ("women", "f+adults", "women"),
    ("men", "m+adults", "men"),
    ("girls", "f+children", "girls"),
    ("boys", "m+children", "boys"),
    ("elderly", "elderly", "elderly"),
    ("idps", "idps", "idps"),
    ("returnees", "returnees", "returnees"),
    ("host", "host", "host"),
)
"""Field, attributes of the hashtag, and name of the column of each split of a figure."""
_CAMPS = {"idp_camp": "incamp", "idp_out_of_camp": "noncamp"}
_COORDINATES = 0


@dataclass(frozen=True, slots=True)
class FourW:
    """A column: hashtag, code of its header (`four_w.column.…`), kind, and how a row's cell is made."""

    tag: str
    name: str
    value: Callable[[Maker, Line], Cell]
    kind: Kind = "text"


class Maker:
    """Makes the cells of rows in one language."""

    def __init__(self, scribe: Scribe, frame: Frame) -> None:
        self.scribe, self.frame = scribe, frame
        self._places: dict[str, Places] = {}
        self._said: dict[tuple[int, str], list[Cell]] = {}

    def row(self, line: Line) -> list[Cell]:
        """Return the cells of a row; what all rows of an activity or a place say is worked out once."""
        cells: list[Cell] = []
        for number, (about, columns) in enumerate(_BLOCKS):
            if about == "row":
                told = number == 0 or line.first or line.target is not None or line.progress is not None
                cells += [column.value(self, line) for column in columns] if told else [None] * len(columns)
                continue
            record: Record | None = line.activity if about == "activity" else line.location
            key = (number, record.id if record is not None else "")
            if key not in self._said:
                self._said[key] = [column.value(self, line) for column in columns]
            cells += self._said[key]
        return cells

    def organisation(self, record_id: str | None) -> Organisation | None:
        """Return an organisation that may be shown."""
        return self.scribe.book.get(Organisation, record_id)

    def places(self, line: Line) -> Places:
        """Return where a row is."""
        key = line.location.id if line.location else ""
        if key not in self._places:
            self._places[key] = places_of(self.scribe.book, self.frame, line.location)
        return self._places[key]


def columns(scribe: Scribe) -> tuple[Column, ...]:
    """Return the columns with headers in the scribe's language."""
    return tuple(Column(header(scribe, one.name), one.kind, tag=one.tag) for one in COLUMNS)


def header(scribe: Scribe, name: str) -> str:
    """Return the header of a column; figures say whether they are targets or what was reached."""
    kind, dot, what = name.partition(".")
    if not dot:
        return scribe.words.say(f"four_w.column.{name}")
    return scribe.words.say(f"four_w.{kind}", what=scribe.words.say(f"four_w.figure.{what}"))


def listed(texts: Iterable[str]) -> str:
    """Return values of a list in one cell."""
    return LIST_MARK.join(text for text in texts if text)


def criterion(code: str | None) -> str:
    """Return a criterion as it stands in the workbook: "IASC7", a text also where it stands alone."""
    return f"IASC{code}" if code else ""


def _name(place: GazetteerPlace | None) -> str:
    return place.name_en if place else ""


def _code(place: GazetteerPlace | None) -> str:
    return place.pcode if place else ""


def _partners(make: Maker, line: Line) -> list[Organisation]:
    found = (make.organisation(one) for one in line.activity.partners)
    return [one for one in found if one is not None]


def _acronym(make: Maker, line: Line) -> Cell:
    lead = make.organisation(line.activity.lead)
    return lead.acronym if lead else None


def _type(make: Maker, organisation: Organisation | None) -> str:
    return make.scribe.code("org_type", organisation.type) if organisation else ""


def _programme(make: Maker, line: Line) -> Cell:
    joint = make.scribe.book.get(JointActivity, line.activity.joint_activity)
    return make.scribe.name(joint, "title") or make.scribe.name(make.frame.plan, "title")


def _joint(make: Maker, line: Line) -> Cell:
    joint = make.scribe.book.get(JointActivity, line.activity.joint_activity)
    return joint.code if joint else None


def _description(make: Maker, line: Line) -> Cell:
    return make.scribe.name(line.activity, "description")


def _coordinate(name: str) -> Callable[[Maker, Line], Cell]:
    """Coordinates leave the group only where somebody said that the place is public."""

    def value(_make: Maker, line: Line) -> Cell:
        place = line.location
        return getattr(place, name) if place and place.sensitivity == _COORDINATES else None

    return value


def _return_district(make: Maker, line: Line) -> Cell:
    returned = line.location is not None and line.location.role in ("return", "both")
    return _code(make.places(line).district) if returned else None


def _unit(make: Maker, line: Line) -> Cell:
    target = line.target
    return (target.unit_text or make.scribe.code("unit", target.unit)) if target else None


def _figure(sort: str, field: str, *units: str) -> Callable[[Maker, Line], Cell]:
    """Return what tells a figure: of the target or of the newest report on it, only of certain units."""

    def value(_make: Maker, line: Line) -> Cell:
        record: Record | None = line.target if sort == "targeted" else line.progress
        if units and (line.target is None or line.target.unit not in units):
            return None
        found: Cell = getattr(record, field, None)
        return found

    return value


def _unless_small(sort: str, field: str) -> Callable[[Maker, Line], Cell]:
    """Return what tells a part of a figure; of so few people reached that they could be known, nothing."""
    whole = _figure(sort, field)

    def value(make: Maker, line: Line) -> Cell:
        found = whole(make, line)
        few = sort == "reached" and isinstance(found, int) and 0 < found < SMALL
        return None if few else found

    return value


def _in_camp(sort: str, group: str) -> Callable[[Maker, Line], Cell]:
    """IDPs are told as in or out of camps where the activity is for one of the two only."""
    whole = _unless_small(sort, "idps")

    def value(make: Maker, line: Line) -> Cell:
        groups = [one for one in line.activity.groups if one in _CAMPS]
        return whole(make, line) if groups == [group] else None

    return value


def _figures(sort: str, field: str) -> Sequence[FourW]:
    """Return the columns of one set of figures: `#targeted…` or `#reached…`."""
    number: Kind = "number"
    made = [
        FourW(f"#{sort}+total", f"{sort}.total", _figure(sort, field), number),
        FourW(f"#{sort}+hh", f"{sort}.households", _figure(sort, field, "households"), number),
        FourW(f"#{sort}+ind", f"{sort}.individuals", _figure(sort, field, "individuals"), number),
    ]
    made += [
        FourW(f"#{sort}+{tag}", f"{sort}.{name}", _unless_small(sort, split), number)
        for split, tag, name in SPLITS
    ]
    made += [
        FourW(f"#{sort}+idps+{tag}", f"{sort}.{tag}", _in_camp(sort, group), number)
        for group, tag in _CAMPS.items()
    ]
    return made


def _plain(name: str) -> Callable[[Maker, Line], Cell]:
    def value(_make: Maker, line: Line) -> Cell:
        found: Cell = getattr(line.activity, name)
        return found

    return value


def _money(name: str) -> Callable[[Maker, Line], Cell]:
    def value(_make: Maker, line: Line) -> Cell:
        found: Cell = getattr(line.activity, name)
        return found if line.first and line.activity.budget else None

    return value


def _nothing(_make: Maker, _line: Line) -> Cell:
    return None


def _groups(make: Maker, activity: Activity) -> str:
    return listed(make.scribe.code("population_group", one) for one in activity.groups)


COLUMNS: tuple[FourW, ...] = (
    FourW("#meta+id", "record", lambda _make, line: line.id, "code"),
    FourW("#meta+id+plan", "plan", lambda make, _: make.frame.plan.code if make.frame.plan else None, "code"),
    FourW("#meta+version+plan", "version", lambda make, _: make.frame.version, "code"),
    FourW("#meta+source", "source", lambda make, _: make.frame.source),
    FourW("#date+reported", "reported", lambda make, _: make.frame.today, "date"),
    FourW("#org+prog+name", "lead", lambda make, line: make.scribe.organisation(line.activity.lead)),
    FourW("#org+prog+acronym", "acronym", _acronym),
    FourW(
        "#org+prog+type", "lead_type", lambda make, line: _type(make, make.organisation(line.activity.lead))
    ),
    FourW(
        "#org+impl+name",
        "partner",
        lambda make, line: listed(make.scribe.name(one) for one in _partners(make, line)),
    ),
    FourW(
        "#org+impl+type",
        "partner_type",
        lambda make, line: listed(dict.fromkeys(_type(make, one) for one in _partners(make, line))),
    ),
    FourW("#org+funder+name", "donor", _plain("donor")),
    FourW(
        "#org+gov+name",
        "government",
        lambda make, line: make.scribe.organisation(line.activity.government_counterpart),
    ),
    FourW("#sector+name", "sector", lambda make, line: make.scribe.code("so", line.activity.objective)),
    FourW("#sector+so+code", "objective", _plain("objective"), "code"),
    FourW("#subsector+name", "subsector", _nothing),
    FourW("#indicator+iasc+list", "iasc", lambda _, line: listed(map(criterion, line.activity.iasc)), "code"),
    FourW("#activity+programme+name", "programme", _programme),
    FourW("#activity+code", "activity", _plain("code"), "code"),
    FourW("#activity+name+i_en", "title_en", _plain("title_en")),
    FourW("#activity+name+i_ar", "title_ar", _plain("title_ar")),
    FourW("#description", "description", _description),
    FourW("#activity+joint+code", "joint", _joint, "code"),
    FourW("#adm1+code+v_pcode", "adm1_code", lambda make, line: _code(make.places(line).governorate), "code"),
    FourW("#adm1+name+i_en", "adm1", lambda make, line: _name(make.places(line).governorate)),
    FourW("#adm2+code+v_pcode", "adm2_code", lambda make, line: _code(make.places(line).district), "code"),
    FourW("#adm2+name+i_en", "adm2", lambda make, line: _name(make.places(line).district)),
    FourW(
        "#adm3+code+v_pcode", "adm3_code", lambda make, line: _code(make.places(line).sub_district), "code"
    ),
    FourW("#adm3+name+i_en", "adm3", lambda make, line: _name(make.places(line).sub_district)),
    FourW("#loc+name", "location", lambda make, line: make.scribe.name(line.location)),
    FourW(
        "#loc+type",
        "location_type",
        lambda make, line: make.scribe.code("location_type", line.location.type) if line.location else None,
    ),
    FourW("#loc+code+v_dtm", "dtm", lambda _, line: line.location.dtm_id if line.location else None, "code"),
    FourW("#geo+lat", "latitude", _coordinate("latitude"), "number"),
    FourW("#geo+lon", "longitude", _coordinate("longitude"), "number"),
    FourW("#adm1+origin+code+v_pcode", "origin", _nothing, "code"),
    FourW("#adm2+return+code+v_pcode", "return", _return_district, "code"),
    FourW("#beneficiary+type", "group", lambda make, line: _groups(make, line.activity)),
    FourW(
        "#status+name", "status", lambda make, line: make.scribe.code("activity_status", line.activity.status)
    ),
    FourW("#status+code", "status_code", _plain("status"), "code"),
    FourW("#date+start", "start", _plain("starts"), "date"),
    FourW("#date+end", "end", _plain("ends"), "date"),
    FourW("#output+unit", "unit", _unit),
    *_figures("targeted", "value"),
    *_figures("reached", "reached"),
    FourW("#value+budget", "budget", _money("budget"), "number"),
    FourW("#currency+code", "currency", _money("currency"), "code"),
    FourW(
        "#modality+name",
        "modality",
        lambda make, line: make.scribe.code("activity_modality", line.activity.modality),
    ),
    FourW("#access+type", "access", _nothing),
)
_OF_ROWS = frozenset({"record", "unit", "budget", "currency"})
_OF_PLACES = frozenset(
    {*(f"adm{level}" for level in (1, 2, 3)), *(f"adm{level}_code" for level in (1, 2, 3))}
    | {"location", "location_type", "dtm", "latitude", "longitude", "origin", "return"}
)


def _about(column: FourW) -> str:
    """Return what decides the cells of a column: the row, the activity, or the place."""
    if column.name in _OF_ROWS or "." in column.name:
        return "row"
    return "place" if column.name in _OF_PLACES else "activity"


_BLOCKS = tuple((about, tuple(columns)) for about, columns in groupby(COLUMNS, _about))
