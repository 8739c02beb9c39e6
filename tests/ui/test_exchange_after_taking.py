"""After a take: a stranger's package waits, only stewards accept; backups that still hold what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, found, joined
from ui.windows import Window

from app.models.kinds.inside import Contact
from app.services.backups import backups, make_backup
from app.services.field_edits import add_record
from app.services.forgetting import forget, stale_backups
from app.services.packing import Parcel, make_package
from app.services.strangers import strangers
from app.services.taking import Report
from app.ui.pages.exchange_collect import CollectDialog
from app.ui.pages.exchange_take import TakeDialog, report_lines


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    """Dalia, a steward, and Omar, a member."""
    made = found(tmp_path, "Omar")
    yield made
    made[1].use().close()


def take_dialog(window: Window, qtbot: QtBot, package: Path, six: tuple[int, ...] = ()) -> TakeDialog:
    dialog = TakeDialog(window.session, package)
    qtbot.addWidget(dialog)
    dialog._words = six
    dialog.show()
    dialog.look()
    window.settle()
    return dialog


def sami_packs(laptops: list[Laptop], folder: Path) -> Path:
    make_package(laptops[0].use(), Parcel(words=WORDS), folder / "open.masar")
    sami = joined(folder, "Sami", folder / "open.masar", "member")
    make_package(sami.use(), Parcel(words=WORDS), folder / "sami.masar")
    sami.desk.close()
    return folder / "sami.masar"


@pytest.mark.parametrize(("who", "accepts"), [(0, True), (1, False)])
def test_only_a_steward_is_offered_to_accept_the_sender(
    laptops: list[Laptop], tmp_path: Path, qtbot: QtBot, who: int, accepts: bool
) -> None:
    package = sami_packs(laptops, tmp_path)
    window = Window(laptops[who].use())
    dialog = take_dialog(window, qtbot, package, WORDS)
    assert len(strangers(window.desk)) == 1
    assert dialog.accept_sender.isVisible() is accepts
    assert ("Only a steward can accept them" in dialog.card.note.text()) is not accepts
    assert not dialog.go.isEnabled()
    dialog.close()
    window.close()
    if who:
        laptops[0].use().close()


def removed_for_good(laptops: list[Laptop], folder: Path) -> Path:
    """Return a package in which Omar removed a contact for good that Dalia holds, also in a backup."""
    dalia, omar = laptops
    elders = add_record(omar.use(), "stakeholder", {"name_en": "Elders"})
    add_record(omar.desk, "contact", {"stakeholder": elders, "person_name": "Umm Salih"})
    bring_everyone_up_to_date(laptops, folder)
    make_backup(dalia.use())
    forget(omar.use(), "contact", omar.desk.records(Contact)[0].id)
    package = omar.pack(folder / "gone.masar", "Dalia")
    dalia.use()
    return package


def test_backups_that_hold_what_a_package_removed_are_told_and_renewed(
    laptops: list[Laptop], tmp_path: Path, qtbot: QtBot
) -> None:
    package = removed_for_good(laptops, tmp_path)
    window = Window(laptops[0].desk)
    dialog = take_dialog(window, qtbot, package)
    assert not dialog.backups.isVisible()
    dialog.take()
    window.settle()
    assert dialog.backups.isVisible()
    assert "still hold" in dialog.backups.text.text()
    assert stale_backups(window.desk)
    dialog.backups.renew_button.click()
    window.settle()
    assert stale_backups(window.desk) == ()
    assert len(backups(window.desk.workspace)) == 1
    assert "New backup made" in dialog.backups.text.text()
    dialog.close()
    window.close()


def test_a_folder_that_removed_something_tells_of_the_backups(
    laptops: list[Laptop], tmp_path: Path, qtbot: QtBot
) -> None:
    package = removed_for_good(laptops, tmp_path)
    window = Window(laptops[0].desk)
    dialog = CollectDialog(window.session, [package])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look()
    window.settle()
    dialog.take()
    window.settle()
    assert dialog.backups.isVisible()
    dialog.close()
    window.close()


def test_who_took_it_is_not_told_to_ask_the_sender_first() -> None:
    report = Report("Omar", "k", "2026-04-07T09:00:00Z", False, {}, (), removed={"activity": 25})
    assert any("before you take it" in text for _, text in report_lines(report))
    assert not any("before you take it" in text for _, text in report_lines(report, taken=True))


def test_a_file_that_was_refused_is_not_said_to_be_read_still(
    laptops: list[Laptop], tmp_path: Path, qtbot: QtBot
) -> None:
    fake = tmp_path / "fake.masar"
    fake.write_bytes(b"no package")
    dialog = take_dialog(Window(laptops[0].use()), qtbot, fake)
    assert "fake.masar is not a Masar package" in dialog.why.text()
    assert dialog.back.text() == "Close"
    dialog.close()
