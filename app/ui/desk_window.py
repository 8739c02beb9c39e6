"""An open workspace on screen: keeps the frame in step with the desk, and does what the frame asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.services.begun import FINISHED, Begun, discard_all, keep_all, typed_last
from app.services.desk import Desk
from app.services.front_area import go_to_area
from app.services.opening import Newcomer, add_person, change_person, close_workspace, keys_open
from app.services.recognising import kind_of_file
from app.services.undoing import redo, undo
from app.services.views.changes import mark_seen
from app.services.views.frame import FrameView, frame
from app.ui.begun import DialogEntry
from app.ui.door import Door
from app.ui.frame import Frame
from app.ui.jump import Jump
from app.ui.kit.button import name_button
from app.ui.language import label_text, say, words
from app.ui.operations import Operation, Operations
from app.ui.pages.exchange_drop import DropVeil, is_picture
from app.ui.places import Place, place_of_form
from app.ui.progress_box import ProgressBox
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

if TYPE_CHECKING:
    from app.ui.pages.attachment_papers import PaperDrop
    from app.ui.welcome_forms import PersonAnswer


class DeskWindow(QObject):
    """Owns the frame and the session of one desk. `left` asks to go back to Welcome."""

    left = Signal()
    restore_asked = Signal(object)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, operations: Operations, door: Door) -> None:
        super().__init__()
        self.desk, self._operations, self._door = desk, operations, door
        self.session = Session(desk, operations, door, self)
        self.frame = Frame(self.session, search=self._search, recent=self._recent)
        self._view: FrameView | None = None
        self._keys_shut, self._typed_at = False, ""
        self.veil = DropVeil(self.frame)
        self._papers: PaperDrop | None = None
        self._wire()
        self._read()
        self.session.read(typed_last, weakly(self._offer_drafts))

    def show(self) -> None:
        """Show the window on Home."""
        self.frame.show_page("home")
        self.frame.show_saved(self.desk.clock.now())
        self.frame.show()
        self.session.read(_keys_open, weakly(self._keys_tried))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show what is in files or folders: dropped on the window, or opened with the program.

        Photos, scans and PDFs are looked at for the square code of a paper; a PDF that was made to be signed
        for its signatures and data.
        """
        if len(paths) == 1 and kind_of_file(paths[0]) == "document":
            from app.ui.pages.review_verify import look_into

            look_into(self._operations, self.session, paths[0], self.frame)
        elif all(is_picture(path) for path in paths):
            self._take_papers(paths)
        else:
            self._take_packages(paths)

    def _take_papers(self, paths: Sequence[Path]) -> None:
        from app.ui.pages.attachment_papers import PaperDrop

        if self._papers is None:
            self._papers = PaperDrop(self.session, self.frame, hands_on=True)
            self._papers.others.connect(self._take_packages)
        self._papers.take(paths)

    def _take_packages(self, paths: Sequence[Path]) -> None:
        page = self.frame.stack.bring("exchange")
        page.take_places(paths)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Close the window and let go of the desk."""
        self.frame.close()
        self.put_away()
        self.frame.deleteLater()

    def put_away(self) -> None:
        """Remember what was seen, and close the desk once everything typed is written."""
        self.session.close()
        self._operations.start(partial(_close, self.desk))

    def _wire(self) -> None:
        window, session = self.frame, self.session
        window.undo_asked.connect(self._undo)
        window.redo_asked.connect(self._redo)
        window.language_chosen.connect(self.language_chosen)
        window.theme_chosen.connect(self.theme_chosen)
        window.person_chosen.connect(self._choose_person)
        window.settings_asked.connect(self._open_settings)
        window.closing.connect(self.closed)
        self.veil.dropped.connect(self.take_files)
        window.drafts.acted.connect(self._keep_drafts)
        window.drafts.closed.connect(self._discard_drafts)
        session.saved.connect(self._saved)
        session.asked_for.connect(self._note_visit)
        window.jumped.connect(self._note_visit)
        session.begun_wanted.connect(self._go_on_with)
        self._operations.changed.connect(self._read)
        self._operations.refused.connect(window.show_refusal)
        self._operations.waiting.connect(self._show_progress)

    def _read(self) -> None:
        self.session.read(frame, weakly(self._show))

    def _show(self, view: FrameView) -> None:
        self._view = view
        self.frame.show_view(view)

    def _offer_drafts(self, moment: str) -> None:
        self._typed_at = moment
        if moment:
            time = words().time(moment)
            self.frame.drafts.say(say("frame.restored", time=time), say("frame.keep"))
            name_button(self.frame.drafts.close_button, say("frame.discard"))

    def _keep_drafts(self) -> None:
        self.frame.drafts.say("")
        self.session.write(partial(keep_all, until=self._typed_at), weakly(self._go_on))

    def _go_on(self, waiting: list[Begun]) -> None:
        self.session.begun_gone.emit(FINISHED.keys() - {one.form for one in waiting})
        if waiting:
            last = waiting[-1]
            self.session.go_on_with(last.form, last.owner, place_of_form(last.form, last.owner))

    def _discard_drafts(self) -> None:
        self.session.write(partial(discard_all, until=self._typed_at), weakly(self._discarded))

    def _discarded(self, _result: object) -> None:
        self.session.begun_gone.emit(None)

    def _saved(self) -> None:
        self.frame.show_saved(self.desk.clock.now())

    def _undo(self) -> None:
        self.session.write(undo, weakly(self._tell_undone, "frame.undone", "frame.nothing_to_undo"))

    def _redo(self) -> None:
        self.session.write(redo, weakly(self._tell_undone, "frame.redone", "frame.nothing_to_redo"))

    def _tell_undone(self, code: str, nothing: str, action: object) -> None:
        if action is None:
            self.session.notice(say(nothing))
        else:
            self.session.notice(say(code, action=say(f"action.{action}")))

    def _choose_person(self, key: str) -> None:
        if not key:
            self._ask_person()
            return
        choice = next((one for one in self._view.people if one.key == key), None) if self._view else None
        at_work = self._view and self._view.person and self._view.person.key == key
        if choice is None or (at_work and not self._keys_shut):
            return
        passphrase = None
        if choice.locked:
            ask = say("welcome.person_passphrase", name=label_text(choice.name))
            passphrase = self._door.ask_text(say("welcome.change_person"), ask, secret=True)
            if passphrase is None:
                return
        change = partial(change_person, sign_key=key, passphrase=passphrase)
        self.session.write(change, weakly(self._person_changed), weakly(self._person_refused))

    def _ask_person(self) -> None:
        from app.ui.welcome_forms import PersonDialog

        dialog = PersonDialog(self._door, self.frame)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self.add_person)
        DialogEntry(self.session, "person", "laptop", dialog, dialog.who.controls())
        dialog.open()

    def _go_on_with(self, form: str, _owner: str) -> None:
        if form == "person":
            self._ask_person()

    def add_person(self, answer: PersonAnswer) -> None:
        """Let a second person of this laptop begin, and make them the one at work."""
        newcomer = Newcomer(answer.who.name, answer.who.organisation, answer.who.role)
        work = partial(add_person, newcomer=newcomer, passphrase=answer.passphrase)
        self.session.write(work, weakly(self._person_changed), weakly(self._person_refused))

    def _keys_tried(self, are_open: bool) -> None:
        # Whoever worked here last may have a passphrase other than the file's.
        self._keys_shut = not are_open
        if self._keys_shut and self.desk.writer is not None:
            self._choose_person(self.desk.writer.sign_key)

    def _person_changed(self, notice: object) -> None:
        self._keys_shut = False
        self._operations.tell_changed(frozenset())
        if notice:
            self.frame.tell(str(notice))

    def _person_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._door.warn(say("welcome.change_person"), words().refusal(error))
        else:
            self._operations.crashed.emit(error)

    def _open_settings(self) -> None:
        menu = QMenu(self.frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("frame.open_another")).triggered.connect(weakly_plain(self.left.emit))
        menu.addAction(say("restore.menu")).triggered.connect(weakly_plain(self.open_backups))
        menu.addAction(say("frame.show_file")).triggered.connect(weakly_plain(self._tell_file))
        self._add_areas(menu)
        item = self.frame.rail.settings
        menu.popup(item.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def open_backups(self) -> None:
        """Show the backups of this file."""
        from app.ui.pages.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self.session, self.frame)
        dialog.chosen.connect(self.restore_asked)
        dialog.show()
        dialog.look()

    def _add_areas(self, menu: QMenu) -> None:
        areas = self._view.areas if self._view else ()
        if len(areas) > 1:
            menu.addSeparator()
            for area in areas:
                action = menu.addAction(label_text(area.name))
                action.setCheckable(True)
                action.setChecked(bool(self._view and area.id == self._view.area_id))
                action.triggered.connect(weakly_plain(self._choose_area, area.id))

    def _choose_area(self, area: str) -> None:
        self.session.write(partial(go_to_area, area=area))

    def _tell_file(self) -> None:
        path = str(self.desk.workspace.path)
        self._door.tell(say("frame.show_file"), say("frame.file_is", file=path))

    def _search(self, text: str, show: Callable[[Sequence[Jump]], None]) -> None:
        from app.ui.record_search import found_records

        self.session.read(partial(found_records, text=text), show)

    def _recent(self, show: Callable[[Sequence[Jump]], None]) -> None:
        from app.services.searching import make_ready
        from app.ui.record_search import visited_records

        self.session.read(visited_records, show)
        self.session.read(make_ready, _ignore)

    def _note_visit(self, place: object) -> None:
        if isinstance(place, Place) and place.kind and place.id:
            from app.services.visits import note_visit

            self.session.write(partial(note_visit, kind=place.kind, record_id=place.id))

    def look_after(self) -> None:
        """Check, look at the date and back up, once the first page is there."""
        if isValid(self.frame) and self.frame.isVisible():
            from app.services.mending import look_after

            self.session.write(look_after, self.tell_notices)

    def tell_notices(self, codes: tuple[str, ...]) -> None:
        """Say what was found when the file was opened."""
        if codes:
            self.frame.tell(*codes)

    def _show_progress(self, operation: Operation) -> None:
        if isValid(self.frame) and self.frame.isVisible():
            ProgressBox(operation, self.frame).show()


def _keys_open(desk: Desk) -> bool:
    return desk.writer is None or keys_open(desk)


def _close(desk: Desk, _progress: Progress) -> None:
    if desk.area:
        mark_seen(desk)
    close_workspace(desk)


def _ignore(_result: object) -> None:
    """Want nothing of it."""
