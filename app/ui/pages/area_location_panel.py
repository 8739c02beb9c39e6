"""The editor of a location: what and where it is, its place in the ranking, its two series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import UserError
from app.services.area_work import add_figure, add_severity, set_coordinates
from app.services.field_edits import set_value
from app.services.place_names import below
from app.services.views.area import AreaView
from app.services.views.area_locations import LocationEntry
from app.ui.kit.button import Button
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.area_forms import LocationForm, ServiceForm
from app.ui.pages.area_places import PlacePick
from app.ui.pages.area_series import PeopleSeries, SeveritySeries
from app.ui.pages.area_source_pick import source_options
from app.ui.pages.area_words import code_options, language_pair, location_name, separated
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.choosing import chooser
from app.ui.pages.record_history import HistoryList
from app.ui.removing import Removing
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

WIDTH = 350


class LocationPanel(SidePanel):
    """Shows one location of an `AreaView`; every field keeps itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.record = session, ""
        self.form = LocationForm(session, "location")
        self.where = ServiceForm(session, "coordinates", _locate)
        self.inside, self.why = label("", "tiny", wrap=True), LocationForm(session, "location")
        self.facts, self.edit = label("", "small", wrap=True), Button("", "link", "pencil")
        self.details = QWidget()
        self._details = QVBoxLayout(self.details)
        self.people, self.severity = PeopleSeries(session), SeveritySeries(session)
        self.files = AttachmentsBox(session, in_short=True)
        self.history, self.remove = HistoryList(session), Button("", "danger", "trash-2")
        self.removing = Removing(session, self)
        self.removing.removed.connect(self._going)
        self._built: object = None
        self._view: AreaView | None = None
        self._details.setContentsMargins(0, 0, 0, 0)
        self._details.setSpacing(10)
        for part in (self.form, self.where, self.inside):
            self._details.addWidget(part)
        self.details.hide()
        self.edit.setCheckable(True)
        self.body.addWidget(self.facts)
        self.body.addLayout(row(self.edit, 1))
        parts: tuple[QWidget, ...] = (self.details, self.people, self.severity, self.why)
        for one in (*parts, self.files, self.history):
            self.body.addWidget(one)
        self.foot.addLayout(row(self.remove, 1))
        self._wire_parts()

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.remove.setText(say("records.remove"))
        self.edit.setText(say("area.location.edit"))
        for section in (self.people, self.severity, self.history):
            section.retranslate()
        self._built = None

    def commit(self) -> None:
        """Keep what is being typed."""
        for form in (self.form, self.where, self.why):
            form.commit()

    def show_location(self, view: AreaView, entry: LocationEntry) -> None:
        """Show a location, or the same one as it is now."""
        if entry.id != self.record:
            self.commit()
            self.edit.setChecked(is_bare(entry))
        self.record, self._view = entry.id, view
        self._build(view)
        self.facts.setText(facts_text(entry))
        place = say("area.rank_of", rank=entry.rank) if entry.rank is not None else say("area.unranked")
        self.open_with(location_name(entry), place)
        self.form.show_record(entry.id, entry.values)
        self.why.show_record(entry.id, entry.values)
        pair = "" if not entry.located else f"{entry.latitude:g}, {entry.longitude:g}"
        self.where.show_owner(entry.id, {"coordinates": pair})
        self.inside.setText(say("area.inside"))
        self.inside.setVisible(entry.inside or entry.type == "informal_site")
        for section in (self.people, self.severity):
            section.belong(entry.id)
        self.people.show_series(view, entry.figures)
        self.severity.show_series(view, entry)
        self.files.be_about("location", entry.id)
        self.history.show_record(entry.id)

    def remove_location(self) -> None:
        """Remove the location, once what goes with it was said; the toast offers to undo it."""
        self.drop("location", self.record, self.title.text())

    def drop(self, kind: str, record_id: str, title: str) -> None:
        """Remove a record of the panel; the toast offers to undo it."""
        self.removing.remove(kind, record_id, title)

    def _going(self, record_id: str) -> None:
        if record_id == self.record:
            self.leave()

    def _keep_figure(self, values: Mapping[str, Value]) -> None:
        self._write(partial(add_figure, location=self.record, values=values))

    def _keep_severity(self, values: Mapping[str, Value]) -> None:
        self._write(partial(add_severity, location=self.record, values=values))

    def _drop_figure(self, record_id: str) -> None:
        self.drop("population_figure", record_id, words().kind("population_figure"))

    def _drop_severity(self, record_id: str) -> None:
        self.drop("severity_rank", record_id, words().kind("severity_rank"))

    def _ask_source(self, record_id: str) -> None:
        if self._view is None:
            return
        choices = source_options(self._view.sources)
        dialog = chooser(self.severity, say("area.source.pick"), choices, "book-open")
        dialog.picked.connect(weakly(self._name_source, record_id))

    def _name_source(self, record_id: str, source: object) -> None:
        work = partial(set_value, kind="severity_rank", record_id=record_id, name="source", value=str(source))
        self._write(work)

    def _write(self, work: Callable[[Any], object]) -> None:
        self.session.write(work, None, weakly(self._refused))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.session.operations.refused.emit(error)
        else:
            self.session.operations.crashed.emit(error)

    def _build(self, view: AreaView) -> None:
        wanted = (words().language, view.sub_districts, view.districts, view.places)
        if wanted == self._built:
            return
        self._built = wanted
        self.form = self._replaced(
            self._details, self.form, LocationForm(self.session, "location", location_specs(view))
        )
        spec = FieldSpec("coordinates", say("area.coordinates"), hint=say("area.coordinates.hint"))
        self.where = self._replaced(
            self._details, self.where, ServiceForm(self.session, "coordinates", _locate, (spec,))
        )
        self.why = self._replaced(self.body, self.why, LocationForm(self.session, "location", reason_specs()))

    def _replaced(self, layout: QVBoxLayout, old: Any, made: Any) -> Any:
        old.commit()
        layout.replaceWidget(old, made)
        old.hide()
        old.deleteLater()
        return made

    def _unfold(self, on: bool) -> None:
        self.details.setVisible(on)

    def _wire_parts(self) -> None:
        self.remove.clicked.connect(self.remove_location)
        self.edit.toggled.connect(self._unfold)
        self.people.kept.connect(self._keep_figure)
        self.people.removed.connect(self._drop_figure)
        self.severity.kept.connect(self._keep_severity)
        self.severity.removed.connect(self._drop_severity)
        self.severity.unsourced.connect(self._ask_source)


def is_bare(entry: LocationEntry) -> bool:
    """Return whether so little is known of a location that its details come first."""
    return not (entry.sub_district or entry.type or entry.figures or entry.ranks)


def facts_text(entry: LocationEntry) -> str:
    """Return role, type, sub-district and coordinates in one line."""
    pair = (
        f"\u2066{entry.latitude:.3f}, {entry.longitude:.3f}\u2069"
        if entry.located
        else say("area.not_placed")
    )
    said = (
        words().code("location_role", entry.role),
        words().code("location_type", entry.type),
        label_text(entry.place) or entry.sub_district,
        pair,
    )
    return separated(said)


def location_specs(view: AreaView) -> tuple[FieldSpec, ...]:
    """Return the fields of a location; its sub-district is found by name among those of the area."""
    field, language = partial(words().field, "location"), words().language
    near = {*view.sub_districts, *(one.sub_district for one in view.locations)}
    near |= {one.pcode for one in below(view.places, "sub_district", view.districts)}
    subs = tuple(one for one in view.places if one.level == "sub_district" and one.pcode in near)
    return (
        *(FieldSpec(name, field(name)) for name in ("name_en", "name_ar", "name_ckb")),
        FieldSpec("role", field("role"), "choice", code_options("location_role"), half=True),
        FieldSpec("type", field("type"), "choice", code_options("location_type"), half=True),
        FieldSpec("sub_district", field("sub_district"), make=PlacePick(subs, language)),
        FieldSpec("dtm_id", field("dtm_id"), half=True),
        FieldSpec("pcode", field("pcode"), half=True),
        FieldSpec("aliases", field("aliases"), hint=say("area.aliases.hint")),
    )


def reason_specs() -> tuple[FieldSpec, ...]:
    """Return the fields that say why a location stands where it stands."""
    field = partial(words().field, "location")
    first, second = language_pair()
    names = (f"rationale_{first}", f"rationale_{second}", "uncovered_reason")
    return tuple(FieldSpec(name, field(name), "text") for name in names)


def _locate(owner: str, values: Mapping[str, Value]) -> OnDesk:
    return partial(set_coordinates, location=owner, text=str(values.get("coordinates") or ""))
