"""The frame: pages made when shown, badges, language and direction at run time, keys, quick jump."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from app.foundation.errors import UserError
from app.services.views.frame import FrameView, PersonChoice
from app.services.views.said import Name, said
from app.ui.frame import Frame
from app.ui.jump import Jump
from app.ui.language import use_language, use_theme
from app.ui.page import Page
from app.ui.pages import PAGES, PageEntry
from app.ui.places import PAGE_OF_KIND, Place, place_of
from app.ui.quick_jump import QuickJump
from app.ui.rail import COMPACT, WIDTH
from app.ui.session import Session
from app.ui.stack import PageStack


class PlainPage(Page):
    """Shows what it read; remembers where it was sent."""

    concerns: ClassVar[frozenset[str]] = frozenset({"activity"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shown: list[Any] = []
        self.places: list[Place] = []
        self.kept = 0

    def read(self, desk: Any) -> str:
        return f"area {desk.area}"

    def show_view(self, view: str) -> None:
        self.shown.append(view)

    def retranslate(self) -> None:
        self.header.set_title(f"title in {self.layoutDirection().name}")

    def go_to(self, place: Place) -> None:
        self.places.append(place)

    def commit_typing(self) -> None:
        self.kept += 1


ENTRIES = (
    PageEntry("home", "house", "frame.page.home", "ui.test_frame:PlainPage"),
    PageEntry("plan", "file-text", "frame.page.plan", "ui.test_frame:PlainPage"),
    PageEntry("headquarters", "building-2", "frame.page.headquarters", "ui.test_frame:PlainPage", True),
)
DALIA = PersonChoice("key-1", Name(en="Dalia Haddad", ar="داليا حداد"), "focal_point")
VIEW = FrameView(
    area=Name(en="Sinjar", ar="سنجار"),
    plan=Name(en="Plan of Action 2026", ar="خطة العمل 2026"),
    version=said("frame.draft", version="3"),
    person=DALIA,
    people=(DALIA,),
    is_sample=True,
    can_undo=True,
    badges=(("plan", 2),),
)


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.stack.load_factory", lambda _path: PlainPage)


@pytest.fixture
def frame(qtbot: QtBot, session: Session) -> Frame:
    made = Frame(session, ENTRIES)
    qtbot.addWidget(made)
    made.show_view(VIEW)
    made.show()
    return made


def test_a_page_is_made_when_it_is_first_shown(frame: Frame) -> None:
    assert frame.stack.made() == {}
    frame.show_page("plan")
    assert list(frame.stack.made()) == ["plan"]
    assert frame.rail.items["plan"].isChecked()


def test_the_rail_changes_pages_and_what_is_typed_is_kept_first(frame: Frame) -> None:
    frame.show_page("home")
    home = frame.stack.made()["home"]
    frame.rail.items["plan"].click()
    assert frame.stack.current_id == "plan"
    assert home.kept == 1


def test_a_page_reads_when_shown_and_when_its_kinds_change(
    frame: Frame, qtbot: QtBot, session: Session
) -> None:
    frame.show_page("plan")
    page = frame.stack.made()["plan"]
    qtbot.waitUntil(lambda: page.shown == ["area area-1"])
    session.operations.tell_changed(frozenset({"meeting"}))
    session.operations.tell_changed(frozenset({"activity"}))
    qtbot.waitUntil(lambda: len(page.shown) == 2)


def test_a_hidden_page_waits_until_it_is_seen(frame: Frame, qtbot: QtBot, session: Session) -> None:
    frame.show_page("plan")
    page = frame.stack.made()["plan"]
    qtbot.waitUntil(lambda: len(page.shown) == 1)
    frame.show_page("home")
    session.operations.tell_changed(frozenset({"activity"}))
    assert page._stale
    frame.show_page("plan")
    qtbot.waitUntil(lambda: len(page.shown) == 2)


def test_going_to_a_record_shows_its_page(frame: Frame, session: Session) -> None:
    session.go_to_record("activity", "a1")
    assert frame.stack.made()["plan"].places == [Place("plan", "activity", "a1")]


def test_every_kind_leads_to_a_page_that_exists() -> None:
    assert set(PAGE_OF_KIND.values()) <= {entry.id for entry in PAGES}
    assert place_of("unheard_of") == Place("home", "unheard_of")


def test_language_turns_the_frame_round(qapp: QApplication, frame: Frame, qtbot: QtBot) -> None:
    frame.show_page("home")
    assert frame.rail.x() == 0
    use_language(qapp, "ar")
    qtbot.waitUntil(lambda: frame.rail.geometry().right() == frame.width() - 1)
    assert frame.rail.items["home"].text() == "الرئيسية"
    assert frame.header.area.text() == "سنجار"
    assert frame.header.who.name.text() == "داليا حداد"
    assert "RightToLeft" in _title(frame)
    use_language(qapp, "en")
    qtbot.waitUntil(lambda: frame.rail.x() == 0)


def _title(frame: Frame) -> str:
    return frame.stack.made()["home"].header.title.text()


def test_the_header_says_area_plan_person_and_saved(frame: Frame) -> None:
    frame.show_saved(datetime(2026, 3, 14, 14, 32, tzinfo=UTC).astimezone())
    assert frame.header.area.text() == "Sinjar"
    assert frame.header.plan.toolTip() == "Plan of Action 2026"
    assert frame.header.version.text() == "draft 3"
    assert "Saved" in frame.header.saved.text()
    assert (frame.header.undo.isEnabled(), frame.header.redo.isEnabled()) == (True, False)


def test_the_training_example_is_marked_in_both_languages(qapp: QApplication, frame: Frame) -> None:
    assert frame.sample.sentence.text() == "Training example – invented data"
    use_language(qapp, "ar")
    assert "مثال تدريبي" in frame.sample.sentence.text()
    frame.show_view(FrameView())
    assert frame.sample.isHidden()


def test_headquarters_has_a_page_of_its_own(frame: Frame) -> None:
    assert frame.rail.items["headquarters"].isHidden()
    frame.show_view(FrameView(is_headquarters=True))
    assert not frame.rail.items["headquarters"].isHidden()


def test_badges_are_said_in_words(frame: Frame) -> None:
    assert frame.rail.items["plan"].badge == 2
    assert frame.rail.items["plan"].accessibleDescription() == "2 things wait here"


def test_what_was_found_at_opening_stays_until_closed(qapp: QApplication, frame: Frame) -> None:
    narrow = frame.minimumSizeHint().width()
    frame.tell("notice.new_replica_behind", "notice.unclean_end")
    frame.tell("notice.unclean_end", "notice.clock_behind")
    told = frame.told.sentence.text()
    assert told.count("did not end in order") == 1
    assert "earlier than the newest change" in told
    assert frame.minimumSizeHint().width() == narrow
    frame.show_page("plan")
    assert not frame.told.isHidden()
    use_language(qapp, "ar")
    assert "أقدم" in frame.told.sentence.text()
    frame.told.close_button.click()
    assert frame.told.isHidden()
    use_language(qapp, "en")
    assert frame.told.isHidden()


def test_a_refusal_stands_over_the_page(frame: Frame) -> None:
    frame.show_refusal(UserError("wrong_passphrase"))
    assert "passphrase" in frame.message.sentence.text()
    frame.message.close_button.click()
    assert frame.message.isHidden()


def test_undo_can_be_asked_by_key_button_and_toast(frame: Frame, qtbot: QtBot, session: Session) -> None:
    session.offer_undo("Removed: x")
    for ask in (frame.header.undo.click, frame.toast.action.click):
        with qtbot.waitSignal(frame.undo_asked):
            ask()
    with qtbot.waitActive(frame):
        frame.activateWindow()
    with qtbot.waitSignal(frame.undo_asked):
        qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_the_person_changes_by_keyboard_alone(frame: Frame, qtbot: QtBot) -> None:
    omar = PersonChoice("key-2", Name(en="Omar Saleh"), "member", True)
    frame.show_view(msgspec.structs.replace(VIEW, person=DALIA, people=(DALIA, omar)))
    chosen: list[str] = []
    frame.person_chosen.connect(chosen.append)
    frame.activateWindow()
    qtbot.keyClick(
        frame, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    (menu,) = frame.header.findChildren(QMenu)
    assert menu.activeAction().text().startswith("Dalia")
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == ["key-2"]


def test_themes_change_at_run_time(qapp: QApplication, frame: Frame) -> None:
    light = frame.grab().toImage().pixelColor(10, 700)
    use_theme(qapp, "dark")
    assert frame.grab().toImage().pixelColor(10, 700) != light


def test_every_control_of_the_frame_has_a_name(frame: Frame) -> None:
    header = frame.header
    controls = (header.undo, header.redo, header.search, header.language, header.theme, header.who)
    assert all(control.accessibleName() for control in controls)
    assert all(item.text() for item in frame.rail.items.values())


def test_quick_jump_finds_pages_and_records(qtbot: QtBot) -> None:
    asked: list[str] = []

    def search(text: str, show: Any) -> None:
        asked.append(text)
        show([Jump("Plan of the school", "Activity", "file-text", "record")])

    jump = QuickJump([Jump("Plan", "", "file-text", "page"), Jump("Home", "", "house", "home")], search)
    qtbot.addWidget(jump)
    jump._timer.setInterval(1)
    jump.line.setText("pla")
    qtbot.waitUntil(lambda: jump.list.count() == 2)
    assert asked == ["pla"]
    qtbot.keyClick(jump.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(jump.picked) as caught:
        qtbot.keyClick(jump.line, Qt.Key.Key_Return)
    assert caught.args == ["record"]


def test_quick_jump_says_when_nothing_is_found(qtbot: QtBot) -> None:
    jump = QuickJump([Jump("Plan", "", "file-text", "page")])
    qtbot.addWidget(jump)
    jump.line.setText("zzz")
    assert not jump.nothing.isHidden()


def test_an_unknown_page_is_the_first(qtbot: QtBot, session: Session) -> None:
    stack = PageStack(session, ENTRIES)
    qtbot.addWidget(stack)
    stack.bring("nowhere")
    assert stack.current_id == "home"


def test_a_narrow_window_shows_the_rail_by_icons(frame: Frame, qtbot: QtBot) -> None:
    frame.rail.items["plan"].show_badge(3)
    frame.resize(1024, 768)
    frame.show()
    qtbot.waitUntil(lambda: frame.rail.width() == COMPACT)
    assert frame.rail.items["plan"].toolTip() == "Plan · 3 things wait here"
    assert frame.rail.brand.isHidden()
    assert frame.rail.grab().width() == COMPACT
    frame.resize(1366, 768)
    qtbot.waitUntil(lambda: frame.rail.width() == WIDTH)
    assert frame.rail.items["plan"].toolTip() == "3 things wait here"


def test_on_a_small_screen_the_page_scrolls_and_the_rail_closes_up(frame: Frame) -> None:
    frame.show_page("home")
    frame.resize(911, 470)
    page = frame.stack.currentWidget()
    page.setMinimumSize(880, 600)
    last = frame.rail.settings
    assert (frame.width(), frame.height()) == (911, 470)
    assert last.mapTo(frame, last.rect().bottomLeft()).y() < 470
    area = frame.stack.parentWidget().parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(page)
    QApplication.processEvents()
    assert page.height() >= 600
    assert area.verticalScrollBar().maximum() > 0
    page.setMinimumSize(0, 0)
    frame.resize(911, 700)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0, "what texts would like is no reason to scroll"
