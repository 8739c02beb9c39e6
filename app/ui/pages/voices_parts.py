"""What the tabs of the Voices page share: a list with search, filters, a picture, words from headquarters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.drawing.shapes import Picture
from app.services.views.home import GuidanceEntry
from app.ui.kit.card import Card
from app.ui.kit.combo import Combo
from app.ui.kit.faces import faces
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import Options
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.rows import RowModel
from app.ui.kit.table import Table
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import label_text, say
from app.ui.pages.plan_picked import PickPicture
from app.ui.pages.plan_pictures import holder
from app.ui.pages.search_list import FoundList, keep_all
from app.ui.pages.voices_words import guidance_line
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly_plain

HEADING, MARGIN = 30, 8
FEW = 60
"""Up to so many rows each is as high as its texts need."""
MOST_LINES = 2


class EvenTable(Table):
    """A table whose rows, if there are many, all have room for two lines and one beneath.

    So hundreds open at once; a short list shows its texts whole.
    """

    def fit_rows(self) -> None:
        if self.rows.rowCount() <= FEW:
            super().fit_rows()
            return
        drawn = faces(self.font())
        self.verticalHeader().setDefaultSectionSize(2 * drawn.usual.spacing + drawn.small.spacing + 13)
        for line in self.rows.headings():
            self.setRowHeight(line, HEADING)


class SearchList(FoundList):
    """A list with filters beside its search box, and rows of one height."""

    SEARCH = 180

    def __init__(self, group: Callable[[Any], str] | None = None) -> None:
        super().__init__(group)
        self._filters: tuple[QWidget, ...] = ()

    def new_table(self, model: RowModel) -> Table:
        return EvenTable(model)

    def narrow_by(self, *filters: QWidget) -> None:
        """Put filters beside the search box; they break into lines where there is less room."""
        self._filters = filters
        self.head.removeWidget(self.search)
        self.head.insertWidget(0, flowing(self.search, *filters, gap=8), 1)
        self.head.setStretch(2, 0)

    def narrowed(self) -> bool:
        return super().narrowed() or self._keep is not keep_all


class FilterBox(Combo):
    """Narrows a list to one code or record; the first entry, named by `everything`, stands for all."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(138)
        self.activated.connect(self.chosen)

    def offer(self, everything: str, options: Options) -> None:
        """Offer other values; the one in force stays if it is still among them."""
        held, wanted = self.value(), [("", everything), *((value, text) for value, text in options)]
        if wanted == [(self.itemData(i), self.itemText(i)) for i in range(self.count())]:
            return
        self.clear()
        for value, text in wanted:
            self.addItem(text, value)
        self.setAccessibleName(everything)
        self.setCurrentIndex(max(0, self.findData(held)))

    def showPopup(self) -> None:
        # Only now: asking for the list makes it, with a window of its own.
        texts = (self.itemText(row) for row in range(self.count()))
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        self.view().setMinimumWidth(min(360, widest + 36))
        super().showPopup()

    def value(self) -> str:
        """Return the value in force, "" for all."""
        return str(self.currentData() or "")


class PictureCard(Card):
    """A card with one picture in a scrolling area, drawn for the width there is, and a sentence beneath."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.note = PickPicture(), label("", "small", wrap=True)
        self.area = scrolling(holder(self.view))
        self.body.setSpacing(8)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.note)
        self.setMinimumWidth(0)
        self.area.viewport().installEventFilter(self)

    def draw(self, width: float, height: float) -> Picture | None:
        """Return the picture for a width and height in pixels, None while there is nothing to draw."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again for the room and the language there are now."""
        room = self.area.viewport()
        drawn = self.draw(room.width() - MARGIN, room.height()) if room.width() > 120 else None
        if drawn is not None:
            self.view.show_picture(drawn, f"{self.title.text()}. {self.note.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.redraw()
        return super().eventFilter(watched, event)


class GuidanceStrip(QWidget):
    """Deadlines and guidance from headquarters for the tab in front; a click shows the step or the text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines: list[TextLink] = []
        self._rows = column(gap=2)
        self.setLayout(self._rows)
        self.hide()

    def show_entries(self, entries: Sequence[GuidanceEntry]) -> None:
        """Show the first two; what else there is stands on the pages of the steps."""
        empty_layout(self._rows)
        self.lines = [self._line(one) for one in entries[:MOST_LINES]]
        for line in self.lines:
            self._rows.addWidget(line)
        self.setVisible(bool(entries))

    def _line(self, entry: GuidanceEntry) -> TextLink:
        made = TextLink(say("voices.from_headquarters", what=guidance_line(entry)))
        made.clicked.connect(weakly_plain(self._open, entry))
        return made

    def _open(self, entry: GuidanceEntry) -> None:
        if entry.text:
            self._session.door.tell(label_text(entry.title), label_text(entry.text))
        else:
            self._session.go(Place("steps", "step", entry.step_id))
