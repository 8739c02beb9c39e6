"""Signing beside one's own keys, in the window: the pad, what is asked for, and the table of sign-offs."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from ui.windows import Answers

from app.models.strokes import Strokes
from app.process.terms import Term
from app.services.signatures_beside import Signing
from app.services.views.review import ReviewChoices
from app.services.views.review_signoffs import SignoffLine
from app.services.views.review_versions import PartyEntry, VersionEntry
from app.services.views.said import Name
from app.ui.pages.review_asking import Own, PaperDialog, SignDialog
from app.ui.pages.sign_dialogs import Brought, BroughtDialog, DrawDialog, Drawn
from app.ui.pages.sign_pad import SignaturePad
from app.ui.pages.sign_table import SignoffsDialog, picture_of, sentences
from app.ui.session import Session

VERSION = VersionEntry(
    "v", "1.0", "", False, "2026-04-07T09:00:00Z", Name(plain="Dalia"), "ab" * 32, ("en", "ar"),
    (PartyEntry("government", Term("review.party.government")),),
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton
WAVE = Strokes(3500, (((0, 0), (4000, 800), (8000, 0)),))


def draw(bot: QtBot, pad: SignaturePad, *points: tuple[int, int]) -> None:
    bot.mousePress(pad, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        bot.mouseMove(pad, QPoint(*point))
    bot.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(500, 190)
    made.show()
    return made


def test_the_pad_keeps_lines(qtbot: QtBot, pad: SignaturePad) -> None:
    draw(qtbot, pad, (50, 100), (150, 60), (250, 120))
    draw(qtbot, pad, (300, 80), (400, 90))
    found = pad.strokes()
    assert [len(line) for line in found.lines] == [3, 2]
    assert found.lines[0][0] == (1000, 2000)
    assert found.says_something


def test_the_last_stroke_is_taken_back_with_a_key_and_all_with_the_button(
    qtbot: QtBot, pad: SignaturePad
) -> None:
    draw(qtbot, pad, (50, 100), (150, 60))
    draw(qtbot, pad, (200, 100), (250, 60))
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes().lines) == 1
    with qtbot.waitSignal(pad.changed):
        pad.clear()
    assert pad.strokes().lines == ()


def test_a_drawn_signature_asks_for_name_and_drawing(qtbot: QtBot) -> None:
    dialog = DrawDialog(VERSION, ReviewChoices(), "en", "Dalia Haddad")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.go.click()
    assert dialog.wrong.isVisible()
    assert dialog.who.name.error.text()
    dialog.who.name.control.show_value("Mahma Khalil")
    draw(qtbot, dialog.pad, (50, 100), (150, 60), (250, 120))
    assert not dialog.wrong.isVisible()
    with qtbot.waitSignal(dialog.agreed) as told:
        dialog.go.click()
    (answer,) = told.args
    assert isinstance(answer, Drawn)
    assert (answer.language, answer.given.name, answer.given.role) == ("en", "Mahma Khalil", "mayor")
    assert answer.strokes.says_something


def test_a_brought_certificate_asks_for_its_file_and_hides_the_passphrase(qtbot: QtBot) -> None:
    door = Answers()
    dialog = BroughtDialog(VERSION, ReviewChoices(), "ar", door)
    qtbot.addWidget(dialog)
    secret = dialog.passphrase.control.main()
    assert isinstance(secret, QLineEdit)
    assert secret.echoMode() == QLineEdit.EchoMode.Password
    assert dialog.answer() is None
    door.open = Path("key.p12")
    dialog.file.button.click()
    dialog.passphrase.control.show_value("secret")
    assert "passphrase" not in dialog.controls()
    found = dialog.answer()
    assert isinstance(found, Brought)
    assert (found.file, found.passphrase, found.given) == (Path("key.p12"), "secret", Signing("", "mayor"))


@pytest.mark.parametrize("sort", ["own", "paper"])
def test_a_reservation_goes_with_its_decision(qtbot: QtBot, sort: str) -> None:
    if sort == "own":
        dialog = SignDialog(VERSION, "Dalia", "en")
        decision, reservation = dialog.decision, dialog.reservation
    else:
        dialog = PaperDialog(VERSION, ReviewChoices(), "2026-04-07", Answers())
        decision, reservation = dialog.who.decision, dialog.who.reservation
        dialog.name.control.show_value("A")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not reservation.isVisible()
    decision.control.show_value("endorse_with_reservation")
    decision.control.finished.emit()
    assert reservation.isVisible()
    reservation.control.show_value("The school comes first.")
    assert dialog.answer().reservation == "The school comes first."
    decision.control.show_value("endorse")
    assert dialog.answer().reservation == ""
    if sort == "own":
        assert dialog.answer() == Own("en", "endorse")


LINE = SignoffLine(
    "s1", Name(plain="Mahma Khalil"), "Mayor of Sinjar", "mayor", Name(), "endorse", "", "drawn",
    "2026-04-07", "Sinjar", "2026-04-07T09:00:00Z", Name(plain="Dalia Haddad"), 0, WAVE, True, ("witnessed",),
)  # fmt: skip


def test_the_table_tells_each_sign_off_in_words(qtbot: QtBot, session: Session) -> None:
    dialog = SignoffsDialog(session, VERSION)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.told.text() != "")
    ink = replace(
        LINE, id="s2", method="wet_ink_scan", strokes=None, page=19, why=("no_code_on_scan",),
        reservation="Water first.",
    )  # fmt: skip
    lost = replace(LINE, id="s3", valid=False, why=("other_content", "damaged"))
    dialog.show_lines((LINE, ink, lost))
    assert (
        dialog.told.text().splitlines()[0]
        == "Drawn on the screen; the signature of the witness is intact and known."
    )
    assert "Dalia Haddad" in dialog.told.text()
    assert dialog.drawn.isVisible()
    dialog.choose("s2")
    assert not dialog.drawn.isVisible()
    assert [text.split()[0] for text in sentences(ink)] == ["The", "Recorded", "The", "What"]
    states = [dialog.model.index(number, 5).data() for number in range(3)]
    assert states == ["Valid", "To be checked", "Does not count"]


def test_handwriting_is_drawn_as_large_as_fits() -> None:
    drawn = picture_of(WAVE, 190.0)
    assert (round(drawn.width), len(drawn.shapes)) == (198, 2)
    assert picture_of(Strokes(3500), 190.0).shapes == ()


MAKERS: dict[str, Callable[[Session], QWidget]] = {
    "drawn": lambda _session: DrawDialog(VERSION, ReviewChoices(), "en", "Dalia"),
    "brought": lambda session: BroughtDialog(VERSION, ReviewChoices(), "en", session.door),
    "table": lambda session: SignoffsDialog(session, VERSION),
}


@pytest.mark.parametrize("what", MAKERS)
def test_the_dialogs_die_when_they_are_closed(qtbot: QtBot, session: Session, what: str) -> None:
    widget = MAKERS[what](session)
    watched = weakref.ref(widget)
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    widget.close()
    widget.deleteLater()
    del widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None
