"""What a plan of another process prints in place of the five blocks: its outline, its activities by node."""

from __future__ import annotations

from app.documents import plan_content as paper
from app.documents.plan_content import Chapter, Fact, Figure, Objective, short_hash
from app.models.kinds.area import Area
from app.models.kinds.plan import Activity, JointActivity
from app.process.alignment import coverage
from app.process.nodes import built_in
from app.process.scope import USUAL, scope_of
from app.services.papers import plan_parts
from app.services.papers.chapter_tables import ChapterTables
from app.services.papers.plan_tables import activity_row
from app.services.papers.scribe import Scribe

ELSEWHERE = frozenset({"activity_breakdown", "monitoring", "risk", "lessons", "annex"})
"""Sections that stand before a table of their own or among the annexes."""


class Outline:
    """The outline of one plan in one language."""

    def __init__(self, scribe: Scribe, today: str) -> None:
        self._scribe, self._scope = scribe, scope_of(scribe.book)
        self._tables = ChapterTables(scribe, today)

    @property
    def is_plan_of_action(self) -> bool:
        """Whether the plan has the five blocks of a Plan of Action."""
        return self._scope.process == USUAL

    def plan_title(self) -> str:
        """Return what a plan without a title is called."""
        words = self._scribe.words
        return (
            words.say("papers.plan_of_action")
            if self.is_plan_of_action
            else self._programme() or self._process()
        )

    def above(self, area: Area, group: str) -> str:
        """Return what stands over the title: the group; what the document is, where a title says more."""
        if self.is_plan_of_action:
            return group
        place = self._scribe.place(area.governorate)
        return self._scribe.line(self._process() if self._programme() else "", place)

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of the cover that only this process has."""
        return () if self.is_plan_of_action else self._tables.facts(self._scope.process)

    def signing_text(self, version: str, content_hash: str) -> str:
        """Return what those who sign declare; a Plan of Action has the words of the signing page."""
        if self.is_plan_of_action:
            return ""
        say = self._scribe.words.say
        said = say("papers.signing.document", version=version, code=short_hash(content_hash))
        joint = self._scope.process == "joint_programme"
        return f"{said} {say('papers.signing.programme')}" if joint else said

    def _programme(self) -> str:
        """Return the name of the joint programme, where the plan is one and there is but one."""
        every = self._scribe.book.of(JointActivity) if self._scope.process == "joint_programme" else ()
        return self._scribe.name(every[0], "title") if len(every) == 1 else ""

    def _process(self) -> str:
        return self._scribe.code("process", self._scope.process)

    def title(self, number: int, section: str) -> str:
        """Return the title over a table that follows the chapters."""
        words = self._scribe.words
        named = words.say("papers.activities_title") if section == "activity_breakdown" else ""
        return f"{number} · {named or words.code('section_key', section)}"

    def chapters(self) -> tuple[Chapter, ...]:
        """Return the sections that must be written and those that are, in order; none for five blocks."""
        if self.is_plan_of_action:
            return ()
        kept = (one for one in self._scope.outline if one.section not in ELSEWHERE)
        made = ((one.required, self._chapter(one.section)) for one in kept)
        return tuple(chapter for required, chapter in made if required or chapter.parts or chapter.tables)

    def _chapter(self, section: str) -> Chapter:
        title, parts = self._scribe.code("section_key", section), plan_parts.parts(self._scribe, section)
        return Chapter(title, parts, self._tables.of(self._scope.process, section))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures of the cover, none for a Plan of Action, which has its own."""
        return () if self.is_plan_of_action else self._tables.figures(self._scope.process)

    def activities(self) -> tuple[Objective, ...]:
        """Return the activities under the first node they answer; those with no place yet come last."""
        book, placed = self._scribe.book, set[str]()
        made: list[Objective] = []
        for one in coverage(book, built_in(self._scope.framework)).nodes:
            fresh = [record for record in one.activities if record not in placed]
            placed.update(fresh)
            if fresh:
                made.append(Objective("", self._scribe.words.say(one.node.title), self._rows(fresh)))
        left = [one.id for one in book.of(Activity) if one.id not in placed]
        if left:
            made.append(Objective("", self._scribe.words.say("papers.no_place"), self._rows(left)))
        return tuple(made)

    def _rows(self, ids: list[str]) -> tuple[paper.Activity, ...]:
        book = self._scribe.book
        found = [activity for one in ids if (activity := book.get(Activity, one)) is not None]
        ordered = sorted(found, key=lambda one: (one.code or "", one.id))
        return tuple(activity_row(self._scribe, one) for one in ordered)
