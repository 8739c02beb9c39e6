"""What is done on the pages of the steps beside the walk of the five steps, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from ui.walk.eyes import own
from ui.walk.gates import look_at
from ui.walk.person import Person

from app.models.kinds.area import Step, Task
from app.models.kinds.meetings import Attachment, Consultation

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True
TASK, REASON = "Ask the water office for its list of wells", "Every village was heard at the roundtable"


def test_a_task_of_a_step_is_given_and_its_output_is_attached(somebody: Person, tmp_path: Path) -> None:
    desk, file = somebody.walker.desk, tmp_path / "wells.png"
    Image.new("RGB", (40, 30), "white").save(file)
    look_at(somebody, 5)
    somebody.click("steps.add_task")
    (title,) = own("title", "")
    somebody.fill(f"field.task.{title}", TASK)
    somebody.choose("field.task.assignee", "Dalia Haddad")
    somebody.fill("field.task.due", "20/4/2026")
    somebody.door.files = [file]
    somebody.click("attachments.add")
    (task,) = desk.records(Task, **own("title", TASK))
    assert (bool(task.assignee), task.due) == (True, "2026-04-20")
    assert [one.file_name for one in desk.records(Attachment, subject=task.id)] == ["wells.png"]


def test_a_task_of_the_process_gets_its_output_before_anything_else(somebody: Person, tmp_path: Path) -> None:
    desk, file = somebody.walker.desk, tmp_path / "launch.png"
    Image.new("RGB", (40, 30), "white").save(file)
    look_at(somebody, 8)
    somebody.click("step.finalise_monitor.task.launch")
    somebody.door.files = [file]
    somebody.click("attachments.add")
    (task,) = desk.records(Task, template="launch")
    assert desk.records(Attachment, subject=task.id)


def test_step_five_is_passed_over_with_a_reason_that_can_be_taken_back(somebody: Person) -> None:
    desk = somebody.walker.desk
    with desk.write("consultation.remove") as unit:
        for one in desk.records(Consultation, step_id="consult_further"):
            unit.remove(Consultation, one.id)
    somebody.walker.settle()
    look_at(somebody, 5)
    somebody.door.answers = [REASON]
    somebody.click("steps.skip")
    assert desk.records(Step, step_id="consult_further")[0].skip_reason == REASON
    assert somebody.sees("steps.status.skipped_with_reason")
    assert somebody.sees("steps.skipped", reason=REASON)
    somebody.click("steps.needed_after_all")
    assert not desk.records(Step, step_id="consult_further")[0].skip_reason
