"""The lessons brief: by theme what happened, what was learned, what is recommended, and who has taken it up.

Lessons are free of names (domain: good practices platform of DSTWG); the brief is for partners.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Figure, Part, Tone
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.progress import Progress
from app.models.codes import OBJECTIVES
from app.models.kinds.area import Area
from app.models.kinds.country import SharedLesson
from app.models.kinds.plan import Lesson
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

STATE_TONES: dict[str, Tone] = {"library": "good", "shared": "accent", "kept": "plain"}


def lessons_pdf(
    desk: Desk, language: str, highest: int = HIGHEST_CLASS, progress: Progress | None = None
) -> bytes:
    """Return the lessons brief of the area in front as a PDF. Raises Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(lessons_document(desk, language, highest), Words(language), progress)


def lessons_document(desk: Desk, language: str, highest: int = HIGHEST_CLASS) -> ReportDocument:
    """Return what the lessons brief prints."""
    words = Words(language)
    scribe = Scribe(printable(desk.book(), desk.area, highest=highest), words)
    area, paper = desk.find(Area, desk.area), _Paper(scribe)
    return ReportDocument(
        language=language,
        kind=words.say("paper.lessons"),
        title=scribe.name(current_plan(desk.book()), "title"),
        area=scribe.name(area),
        group_name=scribe.group_name(area),
        when=words.date(desk.today, "long"),
        training=desk.training,
        classification=words.say("papers.for_partners"),
        made_on=desk.today,
        figures=paper.figures(),
        summary=() if scribe.book.of(Lesson) else (Part("text", words.say("lesson_brief.none")),),
        sections=(paper.overview(), *map(paper.theme, (*OBJECTIVES, "")), paper.library()),
        sources=paper.sources(),
    )


def state_of(lesson: Lesson, shared: tuple[SharedLesson, ...]) -> str:
    """Return how far a lesson has come: in the library of all areas, shared with DSTWG, or kept here."""
    if any(one.from_lesson == lesson.id for one in shared):
        return "library"
    return "shared" if lesson.shared_with_dstwg else "kept"


@dataclass(frozen=True, slots=True)
class _Paper:
    scribe: Scribe

    def figures(self) -> tuple[Figure, ...]:
        """Return how many lessons there are, may be used elsewhere, were shared, and came from elsewhere."""
        every = self._every()
        counted = {
            "learned": len(every),
            "replicable": sum(bool(one.replicable) for one in every),
            "shared": sum(self._state(one) != "kept" for one in every),
            "library": len(self._from_elsewhere()),
        }
        return tuple(
            Figure(self.scribe.amount(count), self._say(f"figure.{name}", count=count))
            for name, count in counted.items()
        )

    def overview(self) -> ReportSection:
        """Return all lessons in short, each with what kind it is and how far it has come."""
        rows = [
            (
                ReportCell(one.code or ""),
                ReportCell(self.scribe.name(one, "title")),
                ReportCell(self.scribe.code("lesson_type", one.type)),
                ReportCell(
                    self._say(f"state.{self._state(one)}"),
                    self._say("replicable") if one.replicable else "",
                    STATE_TONES[self._state(one)],
                ),
            )
            for one in self._every()
        ]
        columns = self._columns(("code", 9), ("lesson", 47), ("type", 18), ("state", 26))
        return ReportSection(self._say("overview"), tables=(ReportTable(columns, tuple(rows)),))

    def theme(self, objective: str) -> ReportSection:
        """Return the lessons on one objective, told in full."""
        title = self.scribe.code("so", objective) if objective else self._say("other")
        parts = [
            part for one in self._every() if (one.objective or "") == objective for part in self._told(one)
        ]
        return ReportSection(title, tuple(parts))

    def _told(self, one: Lesson) -> list[Part]:
        scribe = self.scribe
        happened, use = scribe.name(one, "text"), scribe.name(one, "reuse")
        recommended = scribe.name(one, "recommendation")
        step = scribe.words.say(f"step.{one.step_id}.title") if one.step_id else ""
        told = (
            Part("heading", scribe.line(one.code or "", scribe.name(one, "title"))),
            Part("text", happened, scribe.cite(*one.sources)),
            Part("bullet", self._say("recommended", text=recommended) if recommended else ""),
            Part("bullet", self._say("reuse", text=use) if use else ""),
            Part("note", scribe.line(scribe.code("lesson_type", one.type), step)),
        )
        return [part for part in told if part.text]

    def library(self) -> ReportSection:
        """Return what other areas learned and headquarters shared with all."""
        rows = [
            (
                ReportCell(self.scribe.name(one, "title"), self.scribe.name(one, "text"), strong=True),
                ReportCell(one.recommendation or "–"),
                ReportCell(one.from_area or "–", self.scribe.code("so", one.objective)),
            )
            for one in self._from_elsewhere()
        ]
        columns = self._columns(("lesson", 46), ("recommendation", 34), ("from", 20))
        return ReportSection(self._say("library"), tables=(ReportTable(columns, tuple(rows)),))

    def sources(self) -> tuple[str, ...]:
        """Return the sources that lessons cite."""
        from app.services.papers.plan import source_text

        return tuple(source_text(self.scribe, source) for _, source in self.scribe.sources())

    def _every(self) -> list[Lesson]:
        return sorted(self.scribe.book.of(Lesson), key=lambda one: (one.code or "~", one.id))

    def _from_elsewhere(self) -> list[SharedLesson]:
        own = {one.id for one in self._every()}
        return [one for one in self.scribe.book.of(SharedLesson) if one.from_lesson not in own]

    def _state(self, one: Lesson) -> str:
        return state_of(one, self.scribe.book.of(SharedLesson))

    def _columns(self, *weights: tuple[str, float]) -> tuple[ReportColumn, ...]:
        return tuple(ReportColumn(self._say(f"column.{name}"), weight) for name, weight in weights)

    def _say(self, code: str, **params: object) -> str:
        return self.scribe.words.say(f"lesson_brief.{code}", **params)
