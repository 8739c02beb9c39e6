"""What this laptop remembers of the window: language, theme, files opened lately."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSettings

from app.foundation.paths import data_folder
from app.ui.language import LANGUAGES
from app.ui.theme import THEMES

MOST_RECENT = 6


class Preferences:
    """Kept in `settings.ini` in the data folder."""

    def __init__(self) -> None:
        data_folder().mkdir(parents=True, exist_ok=True)
        self._kept = QSettings(str(data_folder() / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language chosen, else the system's when Masar speaks it, else English."""
        system = QLocale.system().name().split("_")[0]
        wanted = str(self._kept.value("language", system))
        return wanted if wanted in dict(LANGUAGES) else "en"

    @language.setter
    def language(self, code: str) -> None:
        self._keep("language", code)

    @property
    def theme(self) -> str:
        """The theme chosen, light at first."""
        wanted = str(self._kept.value("theme", "light"))
        return wanted if wanted in THEMES else "light"

    @theme.setter
    def theme(self, name: str) -> None:
        self._keep("theme", name)

    @property
    def recent(self) -> list[str]:
        """The files opened lately that still exist, newest first."""
        kept = str(self._kept.value("recent", ""))
        return [name for name in kept.split("\n") if name and Path(name).is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a file in front of those opened lately."""
        name = str(path.absolute())
        recent = self.recent
        names = [name, *(one for one in recent if one != name)][:MOST_RECENT]
        if names != recent:
            self._keep("recent", "\n".join(names))

    def _keep(self, name: str, value: str) -> None:
        self._kept.setValue(name, value)
        self._kept.sync()
