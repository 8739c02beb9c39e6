"""Remove for good: what is said of a person goes here and, by a #forget that travels, wherever it is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from app.foundation.clock import stamp
from app.foundation.errors import PlaceError, UserError
from app.foundation.files import place_error
from app.models.changeset import Change, read_change
from app.models.personal import STAYS, is_personal
from app.models.registry import KINDS, describe, owned_kinds
from app.services.backups import Backup, backups, folder_of, make_backup
from app.services.desk import Changed, Desk
from app.services.mentions import holds_text, mentions, naming_fields, on_roster
from app.services.rosters import FIRST_STEWARD
from app.storage.appending import Stamp, append
from app.storage.chains import has_begun
from app.storage.forgetting import (
    Forget,
    Said,
    Target,
    carry_out,
    change_for,
    forgets,
    hanging_on,
    has_travelled,
    holds,
    owned_by,
    said_of,
    was_steward,
)
from app.storage.roster_log import first_author
from app.storage.settings import WIPE, read_setting, write_setting
from app.storage.workspace import SUFFIX, Transaction

ACTION = "record.forget"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What removing for good would reach.

    `fields` are those of the record that could go alone, `values` counts present and former values, `along`
    the notes, cards and files that go with a record by kind; `travelled` says whether any of it was in a
    package, `allowed` whether this person may; `backups` counts the copies that lie on this laptop. What is
    left alone: `on_roster` says that the person has an entry there, `named` counts by kind other records
    that say the name, or the value of the field.
    """

    kind: str
    record: str
    field: str
    fields: tuple[str, ...]
    values: int
    along: tuple[tuple[str, int], ...]
    travelled: bool
    allowed: bool
    backups: int
    on_roster: bool = False
    named: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed: records and values; whether freed pages were wiped; backups that still hold it."""

    targets: tuple[Target, ...]
    values: int
    wiped: bool
    backups: tuple[Backup, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    targets: tuple[Target, ...]
    said: tuple[tuple[Target, Said], ...]


def outlook(desk: Desk, kind: str, record_id: str, field: str = "") -> Outlook:
    """Return what `forget` would reach. Raises UserError as it does, but not `not_yours_to_forget`."""
    _check(kind, field)
    with desk.workspace.read() as connection:
        scope = _scope(desk, connection, kind, record_id, field)
        allowed = _may(desk, connection, scope)
        travelled = has_travelled(connection, [said for _, said in scope.said])
        alone = _alone(connection, kind, record_id)
    along: dict[str, int] = {}
    for target in scope.targets:
        if target.kind != kind:
            along[target.kind] = along.get(target.kind, 0) + 1
    stays, named = _left_alone(desk, scope, kind, field)
    return Outlook(
        kind,
        record_id,
        field,
        alone,
        len(scope.said),
        tuple(sorted(along.items())),
        travelled,
        allowed,
        len(_files(desk)),
        stays,
        tuple(sorted(named.items())),
    )


def _left_alone(desk: Desk, scope: _Scope, kind: str, field: str) -> tuple[bool, dict[str, int]]:
    """Return whether the person is on the roster, and kind → how many other records say what is to go.

    A name is looked for in all its present and former spellings.
    """
    naming, book = naming_fields(kind), desk.book()
    wanted = naming if not field else {field} if holds_text(kind, field) else set()
    said = [(one.field, read_change(one.body).v) for target, one in scope.said if target.kind == kind]
    texts = {value for name, value in said if name in wanted and isinstance(value, str)}
    persons = {str(value) for name, value in said if name == "person" and not field}
    here = on_roster(book, persons, texts if wanted <= naming else ())
    return here, mentions(book, texts, {target.record for target in scope.targets})


def forget(desk: Desk, kind: str, record_id: str, field: str = "") -> Forgotten:
    """Remove a personal record, or one field with all its former values, for good. Nothing brings it back.

    With a record go the cards it owns, the notes and files about it, and all it was merged with. Raises
    UserError `unknown_record`, `unknown_field`, `not_personal`, `roster_stays`, `not_yours_to_forget`,
    `nobody_here`.
    """
    _check(kind, field)
    author = desk.author()
    stamped = Stamp(stamp(desk.clock.now()), ACTION, desk.ids.record())
    with desk.write_chain() as connection:
        scope = _scope(desk, connection, kind, record_id, field)
        if not _may(desk, connection, scope):
            raise UserError("not_yours_to_forget")
        for space in sorted({said.space for _, said in scope.said}):
            if not has_begun(connection, space, author.replica):
                desk.begin(connection, space, desk.begin_value(space))
            append(connection, space, author, stamped, _changes(scope, space))
        carry_out(connection, lambda network: _first_steward(connection, network))
    desk.refresh(Changed(frozenset(), frozenset(target.record for target in scope.targets)))
    wiped = wipe_if_due(desk)
    return Forgotten(scope.targets, len(scope.said), wiped, backups_holding(desk, scope.targets))


def _alone(connection: Transaction, kind: str, record_id: str) -> tuple[str, ...]:
    """Return the texts of a record that are here, in the order of its fields."""
    here = {said.field for said in said_of(connection, Target(kind, record_id))}
    fields = describe(kind).fields.items()
    return tuple(name for name, one in fields if name in here and one.rule.salted)


def _changes(scope: _Scope, space: str) -> list[Change]:
    by_target: dict[Target, list[Said]] = {}
    for target, said in scope.said:
        if said.space == space:
            by_target.setdefault(target, []).append(said)
    return [change_for(target, found) for target, found in by_target.items()]


def _check(kind: str, field: str) -> None:
    about = describe(kind)
    if field and field not in about.fields:
        raise UserError("unknown_field", kind=kind, field=field[:80])
    if kind in STAYS:
        raise UserError("roster_stays", kind=kind)
    if not is_personal(kind, field):
        raise UserError("not_personal", kind=kind)


def _scope(desk: Desk, connection: Transaction, kind: str, record_id: str, field: str) -> _Scope:
    """Return everything that goes. Raises UserError `unknown_record` when nothing of it is here."""
    shown = desk.find(KINDS[kind], record_id)
    ids = [one.id for one in desk.book().stored(shown)] if shown is not None else [record_id]
    targets: list[Target] = []
    waiting = [Target(kind, one, field) for one in ids]
    while waiting:
        target = waiting.pop()
        if target not in targets:
            targets.append(target)
            if not field:
                waiting += owned_by(connection, target.record, owned_kinds(target.kind))
                waiting += hanging_on(connection, target.record)
    found = [(target, said) for target in targets for said in said_of(connection, target)]
    if not any(said.kind == kind and said.record in ids for _, said in found):
        raise UserError("unknown_record", kind=kind, id=record_id[:80])
    return _Scope(tuple(targets), tuple(found))


def _may(desk: Desk, connection: Transaction, scope: _Scope) -> bool:
    """Whether everything was written by this person, or they are a steward of the area."""
    own = desk.author().sign_key
    return all(
        said.sign_key == own
        or was_steward(connection, said.space, own, lambda network: _first_steward(connection, network))
        for said in {said.space + said.sign_key: said for _, said in scope.said}.values()
    )


def _first_steward(connection: Transaction, network: str) -> str:
    area = network.split("/")[1]
    return read_setting(connection, FIRST_STEWARD + network) or first_author(connection, network, area)


def carry_out_forgets(connection: Transaction) -> set[str]:
    """Drop what anybody removed for good and a package brought here, or brought back. Returns the records."""
    return carry_out(connection, lambda network: _first_steward(connection, network))


def forgotten(desk: Desk, record_id: str) -> list[Forget]:
    """Return who removed something of a record for good, and when."""
    with desk.workspace.read() as connection:
        return forgets(connection, (record_id,))


def wipe_if_due(desk: Desk) -> bool:
    """Write the file anew when freed pages still hold what was removed. Returns whether none do now.

    Where there is no room for it, the next opening tries again.
    """
    with desk.workspace.read() as connection:
        if read_setting(connection, WIPE) != "1":
            return True
    try:
        desk.workspace.wipe()
    except PlaceError:
        return False
    with desk.workspace.write() as connection:
        write_setting(connection, WIPE, "0")
    return True


def backups_holding(desk: Desk, targets: Sequence[Target]) -> tuple[Backup, ...]:
    """Return the copies on this laptop, newest first, that still hold what was removed, or do not open.

    These are the ring of backups, what is left of one that was never finished, those made before an upgrade,
    and files moved aside by a restore.
    """
    lock = desk.workspace.lock
    found = [path for path in _files(desk) if holds(path, lock, targets) is not False]
    known = {backup.path: backup.made for backup in backups(desk.workspace)}
    made = (Backup(path, known.get(path) or _changed(path)) for path in found)
    return tuple(sorted(made, key=lambda backup: backup.made, reverse=True))


def stale_backups(desk: Desk) -> tuple[Backup, ...]:
    """Return the copies on this laptop that hold anything that anybody ever removed for good."""
    with desk.workspace.read() as connection:
        targets = [Target(one.kind, one.record, one.field) for one in forgets(connection)]
    return backups_holding(desk, targets) if targets else ()


def _files(desk: Desk) -> list[Path]:
    file, folder = desk.workspace.path, folder_of(desk.workspace)
    names = (f"*{SUFFIX}", f".*{SUFFIX}.part")
    ring = [path for name in names for path in sorted(folder.glob(name))] if folder.is_dir() else []
    return [*ring, *sorted(file.parent.glob(f"{escape(file.stem)}.set-aside-*{file.suffix}"))]


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def renew_backups(desk: Desk, old: Iterable[Backup]) -> Path:
    """Make a new backup, then delete those that still hold what was removed. Returns the new one.

    Raises PlaceError; what could not be deleted stays.
    """
    made = make_backup(desk)
    for backup in old:
        try:
            backup.path.unlink(missing_ok=True)
            for end in ("-wal", "-shm"):
                with suppress(FileNotFoundError):
                    backup.path.with_name(backup.path.name + end).unlink()
        except OSError as error:
            raise place_error(error, backup.path) from error
    return made
