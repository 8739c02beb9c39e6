"""Home shows the path, what is next, readiness, changes, holders and guidance, in words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui.walking import bring_forward

from app.models.kinds.area import Task
from app.services.views.changes import ChangeEntry
from app.services.views.holders import HolderEntry
from app.services.views.home import FindingEntry, GuidanceEntry, HomeView, NeedEntry, Readiness
from app.services.views.next_things import NextThing
from app.services.views.path import PathEntry
from app.services.views.said import NOTHING, Name, said
from app.ui.kit.finding import FindingRow, ReasonRow
from app.ui.kit.meter import Meter
from app.ui.language import use_language
from app.ui.pages.home import HomePage
from app.ui.pages.home_cards import SHOWN_FINDINGS, NextRow
from app.ui.places import Place
from app.ui.session import Session

PATH = (
    PathEntry(1, "prepare", "done", "done_on", "2026-01-12"),
    PathEntry(2, "engage_authority", "skipped", "not_needed"),
    PathEntry(3, "draft", "current", "due", "2026-04-30"),
)
CALL = NextThing(
    "task", "t1", said("home.own_words", text=Name(en="Call the mayor")), NOTHING,
    said("home.days_late", count=2), "wrong", can_tick=True,
)  # fmt: skip
MISSING = FindingEntry(
    "error", said("home.own_words", text=Name(en="No target")), "source.iasc", "plan", "activity", "a1", 2
)
VIEW = HomeView(
    step_number=6,
    step_id="draft",
    page="plan",
    days_left=23,
    path=PATH,
    next=(CALL,),
    readiness=Readiness(12, 13, (MISSING,)),
    changes=(
        ChangeEntry(Name(en="Nadia Khalaf"), "k2", said("home.own_words", text=Name(en="moved a dot"))),
    ),
    holders=(HolderEntry(Name(en="Omar"), "behind", 0.6, 43), HolderEntry(Name(en="HQ"), "up_to_date", 1.0)),
    guidance=(GuidanceEntry("g1", "deadline", Name(en="Review closes"), Name(), "DSTWG", "2026-05-15"),),
)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> HomePage:
    made = HomePage(session)
    qtbot.addWidget(made)
    made.take_view(VIEW)
    return made


def texts(page: HomePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_the_title_is_the_step_with_the_days_left(page: HomePage) -> None:
    assert page.header.title.text() == "Step 6: Draft the plan"
    assert page.header.quiet.toolTip() == "23 days to the date that was agreed"
    assert page.go_on.text() == "Continue the plan"


def test_the_path_says_days_and_what_is_not_needed(page: HomePage) -> None:
    assert [circle.step.under for circle in page.path.circles] == ["12 Jan", "not needed", "due 30 Apr"]
    assert "done" in page.path.circles[0].accessibleName()


def test_everything_is_said(page: HomePage) -> None:
    said_there = texts(page)
    for words in (
        "Call the mayor",
        "2 days late",
        "No target",
        "and 2 more like it",
        "moved a dot",
        "Review closes",
    ):
        assert words in said_there
    assert page.readiness.quiet.text() == "12 of 13 checks pass"
    assert [meter.said.text() for meter in page.findChildren(Meter)] == ["43 behind", "up to date"]


def test_a_finding_leads_to_its_place(page: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.asked_for) as caught:
        page.findChild(FindingRow).text.clicked.emit()
    assert caught.args == [Place("plan", "activity", "a1")]


def test_the_path_and_the_buttons_lead_on(page: HomePage, qtbot: QtBot) -> None:
    for ask, place in (
        (page.open_step.click, Place("steps", "step", "draft")),
        (page.go_on.click, Place("plan")),
        (page.path.circles[1].click, Place("steps", "step", "2")),
    ):
        with qtbot.waitSignal(page.session.asked_for) as caught:
            ask()
        assert caught.args == [place]


def test_a_thing_leads_to_its_record(page: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.asked_for) as caught:
        page.findChild(NextRow).link.clicked.emit()
    assert caught.args == [Place("steps", "task", "t1")]


def test_ticking_writes_and_offers_undo(page: HomePage, qtbot: QtBot) -> None:
    page.session.desk.held.append(Task(id="t1", space="s", title_en="Call", step_id="draft", status="open"))
    with qtbot.waitSignals([page.session.undoable, page.session.saved]):
        page.findChild(NextRow).box.click()
    assert page.session.desk.find(Task, "t1").status == "done"


def test_whoever_ticks_stays_in_the_list(page: HomePage, qtbot: QtBot) -> None:
    page.show()
    bring_forward(page, qtbot)
    one = VIEW.next[0]
    page.take_view(replace(VIEW, next=tuple(replace(one, id=f"t{n}", can_tick=True) for n in range(3))))
    page.findChildren(NextRow)[1].box.setFocus()
    page.take_view(replace(page._view, next=page._view.next[:1] + page._view.next[2:]))
    assert page.findChildren(NextRow)[1].box.hasFocus()
    page.take_view(replace(page._view, next=page._view.next[:1]))
    assert page.findChildren(NextRow)[0].box.hasFocus()


def test_many_findings_are_folded(page: HomePage) -> None:
    many = tuple(replace(MISSING, id=f"a{number}") for number in range(9))
    page.take_view(replace(VIEW, readiness=Readiness(1, 13, many)))
    assert page.readiness.rows.count() == SHOWN_FINDINGS
    page.readiness.more.click()
    assert page.readiness.rows.count() == 9


def test_nothing_to_show_is_said_too(page: HomePage) -> None:
    page.take_view(HomeView(1, "prepare", "area"))
    said_there = texts(page)
    assert "Nothing waits for you" in said_there
    assert "Nothing new from others" in said_there
    assert page.guidance.isHidden()


def test_while_nothing_waits_the_rules_of_the_step_say_what_comes_next(page: HomePage, qtbot: QtBot) -> None:
    need = NeedEntry(
        False,
        said("gate.area_selected"),
        said("gate.area_selected.no"),
        "area",
        "area_decision",
    )
    page.take_view(HomeView(1, "prepare", "area", needs=(need,)))
    assert "Step 1 still needs" in texts(page)
    with qtbot.waitSignal(page.session.asked_for) as caught:
        page.findChild(ReasonRow).link.click()
    assert caught.args == [Place("area", "area_decision", "")]
    page.take_view(replace(VIEW, needs=(need,)))
    assert "still needs" not in texts(page)


def test_a_change_of_language_says_all_of_it_again(qapp: QApplication, page: HomePage) -> None:
    use_language(qapp, "ar")
    assert "صياغة الخطة" in page.header.title.text()
    assert "متأخر يومين" in texts(page)


def test_on_a_small_screen_readiness_stands_over_what_is_coming(page: HomePage) -> None:
    page.resize(1100, 700)
    page.show()
    assert page.columns.indexOf(page.readiness) == 1
    page.resize(850, 440)
    assert page.side.indexOf(page.readiness) == 0
    page.resize(1100, 700)
    assert page.columns.indexOf(page.readiness) == 1
