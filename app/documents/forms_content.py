"""What forms, letters and slides print: frozen values, texts already chosen in the document's language."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Fact


@dataclass(frozen=True, slots=True)
class Writing:
    """A question with `lines` ruled lines to write on."""

    label: str
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question with boxes to tick."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: heads with their share of the width, given rows, then `blank` empty ones.

    `height` is that of a row to write in, in points; a `whole` one stays on one page.
    """

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0
    height: float = 24.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence: how to fill in, what happens with it."""

    text: str


Block = Writing | Ticks | Grid | Note


@dataclass(frozen=True, slots=True)
class FormDocument:
    """A sheet to fill in by hand. `code` is what its square code holds; `wide` lays it on its side."""

    language: str
    title: str
    above: str
    intro: str
    code: str
    code_note: str
    classification: str
    training: bool
    made_on: str
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of one page: to whom, what is said, when what is spoken of, who asks."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    agenda: tuple[tuple[str, str, str], ...]
    closing: str
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LettersDocument:
    """Letters, each on a page of its own. `place_and_day` stands at the head."""

    language: str
    title: str
    group_name: str
    place_and_day: str
    agenda_title: str
    code: str
    classification: str
    training: bool
    made_on: str
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: `boxes` are (head, text) side by side, `steps` a numbered path, `points` a list."""

    title: str
    lead: str = ""
    points: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class SlidesDocument:
    """A pack of slides. `above` stands small over each title."""

    language: str
    title: str
    above: str
    made_on: str
    training: bool
    classification: str
    slides: tuple[Slide, ...] = ()
