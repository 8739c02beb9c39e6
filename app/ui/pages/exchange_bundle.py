"""Everything for headquarters in one act, from the Exchange page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.progress import Progress
from app.services.bundle import ZIP, Bundle, BundleFile, bundle_files, receivers, write_bundle
from app.ui.kit.button import Button
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.text import label, row
from app.ui.language import LANGUAGES, say, words
from app.ui.operations import Lane
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

_PATTERN, _WIDTH, _CHOICE_WIDTH = f"ZIP (*{ZIP})", 600, 150


class BundleDialog(ReadDialog):
    """Asks in which language and where to; the documents are drawn beside other work, then written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say("bundle.name"))
        self.setMinimumWidth(_WIDTH)
        self.language = ChoiceInput(LANGUAGES, nothing="")
        self.language.show_value(words().language)
        self.package = label("", "quiet", wrap=True)
        self.zip_button = Button(say("bundle.zip"), "primary", "file-down")
        self.folder_button = Button(say("bundle.folder"), "outlined", "folder")
        self.leave = Button(say("frame.close"))
        self.zip_button.clicked.connect(self.make_zip)
        self.folder_button.clicked.connect(self.make_folder)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        session.read(receivers, weakly(self.show_receivers))

    def show_receivers(self, named: tuple[str, ...]) -> None:
        """Say for whom a package goes along, or why there is none."""
        said = say("bundle.for", names=words().join(list(named))) if named else say("bundle.no_package")
        self.package.setText(said)

    def make_zip(self) -> None:
        """Ask for a file, and make the bundle."""
        path = self.session.door.file_to_save(say("bundle.name"), f"{self._name()}{ZIP}", _PATTERN)
        if path is not None:
            self._make(path if path.suffix.lower() == ZIP else path.with_name(path.name + ZIP))

    def make_folder(self) -> None:
        """Ask for a folder, and make the bundle in a new one inside."""
        place = self.session.door.folder_to_open(say("bundle.name"))
        if place is not None:
            self._make(place / self._name())

    def _name(self) -> str:
        return say("bundle.file", day=self.session.desk.today)

    def _make(self, path: Path) -> None:
        self._hold(True)
        language = str(self.language.value() or "en")
        work = partial(_draw, self.session.desk, language)
        done = weakly(self._drawn, language, path)
        operation = self.session.operations.start(work, done, weakly(self._failed), Lane.PURE)
        operation.cancelled.connect(weakly_plain(self._hold, False))

    def _drawn(self, language: str, path: Path, files: tuple[BundleFile, ...]) -> None:
        work = partial(write_bundle, files=files, language=language, out=path)
        self.session.write(work, weakly(self._made), weakly(self._failed))

    def _made(self, made: Bundle) -> None:
        self.session.notice(say("bundle.made", count=len(made.files), file=made.path.name))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._hold(False)
        if isinstance(error, MasarError):
            self.session.door.warn(say("bundle.name"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _hold(self, working: bool) -> None:
        for button in (self.zip_button, self.folder_button):
            button.setEnabled(not working)

    def _lay_out(self) -> None:
        self.language.main().setAccessibleName(say("review.sign.language"))
        self.language.setFixedWidth(_CHOICE_WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addLayout(row(label(say("bundle.name"), "title"), 1, self.language, gap=10))
        whole.addWidget(label(say("bundle.why"), "quiet", wrap=True))
        whole.addWidget(self.package)
        whole.addStretch(1)
        whole.addLayout(row(self.leave, 1, self.folder_button, self.zip_button, gap=8))


def _draw(desk: Any, language: str, progress: Progress) -> tuple[BundleFile, ...]:
    return bundle_files(desk, language, progress)
