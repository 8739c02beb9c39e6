from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from app.foundation.errors import PlaceError
from app.ui.frame import Frame
from app.ui.language import words
from app.ui.operations import Operations
from app.ui.page import Page
from app.ui.pages import PageEntry
from app.ui.pictures import PROJECTOR, Wanted, paint_pages, place_named
from app.ui.places import Place
from app.ui.session import Session
from app.ui.theme import theme_name

ENTRIES = tuple(PageEntry(name, "house", "frame.page.home", "app.ui.page:Page") for name in ("home", "steps"))


class Watched(Page):
    """Says which language and theme it was shown in, after reading."""

    seen: list[tuple[str, str]]

    def read(self, desk: Any) -> str:
        return "read"

    def show_view(self, view: str) -> None:
        self.content.addWidget(QLabel(view))
        Watched.seen.append((words().language, theme_name()))


@pytest.fixture
def make_frame(session: Session, monkeypatch: pytest.MonkeyPatch) -> Any:
    Watched.seen = []
    monkeypatch.setattr("app.ui.stack.load_factory", lambda path: Watched)
    return lambda: Frame(session, ENTRIES)


def test_every_page_is_painted_in_each_language_and_theme(
    make_frame: Any, operations: Operations, tmp_path: Path
) -> None:
    wanted = Wanted(("home", "steps"))
    files = paint_pages(make_frame, operations, tmp_path / "pictures", wanted)
    assert len(files) == 8
    assert sorted(file.name for file in (tmp_path / "pictures").iterdir()) == sorted(f.name for f in files)
    size = QImage(str(files[0])).size()
    assert (size.width(), size.height()) == (1366, 768)


def test_a_picture_waits_for_what_the_page_reads(
    make_frame: Any, operations: Operations, tmp_path: Path
) -> None:
    paint_pages(make_frame, operations, tmp_path, Wanted(("home",), (("en", "dark"), ("ar", "dark"))))
    assert list(dict.fromkeys(Watched.seen)) == [("en", "dark"), ("ar", "dark")]


def test_a_place_that_cannot_be_written_is_refused(
    make_frame: Any, operations: Operations, tmp_path: Path
) -> None:
    (tmp_path / "home-en-light.png").mkdir()
    with pytest.raises(PlaceError, match="not_written"):
        paint_pages(make_frame, operations, tmp_path, Wanted(("home",), (("en", "light"),)))


def test_a_picture_is_as_large_as_the_screen_that_was_asked_for(
    make_frame: Any, operations: Operations, tmp_path: Path
) -> None:
    wanted = Wanted(("home",), (("ar", "dark"),), PROJECTOR)
    size = QImage(str(paint_pages(make_frame, operations, tmp_path, wanted)[0])).size()
    assert (size.width(), size.height()) == (1024, 768)


def test_a_name_leads_to_a_page_or_to_a_view_of_it() -> None:
    assert place_named("plan") == Place("plan")
    assert place_named("plan.coverage") == Place("plan", view="coverage")
