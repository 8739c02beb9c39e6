"""One walk through the eight steps in the real window, and back after closing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from ui.walking import LEFT, Walker

from app.models.kinds.area import AreaDecision, Location, SelectionCriterion, Task
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.meetings import ActionPoint, Commitment, Consultation, Decision, Issue, Meeting
from app.models.kinds.people import Member
from app.models.kinds.plan import Activity, Lesson, Paragraph, Target
from app.models.kinds.review import Comment, FrozenVersion, Signoff
from app.models.record import Record
from app.services.drafts import drafts
from app.services.signatures import verify_pdf

KINDS: tuple[type[Record], ...] = (
    *(Location, SelectionCriterion, AreaDecision, Member, Stakeholder, StakeholderView, Meeting),
    *(Consultation, Issue, Decision, Commitment, ActionPoint, Paragraph, Activity, Target),
    *(Comment, FrozenVersion, Signoff, Lesson, Task),
)
STEPS = range(1, 9)


@pytest.mark.slow
def test_a_focal_point_walks_all_eight_steps(walker: Walker, door: Any, tmp_path: Path) -> None:
    file = tmp_path / "own.masarw"
    begin(walker, file)
    home_says_what_is_next(walker)
    prepare(walker, door)
    map_stakeholders(walker, door)
    engage_the_authority(walker)
    consult(walker, door)
    hold_the_roundtable(walker, door)
    need_no_further_consultation(walker, door)
    draft(walker)
    review(walker, door)
    freeze_and_sign(walker, door, tmp_path / "plan.pdf")
    learn(walker, door)
    open_every_step(walker)
    hand_over(walker, door, tmp_path / "for-a-member.masar")
    speak_arabic_and_english_again(walker)
    undo_and_redo(walker, door)
    close_and_open_again(walker, file)


def begin(walker: Walker, file: Path) -> None:
    welcome = walker.program.welcome
    assert welcome is not None
    walker.bot.mouseClick(welcome.ways["new"], LEFT)
    dialog = walker.dialog()
    dialog.go.click()
    assert dialog.area.error.text() != ""
    walker.pick_by_typing(dialog.area.control, "Sinjar")
    walker.type(dialog.who.name.control.line, "Dalia Haddad")
    walker.type(dialog.who.organisation.control.line, "Sunbula")
    dialog.passphrase.none.click()
    dialog.file.entry.control.line.selectAll()
    walker.type(dialog.file.entry.control.line, str(file))
    walker.bot.mouseClick(dialog.go, LEFT)
    walker.bot.waitUntil(lambda: walker.program.desk_window is not None, timeout=20_000)
    walker.settle()
    assert "Sinjar" in walker.frame.header.area.text()


def home_says_what_is_next(walker: Walker) -> None:
    home = walker.page("home")
    assert home.header.title.text() == "Step 1: Prepare"
    assert home._view.readiness.findings
    walker.click(home.open_step)
    assert walker.frame.stack.current_id == "steps"
    assert walker.frame.stack.made()["steps"].header.title.text() == "Step 1: Prepare"


def prepare(walker: Walker, door: Any) -> None:
    page = walker.page("area")
    walker.click(page.selection.reasons[1].link)
    walker.write(page.editor.criterion.form, "evidence_en", "Intentions survey, 2026")
    walker.click(page.selection.edit_decision)
    walker.write(page.editor.decision.form, "decided_by", "Area group")
    add_location(walker, door, "Tal Qasab")
    group = walker.page("group")
    door.answers["text"] = "Omar Saleh"
    walker.click(group.add)
    walker.pick(group.members.panel.form, "role", "member")
    assert {one.name_en for one in walker.desk.records(Member)} == {"Dalia Haddad", "Omar Saleh"}
    assert walker.desk.records(Location)[0].name_en == "Tal Qasab"


def add_location(walker: Walker, door: Any, name: str) -> Any:
    page = walker.page("area")
    walker.click(page.tabs.button("locations"))
    door.answers["text"] = name
    walker.click(page.add)
    return page


def add_through_list(walker: Walker, page_id: str, kind: str, field: str, text: str) -> Any:
    page = walker.page(page_id)
    page.tabs.choose(kind)
    walker.settle()
    walker.click(page.add)
    walker.write(page.form, field, text)
    return page


def map_stakeholders(walker: Walker, door: Any) -> None:
    page = walker.page("stakeholders")
    door.answers["text"] = "District council"
    walker.click(page.empty.button)
    walker.click(page.tabs.button("grid"))
    view = page.grid.view
    x, y = view.ground().point(3.0, 3.0)
    walker.bot.mouseClick(view.viewport(), LEFT, pos=QPointF(x, y).toPoint())
    walker.settle()
    walker.drag(view, QPointF(x, y).toPoint(), QPoint(120, -60))
    (rating,) = walker.desk.records(StakeholderView)
    assert float(rating.influence) > 3.2
    assert float(rating.interest) > 3.2


def engage_the_authority(walker: Walker) -> None:
    page = new_meeting(walker, "authority")
    walker.click(page.room.beside.agreement.write)
    form = page.room.line.form
    walker.pick(form, "agreement_reached", True)
    walker.write(page.room.line.form, "agreement_on", "٣/٤/٢٠٢٦")
    (meeting,) = walker.desk.records(Meeting)
    assert (meeting.agreement_reached, meeting.agreement_on) == (True, "2026-04-03")
    walker.click(page.room_actions.back)


def new_meeting(walker: Walker, meeting_type: str) -> Any:
    page = walker.page("meetings")
    walker.click(page.tabs.button("meetings"))
    walker.bot.mouseClick(page.add, LEFT)
    walker.jump(meeting_type)
    assert page.stack.currentWidget() is page.room
    return page


def consult(walker: Walker, door: Any) -> None:
    meetings = walker.page("meetings")
    walker.click(meetings.consultations)
    page = walker.frame.stack.currentWidget()
    door.answers["text"] = "Returnee women of Tal Qasab"
    walker.click(page.add)
    walker.write(page.consultation_panel.form, "women", "١٢")
    (consultation,) = walker.desk.records(Consultation)
    assert (consultation.title_en, consultation.women) == ("Returnee women of Tal Qasab", 12)


def hold_the_roundtable(walker: Walker, door: Any) -> None:
    page = new_meeting(walker, "roundtable")
    door.answers["text"] = "Water and schools"
    walker.click(page.room.agenda.add)
    walker.click(page.room_actions.go_on)
    walker.come_to_the_front()
    entry = page.room.stream.entry
    for key, text in (
        (Qt.Key.Key_F2, "The pump has no generator"),
        (Qt.Key.Key_F3, "Water comes first"),
        (Qt.Key.Key_F4, "Forty desks by May"),
        (Qt.Key.Key_F5, "Send the list of schools"),
    ):
        walker.bot.keyClick(entry.text, key)
        walker.type(entry.text, text)
        walker.bot.keyClick(entry.text, Qt.Key.Key_Return)
        walker.settle()
    caught = [walker.desk.records(kind)[0].text_en for kind in (Issue, Decision, Commitment, ActionPoint)]
    assert caught == [
        *("The pump has no generator", "Water comes first", "Forty desks by May", "Send the list of schools"),
    ]
    walker.bot.mouseClick(page.room_actions.go_on, LEFT)
    walker.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert page.room_actions.status.text() == "Held"


def need_no_further_consultation(walker: Walker, door: Any) -> None:
    page = walker.page("steps")
    page.choose(5)
    walker.settle()
    door.answers["text"] = "All groups were in the room"
    walker.click(page.skip)
    assert page._view.steps[4].status == "skipped_with_reason"
    assert page.skip.text() == "It is needed after all"


def draft(walker: Walker) -> None:
    page = walker.page("plan")
    walker.click(page.tabs.button("text"))
    walker.click(page.text.first.add)
    walker.write(page.text.first.new, "", "Two thousand families came back to Sinjar.")
    assert walker.desk.records(Paragraph)[0].text == "Two thousand families came back to Sinjar."
    walker.click(page.tabs.button("activities"))
    walker.click(page.add)
    walker.write(page.activity_panel.form, "title_en", "Repair the pump of Tal Qasab")
    walker.pick(page.activity_panel.form, "objective", "SO4")
    walker.click(page.activity_panel.targets.add)
    (block,) = page.activity_panel.targets.blocks.values()
    walker.write(block.form, "value", "1,200")
    assert [one.value for one in walker.desk.records(Target)] == ["1200"]


def review(walker: Walker, door: Any) -> None:
    page = walker.page("review")
    walker.click(page.new_round)
    door.answers["text"] = "Name who runs the pump"
    walker.click(page.add)
    walker.write(page.comment_panel.form, "response", "The water directorate runs it")
    walker.pick(page.comment_panel.form, "status", "accepted")
    (comment,) = walker.desk.records(Comment)
    assert (comment.response, comment.status) == ("The water directorate runs it", "accepted")


def freeze_and_sign(walker: Walker, door: Any, pdf: Path) -> None:
    page = walker.page("review")
    walker.click(page.tabs.button("versions"))
    walker.click(page.freeze_draft)
    walker.dialog().languages.control.show_value(("en",))
    walker.agree()
    assert page.versions.card.title.text() == "Draft 0.1"
    walker.click(page.versions.card.buttons["sign"])
    walker.agree()
    assert len(walker.desk.records(Signoff)) == 1
    door.answers["save"] = pdf
    walker.click(page.versions.card.buttons["save"])
    found = verify_pdf(pdf.read_bytes(), walker.desk)
    assert (found.verdict, len(found.signatures)) == ("all_intact", 2)


def learn(walker: Walker, door: Any) -> None:
    door.answers["text"] = "Ask women"
    walker.page("monitoring").tabs.choose("lessons")
    walker.settle()
    page = walker.page("monitoring").lessons.records
    walker.click(page.add)
    walker.write(page.form, "title_en", "Ask women apart")
    assert page.tabs.current() == "lesson"


def open_every_step(walker: Walker) -> None:
    page = walker.page("steps")
    for number in STEPS:
        page.choose(number)
        walker.settle()
        assert page.header.title.text().startswith(f"Step {number}: ")
        assert page.reasons.isVisible()
        before = done_tasks(walker)
        walker.click(first_box(page))
        assert done_tasks(walker) == before + 1


def hand_over(walker: Walker, door: Any, package: Path) -> None:
    page = walker.page("exchange")
    walker.click(page.make)
    door.answers["save"] = package
    walker.agree()
    assert package.stat().st_size > 1000
    walker.agree()


def speak_arabic_and_english_again(walker: Walker) -> None:
    frame = walker.frame
    walker.menu(frame.header.language, "العربية")
    assert frame.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert frame.rail.mapTo(frame, QPoint(0, 0)).x() > frame.width() / 2
    home = walker.page("home")
    assert "الخطوة" in home.header.title.text()
    walker.menu(frame.header.language, "English")
    assert frame.rail.mapTo(frame, QPoint(0, 0)).x() == 0
    assert home.header.title.text().startswith("Step ")


def undo_and_redo(walker: Walker, door: Any) -> None:
    page = add_location(walker, door, "Bir Zanbaq")
    walker.click(walker.frame.header.undo)
    assert [one.name_en for one in walker.desk.records(Location)] == ["Tal Qasab"]
    walker.click(walker.frame.header.redo)
    assert page.locations.model.shown_count() == 2
    assert [one.name_en for one in walker.desk.records(Location)] == ["Tal Qasab", "Bir Zanbaq"]


def close_and_open_again(walker: Walker, file: Path) -> None:
    before = held(walker)
    walker.program.show_welcome()
    walker.settle()
    assert walker.program.desk_window is None
    walker.program.open_recent(str(file))
    walker.bot.waitUntil(lambda: walker.program.desk_window is not None, timeout=20_000)
    walker.settle()
    assert held(walker) == before
    assert drafts(walker.desk) == []
    assert walker.frame.drafts.isHidden()


def held(walker: Walker) -> dict[str, list[Record]]:
    return {kind.__name__: sorted(walker.desk.records(kind), key=lambda one: one.id) for kind in KINDS}


def done_tasks(walker: Walker) -> int:
    return sum(task.status == "done" for task in walker.desk.records(Task))


def first_box(page: Any) -> Any:
    from app.ui.pages.step_tasks import TaskRow

    return page.tasks.findChildren(TaskRow)[0].box
