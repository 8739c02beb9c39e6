"""Headquarters as issuer in the window: beginning, issuing, believing a root and withdrawing are guided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, copies, found, invited, joined
from ui.reach import nameless
from ui.windows import Window

from app.services.issuing import Issuer, become_issuer, issuers
from app.services.people import find_person, make_steward
from app.services.views.people import PeopleView
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.people import PeopleTab
from app.ui.pages.people_guides import GuideDialog
from app.ui.pages.people_issuers import IssueGuide, IssuerCard, IssuerGuide, RootGuide, WithdrawGuide
from app.ui.places import Place
from tests.documents.signing.made import make_key


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia, Omar, and Huda of headquarters as a steward of their area."""
    folder = tmp_path_factory.mktemp("issuers")
    dalia, omar = found(folder, "Omar")
    huda = joined(folder, "Huda", invited(dalia, folder / "hq.masar", "headquarters"), "headquarters")
    dalia.take(huda.pack(folder / "hello.masar", "Dalia"))
    make_steward(dalia.use(), "Huda")
    huda.take(dalia.pack(folder / "welcome.masar", "Huda"))
    for laptop in (dalia, omar, huda):
        laptop.use().close()
    return [dalia, omar, huda]


@pytest.fixture
def window(template: list[Laptop], tmp_path: Path) -> Iterator[Window]:
    dalia, omar, huda = copies(template, tmp_path / "copies")
    for laptop in (dalia, omar):
        laptop.use().close()
    made = Window(huda.use())
    yield made
    made.close()


@pytest.fixture
def tab(window: Window, qtbot: QtBot) -> PeopleTab:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    window.held = page  # type: ignore[attr-defined]
    page.go_to(Place("exchange", view="people"))
    window.settle()
    return page.people


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def opened(tab: PeopleTab, kind: type[GuideDialog]) -> GuideDialog:
    (found_,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found_


def went(window: Window, tab: PeopleTab, guide: GuideDialog) -> None:
    """Press the button of a guide and show what came of it."""
    guide.go.click()
    window.settle()
    tab.reload()
    window.settle()


def held_by_omar(window: Window, tab: PeopleTab) -> str:
    entry = tab._view.find(find_person(window.desk, "Omar").key)
    assert entry is not None
    return entry.issued


def test_headquarters_begins_issues_and_withdraws(window: Window, tab: PeopleTab) -> None:
    assert "does not issue certificates yet" in texts(tab.issuer)
    tab.issuer.begin.click()
    guide = opened(tab, IssuerGuide)
    guide.title.control.show_value("Working group")  # type: ignore[attr-defined]
    went(window, tab, guide)
    assert "Working group" in texts(tab.issuer)
    tab.do("issue", find_person(window.desk, "Omar").key)
    window.settle()
    assert held_by_omar(window, tab) == "", "nothing is written before the page was read"
    guide = opened(tab, IssueGuide)
    assert "compare the eight words first" in texts(guide)
    assert "Nobody has compared words with Omar yet." in texts(guide)
    went(window, tab, guide)
    assert held_by_omar(window, tab) == "Working group"
    ((record, button),) = tab.issuer.buttons.items()
    assert button.accessibleName() == "Withdraw Working group…"
    assert nameless(tab) == []
    button.click()
    guide = opened(tab, WithdrawGuide)
    assert "undo does not bring it back" in texts(guide)
    assert not issuers(window.desk)[0].withdrawn
    went(window, tab, guide)
    assert [(one.id, one.withdrawn) for one in issuers(window.desk)] == [(record, True)]
    assert held_by_omar(window, tab) == ""
    assert "Withdrawn: Working group." in texts(tab.issuer)
    assert tab.issuer.begin.isVisible()
    assert window.notices[-1] == "Working group is withdrawn; it travels with the next package"


def test_an_organisations_issuer_is_read_from_a_file(window: Window, tab: PeopleTab, tmp_path: Path) -> None:
    become_issuer(window.desk, "Working group")
    tab.reload()
    window.settle()
    tab.issuer.root.click()
    guide = opened(tab, RootGuide)
    guide.go.click()
    assert guide.isVisible(), "no file was chosen"
    window.door.open = tmp_path / "ministry.cer"
    window.door.open.write_bytes(b"rubbish")
    guide.go.click()
    window.settle()
    assert guide.error.isVisible()
    window.door.open.write_bytes(make_key("Ministry", "Ministry of Planning", authority=0).certificate)
    went(window, tab, guide)
    assert "Ministry of Planning" in texts(tab.issuer)


def test_others_see_who_is_believed_and_withdraw_nothing(qtbot: QtBot) -> None:
    card = IssuerCard()
    qtbot.addWidget(card)
    used = Issuer("i1", "Working group", "Huda", "Water office", withdrawn=False, mine=False)
    card.show_view(PeopleView(issuers=(used,), steward=True))
    QApplication.processEvents()
    assert all(said in texts(card) for said in ("Working group", "Huda", "Water office"))
    assert not any(one.isVisibleTo(card) for one in (*card.buttons.values(), card.begin, card.root))
