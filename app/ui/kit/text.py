"""Labels by look, and the short forms of rows and columns."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.tip import set_tip
from app.ui.kit.wrapped_lines import paint_lines
from app.ui.language import words

GAP = 14
PAGE_MARGIN = 20
_RESIZED, _POLISHED = Qt.WidgetAttribute.WA_Resized, Qt.WidgetAttribute.WA_WState_Polished


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label.

    `look` is one of title, card, strong, quiet, small, small_text, tiny, figure, timer, live, error,
    attention, good, field, or "" for running text.
    """
    made = WrappedLabel() if wrap else Label()
    made.setText(text)
    if look:
        made.setProperty("look", look)
    return made


class Label(QLabel):
    """A plain-text label whose text starts at the leading side, whatever script it is in.

    Qt aligns a label by its text's first strong letter; a mark and an isolate keep it to the window's
    direction while the text itself keeps its own.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(leading(text))


class WrappedLabel(Label):
    """A label that breaks its text over lines and tells layouts how high it then is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._heights: dict[tuple[int, int], int] = {}
        super().__init__("", parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        # A page that opens asks each label some forty times; Qt would break the text each time.
        asked = (width, self.minimumHeight())
        if (known := self._heights.get(asked)) is not None:
            return known
        height = super().heightForWidth(width)
        if self.testAttribute(_POLISHED):
            self._heights[asked] = height
        return height

    def setText(self, text: str) -> None:
        super().setText(text)
        self._measure_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        plain = self.textFormat() == Qt.TextFormat.PlainText
        if not plain or self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        paint_lines(painter, self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._heights.clear()
        self._keep_height()

    def _keep_height(self) -> None:
        if not self.testAttribute(_RESIZED):
            return
        # Layouts inside a scroll area squeeze wrapped text below its height unless the label insists. Qt
        # answers with no less than the minimum there is, so that one goes first.
        held = self.minimumHeight()
        if held > self.fontMetrics().height():
            self.setMinimumHeight(0)
        needed = self.heightForWidth(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(0, needed))


class ElidedLabel(Label):
    """A label of one line that ends in … where there is no room; the whole text is its tooltip.

    With less than `least` pixels it shows nothing rather than a few letters.
    """

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole, self.least = "", 0

    def whole(self) -> str:
        """Return the whole text, also where it is shown with an end of …"""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        set_tip(self, text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.testAttribute(_RESIZED):
            super().setText(self._whole)
            return
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        too_little = shown != self._whole and self.width() < self.least
        super().setText("" if too_little else shown)


class TitleLabel(ElidedLabel):
    """A label of one line that takes the room its text needs, and ends in … only where there is less."""

    def __init__(self, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(110, self.sizeHint().width()), super().minimumSizeHint().height())


def leading(text: str) -> str:
    """Return the text so that it begins at the leading side of the window; unchanged where it does anyway."""
    to_the_left = words().right_to_left
    if not text or starts_right_to_left(text) == to_the_left:
        return text
    mark = "\u200f" if to_the_left else "\u200e"
    return mark + (text if text.startswith("\u2068") else isolated(text))


def isolated(text: str) -> str:
    """Return the text in an isolate, which keeps a full stop at the end of a text in the other script.

    A text of isolates alone, such as names in a row, has no direction of its own: it follows the window's.
    """
    return text if "\u2068" in text and not _first_letter(text) else f"\u2068{text}\u2069"


def starts_right_to_left(text: str) -> bool:
    """Return whether the first letter of a text outside isolates is of a script from right to left."""
    return _first_letter(text) in ("R", "AL")


def _first_letter(text: str) -> str:
    """Return the sort of the first letter outside isolates: L, R or AL; "" where there is none."""
    depth = 0
    for letter in text:
        sort = bidirectional(letter)
        depth += {"FSI": 1, "LRI": 1, "RLI": 1, "PDI": -1}.get(sort, 0)
        if depth == 0 and sort in ("L", "R", "AL"):
            return sort
    return ""


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and show the widget by it at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # One that was never shown yet is styled when it is.
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(*parts: QWidget | QLayout | int, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return the parts under each other; a number is a stretch of that weight."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margin)
    return made


def row(*parts: QWidget | QLayout | int, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return the parts beside each other, leading first; a number is a stretch of that weight."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margin)
    return made


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QLayout | int, ...], gap: int, margin: int) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def empty_layout(layout: QLayout, keep: int = 0) -> None:
    """Take everything but the first `keep` items out of a layout and delete its widgets."""
    while (item := layout.takeAt(keep)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)
