"""What a paper of one page prints: the proposition note for an authority, the update for partners.

Texts are already chosen in the paper's language; `made_on` is an ISO day. `sources` say where figures come
from, one line each. A picture is laid out for paper, at most 495 points wide.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Drawing, Figure, FiguresTable, Part


@dataclass(frozen=True, slots=True)
class PageSection:
    """A part of the page under its heading ("" for none)."""

    title: str
    parts: tuple[Part, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[FiguresTable, ...] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class OnePage:
    """One page in one language; `kind` in words stands above the title, `signed_by` at the end."""

    language: str
    kind: str
    title: str
    group_name: str
    area: str
    made_on: str
    training: bool
    classification: str
    addressee: str = ""
    sections: tuple[PageSection, ...] = ()
    signed_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
