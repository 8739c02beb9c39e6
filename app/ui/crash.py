"""What the person sees when Masar itself made a mistake: one dialog per group of errors, names taken out."""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.text import label, row
from app.ui.language import say

_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»")
_NON_LATIN = re.compile(r"[^\x00-\x7f]+")


def report_of(error: BaseException) -> str:
    """Return the text of a report: type, redacted message, and where in the code; no names, no folders."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    head = f"Masar, Python {platform.python_version()}, {sys.platform}"
    return "\n".join((head, f"{type(error).__name__}: {redacted(str(error))}", *lines))


def redacted(text: str) -> str:
    """Return a message without whatever could be somebody's words: quoted text, other scripts, folders."""
    without = _QUOTED.sub("'…'", text.replace(str(Path.home()), "~"))
    return _NON_LATIN.sub("…", without)[:500]


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[parts.index("app") :]) if "app" in parts else Path(filename).name


class CrashDialog(QDialog):
    """Shows the report; nothing is sent, the person may copy it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("frame.crash.title"))
        self.setMinimumSize(600, 380)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.report.setAccessibleName(say("frame.crash.title"))
        self.copy, self.close_button = Button(say("frame.crash.copy")), Button(say("frame.close"), "primary")
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("frame.crash.title"), "title"))
        whole.addWidget(label(say("frame.crash.text"), "quiet", wrap=True))
        whole.addWidget(self.report, 1)
        whole.addLayout(row(1, self.copy, self.close_button))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


class CrashHook(QObject):
    """Takes exceptions of every thread to the main one and shows each group of them once."""

    _arrived = Signal(object)

    def __init__(self, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._seen: set[str] = set()
        self._arrived.connect(self.take, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the exceptions that nobody catches, on the main thread and on all others."""
        sys.excepthook = self._on_main
        threading.excepthook = self._on_thread

    def take(self, error: object) -> None:
        """Show an error unless one from the same place was shown already."""
        if not isinstance(error, BaseException) or isinstance(error, KeyboardInterrupt):
            return
        report = report_of(error)
        group = report.split("\n")[-1] + type(error).__name__
        if group not in self._seen:
            self._seen.add(group)
            self._show(report)

    def _on_main(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write("".join(traceback.format_exception(error.with_traceback(trace))))
        self._arrived.emit(error)

    def _on_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._arrived.emit(found.exc_value)
