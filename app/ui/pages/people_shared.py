"""Invitations that several people began with: who they are, and what a steward can say of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from app.services.views.people import PeopleView, PersonEntry, SharedEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import parts
from app.ui.pages.people_words import name_text, role_text, state_of
from app.ui.weak import weakly_plain


class SharedCard(Card):
    """`accepted` carries an invitation all of whose people belong, `refused` the key of who does not."""

    accepted = Signal(str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.note = label("", "tiny", wrap=True)
        self.body.setSpacing(6)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.note)
        self.buttons: dict[str, Button] = {}

    def show_view(self, view: PeopleView) -> None:
        """Show what is undecided; a steward gets buttons, others hear whom to ask."""
        self.setVisible(bool(view.shared))
        self.set_title(say("people.shared"), "")
        names = words().join([label_text(name) for name in view.stewards])
        why = say("people.shared_why") if view.steward else say("people.ask_steward", names=names)
        self.note.setText(why)
        empty_layout(self.rows)
        self.buttons = {}
        for entry in view.shared:
            people = [one for one in (view.find(key) for key in entry.users) if one is not None]
            self.rows.addWidget(self._invitation(entry, people, steward=view.steward))
            for one in people:
                last = one is people[-1] and entry is view.shared[-1]
                refusable = view.steward and one.key in entry.undecided and not one.me
                self.rows.addWidget(self._person(one, last=last, refusable=refusable))

    def accept(self, invitation: str) -> None:
        """Say that everybody who began with an invitation belongs."""
        self.accepted.emit(invitation)

    def refuse(self, key: str) -> None:
        """Ask to turn somebody away."""
        self.refused.emit(key)

    def _invitation(self, entry: SharedEntry, people: list[PersonEntry], *, steward: bool) -> QFrame:
        by = name_text(people[0].invited_by) if people else ""
        text = say("people.shared_by", count=len(people), name=by)
        made = Button(say("people.all_belong"), "outlined", "check")
        made.clicked.connect(weakly_plain(self.accept, entry.id))
        made.setAccessibleName(f"{made.text()}: {words().join([label_text(one.name) for one in people])}")
        made.setVisible(steward)
        self.buttons[entry.id] = made
        return _framed(label(text, "attention", wrap=True), made, last=False)

    def _person(self, one: PersonEntry, *, last: bool, refusable: bool) -> QFrame:
        since = say("people.joined_on", day=words().date(one.joined)) if one.joined else ""
        under = parts(role_text(one), since, state_of(one).sentence)
        made = Button(say("people.do.turn_away"), "quiet", "log-out")
        made.clicked.connect(weakly_plain(self.refuse, one.key))
        made.setAccessibleName(f"{made.text()}: {label_text(one.name)}")
        made.setVisible(refusable)
        self.buttons[one.key] = made
        said = column(label(label_text(one.name), "strong"), label(under, "tiny", wrap=True), gap=1)
        return _framed(said, made, last=last)


def _framed(said: QWidget | QLayout, button: Button, *, last: bool) -> QFrame:
    made = row_frame(last)
    whole = row(said, button, gap=8)
    whole.setStretch(0, 1)
    whole.setContentsMargins(2, 5, 2, 5)
    made.setLayout(whole)
    return made
