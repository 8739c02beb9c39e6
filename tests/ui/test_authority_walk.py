"""The authority engaged in the real window, from the note to the agreement, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui.walking import LEFT, Walker

from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import Commitment, Meeting, PaperParagraph


def begin(walker: Walker, file: Path) -> Any:
    """Make a workspace and show the tab of the authority, in an empty area."""
    welcome = walker.program.welcome
    assert welcome is not None
    walker.bot.mouseClick(welcome.ways["new"], LEFT)
    dialog = walker.dialog()
    walker.pick_by_typing(dialog.area.control, "Sinjar")
    walker.type(dialog.who.name.control.line, "Dalia Haddad")
    walker.type(dialog.who.organisation.control.line, "Sunbula")
    dialog.passphrase.none.click()
    dialog.file.entry.control.line.selectAll()
    walker.type(dialog.file.entry.control.line, str(file))
    walker.bot.mouseClick(dialog.go, LEFT)
    walker.bot.waitUntil(lambda: walker.program.desk_window is not None, timeout=20_000)
    walker.settle()
    page = walker.page("stakeholders")
    walker.click(page.tabs.button("authority"))
    return page


def write_the_note(walker: Walker, page: Any) -> None:
    walker.bot.mouseClick(page.authority.write_note, LEFT)
    dialog = walker.dialog()
    walker.bot.waitUntil(dialog.save.isEnabled)
    walker.write(dialog.form, "closing", "We shall call you.")
    walker.bot.waitUntil(dialog.save.isEnabled)
    dialog.accept()
    walker.come_to_the_front()
    assert [one.text_en for one in walker.desk.records(PaperParagraph)] == ["We shall call you."]


def test_the_authority_is_engaged_with_the_mouse(walker: Walker, door: Any, tmp_path: Path) -> None:
    page = begin(walker, tmp_path / "own.masarw")
    write_the_note(walker, page)
    door.answers["text"] = "With the mayor"
    walker.click(page.authority.add_meeting)
    form = page.agreement.form
    walker.pick(form, "status", "held")
    walker.pick(page.agreement.form, "agreement_reached", True)
    walker.pick(page.agreement.form, "agreement_form", "letter")
    assert page.authority.reasons.title.text() == "Step 2 is done, because"
    walker.click(page.authority.named.add)
    walker.write(page.authority.named.form, "name", "Road board")
    walker.click(page.authority.named.keep)
    assert [one.name_en for one in walker.desk.records(Stakeholder)] == ["Road board"]
    assert len(walker.desk.records(Outreach)) == 1
    assert walker.desk.records(Meeting)[0].agreement_form == "letter"


def test_the_authority_is_engaged_with_keys(walker: Walker, door: Any, tmp_path: Path) -> None:
    page = begin(walker, tmp_path / "own.masarw")
    door.answers["text"] = "With the mayor"
    press(walker, page.authority.add_meeting)
    press(walker, page.authority.promise.add)
    assert QApplication.focusWidget() is page.authority.promise.form.fields["text"].control.box
    walker.type(QApplication.focusWidget(), "Open the school")
    press(walker, page.authority.promise.keep)
    assert [one.text_en for one in walker.desk.records(Commitment)] == ["Open the school"]
    walker.bot.keyClick(page.agreement, Qt.Key.Key_Escape)
    walker.settle()
    assert page.agreement.isHidden()


def press(walker: Walker, button: Any) -> None:
    """Put the focus on a button and press the space bar."""
    button.setFocus()
    walker.bot.keyClick(button, Qt.Key.Key_Space)
    walker.settle()
