"""Documents: everything that leaves Masar, seen as it prints, saved or printed."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.services.views.papers import PaperRow, PapersView, papers_view
from app.ui.kit.card import list_card
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import GAP, row
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.documents_card import PaperCard
from app.ui.places import Place
from app.ui.session import Session

LIST_WIDTH = 300


class DocumentsPage(Page):
    """The documents at the leading side, the chosen one beside them."""

    concerns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = RowModel((), group=_shelf)
        self.table = Table(self.model)
        self.list, self.card = list_card(self.table, LIST_WIDTH), PaperCard(session)
        self.wanted, self.about = "", ""
        whole = QWidget()
        beside = row(self.list, self.card, gap=GAP)
        beside.setStretch(1, 1)
        whole.setLayout(beside)
        self.content.addWidget(whole, 1)
        self.table.picked.connect(self.open_paper)
        self.retranslate()

    def read(self, desk: Any) -> PapersView:
        return papers_view(desk, words().language)

    def show_view(self, view: PapersView) -> None:
        if view.subjects and self._said_in != words().language:
            self.reload()
        self.model.set_columns([TableColumn("", _named)], view.rows)
        chosen = next((one for one in view.rows if one.id == self.wanted), view.rows[0])
        self.wanted = chosen.id
        self.table.choose(chosen.id)
        self.card.show_paper(chosen.kind, view, self.about)
        self.about = ""

    def retranslate(self) -> None:
        self._said_in = words().language
        self.header.set_title(say("frame.page.documents"), say("paper.page.quiet_line"))
        self.table.setAccessibleName(say("frame.page.documents"))
        self.card.retranslate()

    def go_to(self, place: Place) -> None:
        if place.view:
            self.about = place.id
            self.open_paper(place.view)

    def open_paper(self, code: str) -> None:
        """Show a document."""
        self.wanted = code
        if isinstance(self._view, PapersView):
            self.show_view(self._view)


def _shelf(one: PaperRow) -> str:
    return say(f"paper.shelf.{one.kind.shelf}")


def _named(one: PaperRow) -> Cell:
    return Cell(say(f"paper.{one.id}"))
