"""Headquarters as issuer of certificates: who is believed here, and a guided action for each step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.foundation.files import read_whole
from app.services.issuing import (
    LARGEST_CERTIFICATE,
    Issuer,
    become_issuer,
    issue_certificate,
    trust_root,
    withdraw_issuer,
)
from app.services.views.people import PeopleView, PersonEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.inputs import LineInput
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import parts
from app.ui.pages.people_guides import GuideDialog
from app.ui.session import Session
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry

CERTIFICATES = "X.509 (*.pem *.crt *.cer *.der);;* (*)"


class IssuerCard(Card):
    """Who is believed as issuer of certificates.

    `began` asks to begin, `rooted` to believe another's, `withdrawn` (record id) to believe one no longer.
    """

    began = Signal()
    rooted = Signal()
    withdrawn = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.text, self.former = label("", "small_text", wrap=True), label("", "tiny", wrap=True)
        self.rows = column(gap=0)
        self.begin = Button("", "outlined", "award")
        self.begin.clicked.connect(self.began)
        self.root = Button("", "outlined", "shield-check")
        self.root.clicked.connect(self.rooted)
        self.buttons: dict[str, Button] = {}
        self.body.setSpacing(8)
        self.body.addWidget(self.text)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.former)
        self.body.addLayout(row(self.begin, self.root, 1))

    def show_view(self, view: PeopleView) -> None:
        """Show the issuers in use and those withdrawn; headquarters may begin, add one and withdraw."""
        used = [one for one in view.issuers if not one.withdrawn]
        former = [one.title for one in view.issuers if one.withdrawn]
        mine = any(one.mine for one in used)
        self.setVisible(bool(used) or view.headquarters)
        self.set_title(say("people.issuers"))
        self.text.setText(say("people.issuers_why" if used else "people.no_issuer"))
        self.former.setText(say("people.issuers_former", titles=words().join(former)) if former else "")
        self.former.setVisible(bool(former))
        empty_layout(self.rows)
        self.buttons = {}
        for one in used:
            self.rows.addWidget(self._row(one, last=one is used[-1], changeable=view.headquarters))
        self.begin.setText(say("people.do.issuer"))
        self.begin.setVisible(view.headquarters and not mine)
        self.root.setText(say("people.do.trust_root"))
        self.root.setVisible(view.headquarters and mine)

    def ask_to_withdraw(self, record: str) -> None:
        """Ask to believe one no longer."""
        self.withdrawn.emit(record)

    def _row(self, one: Issuer, *, last: bool, changeable: bool) -> QFrame:
        who = parts(*dict.fromkeys(name for name in (one.name, one.organisation) if name != one.title))
        yours = say("people.issuer_yours") if one.mine else ""
        said = column(label(one.title, "strong", wrap=True), gap=1)
        if under := parts(yours, who):
            said.addWidget(label(under, "tiny", wrap=True))
        made = Button(say("people.do.withdraw"), "quiet", "x")
        made.setAccessibleName(say("people.do.withdraw_named", title=one.title))
        made.clicked.connect(weakly_plain(self.ask_to_withdraw, one.id))
        made.setVisible(changeable)
        self.buttons[one.id] = made
        frame, whole = row_frame(last), row(said, made, gap=8)
        whole.setStretch(0, 1)
        whole.setContentsMargins(2, 5, 2, 5)
        frame.setLayout(whole)
        return frame


class IssuerGuide(GuideDialog):
    """Headquarters begins to issue certificates."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "issuer", parent)
        self.title = Entry(say("people.issuer_title"), LineInput(), say("people.issuer_title_hint"))
        self.content.addWidget(self.title)
        self.content.addStretch(1)

    def do(self) -> None:
        """Publish the certificate."""
        self.write(partial(become_issuer, title=str(self.title.value() or "")))


class IssueGuide(GuideDialog):
    """Somebody gets a certificate; it is said when nobody compared words with them yet."""

    def __init__(self, session: Session, person: PersonEntry, parent: QWidget | None = None) -> None:
        name = label_text(person.name)
        super().__init__(session, "issue", parent, name=name)
        self._key = person.key
        if not person.compared:
            unsure = say("people.guide.issue.not_compared", name=name)
            self.content.addWidget(label(unsure, "attention", wrap=True))
        self.content.addStretch(1)

    def do(self) -> None:
        """Issue it."""
        self.write(partial(issue_certificate, named=self._key))


class RootGuide(GuideDialog):
    """Every area is to believe an organisation's own issuer, by a certificate from a file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "root", parent)
        self.content.addStretch(1)

    def do(self) -> None:
        """Ask for the file and publish the certificate in it."""
        path = self.session.door.file_to_open(self.windowTitle(), CERTIFICATES)
        if path is not None:
            self.write(partial(_trust_root, path=path))


class WithdrawGuide(GuideDialog):
    """An issuer's certificate is to be believed no longer."""

    def __init__(self, session: Session, issuer: Issuer, parent: QWidget | None = None) -> None:
        again = say("people.guide.withdraw.mine" if issuer.mine else "people.guide.withdraw.others")
        super().__init__(session, "withdraw", parent, title=issuer.title, again=again)
        self._record = issuer.id
        self.content.addStretch(1)

    def do(self) -> None:
        """Withdraw it."""
        self.write(partial(withdraw_issuer, record=self._record))


def _trust_root(desk: Any, path: Path) -> str:
    return trust_root(desk, read_whole(path, LARGEST_CERTIFICATE))
