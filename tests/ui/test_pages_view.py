"""The pages of a file as pictures: as wide as the room there is, in its middle."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.services.attachments import Pixels
from app.ui.pages.pages_view import PagePicture


def test_a_wide_page_stands_in_the_middle_with_an_edge_around_it(qtbot: QtBot) -> None:
    page = PagePicture(wide=True)
    qtbot.addWidget(page)
    page.resize(794, 418)
    page.show()
    page.show_pixels(Pixels(180, 254, bytes(180 * 254 * 3)))
    room = page.viewport().width()
    left, right = page.mapFromScene(0, 0), page.mapFromScene(180, 0)
    assert abs(left.x() - (room - right.x())) <= 1
    assert 0 < left.x() < 20
    assert left.y() > 0
