"""Icons are there, in the role's colour, kept once drawn, and turned where direction matters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.foundation.paths import resources
from app.ui.icons import pixmap
from app.ui.language import use_language, use_theme
from app.ui.pages import PAGES
from app.ui.theme import color


def middle_colours(name: str, role: str) -> set[str]:
    image = pixmap(name, role, 32).toImage()
    points = ((x, y) for x in range(32) for y in range(32))
    colours = (image.pixelColor(x, y) for x, y in points)
    return {colour.name() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.id)
def test_every_page_has_its_icon(entry: object) -> None:
    assert (resources() / "icons" / f"{entry.icon}.svg").is_file()


def test_icons_named_in_the_code_exist() -> None:
    sources = (Path(__file__).parents[2] / "app" / "ui").rglob("*.py")
    pattern = re.compile(r'(?:pixmap|icon_button)\("([a-z0-9-]+)"')
    named = {name for file in sources for name in pattern.findall(file.read_text("utf-8"))}
    assert {name for name in named if not (resources() / "icons" / f"{name}.svg").is_file()} == set()
    assert named


def test_icon_takes_the_roles_colour_of_the_theme_in_force(qapp: QApplication) -> None:
    assert color("wrong").name() in middle_colours("circle", "wrong")
    use_theme(qapp, "dark")
    assert color("wrong").name() in middle_colours("circle", "wrong")


def test_only_icons_that_point_are_mirrored(qapp: QApplication) -> None:
    before = {name: pixmap(name, "text", 20).toImage() for name in ("undo-2", "house")}
    use_language(qapp, "ar")
    after = {name: pixmap(name, "text", 20).toImage() for name in before}
    assert after["undo-2"] != before["undo-2"]
    assert after["house"] == before["house"]
