"""Whose work something is: names of people by their signing keys."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.people import Member, Organisation, Person
from app.services.views.said import NAMELESS, Name, name_in


@dataclass(frozen=True, slots=True)
class WhoEntry:
    """A person by signing key: name, organisation, role (code list `role`), and whether it is the reader."""

    key: str = ""
    name: Name = NAMELESS
    organisation: Name = NAMELESS
    role: str = ""
    me: bool = False


def who_is(book: Book, sign_key: str, own_key: str = "") -> WhoEntry:
    """Return who a signing key belongs to; without a name when nobody here is known by it."""
    person = next(iter(book.where(Person, sign_key=sign_key)), None)
    if person is None:
        return WhoEntry(sign_key, me=bool(own_key) and sign_key == own_key)
    return _who(book, person, next(iter(book.where(Member, person=person.id)), None), own_key)


def who_they_are(book: Book) -> dict[str, WhoEntry]:
    """Return everyone who has an entry, by signing key."""
    members = {one.person: one for one in reversed(book.of(Member))}
    persons = {one.sign_key or "": one for one in reversed(book.of(Person))}
    return {key: _who(book, one, members.get(one.id), "") for key, one in persons.items()}


def _who(book: Book, person: Person, member: Member | None, own_key: str) -> WhoEntry:
    sign_key = person.sign_key or ""
    organisation = name_in(book.get(Organisation, member.organisation), "name") if member else NAMELESS
    return WhoEntry(
        sign_key,
        name_in(member, "name") or name_in(person, "name"),
        organisation or Name(plain=person.organisation_name or ""),
        (member.role if member else None) or person.role or "",
        sign_key == own_key,
    )
