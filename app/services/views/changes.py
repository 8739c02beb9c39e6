"""What others did since the person last looked."""

from __future__ import annotations

import json

import msgspec

from app.models.book import Book
from app.models.kinds.people import Member, Person
from app.models.record import Record
from app.process.terms import Term
from app.services.desk import Desk
from app.services.views.said import Name, Said, name_in, name_of, said
from app.storage.held_back import HELD_BACK
from app.storage.history import Deed

LOOK_BACK = 120
MOST = 6
_SILENT = frozenset({"begin", "undo", "redo", HELD_BACK})


class ChangeEntry(msgspec.Struct, frozen=True):
    """Something that others did: who, what, when (an ISO moment), and where to look."""

    person: Name
    person_id: str
    text: Said
    moment: str = ""
    kind: str = ""
    id: str = ""


def changes_since(desk: Desk) -> tuple[ChangeEntry, ...]:
    """Return what others did that the person has not seen, newest first, at most six entries."""
    seen, book = _seen(desk), desk.book()
    groups = _by_action(desk)
    fresh = [deed for action_id, deed in groups.items() if action_id not in seen]
    return tuple(_entry(book, deed) for deed in reversed(fresh[-MOST:]))


def mark_seen(desk: Desk) -> None:
    """Remember that everything that is here now was seen by this person."""
    desk.remember(_setting(desk), json.dumps(sorted(_by_action(desk))))


def _by_action(desk: Desk) -> dict[str, Deed]:
    own = desk.writer.sign_key if desk.writer else ""
    groups: dict[str, Deed] = {}
    for deed in desk.deeds(LOOK_BACK):
        if deed.sign_key and deed.sign_key != own and deed.action not in _SILENT:
            groups.setdefault(deed.action_id, deed)
    return groups


def _seen(desk: Desk) -> frozenset[str]:
    kept = desk.recall(_setting(desk))
    return frozenset(json.loads(kept)) if kept else frozenset()


def _setting(desk: Desk) -> str:
    return f"home.seen/{desk.area}/{desk.writer.sign_key[:16] if desk.writer else ''}"


def _entry(book: Book, first: Deed) -> ChangeEntry:
    about = book.get(Record, first.record)
    name = name_of(about)
    action = Term(f"action.{first.action}")
    text = said("home.change_of", action=action, what=name) if name else said("home.change", action=action)
    return ChangeEntry(
        _who(book, first.sign_key), first.sign_key, text, first.written, first.kind, first.record
    )


def _who(book: Book, sign_key: str) -> Name:
    person = next(iter(book.where(Person, sign_key=sign_key)), None)
    member = next(iter(book.where(Member, person=person.id)), None) if person else None
    return name_in(member, "name") or name_in(person, "name")
