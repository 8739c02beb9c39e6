"""Pages on a printer, each turned as it is in the file and as large as the sheet allows."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.foundation.progress import Progress
from app.services.attachments import Pixels, drawn_page, pages_of
from app.ui.pages.attachment_row import image_of

DRAWN = 2_480
"""Pixels across a page: 300 to the inch on A4."""


def print_pages(printer: QPrinter, data: bytes, media: str, progress: Progress) -> int:
    """Print a file and return how many pages it has. Raises UserError `attachment_…`, Cancelled."""
    count = pages_of(data, media)
    painter = QPainter()
    try:
        for number in range(count):
            progress.step(number, count)
            pixels = drawn_page(data, media, number, DRAWN)
            printer.setPageOrientation(_turned(pixels))
            if number == 0:
                painter.begin(printer)
            else:
                printer.newPage()
            _paint(painter, printer, pixels)
    finally:
        painter.end()
    return count


def _turned(pixels: Pixels) -> QPageLayout.Orientation:
    upright = pixels.height >= pixels.width
    return QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape


def _paint(painter: QPainter, printer: QPrinter, pixels: Pixels) -> None:
    room = printer.pageLayout().paintRectPixels(printer.resolution())
    share = min(room.width() / pixels.width, room.height() / pixels.height)
    wide, high = round(pixels.width * share), round(pixels.height * share)
    painter.drawImage(QRect((room.width() - wide) // 2, 0, wide, high), image_of(pixels))
