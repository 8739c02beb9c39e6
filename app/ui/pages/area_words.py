"""What the area page says of criteria, severity, people and rounds."""

from __future__ import annotations

from collections.abc import Sequence

from app.drawing.place_map import FIGURES
from app.models.codes import CODE_LISTS
from app.services.views.area import CriterionEntry, Verdict
from app.services.views.area_locations import FigureEntry, LocationEntry, RankEntry
from app.services.views.area_sources import SourceEntry, Use
from app.ui.kit.inputs import Options
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words

MARKS = {"met": "met", "partly": "partly", "not_met": "open"}
SEVERITY_TONES = {"high": "wrong", "medium": "attention", "low": "good"}
ROLE_TONES = {"return": "accent", "displacement": "attention", "both": "neutral"}


def code_options(code_list: str) -> Options:
    """Return (value, text) of a code list."""
    return tuple((value, words().code(code_list, value)) for value in CODE_LISTS[code_list])


def language_pair() -> tuple[str, str]:
    """Return the two languages in which evidence and reasons stand, that of the window first."""
    return ("ar", "en") if words().language in ("ar", "ckb") else ("en", "ar")


def separated(parts: Sequence[str]) -> str:
    """Return the parts that say something, side by side; each keeps its own direction."""
    around = "\u2068{}\u2069" if words().right_to_left else "{}"
    said = [around.format(part) for part in parts if part]
    return say("stakeholders.separator").strip("|").join(said)


def day_text(day: str) -> str:
    """Return a day in words, "" for none."""
    return words().date(day) if day else ""


def location_name(one: LocationEntry) -> str:
    """Return what a location is called."""
    return label_text(one.name) or say("records.untitled")


def criterion_text(one: CriterionEntry) -> str:
    """Return a criterion with its assessment: "Access and feasibility: met"."""
    said = words().code("assessment", one.assessment) if one.assessment else say("area.not_judged")
    return say("area.judged", criterion=words().code("criterion", one.criterion), assessment=said)


def criterion_why(one: CriterionEntry, source: SourceEntry | None) -> str:
    """Return the evidence and beneath it its source, who judged and when, or what belongs there."""
    if not one.id:
        return say(f"area.criterion.{one.criterion}")
    cited = label_text(source.title) if source else say("area.no_source")
    judged = separated((cited, one.assessed_by, day_text(one.assessed_on)))
    return "\n".join(text for text in (label_text(one.evidence), judged) if text)


def verdict_text(verdict: Verdict) -> str:
    """Return how many criteria are met and how many the rule asks for."""
    rule = say("area.rule.all") if verdict.needed == 4 else say("area.rule.some", count=verdict.needed)
    return separated((say("area.met", met=verdict.met), rule))


def severity_cell(rank: RankEntry | None) -> Cell:
    """Return a severity as a chip with a figure of its own, as on the map; a score without category plain."""
    if rank is None:
        return Cell("")
    score = "" if rank.score is None else words().number(f"{rank.score:g}")
    if not rank.category:
        return Cell(score)
    word = words().code("severity_category", rank.category)
    text = f"{FIGURES[rank.category]} {word} {score}".strip()
    return Cell(text, tone=SEVERITY_TONES.get(rank.category, "neutral"))


def score_of(one: LocationEntry) -> float:
    """Return by what a list is sorted by severity."""
    return one.used.score if one.used is not None and one.used.score is not None else -1.0


def people_cell(one: LocationEntry) -> Cell:
    """Return the people of the newest figures, with their day beneath."""
    if one.people is None and one.households is None:
        return Cell(say("area.no_figure"), quiet=True)
    count = one.people if one.people is not None else say("area.households", count=one.households)
    mark = say("area.hint.mark") if one.hints else ""
    text = separated((str(count) if isinstance(count, str) else words().number(count), mark))
    return Cell(text, under=words().date(one.as_of) if one.as_of else "")


def role_cell(one: LocationEntry) -> Cell:
    """Return the role as a chip."""
    return Cell(words().code("location_role", one.role), tone=ROLE_TONES.get(one.role, "neutral"))


def figure_text(one: FigureEntry) -> str:
    """Return a figure of the series: "Returnees: 384 people, 64 households"."""
    parts = []
    if one.individuals is not None:
        parts.append(say("area.people", count=one.individuals))
    if one.households is not None:
        parts.append(say("area.households", count=one.households))
    group = words().code("population_group", one.group)
    return say("area.figure", group=group, counts=words().join(parts))


def hint_text(one: FigureEntry) -> str:
    """Return why households and people of a figure do not seem to fit, with the rule's source."""
    return say("area.hint", factor=one.factor, expected=one.expected)


def rank_text(one: RankEntry) -> str:
    """Return a severity of the series: "Return Index, round 5: 78.5, high"."""
    parts = ["" if one.score is None else words().number(f"{one.score:g}")]
    parts.append(words().code("severity_category", one.category))
    index = words().code("severity_index", one.index)
    return say("area.rank", index=index, round=one.round, value=separated(parts))


def use_text(one: Use) -> str:
    """Return a record that cites a source: "Severity rank: Tal Narjis, round 5"."""
    detail = words().date(one.detail) if len(one.detail) == 10 and one.detail[4] == "-" else one.detail
    return say("area.use", kind=words().kind(one.kind), label=separated((label_text(one.label), detail)))
