"""The people of the area: everybody, what waits for a steward, cards, comparing, and guided actions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.foundation.errors import MasarError
from app.services.cards import own_card
from app.services.devices import take_back_cut
from app.services.people import give_role, make_steward
from app.services.roster_work import come_back, confirm_all, confirm_proposal, decline_proposal
from app.services.shared_invitations import all_belong, undecided_users
from app.services.strangers import accept_stranger, throw_away
from app.services.views.people import PeopleView, PersonEntry, people_view
from app.ui.kit.button import Button
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, row
from app.ui.language import label_text, say, words
from app.ui.pages.headquarters_devices import CountryGuide
from app.ui.pages.people_card import OwnCardDialog, ReadCardDialog
from app.ui.pages.people_compare import CompareDialog
from app.ui.pages.people_detail import PersonCard, counted_still
from app.ui.pages.people_guides import (
    GuideDialog,
    InviteGuide,
    LeaveGuide,
    LostGuide,
    TakeOverGuide,
    TurnAwayGuide,
)
from app.ui.pages.people_issuers import IssueGuide, IssuerCard, IssuerGuide, RootGuide, WithdrawGuide
from app.ui.pages.people_list import PeopleCard, ProposalsCard, StrangersCard
from app.ui.pages.people_shared import SharedCard
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

PANEL = 332
WRITTEN = frozenset({"accept", "confirm_role", "steward", "end_steward", "come_back", "uncut"})
"""What is written at once; every other action opens a page."""


class PeopleTab(QWidget):
    """Reads its own view whenever it shows.

    `package` asks for a package: for a person's key, or "" and the role to invite for. `counted` carries how
    many things wait for a steward.
    """

    package = Signal(str, str)
    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.own = Button("", "outlined", "id-card")
        self.read = Button("", "outlined", "upload")
        self.invite = Button("", "outlined", "user-plus")
        self.proposals, self.list, self.person, self.issuer = (
            ProposalsCard(), PeopleCard(), PersonCard(), IssuerCard(),
        )  # fmt: skip
        self.strangers, self.shared = StrangersCard(), SharedCard()
        self._view, self._chosen = PeopleView(), ""
        self._asked: set[str] = set()
        self._lay_out()
        self._wire()

    def reload(self) -> None:
        """Read again, and show what was read; while another tab is in front only how much waits is told."""
        self.session.read(people_view, weakly(self._came))

    def _came(self, view: PeopleView) -> None:
        if self.isVisible():
            self.show_view(view)
        else:
            self._view = view
            self.counted.emit(view.undecided)

    def show_view(self, view: PeopleView) -> None:
        """Show the people."""
        self._view = view
        self._asked.clear()
        if view.find(self._chosen) is None:
            self._chosen = view.people[0].key if view.people else ""
        self.proposals.show_view(view)
        self.strangers.show_view(view)
        self.shared.show_view(view)
        self.list.show_view(view, self._chosen)
        self.person.show_person(view.find(self._chosen), view)
        self.issuer.show_view(view)
        self.own.setEnabled(view.me is not None)
        self.invite.setVisible(view.steward)
        self.counted.emit(view.undecided)

    @property
    def count(self) -> int:
        """How many things wait for a steward."""
        return self._view.undecided

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.own.setText(say("people.do.card"))
        self.read.setText(say("people.do.read_card"))
        self.invite.setText(say("people.do.invite"))
        self.show_view(self._view)

    def choose(self, key: str) -> None:
        """Show another person."""
        self._chosen = key
        self.person.show_person(self._view.find(key), self._view)

    def do(self, action: str, key: str) -> None:
        """Do what was asked about a person."""
        entry = self._view.find(key)
        if entry is None:
            return
        if action in WRITTEN:
            self._write(action, entry)
        else:
            self._open(action, entry)

    def show_own_card(self) -> None:
        """Show one's own card large."""
        self.session.read(own_card, weakly(self._open_card))

    def read_a_card(self) -> ReadCardDialog:
        """Read somebody else's card."""
        return self._reading(self._view.steward)

    def take_card(self, path: Path, steward: bool) -> ReadCardDialog:
        """Show whose card is in a file that was dropped on the window."""
        dialog = self._reading(steward)
        dialog.look(path)
        return dialog

    def _reading(self, steward: bool) -> ReadCardDialog:
        dialog = ReadCardDialog(self.session, steward, self)
        dialog.show()
        return dialog

    def invite_somebody(self, person: PersonEntry | None = None) -> InviteGuide:
        """Explain an invitation, then go on to its package."""
        dialog = InviteGuide(self.session, self, person)
        dialog.agreed.connect(weakly(self._invite_as))
        dialog.show()
        return dialog

    def compare(self, key: str, name: str) -> CompareDialog:
        """Compare words with a person."""
        dialog = CompareDialog(self.session, key, name, self)
        dialog.show()
        dialog.look()
        return dialog

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _open(self, action: str, entry: PersonEntry) -> None:
        if action == "package":
            self.package.emit(entry.key, "")
        elif action == "card":
            self.show_own_card()
        elif action == "compare":
            self.compare(entry.key, label_text(entry.name))
        elif action == "laptop":
            self.invite_somebody(entry)
        else:
            self._guide(action, entry).show()

    def _guide(self, action: str, entry: PersonEntry) -> GuideDialog:
        if action == "lost":
            return LostGuide(self.session, entry, self)
        if action == "country":
            return CountryGuide(self.session, counted_still(entry, self._view)[0], self)
        if action == "leave":
            return LeaveGuide(self.session, entry, self)
        if action == "issue":
            return IssueGuide(self.session, entry, self)
        return TakeOverGuide(self.session, entry, self._view, self)

    def _write(self, action: str, entry: PersonEntry) -> None:
        works: dict[str, Any] = {
            "accept": partial(give_role, named=entry.key, role=entry.wish or entry.role or "member"),
            "confirm_role": partial(give_role, named=entry.key, role=entry.wish),
            "steward": partial(make_steward, named=entry.key),
            "end_steward": partial(make_steward, named=entry.key, granted=False),
            "come_back": partial(come_back, named=entry.key),
            "uncut": partial(take_back_cut, replicas=[one.replica for one in entry.devices]),
        }
        done = say(f"people.done.{action}", name=label_text(entry.name))
        self.session.write(works[action], weakly(self._done, done), weakly(self._refused))

    def _open_card(self, card: Any) -> None:
        OwnCardDialog(self.session, card, self).show()

    def _invite_as(self, role: str) -> None:
        self.package.emit("", role)

    def _begin_issuer(self) -> None:
        IssuerGuide(self.session, self).show()

    def _trust_root(self) -> None:
        RootGuide(self.session, self).show()

    def _withdraw_issuer(self, record: str) -> None:
        issuer = next((one for one in self._view.issuers if one.id == record), None)
        if issuer is not None:
            WithdrawGuide(self.session, issuer, self).show()

    def _once(self, what: str) -> bool:
        """Whether something was not asked for yet since the people were shown: rows stay until they are
        read again."""
        again = what in self._asked
        self._asked.add(what)
        return not again

    def _confirm(self, proposal: str) -> None:
        if not self._once(proposal):
            return
        work = partial(confirm_proposal, proposal=proposal)
        self.session.write(work, weakly(self._done, say("people.confirmed")), weakly(self._refused))

    def _decline(self, proposal: str) -> None:
        agreed = self.session.door.confirm(
            say("people.decline"), say("people.decline_why"), say("people.decline"), say("frame.cancel")
        )
        if agreed:
            work = partial(decline_proposal, proposal=proposal)
            self.session.write(work, weakly(self._done, say("people.declined")), weakly(self._refused))

    def _confirm_all(self) -> None:
        self.session.write(_confirm_all, weakly(self._done, say("people.confirmed")), weakly(self._refused))

    def _accept_stranger(self, package: str) -> None:
        if not self._once(package):
            return
        work = partial(accept_stranger, named=package)
        self.session.write(work, weakly(self._stranger_done, "exchange.taken"), weakly(self._not_accepted))

    def _not_accepted(self, error: BaseException) -> None:
        """Say why, and show who else in the package is unknown."""
        self._refused(error)
        self.reload()

    def _all_belong(self, invitation: str) -> None:
        work = partial(all_belong, invitation=invitation)
        self.session.write(work, weakly(self._done, say("people.all_belong_done")), weakly(self._refused))

    def _turn_away(self, key: str) -> None:
        entry = self._view.find(key)
        if entry is not None:
            TurnAwayGuide(self.session, entry, self).show()

    def _throw_away(self, package: str) -> None:
        agreed = self.session.door.confirm(
            say("people.throw_away"),
            say("people.throw_away_why"),
            say("people.throw_away"),
            say("frame.cancel"),
        )
        if agreed:
            work = partial(throw_away, named=package)
            self.session.write(work, weakly(self._stranger_done, "people.thrown"), weakly(self._refused))

    def _stranger_done(self, code: str, _result: object) -> None:
        self.session.notice(say(code))
        self.reload()

    def _done(self, sentence: str, _result: object) -> None:
        self.session.notice(sentence)

    def _refused(self, error: BaseException) -> None:
        self._asked.clear()
        if isinstance(error, MasarError):
            self.session.door.warn(say("people.everybody"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _wire(self) -> None:
        self.own.clicked.connect(weakly_plain(self.show_own_card))
        self.read.clicked.connect(weakly_plain(self.read_a_card))
        self.invite.clicked.connect(weakly_plain(self.invite_somebody))
        self.list.picked.connect(self.choose)
        self.person.asked.connect(self.do)
        self.issuer.began.connect(self._begin_issuer)
        self.issuer.rooted.connect(self._trust_root)
        self.issuer.withdrawn.connect(self._withdraw_issuer)
        self.proposals.confirmed.connect(self._confirm)
        self.proposals.declined.connect(self._decline)
        self.proposals.all_confirmed.connect(self._confirm_all)
        self.strangers.accepted.connect(self._accept_stranger)
        self.strangers.thrown.connect(self._throw_away)
        self.shared.accepted.connect(self._all_belong)
        self.shared.refused.connect(self._turn_away)

    def _lay_out(self) -> None:
        inside, beside = QWidget(), QWidget()
        inside.setLayout(
            column(self.shared, self.strangers, self.proposals, self.list, self.issuer, 1, gap=GAP)
        )
        beside.setLayout(column(self.person, 1))
        for ground in (inside, beside):
            ground.setObjectName("scrolled")
        panel = scrolling(beside)
        panel.setFixedWidth(PANEL)
        whole = row(scrolling(inside), panel, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(column(row(self.own, self.read, self.invite, 1), whole, gap=GAP))


def _confirm_all(desk: Any) -> int:
    return confirm_all(desk, undecided_users(desk))
