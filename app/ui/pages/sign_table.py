"""All sign-offs of a version in one table, whatever laptop they were made on, and each in words beneath."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.drawing.shapes import Line, Picture
from app.models.strokes import Strokes
from app.services.views.review_signoffs import SignoffLine, signoff_lines
from app.services.views.review_versions import VersionEntry
from app.ui.kit.button import Button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.picture import PictureView
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.review_words import dotted, short_hash, state_sentence, version_title
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH, HEIGHT, DRAWN = 980, 560, 190.0


class SignoffsDialog(ReadDialog):
    """Reads the table when it opens; a row picked is told in full below."""

    def __init__(self, session: Session, version: VersionEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[SignoffLine, ...] = ()
        self.setWindowTitle(say("sign_off.table.title", version=version_title(version)))
        self.resize(WIDTH, HEIGHT)
        self.model = RowModel(())
        self.table, self.told = Table(self.model), label("", wrap=True)
        self.drawn = PictureView()
        self.leave = Button(say("frame.close"), "primary")
        self.leave.clicked.connect(self.accept)
        self.table.picked.connect(self.choose)
        self.table.setAccessibleName(say("sign_off.table.title", version=version_title(version)))
        self._lay_out(version)
        session.read(partial(signoff_lines, version_id=version.id), weakly(self.show_lines))

    def show_lines(self, lines: tuple[SignoffLine, ...]) -> None:
        """Show the sign-offs, the first one chosen."""
        self._lines = lines
        self.model.set_columns(_columns(), lines)
        if lines:
            self.choose(lines[0].id)
        else:
            self.told.setText(say("sign_off.table.none"))

    def choose(self, record_id: str) -> None:
        """Tell one sign-off in full."""
        one = next((line for line in self._lines if line.id == record_id), None)
        if one is None:
            return
        self.table.choose(record_id)
        self.told.setText("\n".join(sentences(one)))
        self.drawn.setVisible(one.strokes is not None)
        if one.strokes is not None:
            self.drawn.show_picture(picture_of(one.strokes, DRAWN), say("field.strokes"))

    def _lay_out(self, version: VersionEntry) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(
            label(say("sign_off.table.title", version=version_title(version)), "title", wrap=True)
        )
        said = dotted(state_sentence(version), say("review.content", hash=short_hash(version.content_hash)))
        whole.addWidget(label(said, "small", wrap=True))
        whole.addWidget(self.table, 1)
        beneath = row(self.told, self.drawn, gap=16)
        beneath.setStretch(0, 1)
        beneath.setAlignment(self.told, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(beneath)
        whole.addWidget(label(say("review.verify.clock"), "tiny", wrap=True))
        whole.addLayout(row(1, self.leave))


def sentences(one: SignoffLine) -> list[str]:
    """Return what is to be said of a sign-off, line by line."""
    said = [say(f"sign_off.why.{code}") for code in one.why]
    when = words().moment(one.recorded_at) if one.recorded_at else ""
    by = label_text(one.recorded_by)
    if when and by:
        said.append(say("sign_off.table.recorded", moment=when, name=by))
    if one.page:
        said.append(say("sign_off.table.page", page=one.page))
    if one.reservation:
        said.append(say("sign_off.table.reservation", text=one.reservation))
    return said


def picture_of(strokes: Strokes, width: float) -> Picture:
    """Return a drawn signature as a picture of a width in pixels. Handwriting is not mirrored."""
    left, top, right, bottom = strokes.bounds()
    scale = min(width / max(1, right - left), width * 0.45 / max(1, bottom - top))
    shapes = tuple(
        Line(
            *((a[0] - left) * scale + 4, (a[1] - top) * scale + 4),
            *((b[0] - left) * scale + 4, (b[1] - top) * scale + 4),
            "text",
            1.6,
        )
        for line in strokes.lines
        for a, b in pairwise(line)
    )
    return Picture((right - left) * scale + 8, (bottom - top) * scale + 8, shapes)


def _columns() -> list[TableColumn]:
    return [
        TableColumn(words().field("signoff", "name"), _who, share=3),
        TableColumn(words().field("signoff", "capacity"), _capacity, share=3),
        TableColumn(words().field("signoff", "method"), _how, share=2),
        TableColumn(words().field("signoff", "signed_on"), _when, 150),
        TableColumn(words().field("signoff", "decision"), _decision, 170),
        TableColumn(say("sign_off.table.state"), _state, 130),
    ]


def _who(one: SignoffLine) -> Cell:
    return Cell(label_text(one.name), under=label_text(one.organisation))


def _capacity(one: SignoffLine) -> Cell:
    role = words().code("signoff_role", one.role) if one.role else ""
    return Cell(one.capacity or role, under=role if one.capacity else "")


def _how(one: SignoffLine) -> Cell:
    return Cell(words().code("signoff_method", one.method) if one.method else "", under=one.place)


def _when(one: SignoffLine) -> Cell:
    day = words().date(one.day) if one.day else ""
    return Cell(day, under=label_text(one.recorded_by))


def _decision(one: SignoffLine) -> Cell:
    tones = {"endorse": "good", "endorse_with_reservation": "attention", "decline": "wrong"}
    text = words().code("signoff_decision", one.decision) if one.decision else ""
    return Cell(text, tone=tones.get(one.decision, "neutral"))


def _state(one: SignoffLine) -> Cell:
    if not one.valid:
        return Cell(say("sign_off.state.invalid"), tone="wrong")
    known = {"intact", "witnessed", "code_fits"} & set(one.why)
    return Cell(
        say("sign_off.state.valid" if known else "sign_off.state.check"),
        tone="good" if known else "attention",
    )
