"""What makes two records look like one thing: numbers and codes that are the same, names that are alike.

Names are compared folded, in all languages, without brackets and filling words, words in any order. Names
whose numbers differ (Camp 1, Camp 2) are never alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.models.book import Book
from app.models.folding import digits, fold
from app.models.kinds.area import Location
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.people import Member, OfficialCard, Organisation
from app.models.record import Record

LANGUAGES = ("en", "ar", "ckb", "fr")
ALIKE = 88
"""From this likeness on, of 100, two names are shown to a person. Ninewa and Nineveh stay below it."""

SHORTEST_ALIKE = 5
"""Shorter names must be the same: one letter makes another word of them."""

WEIGHTS = {
    "same_pcode": 100, "same_dtm_id": 100, "same_person": 98, "same_phone": 95, "same_email": 95,
    "same_organisation": 90, "same_acronym": 86,
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_IN_BRACKETS = re.compile(r"[(\[（]\s*([^)\]）]{2,12}?)\s*[)\]）]")
_FILLING = frozenset(
    ["the", "of", "for", "and", "in", "a", "an", "de", "la", "le", "du", "des", "et", "pour", "في", "من", "و"]
)
_HYPHENS = re.compile("[-‐‑‒–—]")
_NUMBER = re.compile(r"\d+")
_BETWEEN = re.compile(r"[,;/|،؛\n]")
IRAQ = "964"
MOST_TOGETHER = 12
"""Of more records that share a value, each is put beside the first only: what all share says little."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two records look like one: a code, the value they share or the two names, and the likeness."""

    code: str
    value: str = ""
    other: str = ""
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a record is compared. `names` maps the compared form to what is written; `keys` are
    (reason, compared form, as written); names of two different `region`s are no reason; records of two
    different `owner`s are never one.
    """

    id: str
    names: Mapping[str, str]
    keys: tuple[tuple[str, str, str], ...] = ()
    region: str = ""
    owner: str = ""


def phone_digits(text: str) -> str:
    """Return a phone number as it is compared: digits without the country's prefix and without zeros in
    front; "" when there are too few. A number abroad keeps its prefix.
    """
    bare = "".join(sign for sign in digits(text) if sign in "0123456789")
    bare = bare.removeprefix("00")
    if bare.startswith(IRAQ):
        bare = bare.removeprefix(IRAQ)
    bare = bare.lstrip("0")
    return bare if len(bare) >= 6 else ""


@lru_cache(maxsize=4_096)
def name_form(text: str) -> str:
    """Return a name as it is compared: folded, no brackets, no filling words, words sorted."""
    words = re.split(r"[\W_]+", fold(_HYPHENS.sub(" ", _BRACKETS.sub(" ", text))))
    kept = [_bare(word) for word in words if word and word not in _FILLING]
    return " ".join(sorted(kept))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def traits_of(book: Book, kind: str) -> list[Traits]:
    """Return what is compared of each record of a kind that can be merged."""
    if kind == "organisation":
        return [Traits(one.id, _names(one), tuple(_acronyms(one))) for one in book.of(Organisation)]
    if kind == "stakeholder":
        return [_stakeholder(book, one) for one in book.of(Stakeholder)]
    if kind == "member":
        return [_member(book, one) for one in book.of(Member)]
    if kind == "contact":
        return [_contact(one) for one in book.of(Contact)]
    return [_location(one) for one in book.of(Location)]


def _names(record: Record, *more: str) -> dict[str, str]:
    written = [getattr(record, f"name_{language}", None) or "" for language in LANGUAGES]
    found = {name_form(text): text for text in reversed((*written, *more))}
    return {form: text for form, text in found.items() if form}


def _acronyms(record: Organisation | Stakeholder) -> Iterator[tuple[str, str, str]]:
    """Yield the acronym, one in brackets after the name, and a name that is nothing but capitals."""
    own = getattr(record, "acronym", None)
    written = [getattr(record, f"name_{language}", None) or "" for language in LANGUAGES]
    found = [own] if own else []
    found += [inside for text in written for inside in _IN_BRACKETS.findall(text)]
    found += [text for text in written if 2 <= len(text) <= 8 and text.isupper() and " " not in text]
    for text in dict.fromkeys(found):
        if len(fold(text)) >= 2:
            yield ("same_acronym", fold(text).replace(".", ""), text)


def _reached_by(records: Iterable[Contact | OfficialCard]) -> Iterator[tuple[str, str, str]]:
    for one in records:
        if one.phone and phone_digits(one.phone):
            yield ("same_phone", phone_digits(one.phone), one.phone)
        if one.email and "@" in one.email:
            yield ("same_email", fold(one.email), one.email)


def _stakeholder(book: Book, one: Stakeholder) -> Traits:
    keys = [*_acronyms(one), *_reached_by(book.where(Contact, stakeholder=one.id))]
    if one.organisation:
        keys.append(("same_organisation", one.organisation, ""))
    return Traits(one.id, _names(one), tuple(keys))


def _member(book: Book, one: Member) -> Traits:
    keys = list(_reached_by(book.where(OfficialCard, member=one.id)))
    if one.person:
        keys.append(("same_person", one.person, ""))
    return Traits(one.id, _names(one), tuple(keys))


def _contact(one: Contact) -> Traits:
    form = name_form(one.person_name or "")
    names = {form: one.person_name or ""} if form else {}
    return Traits(one.id, names, tuple(_reached_by([one])), owner=one.stakeholder or "")


def _location(one: Location) -> Traits:
    named = (("same_pcode", one.pcode), ("same_dtm_id", one.dtm_id))
    keys = tuple((code, fold(value), value) for code, value in named if value)
    aliases = [text.strip() for text in _BETWEEN.split(one.aliases or "") if text.strip()]
    return Traits(one.id, _names(one, *aliases), keys, region=one.sub_district or "")


def pairs_alike(traits: Sequence[Traits]) -> dict[tuple[str, str], tuple[Reason, ...]]:
    """Return (smaller id, other id) → reasons, strongest first, for every pair that looks like one."""
    found: defaultdict[tuple[str, str], dict[tuple[str, str], Reason]] = defaultdict(dict)
    by_id = {one.id: one for one in traits}
    for pair, reason in (*_same_keys(traits), *_alike_names(traits)):
        first, second = by_id[pair[0]], by_id[pair[1]]
        if first.owner == second.owner:
            held = found[pair].get((reason.code, reason.value))
            if held is None or held.percent < reason.percent:
                found[pair][reason.code, reason.value] = reason
    return {
        pair: tuple(sorted(_best_name(reasons.values()), key=weight, reverse=True))
        for pair, reasons in found.items()
    }


def weight(reason: Reason) -> int:
    """Return how strongly a reason speaks for one thing, up to 100."""
    return WEIGHTS.get(reason.code, reason.percent)


def _best_name(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons with only the strongest about names."""
    keys = [one for one in reasons if one.code in WEIGHTS]
    names = sorted((one for one in reasons if one.code not in WEIGHTS), key=lambda one: -one.percent)
    return keys + names[:1]


def _same_keys(traits: Sequence[Traits]) -> Iterator[tuple[tuple[str, str], Reason]]:
    holders: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for one in traits:
        for code, form, written in one.keys:
            holders[code, form].setdefault(one.id, written)
    for (code, _form), ids in holders.items():
        listed = sorted(ids)
        for number, first in enumerate(listed if len(listed) <= MOST_TOGETHER else listed[:1]):
            for second in listed[number + 1 :]:
                yield (first, second), Reason(code, ids[first])


def _alike_names(traits: Sequence[Traits]) -> Iterator[tuple[tuple[str, str], Reason]]:
    """Yield pairs whose names are alike. Names with the same numbers in them are compared at all."""
    blocks: defaultdict[tuple[str, ...], defaultdict[str, list[Traits]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in traits:
        for form in one.names:
            blocks[tuple(sorted(_NUMBER.findall(form)))][form].append(one)
    for block in blocks.values():
        forms = list(block)
        for form, other, percent in _alike(forms):
            for first in block[form][:MOST_TOGETHER]:
                for second in block[other][:MOST_TOGETHER]:
                    if first.id != second.id and not _elsewhere(first, second):
                        yield _named(first, second, form, other, percent)


def _alike(forms: list[str]) -> Iterator[tuple[str, str, int]]:
    from rapidfuzz import fuzz, process

    for number, form in enumerate(forms):
        yield form, form, 100
        if len(form) < SHORTEST_ALIKE:
            continue
        rest = forms[number + 1 :]
        for other, percent, _ in process.extract(
            form, rest, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=None
        ):
            if len(other) >= SHORTEST_ALIKE:
                yield form, other, min(99, int(percent))


def _elsewhere(first: Traits, second: Traits) -> bool:
    return bool(first.region and second.region and first.region != second.region)


def _named(
    first: Traits, second: Traits, form: str, other: str, percent: int
) -> tuple[tuple[str, str], Reason]:
    names = {first.id: first.names[form], second.id: second.names[other]}
    smaller, larger = sorted(names)
    code = "same_name" if percent == 100 else "names_alike"
    return (smaller, larger), Reason(code, names[smaller], names[larger], percent)
