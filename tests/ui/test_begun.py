"""Type, end without committing, open again: what was being entered is there, in every form that adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, found
from ui.windows import Answers, Window

from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.models.kinds.plan import Paragraph
from app.services.begun import begun, begun_values, keep_all, keep_begun
from app.services.meeting_work import add_agenda_item, add_meeting
from app.services.opening import open_workspace
from app.services.stakeholder_work import add_stakeholder
from app.ui.asking import Ask
from app.ui.begun import BegunEntry, DialogEntry
from app.ui.desk_window import DeskWindow
from app.ui.kit import field
from app.ui.kit.field import FieldEditor
from app.ui.kit.input import Input
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.pages.steps import StepsPage
from app.ui.places import Place, place_of_form
from app.ui.welcome_parts import WhoEntries


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    made = found(tmp_path)[0]
    made.use()
    return made


@pytest.fixture
def start(laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Window]]:
    """Open the workspace in a window; the one before ends as if the program had been killed."""
    monkeypatch.setattr(field, "DRAFT_AFTER", 0)
    monkeypatch.setattr("app.ui.begun.DRAFT_AFTER", 0)
    opened: list[Window] = []

    def open_again() -> Window:
        if opened:
            stop_at_once()
            opened.pop().close()
            laptop.desk = open_workspace(laptop.file, None).desk
        opened.append(Window(laptop.desk))
        return opened[-1]

    yield open_again
    stop_at_once()
    opened[-1].close()


def stop_at_once() -> None:
    """Let nothing on the screen write any more, as when the power goes."""
    for window in QApplication.topLevelWidgets():
        for control in window.findChildren(Input):
            control.blockSignals(True)
        for editor in window.findChildren(FieldEditor):
            editor._rest.stop()


def rest(window: Window, qtbot: QtBot, form: str) -> None:
    """Wait until what was typed lies in the file."""
    qtbot.waitUntil(lambda: any(one.form == form for one in begun(window.desk)))
    window.settle()


def put(control: Any, text: str) -> None:
    """Type into an input without leaving it."""
    if isinstance(control.main(), QTextEdit):
        control.box.setPlainText(text)
    else:
        control.line.setText(text)
        control.line.textEdited.emit(text)


@pytest.mark.parametrize(
    ("section", "name", "form"),
    [("log", "summary", "engagement"), ("people", "person_name", "contact")],
)
def test_a_section_that_adds_is_filled_again(
    start: Callable[[], Window], laptop: Laptop, qtbot: QtBot, section: str, name: str, form: str
) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    part = getattr(page.panel, section)
    part.add.click()
    put(part.form.fields[name].control, "Hawre from the water office")
    rest(window, qtbot, form)

    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    window.settle()
    part = getattr(page.panel, section)
    assert part.form.fields[name].control.value() == "Hawre from the water office"
    assert part.form.isVisible()
    part.keep.click()
    window.settle()
    assert begun(window.desk) == []


def test_a_relation_that_was_being_chosen_is_there_again(
    start: Callable[[], Window], laptop: Laptop, qtbot: QtBot
) -> None:
    governor, elders = (add_stakeholder(laptop.desk, name, "en") for name in ("Governor", "Elders"))
    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    page.panel.relations.add.click()
    target = page.panel.relations.form.fields["target"].control
    target.show_value(elders)
    target.finished.emit()
    rest(window, qtbot, "stakeholder_link")

    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    window.settle()
    assert page.panel.relations.form.fields["target"].control.value() == elders


def test_what_is_entered_for_one_stakeholder_is_not_shown_for_another(
    start: Callable[[], Window], laptop: Laptop, qtbot: QtBot
) -> None:
    governor, elders = (add_stakeholder(laptop.desk, name, "en") for name in ("Governor", "Elders"))
    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    page.panel.people.add.click()
    put(page.panel.people.form.fields["person_name"].control, "Hawre")
    page.open_stakeholder(elders)
    window.settle()
    assert page.panel.people.form.fields["person_name"].control.value() is None
    page.open_stakeholder(governor)
    window.settle()
    assert page.panel.people.form.fields["person_name"].control.value() == "Hawre"


def test_a_rating_is_there_again_and_keeping_it_makes_the_record(
    start: Callable[[], Window], laptop: Laptop, qtbot: QtBot
) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    put(page.panel.ratings.fields["influence"].control, "4.5")
    rest(window, qtbot, "rating")

    window = start()
    page = window.show(StakeholdersPage)
    page.open_stakeholder(governor)
    window.settle()
    assert page.panel.ratings.fields["influence"].control.value() == "4.5"
    page.panel.ratings.fields["influence"].commit()
    window.settle()
    assert [one.influence for one in window.desk.records(StakeholderView)] == ["4.5"]
    assert begun(window.desk) == []


def test_a_new_paragraph_is_there_again(start: Callable[[], Window], qtbot: QtBot) -> None:
    window = start()
    page = window.show(PlanPage)
    page.go_to(Place("plan", view="text"))
    column = page.text.first
    column.begin_new()
    put(column.new.control, "The district was emptied")
    rest(window, qtbot, "paragraph")

    window = start()
    page = window.show(PlanPage)
    page.go_to(Place("plan", view="text"))
    window.settle()
    column = page.text.first
    assert not column.new.isHidden()
    assert column.new.control.value() == "The district was emptied"
    column.new.commit()
    window.settle()
    assert [one.text for one in window.desk.records(Paragraph)] == ["The district was emptied"]
    assert begun(window.desk) == []
    assert column.new.isHidden()


def test_a_paragraph_kept_from_the_banner_leaves_no_copy_in_its_box(
    start: Callable[[], Window], laptop: Laptop, qtbot: QtBot
) -> None:
    window = start()
    page = window.show(PlanPage)
    page.go_to(Place("plan", view="text"))
    owner = page.text.first.begun.owner
    keep_begun(window.desk, "paragraph", owner, {"text": "The district"})
    window = start()
    page = window.show(PlanPage)
    page.go_to(Place("plan", view="text"))
    window.settle()
    keep_all(window.desk, "9999")
    window.session.begun_gone.emit(frozenset({"paragraph"}))
    window.settle()
    assert page.text.first.new.isHidden()
    page.commit_typing()
    window.settle()
    assert len(window.desk.records(Paragraph)) == 1


def test_a_task_of_the_process_is_there_again(start: Callable[[], Window], qtbot: QtBot) -> None:
    window = start()
    page = window.show(StepsPage)
    task = page.step().tasks[0]
    page.panel.open_task(task)
    put(page.panel.form.fields["title_en"].control, "Ask for the figures")
    rest(window, qtbot, "task")

    window = start()
    page = window.show(StepsPage)
    page.panel.open_task(page.step().tasks[0])
    window.settle()
    assert page.panel.form.fields["title_en"].control.value() == "Ask for the figures"
    page.panel.open_task(page.step().tasks[1])
    window.settle()
    assert page.panel.form.fields["title_en"].control.value() != "Ask for the figures"


@pytest.fixture
def meeting(laptop: Laptop) -> str:
    made = add_meeting(laptop.desk, "roundtable", "Roundtable", "en")
    add_agenda_item(laptop.desk, made, "Opening", "en")
    return made


def test_a_line_of_the_roundtable_is_there_again_with_what_it_is(
    start: Callable[[], Window], meeting: str, qtbot: QtBot
) -> None:
    window = start()
    page = window.show(MeetingsPage)
    page.open_meeting(meeting)
    window.settle()
    entry = page.room.stream.entry
    entry.take_key("decision")
    entry.set_value("basis", "consensus")
    entry.text.setPlainText("The pump has no gen")
    rest(window, qtbot, "line")

    window = start()
    page = window.show(MeetingsPage)
    page.open_meeting(meeting)
    window.settle()
    entry = page.room.stream.entry
    assert (entry.kind, entry.text.toPlainText()) == ("decision", "The pump has no gen")
    assert entry.values == {"basis": "consensus"}
    entry.record()
    window.settle()
    assert begun(window.desk) == []


def test_people_being_counted_are_there_again(
    start: Callable[[], Window], meeting: str, qtbot: QtBot
) -> None:
    window = start()
    page = window.show(MeetingsPage)
    page.open_meeting(meeting)
    window.settle()
    page.room.open_counting()
    put(page.room.counting.form.fields["count"].control, "12")
    rest(window, qtbot, "attendance_count")

    window = start()
    page = window.show(MeetingsPage)
    page.open_meeting(meeting)
    window.settle()
    page.room.open_counting()
    window.settle()
    assert page.room.counting.form.fields["count"].control.value() == 12


class Mending(Answers):
    """Types a text that is refused first, then the one that follows."""

    def __init__(self, *texts: str | None) -> None:
        super().__init__()
        self.texts, self.shown = list(texts), list[str]()

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Any = None
    ) -> str | None:
        self.said.append((title, text))
        self.shown.append(value)
        return self.texts.pop(0)


def test_a_text_that_is_refused_is_shown_again_with_the_reason(
    start: Callable[[], Window], qtbot: QtBot
) -> None:
    window = start()
    page = window.show(StakeholdersPage)
    too_long = "x" * 5000
    window.session.door = door = Mending(too_long, "Governor")
    page.ask_new()
    qtbot.waitUntil(lambda: not door.texts)
    window.settle()
    assert door.shown == ["", too_long]
    assert "300 characters at most" in door.said[1][1]
    assert [one.name_en for one in window.desk.records(Stakeholder)] == ["Governor"]
    assert begun(window.desk) == []
    assert window.refused == []


def test_a_text_refused_twice_unchanged_is_said_above_the_page_and_waits(
    start: Callable[[], Window], qtbot: QtBot
) -> None:
    window = start()
    page = window.show(StakeholdersPage)
    too_long = "x" * 5000
    window.session.door = door = Mending(too_long, too_long, None)
    page.ask_new()
    qtbot.waitUntil(lambda: bool(window.refused))
    window.settle()
    assert begun_values(window.desk, "stakeholder", "list") == {"text": too_long}
    page.ask_new()
    assert door.shown[2] == too_long


def test_what_is_typed_into_the_small_dialog_is_there_again(
    start: Callable[[], Window], qtbot: QtBot
) -> None:
    window = start()
    asking = Ask(
        window.session, "stakeholder", "stakeholders.add_one", "stakeholders.ask_name", window.session
    )
    asking.belong("list")
    asking._typed("Gover")
    rest(window, qtbot, "stakeholder")

    window = start()
    page = window.show(StakeholdersPage)
    window.session.door = door = Mending(None)
    window.session.go_on_with("stakeholder", "list", place_of_form("stakeholder", "list"))
    assert door.shown == ["Gover"]
    window.settle()
    assert begun(window.desk) == [], page


def test_a_dialog_is_filled_with_what_was_left_and_forgets_when_turned_back(
    start: Callable[[], Window], qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QDialog

    window = start()
    keep_begun(window.desk, "person", "laptop", {"name": "Omar"})
    dialog, who = QDialog(), WhoEntries()
    qtbot.addWidget(dialog)
    DialogEntry(window.session, "person", "laptop", dialog, who.controls())
    window.settle()
    assert who.name.value() == "Omar"
    dialog.reject()
    window.settle()
    assert begun(window.desk) == []


def test_keeping_goes_to_the_form_and_gives_it_the_focus(laptop: Laptop, qtbot: QtBot) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    keep_begun(laptop.desk, "contact", governor, {"person_name": "Hawre"})
    window = Window(laptop.desk)
    made = DeskWindow(laptop.desk, window.operations, window.door)
    made.show()
    window.settle()
    assert made.frame.drafts.isVisible()
    made.frame.drafts.acted.emit()
    window.settle()
    page = made.frame.stack.made()["stakeholders"]
    assert isinstance(page, StakeholdersPage)
    name = page.panel.people.form.fields["person_name"].control
    assert name.value() == "Hawre"
    assert made.frame.focusWidget() is name.main()
    assert laptop.desk.records(Contact) == []
    made.frame.close()
    made.session.close()
    window.close()


def test_discarding_takes_the_text_out_of_the_form(laptop: Laptop, qtbot: QtBot) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    keep_begun(laptop.desk, "contact", governor, {"person_name": "Hawre"})
    window = Window(laptop.desk)
    made = DeskWindow(laptop.desk, window.operations, window.door)
    made.show()
    made.frame.show_place(Place("stakeholders", "stakeholder", governor))
    window.settle()
    made.frame.drafts.closed.emit()
    window.settle()
    page = made.frame.stack.made()["stakeholders"]
    assert isinstance(page, StakeholdersPage)
    assert page.panel.people.form.fields["person_name"].control.value() is None
    assert begun(laptop.desk) == []
    made.frame.close()
    made.session.close()
    window.close()


def test_typing_goes_on_after_what_was_restored_is_discarded(
    start: Callable[[], Window], qtbot: QtBot
) -> None:
    window = start()
    entry = BegunEntry(window.session, "contact")
    entry.belong("s1")
    window.settle()
    with qtbot.assertNotEmitted(entry.restored):
        entry.put("person_name", "Hawre")
        window.session.begun_gone.emit(None)
    assert entry.values() == {"person_name": "Hawre"}
