"""Who backstops a meeting, and of which forum it is, as a card of the meeting."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.services.views.group_work import MeetingSupport
from app.services.views.meetings import MeetingsView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.group_support import FUNCTIONS, state_text
from app.ui.pages.group_words import names_text


class SupportCard(Card):
    """`asked` when it is to be said who backstops; `mechanism_asked` leads to the forum or sub-group."""

    asked = Signal()
    mechanism_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._mechanism = ""
        self.state, self.people = label("", "attention", wrap=True), column(gap=2)
        self.change, self.forum = Button("", "link", "pencil"), Button("", "link", "network")
        self.body.setSpacing(6)
        self.body.addWidget(self.state)
        self.body.addLayout(self.people)
        self.body.addLayout(row(self.change, self.forum, 1))
        self.change.clicked.connect(self.asked)
        self.forum.clicked.connect(self._open)

    def show_view(self, view: MeetingsView) -> None:
        """Show who backstops the open meeting; hidden where nobody is expected to and it is of no forum."""
        support, name = view.support, self._forum(view)
        self.setVisible(support is not None or bool(name))
        self.set_title(say("meetings.support" if support is not None else "meetings.forum"))
        empty_layout(self.people)
        if support is None:
            said, look = say("meetings.of_mechanism", name=name), "small_text"
        else:
            said, look = state_text(support), "good" if support.state in ("fine", "ready") else "attention"
            self._show_people(support)
        self.state.setText(said)
        self.state.setProperty("look", look)
        self.state.style().polish(self.state)
        self.change.setVisible(support is not None)
        self.change.setText(say("meetings.support.change"))
        self.forum.setVisible(bool(name))
        self.forum.setText(say("meetings.forum.open"))
        self.forum.setAccessibleName(say("meetings.forum.open_named", name=name))

    def _show_people(self, support: MeetingSupport) -> None:
        for function in (*FUNCTIONS, ""):
            if names := names_text(support.served(function)):
                of = (
                    words().code("backstop_function", function)
                    if function
                    else say("meetings.support.unsaid")
                )
                self.people.addWidget(
                    label(say("meetings.support.who", function=of, names=names), "small_text", wrap=True)
                )

    def _forum(self, view: MeetingsView) -> str:
        held = view.room.values.get("mechanism") if view.room is not None else None
        self._mechanism = str(held or "")
        name = next((name for one, name in view.mechanisms if one == held), None)
        return label_text(name) if name is not None else ""

    def _open(self) -> None:
        self.mechanism_asked.emit(self._mechanism)
