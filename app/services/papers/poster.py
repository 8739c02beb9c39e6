"""The activities of a plan as a poster for a wall: objectives as bands, who does what where and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.documents.plan_content import Objective
from app.documents.poster_content import PosterDocument
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area
from app.models.kinds.plan import Activity
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.papers.plan_tables import objectives
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

SIZES = ("A3", "A2")


def poster_pdf(
    desk: Desk, language: str, size: str = "", highest: int = HIGHEST_CLASS, progress: Progress | None = None
) -> bytes:
    """Return the poster as a PDF, A3 unless another of `SIZES` is named.

    Raises UserError `no_plan`, `poster_size`; Cancelled.
    """
    from app.documents.pdf.poster import render_poster

    return render_poster(poster_document(desk, language, size, highest), Words(language), progress)


def poster_document(
    desk: Desk, language: str, size: str = "", highest: int = HIGHEST_CLASS
) -> PosterDocument:
    """Return what the poster prints. Raises UserError `no_plan`, `poster_size`."""
    chosen, words = (size or SIZES[0]).upper(), Words(language)
    if chosen not in SIZES:
        raise UserError("poster_size", size=size[:20], known=", ".join(SIZES))
    plan, area = current_plan(desk.book()), desk.find(Area, desk.area)
    if plan is None or area is None:
        raise UserError("no_plan")
    scribe = Scribe(printable(desk.book(), plan.id, area.id, highest=highest), words)
    return PosterDocument(
        language=language,
        title=scribe.name(plan, "title") or words.say("papers.plan_of_action"),
        area=scribe.name(area),
        group_name=scribe.group_name(area),
        counted=_counted(scribe),
        size=chosen,
        today=desk.today,
        made_on=desk.today,
        training=desk.training,
        classification=words.say("papers.for_partners"),
        objectives=tuple(_short(scribe, one) for one in objectives(scribe)),
    )


def _short(scribe: Scribe, objective: Objective) -> Objective:
    """Return an objective whose activities name the counterpart, not the reason why there is none."""
    reasons = {one.no_counterpart_reason for one in scribe.book.of(Activity)} - {None}
    rows = (replace(row, government="") if row.government in reasons else row for row in objective.activities)
    return replace(objective, activities=tuple(rows))


def _counted(scribe: Scribe) -> str:
    """Return how many activities there are, and how many of each status that appears."""
    found = Counter(one.status or "" for one in scribe.book.of(Activity))
    states = (
        scribe.words.say("poster.in_state", count=found[state], state=scribe.code("activity_status", state))
        for state in CODE_LISTS["activity_status"]
        if found[state]
    )
    return scribe.line(scribe.words.say("poster.counted", count=found.total()), *states)
