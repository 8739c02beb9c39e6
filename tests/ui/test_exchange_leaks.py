"""Dialogs and pages go away for good when they are closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.services.views.duplicates import MergeField, MergeView
from app.services.views.exchange import ExchangeView
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry, RecordConflicts
from app.services.views.people_names import WhoEntry
from app.services.views.said import Name
from app.ui.pages.exchange_conflicts import ConflictArea
from app.ui.pages.exchange_conflicts_several import SeveralDialog
from app.ui.pages.exchange_duplicates import DuplicatesTab
from app.ui.pages.exchange_make import MakeDialog
from app.ui.pages.exchange_merge import MergeDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.plan_activity_panel import ActivityPanel
from app.ui.pages.plan_paragraphs import ParagraphColumn
from app.ui.pages.plan_preview import PlanPreview
from app.ui.session import Session

FIELD = MergeField("can_bring", "stakeholder", "can_bring", False, ("Pumps", "Wells"))
Make = Callable[[Session], QWidget]


def make_dialog(session: Session) -> QWidget:
    return MakeDialog(session, ExchangeView())


def take_dialog(session: Session) -> QWidget:
    return TakeDialog(session, Path("p.masar"))


def merge_dialog(session: Session) -> QWidget:
    dialog = MergeDialog(session, "stakeholder", ("a", "b"))
    dialog.show_view(MergeView("stakeholder", (), (FIELD,), (), ()))
    dialog.choices[0].write_another()
    return dialog


def several_dialog(session: Session) -> QWidget:
    dialog = SeveralDialog(session)
    dialog.lines.show_lines("This decides 1 conflict", [("", "A-007: 400")])
    return dialog


def conflict_area(session: Session) -> QWidget:
    area = ConflictArea(session)
    choices = (
        ChoiceEntry(0, "450", WhoEntry("a"), "", True),
        ChoiceEntry(1, "400", WhoEntry("b"), "", False),
    )
    conflict = ConflictEntry("t/value", "t", "target", "value", "", Name("Wells"), False, choices)
    area.show_view(
        ExchangeView(conflicts=(RecordConflicts("t", "target", "", Name("Wells"), False, ("value",)),))
    )
    area.pane._show(area.pane._asked, (conflict,))
    area.pane.blocks[0].write_another()
    area.decided.hide()
    return area


@pytest.mark.parametrize(
    "make",
    [
        make_dialog,
        take_dialog,
        merge_dialog,
        several_dialog,
        conflict_area,
        DuplicatesTab,
        PlanPreview,
        ActivityPanel,
        ParagraphColumn,
    ],
)
def test_nothing_keeps_a_closed_widget(session: Session, monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    monkeypatch.setattr(MakeDialog, "look", lambda _self: None)
    widget = make(session)
    gone = weakref.ref(widget)
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del widget
    gc.collect()
    assert gone() is None
