"""Steps over a real workspace: all at once, who leads and when, what is left behind, what came of a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.area import Step, Task
from app.models.kinds.meetings import Attachment
from app.services.begun import begun, keep_all
from app.services.step_tasks import change_step
from app.services.views.home import GuidanceEntry
from app.services.views.said import Name
from app.ui.language import use_language
from app.ui.pages.step_documents import DocumentRow
from app.ui.pages.step_overview import StepBar
from app.ui.pages.step_tasks import TaskRow
from app.ui.pages.steps import StepsPage
from app.ui.places import Place


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(window: Window) -> StepsPage:
    return window.show(StepsPage)


def test_all_steps_stand_on_one_scale_and_lead_to_one(window: Window, page: StepsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.all_steps, Qt.Key.Key_Space)
    window.settle()
    assert page.overview.isVisible()
    assert len(page.overview.findChildren(StepBar)) == 8
    assert page.step() is None
    assert nameless(page) == []
    qtbot.keyClick(page.overview.links[3], Qt.Key.Key_Return)
    assert page.header.title.text().startswith("Step 4")
    assert page.detail.isVisible()
    page.go_to(Place("steps", view="overview"))
    assert page.overview.isVisible()
    page.open_page.click()
    assert page.step() is not None


def test_the_overview_says_planned_and_actual(window: Window, page: StepsPage, qapp: QApplication) -> None:
    page.show_all()
    spoken = [bar.accessibleName() for bar in page.overview.findChildren(StepBar)]
    assert any("planned" in text and "took place" in text for text in spoken)
    use_language(qapp, "ar")
    spoken = [bar.accessibleName() for bar in page.overview.findChildren(StepBar)]
    assert any("مخطط" in text for text in spoken)


def test_dates_and_a_note_keep_themselves_and_one_that_cannot_be_is_said(
    window: Window, page: StepsPage
) -> None:
    page.choose(7)
    for name, text in (("planned_start", "2026-05-01"), ("note", "Send by stick")):
        field = page.facts.form.fields[name]
        field.control.show_value(text)
        field.commit()
    window.settle()
    (kept,) = window.desk.records(Step, step_id="review")
    assert (kept.planned_start, kept.note) == ("2026-05-01", "Send by stick")
    end = page.facts.form.fields["planned_end"]
    end.control.show_value("2026-04-01")
    end.commit()
    window.settle()
    assert "end lies before" in end.error.text()
    assert window.desk.records(Step, step_id="review")[0].planned_end != "2026-04-01"


def test_what_is_typed_for_a_step_without_a_record_comes_back_after_a_kill(window: Window) -> None:
    for one in window.desk.records(Step, step_id="review"):
        with window.desk.write("step.edit") as unit:
            unit.remove(Step, one.id)
    page = window.show(StepsPage)
    page.choose(7)
    window.settle()
    page.facts._draft("note", "Half a sen")
    window.settle()
    assert begun(window.desk)[0].values == {"note": "Half a sen"}
    assert keep_all(window.desk, "9999") == []
    assert window.desk.records(Step, step_id="review")[0].note == "Half a sen"


def test_documents_lead_to_where_they_stand(window: Window, page: StepsPage) -> None:
    page.choose(4)
    window.settle()
    rows = page.leaves.findChildren(DocumentRow)
    assert any("record" in row.state.text() for row in rows)
    rows[0].link.clicked.emit()  # type: ignore[attr-defined]
    assert window.places[-1].page == "meetings"


def test_what_came_of_a_task_hangs_on_it(window: Window, page: StepsPage, tmp_path: Path) -> None:
    page.choose(6)
    window.settle()
    task = next(one for one in page.step().tasks if one.id)  # type: ignore[union-attr]
    page.panel.open_task(task)
    window.settle()
    scan = tmp_path / "list.png"
    Image.new("L", (40, 40)).save(scan)
    window.door.open = scan
    page.panel.files.add.click()
    window.settle()
    (file,) = window.desk.records(Attachment, subject=task.id)
    assert (file.subject_kind, file.name_en) == ("task", "list")
    page.reload()
    window.settle()
    shown = next(row for row in page.findChildren(TaskRow) if row.link.text() == page.panel.title.text())
    assert shown is not None
    assert next(one for one in page.step().tasks if one.id == task.id).files == 1  # type: ignore[union-attr]


def test_a_done_task_says_since_when(window: Window, page: StepsPage) -> None:
    done = next(one for one in window.desk.records(Task) if one.status == "done" and one.done_on)
    page.go_to(Place("steps", "task", done.id))
    window.settle()
    assert page.panel.done.isVisible()
    assert "Done" in page.panel.done.text()


def test_one_step_has_one_record_of_its_own(window: Window) -> None:
    first = change_step(window.desk, "review", {"note": "a"})
    assert change_step(window.desk, "review", {"note": "b"}) == first
    assert len(window.desk.records(Step, step_id="review")) == 1


def test_word_from_headquarters_stands_on_its_step_and_leads_there(page: StepsPage) -> None:
    told = GuidanceEntry(
        "g", "guidance", Name(en="How to consult"), Name(en="Ask women alone."), step_id="consult"
    )
    view = page._view
    steps = [
        replace(one, guidance=(told,)) if one.id == "consult" else replace(one, deadline="2026-04-20")
        for one in view.steps
    ]
    page.take_view(replace(view, steps=tuple(steps)))
    page.go_to(Place("steps", "guidance", "g"))
    assert page.header.title.text().startswith("Step 3")
    assert page.guidance.isVisible()
    page.choose(6)
    assert "headquarters expects it by" in page.header.quiet.toolTip()


def test_a_page_not_yet_filled_remembers_where_it_was_sent(window: Window) -> None:
    task = next(one for one in window.desk.records(Task) if one.step_id == "review")
    made = StepsPage(window.session)
    made.go_to(Place("steps", "task", task.id))
    page = window.show(lambda _session: made)
    assert page.step() is not None
    assert page.step().id == "review"  # type: ignore[union-attr]
    assert page.panel.isVisible()
