"""Tooltips show what people wrote as they wrote it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

import app.ui
from app.ui.kit.tip import plain_tip, set_tip


@pytest.mark.parametrize(
    "text", ["Sami <img src='file:///x.png'>", "<b>Wells</b>", "a < b & c > d", "<!-- x"]
)
def test_markup_is_shown_as_text(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == text
    assert "<img" not in plain_tip(text)
    assert unescape(plain_tip(text)) == f"<qt>{text}</qt>"


def test_other_text_stays_as_it_is(qtbot: object) -> None:
    widget = QWidget()
    set_tip(widget, "Wells & schools")
    assert widget.toolTip() == "Wells & schools"


def test_every_tooltip_is_set_so() -> None:
    folder = Path(app.ui.__file__).parent
    bare = [str(file) for file in folder.rglob("*.py") if ".setToolTip(" in file.read_text("utf-8")]
    assert bare == [str(folder / "kit" / "tip.py")]
