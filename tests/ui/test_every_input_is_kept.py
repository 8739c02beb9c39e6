"""Whatever is typed anywhere on a page lies in the draft table a second later, searches and secrets aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.models.registry import KINDS
from app.ui.kit.form import Form
from app.ui.kit.inputs import DateInput, Input
from app.ui.pages import PAGES
from app.ui.places import PAGE_OF_KIND, Place, place_of
from app.ui.session import Session
from app.ui.stack import load_factory

NOT_CONTENT = {
    "RecordsPage.search",
    "JointRecords.search",
    "FoundList.search",
    "LocationList.search",
    "SourceList.search",
    "StakeholderList.search",
    "OutreachList.search",
    "ActivitiesTab.search",
    "CommitmentsTab.search",
    "RegisterTab.search",
    "CommentsTab.search",
    "VoiceList.search",
    "SearchList.search",
    "FollowedList.search",
    "IndicatorList.search",
}
"""Lines that narrow a list."""
NOT_KEPT = {"TakeCard.words_entry"}
"""Six words that open a package: a secret is written nowhere."""
VIEWS = {
    "area": ("selection", "locations", "ranking", "map", "sources"),
    "group": (
        *("members", "nominations", "organisations", "learning", "work", "support", "contributions"),
        *("coordination", "weeks"),
    ),
    "stakeholders": ("list", "grid", "relations", "outreach", "support", "authority"),
    "meetings": ("meetings", "register", "before", "room", "after", "names"),
    "voices": ("inputs", "consultations", "intentions", "expectations"),
    "plan": ("activities", "text", "timeline", "coverage", "commitments"),
    "review": ("comments", "versions"),
    "monitoring": ("progress", "indicators", "follow_up", "lessons", "reports"),
}
LEAST = {
    "area": 20,
    "group": 30,
    "steps": 3,
    "stakeholders": 15,
    "meetings": 15,
    "voices": 20,
    "plan": 12,
    "review": 4,
    "monitoring": 10,
}
"""So many inputs were found at least, or the test has gone blind."""


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setattr("app.ui.kit.field.DRAFT_AFTER", 0)
    monkeypatch.setattr("app.ui.begun.DRAFT_AFTER", 0)
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Every draft that was asked to be kept, instead of keeping it."""
    calls: list[tuple[Any, ...]] = []

    def keep(_session: Session, *given: Any) -> None:
        calls.append(given)

    monkeypatch.setattr(Session, "keep_draft", keep)
    monkeypatch.setattr(Session, "keep_begun", keep)
    return calls


@pytest.mark.parametrize("page_id", [entry.id for entry in PAGES])
@pytest.mark.slow
def test_what_is_typed_is_kept(
    window: Window, kept: list[tuple[Any, ...]], qtbot: QtBot, page_id: str
) -> None:
    entry = next(one for one in PAGES if one.id == page_id)
    page = window.show(load_factory(entry.factory))
    qtbot.addWidget(page)
    tried: set[str] = set()
    for _ in ways_into(window, page, page_id):
        unfold(page)
        for box in boxes(page):
            name = name_of(box)
            if name not in tried | NOT_CONTENT | NOT_KEPT:
                tried.add(name)
                kept.clear()
                type_into(box)
                with suppress(qtbot.TimeoutError):
                    qtbot.waitUntil(lambda: bool(kept), timeout=2000)
                assert kept, name
    assert len(tried) >= LEAST.get(page_id, 0), sorted(tried)


def ways_into(window: Window, page: Any, page_id: str) -> Iterator[None]:
    """Bring the page into each of its views, then to the first record of each kind that is edited there."""
    yield
    for view in VIEWS.get(page_id, ()):
        page.go_to(Place(page_id, view=view))
        window.settle()
        yield
    for kind in (kind for kind, where in PAGE_OF_KIND.items() if where == page_id and kind in KINDS):
        held = window.desk.records(KINDS[kind])
        if held:
            page.go_to(place_of(kind, held[0].id))
            window.settle()
            yield
    if page_id == "steps":
        page.panel.open_task(page.step().tasks[0])
        yield
    if page_id == "meetings":
        page.room.open_counting()
        yield
    if page_id == "plan":
        page.go_to(Place("plan", view="text"))
        window.settle()
        page.text.first.begin_new()
        yield


def unfold(page: QWidget) -> None:
    panel, activity = getattr(page, "panel", None), getattr(page, "activity_panel", None)
    parts = [getattr(panel, name, None) for name in ("log", "people", "relations", "edit")]
    for part in (*parts, getattr(activity, "more_button", None)):
        button = getattr(part, "add", part)
        if button is not None and button.isVisible() and not button.isChecked():
            button.click()


def boxes(page: QWidget) -> list[Any]:
    """Return what can be typed into now; the line of a list of choices holds no content of its own."""
    found = [*page.findChildren(QLineEdit), *page.findChildren(QTextEdit), *page.findChildren(QPlainTextEdit)]
    return [
        one
        for one in found
        if one.isVisible()
        and one.isEnabled()
        and not one.isReadOnly()
        and not isinstance(one.parent(), QComboBox)
    ]


def name_of(box: QWidget) -> str:
    """Return "Class.attribute" of the page's part that holds a box, with the field's name if it has one."""
    part: Any = box
    while part is not None:
        holder = part.parent()
        while holder is not None:
            for name, value in vars(holder).items():
                if value is part and type(holder).__module__.startswith("app.ui.pages"):
                    return f"{type(holder).__name__}.{name}"
            if isinstance(holder, Form):
                field = next((key for key, one in holder.fields.items() if one.isAncestorOf(box)), "")
                kind = getattr(holder, "kind", type(holder.parent()).__name__)
                return f"{type(holder).__name__}.{kind}.{field}"
            holder = holder.parent()
        part = part.parent()
    return f"{type(box).__name__} of {type(box.parent()).__name__}"


def type_into(box: Any) -> None:
    holder = box.parent()
    text = "4 May 2026" if isinstance(holder, Input) and isinstance(holder, DateInput) else "3"
    if isinstance(box, QLineEdit):
        box.setText(text)
        box.textEdited.emit(text)
    else:
        box.setPlainText(f"{box.toPlainText()} {text}")
