"""The pages of a file as pictures: turned, made larger, printed; drawn off the main thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QVBoxLayout, QWidget

from app.foundation.progress import Progress
from app.services.attachments import PDF, Pixels, drawn_page, page_titled, pages_of
from app.ui.kit.button import icon_button
from app.ui.kit.text import label, row
from app.ui.kit.tip import set_tip
from app.ui.language import say
from app.ui.operations import Lane
from app.ui.pages.attachment_row import image_of
from app.ui.pages.printing import print_pages
from app.ui.session import Session
from app.ui.theme import color
from app.ui.weak import weakly

DRAWN = 1_800
"""Pixels across a page; enough to read small print when it is made larger."""
STEP, MOST, LEAST = 1.25, 8.0, 0.05


class PagePicture(QGraphicsView):
    """One page that can be made larger and moved with the mouse, the wheel and the keys.

    With `wide` it begins as wide as the room there is, else whole.
    """

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setBackgroundBrush(color("line"))
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Else the ring of the focus would be scrolled along with the page.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.fitted, self._wide = True, wide
        if wide:
            # A bar that came later would leave the page where the middle was before.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_pixels(self, pixels: Pixels) -> None:
        """Show a page; how large it was shown before stays, unless it was fitted."""
        picture = QPixmap.fromImage(image_of(pixels))
        self.scene().clear()
        self.scene().addPixmap(picture).setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        edge = picture.width() / 90
        self.scene().setSceneRect(QRectF(picture.rect()).adjusted(-edge, -edge, edge, edge))
        if self.fitted:
            self._fit()
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def clear(self) -> None:
        """Show nothing."""
        self.scene().clear()

    def fit(self) -> None:
        """Show the page whole."""
        self.fitted, self._wide = True, False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._fit()

    def zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        wanted = self.transform().m11() * factor
        if LEAST <= wanted <= MOST:
            self.fitted = False
            self.scale(factor, factor)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self.fitted:
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        across = self.sceneRect().width()
        if not self._wide or across <= 0:
            self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
            return
        share = self.viewport().width() / across
        self.setTransform(QTransform.fromScale(share, share))


class PagesView(QWidget):
    """Shows one page of a file. `failed` carries what kept it from being shown.

    `bar` holds the buttons that make larger, turn and print; it stands above the page, or where its owner
    puts it.
    """

    failed = Signal(object)

    def __init__(self, session: Session, *, wide: bool = False) -> None:
        super().__init__()
        self._session, self._data, self._media = session, b"", PDF
        self.number, self.count = 0, 0
        self.page, self.place = PagePicture(wide=wide), label("", "quiet")
        self.smaller, self.larger = icon_button("zoom-out", ""), icon_button("zoom-in", "")
        self.whole, self.print = icon_button("maximize-2", ""), icon_button("printer", "")
        self.back, self.forward = icon_button("chevron-left", ""), icon_button("chevron-right", "")
        self._lay_out()
        self._wire()
        self.clear()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for button, name in (
            (self.smaller, "zoom_out"), (self.larger, "zoom_in"), (self.whole, "fit"),
            (self.back, "page_before"), (self.forward, "page_after"), (self.print, "print"),
        ):  # fmt: skip
            set_tip(button, say(f"attachments.{name}"))
            button.setAccessibleName(say(f"attachments.{name}"))
        self._say_place()

    def show_file(self, data: bytes, media: str = PDF, titles: Sequence[str] = ()) -> None:
        """Show a file: where one of these titles stands, else on the page in front when it has as many."""
        self._data, self._media = data, media
        work = partial(_count, data, media, titles)
        self._session.operations.start(work, weakly(self._counted), weakly(self._failed), Lane.PURE)

    def clear(self) -> None:
        """Show nothing."""
        self._data, self.count = b"", 0
        self.page.clear()
        self._say_place()

    def show_page(self, number: int) -> None:
        """Show a page, counted from 0; it is drawn off the main thread."""
        if 0 <= number < self.count:
            self.number = number
            self._say_place()
            work = partial(_drawn, self._data, self._media, number)
            self._session.operations.start(work, weakly(self._show, number), weakly(self._failed), Lane.PURE)

    def print_all(self) -> None:
        """Ask for a printer and print every page."""
        printer = self._session.door.printer(say("attachments.print"))
        if printer is not None:
            work = partial(print_pages, printer, self._data, self._media)
            self._session.operations.start(work, weakly(self._printed), weakly(self._failed), Lane.PURE)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for, and return whether it stood for anything: + − 0, page up and down."""
        keys = {
            Qt.Key.Key_Plus: self._larger, Qt.Key.Key_Equal: self._larger, Qt.Key.Key_Minus: self._smaller,
            Qt.Key.Key_0: self.page.fit, Qt.Key.Key_PageUp: self._before, Qt.Key.Key_PageDown: self._after,
        }  # fmt: skip
        act = keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
        return act is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def _counted(self, found: tuple[int, int | None]) -> None:
        self.count, page = found
        self.show_page(min(self.number if page is None else page, self.count - 1))

    def _show(self, number: int, pixels: Pixels) -> None:
        if number == self.number and self.count:
            self.page.show_pixels(pixels)

    def _printed(self, count: int) -> None:
        self._session.notice(say("attachments.printed", count=count))

    def _failed(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _say_place(self) -> None:
        many = self.count > 1
        for part in (self.back, self.forward, self.place):
            part.setVisible(many)
        for button in (self.smaller, self.larger, self.whole, self.print):
            button.setEnabled(self.count > 0)
        self.back.setEnabled(self.number > 0)
        self.forward.setEnabled(self.number + 1 < self.count)
        said = say("attachments.page_of", number=self.number + 1, count=self.count) if self.count else ""
        self.place.setText(said)

    def _larger(self) -> None:
        self.page.zoom(STEP)

    def _smaller(self) -> None:
        self.page.zoom(1 / STEP)

    def _before(self) -> None:
        self.show_page(self.number - 1)

    def _after(self) -> None:
        self.show_page(self.number + 1)

    def _wire(self) -> None:
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.whole.clicked.connect(self.page.fit)
        self.back.clicked.connect(self._before)
        self.forward.clicked.connect(self._after)
        self.print.clicked.connect(self.print_all)

    def _lay_out(self) -> None:
        self.bar = QWidget()
        self.bar.setLayout(
            row(self.smaller, self.whole, self.larger, self.print, 1, self.back, self.place, self.forward)
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.bar)
        inside.addWidget(self.page, 1)


def _count(data: bytes, media: str, titles: Sequence[str], _progress: Progress) -> tuple[int, int | None]:
    return pages_of(data, media), page_titled(data, titles) if titles else None


def _drawn(data: bytes, media: str, number: int, _progress: Progress) -> Pixels:
    return drawn_page(data, media, number, DRAWN)
