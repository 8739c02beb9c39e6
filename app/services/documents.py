"""Documents from the records of the area in front of us: the Plan of Action and minutes as PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.plan_content import PlanDocument
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.meetings import Meeting
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.process.facts import current_plan
from app.process.signing import final_version
from app.services.desk import Desk
from app.services.papers.content import content_hash, plan_content
from app.services.papers.minutes import minutes_document
from app.services.papers.plan import plan_document
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.signature_fields import with_signature_fields
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.pdf.plan import RenderedPlan

FIRST_DRAFT = "1"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Everything a plan's PDF is made from, read at one moment: drawing it needs no database any more."""

    book: Book
    plan: Plan
    area: Area
    version: str
    frozen: bool
    content: bytes
    today: str


def manuscript(desk: Desk, *, version: str = "", frozen: bool = False) -> Manuscript:
    """Return what the current plan's documents are made from. Raises UserError `no_plan`.

    Without a `version` it is a draft: once a final version is frozen, of the one that follows.
    """
    book = desk.book()
    plan = current_plan(book)
    area = book.get(Area, desk.area)
    if plan is None or area is None:
        raise UserError("no_plan")
    book = printable(book, plan.id, area.id)
    following = next_number(desk, draft=True) if final_version(desk.book()) is not None else ""
    number = version or following or _number(plan.version or "") or FIRST_DRAFT
    return Manuscript(book, plan, area, number, frozen, plan_content(book, plan, number), desk.today)


def next_number(desk: Desk, *, draft: bool) -> str:
    """Return the number of the next frozen version: 1.0, 2.0 …; drafts count 0.1, 0.2 … below it."""
    versions = desk.records(FrozenVersion)
    finals = sum(version.draft is not True for version in versions)
    if not draft:
        return f"{finals + 1}.0"
    drafts = sum(
        version.draft is True and (version.number or "").startswith(f"{finals}.") for version in versions
    )
    return f"{finals}.{drafts + 1}"


def _number(version: str) -> str:
    """Return the number in a version that a person wrote: "1" from "draft 1"."""
    found = re.search(r"\d+(\.\d+)*", version)
    return found.group() if found else ""


def draw_plan(
    paper: Manuscript, language: str, progress: Progress | None = None, second: str = ""
) -> RenderedPlan:
    """Draw a plan in one language, or in two. Pure work: may run in any thread. Raises Cancelled."""
    from app.documents.pdf.plan import render_plan

    scribe = Scribe(paper.book, Words(language))
    content = _content(paper, scribe)
    if second in ("", language):
        return render_plan(content, scribe.words, progress)
    other = scribe.beside(Words(second))
    return render_plan(content, scribe.words, progress, (_content(paper, other), other.words))


def _content(paper: Manuscript, scribe: Scribe) -> PlanDocument:
    return plan_document(
        scribe,
        paper.plan,
        paper.area,
        version=paper.version,
        frozen=paper.frozen,
        content_hash=content_hash(paper.content),
        today=paper.today,
    )


def signable(paper: Manuscript, language: str, progress: Progress | None = None, second: str = "") -> bytes:
    """Return a plan's PDF with its data attached and an empty field for every expected signatory."""
    from app.documents.signing.attach import attach_plan

    drawn = draw_plan(paper, language, progress, second)
    carrying = attach_plan(drawn.pdf, paper.content)
    return with_signature_fields(carrying, drawn.signature_fields, Words(language))


def plan_pdf(desk: Desk, language: str, progress: Progress | None = None, second: str = "") -> bytes:
    """Return the current plan as a draft PDF that can be signed (as a draft). Raises `no_plan`, Cancelled.

    With a `second` language its texts stand in two columns, and its tables hold both.
    """
    return signable(manuscript(desk), language, progress, second)


def minutes_pdf(desk: Desk, meeting_id: str, language: str, progress: Progress | None = None) -> bytes:
    """Return the minutes of a meeting as a PDF to be signed. Raises UserError `unknown_record`, Cancelled."""
    from app.documents.pdf.minutes import render_minutes

    meeting = desk.find(Meeting, meeting_id)
    area = desk.find(Area, desk.area)
    if meeting is None or area is None:
        raise UserError("unknown_record", kind="meeting", id=meeting_id)
    words = Words(language)
    content = minutes_document(
        Scribe(printable(desk.book(), meeting.id), words), meeting, area, today=desk.today
    )
    drawn = render_minutes(content, words, progress)
    return with_signature_fields(drawn.pdf, drawn.signature_fields, words)
