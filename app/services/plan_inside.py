"""The plan that a PDF carries: its data, which anybody may have written, held against the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.documents.plan_content import PlanDocument
from app.documents.signing.values import Message
from app.foundation.errors import UserError
from app.models.kinds.area import Area
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.freezing import newest_version
from app.services.papers.content import FORMAT, content_hash
from app.services.papers.plan import plan_document
from app.services.papers.scribe import Scribe
from app.services.version_contents import NOW, Comparison, Side, book_of, version_book
from app.services.version_difference import SORTS, difference
from app.words.catalogue import Words

Relation = Literal["same", "older", "newer", "apart", "draft", "foreign", "alone"]
_MOST_OBJECTS = 200_000
"""Braces in plan data; a plan of 500 activities has some 5,000."""
_ODD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What odd values make of the functions that print a plan: they were written for data that passed the log."""


class _Form(msgspec.Struct):
    format: int
    plan: str
    version: str


@dataclass(frozen=True, slots=True)
class PlanInside:
    """What a PDF's data hold and how they stand to the plan here.

    `same`: the newest version frozen here. `older`: frozen here, a newer one follows. `newer`, `apart`:
    frozen elsewhere. `draft`: never frozen. `foreign`: another plan. `alone`: no workspace is open.
    `comparison`: from these data to the plan here as it is now, None where it is not here.
    """

    relation: Relation
    title: str
    number: str
    newest: str
    document: PlanDocument
    comparison: Comparison | None = None

    @property
    def messages(self) -> Iterator[Message]:
        """Yield what is to be said of it."""
        params = {"title": self.title, "number": self.number, "newest": self.newest}
        yield Message(f"inside.{self.relation}", params)
        if self.comparison is None:
            return
        if self.comparison.same:
            yield Message("inside.says_the_same", {})
        else:
            yield Message("inside.differs", {one: self.comparison.difference.count(one) for one in SORTS})


def plan_inside(content: bytes, desk: Desk | None, language: str, *, frozen: bool) -> PlanInside:
    """Return what plan data hold, in a language; `frozen`: the PDF bears the mark of a frozen version.

    Raises UserError `plan_too_large`, `plan_of_newer_program`, `plan_data_malformed`.
    """
    form = _form_of(content)
    try:
        return _inside(form, content, desk, Words(language), frozen=frozen)
    except UserError as error:
        if error.code != "version_unreadable":
            raise
        raise UserError("plan_data_malformed") from error
    except _ODD as error:
        raise UserError("plan_data_malformed") from error


def _form_of(content: bytes) -> _Form:
    if content.count(b"{") > _MOST_OBJECTS:
        raise UserError("plan_too_large", size=len(content))
    try:
        form = msgspec.json.decode(content, type=_Form)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError("plan_data_malformed") from error
    if form.format > FORMAT:
        raise UserError("plan_of_newer_program", format=form.format)
    return form


def _inside(form: _Form, content: bytes, desk: Desk | None, words: Words, *, frozen: bool) -> PlanInside:
    book = book_of(content)
    plan, area = book.get(Plan, form.plan), next(iter(book.of(Area)), None)
    if plan is None or area is None:
        raise UserError("plan_data_malformed")
    digest, scribe = content_hash(content), Scribe(book, words)
    document = plan_document(
        scribe, plan, area, version=form.version, frozen=frozen, content_hash=digest, today=""
    )
    title, newest = document.title.replace("\n", " "), ""
    relation: Relation = "alone" if desk is None else "foreign"
    comparison = None
    if desk is not None and _is_here(desk, plan):
        relation, newest = _relation(desk, digest, form.version, frozen=frozen)
        here = Scribe(version_book(desk, NOW), words)
        before, after = Side("", title, digest, ""), Side(NOW, words.say("review.compare.now"), "", "")
        comparison = Comparison(before, after, difference(scribe, here))
    return PlanInside(relation, title, form.version[:20], newest, document, comparison)


def _is_here(desk: Desk, plan: Plan) -> bool:
    held = current_plan(desk.book())
    return held is not None and held.id == plan.id


def _relation(desk: Desk, digest: str, number: str, *, frozen: bool) -> tuple[Relation, str]:
    newest = newest_version(desk)
    held = [one for one in desk.records(FrozenVersion) if one.content_hash == digest]
    if held:
        latest = newest is not None and newest.content_hash == digest
        return ("same" if latest else "older"), (newest.number or "" if newest is not None else "")
    if not frozen:
        return "draft", ""
    above = newest is None or _order(number) > _order(newest.number or "")
    return ("newer" if above else "apart"), ""


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal() and len(part) < 9)
