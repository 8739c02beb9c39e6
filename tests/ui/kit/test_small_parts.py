"""Tabs, chips, labels, avatars, path, findings, notices, empty states."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.avatar import initials
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.finding import Finding, FindingRow, ReasonRow
from app.ui.kit.flow import FlowLayout
from app.ui.kit.header import PageHeader
from app.ui.kit.meter import ThinBar
from app.ui.kit.notice import Banner, Toast
from app.ui.kit.path import PathOfSteps, PathStep
from app.ui.kit.step_list import StepList
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import ElidedLabel, label, leading, set_look
from app.ui.language import use_language
from app.ui.theme import color

STEPS = [PathStep(number, f"Step {number}", "12 Jan", "done") for number in range(1, 9)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dalia Haddad", "DH"),
        ("Omar", "O"),
        ("داليا حداد", "د ح"),
        ("نادية الخلف", "ن خ"),
        ("", ""),
        ("x 4", "X"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_tabs_tell_the_key_that_was_chosen(qtbot: QtBot) -> None:
    tabs = SegmentedTabs((("list", "List"), ("grid", "Grid")))
    qtbot.addWidget(tabs)
    assert tabs.current() == "list"
    with qtbot.waitSignal(tabs.chosen) as caught:
        tabs.button("grid").click()
    assert caught.args == ["grid"]


def test_every_tab_can_be_reached_by_tab_after_one_had_the_focus(qtbot: QtBot) -> None:
    tabs = SegmentedTabs((("list", "List"), ("grid", "Grid"), ("map", "Map")))
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.activateWindow()
    tabs.button("list").setFocus()
    qtbot.waitUntil(tabs.button("list").hasFocus)
    qtbot.keyClick(tabs.button("list"), Qt.Key.Key_Tab)
    assert tabs.button("grid").hasFocus()


def test_tabs_keep_their_choice_when_only_texts_change(qtbot: QtBot) -> None:
    tabs = SegmentedTabs((("list", "List"), ("grid", "Grid")))
    qtbot.addWidget(tabs)
    tabs.choose("grid")
    tabs.set_tabs((("list", "قائمة"), ("grid", "شبكة")))
    assert (tabs.current(), tabs.button("grid").text()) == ("grid", "شبكة")


def test_tabs_round_their_outer_corners_in_both_directions(qapp: QApplication, qtbot: QtBot) -> None:
    tabs = SegmentedTabs((("a", "A"), ("b", "B"), ("c", "C")))
    qtbot.addWidget(tabs)
    assert [tabs.button(key).property("place") for key in "abc"] == ["first", "middle", "last"]
    use_language(qapp, "ar")
    assert [tabs.button(key).property("place") for key in "abc"] == ["last", "middle", "first"]


def test_texts_start_at_the_leading_side_in_either_script(qapp: QApplication) -> None:
    assert leading("plain") == "plain"
    assert leading("سنجار") == "\u200e\u2068سنجار\u2069"
    use_language(qapp, "ar")
    assert leading("سنجار") == "سنجار"
    assert leading("NGO") == "\u200f\u2068NGO\u2069"
    assert leading("\u2068الدليل\u2069 (\u2068x\u2069)").startswith("\u200f\u2068الدليل")
    # An isolate around what has no letters of its own would turn the quotes to the left.
    assert leading("«\u2068نعم\u2069»") == "\u200f«\u2068نعم\u2069»"


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    made = label("<b>bold</b>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText


def test_wrapped_text_insists_on_its_height(qtbot: QtBot) -> None:
    made = label("several words that need more than a single line here", wrap=True)
    qtbot.addWidget(made)
    made.resize(100, 10)
    made.show()
    assert made.minimumHeight() >= 3 * made.fontMetrics().height()


def test_wrapped_text_is_measured_anew_when_text_font_or_look_change(qtbot: QtBot) -> None:
    made = label("several words that need more than a single line here", wrap=True)
    qtbot.addWidget(made)
    made.resize(100, 10)
    made.show()
    at_first = made.heightForWidth(100)
    assert made.heightForWidth(100) == at_first
    made.setText("one word")
    assert made.heightForWidth(100) < at_first
    one_line = made.heightForWidth(200)
    set_look(made, "look", "title")
    assert made.heightForWidth(200) > one_line
    in_title = made.heightForWidth(200)
    made.setStyleSheet("font-size: 60px")
    assert made.heightForWidth(200) > in_title


def test_elided_text_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.setText("a rather long title of a plan")
    made.resize(60, 20)
    made.show()
    assert made.text().endswith("…")
    assert made.toolTip() == "a rather long title of a plan"


def test_a_chip_without_a_word_is_hidden(qtbot: QtBot) -> None:
    chip = Chip("done", "good")
    qtbot.addWidget(chip)
    chip.show_state("", "good")
    assert chip.isHidden()


def test_the_path_is_eight_buttons_that_can_be_reached(qtbot: QtBot) -> None:
    path = PathOfSteps(STEPS)
    qtbot.addWidget(path)
    assert all(circle.focusPolicy() & Qt.FocusPolicy.TabFocus for circle in path.circles)
    assert path.circles[0].accessibleName() == "1. Step 1, 12 Jan"
    with qtbot.waitSignal(path.picked) as caught:
        qtbot.keyClick(path.circles[5], Qt.Key.Key_Space)
    assert caught.args == [6]


def test_the_path_runs_from_the_leading_side(qapp: QApplication, qtbot: QtBot) -> None:
    path = PathOfSteps(STEPS)
    qtbot.addWidget(path)
    path.resize(900, 80)
    path.show()
    assert path.circles[0].x() < path.circles[7].x()
    use_language(qapp, "ar")
    qtbot.waitUntil(lambda: path.circles[0].x() > path.circles[7].x())


def test_a_done_step_is_green(qtbot: QtBot) -> None:
    path = PathOfSteps(STEPS[:1])
    qtbot.addWidget(path)
    path.resize(120, 80)
    center = path.circles[0].center().toPoint() + QPoint(0, 12)
    assert path.grab().toImage().pixelColor(center) == color("good")


def test_the_list_of_steps_marks_the_chosen_one(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_steps(STEPS, 3)
    assert [item.isChecked() for item in steps.items].index(True) == 2
    with qtbot.waitSignal(steps.picked) as caught:
        steps.items[6].click()
    assert caught.args == [7]


def test_no_step_is_marked_when_all_of_them_are_shown(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_steps(STEPS, 3)
    steps.show_steps(STEPS, 0)
    assert not [item for item in steps.items if item.isChecked()]
    steps.show_steps(STEPS, 5)
    assert [item.isChecked() for item in steps.items].index(True) == 4


def test_a_bar_fills_from_the_leading_side(qapp: QApplication, qtbot: QtBot) -> None:
    bar = ThinBar(0.5, "accent")
    qtbot.addWidget(bar)
    bar.resize(100, 6)
    image = bar.grab().toImage()
    assert (image.pixelColor(20, 3), image.pixelColor(80, 3)) == (color("accent"), color("track"))
    use_language(qapp, "ar")
    image = bar.grab().toImage()
    assert (image.pixelColor(20, 3), image.pixelColor(80, 3)) == (color("track"), color("accent"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_least_of_a_bar_is_a_whole_dot(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    bar = ThinBar(0.01, "accent")
    qtbot.addWidget(bar)
    bar.resize(100, 6)
    use_language(qapp, language)
    image = bar.grab().toImage()
    assert [image.pixelColor(x, 3) for x in range(100)].count(color("accent")) >= 4


def test_a_finding_leads_to_its_place(qtbot: QtBot) -> None:
    finding = FindingRow(Finding("Error", "wrong", "No target", "Plan, block 4", "activity", "a1"))
    qtbot.addWidget(finding)
    with qtbot.waitSignal(finding.picked) as caught:
        qtbot.keyClick(finding.text, Qt.Key.Key_Return)
    assert caught.args == ["activity", "a1"]
    assert finding.accessibleName() == "Error: No target. Plan, block 4"
    with qtbot.waitSignal(finding.picked):
        qtbot.mouseClick(finding.chevron, Qt.MouseButton.LeftButton)
    note = FindingRow(Finding("Note", "neutral", "Nothing to do"))
    assert note.chevron.isHidden()


def test_a_reason_has_a_link(qtbot: QtBot) -> None:
    reason = ReasonRow("met", Finding("", "good", "Agreed", "", "meeting", "m1"), "Open")
    qtbot.addWidget(reason)
    with qtbot.waitSignal(reason.picked) as caught:
        reason.link.click()
    assert caught.args == ["meeting", "m1"]


def test_a_toast_offers_one_action_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    window.show()
    toast = Toast(window)
    toast.say("Removed", "Undo")
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.acted):
        toast.action.click()
    assert toast.isHidden()


@pytest.mark.parametrize("wide", [200, 560])
def test_a_toast_covers_nothing_that_can_be_pressed(qtbot: QtBot, wide: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    button, toast = QPushButton("Sign", window), Toast(window)
    button.setGeometry((600 - wide) // 2, 250, wide, 40)
    window.show()
    toast.say("Kept", "Undo")
    assert not toast.geometry().intersects(button.geometry())
    assert window.rect().contains(toast.geometry())
    before = toast.geometry()
    button.setGeometry(before)
    qtbot.waitUntil(lambda: not toast.geometry().intersects(before))


def test_a_toast_stands_in_the_middle_where_all_is_taken(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    button, toast = QPushButton("Everything", window), Toast(window)
    button.setGeometry(0, 0, 600, 300)
    window.show()
    toast.say("Kept")
    assert abs(toast.geometry().center().x() - 300) <= 1


def test_a_banner_without_words_is_hidden(qtbot: QtBot) -> None:
    banner = Banner("Training example")
    qtbot.addWidget(banner)
    banner.say("")
    assert banner.isHidden()


def test_an_empty_state_has_one_sentence_one_button_one_link(qtbot: QtBot) -> None:
    empty = EmptyState("Nothing here.", "Add", "")
    qtbot.addWidget(empty)
    assert (empty.button.isHidden(), empty.link.isHidden()) == (False, True)
    with qtbot.waitSignal(empty.started):
        empty.button.click()


def test_a_page_header_shows_title_sentence_and_buttons(qtbot: QtBot) -> None:
    header = PageHeader()
    qtbot.addWidget(header)
    header.set_title("Plan", "32 activities")
    button = header.add_action("Add", "primary")
    assert (header.title.text(), header.quiet.text(), button.property("kind")) == (
        "Plan",
        "32 activities",
        "primary",
    )


def test_a_sentence_without_room_beside_the_title_stands_beneath_it_whole(qtbot: QtBot) -> None:
    header = PageHeader("Roundtable on durable solutions", "14 Mar · 45 people · Public hall, Markaz Sinjar")
    qtbot.addWidget(header)
    header.add_action("Read back")
    header.show()
    for width, beneath in ((1100, False), (640, True), (1100, False)):
        header.resize(width, header.sizeHint().height())
        qtbot.waitUntil(lambda: header.quiet.width() > 0)
        header.layout().activate()
        assert (header.quiet.y() >= header.title.geometry().bottom()) is beneath
        assert "…" not in header.quiet.text()


def test_buttons_without_room_beside_a_long_title_stand_beneath_in_one_line(qtbot: QtBot) -> None:
    header = PageHeader("Roundtable on durable solutions", "14 Mar")
    qtbot.addWidget(header)
    buttons = [header.add_action(text) for text in ("Details", "Papers", "Read back")]
    header.show()
    header.resize(420, header.sizeHint().height())
    header.layout().activate()
    tops = {one.mapTo(header, one.rect().topLeft()).y() for one in buttons}
    assert len(tops) == 1
    assert tops.pop() >= header.title.geometry().bottom()


def test_a_label_with_too_little_room_shows_nothing(qtbot: QtBot) -> None:
    one = ElidedLabel()
    qtbot.addWidget(one)
    one.least = 100
    one.setText("Plan of Action for durable solutions")
    one.resize(60, 20)
    one.show()
    assert (one.text(), one.toolTip()) == ("", "Plan of Action for durable solutions")
    one.resize(160, 20)
    assert one.text().startswith("Plan")


def test_a_flow_breaks_into_lines_from_the_leading_side(qapp: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [Chip(f"number {number}") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(200, 200)
    holder.show()
    assert chips[0].x() == 0
    assert chips[-1].y() > chips[0].y()
    use_language(qapp, "ar")
    qtbot.waitUntil(lambda: chips[0].geometry().right() == 199)


def test_a_path_without_days_keeps_no_room_for_them(qtbot: QtBot) -> None:
    with_days, without = PathOfSteps(STEPS), PathOfSteps([PathStep(1, "Step 1", "", "done")])
    for path in (with_days, without):
        qtbot.addWidget(path)
    assert without.sizeHint().height() < with_days.sizeHint().height()


@pytest.mark.parametrize(("language", "word"), [("en", "Error"), ("ar", "خطأ")])
def test_the_ends_of_a_chip_are_round(qapp: QApplication, qtbot: QtBot, language: str, word: str) -> None:
    use_language(qapp, language)
    around = QWidget()
    qtbot.addWidget(around)
    chip = Chip(word, "wrong", around)
    chip.adjustSize()
    image = around.grab(chip.geometry()).toImage()
    use_language(qapp, "en")
    grounds = {image.pixelColor(x, y).name() for x in (0, chip.width() - 1) for y in (2, chip.height() - 3)}
    assert color("wrong_soft").name() not in grounds
    assert image.pixelColor(chip.width() // 2, 2).name() == color("wrong_soft").name()


def test_the_sign_of_a_button_that_cannot_be_pressed_is_seen_on_its_ground(qtbot: QtBot) -> None:
    button = Button("Freeze", "primary", "lock")
    qtbot.addWidget(button)
    sizes = button.iconSize()
    usual, disabled = (
        button.icon().pixmap(sizes, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    inks = [
        {
            image.pixelColor(x, y).name()
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alpha() > 250
        }
        for image in (usual, disabled)
    ]
    assert inks == [{color("on_accent").name()}, {color("quiet").name()}]
