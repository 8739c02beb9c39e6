"""Keeps what is entered into a form whose record is not there yet, and brings it back after a kill."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from app.ui.kit.field import DRAFT_AFTER
from app.ui.kit.input import Input, Value
from app.ui.session import Session
from app.ui.weak import weakly


class BegunEntry(QObject):
    """The draft of one form of one owner; see `app.services.begun` for what these are.

    `restored` carries what an earlier sitting left behind, by field name ({} when it was thrown away);
    `wanted` tells that the person chose to go on with it here.
    """

    restored = Signal(object)
    wanted = Signal()

    def __init__(self, session: Session, form: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form, self.owner = form, ""
        self._session, self._known, self._brought_back = session, False, False
        self._controls: dict[str, Input] = {}
        self._values: dict[str, Value] = {}
        self._typed: dict[str, Value] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DRAFT_AFTER)
        self._rest.timeout.connect(self.keep)
        session.begun_wanted.connect(self._tell_wanted)
        session.begun_gone.connect(self._forget)

    def belong(self, owner: str) -> None:
        """Be about a form of another owner ("" for none); what was entered for the one before is kept."""
        if (owner, True) == (self.owner, self._known):
            return
        self.keep_typing()
        self.owner, self._known, self._values, self._typed = owner, True, {}, None
        if owner:
            self._session.read_begun(self.form, owner, weakly(self._found, owner))

    def watch(self, controls: Mapping[str, Input]) -> None:
        """Keep the values of these inputs within a second of each key, and of those before no more."""
        for control in self._controls.values():
            if isValid(control):
                control.edited.disconnect(self._touched)
                control.finished.disconnect(self._touched)
        self._controls = dict(controls)
        for control in controls.values():
            control.edited.connect(self._touched)
            control.finished.connect(self._touched)

    def typed(self, values: Mapping[str, Value]) -> None:
        """Keep these values within a second, for what is typed elsewhere than in `Input`s."""
        self._typed = dict(values)
        self._touched()

    def values(self) -> dict[str, Value]:
        """Return what was kept last."""
        return dict(self._values)

    def put(self, name: str, value: Value) -> None:
        """Keep one more value at once."""
        self.keep_values({**self._values, name: value})

    def take(self, name: str) -> None:
        """Drop one value: its field was committed."""
        if name in self._values:
            self.put(name, None)

    def keep_values(self, values: Mapping[str, Value]) -> None:
        """Keep exactly these values."""
        self._rest.stop()
        given: dict[str, Value] = {
            name: value for name, value in values.items() if value not in (None, "", ())
        }
        if self.owner and given != self._values:
            self._values, self._brought_back = given, False
            self._session.keep_begun(self.form, self.owner, given)

    def keep(self) -> None:
        """Keep what the inputs hold, or what was typed last."""
        if self._controls:
            self.keep_values({name: control.value() for name, control in self._controls.items()})
        elif self._typed is not None:
            self.keep_values(self._typed)

    def keep_typing(self) -> None:
        """Keep what the inputs hold if something was typed and not kept yet."""
        if self._rest.isActive():
            self.keep()

    def stop(self) -> None:
        """Keep nothing more: a service is making the record and drops the draft itself."""
        self._rest.stop()
        self._values, self._typed = {}, None

    def end(self) -> None:
        """Drop the draft in its turn: it becomes a record, or the person turned back."""
        self.keep_typing()
        self.stop()
        if self.owner:
            self._session.drop_begun(self.form, self.owner)

    def _touched(self) -> None:
        if self.owner and not self._rest.isActive():
            self._rest.start()

    def _found(self, owner: str, values: dict[str, Value]) -> None:
        if owner != self.owner:
            return
        if values and not self._rest.isActive():
            self._values, self._brought_back = dict(values), True
            self.restored.emit(values)
        if self._session.begun_asked_for == (self.form, owner):
            self._tell_wanted(self.form, owner)

    def _tell_wanted(self, form: str, owner: str) -> None:
        if (form, owner) == (self.form, self.owner):
            self._session.begun_asked_for = ("", "")
            self.wanted.emit()

    def _forget(self, forms: frozenset[str] | None) -> None:
        if self._brought_back and (forms is None or self.form in forms):
            self._values, self._brought_back = {}, False
            self.restored.emit({})


class DialogEntry(BegunEntry):
    """The draft of a dialog, until the person agrees or turns back; fills it with what was left behind."""

    def __init__(
        self, session: Session, form: str, owner: str, dialog: QDialog, controls: Mapping[str, Input]
    ) -> None:
        super().__init__(session, form, dialog)
        self.watch(controls)
        self.restored.connect(self._fill)
        dialog.finished.connect(self._over)
        self.belong(owner)

    def _fill(self, values: dict[str, Value]) -> None:
        for name, control in self._controls.items():
            if name in values:
                control.show_value(values[name])

    def _over(self, _result: int) -> None:
        self.end()
