"""Documents that stand beside a plan: a compact, the programme of one joint activity, a framework's stand-in.

Each is the value of a plan with chapters of its own, so cover, contents and signing page are drawn alike.
Sources: ISSSS reports on compacts; UNDG format of 2008; integrated assessment and planning policy of 2013,
by which another framework may stand in for an integrated one when it has all four elements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from app.documents.plan_content import (
    Block,
    Chapter,
    Fact,
    FiguresTable,
    Objective,
    Part,
    PlanDocument,
    Signatory,
    Source,
)
from app.models.kinds.area import Area
from app.models.kinds.plan import Agreement, Alignment, JointActivity
from app.process import facts
from app.process.alignment import coverage
from app.process.compacts import ENGAGEMENTS, engagements_of, next_review
from app.process.joint import activities_of, organisations
from app.process.nodes import built_in
from app.process.scope import scope_named
from app.services.papers import plan_parts
from app.services.papers.chapter_tables import ChapterTables
from app.services.papers.framework_tables import FrameworkTables
from app.services.papers.plan import source_text
from app.services.papers.plan_outline import ELSEWHERE
from app.services.papers.plan_tables import activity_row
from app.services.papers.scribe import Scribe

IN_FORCE = frozenset({"validated", "signed"})
FINAL = frozenset({"finalised", "signed", "implementing", "closed"})
"""States of an agreement, and of a plan, whose text is agreed on: its paper is no draft."""
STOOD_IN = {"situation_analysis": ("context_overview", "obstacles_challenges_needs")}
"""Sections of a Plan of Action that say what a programme document asks for."""


class Instruments:
    """Makes the documents of one area in one language. `today` is an ISO day."""

    def __init__(self, scribe: Scribe, area: Area, today: str) -> None:
        self._scribe, self._area, self._today = scribe, area, today
        self._say = scribe.words.say

    def compact(self, one: Agreement) -> PlanDocument:
        """Return a compact: parties, priorities, engagements by type, what partners do in return, review."""
        scribe = self._scribe
        chapters = [
            self._texts("parties", (), [self._parties(one)]),
            self._texts("priorities", _paragraphs(scribe.name(one, "priorities"))),
            *(self._engagements(one, kind) for kind in (*ENGAGEMENTS, "")),
            self._texts("in_return", _paragraphs(scribe.name(one, "in_return")), self._obligations(one)),
            self._texts("review", _paragraphs(self._review(one))),
        ]
        made = self._document(
            scribe.name(one, "title") or scribe.code("agreement_type", "compact"),
            scribe.code("agreement_type", "compact"),
            [chapter for chapter in chapters if chapter.parts or chapter.tables],
            self._compact_facts(one),
            self._compact_signatories(one),
            frozen=one.status in IN_FORCE,
        )
        said = self._say("papers.compact.signing")
        return _hashed(replace(made, signing_text=said))

    def programme(self, one: JointActivity) -> PlanDocument:
        """Return the document of one joint programme within a plan of another process."""
        scribe, tables = self._scribe, ChapterTables(self._scribe, self._today, one.id)
        chapters = []
        for heading in (
            one for one in scope_named("joint_programme").outline if one.section not in ELSEWHERE
        ):
            keys = (heading.section, *STOOD_IN.get(heading.section, ()))
            parts = plan_parts.parts(scribe, *keys)
            if heading.section == "executive_summary":
                parts = (*_paragraphs(scribe.name(one, "purpose")), *parts)
            found = Chapter(
                scribe.code("section_key", heading.section),
                parts,
                tables.of("joint_programme", heading.section),
            )
            chapters += [found] if found.parts or found.tables else []
        live = activities_of(scribe.book, [one])
        title = scribe.name(one, "title") or scribe.code("process", "joint_programme")
        made = self._document(
            title, scribe.code("process", "joint_programme"), chapters, tables.facts("joint_programme"),
            self._programme_signatories(one), frozen=self._agreed(one),
        )  # fmt: skip
        rows = tuple(activity_row(scribe, each) for each in live)
        return _hashed(
            replace(
                made,
                signing_text=self._say("papers.signing.programme"),
                period=_years([one for each in live for one in (each.starts, each.ends)]),
                figures=tables.figures("joint_programme"),
                activities_title=f"{len(chapters) + 1} · {self._say('papers.activities_title')}",
                objectives=(Objective("", title, rows),) if rows else (),
            )
        )

    def framework(self) -> PlanDocument:
        """Return how the plan of another process answers to the four elements of an integrated framework."""
        scribe, tables = self._scribe, FrameworkTables(self._scribe, self._today)
        plan = facts.current_plan(scribe.book)
        whole = coverage(scribe.book, built_in("isf_element"))
        stands = self._say("papers.stand_in.complete" if whole.complete else "papers.stand_in.open")
        elements = tuple(replace(one, title="") for one in tables.elements())
        chapters = [Chapter(self._say("papers.framework.elements"), _paragraphs(stands), elements)]
        of_node = {
            "findings": tables.assessments(),
            "results": [*tables.results(), *tables.mechanisms()],
        }
        for one in whole.nodes:
            said = scribe.book.get(Alignment, one.plan)
            text = (said.explanation or "") if said is not None else ""
            parts = (*_paragraphs(text), *plan_parts.parts(scribe, *one.sections))
            chapters.append(Chapter(self._say(one.node.title), parts, tuple(of_node.get(one.node.id, ()))))
        national = plan_parts.parts(scribe, "national_plan_relation")
        chapters += (
            [Chapter(scribe.code("section_key", "national_plan_relation"), national)] if national else []
        )
        figures = ChapterTables(scribe, self._today).figures("integrated_framework")
        capacities = [(name, self._say(f"papers.for_{name}")) for name in ("mission", "country_team")]
        made = self._document(
            scribe.code("process", "integrated_framework"),
            scribe.place(self._area.governorate),
            chapters,
            (),
            tuple(Signatory("", said, "", "", name) for name, said in capacities),
            frozen=plan is not None and plan.status in FINAL,
        )
        sentence = self._say("papers.signing.stand_in")
        return _hashed(replace(made, figures=figures, signing_text=sentence))

    def _agreed(self, one: JointActivity) -> bool:
        """Return whether the programme document is agreed on, so that it may be signed."""
        held = self._scribe.book.where(Agreement, joint_activity=one.id)
        return any(each.type == "joint_programme_doc" and each.status in IN_FORCE for each in held)

    def _document(
        self,
        title: str,
        above: str,
        chapters: Sequence[Chapter],
        said: Sequence[Fact],
        signing: tuple[Signatory, ...],
        *,
        frozen: bool,
    ) -> PlanDocument:
        return PlanDocument(
            language=self._scribe.words.language,
            title=title,
            area=self._scribe.name(self._area),
            group_name=above,
            period="",
            version="",
            frozen=frozen,
            training=bool(self._area.training),
            classification=self._say("papers.for_partners"),
            content_hash="",
            made_on=self._today,
            facts=tuple(said),
            chapters=tuple(chapters),
            activities=Block(),
            sources=tuple(
                Source(number, source_text(self._scribe, one)) for number, one in self._scribe.sources()
            ),
            signatories=signing,
            spare_signatures=2,
        )

    def _texts(self, code: str, parts: Sequence[Part], tables: Sequence[FiguresTable] = ()) -> Chapter:
        return Chapter(self._say(f"papers.compact.{code}"), tuple(parts), tuple(tables))

    def _parties(self, one: Agreement) -> FiguresTable:
        scribe = self._scribe
        others = "\n".join(filter(None, (scribe.organisation(each) for each in one.organisations)))
        rows = (
            (self._say("papers.compact.authority"), scribe.organisation(one.authority)),
            (scribe.words.field("agreement", "level"), scribe.code("level", one.level)),
            (self._say("papers.compact.partners"), others),
        )
        heads = (self._say("papers.col.role"), self._say("papers.col.parties"))
        return FiguresTable("", heads, tuple(row for row in rows if row[1]))

    def _engagements(self, one: Agreement, kind: str) -> Chapter:
        """Return the engagements of one type; "" stands for those of no type a compact asks for."""
        scribe = self._scribe
        held = [
            each for each in engagements_of(scribe.book, one)
            if each.type == kind or (not kind and each.type not in ENGAGEMENTS)
        ]  # fmt: skip
        rows = []
        for each in sorted(held, key=lambda each: (each.due or "9", each.code or "", each.id)):
            status = "overdue" if facts.is_overdue(each, self._today) else each.status
            by = scribe.organisation(each.organisation) or each.representative or "–"
            rows.append((
                scribe.line(each.code or "", scribe.name(each, "text")), by, scribe.day(each.due) or "–",
                scribe.code("commitment_status", status) or "–",
            ))  # fmt: skip
        heads = tuple(self._say(f"papers.col.{code}") for code in ("engagement", "by", "due", "status"))
        table = [FiguresTable("", heads, tuple(rows))] if rows else []
        parts = _paragraphs(self._say("papers.compact.none_yet")) if kind and not rows else ()
        return self._texts(kind or "others", parts, table)

    def _obligations(self, one: Agreement) -> list[FiguresTable]:
        scribe = self._scribe
        rows = tuple(
            (scribe.line(each.code or "", scribe.name(each, "text")), each.counterpart_obligation)
            for each in engagements_of(scribe.book, one)
            if each.counterpart_obligation
        )
        heads = (self._say("papers.col.engagement"), self._say("papers.compact.in_return_short"))
        return [FiguresTable("", heads, rows)] if rows else []

    def _review(self, one: Agreement) -> str:
        months, due = one.review_months or 3, next_review(one)
        said = self._say("papers.compact.reviewed", months=months)
        if due is None:
            return said
        return f"{said} {self._say('papers.compact.next_review', day=self._scribe.day(due.isoformat()))}"

    def _compact_facts(self, one: Agreement) -> tuple[Fact, ...]:
        scribe, field = self._scribe, self._scribe.words.field
        due = next_review(one)
        said = (
            (field("agreement", "level"), scribe.code("level", one.level)),
            (field("agreement", "status"), scribe.code("agreement_status", one.status)),
            (field("agreement", "signed_on"), scribe.day(one.signed_on)),
            (self._say("papers.compact.review"), scribe.day(due.isoformat()) if due else ""),
        )
        return tuple(Fact(label, value) for label, value in said if value)

    def _compact_signatories(self, one: Agreement) -> tuple[Signatory, ...]:
        name = self._scribe.organisation
        partners = [name(each) for each in one.organisations if name(each)]
        capacity = self._say("papers.compact.for_authority")
        authority = Signatory("", capacity, name(one.authority), "", "government")
        capacity = self._say("papers.for_organisation")
        return (authority, *(Signatory("", capacity, each, "") for each in partners))

    def _programme_signatories(self, one: JointActivity) -> tuple[Signatory, ...]:
        name = self._scribe.organisation
        national = self._say("papers.for_national_authority")
        others = sorted(organisations(one) - {one.lead})
        ordered = [each for each in (one.lead, *others) if each]
        capacity = self._say("papers.for_organisation")
        return (
            Signatory("", national, name(one.national_partner), "", "government"),
            *(Signatory("", capacity, name(each), "") for each in ordered),
        )


def _paragraphs(text: str) -> tuple[Part, ...]:
    return tuple(Part("text", each.strip()) for each in text.split("\n\n") if each.strip())


def _years(days: Sequence[str | None]) -> str:
    years = sorted({each[:4] for each in days if each})
    return " – ".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _hashed(document: PlanDocument) -> PlanDocument:
    """Return a document whose square code names its own content."""
    digest = hashlib.sha256(msgspec.json.encode(replace(document, made_on=""), order="deterministic"))
    return replace(document, content_hash=digest.hexdigest())
