"""The group page: who the group is, how it came together, what it learned, plans, gave and links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.people import Group
from app.process.checks import found_by
from app.process.checks.finding import Context, Finding
from app.services.desk import Desk
from app.services.place_names import PlaceOption, options_for
from app.services.views.group_lists import (
    ContributionEntry,
    Listed,
    MechanismEntry,
    NominationEntry,
    TrainingEntry,
    contributions_of,
    expansions_of,
    lacking_foci,
    mechanisms_of,
    nominations_of,
    organisations_of,
    trainings_of,
)
from app.services.views.group_members import Balance, MemberEntry, balance_of, members_of
from app.services.views.group_work import (
    GuideEntry,
    MeetingSupport,
    PlannedTask,
    guide_of,
    planned_tasks,
    supports_of,
)
from app.services.views.home import FindingEntry
from app.services.views.reading import finder
from app.services.views.records import Value, row_of
from app.services.views.said import Name, from_process, name_in
from app.services.views.steps import StepEntry, steps

Option = tuple[str, Name]
GROUP_CHECK = 2


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """The group itself; empty when nobody founded it here."""

    id: str = ""
    name: Name = field(default_factory=Name)
    formed_on: str = ""
    rhythm: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything on the page. `findings` are those of readiness check 2."""

    group: GroupEntry
    members: tuple[MemberEntry, ...]
    balance: Balance
    findings: tuple[FindingEntry, ...]
    nominations: tuple[NominationEntry, ...]
    organisations: tuple[Listed, ...]
    trainings: tuple[TrainingEntry, ...]
    tasks: tuple[PlannedTask, ...]
    steps: tuple[StepEntry, ...]
    current_step: int
    supports: tuple[MeetingSupport, ...]
    guide: tuple[GuideEntry, ...]
    contributions: tuple[ContributionEntry, ...]
    mechanisms: tuple[MechanismEntry, ...]
    lacking_foci: tuple[str, ...]
    expansions: tuple[Listed, ...]
    places: tuple[PlaceOption, ...]
    today: str
    sees_group: bool

    @property
    def people(self) -> tuple[MemberEntry, ...]:
        """Focal points and members who serve."""
        return tuple(one for one in self.members if one.in_group)

    @property
    def member_options(self) -> tuple[Option, ...]:
        """Everyone whom a field can refer to."""
        return tuple((one.id, one.name) for one in self.members)

    @property
    def organisation_options(self) -> tuple[Option, ...]:
        """The organisations that a field can refer to."""
        return tuple((one.id, one.name) for one in self.organisations)


def group(desk: Desk) -> GroupView:
    """Return the group of the area in front of the desk."""
    book, today = desk.book(), desk.today
    people, mechanisms, plan = members_of(book, today), mechanisms_of(book), steps(desk)
    found = found_by(GROUP_CHECK, book, Context(today, desk.sees_group))
    return GroupView(
        group=_group(book),
        members=people,
        balance=balance_of(people),
        findings=tuple(_finding(book, one) for one in found),
        nominations=nominations_of(book),
        organisations=organisations_of(book),
        trainings=trainings_of(book, today),
        tasks=planned_tasks(plan, today),
        steps=plan.steps,
        current_step=plan.current,
        supports=supports_of(book, today),
        guide=guide_of(book, today, desk.sees_group),
        contributions=contributions_of(book),
        mechanisms=mechanisms,
        lacking_foci=lacking_foci(mechanisms),
        expansions=expansions_of(book),
        places=options_for(book, "expansion"),
        today=today,
        sees_group=desk.sees_group,
    )


def _group(book: Book) -> GroupEntry:
    found = next(iter(book.of(Group)), None)
    if found is None:
        return GroupEntry()
    return GroupEntry(
        found.id, name_in(found, "name"), found.formed_on or "", found.rhythm or "", row_of(found).values
    )


def _finding(book: Book, one: Finding) -> FindingEntry:
    said = from_process(one.code, one.params, finder(book))
    return FindingEntry(one.severity, said, one.source, one.page, one.kind, one.record)
