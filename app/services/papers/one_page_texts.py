"""What the one-page papers say of themselves, computed from the records: the texts of their parts.

Nothing of the group's own space is read: no position, no contact, no private note. The official cards of
focal points are work contacts given with consent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from app.models.kinds.area import Area, Location, Step
from app.models.kinds.meetings import Commitment, Issue, Meeting
from app.models.kinds.people import Member
from app.models.kinds.plan import Activity
from app.process.definition import process_of
from app.process.facts import before, took_place
from app.process.steps import StepState, current_step, step_states
from app.services.papers import plan_parts
from app.services.papers.scribe import Scribe

BULLET = "– "
GUESTS = frozenset({"first_meeting", "roundtable", "community_meeting", "review_meeting", "coordination"})
"""Kinds of meeting whose day partners are told."""
MOST_DATES, MOST_VOICES = 6, 3


class PageTexts:
    """The texts of one area in one language on one day; `cited` collects the sources of a part's figures."""

    def __init__(self, scribe: Scribe, area: Area, today: str, *, sees_group: bool = True) -> None:
        self.scribe, self.area, self.today, self._sees_group = scribe, area, today, sees_group
        self.cited: dict[str, tuple[int, ...]] = {}
        self._say = scribe.words.say

    def text(self, paper: str, part: str) -> str:
        """Return what a part says, lines that begin with a dash being points of a list; "" for nothing."""
        makers: dict[str, Callable[[], str]] = {
            "opening": self._opening,
            "situation": self._situation,
            "group": self._group,
            "next": self._next,
            "message": self._message,
            "standing": self._standing,
        }
        maker = makers.get(part)
        return maker() if maker else self._say(f"one_page.{paper}.{part}", **self._place())

    def addressee(self, authority: str) -> str:
        """Return the line that says to whom the note goes, "" when nobody is known."""
        return self._say("one_page.to", name=authority) if authority else ""

    def signed_by(self) -> tuple[str, ...]:
        """Return the lines at the end: for the group, and who leads it."""
        points = [self._point(one) for one in self.focal_points()]
        return (self._say("one_page.for_group", name=self.group_name()), *points) if points else ()

    def group_name(self) -> str:
        """Return the group's name, else one made of the area's."""
        return self.scribe.group_name(self.area)

    def focal_points(self) -> list[Member]:
        """Return who leads the group now."""
        here = [one for one in self._serving() if one.role == "focal_point"]
        return sorted(here, key=lambda one: one.id)

    def states(self) -> tuple[list[StepState], StepState]:
        """Return the steps as they stand for everybody, and the group's own."""
        definition = process_of(self.scribe.book)
        states = list(step_states(definition, self.scribe.book, self.today, sees_group=self._sees_group))
        return states, current_step(states, definition)

    def dates(self) -> list[tuple[str, str]]:
        """Return (ISO day, what) of what comes next, the soonest first."""
        words, book = self.scribe.words, self.scribe.book
        found = [
            (one.held_on or "", self._meeting(one))
            for one in book.of(Meeting)
            if one.type in GUESTS and one.status != "cancelled" and not took_place(one, self.today)
        ]
        found += [
            (
                one.planned_end or "",
                words.say("one_page.step_by", title=words.say(f"step.{one.step_id}.title")),
            )
            for one in book.of(Step)
            if not one.actual_end
        ]
        return sorted(pair for pair in found if pair[0] >= self.today)[:MOST_DATES]

    def _place(self) -> dict[str, str]:
        place = self.scribe.place(self.area.governorate)
        return {"area": self.scribe.name(self.area), "governorate": place, "day": self.scribe.day(self.today)}

    def _opening(self) -> str:
        return self._say("one_page.proposition.opening", group=self.group_name(), **self._place())

    def _situation(self) -> str:
        self.cited["situation"] = ()
        lines = (self._people(), self._severity(), self._voices())
        return " ".join(line for line in lines if line)

    def _people(self) -> str:
        scribe, groups = self.scribe, plan_parts.people_by_group(self.scribe)
        counted = [
            self._say(
                "one_page.people_of_group",
                number=scribe.amount(plan_parts.individuals(figures)),
                group=scribe.inside("population_group", group),
            )
            for group, figures in groups.items()
            if plan_parts.individuals(figures)
        ]
        if not counted:
            return ""
        all_figures = [figure for figures in groups.values() for figure in figures]
        self._cite(*sorted({figure.source or "" for figure in all_figures}))
        places = len(scribe.book.of(Location))
        return self._say("one_page.people", count=places, groups=scribe.words.join(counted), **self._place())

    def _severity(self) -> str:
        ranked = plan_parts.locations(self.scribe)
        high = [one for one in ranked if one.tone == "wrong"]
        if not high:
            return ""
        known = self.cited["situation"]
        self.cited["situation"] = tuple(sorted({*known, *(number for one in high for number in one.sources)}))
        return self._say("one_page.severity", count=len(high), total=len(ranked))

    def _voices(self) -> str:
        raised = Counter(one.objective for one in self.scribe.book.of(Issue) if one.objective)
        if not raised:
            return ""
        top = sorted(raised, key=lambda code: (-raised[code], code))[:MOST_VOICES]
        return self._say(
            "one_page.voices",
            count=sum(raised.values()),
            topics=self.scribe.words.join([self.scribe.inside("so", code) for code in top]),
        )

    def _cite(self, *sources: str) -> None:
        self.cited["situation"] = (*self.cited["situation"], *self.scribe.cite(*sources))

    def _serving(self) -> list[Member]:
        members = self.scribe.book.of(Member)
        return [one for one in members if not before(one.ended, self.today) and one.ended != self.today]

    def _group(self) -> str:
        here = [one for one in self._serving() if one.role in ("focal_point", "member")]
        if not here:
            return self._say("one_page.no_group")
        organisations = {one.organisation for one in here if one.organisation}
        points = self.scribe.words.join([self._point(one) for one in self.focal_points()] or ["…"])
        return self._say("one_page.members", count=len(here), organisations=len(organisations), points=points)

    def _point(self, member: Member) -> str:
        office = self.scribe.organisation(member.organisation)
        return (
            self._say("one_page.point", name=self.scribe.name(member), office=office)
            if office
            else (self.scribe.name(member))
        )

    def _meeting(self, one: Meeting) -> str:
        return self.scribe.line(self.scribe.name(one, "title"), one.venue or "")

    def _next(self) -> str:
        dated = [
            self._say("one_page.dated", day=self.scribe.day(day), what=what) for day, what in self.dates()
        ]
        lines = dated[:3] or [self._say("one_page.dates_with_you")]
        return "\n".join(f"{BULLET}{line}" for line in lines)

    def _message(self) -> str:
        return self._say("one_page.partner_update.message", group=self.group_name(), **self._place())

    def _standing(self) -> str:
        words, (states, current) = self.scribe.words, self.states()
        done = sum(state.finished for state in states)
        return self._say(
            "one_page.standing",
            number=current.number,
            title=words.say(f"step.{current.id}.title"),
            count=done,
            total=len(states),
        )

    def counted(self) -> tuple[tuple[int, str], ...]:
        """Return what there is so far, with its name: meetings held, inputs, commitments, activities."""
        book = self.scribe.book
        held = sum(took_place(one, self.today) for one in book.of(Meeting))
        numbers = (
            (held, "meetings"),
            (len(book.of(Issue)), "inputs"),
            (len(book.of(Commitment)), "commitments"),
            (sum(one.status != "cancelled" for one in book.of(Activity)), "activities"),
        )
        return tuple((count, self._say(f"one_page.{name}", count=count)) for count, name in numbers if count)
