"""The follow-up of commitments: what is overdue, what each body promised, what was decided where.

For partners: nothing above the class asked for, bodies and no names of their representatives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.documents.plan_content import Figure, Part
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.meetings import ActionPoint, Commitment, Decision, Meeting
from app.process.facts import KEPT, current_plan, day, is_overdue
from app.services.desk import Desk
from app.services.papers.plan_tables import commitment
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

SOON = 30
"""Days ahead in which what falls due is counted as due soon."""
Cells = tuple[ReportCell, ...]


def commitments_pdf(
    desk: Desk, language: str, highest: int = HIGHEST_CLASS, progress: Progress | None = None
) -> bytes:
    """Return the follow-up of commitments of the area in front as a PDF. Raises Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(commitments_document(desk, language, highest), Words(language), progress)


def commitments_document(desk: Desk, language: str, highest: int = HIGHEST_CLASS) -> ReportDocument:
    """Return what the follow-up of commitments prints."""
    words = Words(language)
    scribe = Scribe(printable(desk.book(), desk.area, highest=highest), words)
    area, paper = desk.find(Area, desk.area), _Paper(scribe, desk.today)
    return ReportDocument(
        language=language,
        kind=words.say("paper.commitments"),
        title=scribe.name(current_plan(desk.book()), "title"),
        area=scribe.name(area),
        group_name=scribe.group_name(area),
        when=words.date(desk.today, "long"),
        training=desk.training,
        classification=words.say("papers.for_partners"),
        made_on=desk.today,
        figures=paper.figures(),
        summary=(Part("text", paper.summary()),),
        sections=(paper.overdue(), paper.by_body(), paper.decided(), paper.actions()),
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    scribe: Scribe
    today: str

    def figures(self) -> tuple[Figure, ...]:
        """Return how much was promised and kept, falls due soon, and is overdue."""
        every = self._every()
        counted = {
            "promised": len(every),
            "kept": sum(one.status == "fulfilled" for one in every),
            "soon": sum(self._is_soon(one) for one in every),
            "overdue": sum(is_overdue(one, self.today) for one in every),
        }
        return tuple(
            Figure(self.scribe.amount(count), self._say(f"figure.{name}", count=count))
            for name, count in counted.items()
        )

    def summary(self) -> str:
        """Return in a sentence how things stand."""
        every = self._every()
        late = sum(is_overdue(one, self.today) for one in every)
        code = "none" if not every else "late" if late else "on_time"
        return self._say(f"summary.{code}", count=late, total=len(every))

    def overdue(self) -> ReportSection:
        """Return what should have been kept by now, the latest of all first."""
        late = sorted(
            (one for one in self._every() if is_overdue(one, self.today)), key=lambda c: c.due or ""
        )
        rows = [
            (
                ReportCell(one.code or ""),
                ReportCell(self.scribe.name(one, "text"), self._made_at(one), strong=True),
                ReportCell(self._body(one)),
                ReportCell(self.scribe.day(one.due) or "–", self._late(one)),
            )
            for one in late
        ]
        columns = self._columns(("code", 9), ("commitment", 50), ("body", 24), ("due", 17))
        return ReportSection(self._say("overdue"), tables=(ReportTable(columns, tuple(rows)),))

    def by_body(self) -> ReportSection:
        """Return all commitments by the body that made them, government first; what is overdue first."""
        bodies: dict[str, list[Commitment]] = {}
        for one in sorted(self._every(), key=self._order):
            bodies.setdefault(self._body(one), []).append(one)
        rows: list[Cells] = []
        for body, made in bodies.items():
            rows += [(ReportCell(body, strong=True),), *map(self._commitment, made)]
        columns = self._columns(
            ("code", 8), ("commitment", 40), ("decided_at", 20), ("due", 12), ("state", 20)
        )
        return ReportSection(self._say("by_body"), tables=(ReportTable(columns, tuple(rows)),))

    def _commitment(self, one: Commitment) -> Cells:
        said, meeting = commitment(self.scribe, one, self.today), self.scribe.book.get(Meeting, one.meeting)
        terms = {"resources": one.resources, "conditions": one.conditions,
                 "in_return": one.counterpart_obligation}  # fmt: skip
        told = [self._say(name, text=text) for name, text in terms.items() if text]
        reviewed = self._say("reviewed", day=self.scribe.day(one.reviewed_on)) if one.reviewed_on else ""
        return (
            ReportCell(said.code),
            ReportCell(said.text, "\n".join([said.kind, *told]).strip()),
            ReportCell(said.made_at or "–", self.scribe.day(meeting.held_on) if meeting else ""),
            ReportCell(self.scribe.day(one.due) or "–"),
            ReportCell(said.status, "\n".join(filter(None, (one.evidence, reviewed))), said.status_tone),
        )

    def decided(self) -> ReportSection:
        """Return the decisions, meeting by meeting, the last meeting first."""
        rows: list[Cells] = []
        for meeting in sorted(
            self.scribe.book.of(Meeting), key=lambda one: (one.held_on or "", one.id), reverse=True
        ):
            made = _in_order(self.scribe.book.where(Decision, meeting=meeting.id))
            head = self.scribe.line(self.scribe.name(meeting, "title"), self.scribe.day(meeting.held_on))
            rows += [(ReportCell(head, strong=True),), *map(self._decision, made)] if made else []
        columns = self._columns(("code", 9), ("decision", 52), ("agreed_by", 27), ("basis", 12))
        return ReportSection(self._say("decided"), tables=(ReportTable(columns, tuple(rows)),))

    def _decision(self, one: Decision) -> Cells:
        return (
            ReportCell(one.code or ""),
            ReportCell(self.scribe.name(one, "text"), one.reservation or ""),
            ReportCell(self.scribe.known(one.agreed_by)),
            ReportCell(self.scribe.code("decision_basis", one.basis)),
        )

    def actions(self) -> ReportSection:
        """Return the action points that are not done, by due date."""
        open_ones = [
            one
            for one in self.scribe.book.of(ActionPoint)
            if not one.closed_on and one.status not in ("done", "dropped")
        ]
        rows = [
            (
                ReportCell(one.code or ""),
                ReportCell(self.scribe.name(one, "text"), one.follow_up or ""),
                ReportCell(self.scribe.organisation(one.organisation) or self.scribe.known(one.responsible)),
                ReportCell(self.scribe.day(one.due) or "–"),
                ReportCell(self.scribe.code("action_status", one.status)),
            )
            for one in sorted(open_ones, key=lambda one: (one.due or "9", one.id))
        ]
        columns = self._columns(("code", 9), ("action", 45), ("responsible", 22), ("due", 12), ("state", 12))
        return ReportSection(self._say("actions"), tables=(ReportTable(columns, tuple(rows)),))

    def _every(self) -> tuple[Commitment, ...]:
        return self.scribe.book.of(Commitment)

    def _order(self, one: Commitment) -> tuple[bool, str, bool, str, str]:
        late = is_overdue(one, self.today)
        return one.role != "government", self._body(one), not late, one.due or "9", one.id

    def _body(self, one: Commitment) -> str:
        named = self.scribe.organisation(one.organisation) or self.scribe.code("commitment_role", one.role)
        return named or self._say("no_body")

    def _made_at(self, one: Commitment) -> str:
        meeting = self.scribe.book.get(Meeting, one.meeting)
        held = meeting.held_on if meeting is not None else None
        return self.scribe.line(self.scribe.name(meeting, "title"), self.scribe.day(held))

    def _late(self, one: Commitment) -> str:
        due, now = day(one.due), date.fromisoformat(self.today)
        return self._say("days_late", count=(now - due).days) if due and due < now else ""

    def _is_soon(self, one: Commitment) -> bool:
        until = date.fromisoformat(self.today) + timedelta(days=SOON)
        return one.status not in KEPT and self.today <= (one.due or "") <= until.isoformat()

    def _columns(self, *weights: tuple[str, float]) -> tuple[ReportColumn, ...]:
        return tuple(ReportColumn(self._say(f"column.{name}"), weight) for name, weight in weights)

    def _say(self, code: str, **params: object) -> str:
        return self.scribe.words.say(f"follow_up.{code}", **params)


def _in_order(made: Iterable[Decision]) -> list[Decision]:
    return sorted(made, key=lambda one: (one.position or "", one.code or "", one.id))
