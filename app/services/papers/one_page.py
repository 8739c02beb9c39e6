"""The one-page papers in words: computed parts, and in their place what a person wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.one_page_content import OnePage, PageSection
from app.documents.plan_content import Drawing, Figure, FiguresTable, Part
from app.drawing.path_of_steps import StepMark, path_of_steps
from app.models.kinds.area import Area
from app.models.kinds.meetings import PaperParagraph
from app.models.kinds.people import OfficialCard
from app.services.papers.one_page_texts import BULLET, PageTexts
from app.services.papers.plan import source_text
from app.services.papers.scribe import isolated

PARTS: dict[str, tuple[str, ...]] = {
    "proposition": ("addressee", "opening", "situation", "group", "purpose", "ask", "next", "closing"),
    "partner_update": ("message", "standing", "dates", "reach"),
}
"""The parts of each paper in order."""
COMPUTED_ONLY = frozenset({"dates", "reach"})
"""Parts that are tables and are not written by hand."""
HEADED = frozenset({"situation", "group", "purpose", "ask", "next", "standing", "dates", "reach"})
WIDE = 495.0


@dataclass(frozen=True, slots=True)
class PaperText:
    """A part: what the program says, and what a person wrote in its place ("" for nothing)."""

    part: str
    computed: str
    written: str = ""

    @property
    def shown(self) -> str:
        """Return what stands on the page."""
        return self.written or self.computed


def paper_texts(texts: PageTexts, paper: str, authority: str = "") -> tuple[PaperText, ...]:
    """Return the parts of a paper that are text, in the scribe's language."""
    written = {one.part or "": one for one in texts.scribe.book.where(PaperParagraph, paper=paper)}
    field = f"text_{texts.scribe.words.language}"
    found = []
    for part in PARTS[paper]:
        if part not in COMPUTED_ONLY:
            computed = texts.addressee(authority) if part == "addressee" else texts.text(paper, part)
            found.append(PaperText(part, computed, getattr(written.get(part), field, None) or ""))
    return tuple(found)


def one_page(texts: PageTexts, area: Area, paper: str, authority: str = "") -> OnePage:
    """Return what a paper prints."""
    scribe, say = texts.scribe, texts.scribe.words.say
    shown = {one.part: one.shown for one in paper_texts(texts, paper, authority)}
    sections = [_section(texts, part, shown) for part in PARTS[paper] if part != "addressee"]
    return OnePage(
        language=scribe.words.language,
        kind=scribe.code("paper", paper),
        title=say(f"one_page.{paper}.title", area=scribe.name(area)),
        group_name=texts.group_name(),
        area=scribe.name(area),
        made_on=texts.today,
        training=bool(area.training),
        classification=say(f"one_page.{paper}.class"),
        addressee=shown.get("addressee", ""),
        sections=tuple(sections),
        signed_by=texts.signed_by() if paper == "proposition" else (),
        sources=tuple(source_text(scribe, source) for _, source in scribe.sources()),
    )


def _section(texts: PageTexts, part: str, shown: dict[str, str]) -> PageSection:
    title = texts.scribe.code("paper_part", part) if part in HEADED else ""
    if part == "dates":
        return PageSection(title, tables=_dates(texts))
    if part == "reach":
        return PageSection(title, tables=cards(texts))
    parts = as_parts(shown.get(part, ""), texts.cited.get(part, ()))
    if part != "standing":
        return PageSection(title, parts)
    figures = tuple(Figure(texts.scribe.amount(count), name) for count, name in texts.counted())
    return PageSection(title, parts, figures, drawing=_path(texts))


def as_parts(text: str, sources: tuple[int, ...] = ()) -> tuple[Part, ...]:
    """Return paragraphs of a text: a line that begins with a dash is a point of a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    made = [_part(line) for line in lines]
    return (*made[:-1], Part(made[-1].kind, made[-1].text, sources)) if made else ()


def _part(line: str) -> Part:
    for mark in (BULLET, "- ", "• "):
        if line.startswith(mark.strip()):
            return Part("bullet", line[1:].strip())
    return Part("text", line)


def _path(texts: PageTexts) -> Drawing:
    from app.documents.pdf.shapes import measure

    words, (states, current) = texts.scribe.words, texts.states()
    marks = [
        StepMark(
            state.number,
            words.say(f"step.{state.id}.short"),
            words.date(state.done_on, "day_month") if state.done_on else "",
            state.status,
            state.number == current.number,
        )
        for state in states
    ]
    picture = path_of_steps(marks, WIDE, measure, mirrored=words.right_to_left, size=8)
    return Drawing("", picture, words.say("one_page.path_source", day=words.date(texts.today)))


def _dates(texts: PageTexts) -> tuple[FiguresTable, ...]:
    say = texts.scribe.words.say
    rows = [(texts.scribe.day(day), what) for day, what in texts.dates()] or [("", say("one_page.no_dates"))]
    return (FiguresTable("", (say("one_page.when"), say("one_page.what")), tuple(rows)),)


def cards(texts: PageTexts) -> tuple[FiguresTable, ...]:
    """Return a table of the focal points; with the work contacts that they agreed to give, where they did."""
    say, scribe = texts.scribe.words.say, texts.scribe
    rows = [
        (scribe.name(one), scribe.organisation(one.organisation), *_reach(texts, one.id))
        for one in texts.focal_points()
    ]
    given = any(row[2] or row[3] for row in rows)
    heads = ("name", "organisation", "phone", "email")[: 4 if given else 2]
    columns = tuple(say(f"one_page.{head}") for head in heads)
    shown = tuple(row[: len(heads)] for row in rows)
    note = say("one_page.consent_note") if given else ""
    return (FiguresTable("", columns, shown, note=note),) if rows else ()


def _reach(texts: PageTexts, member: str) -> tuple[str, str]:
    cards: Iterable[OfficialCard] = texts.scribe.book.where(OfficialCard, member=member)
    given = next((card for card in cards if card.consent), None)
    phone = isolated(given.phone) if given and given.phone else ""
    return phone, (given.email or "") if given else ""
