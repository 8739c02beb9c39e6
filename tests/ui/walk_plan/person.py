"""A person who goes from one laptop to the other with a stick."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog
from services.laptops import Laptop
from ui.walking import LEFT, Walker

from app.services.desk import Desk
from app.ui.language import words


class TwoLaptops:
    """The window of one laptop at a time; `hand_over` carries a package to the other one."""

    def __init__(self, walker: Walker, door: Any, laptops: list[Laptop], folder: Path) -> None:
        self.walker, self.door, self.folder = walker, door, folder
        self._laptops = {one.name: one for one in laptops}
        self._pictures, self._taken, self._packages = os.environ.get("MASAR_PICTURES", ""), 0, 0
        self.here = ""

    @property
    def desk(self) -> Desk:
        return self.walker.desk

    def page(self, name: str) -> Any:
        """Click a page of the rail and return it."""
        return self.walker.page(name)

    def sit_down(self, name: str) -> None:
        """Open the workspace of a person's laptop."""
        laptop, program = self._laptops[name], self.walker.program
        if program.desk_window is not None:
            program.show_welcome()
            self.walker.settle()
        os.environ["MASAR_DATA_DIR"] = str(laptop.folder / "data")
        program.open_file(laptop.file)
        self.walker.bot.waitUntil(lambda: program.desk_window is not None, timeout=20_000)
        self.walker.settle()
        self.walker.come_to_the_front()
        self.here = name

    def hand_over(self, name: str) -> None:
        """Make a package for the other person, sit down at their laptop, and take it there."""
        self._packages += 1
        package = self.folder / f"{self._packages}.masar"
        page = self.page("exchange")
        self.walker.click(page.make)
        dialog = self.walker.dialog()
        for box in dialog.people.values():
            if box.text().startswith(name) and not box.isChecked():
                self.walker.bot.mouseClick(box, LEFT, pos=QPoint(9, box.height() // 2))
                self.walker.settle()
        dialog.attachments.show_value("all")
        dialog.attachments.finished.emit()
        self.walker.settle()
        self.door.answers["save"] = package
        self.walker.agree()
        assert package.is_file()
        self.walker.agree()
        self.sit_down(name)
        self.door.answers["open"] = package
        page = self.page("exchange")
        self.walker.click(page.take)
        self.picture("package")
        self.walker.agree()
        self.walker.agree()

    def fill(self, entry: Any, text: str) -> None:
        """Type over what stands in an entry of a dialog, and leave it by Tab."""
        line = entry.control.line
        line.selectAll()
        self.walker.type(line, text)
        self.walker.bot.keyClick(line, Qt.Key.Key_Tab)

    def picture(self, name: str) -> None:
        """Save a picture of what is in front, if the walk is to be recorded."""
        if self._pictures:
            self._taken += 1
            folder = Path(self._pictures) / f"plan-{words().language}"
            folder.mkdir(parents=True, exist_ok=True)
            windows = QApplication.topLevelWidgets()
            dialogs = [one for one in windows if isinstance(one, QDialog) and one.isVisible()]
            shown = dialogs[0] if dialogs else self.walker.frame
            shown.grab().save(str(folder / f"{self._taken:03d}-{name}.png"))
