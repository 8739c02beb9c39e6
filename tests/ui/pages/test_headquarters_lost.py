"""Lost devices on the Headquarters page: a finding, one page of explanation, done and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, copies, found, invited, joined
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.country import CountryCut, Place
from app.services.devices import cut_off, devices
from app.services.people import find_person
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.headquarters import HeadquartersPage
from app.ui.pages.headquarters_devices import CountryGuide
from app.ui.places import Place as Spot


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Huda at headquarters has heard that Dalia called Omar's device lost; it had imported a place."""
    folder = tmp_path_factory.mktemp("lost")
    dalia, omar = found(folder, "Omar")
    with omar.use().write("place.add") as unit:
        unit.add(Place, pcode="IQX1", name_en="Forged")
    dalia.take(omar.pack(folder / "omar.masar", "Dalia"))
    huda = joined(folder, "Huda", invited(dalia, folder / "in.masar", "headquarters"), "headquarters")
    dalia.take(huda.pack(folder / "huda.masar", "Dalia"))
    key = find_person(dalia.use(), "Omar").key
    cut_off(dalia.desk, [one.replica for one in devices(dalia.desk) if one.key == key], reason="In a taxi")
    huda.take(dalia.pack(folder / "lost.masar", "Huda"))
    for laptop in (dalia, omar, huda):
        laptop.use().close()
    return [huda]


@pytest.fixture
def window(template: list[Laptop], qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    (huda,) = copies(template, tmp_path)
    made = Window(huda.use())
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> HeadquartersPage:
    made = window.show(HeadquartersPage)
    qtbot.addWidget(made)
    return made


def said(page: HeadquartersPage) -> str:
    texts = "\n".join(one.text() for one in page.lost.findChildren(QLabel) if not one.isHidden())
    return texts.replace("\u2068", "").replace("\u2069", "")


def guide_of(page: HeadquartersPage) -> CountryGuide:
    (button,) = page.lost.buttons.values()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    (guide,) = [one for one in page.findChildren(CountryGuide) if one.isVisible()]
    return guide


def test_the_finding_says_who_where_and_that_it_still_counts(page: HeadquartersPage) -> None:
    assert "A device of Omar was called lost in" in said(page)
    assert "the country’s records still count it" in said(page)
    assert "said by Dalia · In a taxi" in said(page)
    assert "one change in the country’s records" in said(page)
    assert "1 lost device to decide about" in page.header.quiet.text()
    assert nameless(page) == []


def test_it_is_explained_done_and_taken_back(window: Window, page: HeadquartersPage) -> None:
    guide = guide_of(page)
    guide.until.control.show_value("until")
    guide._show_day()
    guide.go.click()
    assert "last day" in guide.error.text()
    guide.day.control.show_value("2000-01-01")
    guide.go.click()
    window.settle()
    assert window.desk.records(Place, pcode="IQX1") == []
    assert "counts no longer in the country’s records" in said(page)
    assert "the country’s records count none of its work" in said(page)
    assert "to decide" not in page.header.quiet.text()
    (button,) = page.lost.buttons.values()
    button.click()
    window.settle()
    assert [one.name_en for one in window.desk.records(Place, pcode="IQX1")] == ["Forged"]
    assert "still count it" in said(page)


def test_the_areas_day_is_proposed(window: Window, page: HeadquartersPage) -> None:
    guide = guide_of(page)
    assert guide.until.value() == "area"
    guide.go.click()
    window.settle()
    (cut,) = window.desk.records(CountryCut)
    assert cut.sequence == 2
    assert [one.name_en for one in window.desk.records(Place, pcode="IQX1")] == ["Forged"]


def test_the_people_tab_offers_it_too(window: Window, qtbot: QtBot) -> None:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    page.go_to(Spot("exchange", view="people"))
    window.settle()
    key = find_person(window.desk, "Omar").key
    page.people.choose(key)
    assert "country" in page.people.person.buttons
    page.people.do("country", key)
    (guide,) = [one for one in page.people.findChildren(CountryGuide) if one.isVisible()]
    guide.go.click()
    window.settle()
    page.people.reload()
    window.settle()
    page.people.choose(key)
    assert "country" not in page.people.person.buttons


def test_the_card_speaks_arabic(qapp: QApplication, page: HeadquartersPage) -> None:
    use_language(qapp, "ar")
    assert "وما زالت سجلات البلد تحتسبه" in said(page)
    assert "headquarters." not in said(page)
