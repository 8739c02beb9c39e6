"""Stakeholders: a list, the power–interest grid, relations and outreach, with one editor beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent

from app.services.field_edits import add_record
from app.services.stakeholder_work import add_stakeholder, place_on_grid
from app.services.views.stakeholders import FAMILIES, StakeholdersView, stakeholders
from app.ui.asking import Ask
from app.ui.kit.chip import CheckChip, Chip
from app.ui.kit.flow import flowing
from app.ui.kit.later import made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP
from app.ui.language import say, words
from app.ui.pages.choosing import chooser
from app.ui.pages.exchange_duplicates_link import DuplicatesLink
from app.ui.pages.paper_dialog import PaperDialog, open_paper
from app.ui.pages.stakeholders_drawn import actors_of, map_of
from app.ui.pages.stakeholders_later import CARDS, PANELS, LaterTabs
from app.ui.pages.stakeholders_words import family_icon, grid_names, name_of_entry
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

ROOMY = 1100
"""From this width in pixels what stays inside the group is said beside the title, else after the tabs."""
TABS = ("list", "grid", "relations", "outreach", "support", "authority")
AHEAD = {
    "relations": ("relations",),
    "outreach": ("outreach", "members"),
    "support": ("support",),
    "authority": ("authority", "organisations"),
}
"""What a tab in front shows besides the stakeholders: it is worked out as the page reads."""


class StakeholdersPage(LaterTabs):
    """Who has a stake, how the group sees them, and who keeps contact."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            *("stakeholder", "stakeholder_view", "stakeholder_link", "contact", "engagement", "outreach"),
            *("organisation", "member", "assistance", "location", "meeting", "commitment", "attachment"),
            "paper_paragraph",
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanted = self._front = ""
        self.take_list = self.header.add_action("")
        self.add = self.header.add_action("", "primary", "plus")
        self.alike = DuplicatesLink(session, ("stakeholder", "contact"))
        self.header.add_middle(self.alike)
        self.tabs, self.note = SegmentedTabs(), Chip("", "attention")
        self.filters = [CheckChip("", family) for family in FAMILIES]
        self.asking = Ask(session, "stakeholder", "stakeholders.add_one", "stakeholders.ask_name", self)
        self.asking.belong("list")
        self._lay_out()
        self._wire()
        self.retranslate()

    def read(self, desk: Any) -> StakeholdersView:
        view = stakeholders(desk)
        for part in AHEAD.get(self._front, ()):
            getattr(view, part)
        return view

    def reload(self) -> None:
        super().reload()
        self.alike.reload()

    def show_view(self, view: StakeholdersView) -> None:
        self._say_how_many(view)
        self._show_filters(view.counts() if self.tabs.current() != "authority" else {})
        self._show_empty(view)
        self.stack.setVisible(self.empty_card.isHidden())
        self._show_open(view)
        self._show_tab(view)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(tab, say(f"stakeholders.tab.{tab}")) for tab in TABS])
        self.note.setText(say("stakeholders.stays_inside"))
        self.take_list.setText(say("stakeholders.import"))
        self.add.setText(say("stakeholders.add_one"))
        for part in made(self, (*CARDS, *PANELS)):
            part.retranslate()
        self.alike.retranslate()
        self.header.set_title(say("frame.page.stakeholders"))

    def go_to(self, place: Place) -> None:
        if place.view in TABS:
            self.tabs.choose(place.view)
        if place.kind == "paper_paragraph":
            self._wanted = ""
            self.tabs.choose("authority")
        elif place.kind == "outreach":
            self.tabs.choose("outreach")
            self.outreach_panel.wanted = place.id
        elif place.kind == "stakeholder":
            if self.tabs.current() in ("outreach", "authority"):
                self.tabs.choose(TABS[0])
            self._wanted = place.id
        self.reload()

    def commit_typing(self) -> None:
        for card in made(self, ("grid", "map")):
            card.view.commit()
        for panel in made(self, PANELS):
            panel.commit()

    def view_now(self) -> StakeholdersView | None:
        """Return what the page shows, None before it was read."""
        return self._view if isinstance(self._view, StakeholdersView) else None

    def open_stakeholder(self, record_id: str) -> None:
        """Show a stakeholder in the panel."""
        for panel in made(self, ("panel",)):
            panel.commit()
        self._wanted = record_id
        for agreement in made(self, ("agreement",)):
            agreement.wanted = ""
        self.show_again()

    def close_panel(self) -> None:
        """Show the list alone."""
        self._wanted = ""
        self.show_again()

    def ask_new(self) -> None:
        """Ask for a name and add a stakeholder."""
        self.asking.ask(_add_named, weakly(self._added))

    def ask_list(self) -> None:
        """Open the dialog that takes a list from a file."""
        from app.ui.pages.stakeholders_import import ImportDialog

        path = self.session.door.file_to_open(
            say("stakeholders.import.title"), f"{say('stakeholders.import.files')} (*.xlsx *.csv)"
        )
        if path is not None:
            ImportDialog(self.session, path, self.window()).open()

    def open_update(self) -> PaperDialog:
        """Open the one-page update for partners."""
        return open_paper(self.session, "partner_update", self.window())

    def choose_support(self, place: str, code: str) -> None:
        """Choose who supports a place under an objective or sector; the panel then asks what."""
        view = self.view_now()
        if view is not None:
            choices = sorted(((one.id, name_of_entry(one)) for one in view.rows), key=lambda pair: pair[1])
            dialog = chooser(self.support.add, say("stakeholders.support.who"), choices, "user")
            dialog.picked.connect(weakly(self._begin_support, place, code))

    def _begin_support(self, place: str, code: str, stakeholder: object) -> None:
        self.open_stakeholder(str(stakeholder))
        self.panel.support.begin({"locations": (place,), self.support.matrix.axis: code})

    def choose_outreach(self) -> None:
        """Choose whom to put on the outreach list."""
        view = self.view_now()
        if view is not None:
            choices = sorted(((one.id, name_of_entry(one)) for one in view.rows), key=lambda pair: pair[1])
            dialog = chooser(self.outreach.add, say("stakeholders.outreach.add"), choices, "user")
            dialog.picked.connect(weakly(self.add_to_outreach))

    def add_to_outreach(self, stakeholder: object) -> None:
        """Put a stakeholder on the outreach list, as planned."""
        values = {"stakeholder": str(stakeholder), "status": "planned"}
        self.session.write(partial(add_record, kind="outreach", values=values), weakly(self._outreach_added))

    def place(self, record_id: str, influence: float, interest: float) -> None:
        """Put a stakeholder on the grid; the toast offers to undo it."""
        view = self.view_now()
        entry = view.find(record_id) if view else None
        said = say("stakeholders.placed", name=name_of_entry(entry) if entry else "")
        work = partial(place_on_grid, stakeholder=record_id, influence=influence, interest=interest)
        self.session.write(work, weakly(self._placed, said))

    def _placed(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def put_down(self, influence: float, interest: float) -> None:
        view = self.view_now()
        entry = view.find(self._wanted) if view else None
        if entry is not None and not entry.rating.placed:
            self.place(entry.id, influence, interest)

    def _added(self, record_id: object) -> None:
        self._wanted = self.panel.fresh = str(record_id)
        self.reload()

    def _outreach_added(self, record_id: object) -> None:
        self.outreach_panel.wanted = str(record_id)
        self.reload()

    def show_again(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _choose_tab(self, tab: str) -> None:
        self._front = tab
        for card in made(self, ("grid", "map")):
            card.view.commit()
        self.show_again()

    def _show_empty(self, view: StakeholdersView) -> None:
        # The authority can be engaged before anybody is in the register.
        self.empty_card.setVisible(not view.rows and self.tabs.current() != "authority")
        for button in (self.add, self.take_list):
            button.setVisible(view.sees_group)
        if self.empty_card.isHidden():
            return
        if view.sees_group:
            sentence = say(f"stakeholders.empty.{self.tabs.current()}")
            self.empty.say(sentence, say("stakeholders.add_one"), say("records.guidance"))
        else:
            self.empty.say(say("stakeholders.elsewhere"))

    def _show_open(self, view: StakeholdersView) -> None:
        tab = self.tabs.current()
        on_outreach = tab == "outreach"
        agreed = tab == "authority" and any(one.wanted for one in made(self, ("agreement",)))
        entry = None if on_outreach or agreed else view.find(self._wanted)
        # Two panels side by side, if only for a moment, would widen the window: what goes, goes first.
        for name, stays in zip(PANELS, (entry is not None, on_outreach, agreed), strict=True):
            for panel in made(self, (name,)):
                panel.setHidden(panel.isHidden() or not stays)
        for panel in made(self, ("outreach_panel",)):
            panel.show_view(view, visible=on_outreach)
        for agreement in made(self, ("agreement",)):
            agreement.show_view(view, visible=agreed)
        if entry is not None:
            self.panel.show_stakeholder(view, entry)

    def _show_tab(self, view: StakeholdersView) -> None:
        tab, families = self.tabs.current(), {chip.value for chip in self.filters if chip.isChecked()}
        shown = [one for one in view.rows if not families or one.family in families]
        cards = {"list": "list", "grid": "grid", "relations": "map", "outreach": "outreach"}
        self.stack.setCurrentWidget(getattr(self, cards.get(tab, tab)))
        self.note.setVisible(tab in ("list", "grid"))
        if tab == "grid":
            self.grid.show_entries(shown, self._wanted)
            self.grid.view.show_actors(actors_of(shown, self._wanted), grid_names())
        elif tab == "relations":
            self.map.show_map(*map_of(view, shown, self._wanted))
        elif tab == "outreach":
            rows = [one for one in view.outreach if not families or one.family in families]
            self.outreach.show_rows(rows, narrow=not self.outreach_panel.isHidden())
            self.outreach.table.choose(self.outreach_panel.record)
        elif tab == "support":
            self.support.show_view(view, families, narrow=self._is_open())
        elif tab == "authority":
            self.authority.show_view(view)
        else:
            self.list.show_rows(shown, narrow=self._is_open())
            self.list.table.choose(self._wanted)

    def _is_open(self) -> bool:
        return any(not panel.isHidden() for panel in made(self, ("panel",)))

    def _show_filters(self, counts: Mapping[str, int]) -> None:
        for chip in self.filters:
            count = counts.get(chip.value, 0)
            chip.setVisible(bool(count))
            if count:
                name = say(f"drawing.family.{chip.value}")
                chip.setText(say("stakeholders.family", name=name, number=count))
                chip.setIcon(family_icon(chip.value))

    def _say_how_many(self, view: StakeholdersView) -> None:
        due = say("stakeholders.due", count=view.due) if view.due else ""
        parts = [say("stakeholders.number", count=len(view.rows)) if view.rows else "", due]
        self.header.set_title(
            say("frame.page.stakeholders"),
            say("stakeholders.separator").strip("|").join(p for p in parts if p),
        )

    def ask_guidance(self) -> None:
        """Go to the guidance on this work."""
        self.session.go(Place("steps", "step", "prepare"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.header.middle if self.width() >= ROOMY else self.narrowing.layout()
        if beside is not None and beside.indexOf(self.note) < 0:
            for layout in (self.header.middle, self.narrowing.layout()):
                if layout is not None:
                    layout.removeWidget(self.note)
            beside.addWidget(self.note)

    def _wire(self) -> None:
        self.add.clicked.connect(self.ask_new)
        self.asking.wanted.connect(self.ask_new)
        self.take_list.clicked.connect(self.ask_list)
        self.tabs.chosen.connect(self._choose_tab)
        for chip in self.filters:
            chip.toggled.connect(self.show_again)

    def _lay_out(self) -> None:
        self.narrowing = flowing(self.tabs, *self.filters, gap=8)
        self.header.add_middle(self.note)
        self.content.addWidget(self.narrowing)
        self.empty_card.hide()
        self.beside.setSpacing(GAP)
        self.beside.addWidget(self.stack, 1)
        self.beside.addWidget(self.empty_card, 1)
        self.content.addLayout(self.beside, 1)


def _add_named(name: str) -> OnDesk:
    return partial(add_stakeholder, name=name, language=words().language)
