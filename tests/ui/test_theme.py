"""Every text can be read on its ground, and the style sheet names no colour of its own."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.foundation.paths import resources
from app.ui import stylesheet
from app.ui.palettes import PALETTES, TEXT_ON_GROUND
from app.ui.theme import apply_theme, color, contrast, text_size, theme_name, ui_font


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("pair", TEXT_ON_GROUND, ids=" on ".join)
def test_text_reads_on_its_ground(name: str, pair: tuple[str, str]) -> None:
    ink, ground = (PALETTES[name][role] for role in pair)
    assert contrast(ink, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_themes_know_the_same_roles() -> None:
    assert len({frozenset(colours) for colours in PALETTES.values()}) == 1


def test_style_sheet_names_roles_not_colours() -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b", stylesheet._SHEET.template) == []


@pytest.mark.parametrize("name", PALETTES)
def test_style_sheet_is_complete_for_every_theme(name: str) -> None:
    assert "$" not in stylesheet.style_sheet(name, PALETTES[name], 13)


@pytest.mark.parametrize("name", PALETTES)
def test_pictures_of_the_style_sheet_carry_the_themes_colour(name: str) -> None:
    tick = (resources() / "icons" / f"tick-{name}.svg").read_text("utf-8")
    down = (resources() / "icons" / f"down-{name}.svg").read_text("utf-8")
    assert PALETTES[name]["on_accent"] in tick
    assert PALETTES[name]["quiet"] in down


def test_applying_a_theme_sets_palette_and_font(qapp: QApplication) -> None:
    apply_theme(qapp, "dark", "ar")
    assert theme_name() == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == color("window")
    assert qapp.font().pixelSize() == 14


def test_unknown_theme_is_light(qapp: QApplication) -> None:
    apply_theme(qapp, "purple", "en")
    assert theme_name() == "light"


def test_arabic_script_is_set_larger_and_in_its_own_font_first() -> None:
    assert [text_size(language) for language in ("en", "fr", "ar", "ckb")] == [13, 13, 14, 14]
    assert ui_font("ckb").families()[0] == "Noto Naskh Arabic"
    assert ui_font("fr").families() == ["Noto Sans", "Noto Naskh Arabic"]
