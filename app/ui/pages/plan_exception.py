"""Asks why work starts before its agreements are signed, once the status that says so is kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.process.joint import UNDER_WAY
from app.services.joint_work import give_exception
from app.ui.asking import Ask
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly_plain


class ExceptionQuestion(QObject):
    """One question per status that a person sets. The status stands whatever is answered."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._record, self._joint = "", ""
        self.asking = Ask(session, "joint_exception", "joint.ask_exception", "joint.ask_exception_why", self)
        self.asking.wanted.connect(self.ask)

    def committed(self, record: str, name: str, value: object) -> None:
        """Remember that a person set a field of a record."""
        if name == "status":
            self._record = record if value in UNDER_WAY else ""

    def shown(self, record: str, joint: str, *, unsigned: bool) -> None:
        """Ask when the record just set is now under way without signatures; `joint` is its joint work."""
        if joint:
            self.asking.belong(joint)
            self._joint = joint
        if unsigned and record and record == self._record:
            self._record = ""
            QTimer.singleShot(0, self, weakly_plain(self.ask))

    def ask(self) -> None:
        """Ask for the reason and keep it with the joint activity."""
        self.asking.ask(partial(_reason, self._joint))


def _reason(joint: str, text: str) -> OnDesk:
    return partial(give_exception, joints=(joint,), reason=text)
