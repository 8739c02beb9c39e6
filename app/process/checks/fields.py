"""Checks of fields of any kind: codes used twice, and values that break a rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from app.models.book import Book
from app.models.kinds.area import Area, Location, SeverityRank, Step
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Paragraph, Section
from app.models.record import Record
from app.models.registry import KINDS
from app.models.values import problems
from app.process import facts
from app.process.checks.finding import PRACTICE, RESPONSIBILITY, STEPS, Context, Finding
from app.process.checks.plan import CONTEXT
from app.process.terms import NameOf, On, Params, Term
from app.words.catalogue import Words
from app.words.languages import FALLBACK, LANGUAGES

# Two digits or more in a row: a count or a year, not the number of a step or objective.
_FIGURE = re.compile(r"\d{2,}")
NETWORK = "/network"
HIGHEST_SHARED = 2
"""The highest class of what headquarters is sent: moderate."""
PAGES = {
    "area": (
        "area",
        "selection_criterion",
        "area_decision",
        "location",
        "population_figure",
        "severity_rank",
    ),
    "group": (
        "group",
        "member",
        "nomination",
        "official_card",
        "training",
        "coordination_mechanism",
        "contribution",
        "backstopping",
        "expansion",
        "person",
    ),
    "steps": ("step", "task", "deadline", "guidance"),
    "stakeholders": (
        *("stakeholder", "stakeholder_view", "stakeholder_link", "contact", "engagement", "outreach"),
        *("assistance", "paper_paragraph", "organisation", "private_note"),
    ),
    "meetings": (
        *("meeting", "agenda_item", "attendance_count", "named_attendance", "decision", "guest"),
        "action_point",
    ),
    "voices": ("issue", "expectation", "consultation", "consultation_count", "source", "intentions"),
    "plan": (
        *("plan", "section", "paragraph", "activity", "target", "framework_answer", "alignment", "risk"),
        *("joint_activity", "agreement", "commitment", "harm_screen"),
        *("own_framework", "outside_project", "joint_share", "cost_share"),
    ),
    "review": ("review_round", "comment", "frozen_version", "signoff"),
    "monitoring": (
        *("indicator", "measurement", "progress", "lesson", "report", "milestone", "uptake", "revision"),
    ),
}
PAGE_OF = {kind: page for page, kinds in PAGES.items() for kind in kinds}


def duplicate_codes(book: Book, _context: Context) -> Iterator[Finding]:
    """No two records of a kind carry the same code; the Exchange page gives the later one another."""
    for kind, record in KINDS.items():
        if "code" not in record.__struct_fields__ or not record.about.code_prefix:
            continue
        seen: defaultdict[str, list[str]] = defaultdict(list)
        for one in book.of(record):
            seen[getattr(one, "code", None) or ""].append(one.id)
        for code, ids in sorted(seen.items()):
            if code and len(ids) > 1:
                params: Params = {"code": code, "count": len(ids), "kind": Term(f"kind.{kind}")}
                yield Finding(
                    0,
                    "check.code_twice",
                    "warning",
                    PRACTICE,
                    "exchange",
                    kind,
                    ids[1],
                    "code",
                    params,
                )


def broken_rules(book: Book, _context: Context) -> Iterator[Finding]:
    """A value that came from elsewhere breaks a code list or a rule of its field."""
    for kind, record in KINDS.items():
        for one in book.of(record):
            for problem in problems(one):
                params: Params = {
                    "kind": Term(f"kind.{kind}"),
                    "field": _name_of(kind, problem.field),
                    "value": problem.value,
                    "bound": problem.bound,
                }
                place = (PAGE_OF.get(kind, ""), kind, one.id, problem.field)
                yield Finding(0, f"check.value_{problem.rule}", "warning", PRACTICE, *place, params)


def _name_of(kind: str, field: str) -> Term:
    """Return the words for a field: the kind's own, else those that all kinds share.

    Of a field such as `title_ar` it is the name without the language: the finding leads to the very field.
    """
    base, _, spoken = field.rpartition("_")
    name = base if spoken in LANGUAGES else field
    own = f"field.{kind}.{name}"
    return Term(own if _english().has(own) else f"field.{name}")


@cache
def _english() -> Words:
    return Words(FALLBACK)


def nameless(book: Book, _context: Context) -> Iterator[Finding]:
    """A record that people look for by its name or text has none in any language."""
    for kind in _NAMED:
        record = KINDS[kind]
        title = record.about.title
        fields = [f"{title}_{language}" for language in ("en", "ar", "ckb", "fr")]
        for one in book.of(record):
            if not any(getattr(one, name, None) for name in fields) and not getattr(one, "template", None):
                params: Params = {"kind": Term(f"kind.{kind}"), "code": getattr(one, "code", None) or ""}
                place = (PAGE_OF.get(kind, ""), kind, one.id, fields[0])
                code = "check.nameless_coded" if params["code"] else "check.nameless"
                yield Finding(0, code, "warning", PRACTICE, *place, params)


_NAMED = ("activity", "commitment", "task")
"""The kinds that the window adds before anything is typed; a round is known by its days."""


def places(book: Book, _context: Context) -> Iterator[Finding]:
    """The p-codes of the area fit together: districts in the governorate, locations in the area."""
    area = facts.area_of(book)
    if area is None:
        return
    parents = ((area.governorate, area.districts, "districts"), (None, area.sub_districts, "sub_districts"))
    for parent, children, field in parents:
        above = (parent,) if parent else area.districts
        for code in children:
            if above and not any(code.startswith(one) for one in above):
                yield Finding(
                    0,
                    "check.place_elsewhere",
                    "warning",
                    "source.pcodes",
                    "area",
                    "area",
                    area.id,
                    field,
                    {"code": code},
                )
    for location in book.of(Location):
        inside = any((location.sub_district or "").startswith(one) for one in area.districts)
        if location.sub_district and area.districts and not inside:
            params: Params = {"location": NameOf(location.id), "code": location.sub_district}
            place = ("area", "location", location.id, "sub_district")
            yield Finding(0, "check.location_outside", "warning", "source.pcodes", *place, params)


def no_district(book: Book, _context: Context) -> Iterator[Finding]:
    """The area names at least one district."""
    for area in book.of(Area):
        if not area.districts:
            yield Finding(
                0, "check.area_no_district", "warning", "source.pcodes", "area", "area", area.id, "districts"
            )


def unsourced_ranks(book: Book, _context: Context) -> Iterator[Finding]:
    """A severity rank names its source: which round of which index."""
    for rank in book.of(SeverityRank):
        if not rank.source:
            params: Params = {"location": NameOf(rank.location or ""), "round": rank.round or ""}
            place = ("area", "severity_rank", rank.id, "source")
            yield Finding(0, "check.rank_unsourced", "warning", PRACTICE, *place, params)


def unsourced_figures(book: Book, _context: Context) -> Iterator[Finding]:
    """Every figure in the context of the plan cites a source, in its paragraph or for its section."""
    for paragraph in book.of(Paragraph):
        section = book.get(Section, paragraph.section)
        context = section is not None and section.key in CONTEXT and not section.sources
        if section and context and not paragraph.source and _FIGURE.search(paragraph.text or ""):
            params: Params = {
                "section": Term(f"code.section_key.{section.key}"),
                "text": NameOf(paragraph.id),
            }
            place = ("plan", "paragraph", paragraph.id, "source")
            yield Finding(0, "check.figure_unsourced", "info", PRACTICE, *place, params)


def above_network(book: Book, _context: Context) -> Iterator[Finding]:
    """What goes to headquarters with the network space is of class 2 at most; the rest is for a private note.

    A file has the class of its record at first; one that hangs on a record of the network travels with it.
    """
    for kind, record in KINDS.items():
        for one in book.of(record):
            if one.space.endswith(NETWORK) and (one.sensitivity or 0) > HIGHEST_SHARED:
                params: Params = {
                    "about": NameOf(one.id),
                    "kind": Term(f"kind.{kind}"),
                    "text": Term(f"code.sensitivity.{one.sensitivity}"),
                }
                place = _place_of(one)
                yield Finding(
                    0, "check.above_network", "warning", RESPONSIBILITY, *place, "sensitivity", params
                )


def _place_of(one: Record) -> tuple[str, str, str]:
    """Return page, kind and id of a record, of a file those of the record it hangs on."""
    if isinstance(one, Attachment):
        return PAGE_OF.get(one.subject_kind or "", ""), one.subject_kind or "", one.subject or ""
    return PAGE_OF.get(one.about.name, ""), one.about.name, one.id


def step_dates(book: Book, _context: Context) -> Iterator[Finding]:
    """No step is planned to end before it starts."""
    for step in book.of(Step):
        if facts.before(step.planned_end, step.planned_start):
            place = ("steps", "step", step.id, "planned_end")
            yield Finding(
                0, "check.step_backwards", "warning", STEPS, *place, {"day": On(step.planned_end or "")}
            )
