"""The training example "Sinjar and Al-Ba'aj", built through the same units of work that a person uses.

The example lies in readable files under `resources/samples`; each file is one unit of work. A record
refers to another by "@handle". Figures in it are invented unless their source is a published one.
Names, titles and statements stand in English and Arabic; texts that a record holds in one language only
are English in the files and are replaced from `<language>.toml` for an example in another language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.foundation.clock import Clock, SteppingClock, SystemClock, read_stamp
from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.foundation.progress import Progress, unwatched
from app.models.ids import Ids
from app.models.kinds.people import Group, Member, Organisation
from app.models.registry import KINDS, describe
from app.services.desk import Desk
from app.services.opening import Costs, Newcomer, Opened, create_workspace
from app.services.papers.content import content_hash
from app.services.unit import Unit
from app.storage.staging import keep_blob

SINJAR_BAAJ = "sinjar_baaj"
FINISH = "finish"
MARKS = ("handle", "is", "existing")
IN_A_LANGUAGE = re.compile(r"_(en|ar|ckb|fr)$")

Handles = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file: kind, its handle, the handle of a record it changes, what it hangs on, values."""

    kind: str
    handle: str
    changes: str
    owner: Entry | None
    values: dict[str, Any]
    existing: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One unit of work: action code, the moment it stands for, and its records in order."""

    name: str
    action: str
    at: str
    entries: tuple[Entry, ...]


def sample_folder(name: str = SINJAR_BAAJ) -> Path:
    """Return the folder of a sample."""
    return resources() / "samples" / name


def founding(name: str = SINJAR_BAAJ) -> dict[str, str]:
    """Return who founds a sample and where: place (p-code), person, organisation, role, begins (moment)."""
    return _read(sample_folder(name) / "sample.toml")


def chapters(name: str = SINJAR_BAAJ, part: str = "", language: str = "en") -> tuple[Chapter, ...]:
    """Return the units of work of a sample in order; `part` "finish" is what completes its plan.

    `language` is that of the texts which stand in one language only: "en" or one with a file of words.
    """
    folder = sample_folder(name) / part if part else sample_folder(name)
    words = single_texts(name, language)
    return tuple(_chapter(file, words) for file in sorted(folder.glob("[0-9]*.toml")))


def single_texts(name: str = SINJAR_BAAJ, language: str = "ar") -> dict[str, str]:
    """Return the texts of a sample that stand in one language only, from English; empty without a file."""
    file = sample_folder(name) / f"{language}.toml"
    return dict(_read(file)["words"]) if file.exists() else {}


def _read(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        return tomllib.load(stream)


def _chapter(file: Path, words: dict[str, str]) -> Chapter:
    content = _read(file)
    defaults: dict[str, dict[str, Any]] = content.pop("defaults", {})
    action, at = content.pop("action"), content.pop("at")
    entries = tuple(
        entry for kind, tables in content.items() for entry in _entries(kind, tables, None, defaults, words)
    )
    return Chapter(file.stem, action, at, entries)


def _entries(
    kind: str,
    tables: list[dict[str, Any]],
    owner: Entry | None,
    defaults: dict[str, dict[str, Any]],
    words: dict[str, str],
) -> Iterator[Entry]:
    """Yield the records of one list of tables, each followed by those that hang on it."""
    for table in tables:
        hanging = {name: value for name, value in table.items() if _is_hanging(name, value)}
        own = {name: value for name, value in table.items() if name not in (*hanging, *MARKS)}
        changes = table.get("is", "")
        values = _in_language(own if changes else {**defaults.get(kind, {}), **own}, words)
        entry = Entry(kind, table.get("handle", ""), changes, owner, values, table.get("existing", False))
        yield entry
        for name, inner in hanging.items():
            yield from _entries(name, inner, entry, defaults, words)


def _in_language(values: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """Replace the texts that stand in one language only; fields of a named language stay as they are."""
    if not words:
        return values
    return {
        field: words.get(value, value)
        if isinstance(value, str) and not IN_A_LANGUAGE.search(field)
        else value
        for field, value in values.items()
    }


def _is_hanging(name: str, value: object) -> bool:
    return name in KINDS and isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def create_sample(
    path: Path,
    passphrase: str | None = None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    costs: Costs | None = None,
    language: str = "en",
    progress: Progress | None = None,
) -> Opened:
    """Make a workspace with the example in it and return its desk.

    `language` is that of the texts that a record holds in one language only: "en" or "ar".

    With a SteppingClock the changes carry the dates of the story, else the present moment.
    Raises as `create_workspace`, and Cancelled; no file stays then.
    """
    clock, start = clock or SystemClock(), founding()
    if isinstance(clock, SteppingClock):
        clock.move_to(read_stamp(start["begins"]))
    newcomer = Newcomer(start["person"], start["organisation"], start["role"])
    opened = create_workspace(
        path, start["place"], newcomer, passphrase, clock=clock, ids=ids, costs=costs, training=True
    )
    try:
        build_sample(opened.desk, language=language, progress=progress)
    except BaseException:
        opened.desk.close()
        path.unlink(missing_ok=True)
        raise
    return opened


def build_sample(
    desk: Desk, name: str = SINJAR_BAAJ, *, language: str = "en", progress: Progress | None = None
) -> Handles:
    """Write the example into the area in front of the person, a unit of work per chapter.

    The workspace must have been founded by the focal point of the example and be marked as training.
    Returns the record id of every handle. Raises UserError `not_a_training_area`, and Cancelled.
    """
    if not desk.training:
        raise UserError("not_a_training_area")
    handles = _founded(desk)
    story = chapters(name, language=language)
    for number, chapter in enumerate(story):
        (progress or unwatched()).step(number, len(story))
        write_chapter(desk, chapter, handles)
    return handles


def finish_sample(desk: Desk, name: str = SINJAR_BAAJ, *, language: str = "en") -> None:
    """Do what the example leaves open: name the missing counterpart, answer comments, close the review."""
    handles = known_handles(desk, name)
    for chapter in chapters(name, FINISH, language):
        write_chapter(desk, chapter, handles)


def write_chapter(desk: Desk, chapter: Chapter, handles: Handles) -> None:
    """Write one chapter as one unit of work; adds the handles of new records to `handles`."""
    if isinstance(desk.clock, SteppingClock):
        desk.clock.move_to(read_stamp(chapter.at))
    for entry in chapter.entries:
        if entry.handle and not entry.changes and not describe(entry.kind).kind.natural_key:
            handles[entry.handle] = desk.ids.record()
    written: dict[int, str] = {}
    with desk.write(chapter.action) as unit:
        for entry in chapter.entries:
            written[id(entry)] = _write(unit, entry, handles, written)
    files = [entry for entry in chapter.entries if entry.kind == "attachment"]
    if files:
        with desk.workspace.write() as connection:
            for entry in files:
                keep_blob(connection, _file(entry))


def _file(entry: Entry) -> bytes:
    return (sample_folder() / "files" / str(entry.values["file_name"])).read_bytes()


def _write(unit: Unit, entry: Entry, handles: Handles, written: dict[int, str]) -> str:
    record = KINDS[entry.kind]
    values = {field: resolved(value, handles) for field, value in entry.values.items()}
    if entry.kind == "attachment":
        values |= {"sha256": content_hash(_file(entry)), "size": len(_file(entry))}
    if entry.changes:
        record_id = unit.set(record, _known(entry.changes, handles), **values)
    else:
        owner = describe(entry.kind).owner
        if entry.owner is not None and owner is not None:
            values[owner.name] = written[id(entry.owner)]
        record_id = unit.add(record, handles.get(entry.handle, ""), **values)
    if entry.handle:
        handles[entry.handle] = record_id
    return record_id


def resolved(value: Any, handles: Handles) -> Any:
    """Return a value with every "@handle" replaced by its record id. Raises UserError `unknown_handle`."""
    if isinstance(value, list):
        return tuple(resolved(element, handles) for element in value)
    if isinstance(value, str) and value.startswith("@"):
        return _known(value[1:], handles)
    return value


def _known(handle: str, handles: Handles) -> str:
    if handle not in handles:
        raise UserError("unknown_handle", handle=handle)
    return handles[handle]


def _founded(desk: Desk) -> Handles:
    """Return the handles of the records that founding a workspace made."""
    member = next(one for one in desk.records(Member) if one.person == desk.person)
    return {
        "my-area": desk.area,
        "me": desk.person,
        "my-member": member.id,
        "my-group": desk.records(Group)[0].id,
        "my-organisation": member.organisation or desk.records(Organisation)[0].id,
    }


def known_handles(desk: Desk, name: str = SINJAR_BAAJ) -> Handles:
    """Return the record ids of the handles of an example built before, found by their codes or keys."""
    handles = _founded(desk)
    for chapter in chapters(name):
        for entry in chapter.entries:
            if entry.handle and not entry.changes:
                handles.update(_found_again(desk, entry))
    return handles


def _found_again(desk: Desk, entry: Entry) -> Handles:
    record = KINDS[entry.kind]
    labels = ("code", "cycle", "key", "name_en", "title_en", "text_en")
    label = next((field for field in labels if isinstance(entry.values.get(field), str)), "")
    if not label:
        return {}
    found = desk.records(record, **{label: entry.values[label]})
    return {entry.handle: found[0].id} if found else {}
