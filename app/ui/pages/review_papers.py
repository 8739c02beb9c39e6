"""What can be handed out of the plan besides its PDF: workbooks and reports, each in the language chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.services.papers.progress_report import Period, last_quarter
from app.ui.kit.button import Button
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.inputs import DateInput
from app.ui.kit.text import column, label, row
from app.ui.language import LANGUAGES, say, words
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH = 640
PAPERS: dict[str, str] = {"four_w": "xlsx", "workbook": "xlsx", "readiness": "pdf", "progress": "pdf"}
"""What is offered, in order, with the ending of its file."""
_PATTERNS = {"xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)"}
_CLASSES = ("0", "1", "2")


class PlanPapersDialog(ReadDialog):
    """Offers the papers in one language; each is written where the person says."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(say("plan_papers.title"))
        self.setMinimumWidth(WIDTH)
        self.language = ChoiceInput(LANGUAGES, nothing="")
        self.language.show_value(words().language)
        classes = [(one, words().code("sensitivity", one)) for one in _CLASSES]
        self.highest = ChoiceInput(classes, nothing="")
        self.highest.show_value(_CLASSES[-1])
        usual = last_quarter(session.desk.today)
        self.starts, self.ends = DateInput(), DateInput()
        self.starts.show_value(usual.starts)
        self.ends.show_value(usual.ends)
        self.buttons: dict[str, Button] = {}
        self.leave = Button(say("frame.close"))
        self.leave.clicked.connect(self.accept)
        self._lay_out()

    def make(self, paper: str) -> None:
        """Ask where to, and make one paper."""
        language, ending = str(self.language.value() or "en"), PAPERS[paper]
        name = f"{say(f'plan_papers.{paper}.file', language=language)}.{ending}"
        path = self.session.door.file_to_save(say(f"plan_papers.{paper}"), name, _PATTERNS[ending])
        if path is None:
            return
        work = partial(write_paper, paper=paper, language=language, chosen=self.chosen(), path=path)
        self.session.read(work, weakly(self._made, path.name), weakly(self._failed))

    def chosen(self) -> Chosen:
        """Return the class and the period that are chosen."""
        usual = last_quarter(self.session.desk.today)
        starts, ends = str(self.starts.value() or usual.starts), str(self.ends.value() or usual.ends)
        return Chosen(int(str(self.highest.value() or _CLASSES[-1])), Period(starts, ends))

    def _made(self, name: str, _result: object) -> None:
        self.session.notice(say("plan.saved_as", file=name))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say("plan_papers.title"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _lay_out(self) -> None:
        self.language.main().setAccessibleName(say("review.sign.language"))
        self.highest.main().setAccessibleName(say("plan_papers.highest"))
        self.starts.main().setAccessibleName(say("plan_papers.from"))
        self.ends.main().setAccessibleName(say("plan_papers.to"))
        self.language.setFixedWidth(150)
        self.highest.setFixedWidth(150)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addLayout(row(label(say("plan_papers.title"), "title"), 1, self.language, gap=10))
        whole.addWidget(label(say("plan_papers.why"), "quiet", wrap=True))
        for paper in PAPERS:
            whole.addWidget(self._line(paper))
        whole.addStretch(1)
        whole.addLayout(row(1, self.leave))

    def _line(self, paper: str) -> QWidget:
        made, title = QWidget(), say(f"plan_papers.{paper}")
        button = Button(say("roundtable.papers.make"), "outlined", "file-down")
        button.setAccessibleName(say("roundtable.papers.make_named", paper=title))
        button.clicked.connect(weakly_plain(self.make, paper))
        what = label(say(f"plan_papers.{paper}.what"), "small", wrap=True)
        said = column(label(title, "strong", wrap=True), what, gap=1)
        if paper == "four_w":
            said.addLayout(row(label(say("plan_papers.highest"), "small"), self.highest, 1, gap=8))
        if paper == "progress":
            ends = (label(say(f"plan_papers.{end}"), "small") for end in ("from", "to"))
            said.addLayout(row(next(ends), self.starts, next(ends), self.ends, 1, gap=8))
        beside = row(said, button, gap=12)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        self.buttons[paper] = button
        return made


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for some of the papers: the highest class, the period."""

    highest: int
    period: Period


def write_paper(desk: Any, paper: str, language: str, chosen: Chosen, path: Path) -> None:
    """Write one of the papers. Raises UserError, PlaceError."""
    write_whole(path, _MAKERS[paper](desk, language, chosen))


def _four_w(desk: Any, language: str, chosen: Chosen) -> bytes:
    from app.services.four_w import four_w

    return four_w(desk, language, highest=chosen.highest)


def _workbook(desk: Any, language: str, _chosen: Chosen) -> bytes:
    from app.services.workbooks import workbook

    return workbook(desk, language)


def _readiness(desk: Any, language: str, _chosen: Chosen) -> bytes:
    from app.services.papers.readiness import readiness_pdf

    return readiness_pdf(desk, language)


def _progress(desk: Any, language: str, chosen: Chosen) -> bytes:
    from app.services.papers.progress_report import progress_pdf

    return progress_pdf(desk, language, chosen.period)


_MAKERS: dict[str, Callable[[Any, str, Chosen], bytes]] = {
    "four_w": _four_w,
    "workbook": _workbook,
    "readiness": _readiness,
    "progress": _progress,
}
