"""The papers of a meeting: letters and lists before, blank forms for the hall, minutes and sheets after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.ui.kit.button import Button
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label, row
from app.ui.language import LANGUAGES, say, words
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT = 620, 620
OFFERED = ("en", "ar", "ckb", "fr")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("before", ("agenda", "letters", "calling_list", "calling_workbook", "slides")),
    ("hall", ("attendance_sheet", "notes_form", "comment_sheet", "consultation_form")),
    ("after", ("minutes", "signature_sheet")),
)
"""The papers in the order of the day."""
EXTENSIONS = {"calling_workbook": "xlsx"}


class PapersDialog(ReadDialog):
    """Offers the papers in one language; each is written where the person says."""

    def __init__(
        self,
        session: Session,
        meeting: str,
        code: str,
        languages: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.meeting, self.code = session, meeting, code
        self.setWindowTitle(say("roundtable.papers"))
        first = [one for one in languages if one in OFFERED]
        order = [*first, *(one for one in OFFERED if one not in first)]
        names = dict(LANGUAGES)
        self.language = ChoiceInput([(one, names[one]) for one in order], "")
        self.language.main().setAccessibleName(say("roundtable.papers.language"))
        self.language.show_value(order[0] if first else words().language)
        self.buttons: dict[str, Button] = {}
        self.made, self.leave = label("", "good", wrap=True), Button(say("frame.close"))
        self.made.hide()
        self.leave.clicked.connect(self.accept)
        self._lay_out()
        self.resize(WIDTH, HEIGHT)

    def make(self, paper: str) -> None:
        """Ask where to, and make one paper."""
        language = str(self.language.value() or "en")
        ending = EXTENSIONS.get(paper, "pdf")
        name = f"{say(f'roundtable.paper.{paper}.file', code=self.code)}-{language}.{ending}"
        pattern = "Excel (*.xlsx)" if ending == "xlsx" else "PDF (*.pdf)"
        path = self.session.door.file_to_save(say(f"roundtable.paper.{paper}"), name, pattern)
        if path is None:
            return
        work = partial(write_paper, paper=paper, meeting=self.meeting, language=language, path=path)
        self.session.read(work, weakly(self._made, path.name), weakly(self._failed))

    def _made(self, name: str, _result: object) -> None:
        self.made.setText(say("roundtable.papers.made", file=name))
        self.made.show()
        self.session.notice(self.made.text())

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say("roundtable.papers"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _lay_out(self) -> None:
        inside = column(gap=6)
        for group, papers in GROUPS:
            inside.addSpacing(6)
            inside.addWidget(label(say(f"roundtable.papers.{group}"), "card"))
            for paper in papers:
                inside.addWidget(self._line(paper))
        inside.addStretch(1)
        self.language.setFixedWidth(170)
        head = row(
            label(say("roundtable.papers"), "title"), 1, label(say("roundtable.papers.language"), "quiet")
        )
        head.addWidget(self.language)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(label(say("roundtable.papers.why"), "quiet", wrap=True))
        whole.addWidget(scrolling_column(inside), 1)
        whole.addWidget(self.made)
        whole.addLayout(row(1, self.leave))

    def _line(self, paper: str) -> QWidget:
        made = QWidget()
        title = say(f"roundtable.paper.{paper}")
        button = Button(say("roundtable.papers.make"), "outlined", "file-down")
        button.setAccessibleName(say("roundtable.papers.make_named", paper=title))
        button.clicked.connect(weakly_plain(self.make, paper))
        said = column(
            label(title, "strong", wrap=True),
            label(say(f"roundtable.paper.{paper}.what"), "small", wrap=True),
            gap=1,
        )
        beside = row(said, button, gap=12)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        self.buttons[paper] = button
        return made


def write_paper(desk: Any, paper: str, meeting: str, language: str, path: Path) -> None:
    """Write a paper of a meeting. Raises UserError, PlaceError."""
    from app.services.meeting_papers import make_paper

    write_whole(path, make_paper(desk, paper, meeting, language))
