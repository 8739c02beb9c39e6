"""Steps shows one step: reasons with marks and links, tasks, what it is for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.models.kinds.area import Step, Task
from app.process.definition import durable_solutions
from app.process.terms import Term
from app.services.views.path import PathEntry
from app.services.views.said import Name, said
from app.services.views.steps import ReasonEntry, StepEntry, StepsView, TaskEntry
from app.ui.kit.finding import Mark, ReasonRow
from app.ui.language import use_language
from app.ui.pages.step_tasks import TaskRow
from app.ui.pages.steps import StepsPage
from app.ui.places import Place
from app.ui.session import Session

OWN = Name(en="x")
REASONS = (
    ReasonEntry(
        "met", said("home.own_words", text=OWN), said("home.own_words", text=OWN), "meetings", "meeting", "m1"
    ),
    ReasonEntry(
        "partly", said("home.own_words", text=OWN), said("home.own_words", text=OWN), "group", "member"
    ),
    ReasonEntry(
        "open", said("home.own_words", text=OWN), said("home.own_words", text=OWN), "plan", "activity"
    ),
)
TEMPLATE = TaskEntry(
    "", "desk_review", Term("step.prepare.task.desk_review"), "", Name(), "members", "", is_done=False
)
KEPT = TaskEntry("t1", "", Name(en="Call"), "m1", Name(en="Omar Saleh"), "", "2026-04-16", is_done=True)


def entry(number: int, step_id: str, page: str) -> StepEntry:
    return StepEntry(
        number=number,
        id=step_id,
        status="in_progress",
        page=page,
        source="source.dstwg_steps",
        reasons=REASONS,
        tasks=(TEMPLATE, KEPT),
        duties=(("focal_points", f"step.{step_id}.duty.focal_points"),),
        leaves=("leaves.area_decision",),
        guidance=(),
        conditional=step_id == "consult_further",
    )


VIEW = StepsView(
    current=1,
    path=tuple(PathEntry(step.number, step.id, "waiting") for step in durable_solutions().steps),
    steps=tuple(entry(step.number, step.id, step.page) for step in durable_solutions().steps),
    members=(("m1", Name(en="Omar Saleh")),),
)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> StepsPage:
    made = StepsPage(session)
    qtbot.addWidget(made)
    made.retranslate()
    made.take_view(VIEW)
    return made


def test_the_groups_step_is_in_front(page: StepsPage) -> None:
    assert page.header.title.text() == "Step 1: Prepare"
    assert page.chip.text() == "in progress"


def test_reasons_have_marks_and_links(page: StepsPage, qtbot: QtBot) -> None:
    rows = page.findChildren(ReasonRow)
    assert [row.findChild(Mark).text() for row in rows] == ["✓", "…", "!"]
    assert [row.link.text() for row in rows] == ["Open", "Go there", "Go there"]
    with qtbot.waitSignal(page.session.asked_for) as caught:
        rows[0].link.click()
    assert caught.args == [Place("meetings", "meeting", "m1")]


def test_another_step_is_chosen_from_the_list_or_from_elsewhere(page: StepsPage) -> None:
    page.list.items[5].click()
    assert page.header.title.text() == "Step 6: Draft the plan"
    page.go_to(Place("steps", "step", "consult"))
    assert page.step().number == 3
    page.go_to(Place("steps", "step", "2"))
    assert page.step().number == 2


def test_ticking_a_task_of_the_process_makes_its_record(page: StepsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.saved):
        page.findChildren(TaskRow)[0].box.click()
    made = page.session.desk.records(Task)
    assert [(one.template, one.status, one.step_id) for one in made] == [("desk_review", "done", "prepare")]
    assert made[0].done_on == "2026-04-07"


def test_tasks_say_who_and_by_when(page: StepsPage) -> None:
    rows = page.findChildren(TaskRow)
    shown = [[one.text() for one in row.findChildren(QLabel) if not one.isHidden()] for row in rows]
    assert shown[0][1:] == ["Members", ""]
    assert shown[1] == ["Call", "Omar Saleh", "16 Apr"]
    assert page.tasks.quiet.text() == "1 of 2 done"


def test_a_task_opens_beside_the_step_and_keeps_itself(page: StepsPage, qtbot: QtBot) -> None:
    page.session.desk.held.append(Task(id="t1", space="s", title_en="Call", step_id="prepare"))
    page.findChildren(TaskRow)[1].link.clicked.emit()
    assert not page.panel.isHidden()
    assert page.side.isHidden()
    field = page.panel.form.fields["title_en"]
    field.control.box.setPlainText("Call twice")
    with qtbot.waitSignal(page.session.saved):
        field.commit()
    assert page.session.desk.find(Task, "t1").title_en == "Call twice"
    page.panel.leave()
    assert not page.side.isHidden()


def test_adding_and_removing_a_task(page: StepsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.saved):
        page.add_task.click()
    task = page.session.desk.records(Task)[0]
    assert (task.title_en, task.status) == (None, "open")
    page.panel.open_task(replace(KEPT, id=task.id))
    with qtbot.waitSignals([page.session.undoable, page.session.saved]):
        page.panel.remove.click()
    assert page.session.desk.records(Task) == []


def test_only_a_conditional_step_can_be_left_out_with_a_reason(page: StepsPage, qtbot: QtBot) -> None:
    page.session.door.answers["text"] = "The first round was enough."
    page.choose(5)
    with qtbot.waitSignal(page.session.saved):
        page.skip.click()
    kept = page.session.desk.records(Step)[0]
    assert (kept.step_id, kept.skip_reason) == ("consult_further", "The first round was enough.")


def test_guidance_is_told_through_the_door(page: StepsPage) -> None:
    page.guidance_button.click()
    title, text = page.session.door.said[0]
    assert title == "Prepare"
    assert len(text) > 80
    assert text.splitlines()[-1].startswith("Source: DSTWG")


def test_the_step_speaks_arabic(qapp: QApplication, page: StepsPage) -> None:
    use_language(qapp, "ar")
    assert "الخطوة 1" in page.header.title.text()
    assert page.add_task.text() == "إضافة مهمة"
