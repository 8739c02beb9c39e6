"""Documents of neighbouring processes as PDF: integrated framework, joint programme, compact.

In a workspace of their own process they are its plan; beside a plan of another process they are made from
what that plan holds.
"""

from __future__ import annotations

from typing import TypeVar

from app.documents.plan_content import PlanDocument
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.plan import Agreement, JointActivity
from app.models.record import Record
from app.process.compacts import compacts_of
from app.process.facts import current_plan
from app.process.scope import process_id
from app.services.desk import Desk
from app.services.documents import plan_pdf
from app.services.papers.instruments import Instruments
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.signature_fields import with_signature_fields
from app.words.catalogue import Words

Named = TypeVar("Named", Agreement, JointActivity)


def framework_pdf(desk: Desk, language: str, progress: Progress | None = None) -> bytes:
    """Return the integrated strategic framework, or the plan as it stands in for one. Raises `no_plan`."""
    if process_id(desk.book()) == "integrated_framework":
        return plan_pdf(desk, language, progress)
    if current_plan(desk.book()) is None:
        raise UserError("no_plan")
    return _drawn(_instruments(desk, language).framework(), language, progress)


def programme_pdf(desk: Desk, language: str, named: str = "", progress: Progress | None = None) -> bytes:
    """Return the document of a joint programme, by id or code where there are several.

    Raises UserError `no_joint_activity`, `several_joint_activities`, `unknown_record`, `no_plan`.
    """
    every = desk.book().of(JointActivity)
    if process_id(desk.book()) == "joint_programme" and len(every) < 2 and not named:
        return plan_pdf(desk, language, progress)
    one = _named(every, "joint_activity", named)
    return _drawn(_instruments(desk, language, one.id).programme(one), language, progress)


def compact_pdf(desk: Desk, language: str, named: str = "", progress: Progress | None = None) -> bytes:
    """Return a compact, by id or title where there are several.

    Raises UserError `no_agreement`, `several_agreements`, `unknown_record`.
    """
    one = _named(compacts_of(desk.book()), "agreement", named)
    return _drawn(_instruments(desk, language, one.id).compact(one), language, progress)


def _named(every: tuple[Named, ...], kind: str, named: str) -> Named:
    compact = kind == "agreement"
    if not every:
        raise UserError("no_agreement" if compact else "no_joint_activity")
    if not named and len(every) > 1:
        raise UserError("several_agreements" if compact else "several_joint_activities")
    found = [one for one in every if not named or named in _names(one)]
    if not found:
        raise UserError("unknown_record", kind=kind, id=named[:80])
    return found[0]


def _names(one: Record) -> set[str | None]:
    return {one.id, *(getattr(one, name, None) for name in ("code", "title_en", "title_ar"))}


def _instruments(desk: Desk, language: str, *kept: str) -> Instruments:
    area = desk.find(Area, desk.area)
    if area is None:
        raise UserError("no_plan")
    return Instruments(Scribe(printable(desk.book(), *kept), Words(language)), area, desk.today)


def _drawn(content: PlanDocument, language: str, progress: Progress | None) -> bytes:
    """Draw a paper with an empty field for everyone who is to sign it."""
    from app.documents.pdf.plan import render_plan

    drawn = render_plan(content, Words(language), progress)
    return with_signature_fields(drawn.pdf, drawn.signature_fields, Words(language))
