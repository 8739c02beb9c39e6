"""The program on screen: Welcome or an open workspace, and the ways from one to the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.foundation.clock import Clock
from app.foundation.errors import MasarError, PlaceError, UserError
from app.foundation.paths import data_folder
from app.services.opening import Opened, is_recovery_code
from app.services.recognising import kind_of_file
from app.services.restoring import BackupEntry, ClosedFile
from app.ui import ways_in
from app.ui.crash import CrashDialog, CrashHook
from app.ui.desk_window import DeskWindow
from app.ui.door import Door
from app.ui.kit.panel import FocusFollower
from app.ui.language import say, use_language, use_theme, words
from app.ui.operations import Operation, Operations
from app.ui.preferences import Preferences
from app.ui.progress_box import ProgressBox
from app.ui.session import Session
from app.ui.weak import weakly

if TYPE_CHECKING:
    from app.ui.passphrase_dialog import PassphraseAnswer
    from app.ui.welcome import Welcome
    from app.ui.welcome_forms import JoinAnswer, NewAnswer

SUFFIX = ".masarw"
FIRST_LOOK = 1_500
"""Milliseconds from showing a file to looking after it, so that its first page comes first."""
BROKEN = ("damaged", "not_a_workspace")
"""Refusals of a file that a backup may stand in for."""
PATTERN = f"Masar (*{SUFFIX} *.pdf);;* (*)"
OPENED_WITH = ("package", "request", "document", "pdf")
"""What is not opened by itself but shown in a workspace."""


class Program(QObject):
    """Holds the workers, the door, and whichever window is open."""

    def __init__(
        self, application: QApplication, door: Door, preferences: Preferences, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self._application, self._door, self._preferences, self._clock = application, door, preferences, clock
        self.operations = Operations(self)
        self.welcome: Welcome | None = None
        self.desk_window: DeskWindow | None = None
        self._package: Path | None = None
        self._report: CrashDialog | None = None
        self._crash = CrashHook(self._show_crash, self)
        self._crash.install()
        self.operations.crashed.connect(self._crash.take)
        self.operations.waiting.connect(self._show_waiting)
        self._follower = FocusFollower(application, self)

    def begin(self, file: Path | None = None) -> None:
        """Open a file at once, or show Welcome (also when opening takes long or comes to nothing).

        A package or request opens the workspace used last and is proposed there; so is a PDF held against
        it, which is shown by itself where there is none.
        """
        if file is None:
            self.show_welcome()
        elif file.suffix == SUFFIX or kind_of_file(file) not in OPENED_WITH:
            self.open_file(file)
        else:
            self._open_with(file.absolute())

    def _open_with(self, package: Path) -> None:
        last = next((Path(name) for name in self._preferences.recent if Path(name).is_file()), None)
        if last is None:
            self.show_welcome()
            if kind_of_file(package) in ("document", "pdf"):
                self.show_document(package)
                return
            why = say("packages.open_first_why", file=package.name)
            self._door.tell(say("packages.open_first"), why)
            return
        self._package = package
        self.open_file(last)

    def show_welcome(self) -> None:
        """Leave an open workspace and show Welcome."""
        from app.ui.welcome import Welcome

        if self.welcome is None:
            self.welcome = Welcome(self._preferences.recent)
            self._wire_welcome(self.welcome)
        self.welcome.show_recent(self._preferences.recent)
        self.welcome.show_working("")
        self.welcome.show()
        self._leave_desk()

    def open_sample(self) -> None:
        """Open the training example, made on first use."""
        path = data_folder() / f"Training example{SUFFIX}"
        if path.is_file():
            self.open_file(path)
            return
        self._start("sample", partial(ways_in.make_sample, path, self._clock, words().language))

    def ask_new(self) -> None:
        """Ask for what a new area needs."""
        from app.ui.welcome_forms import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self._door, self.welcome)
        dialog.agreed.connect(self.make_new)
        dialog.open()

    def make_new(self, answer: NewAnswer) -> None:
        """Make a workspace for a new area and open it."""
        self._start("new", partial(ways_in.make_new, answer, self._clock))

    def ask_join(self) -> None:
        """Ask for what joining needs."""
        from app.ui.welcome_forms import JoinDialog

        dialog = JoinDialog(self._door, self.welcome)
        dialog.agreed.connect(self.join)
        dialog.open()

    def join(self, answer: JoinAnswer) -> None:
        """Begin a workspace from a package and open it."""
        self._start("join", partial(ways_in.join, answer, self._clock))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        path = self._door.file_to_open(say("welcome.open"), PATTERN)
        if path is None:
            return
        if kind_of_file(path) in ("document", "pdf"):
            self.show_document(path)
        else:
            self.open_file(path)

    def show_document(self, path: Path) -> None:
        """Show what is true of a PDF and the plan it carries, without a workspace."""
        from app.ui.pages.review_verify import look_into

        look_into(self.operations, None, path, self.welcome, self._failed)

    def open_file(self, path: Path, passphrase: str | None = None) -> None:
        """Open a workspace file; asks for its passphrase when it has one. Offers the backups of one that is
        damaged.
        """
        failed = partial(self._not_opened, path, passphrase)
        self._start("open", partial(ways_in.open_file, path, passphrase, self._clock), failed)

    def restore(self, backup: Path) -> None:
        """Close the open file, put a backup in its place, and open that."""
        if self.desk_window is None:
            return
        self._put_in_place(self.desk_window.desk.workspace.path, None, backup)

    def _put_in_place(self, path: Path, passphrase: str | None, backup: Path) -> None:
        self.show_welcome()
        self._say_working("open")
        work = partial(ways_in.put_back, backup, path)
        self.operations.start(work, weakly(self._restored, path, passphrase), self._failed)

    def _restored(self, path: Path, passphrase: str | None, aside: Path | None) -> None:
        if aside is not None:
            self._door.tell(say("restore.title"), say("restore.done", aside=aside.name))
        self.open_file(path, passphrase)

    def open_recent(self, name: str) -> None:
        """Open a file of the list."""
        self.open_file(Path(name))

    def use_language(self, code: str) -> None:
        """Speak another language from now on."""
        self._preferences.language = code
        use_language(self._application, code)

    def use_theme(self, name: str) -> None:
        """Look another way from now on."""
        self._preferences.theme = name
        use_theme(self._application, name)

    def close(self) -> None:
        """Put everything away."""
        self._leave_desk()
        self.operations.close()
        self._application.focusChanged.disconnect(self._follower.changed)

    def _start(self, what: str, work: Any, failed: Any = None) -> Operation:
        self._say_working(what)
        operation = self.operations.start(work, weakly(self._opened), failed or self._failed)
        if what in ("sample", "join") and self.welcome is not None:
            ProgressBox(operation, self.welcome).show()
        operation.cancelled.connect(self._stopped)
        return operation

    def _opened(self, opened: Opened) -> None:
        path = opened.desk.workspace.path
        self._preferences.add_recent(path)
        if opened.recovery_code:
            self._show_recovery_code(opened.recovery_code, path.name)
        self._leave_desk()
        window = self.desk_window = DeskWindow(opened.desk, self.operations, self._door)
        window.left.connect(self.show_welcome)
        window.restore_asked.connect(self.restore)
        window.language_chosen.connect(self.use_language)
        window.theme_chosen.connect(self.use_theme)
        window.closed.connect(self._window_closed)
        window.show()
        if self.welcome is not None:
            self.welcome.hide()
        if opened.notice:
            window.frame.tell(opened.notice)
        package, self._package = self._package, None
        if package is not None:
            window.take_files([package])
        QTimer.singleShot(FIRST_LOOK, window, window.look_after)

    def _show_recovery_code(self, code: str, file_name: str) -> None:
        from app.ui.recovery import RecoveryDialog

        RecoveryDialog(code, file_name, self._door, self.welcome).exec()

    def _not_opened(self, path: Path, passphrase: str | None, error: BaseException) -> None:
        self._stopped()
        if isinstance(error, PlaceError) and error.code in BROKEN:
            self._offer_backups(ClosedFile(path, passphrase), error)
            return
        asks = isinstance(error, UserError) and error.code in ("passphrase_needed", "wrong_passphrase")
        if not asks:
            self._failed(error)
            return
        text = say("welcome.passphrase_ask", file=path.name)
        if isinstance(error, UserError) and error.code == "wrong_passphrase":
            text = f"{words().refusal(error)}\n\n{text}"
        passphrase = self._door.ask_text(say("welcome.passphrase"), text, secret=True)
        if passphrase and is_recovery_code(passphrase):
            self._ask_new_passphrase(path, passphrase)
        elif passphrase:
            self.open_file(path, passphrase)
        else:
            self._package = None

    def _ask_new_passphrase(self, path: Path, code: str) -> None:
        from app.ui.passphrase_dialog import NewPassphraseDialog

        dialog = NewPassphraseDialog(self._door, self.welcome)
        dialog.agreed.connect(weakly(self._renew, path, code))
        dialog.open()

    def _renew(self, path: Path, code: str, answer: PassphraseAnswer) -> None:
        work = partial(ways_in.renewed, path, code, answer.passphrase, self._clock)
        self._start("renew", work, partial(self._not_opened, path, None))

    def _offer_backups(self, file: ClosedFile, error: PlaceError) -> None:
        look = partial(ways_in.backups_of, file)
        self.operations.start(look, weakly(self._show_backups, file, error), self._failed)

    def _show_backups(self, file: ClosedFile, error: PlaceError, found: tuple[BackupEntry, ...]) -> None:
        if not found:
            self._failed(error)
            return
        from app.ui.pages.restore_dialog import RestoreDialog

        dialog = RestoreDialog(Session(ways_in.Unread(), self.operations, self._door), self.welcome)
        dialog.be_about(words().refusal(error))
        dialog.show_backups(found)
        dialog.chosen.connect(weakly(self._put_in_place, file.path, file.passphrase))
        dialog.open()

    def _failed(self, error: BaseException) -> None:
        self._package = None
        self._stopped()
        if isinstance(error, MasarError):
            self._door.warn(say("frame.product"), words().refusal(error))
        else:
            self._crash.take(error)

    def _stopped(self) -> None:
        if self.welcome is not None:
            self.welcome.show_working("")
        elif self.desk_window is None:
            self.show_welcome()

    def _show_waiting(self) -> None:
        if self.welcome is None and self.desk_window is None:
            self.show_welcome()
            self._say_working("open")

    def _say_working(self, what: str) -> None:
        if self.welcome is not None:
            self.welcome.show_working(say(f"welcome.working.{what}"))

    def _leave_desk(self) -> None:
        window, self.desk_window = self.desk_window, None
        if window is not None:
            window.closed.disconnect(self._window_closed)
            window.close()
            window.deleteLater()

    def _window_closed(self) -> None:
        window, self.desk_window = self.desk_window, None
        if window is not None:
            window.put_away()
        self._application.quit()

    def _show_crash(self, report: str) -> None:
        parent = self.desk_window.frame if self.desk_window else self.welcome
        # Opened and not run: a loop of its own would hold up whatever was under way, and closing down.
        self._report = CrashDialog(report, parent)
        self._report.open()

    def _wire_welcome(self, welcome: Welcome) -> None:
        welcome.sample_asked.connect(self.open_sample)
        welcome.new_asked.connect(self.ask_new)
        welcome.join_asked.connect(self.ask_join)
        welcome.open_asked.connect(self.ask_open)
        welcome.recent_chosen.connect(self.open_recent)
        welcome.language_chosen.connect(self.use_language)
        welcome.theme_chosen.connect(self.use_theme)
