"""Choosing an organisation; one that is not listed yet is named on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt

from app.services.field_edits import add_record
from app.ui.asking import Ask
from app.ui.kit.button import icon_button, name_button
from app.ui.kit.form import FieldSpec
from app.ui.kit.input import Input, Options
from app.ui.kit.inputs import ReferenceInput
from app.ui.language import say, words
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

KIND = "organisation"


class OrganisationInput(ReferenceInput):
    """One organisation; the button beside it asks for the name of a new one, adds it and chooses it."""

    def __init__(self, session: Session, options: Options) -> None:
        super().__init__(options)
        self._options, self._name = tuple(options), ""
        self.asking = Ask(session, "record", "records.ask", "records.ask_why", self)
        self.asking.belong(KIND)
        self.more = icon_button("plus", say("group.add.organisation"))
        self.more.clicked.connect(self.ask_new)
        self.inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)

    def retranslate(self) -> None:
        """Name the button in the language in force."""
        name_button(self.more, say("group.add.organisation"))

    def ask_new(self) -> None:
        """Ask for a name and add an organisation of that name."""
        kind, field = words().kind(KIND), words().field(KIND, "name")
        self.asking.ask(self._add, weakly(self._added), kind=kind, field=field)

    def _add(self, name: str) -> OnDesk:
        self._name = name
        return partial(add_record, kind=KIND, values={f"name_{words().language}": name})

    def _added(self, record_id: object) -> None:
        self._options = (*self._options, (str(record_id), self._name))
        self.set_options(self._options)
        self.show_value(str(record_id))
        self.edited.emit()
        self.finished.emit()


@dataclass(frozen=True)
class OrganisationPick:
    """Makes the input; equal for equal options, so that a form knows when to be built anew."""

    session: Session
    options: Options

    def __call__(self) -> Input:
        return OrganisationInput(self.session, self.options)


def with_adding(specs: Iterable[FieldSpec], session: Session) -> tuple[FieldSpec, ...]:
    """Return the fields; the one for an organisation lets a new one be added."""
    return tuple(
        replace(one, make=OrganisationPick(session, one.options)) if one.name == KIND else one
        for one in specs
    )
