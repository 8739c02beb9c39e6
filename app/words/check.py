"""Finds what is wrong in the catalogues: `python -m app.words.check` prints defects and exits 1 on any.

English and Arabic must say the same; French and Kurdish may lag behind and are only counted, also with
texts that English no longer has.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import PoFileError

from app.foundation.paths import resources
from app.words.languages import FALLBACK, LANGUAGES, language
from app.words.portable import parts, read_catalogue
from app.words.usage import Said, mentioned_in, said_in

COMPLETE = ("en", "ar")
# Places in definition files and views of pages; they only look like codes.
NO_CODES = frozenset({"steps.id", "steps.number", "plan.coverage", "stakeholders.grid"})
_BRACES = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|``|\*\*|:[a-z]+:`|&[a-z]+;")
_LATIN_MARK = re.compile("[\u0600-\u06ff][,;?]")
_MSGID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of one catalogue: `texts` holds one text, or one per plural form."""

    language: str
    domain: str
    code: str
    texts: tuple[str, ...]
    plural: bool

    @property
    def fields(self) -> frozenset[str]:
        """The named fields over all forms."""
        return frozenset(name for text in self.texts for name in _BRACES.findall(text) if name)

    def defect(self, what: str) -> str:
        """Return one line about this message."""
        return f"{self.language}/{self.domain}.po {self.code}: {what}"


Entries = dict[str, Entry]


def read_entries(code: str, folder: Path) -> tuple[list[Entry], list[str]]:
    """Return all messages of a language and what could not be read."""
    entries: list[Entry] = []
    defects: list[str] = []
    for path in sorted(folder.glob("*.po")):
        try:
            entries += _entries_of(code, path)
        except (PoFileError, ValueError) as error:
            defects.append(f"{code}/{path.name}: cannot be read: {error}")
        times = Counter(_MSGID.findall(path.read_text("utf-8")))
        defects += [f"{code}/{path.name} {found}: written twice" for found in times if times[found] > 1]
    return entries, defects


def _entries_of(code: str, path: Path) -> Iterator[Entry]:
    for message in read_catalogue(path, strict=True):
        name, texts, plural = parts(message)
        if name:
            yield Entry(code, path.stem, name, texts, plural)


def form_defects(entry: Entry) -> Iterator[str]:
    """Yield what is wrong in one message by itself: empty forms, braces, markup."""
    wanted = language(entry.language).forms if entry.plural else 1
    if len(entry.texts) != wanted or not all(entry.texts):
        yield entry.defect(f"needs {wanted} filled form(s)")
    for text in entry.texts:
        if {"{", "}"} & set(_BRACES.sub("", text)):
            yield entry.defect(f"a field is not a plain name in braces: {text}")
        if _MARKUP.search(text):
            yield entry.defect(f"markup in a text: {text}")
        if language(entry.language).right_to_left and _LATIN_MARK.search(text):
            yield entry.defect(f"Latin comma, semicolon or question mark: {text}")


def domain_defects(entries: list[Entry]) -> Iterator[str]:
    """Yield codes that stand in more than one domain of a language."""
    first: Entries = {}
    for entry in entries:
        other = first.setdefault(entry.code, entry)
        if other.domain != entry.domain:
            yield entry.defect(f"stands in {other.domain}.po too")


def pair_defects(english: Entries, other: Entries, complete: bool) -> Iterator[str]:
    """Yield where a language differs from English: codes, named fields, plural or not."""
    if complete:
        yield from (english[code].defect("missing in ar") for code in english.keys() - other.keys())
        yield from (other[code].defect("missing in en") for code in other.keys() - english.keys())
    for code in english.keys() & other.keys():
        mine, theirs = english[code], other[code]
        if (mine.fields ^ theirs.fields) - {"count"}:
            yield theirs.defect(f"fields {sorted(theirs.fields)}, English has {sorted(mine.fields)}")
        if complete and mine.plural != theirs.plural:
            yield theirs.defect("plural in one language only")


def usage_defects(english: Entries, said: list[Said]) -> Iterator[str]:
    """Yield codes that the program says and English lacks, and fields that a call does not give."""
    for use in said:
        entry = english.get(use.code)
        if entry is None:
            yield f"{use.place}: {use.code} is not in the English catalogues"
        elif use.given is not None and entry.fields - use.given:
            yield f"{use.place}: {use.code} wants {sorted(entry.fields - use.given)}"


def mention_defects(english: Entries, mentioned: list[Said]) -> Iterator[str]:
    """Yield texts of the source that look like codes and are neither a code nor the beginning of one."""
    beginnings = {code[:place] for code in english for place, sign in enumerate(code) if sign == "."}
    actions = {code.removeprefix("action.") for code in english if code.startswith("action.")}
    known = english.keys() | beginnings | actions | NO_CODES
    for use in mentioned:
        if use.code not in known:
            yield f"{use.place}: {use.code} is not in the English catalogues"


def all_defects(catalogues: Path, app: Path) -> tuple[list[str], dict[str, int]]:
    """Return every defect, and per language how many messages English has and it lacks."""
    found: dict[str, Entries] = {}
    defects: list[str] = []
    for code in LANGUAGES:
        entries, unreadable = read_entries(code, catalogues / code)
        defects += [*unreadable, *domain_defects(entries)]
        defects += [line for entry in entries for line in form_defects(entry)]
        found[code] = {entry.code: entry for entry in entries}
    english = found[FALLBACK]
    for code in LANGUAGES[1:]:
        defects += pair_defects(english, found[code], code in COMPLETE)
    defects += usage_defects(english, said_in(app))
    topics = frozenset(code.partition(".")[0] for code in english)
    defects += mention_defects(english, mentioned_in(app, topics))
    return sorted(set(defects)), {code: len(english.keys() - found[code].keys()) for code in LANGUAGES}


def main() -> int:
    """Print defects and counts of missing messages; return 1 when there is a defect."""
    defects, missing = all_defects(resources() / "catalogues", Path(__file__).parents[1])
    for defect in defects:
        print(defect)
    counts = ", ".join(f"{code} {number}" for code, number in missing.items())
    print(f"{len(defects)} defects in the catalogues; messages missing: {counts}")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
