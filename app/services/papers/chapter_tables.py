"""Which tables and figures stand in which section of a neighbouring process, from its records."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from app.documents.plan_content import Fact, Figure, FiguresTable
from app.models.kinds.meetings import Consultation
from app.models.kinds.plan import Agreement
from app.process import facts
from app.process.alignment import coverage
from app.process.compacts import ENGAGEMENTS, compacts_of, engagements_of
from app.process.nodes import built_in
from app.process.signing import participating
from app.services.papers.framework_tables import LEVELS, OVERSIGHT, PHASES, FrameworkTables
from app.services.papers.joint_tables import JointTables
from app.services.papers.scribe import Scribe


class ChapterTables:
    """The tables of one plan in one language; `only` is a joint activity to keep to."""

    def __init__(self, scribe: Scribe, today: str, only: str = "") -> None:
        self._scribe = scribe
        self._joint, self._framework = JointTables(scribe, only), FrameworkTables(scribe, today)

    def of(self, process: str, section: str) -> tuple[FiguresTable, ...]:
        """Return the tables of a section; the same section of two processes may hold different ones."""
        joint, framework = self._joint, self._framework
        made: dict[tuple[str, str], Callable[[], list[FiguresTable]]] = {
            ("integrated_framework", "executive_summary"): framework.elements,
            ("integrated_framework", "assessment_findings"): framework.assessments,
            ("integrated_framework", "results_responsibilities"): framework.results,
            ("integrated_framework", "coordination_arrangements"): framework.mechanisms,
            ("integrated_framework", "resource_arrangements"): framework.costs,
            ("joint_programme", "results_framework"): joint.results,
            ("joint_programme", "work_plan_budget"): joint.work_plan,
            ("joint_programme", "management_arrangements"): joint.management,
            ("joint_programme", "fund_management"): joint.funds,
            ("joint_programme", "legal_context"): joint.agreements,
            ("joint_programme", "resource_arrangements"): joint.resources,
            ("priority_zone", "compacts"): framework.compacts,
            ("priority_zone", "aligned_projects"): framework.projects,
            ("security_sector", "institutional_capacities"): self._capacities,
            ("security_sector", "assistance_coordination"): framework.mechanisms,
            ("security_sector", "oversight_outreach"): lambda: framework.by_nodes(OVERSIGHT),
            ("security_sector", "election_phases"): lambda: framework.by_nodes(PHASES),
        }
        found = made.get((process, section))
        return tuple(found()) if found is not None else ()

    def figures(self, process: str) -> tuple[Figure, ...]:
        """Return what is counted on the cover of a process."""
        made = {
            "integrated_framework": self._of_framework,
            "joint_programme": self._of_joint,
            "priority_zone": self._of_compacts,
        }.get(process, self._of_activities)
        return tuple(one for one in made() if one.value)

    def facts(self, process: str) -> tuple[Fact, ...]:
        """Return what stands on the cover: with whom and how a joint programme is run, which assessment."""
        scribe, field = self._scribe, self._scribe.words.field
        said: list[tuple[str, str]] = []
        if process == "joint_programme" and len(self._joint.every) == 1:
            one = self._joint.every[0]
            said = [
                (field("joint_activity", "national_partner"), scribe.organisation(one.national_partner)),
                (field("joint_activity", "lead"), scribe.organisation(one.lead)),
                (field("joint_activity", "modality"), scribe.code("modality", one.modality)),
            ]
        if process == "integrated_framework":
            found = scribe.book.where(Consultation, joint=True)
            last = max(found, key=lambda one: (one.held_on or "", one.id), default=None)
            said = [(self._say("papers.fact.assessment"), scribe.name(last, "title"))]
        if process == "priority_zone":
            names = [scribe.name(one, "title") for one in compacts_of(scribe.book)]
            said = [(self._say("papers.figure.compacts"), "\n".join(filter(None, names)))]
        return tuple(Fact(label, value) for label, value in said if value)

    def _capacities(self) -> list[FiguresTable]:
        return [*self._framework.by_nodes(LEVELS), *self._framework.due_diligence()]

    def _of_framework(self) -> list[Figure]:
        whole = coverage(self._scribe.book, built_in("isf_element"))
        there = len(whole.required) - len(whole.missing)
        share = self._say("papers.of_total", count=there, total=len(whole.required))
        return [Figure(share, self._say("papers.figure.elements")), *self._of_activities()]

    def _of_joint(self) -> list[Figure]:
        every, book = self._joint.every, self._scribe.book
        budgets = [number for one in every if (number := facts.number(one.budget)) is not None]
        currency = next((one.currency for one in every if one.currency), "") or ""
        held = [one for one in book.of(Agreement) if one.joint_activity in {each.id for each in every}]
        signed = sum(one.status == "signed" for one in held)
        money = self._scribe.amount(str(sum(budgets, Decimal(0)))) if budgets else ""
        partners = participating(book)
        return [
            Figure(money, self._say("papers.figure.budget", currency=currency or "–")),
            Figure(self._scribe.amount(len(partners)), self._say("papers.figure.organisations")),
            Figure(
                self._say("papers.of_total", count=signed, total=len(held)) if held else "",
                self._say("papers.figure.agreements"),
            ),
        ]

    def _of_compacts(self) -> list[Figure]:
        book = self._scribe.book
        every = compacts_of(book)
        held = [one for compact in every for one in engagements_of(book, compact) if one.type in ENGAGEMENTS]
        kept = sum(one.status == "fulfilled" for one in held)
        return [
            Figure(self._scribe.amount(len(every)), self._say("papers.figure.compacts")),
            Figure(
                self._say("papers.of_total", count=kept, total=len(held)),
                self._say("papers.figure.engagements"),
            ),
            *self._of_activities(),
        ]

    def _of_activities(self) -> list[Figure]:
        live = facts.live_activities(self._scribe.book)
        leads = {one.lead for one in live if one.lead}
        label = self._say("papers.activities_by", count=len(live), organisations=len(leads))
        return [Figure(self._scribe.amount(len(live)), label)]

    def _say(self, code: str, **params: object) -> str:
        return self._scribe.words.say(code, **params)
