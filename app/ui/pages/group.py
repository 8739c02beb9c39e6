"""Group: members, nominations, organisations, learning, work plan, backstopping, contributions, links."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, TypeVar

from app.services.field_edits import add_record
from app.services.group_work import contribute, nominate
from app.services.views.group import GroupView, group
from app.ui.asking import Ask
from app.ui.kit.chip import Chip
from app.ui.kit.flow import flowing
from app.ui.kit.front import FrontStack
from app.ui.kit.later import Later, made
from app.ui.kit.tabs import SegmentedTabs
from app.ui.language import say, words
from app.ui.page import Page
from app.ui.pages.group_contributions import ContributionsTab, OrganisationsTab
from app.ui.pages.group_coordination import CoordinationTab
from app.ui.pages.group_learning import LearningTab
from app.ui.pages.group_members import MembersTab
from app.ui.pages.group_nominations import NominationsTab
from app.ui.pages.group_support import SupportTab
from app.ui.pages.group_tab import GroupTab, ListTab
from app.ui.pages.group_words import joined
from app.ui.pages.group_work_plan import VIEWS, WorkPlanTab
from app.ui.places import Place
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly

TABS = (
    *("members", "nominations", "organisations", "learning", "work", "support"),
    *("contributions", "coordination"),
)
ASKED = {
    "members": "member",
    "nominations": "nomination",
    "organisations": "organisation",
    "learning": "training",
    "contributions": "contribution",
    "coordination": "coordination_mechanism",
}
"""Tabs whose records begin with a name, and the kind they make."""
TAB_OF = {
    **dict.fromkeys(("member", "official_card", "group", "person"), "members"),
    **{kind: tab for tab, kind in ASKED.items()},
    **dict.fromkeys(("backstopping", "meeting"), "support"),
    "task": "work",
    "expansion": "coordination",
}
"""Where records of a kind open."""
T = TypeVar("T", bound=ListTab | CoordinationTab)
_NAMED_BY = {"nomination": "candidate", "contribution": "what", "training": "title", "expansion": "title"}


class GroupPage(Page):
    """The group as it was formed, and what it does together."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {
            *("group", "member", "official_card", "nomination", "organisation", "training", "person"),
            *("task", "step", "meeting", "backstopping", "agenda_item", "stakeholder"),
            *("contribution", "coordination_mechanism", "expansion"),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.about = self.header.add_action("", "outlined", "info")
        self.add = self.header.add_action("", "primary", "plus")
        self.tabs, self.note, self.stack = SegmentedTabs(), Chip("", "attention"), FrontStack()
        self.asking = Ask(session, "record", "records.ask", "records.ask_why", self)
        self.asking_area = Ask(session, "record", "records.ask", "records.ask_why", self)
        self.asking_given = Ask(session, "contribution", "records.ask", "records.ask_why", self)
        self._lay_out()
        self._wire()
        self.retranslate()
        self._choose_tab(TABS[0])

    @Later
    def members(self) -> MembersTab:
        """Who is in the group; each tab is made as it is first shown."""
        tab = self._asking(MembersTab(self.session))
        tab.contributes.connect(self.note_given)
        tab.member_shown.connect(self.asking_given.belong)
        return tab

    @Later
    def nominations(self) -> NominationsTab:
        """Who was nominated."""
        tab = self._asking(NominationsTab(self.session))
        tab.member_wanted.connect(self._show_member)
        return tab

    @Later
    def organisations(self) -> OrganisationsTab:
        """The organisations that records refer to."""
        return self._asking(OrganisationsTab(self.session))

    @Later
    def learning(self) -> LearningTab:
        """Inductions and trainings."""
        tab = self._asking(LearningTab(self.session))
        tab.member_wanted.connect(self._show_member)
        return tab

    @Later
    def work(self) -> WorkPlanTab:
        """The work plan."""
        tab = WorkPlanTab(self.session)
        self.stack.addWidget(tab)
        tab.add_button = self.add
        return tab

    @Later
    def support(self) -> SupportTab:
        """Backstopping of the meetings."""
        tab = SupportTab(self.session)
        self.stack.addWidget(tab)
        return tab

    @Later
    def contributions(self) -> ContributionsTab:
        """What members gave."""
        return self._asking(ContributionsTab(self.session))

    @Later
    def coordination(self) -> CoordinationTab:
        """Mechanisms, sub-groups and further areas."""
        tab = self._asking(CoordinationTab(self.session))
        tab.area_wanted.connect(self.add_area)
        return tab

    def read(self, desk: Any) -> GroupView:
        return group(desk)

    def show_view(self, view: GroupView) -> None:
        parts = [
            say("group.people", count=len(view.people)),
            say("group.formed", day=words().date(view.group.formed_on)) if view.group.formed_on else "",
            view.group.rhythm,
        ]
        self.header.set_title(say("frame.page.group"), joined(parts))
        self.about.setVisible(bool(view.group.id))
        part = self.part()
        self.stack.setCurrentWidget(part)
        part.show_view(view)
        self._show_note(view)

    def retranslate(self) -> None:
        self.tabs.set_tabs([(one, say(f"group.tab.{one}")) for one in TABS])
        self.about.setText(say("group.about"))
        self.header.set_title(say("frame.page.group"))
        for part in made(self, TABS):
            part.retranslate()
        self._name_add()

    def go_to(self, place: Place) -> None:
        if place.view in TABS:
            self.tabs.choose(place.view)
        elif place.view in VIEWS:
            self.tabs.choose("work")
            self.work.views.choose(place.view)
        found = TAB_OF.get(place.kind, "")
        if found:
            self.tabs.choose(found)
            self.part().open_record(place.id, place.kind)
        if place.kind == "expansion" and not place.id:
            self.asking_area.belong("expansion")
        self.reload()

    def commit_typing(self) -> None:
        for part in made(self, (self.tabs.current(),)):
            part.commit()

    def part(self) -> GroupTab:
        """Return the tab that is shown."""
        shown: GroupTab = getattr(self, self.tabs.current())
        return shown

    def add_one(self) -> None:
        """Add to the list that is shown, by a name, and open what was added."""
        if self.tabs.current() == "work":
            self.work.add_one()
            return
        kind = ASKED.get(self.tabs.current(), "")
        if kind:
            self._ask(self.asking, kind, partial(_made, kind))

    def add_area(self) -> None:
        """Note a further area, by its name."""
        self._ask(self.asking_area, "expansion", partial(_made, "expansion"))

    def note_given(self, member: str) -> None:
        """Note what a member gave."""
        self.asking_given.belong(member)
        self._ask(self.asking_given, "contribution", partial(_given, member))

    def _ask(self, asking: Ask, kind: str, work: Any) -> None:
        field = words().field(kind, _NAMED_BY.get(kind, "name"))
        asking.ask(work, weakly(self._added, kind), kind=words().kind(kind), field=field)

    def _added(self, kind: str, record_id: object) -> None:
        if self.tabs.current() == TAB_OF[kind]:
            self.part().open_record(str(record_id))
        self.reload()

    def _choose_tab(self, name: str) -> None:
        held = self.stack.currentWidget()
        if isinstance(held, GroupTab) and held not in made(self, (name,)):
            held.commit()
        self._name_add()
        self.asking.belong(ASKED.get(name, ""))
        if self._view is not None:
            self.show_view(self._view)

    def _show_note(self, view: GroupView) -> None:
        name = self.tabs.current()
        sentence = {"members": "group.goes", "nominations": "group.stays"}.get(name, "")
        self.note.setText(say(sentence) if sentence else "")
        self.note.setVisible(bool(sentence) and view.sees_group)
        self.add.setVisible(name != "support" and (name != "nominations" or view.sees_group))

    def _name_add(self) -> None:
        name = self.tabs.current()
        self.add.setText(say(f"group.add.{ASKED.get(name, 'task')}"))

    def _show_member(self, member: str) -> None:
        self.tabs.choose("members")
        self.members.open_record(member)

    def _show_about(self) -> None:
        self.tabs.choose("members")
        self.members.open_record("", "group")

    def _wire(self) -> None:
        self.add.clicked.connect(self.add_one)
        self.asking.wanted.connect(self.add_one)
        self.asking_area.wanted.connect(self.add_area)
        self.asking_given.wanted.connect(self._go_on_with_given)
        self.about.clicked.connect(self._show_about)
        self.tabs.chosen.connect(self._choose_tab)

    def _asking(self, tab: T) -> T:
        self.stack.addWidget(tab)
        tab.started.connect(self.add_one)
        return tab

    def _go_on_with_given(self) -> None:
        self.note_given(self.asking_given.entry.owner)

    def _lay_out(self) -> None:
        self.content.addWidget(flowing(self.tabs, self.note, gap=8))
        self.content.addWidget(self.stack, 1)


def _made(kind: str, text: str) -> OnDesk:
    if kind == "nomination":
        return partial(nominate, candidate=text)
    if kind == "contribution":
        return partial(contribute, what=text)
    first = {"member": {"role": "member"}, "training": {"type": "training"}, "expansion": {"status": "idea"}}
    values = {f"{_NAMED_BY.get(kind, 'name')}_{words().language}": text, **first.get(kind, {})}
    return partial(add_record, kind=kind, values=values)


def _given(member: str, text: str) -> OnDesk:
    return partial(contribute, what=text, member=member)
