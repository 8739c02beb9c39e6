"""Working on the list of who is asked: proposing from the map, adding, saying who was asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.models.codes import CODE_LISTS
from app.services.invitations import SIDES, add_guest, mark_asked, propose_guests
from app.services.views.meetings_before import Before
from app.ui.asking import Ask
from app.ui.language import say, words
from app.ui.pages.choosing import chooser
from app.ui.pages.meetings_before import GuestsCard, side_name
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly


class GuestWork(QObject):
    """Does what the card of guests asks, for the meeting it belongs to."""

    def __init__(self, session: Session, card: GuestsCard, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._card, self._meeting, self._side = session, card, "", "partners"
        self._before = Before()
        self.asking = Ask(session, "guest", "roundtable.guest.add", "roundtable.guest.ask", self)
        self.asking.wanted.connect(self._ask_again)
        card.propose_asked.connect(self.propose)
        card.add_asked.connect(self.ask_side)
        card.asked_now.connect(self.ask_channel)

    def belong(self, meeting: str) -> None:
        """Be about another meeting."""
        self._meeting = meeting
        self.asking.belong(meeting)

    def take(self, before: Before) -> None:
        """Know the list as it is now."""
        self._before = before

    def propose(self) -> None:
        """Put everyone on the map who is not listed yet on the list; undo takes them off again."""
        self._session.write(partial(propose_guests, meeting=self._meeting), weakly(self._proposed))

    def ask_channel(self) -> None:
        """Ask through which channel all who were still to be asked were asked today."""
        choices = [(one, words().code("channel", one)) for one in CODE_LISTS["channel"]]
        dialog = chooser(self._card.mark, say("roundtable.guests.by_channel"), choices, "phone")
        dialog.picked.connect(weakly(self.mark_asked_by))

    def mark_asked_by(self, channel: object) -> None:
        """Say that all who were still to be asked were asked today through a channel."""
        waiting = tuple(one.id for one in self._before.guests if one.answer == "to_ask")
        self._session.write(partial(mark_asked, guests=waiting, channel=str(channel)))

    def ask_side(self) -> None:
        """Ask on which side of the table a body sits that is not on the map, then for its name."""
        choices = [(one, side_name(one)) for one in SIDES]
        dialog = chooser(self._card.add, say("roundtable.guest.side"), choices, "users")
        dialog.picked.connect(weakly(self.ask_name))

    def ask_name(self, side: object) -> None:
        """Ask for the name of a body of one side."""
        self._side = str(side)
        self.asking.ask(self._add)

    def _ask_again(self) -> None:
        self.ask_name(self._side)

    def _add(self, name: str) -> OnDesk:
        return partial(
            add_guest, meeting=self._meeting, side=self._side, name=name, language=words().language
        )

    def _proposed(self, count: object) -> None:
        self._session.offer_undo(say("roundtable.proposed", count=int(str(count))))
