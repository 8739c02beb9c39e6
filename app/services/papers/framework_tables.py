"""What documents of neighbouring processes print beside their texts: assessments, results, compacts.

Sources: integrated assessment and planning policy of 2013 (four elements, mechanisms), cost-sharing
arrangement of integrated missions, ISSSS reports (compacts, aligned projects), interim SSR support strategy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.plan_content import FiguresTable
from app.models.kinds.meetings import Commitment, Consultation
from app.models.kinds.people import CoordinationMechanism
from app.models.kinds.plan import Activity, Agreement, Alignment, CostShare, OutsideProject
from app.process import facts
from app.process.alignment import coverage
from app.process.compacts import ENGAGEMENTS, compacts_of, engagements_of
from app.process.nodes import built_in
from app.services.papers.plan_tables import commitment, targets
from app.services.papers.quarters import quarters_text
from app.services.papers.scribe import Scribe

Rows = list[tuple[str, ...]]
EMPTY = "–"
LEVELS = ("strategic", "technical", "operational")
PHASES = ("before_elections", "after_elections")
OVERSIGHT = ("parliament", "civil_society", "outreach")


class FrameworkTables:
    """The tables of one plan in one language."""

    def __init__(self, scribe: Scribe, today: str) -> None:
        self._scribe, self._say, self._today = scribe, scribe.words.say, today

    def elements(self) -> list[FiguresTable]:
        """Return the four elements of an integrated strategic framework, and where each is to be found."""
        whole = coverage(self._scribe.book, built_in("isf_element"))
        rows: Rows = []
        for one in whole.nodes:
            places = [self._scribe.code("section_key", key) for key in one.sections]
            places += [self._explanation(one.plan)] if one.plan else []
            there = self._say(f"frameworks.state.{one.state}")
            rows.append((self._say(one.node.title), "; ".join(filter(None, places)) or EMPTY, there))
        covered = len(whole.required) - len(whole.missing)
        code = "frameworks.complete" if whole.complete else "frameworks.required"
        note = self._say(code, covered=covered, total=len(whole.required))
        return self._table("elements", ("element", "where", "state"), rows, note=note)

    def assessments(self) -> list[FiguresTable]:
        """Return each joint assessment: who took part, risks and opportunities, options, recommendation."""
        scribe, field = self._scribe, self._scribe.words.field
        made: list[FiguresTable] = []
        for one in sorted(scribe.book.where(Consultation, joint=True), key=lambda c: (c.held_on or "", c.id)):
            rows = [
                (field("consultation", "held_on"), scribe.day(one.held_on)),
                (self._say("papers.col.parties"), scribe.organisations(one.organisations)),
                (field("consultation", "status"), scribe.code("consultation_status", one.status)),
                (field("consultation", "summary_en").partition(" (")[0], scribe.name(one, "summary")),
                *((field("consultation", name), getattr(one, name) or "")
                  for name in ("risks", "opportunities", "options", "recommendation")),
            ]  # fmt: skip
            title = self._say("papers.framework.assessment", title=scribe.name(one, "title"))
            heads = (self._say("papers.col.arrangement"), self._say("papers.col.found"))
            made.append(FiguresTable(title, heads, tuple(row for row in rows if row[1])))
        return made

    def results(self) -> list[FiguresTable]:
        """Return the agreed results with one responsible each and their time."""
        scribe = self._scribe
        rows: Rows = [
            (
                self._activity(one),
                scribe.organisation(one.lead) or EMPTY,
                scribe.organisations(one.partners) or EMPTY,
                targets(scribe, one) or EMPTY,
                quarters_text(scribe.words, one.starts, one.ends) or EMPTY,
            )
            for one in self._live()
        ]
        return self._table("results", ("result", "responsible", "with", "target", "quarters"), rows)

    def mechanisms(self) -> list[FiguresTable]:
        """Return the coordination mechanisms in the field and at headquarters."""
        scribe = self._scribe
        order = ("headquarters", "national", "governorate", "area", None)
        every = sorted(
            scribe.book.of(CoordinationMechanism), key=lambda one: (order.index(one.level), one.id)
        )
        rows: Rows = [
            (scribe.line(scribe.name(one), scribe.code("mechanism_level", one.level)), one.chair or EMPTY,
             scribe.organisations(one.organisations) or one.departments or EMPTY, one.frequency or EMPTY,
             one.terms or EMPTY)
            for one in every
        ]  # fmt: skip
        return self._table("mechanisms", ("mechanism", "chair", "members", "meets", "terms"), rows)

    def costs(self) -> list[FiguresTable]:
        """Return what the mission and the resident-coordinator system pay of posts with several hats."""
        scribe = self._scribe
        every = sorted(scribe.book.of(CostShare), key=lambda one: (one.post or "", one.item or "", one.id))
        rows: Rows = []
        for one in every:
            paid = (one.mission, one.coordinator_system, one.shared_budget)
            post = scribe.line(one.post or "", scribe.code("hats", one.hats))
            amounts = (scribe.amount(amount) or EMPTY for amount in paid)
            rows.append((post, scribe.code("cost_item", one.item), *amounts))
        heads = ("post", "cost", "mission", "coordinators", "shared")
        return self._table("costs", heads, rows, {2, 3, 4}, self._say("papers.framework.costs_note"))

    def compacts(self) -> list[FiguresTable]:
        """Return every compact with the engagements it holds."""
        return [self.engagements(one) for one in compacts_of(self._scribe.book)]

    def engagements(self, compact: Agreement) -> FiguresTable:
        """Return the engagements of one compact: financial, legislative, political, then the others."""
        scribe = self._scribe
        held = engagements_of(scribe.book, compact)
        rows: Rows = []
        for one in sorted(held, key=_rank):
            said = commitment(scribe, one, self._today)
            due = scribe.day(said.due) or EMPTY
            rows.append((scribe.line(said.code, said.text), said.kind, said.by, due, said.status))
        title = scribe.line(
            scribe.name(compact, "title"),
            scribe.code("level", compact.level),
            scribe.code("agreement_status", compact.status),
        )
        heads = tuple(self._say(f"papers.col.{one}") for one in ("engagement", "kind", "by", "due", "status"))
        note = "" if rows else self._say("papers.framework.no_engagements")
        return FiguresTable(title, heads, tuple(rows), note=note)

    def projects(self) -> list[FiguresTable]:
        """Return outside projects that are aligned with the plan or could be."""
        scribe = self._scribe
        nodes: dict[tuple[str, str], str] = {}
        for framework in ("issss", "so", "ssr", "iap", "isf_element", "joint_programme"):
            nodes |= {(framework, one.id): one.title for one in built_in(framework).nodes}
        rows: Rows = []
        for one in sorted(scribe.book.of(OutsideProject), key=lambda one: one.id):
            said = scribe.book.where(Alignment, project=one.id)
            state = next((each.status for each in said if each.status), None)
            places = [
                self._say(title)
                for each in said
                if (title := nodes.get((each.framework or "", each.code or "")))
            ]
            rows.append((
                scribe.name(one, "title"), scribe.organisation(one.organisation) or EMPTY, one.donor or EMPTY,
                scribe.code("alignment_status", state) or EMPTY, "; ".join(places) or EMPTY,
            ))  # fmt: skip
        return self._table("projects", ("project", "organisation", "donor", "state", "where"), rows)

    def by_nodes(self, nodes: Sequence[str]) -> list[FiguresTable]:
        """Return which activities answer nodes of the framework for security-sector-reform support."""
        whole = coverage(self._scribe.book, built_in("ssr"))
        rows: Rows = []
        for one in whole.nodes:
            if one.node.id in nodes:
                found = [
                    activity for each in one.activities if (activity := self._scribe.book.get(Activity, each))
                ]
                said = "\n".join(self._activity(each) for each in found)
                rows.append((self._say(one.node.title), said or one.reason or EMPTY))
        return self._table("by_node", ("node", "activities"), rows)

    def due_diligence(self) -> list[FiguresTable]:
        """Return how human-rights due diligence is exercised where security actors are supported."""
        rows: Rows = [
            (self._activity(one), one.due_diligence or "") for one in self._live() if one.due_diligence
        ]
        return self._table("due_diligence", ("activity", "due_diligence"), rows)

    def _live(self) -> list[Activity]:
        return sorted(facts.live_activities(self._scribe.book), key=lambda one: (one.code or "~", one.id))

    def _activity(self, one: Activity) -> str:
        return self._scribe.line(one.code or "", self._scribe.name(one, "title"))

    def _explanation(self, alignment: str) -> str:
        found = self._scribe.book.get(Alignment, alignment)
        return (found.explanation or "") if found is not None else ""

    def _table(
        self, title: str, heads: Sequence[str], rows: Rows, numeric: Iterable[int] = (), note: str = ""
    ) -> list[FiguresTable]:
        if not rows:
            return []
        columns = tuple(self._say(f"papers.col.{one}") for one in heads)
        name = self._say(f"papers.framework.{title}")
        return [FiguresTable(name, columns, tuple(rows), frozenset(numeric), (), note)]


def _rank(one: Commitment) -> tuple[int, str, str]:
    place = ENGAGEMENTS.index(one.type) if one.type in ENGAGEMENTS else len(ENGAGEMENTS)
    return (place, one.due or "9", one.id)
