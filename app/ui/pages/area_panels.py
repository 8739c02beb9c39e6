"""The panels of the selection tab: the area itself, one criterion, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from app.services.area_work import decide, judge
from app.services.place_names import below
from app.services.views.area import AreaView
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.pages.area_forms import ServiceForm
from app.ui.pages.area_gazetteer import PlaceListButton
from app.ui.pages.area_places import PlacePick
from app.ui.pages.area_source_pick import SourcePick, offer, source_options
from app.ui.pages.area_words import code_options, language_pair
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordForm
from app.ui.session import OnDesk, Session

WIDTH = 360
DECISION = "decision"


class AreaPanel(SidePanel):
    """Where the area lies, what it is called, and how many criteria make the combination."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session = session
        self.form = RecordForm(session, "area")
        self.history, self.more_places = HistoryList(session), PlaceListButton(session)
        self._built: tuple[FieldSpec, ...] = ()
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.more_places, 1))
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.more_places.retranslate()
        self.history.retranslate()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def show_area(self, view: AreaView) -> None:
        """Show the area's fields."""
        specs = area_specs(view)
        if specs != self._built:
            self._built = specs
            self.form.commit()
            old, self.form = self.form, RecordForm(self.session, "area", specs)
            self.body.replaceWidget(old, self.form)
            old.hide()
            old.deleteLater()
        values = dict(view.values)
        needed = values.get("criteria_needed")
        self.form.show_record(view.id, {**values, "criteria_needed": needed})
        self.open_with(say("area.edit"), view.code)
        self.history.show_record(view.id)


def area_specs(view: AreaView) -> tuple[FieldSpec, ...]:
    """Return the fields of an area: units below each other, found by name."""
    field, language = partial(words().field, "area"), words().language
    governorates = below(view.places, "governorate", ())
    districts = below(view.places, "district", (view.governorate,) if view.governorate else ())
    subs = below(view.places, "sub_district", view.districts) if view.districts else ()
    return (
        *(FieldSpec(name, field(name)) for name in ("name_en", "name_ar", "name_ckb")),
        FieldSpec("governorate", field("governorate"), make=PlacePick(governorates, language)),
        FieldSpec(
            "districts",
            field("districts"),
            hint=say("area.places.hint"),
            make=PlacePick(districts, language, True),
        ),
        FieldSpec(
            "sub_districts",
            field("sub_districts"),
            hint=say("area.gazetteer.hint"),
            make=PlacePick(subs, language, True),
        ),
        FieldSpec("status", field("status"), "choice", code_options("area_status"), half=True),
        FieldSpec(
            "criteria_needed", field("criteria_needed"), "whole", hint=say("area.rule.hint"), half=True
        ),
        FieldSpec("narrative", field("narrative"), "text"),
        FieldSpec("map_note", field("map_note"), "text"),
    )


class CriterionPanel(SidePanel):
    """What is said of one selection criterion; the first thing said makes the record."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.criterion = session, ""
        self.what, self.form = label("", "small", wrap=True), ServiceForm(session, "criterion", _judge)
        self._built: tuple[FieldSpec, ...] = ()
        self.body.addWidget(self.what)
        self.body.addWidget(self.form)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def show_criterion(self, view: AreaView, criterion: str) -> None:
        """Show a criterion, judged or not."""
        self.criterion = criterion
        entry = next(one for one in view.criteria if one.criterion == criterion)
        specs = criterion_specs(self.session, view)
        if specs != self._built:
            self._built = specs
            self.form = _renewed(self, self.form, ServiceForm(self.session, "criterion", _judge, specs))
        offer(self.form, view.sources)
        self.form.show_owner(criterion, entry.values)
        self.what.setText(say(f"area.criterion.{criterion}"))
        self.open_with(words().code("criterion", criterion), say("kind.selection_criterion"))


def criterion_specs(session: Session, view: AreaView) -> tuple[FieldSpec, ...]:
    """Return the fields of a criterion."""
    field = partial(words().field, "selection_criterion")
    first, second = language_pair()
    return (
        FieldSpec("assessment", field("assessment"), "choice", code_options("assessment")),
        FieldSpec(f"evidence_{first}", field(f"evidence_{first}"), "text"),
        FieldSpec("source", field("source"), make=SourcePick(session, source_options(view.sources))),
        FieldSpec("assessed_by", field("assessed_by")),
        FieldSpec("assessed_on", field("assessed_on"), "date"),
        FieldSpec(f"evidence_{second}", field(f"evidence_{second}"), "text"),
    )


class DecisionPanel(SidePanel):
    """The decision on the area; where it departs from the rule there is room for the reason."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session = session
        self.form = ServiceForm(session, "area_decision", _decide)
        self.files = AttachmentsBox(session, in_short=True)
        self._built: tuple[FieldSpec, ...] = ()
        self.body.addWidget(self.form)
        self.body.addWidget(self.files)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def show_decision(self, view: AreaView) -> None:
        """Show the decision, made or not."""
        specs = decision_specs(view)
        if specs != self._built:
            self._built = specs
            self.form = _renewed(self, self.form, ServiceForm(self.session, "area_decision", _decide, specs))
        self.form.show_owner(DECISION, view.decision.values)
        self.files.be_about("area_decision", view.decision.id)
        self.open_with(say("area.decision"))


def decision_specs(view: AreaView) -> tuple[FieldSpec, ...]:
    """Return the fields of the decision; the reason is asked for where it departs, or was given."""
    field = partial(words().field, "area_decision")
    first, second = language_pair()
    fields = [
        FieldSpec("decision", field("decision"), "choice", code_options("area_decision")),
        FieldSpec("decided_by", field("decided_by")),
        FieldSpec("decided_on", field("decided_on"), "date"),
        FieldSpec(f"rationale_{first}", field(f"rationale_{first}"), "text"),
        FieldSpec(f"rationale_{second}", field(f"rationale_{second}"), "text"),
    ]
    if view.verdict.departs or view.verdict.reason:
        hint = say("area.departs.hint")
        fields.insert(1, FieldSpec("departure_reason", field("departure_reason"), "text", hint=hint))
    return tuple(fields)


def _renewed(panel: SidePanel, old: ServiceForm, made: ServiceForm) -> ServiceForm:
    old.commit()
    panel.body.replaceWidget(old, made)
    old.hide()
    old.deleteLater()
    return made


def _judge(owner: str, values: Mapping[str, Value]) -> OnDesk:
    return partial(judge, criterion=owner, values=values)


def _decide(_owner: str, values: Mapping[str, Value]) -> OnDesk:
    return partial(decide, values=values)
