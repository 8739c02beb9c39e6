"""A signed file that came back is looked into, and each signature that is not here is asked about once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from services.test_signatures_returned import signed, small_version
from ui.windows import Window

from app.models.kinds.review import Signoff
from app.services.review_work import pdf_of_version
from app.ui.pages.review_verify import VerifyDialog, look_into
from app.ui.pages.sign_returned import ReturnedDialog


def test_each_signature_of_a_file_that_came_back_is_confirmed(qtbot: QtBot, tmp_path: Path) -> None:
    desk, version = small_version(tmp_path)
    window, frame = Window(desk), QWidget()
    qtbot.addWidget(frame)
    once, _mayor = signed(pdf_of_version(desk, version, "en"), "government")
    back = tmp_path / "back.pdf"
    back.write_bytes(signed(once, "spare_1", "Huda Aziz")[0])
    look_into(window.operations, window.session, back, frame)
    window.settle()
    (dialog,) = frame.findChildren(VerifyDialog)
    assert (dialog.record.isVisible(), dialog.sign.isVisible()) == (True, False)
    dialog.record.click()
    window.settle()
    first = dialog.findChildren(ReturnedDialog)[-1]
    assert (first.who.name.value(), first.who.role.value()) == ("Suad Karim", "mayor")
    first.who.role.control.show_value("governor")
    first.who.place.control.show_value("Mosul")
    first.go.click()
    window.settle()
    second = dialog.findChildren(ReturnedDialog)[-1]
    assert (second.who.name.value(), second.who.role.value()) == ("Huda Aziz", "partner")
    second.go.click()
    window.settle()
    made = {one.name_en: (one.role, one.place) for one in desk.records(Signoff)}
    assert made == {"Suad Karim": ("governor", "Mosul"), "Huda Aziz": ("partner", None)}
    assert dialog.record.isHidden()
    assert window.notices[-1] == "The signature of Huda Aziz is recorded"
    window.close()
