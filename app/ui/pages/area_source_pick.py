"""Choosing the source of a figure: those cited most come first, and a new one is named on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt

from app.services.area_work import add_source
from app.services.views.area_sources import SourceEntry, find_source
from app.ui.asking import Ask
from app.ui.kit.button import icon_button, name_button
from app.ui.kit.form import Form
from app.ui.kit.input import Input, Options
from app.ui.kit.inputs import ReferenceInput
from app.ui.language import label_text, say, words
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly


class SourceInput(ReferenceInput):
    """One source; the button beside it asks for the title of a new one, adds it and chooses it."""

    def __init__(self, session: Session, options: Options) -> None:
        self._options: tuple[tuple[str, str], ...] = ()
        super().__init__(options, say("area.source.pick"))
        self._session = session
        self.asking = Ask(session, "source", "area.source.ask", "area.source.ask_why", self)
        self.asking.belong("new")
        self.more = icon_button("plus", say("area.source.new"))
        self.more.clicked.connect(self.ask_new)
        self.inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_options(self, options: Options) -> None:
        """Offer other sources; the one chosen stays."""
        if tuple(options) != self._options or not self.combo.count():
            self._options = tuple(options)
            super().set_options(options)

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
        if found.id not in dict(self._options):
            self.set_options((*self._options, (found.id, source_text(found))))
        self.show_value(found.id)
        self.edited.emit()
        self.finished.emit()


@dataclass(frozen=True)
class SourcePick:
    """Makes a source input. Equal whatever is offered: `offer` renews that, so that no form is built anew."""

    session: Session
    options: Options = field(compare=False)

    def __call__(self) -> Input:
        return SourceInput(self.session, self.options)


def offer(form: Form, sources: Iterable[SourceEntry]) -> None:
    """Offer these sources in the form's field for a source, if it has one."""
    held = form.fields.get("source")
    if held is not None and isinstance(held.control, SourceInput):
        held.control.set_options(source_options(sources))


def source_options(sources: Iterable[SourceEntry]) -> Options:
    """Return (id, "S-002 title") of all sources, those cited most often first."""
    ordered: Sequence[SourceEntry] = sorted(sources, key=lambda one: (-len(one.uses), one.code))
    return tuple((one.id, source_text(one)) for one in ordered)


def source_text(one: SourceEntry) -> str:
    """Return how a source is named in a list: its code, then its title."""
    title = label_text(one.title)
    return say("area.source.named", code=one.code, title=title) if one.code and title else one.code or title


def _add_titled(title: str) -> OnDesk:
    return partial(add_source, title=title, language=words().language)
