"""Who signs: name, role, office, place, and what is said by it, for every way of signing beside one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.models.codes import CODE_LISTS
from app.services.views.review import ReviewChoices
from app.ui.kit.inputs import ChoiceInput, Input, LineInput, ReferenceInput, TextInput
from app.ui.kit.text import column, row
from app.ui.language import label_text, say, words
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry

NAMES = ("name", "role", "capacity", "organisation", "place", "decision", "reservation")
ENDORSE = "endorse"


class SignerEntries(QWidget):
    """The entries in pairs; the reservation is asked for only where something else is said than yes."""

    def __init__(self, choices: ReviewChoices, name_hint: str = "") -> None:
        super().__init__()
        field = words().field
        self.name = Entry(field("signoff", "name"), LineInput(), name_hint)
        self.capacity = Entry(field("signoff", "capacity"), LineInput(), say("review.paper.capacity_hint"))
        self.role = choice("role", "signoff_role", "mayor")
        self.decision = choice("decision", "signoff_decision", ENDORSE)
        offices = [(key, label_text(name)) for key, name in choices.organisations]
        self.organisation = Entry(field("signoff", "organisation"), ReferenceInput(offices))
        self.place = Entry(field("signoff", "place"), LineInput())
        self.reservation = Entry(field("signoff", "reservation"), TextInput())
        self.decision.control.finished.connect(weakly_plain(self._turn))
        pairs = ((self.name, self.role), (self.capacity, self.organisation), (self.place, self.decision))
        self.setLayout(column(*(pair(*one) for one in pairs), self.reservation, gap=12))
        self._turn()

    def controls(self) -> dict[str, Input]:
        """Return what can be entered, by the name of the field."""
        return {name: getattr(self, name).control for name in NAMES}

    def texts(self) -> dict[str, str]:
        """Return what was entered; a reservation only with the decision it belongs to."""
        found = {name: str(getattr(self, name).value() or "") for name in NAMES}
        return {**found, "reservation": "" if found["decision"] == ENDORSE else found["reservation"]}

    def need_name(self) -> bool:
        """Say so when nobody is named."""
        return bool(self.name.need())

    def _turn(self) -> None:
        self.reservation.setVisible(self.decision.value() != ENDORSE)


def pair(one: QWidget, other: QWidget) -> QWidget:
    """Return two entries side by side, each at the top of its half."""
    made, beside = QWidget(), row(one, other, gap=10)
    for place, part in enumerate((one, other)):
        beside.setStretch(place, 1)
        beside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    made.setLayout(beside)
    return made


def choice(name: str, code_list: str, first: str) -> Entry:
    """Return an entry for a code of a sign-off."""
    options = [(value, words().code(code_list, value)) for value in CODE_LISTS[code_list]]
    made = Entry(words().field("signoff", name), ChoiceInput(options, nothing=""))
    made.control.show_value(first)
    return made
