"""Voices: what people said and what became of it, whom the group consulted, what displaced people intend."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.models.kinds.meetings import ConsultationCount
from app.services.views.voices import VoicesView, voices
from app.services.voice_work import add_intentions
from app.ui.asking import Ask
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.flow import flowing
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.panel import SidePanel
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import GAP
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.choosing import chooser
from app.ui.pages.voices_adding import ADDED
from app.ui.pages.voices_consultations import ConsultationsTab
from app.ui.pages.voices_consulting import ConsultationPanel
from app.ui.pages.voices_inputs import InputsTab
from app.ui.pages.voices_intentions import ExpectationPanel, ExpectationsTab, IntentionPanel, IntentionsTab
from app.ui.pages.voices_panel import VoicePanel
from app.ui.pages.voices_parts import GuidanceStrip
from app.ui.pages.voices_several import SeveralVoices
from app.ui.pages.voices_words import code_options
from app.ui.places import Place, place_of
from app.ui.session import Session
from app.ui.weak import weakly

TABS = ("inputs", "consultations", "intentions", "expectations")
_KINDS = {
    "issue": "inputs",
    "consultation": "consultations",
    "intentions": "intentions",
    "expectation": "expectations",
}
_KIND_OF = {tab: kind for kind, tab in _KINDS.items()}
_STEPS: Mapping[str, frozenset[str]] = {
    "inputs": frozenset({"", "prepare", "consult", "consult_further", "review"}),
    "consultations": frozenset({"", "consult", "consult_further"}),
    "intentions": frozenset({"prepare", "consult_further", "draft"}),
    "expectations": frozenset({"engage_authority", "roundtable"}),
}
"""For which steps guidance from headquarters is shown on each tab; "" is guidance for all steps."""
_EDITORS = {
    "inputs": ("voice_panel", "show_voice"),
    "consultations": ("consultation_panel", "show_consultation"),
    "intentions": ("intention_panel", "show_intention"),
    "expectations": ("expectation_panel", "show_expectation"),
}
"""The editor of each tab and how it is given a record."""
PANELS = tuple(panel for panel, _show in _EDITORS.values())
P = TypeVar("P", InputsTab, ConsultationsTab, IntentionsTab, ExpectationsTab)
E = TypeVar("E", VoicePanel, ConsultationPanel, IntentionPanel, ExpectationPanel)
_KNOWN = frozenset(step for steps in _STEPS.values() for step in steps)
_GUIDING = {"inputs": "consult", "consultations": "consult", "intentions": "consult_further"}


class VoicesPage(Page):
    """Inputs, consultations, intentions and expectations, with one editor beside them."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            *("issue", "consultation", "consultation_count", "intentions", "expectation", "activity"),
            *("meeting", "attendance_count", "location", "source", "organisation", "private_note"),
            *("outreach", "step", "guidance", "deadline", "contact", "named_attendance", "member"),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open: dict[str, str] = dict.fromkeys(TABS, "")
        self._count_sought, self._with_steps = "", False
        self.add = self.header.add_action("", "primary", "plus")
        self.tabs, self.strip = SegmentedTabs(), GuidanceStrip(session)
        self.asking = dict[str, Ask]()
        self._lay_out()
        self._wire()
        self.retranslate()

    @Later
    def inputs(self) -> InputsTab:
        """The tab of inputs; like the others it is made when it is first needed."""
        part = self._take_part(InputsTab())
        self.several = SeveralVoices(self.session, part, self)
        part.several.toggled.connect(self._several)
        return part

    @Later
    def consultations(self) -> ConsultationsTab:
        """The tab of consultations."""
        part = self._take_part(ConsultationsTab(self.session))
        part.meeting_wanted.connect(self._open_meeting)
        return part

    @Later
    def intentions(self) -> IntentionsTab:
        """The tab of intentions."""
        return self._take_part(IntentionsTab())

    @Later
    def expectations(self) -> ExpectationsTab:
        """The tab of expectations."""
        return self._take_part(ExpectationsTab())

    @Later
    def voice_panel(self) -> VoicePanel:
        """The editor of an input; like the others it is made when it is first needed."""
        return self._take_panel(VoicePanel(self.session))

    @Later
    def consultation_panel(self) -> ConsultationPanel:
        """The editor of a consultation."""
        return self._take_panel(ConsultationPanel(self.session))

    @Later
    def intention_panel(self) -> IntentionPanel:
        """The editor of a count of intentions."""
        return self._take_panel(IntentionPanel(self.session))

    @Later
    def expectation_panel(self) -> ExpectationPanel:
        """The editor of an expectation."""
        return self._take_panel(ExpectationPanel(self.session))

    @Later
    def empty(self) -> EmptyState:
        """What is said where nothing was noted yet."""
        part = EmptyState(icon_name="mic")
        self.empty_card.body.addWidget(part, 1)
        part.started.connect(self.ask_new)
        part.asked.connect(self._ask_guidance)
        return part

    def read(self, desk: Any) -> tuple[VoicesView, str]:
        sought = desk.find(ConsultationCount, self._count_sought) if self._count_sought else None
        found = voices(desk, with_steps=self._with_steps)
        return found, (sought.consultation or "") if sought else ""

    def reload(self) -> None:
        self._with_steps = self.tabs.current() == "consultations"
        super().reload()

    def take_view(self, view: tuple[VoicesView, str]) -> None:
        shown, consultation = view
        if consultation:
            self._count_sought, self._open["consultations"] = "", consultation
        super().take_view(shown)

    def show_view(self, view: VoicesView) -> None:
        tab = self.tabs.current() or TABS[0]
        held = self._held(view)[tab]
        self._say_title(view, tab)
        here = {*_STEPS[tab], *(one for one in view.choices.steps if one not in _KNOWN)}
        self.strip.show_entries([one for one in view.guidance if one.step_id in here])
        panel = self._show_panel(view, tab)
        self.stack.setVisible(bool(held))
        self.empty_card.setVisible(not held)
        if held:
            part = getattr(self, tab)
            if tab == "inputs":
                self.several.activities = view.choices.activities
            self.stack.setCurrentWidget(part)
            part.show_view(view, self._open[tab], narrow=panel is not None)
        else:
            self.empty.say(say(f"voices.empty.{tab}"), self.add.text(), say("records.guidance"))
        self._ask_of(tab)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(tab, say(f"voices.tab.{tab}")) for tab in TABS])
        for part in made(self, (*TABS, *PANELS)):
            part.retranslate()
        self.add.setText(say(f"voices.add.{self.tabs.current() or TABS[0]}"))
        self.header.set_title(say("frame.page.voices"))

    def go_to(self, place: Place) -> None:
        tab = _KINDS.get(place.kind, place.view)
        if place.kind == "consultation_count":
            tab, self._count_sought = "consultations", place.id
        if tab in TABS:
            self.commit_typing()
            self._open[tab] = place.id if place.kind in _KINDS else self._open[tab]
            for part in made(self, ("inputs",)):
                part.stop_several()
            self.tabs.choose(tab)
        self.reload()

    def commit_typing(self) -> None:
        for panel in made(self, PANELS):
            panel.commit()

    def view_now(self) -> VoicesView | None:
        """Return what the page shows, None before it was read."""
        return self._view if isinstance(self._view, VoicesView) else None

    def open_record(self, record_id: str) -> None:
        """Show a record of the tab in front in its panel."""
        self.commit_typing()
        self._open[self.tabs.current()] = record_id
        self._show_again()

    def ask_new(self) -> None:
        """Ask for what makes a record of the tab in front, and add it."""
        tab = self.tabs.current()
        if tab == "intentions":
            under = self.add if self.add.isVisible() else self.empty.button
            dialog = chooser(under, say("voices.which_group"), code_options("population_group"), "users")
            dialog.picked.connect(weakly(self.add_intentions))
        else:
            self._ask_of(tab)
            self.asking[tab].ask(partial(ADDED[tab], words().language), weakly(self._added, tab))

    def add_intentions(self, group: object) -> None:
        """Add a count of what people of a group intend."""
        self.session.write(partial(add_intentions, group=str(group)), weakly(self._added, "intentions"))

    def _added(self, tab: str, record_id: object) -> None:
        self._open[tab] = str(record_id)
        self.tabs.choose(tab)
        self.reload()

    def _ask_of(self, tab: str) -> None:
        """Have the question ready that makes a record of a tab, with what was typed into it before."""
        if tab not in self.asking and tab in ADDED:
            self.asking[tab] = Ask(self.session, "record", f"voices.ask.{tab}", f"voices.ask_why.{tab}", self)
            self.asking[tab].wanted.connect(weakly(self._go_on, tab))
            self.asking[tab].belong(_KIND_OF[tab])

    def _go_on(self, tab: str) -> None:
        self.tabs.choose(tab)
        self.ask_new()

    def _held(self, view: VoicesView) -> dict[str, tuple[Any, ...]]:
        rows = (view.rows, view.consultations.rows, view.intentions.rows, view.expectations)
        return dict(zip(TABS, rows, strict=True))

    def _show_panel(self, view: VoicesView, tab: str) -> SidePanel | None:
        """Show the editor of what is open on a tab; return it, or None when nothing is open."""
        found = next((one for one in self._held(view)[tab] if one.id == self._open[tab]), None)
        panel_of, show = _EDITORS[tab]
        hide_made(self, *(name for name in PANELS if name != panel_of or found is None))
        if found is None:
            return None
        panel: SidePanel = getattr(self, panel_of)
        getattr(panel, show)(view, found)
        return panel

    def _say_title(self, view: VoicesView, tab: str) -> None:
        held = self._held(view)[tab]
        self.add.setText(say(f"voices.add.{tab}"))
        quiet = say(f"voices.quiet.{tab}", count=len(held)) if held else ""
        if tab == "inputs" and held:
            waiting = (
                say("voices.quiet.waiting", count=view.waiting)
                if view.waiting
                else say("voices.all_answered")
            )
            quiet = f"{quiet} {waiting}"
        self.header.set_title(say("frame.page.voices"), quiet)

    def _show_again(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _choose_tab(self, tab: str) -> None:
        self.commit_typing()
        self._show_again()
        if tab == "consultations" and self._view is not None and not self._view.steps:
            self.reload()

    def _close_panel(self) -> None:
        self._open[self.tabs.current()] = ""
        self._show_again()

    def _several(self, on: bool) -> None:
        if on and self._open["inputs"]:
            self._close_panel()

    def _open_meeting(self, meeting: str) -> None:
        self.session.go(place_of("meeting", meeting))

    def _ask_guidance(self) -> None:
        step = _GUIDING.get(self.tabs.current(), "engage_authority")
        self.session.go(Place("steps", "step", step))

    def _wire(self) -> None:
        self.add.clicked.connect(self.ask_new)
        self.tabs.chosen.connect(self._choose_tab)

    def _take_part(self, part: P) -> P:
        """Take a tab in."""
        self.stack.addWidget(part)
        part.picked.connect(self.open_record)
        return part

    def _take_panel(self, panel: E) -> E:
        self.beside.addWidget(panel)
        panel.closed.connect(self._close_panel)
        return panel

    def _lay_out(self) -> None:
        self.content.addWidget(flowing(self.tabs, gap=GAP))
        self.content.addWidget(self.strip)
        self.stack, self.empty_card = QStackedWidget(), Card()
        self.beside = QHBoxLayout()
        self.beside.setSpacing(GAP)
        self.beside.addWidget(self.stack, 1)
        self.beside.addWidget(self.empty_card, 1)
        self.content.addLayout(self.beside, 1)
