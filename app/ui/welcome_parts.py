"""Parts of the forms that begin a workspace: who I am, the passphrase, where the file goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.models.codes import CODE_LISTS
from app.ui.door import Door
from app.ui.kit.button import Button
from app.ui.kit.inputs import ChoiceInput, Input, LineInput, Value
from app.ui.kit.text import column, label, row
from app.ui.language import say, words

SUFFIX = ".masarw"
LEAST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Who:
    """What a newcomer said of themselves."""

    name: str
    organisation: str
    role: str


class Entry(QWidget):
    """A label, an input, and a line beneath for what is wrong. Unlike a field editor it keeps nothing."""

    def __init__(self, title: str, control: Input, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self.title, self.error, self.hint = (
            label(title, "field"),
            label("", "error"),
            label(hint, "tiny", wrap=True),
        )
        self.error.hide()
        self.hint.setVisible(bool(hint))
        control.main().setAccessibleName(title)
        self.title.setBuddy(control.main())
        self.setLayout(column(self.title, control, self.error, self.hint, 1, gap=3))
        control.edited.connect(self._mended)
        control.finished.connect(self._mended)

    def value(self) -> Value:
        """Return what was entered."""
        return self.control.value()

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong, "" when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.control.main().setAccessibleDescription(sentence)

    def need(self) -> bool:
        """Say so when nothing was entered, or nothing that can be meant; return whether something was."""
        self.say_wrong("" if self.value() else say(self.control.problem() or "welcome.needed"))
        return bool(self.value())

    def _mended(self) -> None:
        if self.value():
            self.say_wrong("")


class WhoEntries(QWidget):
    """Name, organisation and role."""

    def __init__(self, first_role: str = "focal_point") -> None:
        super().__init__()
        roles = [(role, words().code("role", role)) for role in CODE_LISTS["role"]]
        self.name = Entry(say("welcome.name"), LineInput())
        self.organisation = Entry(say("welcome.organisation"), LineInput())
        self.role = Entry(say("welcome.role"), ChoiceInput(roles, nothing=""))
        self.role.control.show_value(first_role)
        beside = row(self.organisation, self.role, gap=10)
        beside.setStretch(0, 3)
        beside.setStretch(1, 2)
        self.setLayout(column(self.name, beside, gap=10))

    def controls(self) -> dict[str, Input]:
        """Return what can be entered, by the name of the field."""
        return {name: getattr(self, name).control for name in ("name", "organisation", "role")}

    def is_complete(self) -> bool:
        """Say what is missing and return whether nothing is."""
        return all([self.name.need(), self.organisation.need()])

    def who(self) -> Who:
        """Return what was entered."""
        return Who(*(str(entry.value() or "") for entry in (self.name, self.organisation, self.role)))


class SecretInput(LineInput):
    """A line whose letters are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> Value:
        return self.line.text() or None


class PassphraseEntries(QWidget):
    """A passphrase typed twice, or the plain choice to go without one."""

    def __init__(self) -> None:
        super().__init__()
        self.first = Entry(say("welcome.passphrase"), SecretInput(), say("welcome.passphrase_hint"))
        self.again = Entry(say("welcome.passphrase_again"), SecretInput())
        self.none = QCheckBox(say("welcome.no_passphrase"))
        self.warning = label(say("welcome.no_passphrase_warning"), "attention", wrap=True)
        self.warning.hide()
        self.none.toggled.connect(self._toggled)
        beside = row(self.first, self.again, gap=10)
        self.setLayout(column(beside, self.none, self.warning, gap=8))

    def is_complete(self) -> bool:
        """Say what is wrong and return whether nothing is."""
        if self.none.isChecked():
            return True
        first, again = str(self.first.value() or ""), str(self.again.value() or "")
        too_short, differs = len(first) < LEAST_LETTERS, first != again
        self.first.say_wrong(say("welcome.passphrase_short", count=LEAST_LETTERS) if too_short else "")
        self.again.say_wrong(say("welcome.passphrase_differs") if differs and not too_short else "")
        return not (too_short or differs)

    def passphrase(self) -> str | None:
        """Return the passphrase, None when the person chose to go without."""
        return None if self.none.isChecked() else str(self.first.value() or "")

    def _toggled(self, without: bool) -> None:
        self.warning.setVisible(without)
        for entry in (self.first, self.again):
            entry.setEnabled(not without)
            entry.say_wrong("")


class FileEntry(QWidget):
    """Where a file is: a line with a button that opens a file dialog through the door."""

    changed = Signal()

    def __init__(self, title: str, door: Door, saving: bool, pattern: str) -> None:
        super().__init__()
        self._door, self._saving, self._pattern, self._title = door, saving, pattern, title
        self.entry = Entry(title, LineInput())
        self.button = Button(say("welcome.choose"), "outlined")
        self.button.clicked.connect(self._choose)
        self._touched = False
        self.entry.control.edited.connect(self._edited)
        whole = row(self.entry, column(1, self.button), gap=8)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def path(self) -> Path | None:
        """Return the path, None for nothing."""
        text = self.entry.value()
        return Path(str(text)).expanduser() if text else None

    def propose(self, path: Path) -> None:
        """Show a path unless the person chose one."""
        if not self._touched:
            self.entry.control.show_value(str(path))

    def need(self) -> bool:
        """Say so when nothing was entered; return whether something was."""
        return self.entry.need()

    def _edited(self) -> None:
        self._touched = True

    def _choose(self) -> None:
        held = str(self.path() or documents_folder())
        ask = self._door.file_to_save(self._title, held, self._pattern) if self._saving else None
        found = ask if self._saving else self._door.file_to_open(self._title, self._pattern)
        if found is not None:
            self._touched = True
            self.entry.control.show_value(str(found))
            self.changed.emit()


def documents_folder() -> Path:
    """Return the person's documents folder, the home folder where there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else Path.home()
    return folder if folder.is_dir() else Path.home()


def file_for(name: str, folder: Path) -> Path:
    """Return a free workspace file for a name: "Sinjar.masarw", "Sinjar 2.masarw" …"""
    plain = "".join(letter for letter in name if letter.isalnum() or letter in " -_'").strip() or "Masar"
    candidates = (
        folder / f"{plain}{'' if number == 1 else f' {number}'}{SUFFIX}" for number in range(1, 1000)
    )
    return next(path for path in candidates if not path.exists())
