"""From Welcome with nothing to the window of a new workspace."""

from __future__ import annotations

from pathlib import Path

from ui.walk.person import Person


def begin(person: Person, file: Path, language: str = "English") -> None:
    """Make a workspace for Sinjar through the dialog, as somebody who has read nothing."""
    if person.find(language).isEnabled():
        person.click(language)
    person.picture("welcome")
    person.click("welcome.new")
    person.click("welcome.new.go")
    assert person.sees("welcome.needed")
    person.choose("welcome.area", "سنجار")
    person.fill("welcome.name", "Dalia Haddad")
    person.fill("welcome.organisation", "Sunbula")
    person.click("welcome.no_passphrase")
    person.fill("welcome.file", str(file))
    person.picture("new")
    person.click("welcome.new.go")
    person.walker.bot.waitUntil(lambda: person.walker.program.desk_window is not None, timeout=20_000)
    person.walker.settle()
    person.come_to_the_front()
    person.picture("home")
