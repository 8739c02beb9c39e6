"""All packages of a folder or stick: found by content, put into an order in which little waits, taken."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.foundation.errors import Cancelled, MasarError, PlaceError, UserError
from app.foundation.files import is_there
from app.foundation.progress import Progress, unwatched
from app.models.vector import Vector, union
from app.services.admission import UnknownPerson
from app.services.backups import backup_before
from app.services.desk import Desk
from app.services.recognising import FileKind, files_in, kind_by_start
from app.services.strangers import keep_stranger, waits_no_longer
from app.services.taking import Report, take_package
from app.storage.chains import spaces, vector
from app.storage.outlook import newest_take, waiting_by_take
from app.sync.manifest import Manifest
from app.sync.package_reader import CheckingSink, read_package
from app.sync.word_key import identity_line

Words = tuple[int, ...]
LOCKED = "wrong_words_or_not_for_you"


MOST_FILES = 20_000
"""Files that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A package that can be opened; `words` are the six that open it, () for the person's own key."""

    path: Path
    words: Words
    sender: str
    created: str
    spaces: tuple[str, ...]
    training: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A package that cannot be opened or taken, and why."""

    path: Path
    error: MasarError

    @property
    def locked(self) -> bool:
        """Whether six words might open it."""
        return isinstance(self.error, UserError) and self.error.code == LOCKED


@dataclass(frozen=True, slots=True)
class Collection:
    """What lies in the places named: packages in the order to take them, and what is none, by file.

    `cut_short`: there are more files than are looked at.
    """

    packages: tuple[Found, ...]
    refused: tuple[Refusal, ...]
    others: tuple[Path, ...]
    cut_short: bool = False

    @property
    def locked(self) -> tuple[Refusal, ...]:
        """The packages that six words might open."""
        return tuple(one for one in self.refused if one.locked)


@dataclass(frozen=True, slots=True)
class Took:
    """What became of one package: a report, or why it was refused; `waits` is under which id it is kept, as
    nobody here knows somebody whose work is in it, else "".
    """

    path: Path
    report: Report | None = None
    error: MasarError | None = None
    waits: str = ""


def collect(
    desk: Desk, places: Sequence[Path], words: Sequence[Words] = (), progress: Progress | None = None
) -> Collection:
    """Return the packages among files and in folders. Each of the sets of six words is tried on all.

    Nothing is changed. Raises UserError `folder_missing` when there is no other place; Cancelled.
    """
    missing = [place for place in places if not is_there(place)]
    if missing and len(places) == 1:
        raise UserError("folder_missing", folder=missing[0].name)
    watch, opened = progress or unwatched(), list[tuple[Found, Manifest]]()
    kinds, cut_short = dict[Path, FileKind](), False
    for path in files_in([place for place in places if place not in missing]):
        watch.step(0, 1)
        if cut_short := len(kinds) >= MOST_FILES:
            break
        kinds[path] = kind_by_start(path)
    packages = [path for path, kind in kinds.items() if kind == "package"]
    unread = [path for path, kind in kinds.items() if kind == "unreadable"]
    refused = [Refusal(path, PlaceError("file_missing", file=path.name)) for path in missing]
    refused += [Refusal(path, PlaceError("file_not_readable", file=path.name)) for path in unread]
    keys = {one: identity_line(one) for one in words}
    for number, path in enumerate(packages):
        watch.step(number, len(packages))
        try:
            opened.append(_opened(desk, path, keys))
        except MasarError as error:
            refused.append(Refusal(path, error))
    others = tuple(path for path, kind in kinds.items() if kind not in ("package", "unreadable"))
    return Collection(tuple(_ordered(desk, opened)), tuple(refused), others, cut_short)


def take_all(
    desk: Desk, packages: Sequence[Found], progress: Progress | None = None, *, backup: bool = True
) -> list[Took]:
    """Take packages one after the other; what is refused leaves the others alone. One backup of what was
    before is kept if any is taken.
    A package of somebody nobody here knows is kept, and waits for a steward. `waiting` of a report is what
    still waits of that package when all are taken.

    Stopped between two packages, those taken stay taken and the others are refused with `stopped_before`;
    raises Cancelled when none was.
    """
    watch, went = progress or unwatched(), list[tuple[int, Took]]()
    taken = partial(_any_taken, went)
    with backup_before(desk, taken) if backup and packages else nullcontext():
        for number, one in enumerate(packages):
            try:
                watch.step(number, len(packages))
            except Cancelled:
                if not _any_taken(went):
                    raise
                went += [
                    (0, Took(left.path, error=UserError("stopped_before"))) for left in packages[number:]
                ]
                break
            went.append(_take(desk, one))
    with desk.workspace.read() as connection:
        waiting = waiting_by_take(connection)
    done = [settled(took, waiting.get(take, 0)) for take, took in went]
    return [_kept(desk, one, took) for one, took in zip(packages, done, strict=True)]


def _any_taken(went: Sequence[tuple[int, Took]]) -> bool:
    return any(took.report is not None for _, took in went)


def _take(desk: Desk, one: Found) -> tuple[int, Took]:
    """Take a package; returns the number of the take, 0 when it was refused, and what became of it."""
    try:
        report = take_package(desk, one.path, one.words, backup=False)
    except MasarError as error:
        return 0, Took(one.path, error=error)
    waits_no_longer(desk, one.path)
    with desk.workspace.read() as connection:
        return newest_take(connection), Took(one.path, report=report)


def settled(took: Took, waiting: int) -> Took:
    """Return what became of a package once those after it are taken too: `waiting` of its changes still
    wait.
    """
    return replace(took, report=replace(took.report, waiting=waiting)) if took.report is not None else took


def _kept(desk: Desk, one: Found, took: Took) -> Took:
    if not isinstance(took.error, UnknownPerson):
        return took
    try:
        kept = keep_stranger(desk, one.path, one.words, took.error.card)
    except MasarError as error:
        return replace(took, error=error)
    return replace(took, waits=kept.id)


def _opened(desk: Desk, path: Path, keys: dict[Words, str]) -> tuple[Found, Manifest]:
    """Read a package to its end with the person's own key, then with each of the words."""
    own = [((), desk.identity().age_identity)] if desk.writer is not None else []
    ways: list[tuple[Words, str]] = [*own, *keys.items()]
    locked: MasarError = UserError(LOCKED, file=path.name)
    for words, key in ways:
        try:
            manifest = read_package(path, [key], CheckingSink(), unwatched()).manifest
        except UserError as error:
            if error.code != LOCKED:
                raise
            locked = error
            continue
        found = Found(path, words, manifest.sender.name, manifest.created, manifest.spaces, manifest.training)
        return found, manifest
    raise locked


def _ordered(desk: Desk, opened: Sequence[tuple[Found, Manifest]]) -> list[Found]:
    """Return the packages so that each comes after those that bring what it builds on, else by date."""
    with desk.workspace.read() as connection:
        held = {space: vector(connection, space) for space in spaces(connection)}
    waiting = sorted(opened, key=lambda pair: (pair[0].created, pair[0].path.name))
    order: list[Found] = []
    while waiting:
        fitting = (pair for pair in waiting if _fits(pair[1], held))
        chosen = next(fitting, waiting[0])
        waiting.remove(chosen)
        order.append(chosen[0])
        for space in chosen[1].spaces:
            held[space] = union([held.get(space, Vector()), chosen[1].vector(space)])
    return order


def _fits(manifest: Manifest, held: dict[str, Vector]) -> bool:
    """Whether all that a package was made to follow is here."""
    return all(held.get(space, Vector()).covers_all(manifest.base_of(space)) for space in manifest.spaces)
