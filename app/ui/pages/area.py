"""Area: why this area, its locations, their ranking, a drawn map, and the sources that all figures cite."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication

from app.foundation.errors import MasarError
from app.services.area_work import add_location, add_source, rank_at, rank_by_severity, use_round
from app.services.views.area import AreaView, area_view
from app.ui.asking import Ask
from app.ui.kit.later import made
from app.ui.language import label_text, say, words
from app.ui.pages.area_editing import EDITED, FIGURES, resolved
from app.ui.pages.area_later import AreaTabs
from app.ui.pages.area_words import location_name, separated
from app.ui.pages.exchange_duplicates_link import DuplicatesLink
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

TABS = ("selection", "locations", "ranking", "map", "sources")
ON_LOCATIONS = ("locations", "ranking", "map")
AHEAD = {
    "locations": ("locations",),
    "ranking": ("locations",),
    "map": ("locations", "sources"),
    "sources": ("sources", "unsourced"),
}
"""What a tab in front shows: it is worked out as the page reads."""


class AreaPage(AreaTabs):
    """The area in five tabs, with one editor beside them."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            *(
                "area",
                "selection_criterion",
                "area_decision",
                "location",
                "population_figure",
                "severity_rank",
            ),
            *("source", "place", "place_alias", "site_coordinates", "intentions", "measurement", "issue"),
            *("attachment", "paragraph", "section", "distinction"),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._location = self._source = self._front = ""
        self._editing: tuple[str, str] = ("", "")
        self.paste, self.take_list = self.header.add_action(""), self.header.add_action("")
        self.add = self.header.add_action("", "primary", "plus")
        self.alike = DuplicatesLink(session, ("location",))
        self.header.add_middle(self.alike)
        self.asking = Ask(session, "location", "area.location.ask", "area.location.ask_why", self)
        self.asking_source = Ask(session, "source", "area.source.ask", "area.source.ask_why", self)
        self.asking.belong("new")
        self.asking_source.belong("library")
        self._wire()
        self.retranslate()

    def read(self, desk: Any) -> AreaView:
        view = area_view(desk)
        for part in AHEAD.get(self._front, ("places",)):
            getattr(view, part)
        return view

    def reload(self) -> None:
        self._front = self.tabs.current()
        super().reload()
        self.alike.reload()

    def show_view(self, view: AreaView) -> None:
        self._say_where(view)
        self._editing = resolved(view, *self._editing)
        if self._editing[0] == "location" and self._editing[1]:
            self._location = self._editing[1]
        self._make_room(narrow=bool(self._editing[0]))
        self.editor.show_record(view, *self._editing)
        self._show_tab(view)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(tab, say(f"area.tab.{tab}")) for tab in TABS])
        self.paste.setText(say("area.paste"))
        self.take_list.setText(say("area.import"))
        for part in (*made(self, TABS), self.alike, self.editor):
            part.retranslate()
        self.header.set_title(say("frame.page.area"))
        self._name_buttons()

    def go_to(self, place: Place) -> None:
        self._editing = (place.kind, place.id)
        if place.kind in ("location", *FIGURES):
            if self.tabs.current() not in ON_LOCATIONS:
                self._bring("locations")
        elif place.kind == "source":
            self._source = place.id
            self._bring("sources")
        elif place.kind:
            self._editing = (place.kind if place.kind in EDITED else "area", place.id)
            self._bring("selection")
        if place.view in TABS:
            self._bring(place.view)
        self.reload()

    def commit_typing(self) -> None:
        self.editor.commit()

    def view_now(self) -> AreaView | None:
        """Return what the page shows, None before it was read."""
        return self._view if isinstance(self._view, AreaView) else None

    def edit(self, kind: str, record_id: str) -> None:
        """Show something in the panel; a figure that cites nothing is shown where it is edited."""
        if kind in EDITED:
            self.commit_typing()
            self._editing = (kind, record_id)
            self._location = record_id if kind == "location" else self._location
            self._source = record_id if kind == "source" else self._source
            self._show_again()
        else:
            self.session.go_to_record(kind, record_id)

    def choose_location(self, record_id: str) -> None:
        """Choose a location in a list or on the map; a list shows it in the panel too."""
        self._location = record_id
        if self.tabs.current() != "map" or self._editing[0] == "location":
            self.edit("location", record_id)
        else:
            self._show_again()

    def open_location(self, record_id: str) -> None:
        """Choose a location and show it in the panel."""
        self.edit("location", record_id)

    def open_source(self, record_id: str) -> None:
        """Show a source in the panel."""
        self.edit("source", record_id)

    def close_panel(self) -> None:
        """Show the tab alone."""
        self._editing = ("", "")
        self._show_again()

    def ask_new(self) -> None:
        """Ask for the name of a location, or the title of a source."""
        if self.tabs.current() == "sources":
            self.asking_source.ask(_add_titled, weakly(self._added, "source"))
        else:
            self.asking.ask(_add_named, weakly(self._added, "location"))

    def ask_list(self) -> None:
        """Open the dialog that takes a list of locations from a file."""
        from app.ui.pages.area_import import LocationImportDialog

        pattern = f"{say('area.import.files')} (*.xlsx *.csv *.tsv *.txt)"
        path = self.session.door.file_to_open(say("area.import.title"), pattern)
        if path is not None:
            LocationImportDialog(self.session, path, self.window()).open()

    def take_clipboard(self) -> None:
        """Open the same dialog over what was copied elsewhere."""
        from app.ui.pages.area_import import LocationImportDialog

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.session.notice(say("area.paste.empty"))
            return
        LocationImportDialog(self.session, text, self.window()).open()

    def put_at(self, record_id: str, place: int) -> None:
        """Put a location at a place of the ranking; the toast offers to undo it."""
        view = self.view_now()
        entry = view.location(record_id) if view else None
        name = location_name(entry) if entry else ""
        said = (
            say("area.rank.moved", name=name, rank=place) if place else say("area.rank.taken_out", name=name)
        )
        work = partial(rank_at, location=record_id, place=place)
        self.session.write(work, weakly(self._done, said))

    def order_by_severity(self) -> None:
        """Order the locations by severity; the toast offers to undo it."""
        self.session.write(rank_by_severity, weakly(self._ordered))

    def choose_round(self, index: str, name: str) -> None:
        """Let the ranking use another round."""
        index_text = words().code("severity_index", index)
        said = say("area.round.chosen", index=index_text, name=name)
        self.session.write(partial(use_round, index=index, round_name=name), weakly(self._done, said))

    def save_map(self) -> None:
        """Write the map as a picture; failing says why."""
        patterns = "PNG (*.png);;SVG (*.svg)"
        path = self.session.door.file_to_save(say("area.map.save"), say("area.map.file"), patterns)
        if path is None:
            return
        file = path if path.suffix.lower() in (".png", ".svg") else Path(f"{path}.png")
        try:
            self.map.write_picture(file)
        except MasarError as error:
            self.session.door.warn(say("area.map.save"), words().refusal(error))
        else:
            self.session.notice(say("area.map.saved", file=file.name))

    def _bring(self, tab: str) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.choose(tab)
        self._name_buttons()

    def _added(self, kind: str, record_id: object) -> None:
        self._editing = (kind, str(record_id))
        if kind == "location":
            if self.tabs.current() not in ON_LOCATIONS:
                self._bring("locations")
        else:
            self._source = str(record_id)
        self.reload()

    def _done(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _ordered(self, count: object) -> None:
        self.session.offer_undo(say("area.rank.ordered", count=count))

    def _show_again(self) -> None:
        view = self.view_now()
        if view is not None:
            self.show_view(view)

    def _choose_tab(self, tab: str) -> None:
        kind = self._editing[0]
        fits = {"sources": ("source",), "selection": ("area", "selection_criterion", "area_decision")}
        if kind and kind not in fits.get(tab, ("location",)):
            self.commit_typing()
            self._editing = ("", "")
        self._name_buttons()
        self._show_again()

    def _name_buttons(self) -> None:
        sources = self.tabs.current() == "sources"
        self.add.setText(say("area.source.new") if sources else say("area.location.new"))
        self.add.setVisible(self.tabs.current() != "selection")
        for button in (self.paste, self.take_list):
            button.setVisible(self.tabs.current() in ON_LOCATIONS)

    def _say_where(self, view: AreaView) -> None:
        count = say("area.locations", count=view.location_count) if view.location_count else ""
        self.header.set_title(say("frame.page.area"), separated((label_text(view.name), count)))

    def _make_room(self, narrow: bool) -> None:
        """Let the tabs ask for less room beside the editor, before it is shown: nothing widens the window."""
        for tab in made(self, ("map",)):
            tab.make_room(narrow)
        self.stack.updateGeometry()

    def _show_tab(self, view: AreaView) -> None:
        tab = self.tabs.current()
        narrow = not self.editor.isHidden()
        self._make_room(narrow)
        nothing = (tab in ON_LOCATIONS and not view.locations) or (tab == "sources" and not view.sources)
        self.stack.setCurrentWidget(self.empty_card if nothing else getattr(self, tab))
        if nothing:
            self._say_empty(tab)
        elif tab == "selection":
            self.selection.show_view(view, narrow)
        elif tab == "locations":
            self.locations.show_rows(view.locations, narrow)
            self.locations.table.choose(self._location)
        elif tab == "ranking":
            self.ranking.show_view(view, self._location, narrow)
        elif tab == "map":
            self.map.show_view(view, self._location)
        else:
            self.sources.show_view(view, self._source, narrow)

    def _say_empty(self, tab: str) -> None:
        if tab == "sources":
            self.empty.say(say("area.sources.empty"), say("area.source.new"), say("records.guidance"))
        else:
            self.empty.say(say("area.empty"), say("area.import"), say("records.guidance"))

    def begin(self) -> None:
        """Begin the list of the tab in front: take one in, or add the first source."""
        if self.tabs.current() == "sources":
            self.ask_new()
        else:
            self.ask_list()

    def ask_guidance(self) -> None:
        """Go to the guidance on preparing an area."""
        self.session.go(Place("steps", "step", "prepare"))

    def _wire(self) -> None:
        self.add.clicked.connect(self.ask_new)
        self.asking.wanted.connect(self.ask_new)
        self.asking_source.wanted.connect(self.ask_new)
        self.take_list.clicked.connect(self.ask_list)
        self.paste.clicked.connect(self.take_clipboard)
        self.tabs.chosen.connect(self._choose_tab)
        self.editor.closed.connect(self.close_panel)


def _add_named(name: str) -> OnDesk:
    return partial(add_location, name=name, language=words().language)


def _add_titled(title: str) -> OnDesk:
    return partial(add_source, title=title, language=words().language)
