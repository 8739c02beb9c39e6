"""Dialogs of the exchange while they work, and after a refusal or a stop: nothing changes under the person's
hands, and they can try again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from services.laptops import WORDS, found, joined
from ui.windows import Window

from app.foundation.clock import SystemClock
from app.foundation.errors import PlaceError, UserError
from app.keys.identity import card_of, new_identity
from app.models.card import card_to_text
from app.models.kinds.people import Organisation
from app.services.field_edits import add_record
from app.services.packing import Parcel, make_package
from app.services.strangers import strangers
from app.ui.language import say
from app.ui.operations import Operation
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_bundle import BundleDialog
from app.ui.pages.exchange_collect import CollectDialog
from app.ui.pages.exchange_make import MakeDialog
from app.ui.pages.exchange_merge import MergeDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.pages.forgetting import ForgetDialog
from app.ui.pages.people_card import ReadCardDialog
from app.words.wordlist import words as said

REFUSAL = PlaceError("no_space", file="work.masarw")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


def make_dialog(window: Window, qtbot: QtBot) -> MakeDialog:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    dialog = page.make_for("")
    window.settle()
    return dialog


def shown(dialog: MakeDialog) -> str:
    return " ".join(label.text() for label in dialog.made.findChildren(QLabel))


def test_the_words_shown_are_those_of_the_package(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make_dialog(window, qtbot)
    six, window.door.save = dialog._words, tmp_path / "1.masar"
    dialog.make()
    assert not dialog.fresh.isEnabledTo(dialog)
    dialog.fresh.click()
    window.settle()
    assert dialog._words == six
    assert said("en", six).replace("-", " · ") in shown(dialog)


def test_who_stops_or_is_refused_chooses_again(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make_dialog(window, qtbot)
    window.door.save = tmp_path / "nowhere" / "1.masar"
    dialog.make()
    window.settle()
    assert dialog.fresh.isEnabledTo(dialog)
    assert dialog.go.isEnabled()
    dialog.asking.setEnabled(False)
    dialog._stopped()
    assert dialog.asking.isEnabled()


def test_a_preview_that_comes_late_is_not_shown(window: Window, qtbot: QtBot) -> None:
    dialog = make_dialog(window, qtbot)
    dialog.look()
    dialog._words = ()
    dialog.look()
    window.settle()
    assert not dialog.go.isEnabled()
    assert say("exchange.choose_someone") in [one.text() for one in dialog.preview.findChildren(QLabel)]


def test_a_bundle_that_was_stopped_is_made_again(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = BundleDialog(window.session)
    window.settle()
    begun, really = list[Operation](), window.session.operations.start

    def start(*said: Any) -> Operation:
        begun.append(really(*said))
        return begun[-1]

    monkeypatch.setattr(window.session.operations, "start", start)
    dialog._make(tmp_path / "hq.zip")
    assert not dialog.zip_button.isEnabled()
    begun[0].cancel()
    window.settle()
    assert not (tmp_path / "hq.zip").exists()
    assert dialog.zip_button.isEnabled()
    dialog.deleteLater()


def test_after_a_refusal_it_can_be_tried_again(window: Window, qtbot: QtBot) -> None:
    card = ReadCardDialog(window.session, steward=True)
    card.show_card(card_of(new_identity("Huda", "Hand in Hand", SystemClock()), "member"))
    ids = [add_record(window.desk, "organisation", {"name_en": "Hand in Hand"}) for _ in range(2)]
    merging = MergeDialog(window.session, "organisation", ids)
    merging.look()
    window.settle()
    forgetting = ForgetDialog(window.session, "organisation", ids[0], "Hand in Hand")
    for dialog, refuse in (
        (card, card._not_taken), (merging, merging._not_merged), (forgetting, forgetting._not_done),
    ):  # fmt: skip
        qtbot.addWidget(dialog)
        dialog.go.setEnabled(False)
        refuse(REFUSAL)
        assert dialog.go.isEnabled()
        assert "work.masarw" in dialog.error.text()
    assert window.desk.records(Organisation)


def test_a_strangers_package_hides_the_box_for_words(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    make_package(window.desk, Parcel(words=WORDS), tmp_path / "open.masar")
    home = window.desk
    sami = joined(tmp_path, "Sami", tmp_path / "open.masar", "member")
    make_package(sami.use(), Parcel(words=WORDS), tmp_path / "sami.masar")
    sami.desk.close()
    monkey = pytest.MonkeyPatch()
    monkey.setenv("MASAR_DATA_DIR", str(tmp_path / "Dalia" / "data"))
    dialog = TakeDialog(window.session, tmp_path / "sami.masar")
    qtbot.addWidget(dialog)
    dialog.look()
    window.settle()
    assert dialog.words_box.isVisibleTo(dialog)
    dialog.words_entry.control.show_value(said("en", WORDS))
    heard: list[object] = []
    window.session.operations.changed.connect(lambda *_: heard.append(1))
    dialog.use_words()
    window.settle()
    assert not dialog.words_box.isVisibleTo(dialog)
    assert len(strangers(home)) == 1
    assert heard
    dialog.take_from_stranger()
    assert not dialog.accept_sender.isEnabled()
    window.settle()
    assert dialog.go.isEnabled()
    assert not dialog.words_box.isVisibleTo(dialog)
    monkey.undo()


def test_a_report_stays_when_a_late_look_ends(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CollectDialog(window.session, [tmp_path])
    qtbot.addWidget(dialog)
    dialog.look()
    dialog.show_taken([])
    window.settle()
    assert dialog.go.text() == say("frame.close")


def test_a_steward_who_drops_a_card_at_once_accepts_it(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "huda.card"
    path.write_text(card_to_text(card_of(new_identity("Huda", "Hand in Hand", SystemClock()), "member")))
    page = ExchangePage(window.session)
    qtbot.addWidget(page)
    page.take_places([path])
    window.settle()
    (dialog,) = page.findChildren(ReadCardDialog)
    assert dialog.go.text() == say("people.accept_card")


def test_asking_twice_asks_once(window: Window, qtbot: QtBot) -> None:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    assert [page.people._once("one"), page.people._once("one")] == [True, False]
    page.people._refused(UserError("unknown_stranger"))
    assert page.people._once("one")
