"""One attached file in a list: a small picture, its name, what it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.services.attachments import Pixels
from app.services.views.attachments import FileEntry
from app.ui.icons import pixmap
from app.ui.kit.button import Button, icon_button
from app.ui.kit.text import column, label, row
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, say, words
from app.ui.weak import weakly_plain

SIDE = 44


class FileRow(QFrame):
    """Each signal carries the file's id."""

    opened = Signal(str)
    saved = Signal(str)
    removed = Signal(str)
    asked = Signal(str)

    def __init__(self, entry: FileEntry, may_write: bool = True, *, last: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", "last_row" if last else "row")
        self.entry, name = entry, label_text(entry.title) or entry.saved_as
        self.picture = small_picture(entry)
        self.open = icon_button("eye", say("attachments.open", name=name))
        self.save = icon_button("download", say("attachments.save_named", name=name))
        self.remove = icon_button("trash-2", say("attachments.remove_named", name=name))
        self.ask = Button(say("attachments.ask"), "link")
        self.ask.setAccessibleName(say("attachments.ask_named", name=name))
        self.name = label(name, "strong", wrap=True)
        set_tip(self.name, name)
        self.about = label(about_text(entry), "tiny", wrap=True)
        self._lay_out(entry, may_write)
        for button, signal in (
            (self.open, self.opened), (self.save, self.saved), (self.remove, self.removed),
            (self.ask, self.asked),
        ):  # fmt: skip
            button.clicked.connect(weakly_plain(self._tell, signal))

    def mouseReleaseEvent(self, event: object) -> None:
        if self.entry.here:
            self.opened.emit(self.entry.id)
        super().mouseReleaseEvent(event)  # type: ignore[arg-type]

    def _tell(self, signal: object) -> None:
        signal.emit(self.entry.id)  # type: ignore[attr-defined]

    def _lay_out(self, entry: FileEntry, may_write: bool) -> None:
        self.open.setVisible(entry.here)
        self.save.setVisible(entry.here)
        self.remove.setVisible(may_write and not entry.fixed)
        self.ask.setVisible(not entry.here)
        head = row(self.name, self.open, self.save, self.remove, gap=4)
        head.setStretch(0, 1)
        for button in (self.open, self.save, self.remove):
            head.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        texts = column(head, self.about, row(self.ask, 1), 1, gap=1)
        whole = row(self.picture, texts, gap=8)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 6, 0, 6)
        whole.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        if entry.here:
            self.setCursor(Qt.CursorShape.PointingHandCursor)


def small_picture(entry: FileEntry) -> QWidget:
    """Return the file's first page, or a sign that stands for it."""
    made = QLabel()
    made.setFixedSize(SIDE, SIDE)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if entry.rgb:
        drawn = QPixmap.fromImage(image_of(Pixels(entry.width, entry.height, entry.rgb)))
        ratio = made.devicePixelRatioF()
        fitted = drawn.scaled(
            round(SIDE * ratio), round(SIDE * ratio),
            Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        fitted.setDevicePixelRatio(ratio)
        made.setPixmap(fitted)
    else:
        made.setPixmap(pixmap("file-text" if entry.here else "circle-dashed", "quiet", 24))
    return made


def image_of(pixels: Pixels) -> QImage:
    """Return drawn pixels as a picture of the window."""
    shown = QImage(pixels.rgb, pixels.width, pixels.height, pixels.width * 3, QImage.Format.Format_RGB888)
    return shown.copy()


def about_text(entry: FileEntry) -> str:
    """Return in a line what a file is, how large, how sensitive; or that it is not here and who has it."""
    if not entry.here:
        who = label_text(entry.who.name)
        return say("attachments.not_here", who=who) if who else say("attachments.not_here_unknown")
    sort = say("attachments.pdf" if entry.media_type == "application/pdf" else "attachments.picture")
    parts = [sort, words().size(entry.size)]
    if entry.sensitivity is not None:
        parts.append(say("attachments.class", text=words().code("sensitivity", str(entry.sensitivity))))
    if entry.fixed:
        parts.append(say("attachments.fixed"))
    return " · ".join(parts)


def added_text(entry: FileEntry) -> str:
    """Return who added a file and when, "" when nothing is known of it."""
    if not entry.added:
        return ""
    when, who = words().moment(entry.added), label_text(entry.who.name)
    if entry.who.me:
        return say("attachments.added_by_you", when=when)
    return say("attachments.added_by", who=who, when=when) if who else ""
