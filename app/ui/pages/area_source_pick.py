"""Choosing the source of a figure: those cited most come first, and a new one is named on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from app.services.area_work import add_source
from app.services.views.area_sources import SourceEntry, find_source
from app.ui.asking import Ask
from app.ui.kit.button import icon_button, name_button
from app.ui.kit.input import Input, Options
from app.ui.kit.inputs import ReferenceInput
from app.ui.language import label_text, say, words
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly


class SourceInput(ReferenceInput):
    """One source; the button beside it asks for the title of a new one, adds it and chooses it."""

    def __init__(self, session: Session, options: Options) -> None:
        super().__init__(options, say("area.source.pick"))
        self._session, self._options = session, tuple(options)
        self.asking = Ask(session, "source", "area.source.ask", "area.source.ask_why", self)
        self.asking.belong("new")
        self.more = icon_button("plus", say("area.source.new"))
        self.more.clicked.connect(self.ask_new)
        self.inside.addWidget(self.more)

    def retranslate(self) -> None:
        """Name the button in the language in force."""
        name_button(self.more, say("area.source.new"))

    def ask_new(self) -> None:
        """Ask for a title and add a source of that title."""
        self.asking.ask(_add_titled, weakly(self._added))

    def _added(self, record_id: object) -> None:
        added = str(record_id)
        self._session.read(partial(find_source, record_id=added), weakly(self._choose))

    def _choose(self, found: SourceEntry | None) -> None:
        if found is None:
            return
        record_id = found.id
        self._options = (*self._options, (record_id, source_text(found)))
        self.set_options(self._options)
        self.show_value(record_id)
        self.edited.emit()
        self.finished.emit()


@dataclass(frozen=True)
class SourcePick:
    """Makes a source input; equal while the same sources are offered."""

    session: Session
    options: Options

    def __call__(self) -> Input:
        return SourceInput(self.session, self.options)


def source_options(sources: Iterable[SourceEntry]) -> Options:
    """Return (id, "S-002 title") of all sources, those cited most often first."""
    ordered: Sequence[SourceEntry] = sorted(sources, key=lambda one: (-len(one.uses), one.code))
    return tuple((one.id, source_text(one)) for one in ordered)


def source_text(one: SourceEntry) -> str:
    """Return how a source is named in a list: its code, then its title."""
    return " ".join(part for part in (one.code, label_text(one.title)) if part)


def _add_titled(title: str) -> OnDesk:
    return partial(add_source, title=title, language=words().language)
