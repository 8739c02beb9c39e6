"""A list of places brought in: units that the built-in gazetteer does not name can then be chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from app.foundation.errors import MasarError
from app.services.importing import PlaceList, PlacesReport, import_places, read_places
from app.services.importing_problems import row_text
from app.ui.kit.button import Button
from app.ui.kit.tip import set_tip
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly

MOST_PROBLEMS = 6


class PlaceListButton(Button):
    """Asks for a file, says what it would bring, and takes it as one step that can be undone."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "link")
        self.session = session
        self.clicked.connect(self.ask_list)

    def retranslate(self) -> None:
        """Say the button's text in the language in force."""
        self.setText(say("area.gazetteer"))
        set_tip(self, say("area.gazetteer.why"))
        self.setAccessibleDescription(say("area.gazetteer.why"))

    def ask_list(self) -> None:
        """Ask for the file and look into it."""
        pattern = f"{say('area.import.files')} (*.xlsx *.csv *.tsv *.txt)"
        path = self.session.door.file_to_open(say("area.gazetteer.title"), pattern)
        if path is not None:
            self.session.read(partial(_look, path=path), weakly(self._offer), weakly(self._failed))

    def _offer(self, found: tuple[PlaceList, PlacesReport]) -> None:
        places, report = found
        title, text = say("area.gazetteer.title"), report_text(report)
        if not report.added + report.changed:
            self.session.door.tell(title, text)
        elif self.session.door.confirm(title, text, say("area.gazetteer.take"), say("frame.cancel")):
            self.session.write(partial(import_places, places=places), weakly(self._taken))

    def _taken(self, report: PlacesReport) -> None:
        self.session.offer_undo(say("area.gazetteer.taken", count=report.added + report.changed))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say("area.gazetteer.title"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)


def report_text(report: PlacesReport) -> str:
    """Return what a list holds, what of it is new, and what was wrong in some of its rows."""
    held = {name: getattr(report, name) for name in ("governorates", "districts", "sub_districts")}
    lines = [
        say("area.gazetteer.holds", count=report.rows, **held),
        say("area.gazetteer.new", added=report.added, changed=report.changed),
        *(row_text(words(), problem) for problem in report.problems[:MOST_PROBLEMS]),
    ]
    rest = len(report.problems) - MOST_PROBLEMS
    return "\n".join(lines + ([say("stakeholders.import.more", count=rest)] if rest > 0 else []))


def _look(desk: Any, path: Path) -> tuple[PlaceList, PlacesReport]:
    places = read_places(path)
    return places, import_places(desk, places, write=False)
