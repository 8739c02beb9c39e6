"""What stands round every page: the area, the plan, who is at work, and what waits where."""

from __future__ import annotations

import msgspec

from app.keys.locker import needs_passphrase
from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.people import Member, Person
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.process.definition import process_of
from app.process.facts import current_plan
from app.process.terms import Term
from app.services.country_devices import undecided
from app.services.desk import HEADQUARTERS_ROLES, Desk
from app.services.views.said import NAMELESS, NOTHING, Label, Name, Said, name_in, name_of, said
from app.storage.identities import Writer, writers


class PersonChoice(msgspec.Struct, frozen=True):
    """Someone who works on this laptop; `key` is their signing key, `role` a code.

    `locked`: their keys open with a passphrase of their own.
    """

    key: str
    name: Label
    role: str
    locked: bool = False


class AreaChoice(msgspec.Struct, frozen=True):
    """An area this workspace holds."""

    id: str
    name: Label


class FrameView(msgspec.Struct, frozen=True):
    """The header and the rail. `badges` holds (page id, number) of what waits on a page, `steps` the ids of
    the steps of the area's process, in order."""

    area: Label = NAMELESS
    plan: Label = NAMELESS
    version: Said = NOTHING
    person: PersonChoice | None = None
    people: tuple[PersonChoice, ...] = ()
    areas: tuple[AreaChoice, ...] = ()
    area_id: str = ""
    is_sample: bool = False
    is_headquarters: bool = False
    can_undo: bool = False
    can_redo: bool = False
    badges: tuple[tuple[str, int], ...] = ()
    steps: tuple[str, ...] = ()


def frame(desk: Desk) -> FrameView:
    """Return what the frame shows for a desk."""
    book = desk.book()
    with desk.workspace.read() as connection:
        known = writers(connection)
    plan = current_plan(book)
    own = desk.writer
    can_undo, can_redo = desk.can_undo()
    return FrameView(
        area=name_of(book.get(Area, desk.area)),
        plan=name_in(plan, "title"),
        version=_version(book, plan),
        person=_choice(book, own) if own else None,
        people=tuple(_choice(book, one) for one in known),
        areas=tuple(AreaChoice(one.id, name_of(one)) for one in desk.areas()),
        area_id=desk.area,
        is_sample=desk.training,
        is_headquarters=bool(own and own.card.role in HEADQUARTERS_ROLES),
        can_undo=can_undo,
        can_redo=can_redo,
        badges=_badges(desk),
        steps=tuple(one.id for one in process_of(book).steps),
    )


def _badges(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Return what waits: conflicts of the area in front, and at headquarters lost devices of all areas."""
    return (("exchange", len(desk.open_conflicts())), ("headquarters", undecided(desk)))


def _version(book: Book, plan: Plan | None) -> Said:
    frozen = [one for one in book.of(FrozenVersion) if plan and one.plan == plan.id]
    last = max(frozen, key=lambda one: one.frozen_at or "", default=None)
    if last is not None:
        return said("frame.draft" if last.draft else "frame.version", version=last.number or "")
    if plan is not None and plan.status:
        return said("frame.plan_status", status=Term(f"code.plan_status.{plan.status}"))
    return NOTHING


def _choice(book: Book, writer: Writer) -> PersonChoice:
    person = next(iter(book.where(Person, sign_key=writer.sign_key)), None)
    member = next(iter(book.where(Member, person=person.id)), None) if person else None
    name = name_in(member, "name") or name_in(person, "name") or Name(plain=writer.card.name)
    role = (member.role if member else None) or (person.role if person else None) or writer.card.role
    return PersonChoice(writer.sign_key, name, role, needs_passphrase(writer.locked))
