"""The People tab on real laptops: cards, comparing, proposals, guided actions, by keyboard too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, copies, found, invited, joined
from ui.reach import nameless
from ui.windows import Window

from app.foundation.clock import SystemClock
from app.keys.identity import card_of, new_identity
from app.models.card import Card, card_from_text, card_to_text
from app.services.cards import card_in_picture, qr_picture
from app.services.packing import Parcel, make_package
from app.services.people import find_person
from app.services.roster_work import proposals, propose_person
from app.services.rosters import roster
from app.services.strangers import keep_stranger
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.people import PeopleTab
from app.ui.pages.people_card import OwnCardDialog, ReadCardDialog
from app.ui.pages.people_compare import CompareDialog
from app.ui.pages.people_detail import actions_for
from app.ui.pages.people_guides import LeaveGuide, LostGuide, TakeOverGuide, TurnAwayGuide
from app.ui.pages.people_list import PersonRow
from app.ui.places import Place


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("people")
    laptops = found(folder, "Omar", "Nadia")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


@pytest.fixture
def laptops(template: list[Laptop], tmp_path: Path) -> Iterator[list[Laptop]]:
    copied = copies(template, tmp_path / "copies")
    yield copied
    for laptop in copied[1:]:
        laptop.use().close()


@pytest.fixture
def window(laptops: list[Laptop], qtbot: QtBot) -> Iterator[Window]:
    made = Window(laptops[0].use())
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> ExchangePage:
    made = window.show(ExchangePage)
    qtbot.addWidget(made)
    made.go_to(Place("exchange", view="people"))
    window.settle()
    return made


@pytest.fixture
def tab(page: ExchangePage) -> PeopleTab:
    return page.people


def huda() -> Card:
    return card_of(new_identity("Huda", "Water office", SystemClock()), "member")


def key(window: Window, name: str) -> str:
    return find_person(window.desk, name).key


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def opened(tab: PeopleTab, kind: type[QWidget]) -> QWidget:
    (found_,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found_


def test_the_tab_shows_everybody_and_what_waits(tab: PeopleTab) -> None:
    shown = texts(tab)
    assert "Everybody in this area" in shown
    assert "Invited by you, words not compared yet." in shown
    assert "Omar joined as: Member. Is that right?" in shown
    assert nameless(tab) == []


def test_the_other_tab_is_hidden_and_comes_back(window: Window, page: ExchangePage) -> None:
    assert not page.packages.isVisible()
    page.tabs.button("packages").click()
    assert page.packages.isVisible()
    assert not page.people.isVisible()


def test_how_much_waits_is_said_before_the_tab_is_opened(window: Window, qtbot: QtBot) -> None:
    made = window.show(ExchangePage)
    qtbot.addWidget(made)
    window.settle()
    assert made.tabs.button("people").text() == f"People · {len(proposals(window.desk))} to decide"
    assert made.people.list.findChildren(PersonRow) == []


def test_a_person_is_chosen_by_keyboard(window: Window, tab: PeopleTab) -> None:
    row = tab.list.row_of(key(window, "Nadia"))
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert tab.person.title.text() == "Nadia"
    assert row.isChecked()
    assert "Nadia" in row.accessibleName()


def test_picking_the_right_row_counts_for_everybody(window: Window, tab: PeopleTab) -> None:
    omar = key(window, "Omar")
    dialog = tab.compare(omar, "Omar")
    window.settle()
    assert len(dialog.rows) == 4
    assert not dialog.go.isEnabled()
    right = tab._view.find(omar)
    assert right is not None
    next(one for one in dialog.rows if one.numbers == right.fingerprint).click()
    dialog.go.click()
    window.settle()
    assert roster(window.desk).persons[omar].compared_by
    assert window.notices[-1] == "Words compared with \u2068Omar\u2069. It counts for everybody." or (
        "Words compared with Omar" in window.notices[-1]
    )


def test_a_wrong_row_is_told_and_nothing_is_noted(window: Window, tab: PeopleTab) -> None:
    omar = key(window, "Omar")
    dialog = tab.compare(omar, "Omar")
    window.settle()
    entry = tab._view.find(omar)
    assert entry is not None
    next(one for one in dialog.rows if one.numbers != entry.fingerprint).click()
    dialog.go.click()
    window.settle()
    assert "Nothing was noted" in dialog.error.text()
    assert not dialog.go.isVisible()
    assert not any(one.isEnabled() for one in dialog.rows)
    assert not roster(window.desk).persons[omar].compared_by
    assert isinstance(dialog, CompareDialog)


def test_none_of_these_is_an_answer_too(window: Window, tab: PeopleTab) -> None:
    dialog = tab.compare(key(window, "Omar"), "Omar")
    window.settle()
    dialog.none.click()
    assert "Nothing was noted" in dialog.error.text()


def test_the_own_card_is_shown_and_kept_as_a_file(window: Window, tab: PeopleTab, tmp_path: Path) -> None:
    tab.own.click()
    window.settle()
    dialog = opened(tab, OwnCardDialog)
    assert isinstance(dialog, OwnCardDialog)
    written = io.BytesIO()
    dialog.code.grab().toImage().save(str(tmp_path / "screen.png"))
    written.write((tmp_path / "screen.png").read_bytes())
    assert card_in_picture(written.getvalue()) == window.desk.identity_card()
    window.door.save = tmp_path / "me.masar-card"
    dialog.save.click()
    window.settle()
    assert card_from_text(window.door.save.read_text("utf-8")) == window.desk.identity_card()


def test_a_card_dropped_as_a_picture_is_accepted(window: Window, tab: PeopleTab, tmp_path: Path) -> None:
    dialog = tab.read_a_card()
    photo = tmp_path / "photo.png"
    photo.write_bytes(qr_picture(huda()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    window.settle()
    assert dialog.found.title.text() == "Huda"
    dialog.go.click()
    window.settle()
    assert find_person(window.desk, "Huda").status == "member"


def test_a_card_dropped_on_the_window_comes_to_the_people(
    window: Window, page: ExchangePage, tmp_path: Path
) -> None:
    page.tabs.button("packages").click()
    photo = tmp_path / "whatever"
    photo.write_bytes(qr_picture(huda()))
    page.take_places([photo])
    window.settle()
    dialog = opened(page.people, ReadCardDialog)
    assert isinstance(dialog, ReadCardDialog)
    assert dialog.found.title.text() == "Huda"
    assert dialog.go.text() == "Accept into the group"


def test_what_is_not_a_card_gets_its_sentence(window: Window, tab: PeopleTab, tmp_path: Path) -> None:
    dialog = tab.read_a_card()
    window.door.open = tmp_path / "wrong.txt"
    window.door.open.write_text("hello")
    dialog.choose.click()
    window.settle()
    assert "not a card" in dialog.error.text()
    assert not dialog.go.isEnabled()
    window.door.open.write_text(card_to_text(huda()), "utf-8")
    dialog.choose.click()
    window.settle()
    assert dialog.error.text() == ""
    assert dialog.go.isEnabled()


def test_proposals_are_confirmed_declined_and_confirmed_together(
    window: Window, tab: PeopleTab, laptops: list[Laptop], tmp_path: Path
) -> None:
    propose_person(laptops[1].use(), huda())
    package = laptops[1].pack(tmp_path / "p.masar", "Dalia")
    laptops[0].take(package)
    window.settle()
    tab.reload()
    window.settle()
    (adds,) = [one for one in tab._view.proposals if one.what == "adds"]
    window.door.agrees = False
    tab.proposals.decline(adds.id)
    window.settle()
    assert adds.id in {one.id for one in proposals(window.desk)}
    window.door.agrees = True
    tab.proposals.decline(adds.id)
    window.settle()
    assert adds.id not in {one.id for one in proposals(window.desk)}
    tab.proposals.every.click()
    window.settle()
    assert proposals(window.desk) == ()
    assert find_person(window.desk, "Omar").status == "member"


def test_a_lost_device_is_cut_off(window: Window, tab: PeopleTab) -> None:
    tab.do("lost", key(window, "Omar"))
    guide = opened(tab, LostGuide)
    assert isinstance(guide, LostGuide)
    (box,) = guide.boxes.values()
    box.setChecked(False)
    guide.go.click()
    assert "at least one device" in guide.error.text()
    box.setChecked(True)
    guide.until.control.show_value("until")
    guide._show_day()
    guide.go.click()
    assert "last day" in guide.error.text()
    guide.day.control.show_value("2020-01-01")
    guide.go.click()
    window.settle()
    entry = tab._view.find(key(window, "Omar"))
    assert entry is not None
    assert any(device.cut for device in entry.devices)
    offered = actions_for(entry, tab._view)
    assert {"uncut", "leave"} <= {*offered}
    assert not {"package", "compare", "steward", "take_over"} & {*offered}


def test_somebody_leaves_and_somebody_takes_over(window: Window, tab: PeopleTab) -> None:
    tab.do("take_over", key(window, "Nadia"))
    over = opened(tab, TakeOverGuide)
    assert isinstance(over, TakeOverGuide)
    over.go.click()
    window.settle()
    assert find_person(window.desk, "Nadia").status == "steward"
    tab.do("leave", key(window, "Omar"))
    guide = opened(tab, LeaveGuide)
    assert isinstance(guide, LeaveGuide)
    guide.go.click()
    window.settle()
    tab.reload()
    window.settle()
    entry = tab._view.find(key(window, "Omar"))
    assert entry is not None
    assert entry.standing == "left"
    tab.choose(entry.key)
    assert list(tab.person.buttons) == ["come_back"]


def test_an_invitation_used_twice_is_decided_about(
    window: Window, page: ExchangePage, tab: PeopleTab, laptops: list[Laptop], tmp_path: Path
) -> None:
    assert not tab.shared.isVisibleTo(tab)
    package = invited(laptops[0], tmp_path / "invite.masar", "member")
    for name in ("Huda", "Sami"):
        one = joined(tmp_path, name, package, "member")
        laptops[0].take(one.pack(tmp_path / f"{name}.masar", "Dalia"))
        one.use().close()
    laptops[0].use()
    tab.reload()
    window.settle()
    shown = texts(tab.shared)
    assert "2 people joined with the same invitation by you" in shown.replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "All of these count for now" in shown
    assert "People" in page.tabs.button("people").text()
    assert str(tab.count) in page.tabs.button("people").text()
    assert nameless(tab) == []
    tab.shared.buttons[key(window, "Sami")].click()
    guide = opened(tab, TurnAwayGuide)
    assert isinstance(guide, TurnAwayGuide)
    guide.go.click()
    window.settle()
    tab.reload()
    window.settle()
    assert find_person(window.desk, "Sami").status == "removed"
    (entry,) = tab._view.shared
    tab.shared.buttons[entry.id].click()
    window.settle()
    tab.reload()
    window.settle()
    assert not tab.shared.isVisibleTo(tab)
    assert find_person(window.desk, "Huda").status == "member"
    tab.choose(key(window, "Sami"))
    assert list(tab.person.buttons) == ["come_back"]
    tab.person.buttons["come_back"].click()
    window.settle()
    assert find_person(window.desk, "Sami").status == "member"


def test_an_invitation_goes_on_to_its_package(window: Window, page: ExchangePage) -> None:
    guide = page.people.invite_somebody()
    guide.role.control.show_value("observer")
    asked: list[tuple[str, str]] = []
    page.people.package.connect(lambda who, role: asked.append((who, role)))
    guide.go.click()
    window.settle()
    assert asked == [("", "observer")]


def test_who_is_no_steward_proposes_and_hears_whom_to_ask(
    laptops: list[Laptop], qtbot: QtBot, tmp_path: Path
) -> None:
    window = Window(laptops[1].use())
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    page.go_to(Place("exchange", view="people"))
    window.settle()
    tab = page.people
    assert not tab.invite.isVisible()
    assert "A steward decides about it: Dalia." in texts(tab)
    dialog = tab.read_a_card()
    assert isinstance(dialog, ReadCardDialog)
    dialog.show_card(huda())
    dialog.go.click()
    window.settle()
    assert "Huda" in [one.values.get("name_en") for one in proposals(window.desk)]
    window.session.close()
    window.operations.close()


def test_a_strangers_package_waits_and_its_sender_is_accepted(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    make_package(laptops[0].use(), Parcel(words=WORDS), tmp_path / "open.masar")
    sami = joined(tmp_path, "Sami", tmp_path / "open.masar", "member")
    make_package(sami.use(), Parcel(words=WORDS), tmp_path / "sami.masar")
    sami.use().close()
    laptops[0].use()
    for _ in range(2):
        keep_stranger(window.desk, tmp_path / "sami.masar", WORDS)
        page.people.reload()
        window.settle()
        assert "Sami, Sami's organisation" in texts(page.people.strangers).replace("\u2068", "").replace(
            "\u2069", ""
        )
        (waiting,) = page.people._view.strangers
        page.people.strangers.throw(waiting.id)
        window.settle()
        assert page.people._view.strangers == ()
    keep_stranger(window.desk, tmp_path / "sami.masar", WORDS)
    page.people.strangers.accept(waiting.id)
    window.settle()
    assert find_person(window.desk, "Sami").status == "member"
    assert window.notices[-1] == "The package is taken"


def test_the_tab_speaks_arabic(window: Window, page: ExchangePage, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    window.settle()
    assert "كل من في هذه المنطقة" in texts(page.people)
    assert "people." not in texts(page)
