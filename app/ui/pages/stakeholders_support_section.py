"""What a stakeholder supports and where: a section of its panel, each row to be edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.models.codes import CODE_LISTS
from app.services.views.stakeholders import StakeholderEntry, StakeholdersView
from app.services.views.stakeholders_support import AssistanceEntry
from app.ui.kit.button import icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options, Value
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.stakeholders_sections import EditedSection
from app.ui.pages.stakeholders_words import code_options, record_options
from app.ui.session import Session
from app.ui.weak import weakly_plain

STATUS_TONES = {"planned": "neutral", "ongoing": "good", "ended": "neutral"}
MOST_PLACES = 3


class SupportSection(EditedSection):
    """Assistance of one stakeholder; `removed` carries the id of a row to remove."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "support", "assistance")
        self._places: Options = ()

    def specs(self) -> Sequence[FieldSpec]:
        return support_specs(self._places)

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("what"))

    def show_support(self, view: StakeholdersView, entry: StakeholderEntry) -> None:
        """Show what a stakeholder supports."""
        places = record_options(view.locations)
        if places != self._places:
            self._places = places
            if not self.add.isChecked():
                self.build()
        self.fill([self._row(one) for one in entry.support])
        self.know((one.id, one.what, one.values) for one in entry.support)

    def begin(self, values: Mapping[str, Value]) -> None:
        """Unfold the form with first values."""
        self.add.setChecked(True)
        for name, value in values.items():
            self.form.fields[name].control.show_value(value)

    def _row(self, entry: AssistanceEntry) -> QWidget:
        made = QWidget()
        edit = self.edit_button(entry.id, entry.what)
        remove = icon_button("x", say("stakeholders.remove_named", name=entry.what))
        remove.clicked.connect(weakly_plain(self.drop, entry.id))
        said = column(label(entry.what, wrap=True), label(under_text(entry), "small", wrap=True), gap=1)
        if entry.status:
            tone = STATUS_TONES.get(entry.status, "neutral")
            said.addLayout(row(Chip(words().code("assistance_status", entry.status), tone), 1))
        beside = row(said, edit, remove)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made


def support_specs(places: Options) -> tuple[FieldSpec, ...]:
    """Return the fields of an assistance."""
    field = words().field
    return (
        FieldSpec("what", field("assistance", "what")),
        FieldSpec("objective", field("assistance", "objective"), "choice", code_options("so")),
        FieldSpec("sector", field("assistance", "sector"), "choice", code_options("sector")),
        FieldSpec("locations", field("assistance", "locations"), "pick_many", places),
        FieldSpec("groups", field("assistance", "groups"), "set", code_options("population_group")),
        FieldSpec(
            "status", field("assistance", "status"), "choice", code_options("assistance_status"), half=True
        ),
        FieldSpec("until", field("assistance", "until"), "date", half=True),
    )


def under_text(entry: AssistanceEntry) -> str:
    """Return objective, sector and places of an assistance in one line."""
    sector = words().code("sector", entry.sector) if entry.sector in CODE_LISTS["sector"] else ""
    parts = [part for part in (entry.objective, sector, places_text(entry)) if part]
    return say("words.list_separator").strip("|").join(parts)


def places_text(entry: AssistanceEntry) -> str:
    """Return where, at most three places by name."""
    names = [label_text(name) for name in entry.where]
    if not names:
        return say("stakeholders.support.nowhere")
    if len(names) > MOST_PLACES:
        return say("stakeholders.support.places", name=names[0], count=len(names) - 1)
    return words().join(names)
