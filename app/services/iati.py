"""The plan as an IATI 2.03 activity file: an `iati-activity` for each activity, without contacts.

Source of codes: the IATI code lists (ActivityStatus, OrganisationRole, OrganisationType, ActivityDateType).
The identifier of the reporting organisation is the plan's code: whoever publishes puts in the one under which
they are registered.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from app.foundation.errors import UserError
from app.models.kinds.area import Area, Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Plan, Progress
from app.models.record import Record
from app.models.values import read_day, read_number
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.four_w_columns import criterion
from app.services.four_w_lines import Frame, places_of
from app.services.iati_parts import LANGUAGES, narratives, put, said
from app.services.iati_results import results
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

STATUS = {"proposed": "1", "committed": "1", "ongoing": "2", "delayed": "2", "completed": "3",
          "suspended": "6", "cancelled": "5"}  # fmt: skip
PIPELINE, FINALISATION, CLOSED = "1", "3", "4"
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
GOVERNMENT, OTHER = "10", "90"
_GOVERNING = frozenset({"parliament", "oversight_body", "security_actor"})
_PLANNED_START, _PLANNED_END = "1", "3"
_OWN_VOCABULARY, _ISO_COUNTRIES = "99", "A4"
_PUBLIC = 0
_COUNTRY, _CURRENCY = "IQ", "USD"


def iati(desk: Desk, language: str, *, highest: int = HIGHEST_CLASS) -> bytes:
    """Return the activity file of the area in front, with records up to a class.

    Titles stand in every language they have; `language` is the one of all other words. An area without
    activities has none to tell, and the file would not be valid: raises UserError `nothing_to_publish`.
    """
    book = printable(desk.book(), desk.area, highest=min(highest, HIGHEST_CLASS))
    file = _File(desk, Scribe(book, Words(language)))
    root = ET.Element("iati-activities", {"version": "2.03", "generated-datetime": file.now})
    for activity in sorted(book.of(Activity), key=lambda one: (one.code or "~", one.id)):
        file.activity(root, activity)
    if len(root) == 0:
        raise UserError("nothing_to_publish")
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


class _File:
    """What all activities of a file share."""

    def __init__(self, desk: Desk, scribe: Scribe) -> None:
        self.scribe, self.book, self.today = scribe, scribe.book, desk.today
        self.now = desk.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        self.plan = current_plan(self.book)
        self.area = self.book.get(Area, desk.area)
        self.frame = Frame(self.plan, self.area, "", "", self.today)
        self.reference = (
            (self.plan.code if self.plan else None) or (self.area.code if self.area else "") or "-"
        )

    def activity(self, root: ET.Element, one: Activity) -> None:
        """Add an activity; the order of its parts is that of the schema."""
        made = put(root, "iati-activity", **{
            "{http://www.w3.org/XML/1998/namespace}lang": LANGUAGES[self.scribe.words.language],
            "default-currency": one.currency or _CURRENCY, "last-updated-datetime": self.now,
        })  # fmt: skip
        put(made, "iati-identifier", f"{self.reference}-{one.code or one.id}")
        self._reporting(made)
        narratives(put(made, "title"), one, "title", one.code or one.id)
        narratives(put(made, "description"), one, "description", self.scribe.name(one, "title") or one.id)
        for role, name, sort in self._taking_part(one):
            said(put(made, "participating-org", role=role, type=sort), name)
        put(made, "activity-status", code=self._status(one))
        for sort, day in self._dates(one):
            put(made, "activity-date", **{"type": sort, "iso-date": day})
        put(made, "recipient-country", code=_COUNTRY)
        for location in filter(None, (self.book.get(Location, key) for key in one.locations)):
            self._location(made, location)
        self._sectors(made, one)
        self._budget(made, one)
        results(made, self.scribe, one, self._period(one))

    def _reporting(self, made: ET.Element) -> None:
        lead = self.book.get(Organisation, self.plan.under_lead_of if self.plan else None)
        name = self.scribe.name(lead) or self.scribe.group_name(self.area)
        said(put(made, "reporting-org", ref=self.reference, type=_sort(lead)), name)

    def _taking_part(self, one: Activity) -> Iterator[tuple[str, str, str]]:
        """Yield role, name and type of all who take part; the lead carries it out where no partner does."""
        partners = [*one.partners] or [one.lead or ""]
        roles = [(ACCOUNTABLE, one.lead), (ACCOUNTABLE, one.government_counterpart)]
        roles += [(IMPLEMENTING, partner) for partner in partners]
        found = [(role, self.book.get(Organisation, key)) for role, key in roles]
        told = [(role, self.scribe.name(who), _sort(who)) for role, who in found if who is not None]
        if one.donor:
            told.append((FUNDING, one.donor, ""))
        yield from told or [(ACCOUNTABLE, self.scribe.group_name(self.area), OTHER)]

    def _status(self, one: Activity) -> str:
        code = STATUS.get(one.status or "", PIPELINE)
        verified = any(report.verified_by for report in self.book.where(Progress, activity=one.id))
        return CLOSED if code == FINALISATION and verified else code

    def _dates(self, one: Activity) -> Iterator[tuple[str, str]]:
        starts, ends = self._period(one)
        yield _PLANNED_START, starts
        if ends:
            yield _PLANNED_END, ends

    def _period(self, one: Activity) -> tuple[str, str]:
        """Return first and last day; an activity without dates has those of the plan, else begins today."""
        plan = self.plan or Plan(id="", space="")
        starts = _day(one.starts) or _day(plan.period_from) or self.today
        return starts, _day(one.ends) or _day(plan.period_to)

    def _location(self, made: ET.Element, location: Location) -> None:
        places = places_of(self.book, self.frame, location)
        nearest = places.sub_district or places.district or places.governorate
        found = put(made, "location", ref=nearest.pcode if nearest else "")
        narratives(put(found, "name"), location, "name", location.id)
        put(found, "administrative", vocabulary=_ISO_COUNTRIES, level="0", code=_COUNTRY)
        if location.sensitivity == _PUBLIC and location.latitude and location.longitude:
            point = put(found, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
            put(point, "pos", f"{location.latitude} {location.longitude}")

    def _sectors(self, made: ET.Element, one: Activity) -> None:
        if one.objective:
            sector = put(made, "sector", vocabulary=_OWN_VOCABULARY, code=one.objective)
            said(sector, self.scribe.code("so", one.objective))
        for code in sorted(one.iasc):
            tag = put(made, "tag", vocabulary=_OWN_VOCABULARY, code=criterion(code))
            said(tag, self.scribe.code("iasc", code))

    def _budget(self, made: ET.Element, one: Activity) -> None:
        starts, ends = self._period(one)
        if read_number(one.budget) is None or not ends:
            return
        budget = put(made, "budget", type="1", status="1")
        put(budget, "period-start", **{"iso-date": starts})
        put(budget, "period-end", **{"iso-date": ends})
        put(budget, "value", one.budget, **{"currency": one.currency or _CURRENCY, "value-date": starts})


def _sort(one: Record | None) -> str:
    """Return the IATI type of an organisation; our own types are governing bodies or others."""
    sort = one.type or OTHER if isinstance(one, Organisation) else OTHER
    return sort if sort.isdecimal() else GOVERNMENT if sort in _GOVERNING else OTHER


def _day(text: str | None) -> str:
    found = read_day(text)
    return found.isoformat() if found else ""
