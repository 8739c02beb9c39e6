"""A paper of one page: its paragraphs to write at the leading side, the page as it prints beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.progress import Progress
from app.services.one_page_work import PaperView, Sheet, draw_paper, paper_sheet, paper_view, write_paragraph
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import ChoiceInput, Value
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.operations import Lane
from app.ui.pages.pages_view import PagesView
from app.ui.saving import save_file
from app.ui.session import Session
from app.ui.weak import weakly

LANGUAGES = ("en", "ar", "ckb", "fr")
WIDTH, HEIGHT, TEXTS = 1060, 690, 430


class PaperDialog(ReadDialog):
    """Shows the proposition note or the update for partners; every paragraph keeps itself."""

    def __init__(self, session: Session, paper: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.paper, self.authority = session, paper, ""
        self.language, self.to = ChoiceInput((), nothing=""), ChoiceInput((), nothing="")
        self.fits, self.hint = Chip(), label(say("paper.hint"), "tiny", wrap=True)
        self.save, self.leave = Button("", "primary", "download"), Button("", "outlined")
        self.pages = PagesView(session, wide=True)
        self.form, self.holder = Form(), QVBoxLayout()
        self.begun = BegunEntry(session, "paper_paragraph", self)
        self._view: PaperView | None = None
        self._built: object = None
        self._data = b""
        self._lay_out()
        self._wire()
        self._say()
        self.resize(WIDTH, HEIGHT)

    def begin(self, language: str = "") -> None:
        """Read the paper in a language and show it."""
        self.language.show_value(language or words().language)
        self.reload()

    def reload(self) -> None:
        """Read the paper again, as it is now, and draw it."""
        self.save.setEnabled(False)
        language = str(self.language.value() or "en")
        work = partial(_read, paper=self.paper, language=language, authority=self.authority)
        self._session.read(work, weakly(self._take), weakly(self._failed))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def save_as(self) -> None:
        """Ask where to, and write the file."""
        name = say(f"paper.{self.paper}.file", language=str(self.language.value() or "en"))
        save_file(self._session, self._data, name)

    def _take(self, read: tuple[PaperView, Sheet]) -> None:
        self._view, sheet = read
        self.authority = self._view.authority
        self.show_paper(self._view)
        made = partial(_draw, sheet)
        self._session.operations.start(made, weakly(self.show_page), weakly(self._failed), Lane.PURE)

    def show_paper(self, view: PaperView) -> None:
        """Show the texts of a paper."""
        self._view = view
        self.to.set_options([(one, label_text(name)) for one, name in view.authorities])
        self.to.show_value(view.authority)
        self.to.setVisible(bool(view.authorities))
        self._build(view)
        for one in view.texts:
            field = self.form.fields[one.part]
            field.show_value(one.shown)
            field.set_hint(say("paper.written") if one.written else "")
        self.begun.belong(f"{view.paper}/{view.language}")

    def _build(self, view: PaperView) -> None:
        wanted = (view.language, tuple(one.part for one in view.texts))
        if wanted == self._built:
            return
        self._built = wanted
        specs = [FieldSpec(one.part, words().code("paper_part", one.part), "text") for one in view.texts]
        old, self.form = self.form, Form(specs)
        self.holder.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.committed.connect(self._keep)
        self.form.drafted.connect(self.begun.put)

    def _keep(self, part: str, value: Value) -> None:
        view = self._view
        if view is None:
            return
        self.begun.take(part)
        computed = next((one.computed for one in view.texts if one.part == part), "")
        text = str(value or "")
        kept = "" if text.split() == computed.split() else text
        work = partial(write_paragraph, paper=self.paper, part=part, language=view.language, text=kept)
        self._session.write(work, weakly(self._kept), weakly(self._failed))

    def _kept(self, _result: object) -> None:
        self.reload()

    def _bring_back(self, values: Mapping[str, Value]) -> None:
        for part, value in values.items():
            if part in self.form.fields:
                self.form.fields[part].control.show_value(value)

    def show_page(self, drawn: tuple[bytes, int]) -> None:
        """Show a drawn paper: its PDF, and how many pages it takes."""
        self._data, pages = drawn
        self.pages.show_file(self._data)
        if pages == 1:
            self.fits.show_state(say("paper.fits"), "good")
        else:
            self.fits.show_state(say("paper.too_long", count=pages), "attention")
        self.save.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self._session.door.warn(self.windowTitle(), words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)

    def _language_chosen(self) -> None:
        self.commit()
        self.reload()

    def _authority_chosen(self) -> None:
        self.commit()
        self.authority = str(self.to.value() or "")
        self.reload()

    def _over(self, _result: int) -> None:
        self.commit()

    def _say(self) -> None:
        self.setWindowTitle(words().code("paper", self.paper))
        self.language.set_options([(one, words().code("language", one)) for one in LANGUAGES])
        self.language.main().setAccessibleName(say("plan.preview_language"))
        self.pages.page.setAccessibleName(say("plan.preview"))
        self.pages.retranslate()
        self.to.main().setAccessibleName(words().code("paper_part", "addressee"))
        self.save.setText(say("paper.save"))
        self.leave.setText(say("frame.close"))

    def _wire(self) -> None:
        self.language.finished.connect(self._language_chosen)
        self.to.finished.connect(self._authority_chosen)
        self.begun.restored.connect(self._bring_back)
        self.pages.failed.connect(self._failed)
        self.save.clicked.connect(self.save_as)
        self.leave.clicked.connect(self.accept)
        self.finished.connect(self._over)

    def _lay_out(self) -> None:
        self.language.setFixedWidth(130)
        self.to.setFixedWidth(260)
        self.to.hide()
        self.holder.addWidget(self.form)
        self.holder.addStretch(1)
        texts = scrolling_column(self.holder, 10)
        texts.setFixedWidth(TEXTS)
        beside = row(texts, self.pages, gap=14)
        beside.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(12)
        whole.addLayout(row(self.language, self.to, self.fits, 1, self.leave, self.save))
        whole.addWidget(self.hint)
        whole.addLayout(beside, 1)


def open_paper(session: Session, paper: str, parent: QWidget | None) -> PaperDialog:
    """Open a paper over a window, in the language in force."""
    dialog = PaperDialog(session, paper, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.begin()
    return dialog


def _read(desk: Any, paper: str, language: str, authority: str) -> tuple[PaperView, Sheet]:
    view = paper_view(desk, paper, language, authority)
    return view, paper_sheet(desk, paper, language, view.authority)


def _draw(sheet: Sheet, progress: Progress) -> tuple[bytes, int]:
    drawn = draw_paper(sheet, progress)
    return drawn.pdf, drawn.pages
