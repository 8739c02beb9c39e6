"""The conflict desk on real laptops: looked at, decided with mouse and keys, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.conflicted import apart, edit, first, founded, send
from services.laptops import Laptop, copies
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.meetings import DecisionReason
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.conflicts import conflict_list, decide
from app.services.field_edits import remove_record
from app.services.undoing import undo
from app.services.views.frame import frame
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_conflicts import ConflictArea
from app.ui.pages.exchange_conflicts_block import FieldBlock
from app.ui.pages.exchange_conflicts_card import ChoiceCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    return founded(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def laptops(template: list[Laptop], tmp_path: Path) -> Iterator[list[Laptop]]:
    copied = copies(template, tmp_path / "copies")
    yield copied
    for laptop in copied[1:]:
        laptop.use().close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "packages"
    made.mkdir()
    return made


@pytest.fixture
def window(laptops: list[Laptop]) -> Iterator[Window]:
    made = Window(laptops[0].use())
    yield made
    made.close()


def shown(window: Window, laptops: list[Laptop], qtbot: QtBot) -> ConflictArea:
    laptops[0].use()
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    return page.conflicts


def two_records(laptops: list[Laptop], folder: Path) -> None:
    """Dalia and Omar edit a title, a day and a number apart."""
    dalia, omar, _ = laptops
    for laptop, title, day, number in (
        (dalia, "Cash for daily work", "2026-05-01", "450"),
        (omar, "Cash for work in Ba'aj", "2026-04-01", "400"),
    ):
        edit(laptop, Activity, "title_en", title)
        edit(laptop, Activity, "starts", day)
        edit(laptop, Target, "value", number)
    send(omar, dalia, folder)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def rows(area: ConflictArea) -> list[str]:
    model = area.card.records
    return [str(model.data(model.index(place, 0))) for place in range(model.rowCount())]


def block(area: ConflictArea, field: str) -> FieldBlock:
    return next(one for one in area.pane.blocks if one.conflict.field == field)


def card(area: ConflictArea, field: str, *, mine: bool) -> ChoiceCard:
    found = block(area, field)
    place = next(one.place for one in found.conflict.choices if one.mine is mine)
    return next(one for one in found.cards if one.place == place)


def test_nothing_to_decide_says_what_would_stand_here(
    window: Window, laptops: list[Laptop], qtbot: QtBot
) -> None:
    area = shown(window, laptops, qtbot)
    assert area.calm.isVisible()
    assert not area.card.isVisible()
    assert "side by side" in area.calm_text.text()
    qtbot.mouseClick(area.look_back, LEFT)
    window.settle()
    assert area.card.isVisible()
    assert "Nothing was decided yet" in area.card.note.text()


def test_records_are_listed_once_with_their_fields(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    two_records(laptops, folder)
    area = shown(window, laptops, qtbot)
    assert len(rows(area)) == 2
    assert any("Title (English), Starts" in row for row in rows(area))
    assert area.card.tabs.button("open").text() == "To decide 3"
    assert dict(frame(window.desk).badges)["exchange"] == 3


def test_values_stand_side_by_side_with_who_when_and_before(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400", "410")
    area = shown(window, laptops, qtbot)
    assert area.pane.title.text() == "A-007 Cash for work"
    seen = texts(area.pane)
    assert "was: 300" in seen
    for part in ("450", "400", "410", "You", "Omar", "Nadia"):
        assert part in seen
    assert len(area.pane.blocks[0].cards) == 3


def test_texts_show_what_was_put_in_and_taken_out(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Paragraph, "text", "People came back slowly.", "People left in small groups.")
    seen = texts(shown(window, laptops, qtbot).pane)
    assert "<u>slowly.</u>" in seen
    assert ">in small groups.</s>" in seen


def test_a_walk_with_the_mouse(window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path) -> None:
    two_records(laptops, folder)
    area = shown(window, laptops, qtbot)
    area.choose(first(laptops[0], Activity))
    window.settle()
    qtbot.keyClicks(block(area, "starts").reason, "Agreed by phone")
    qtbot.mouseClick(card(area, "starts", mine=False).keep, LEFT)
    window.settle()
    assert window.desk.records(Activity)[0].starts == "2026-04-01"
    assert window.desk.records(DecisionReason)[0].reason == "Agreed by phone"
    assert window.undoable == ["Decided"]
    assert [one.conflict.field for one in area.pane.blocks] == ["title_en"]
    qtbot.mouseClick(card(area, "title_en", mine=True).keep, LEFT)
    window.settle()
    assert len(rows(area)) == 1
    assert dict(frame(window.desk).badges)["exchange"] == 1
    undo(window.desk)
    window.settle()
    assert len(rows(area)) == 2


def test_a_walk_with_keys_alone(window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path) -> None:
    two_records(laptops, folder)
    area = shown(window, laptops, qtbot)
    listed = area.card.open_rows
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    window.settle()
    assert area.pane.blocks[0].conflict.field == "value"
    qtbot.keyClick(listed, Qt.Key.Key_2)
    assert area.pane.blocks[0].marked() == 2
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    assert area.pane.blocks[0].marked() == 0
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert len(conflict_list(window.desk)) == 3
    wanted = area.pane.blocks[0].conflict.choices[1].value
    qtbot.keyClick(listed, Qt.Key.Key_2)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    window.settle()
    assert window.desk.records(Target)[0].value == wanted
    for _ in range(2):
        qtbot.keyClick(listed, Qt.Key.Key_1)
        qtbot.keyClick(listed, Qt.Key.Key_Return)
        window.settle()
    assert conflict_list(window.desk) == []
    assert area.calm.isVisible()


def test_digits_in_the_reason_are_written_and_choose_nothing(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    (only,) = area.pane.blocks
    only.activateWindow()
    only.reason.setFocus()
    qtbot.keyClicks(only.reason, "12 March")
    assert only.reason.text() == "12 March"
    assert only.marked() == 0


def test_a_click_on_a_card_marks_it(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    qtbot.mouseClick(area.pane.blocks[0].cards[1], LEFT, pos=QPoint(8, 8))
    assert area.pane.blocks[0].marked() == 2


@pytest.mark.parametrize(
    ("field", "values", "typed", "kept"),
    [
        ("title_en", ("One", "Two"), "Three", "Three"),
        ("starts", ("2026-05-01", "2026-04-01"), "2026-06-01", "2026-06-01"),
        ("status", ("ongoing", "delayed"), "completed", "completed"),
        ("description_en", ("Long one", "Long two"), "Long three", "Long three"),
    ],
)
def test_another_value_is_written_in_the_field_s_own_editor(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path, field: str,
    values: tuple[str, str], typed: str, kept: str,
) -> None:  # fmt: skip
    apart(laptops, folder, Activity, field, *values)
    area = shown(window, laptops, qtbot)
    (only,) = area.pane.blocks
    qtbot.mouseClick(only.another, LEFT)
    assert only.input is not None
    assert only.input.value() == values[0]
    only.input.show_value(typed)
    only.use_another()
    window.settle()
    assert getattr(window.desk.records(Activity)[0], field) == kept


def test_another_record_is_picked_by_name(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    dalia = laptops[0]
    health, water = (
        first(dalia, Organisation, name_en=f"Directorate of {name}") for name in ("Health", "Water")
    )
    third = next(one.id for one in dalia.desk.records(Organisation) if one.id not in (health, water))
    apart(laptops, folder, Activity, "lead", health, water)
    area = shown(window, laptops, qtbot)
    assert "Directorate of Water" in texts(area.pane)
    (only,) = area.pane.blocks
    only.write_another()
    window.settle()
    assert only.input is not None
    only.input.show_value(third)
    only.use_another()
    window.settle()
    assert window.desk.records(Activity)[0].lead == third


def test_what_is_no_number_is_said_beneath_and_nothing_is_lost(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    (only,) = area.pane.blocks
    only.write_another()
    assert only.input is not None
    only.input.line.setText("many")  # type: ignore[attr-defined]
    only.use_another()
    assert "not a number" in only.error.text()
    assert len(conflict_list(window.desk)) == 1
    only.leave_another()
    assert only.input is None
    assert only.another.isEnabled()


def test_what_is_typed_outlives_other_news_and_another_record(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    two_records(laptops, folder)
    area = shown(window, laptops, qtbot)
    target, activity = first(laptops[0], Target), first(laptops[0], Activity)
    area.choose(target)
    window.settle()
    area.pane.blocks[0].reason.setText("Because")
    area.pane.blocks[0].write_another()
    edit(laptops[0], Activity, "ends", "2026-12-31")
    window.settle()
    assert area.pane.blocks[0].reason.text() == "Because"
    area.choose(activity)
    window.settle()
    area.choose(target)
    window.settle()
    assert area.pane.blocks[0].reason.text() == "Because"
    assert area.pane.blocks[0].input is not None


def test_what_changed_meanwhile_is_refused_beneath_the_values(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    (only,) = area.pane.blocks
    decide(window.desk, conflict_list(window.desk)[0], keep=0)
    only.kept.emit(1)
    window.settle()
    assert area.calm.isVisible()
    assert window.undoable == []


@pytest.mark.parametrize(("value", "left"), [(False, 0), (True, 1)])
def test_a_removal_tells_who_removed_and_who_edited_what(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path, value: bool, left: int
) -> None:
    dalia, omar, _ = laptops
    edit(omar, Activity, "title_en", "Cash for daily work")
    remove_record(dalia.use(), "activity", first(dalia, Activity))
    send(omar, dalia, folder)
    area = shown(window, laptops, qtbot)
    assert "removed by you, edited by Omar" in rows(area)[0]
    assert "Title (English): Cash for daily work" in texts(area.pane)
    (only,) = area.pane.blocks
    assert not only.another.isVisible()
    place = next(one.place for one in only.conflict.choices if one.value is value)
    qtbot.mouseClick(next(one for one in only.cards if one.place == place).keep, LEFT)
    window.settle()
    assert len(window.desk.records(Activity)) == left


def test_two_decisions_apart_say_so(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    dalia, omar, _ = laptops
    apart(laptops, folder, Target, "value", "450", "400")
    send(dalia, omar, folder)
    for laptop, value in ((dalia, "450"), (omar, "400")):
        (conflict,) = conflict_list(laptop.use())
        decide(laptop.desk, conflict, keep=conflict.values.index(value), reason=f"{value} it is")
    send(omar, dalia, folder)
    seen = texts(shown(window, laptops, qtbot).pane)
    assert "Decided, because: 450 it is" in seen
    assert "Decided, because: 400 it is" in seen


def test_several_at_once_are_previewed_and_one_step(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    two_records(laptops, folder)
    area = shown(window, laptops, qtbot)
    dialog = area.ask_several()
    window.settle()
    assert dialog.go.text() == "Decide 3"
    place = dialog.whose.combo.findText("Omar’s values (3)")
    dialog.whose.combo.setCurrentIndex(place)
    dialog.sort.show_value("date")
    dialog.look()
    window.settle()
    assert dialog.go.text() == "Decide 1"
    assert "1 Apr 2026" in texts(dialog.lines)
    assert "2 conflicts have no such value" in texts(dialog.lines)
    dialog.sort.show_value(None)
    dialog.look()
    window.settle()
    dialog.reason.setText("Omar was there")
    qtbot.mouseClick(dialog.go, LEFT)
    window.settle()
    assert conflict_list(window.desk) == []
    assert window.undoable == ["3 conflicts decided"]
    undo(window.desk)
    assert len(conflict_list(window.desk)) == 3


def test_decided_lately_tells_who_what_why_and_takes_back(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    (conflict,) = conflict_list(window.desk)
    decide(window.desk, conflict, keep=conflict.values.index("400"), reason="Counted twice")
    edit(laptops[0], Activity, "title_en", "Paid work")
    area = shown(window, laptops, qtbot)
    area.show_tab("decided")
    window.settle()
    seen = texts(area.decided)
    for part in ("Decided by you", "Counted twice", "400", "450"):
        assert part in seen
    qtbot.mouseClick(area.decided.back, LEFT)
    window.settle()
    assert len(conflict_list(window.desk)) == 1
    assert window.notices == ["Taken back; it is open again"]
    assert not area.decided.isVisible()
    assert window.desk.records(Activity)[0].title_en == "Paid work"


def test_anothers_decision_can_be_replaced(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path
) -> None:
    dalia, omar, _ = laptops
    edit(omar, Target, "value", "400")
    edit(dalia, Target, "value", "450")
    send(dalia, omar, folder)
    (conflict,) = conflict_list(omar.use())
    decide(omar.desk, conflict, keep=conflict.values.index("400"))
    send(omar, dalia, folder)
    area = shown(window, laptops, qtbot)
    area.show_tab("decided")
    window.settle()
    assert not area.decided.back.isVisible()
    qtbot.mouseClick(area.decided.buttons[0], LEFT)
    window.settle()
    assert window.desk.records(Target)[0].value == "450"


def test_the_record_can_be_opened(window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    qtbot.mouseClick(area.pane.go, LEFT)
    assert [(place.page, place.kind) for place in window.places] == [("plan", "target")]


def test_everything_has_a_name_and_arabic_mirrors(
    window: Window, laptops: list[Laptop], qtbot: QtBot, folder: Path, qapp: QApplication
) -> None:
    apart(laptops, folder, Target, "value", "450", "400")
    area = shown(window, laptops, qtbot)
    assert nameless(area) == []
    assert (
        "400" in area.pane.blocks[0].cards[0].accessibleName() + area.pane.blocks[0].cards[1].accessibleName()
    )
    use_language(qapp, "ar")
    window.settle()
    assert area.card.x() > area.pane.x()
    assert "القيمة" in area.pane.blocks[0].title.text()
