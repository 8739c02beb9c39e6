"""One open workspace as the window sees it: reading, writing, going to places, and asking the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.foundation.errors import Cancelled
from app.foundation.progress import Progress
from app.services.begun import begun_values, drop_begun, keep_begun
from app.services.drafts import keep_draft
from app.ui.door import Door
from app.ui.operations import Done, Failed, Lane, Operation, Operations
from app.ui.places import Place, place_of

DraftValue = str | int | bool | tuple[str, ...] | None
OnDesk = Callable[[Any], Any]


class Session(QObject):
    """What pages are given. `desk` is the services' desk; its work runs on the workers of `operations`.

    Signals: `asked_for` a Place to show; `saved` after each write; `undoable` carries a sentence that
    the toast shows with a way to undo; `noticed` one without. `begun_wanted` names form and owner of a record
    that was being entered and shall be gone on with; `begun_gone` names forms (None: all) whose
    restored entries were thrown away or written. `alone_asked` fills the screen with the page, or ends that.
    """

    asked_for = Signal(object)
    saved = Signal()
    undoable = Signal(str)
    noticed = Signal(str)
    alone_asked = Signal(bool)
    begun_wanted = Signal(str, str)
    begun_gone = Signal(object)

    _heard = Signal(object)

    def __init__(self, desk: Any, operations: Operations, door: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.operations, self.door = desk, operations, door
        self.begun_asked_for = ("", "")
        self._closed = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        desk.listeners.append(self._hear)

    def read(self, work: OnDesk, done: Done, failed: Failed | None = None) -> Operation:
        """Run `work(desk)` for reading and hand its result to `done` on the main thread.

        Once the session is closed nothing is read any more; what waited for its turn ends as cancelled.
        """
        return self.operations.start(partial(self._look, work), done, failed, Lane.READ)

    def write(self, work: OnDesk, done: Done | None = None, failed: Failed | None = None) -> Operation:
        """Run `work(desk)`, a service call that changes records; pages hear of the change afterwards."""
        return self.operations.start(_on(self.desk, work), done, failed, Lane.WRITE)

    def keep_draft(self, kind: str, record: str, field: str, value: DraftValue) -> None:
        """Keep what is being typed, in case the program ends before it is committed."""
        self._keep_typed(partial(keep_draft, kind=kind, record=record, field=field, value=value))

    def keep_begun(self, form: str, owner: str, values: Mapping[str, DraftValue]) -> None:
        """Keep what is entered for a record that is not there yet."""
        self._keep_typed(partial(keep_begun, form=form, owner=owner, values=dict(values)))

    def drop_begun(self, form: str, owner: str) -> None:
        """Forget what was entered: it became a record, or the person turned back."""
        self.operations.start(_on(self.desk, partial(drop_begun, form=form, owner=owner)))

    def read_begun(self, form: str, owner: str, done: Done) -> None:
        """Hand over what was entered into a form. On the writing lane, so that what was kept last is seen."""
        self.operations.start(_on(self.desk, partial(begun_values, form=form, owner=owner)), done)

    def go_on_with(self, form: str, owner: str, place: Place) -> None:
        """Show a place where a form waits with what was entered, and put the focus there."""
        self.begun_asked_for = (form, owner)
        self.go(place)
        self.begun_wanted.emit(form, owner)

    def close(self) -> None:
        """Listen to the desk no longer, and read nothing more."""
        self._closed = True
        if self._hear in self.desk.listeners:
            self.desk.listeners.remove(self._hear)

    def go(self, place: Place) -> None:
        """Show a place."""
        self.asked_for.emit(place)

    def go_to_record(self, kind: str, record_id: str = "") -> None:
        """Show the page on which a record is edited, with the record open."""
        self.asked_for.emit(place_of(kind, record_id))

    def notice(self, sentence: str) -> None:
        """Say something in passing at the foot of the window."""
        self.noticed.emit(sentence)

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with a button to undo it."""
        self.undoable.emit(sentence)

    def _keep_typed(self, work: Callable[..., None]) -> None:
        self.operations.keep_typed(_on(self.desk, work), _on(self.desk, partial(work, at_once=True)))

    def _look(self, work: OnDesk, _progress: Progress) -> Any:
        if self._closed:
            raise Cancelled
        return work(self.desk)

    def _hear(self, changed: Any) -> None:
        # Called on whatever thread wrote.
        self._heard.emit(changed)

    def _tell(self, changed: Any) -> None:
        self.saved.emit()
        self.operations.tell_changed(changed.kinds, changed.ids)


def _on(desk: Any, work: OnDesk) -> Callable[[Progress], Any]:
    def run(_progress: Progress) -> Any:
        return work(desk)

    return run
