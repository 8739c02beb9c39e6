"""Taking packages: opened, previewed, taken in one transaction, undone by setting aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.foundation.files import readable_name
from app.foundation.progress import Progress, unwatched
from app.models.changeset import Arrived
from app.models.registry import KINDS
from app.services.admission import check_chains
from app.services.backups import backup_before
from app.services.desk import MOST_PATCHED, Changed, Desk
from app.services.forgetting import carry_out_forgets, wipe_if_due
from app.services.forks import owners_of
from app.services.rosters import COUNTRY, FIRST_STEWARD, settle_cuts
from app.services.views.said import Label, name_of
from app.storage.apart import Inside, trial_apart
from app.storage.chains import forked_replicas, replica_keys, spaces
from app.storage.cutting import beyond_count, is_cut_off
from app.storage.heard import keep_heard
from app.storage.records import read_records
from app.storage.roster_log import first_author
from app.storage.sending import HeadSignature, keep_signature
from app.storage.setting_aside import last_take, set_aside
from app.storage.settings import read_setting, write_setting
from app.storage.staging import Staging, keep_staged_blobs, nothing_left
from app.storage.taking import (
    EXAMPLES,
    Taken,
    begin_take,
    take_lines,
)
from app.storage.workspace import Transaction
from app.sync.manifest import CHANGES, Manifest, head_fits
from app.sync.package_reader import CheckingSink, Opened, read_later, read_package
from app.sync.word_key import identity_line

NAMED = EXAMPLES
"""Of each kind a report names so many records, when there are so many."""


@dataclass(frozen=True, slots=True)
class Report:
    """What taking a package does (or, of a preview, would do), by kind where it matters.

    `not_counted`: changes that fall out of force, or come out of force, because their device was revoked or
    because they are for headquarters to write and their author is not known as headquarters here;
    `device_revoked`: this very device was, and what is entered here counts no longer; `forgotten`: records
    that somebody removed for good, in whole or in part, and that were dropped here; `forks`: the names of
    people of whom it shows for the first time that a device of theirs went on in two copies of its file;
    `named`: what a few of the records are called, by new, changed, removed or conflicts and by kind.
    """

    sender: str
    sender_key: str
    created: str
    training: bool
    area_titles: dict[str, dict[str, str]]
    spaces: tuple[str, ...]
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    already_known: int = 0
    files: int = 0
    not_counted: int = 0
    device_revoked: bool = False
    forgotten: int = 0
    forks: tuple[str, ...] = ()
    named: dict[str, dict[str, tuple[Label, ...]]] = field(default_factory=dict)


class _Receiver(CheckingSink):
    """Puts a package into staging while it is read, after a look at what it says it is about."""

    def __init__(
        self,
        staging: Staging,
        allowed: frozenset[str] | None,
        read: Callable[[Manifest, Iterator[list[bytes]] | None], Iterator[Arrived]],
    ) -> None:
        self._staging = staging
        self._allowed = allowed
        self._read = read

    def begin(self, manifest: Manifest) -> bool:
        areas = {space.split("/")[1] for space in manifest.spaces if space.startswith("area/")}
        if self._allowed is not None and not areas <= self._allowed:
            raise UserError("package_of_another_area")
        size = sum(entry.size for entry in manifest.entries if entry.name == CHANGES)
        self._staging.begin(size, partial(self._read, manifest))
        return False

    def unread(self, lines: list[bytes]) -> None:
        self._staging.unread(lines)

    def blob(self, name: str, pieces: Iterator[bytes]) -> None:
        self._staging.blob(name, pieces)

    def accepted(self) -> None:
        """Everything came and was verified; `put` reads it."""

    def dropped(self) -> None:
        self._staging.clear()


def open_package(
    desk: Desk,
    path: Path,
    words: tuple[int, ...],
    progress: Progress,
    *,
    join: bool = False,
    staging: Staging | None = None,
) -> tuple[Opened, Staging]:
    """Read a package into staging (one of its own, else that given) with the person's own key, or six words.

    Raises as `read_package`; UserError `package_of_another_area` unless joining.
    """
    identities = [identity_line(words)] if words else []
    if desk.writer is not None:
        identities.append(desk.identity().age_identity)
    staging = staging or Staging(desk.workspace)
    allowed = None if join else frozenset(area.id for area in desk.areas())
    receiver = _Receiver(staging, allowed, partial(read_later, path, identities))
    return read_package(path, identities, receiver, progress), staging


def inspect_package(
    desk: Desk, path: Path, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Report:
    """Return what taking a package would do; nothing is changed. Raises as `take_package`."""
    watch = progress or unwatched()
    with trial_apart(desk.workspace) as (_, connection):
        opened, staging = open_package(desk, path, words, watch, staging=Staging(Inside(connection)))
        return put(desk, connection, opened, staging, readable_name(path), watch)[0]


def take_package(
    desk: Desk,
    path: Path,
    words: tuple[int, ...] = (),
    progress: Progress | None = None,
    *,
    backup: bool = True,
) -> Report:
    """Take a package: all of it in one transaction, or nothing. A backup of what was before is kept
    when it is taken.

    Raises UnknownPerson; UserError `sender_removed`, `altered_chain`, `package_malformed` and as
    `read_package`.
    """
    watch = progress or unwatched()
    opened, staging = open_package(desk, path, words, watch, staging=Staging(None))
    files = partial(_bring_files, desk, opened, path, words) if staging.has_files else None
    try:
        with backup_before(desk) if backup else nullcontext():
            done = _put_whole(desk, opened, staging, readable_name(path), watch, files)
    finally:
        staging.clear()
    return _tell(desk, *done)


def finish_take(desk: Desk, opened: Opened, staging: Staging, file: str, progress: Progress) -> Report:
    """Put what was staged into the log, and tell who listens."""
    return _tell(desk, *_put_whole(desk, opened, staging, file, progress))


def _put_whole(
    desk: Desk,
    opened: Opened,
    staging: Staging,
    file: str,
    progress: Progress,
    bring_files: Callable[[Transaction], int] | None = None,
) -> tuple[Report, Taken]:
    """Put what was staged into the log in one transaction, with the files that `bring_files` counts."""
    with nothing_left(desk.workspace), desk.workspace.write() as connection:
        report, taken = put(desk, connection, opened, staging, file, progress)
        if bring_files is not None:
            report = replace(report, files=bring_files(connection))
    return report, taken


def _bring_files(
    desk: Desk, opened: Opened, path: Path, words: tuple[int, ...], connection: Transaction
) -> int:
    """Read a package, which is taken, once more for its files. Returns how many were new."""
    again, staging = open_package(desk, path, words, unwatched(), staging=Staging(Inside(connection)))
    if again.manifest != opened.manifest:
        raise UserError("package_damaged", file=path.name)
    files = keep_staged_blobs(connection)
    staging.clear()
    return files


def _tell(desk: Desk, report: Report, taken: Taken) -> Report:
    wipe_if_due(desk)
    kinds = frozenset((*report.new, *report.changed, *report.removed))
    desk.refresh(Changed(kinds, taken.touched.named(MOST_PATCHED)))
    return report


def put(
    desk: Desk, connection: Transaction, opened: Opened, staging: Staging, file: str, progress: Progress
) -> tuple[Report, Taken]:
    """Run a take within a transaction, with every check of whose work it is."""
    manifest = opened.manifest
    now = stamp(desk.clock.now())
    take = begin_take(connection, now, opened.sender.name, file)
    keys = replica_keys(connection)
    for head in manifest.heads:
        if not head_fits(head) or keys.setdefault(head.replica, head.signer) != head.signer:
            raise UserError("altered_chain")
        keep_signature(
            connection,
            HeadSignature(head.space, head.replica, head.number, head.hash, head.signer, head.signature),
        )
    before = (_cut_off_here(desk, connection), beyond_count(connection))
    torn = forked_replicas(connection)
    forgotten: set[str] = set()
    after = partial(_after_arrival, forgotten=forgotten)
    with closing(staging.lines()) as lines:
        taken = take_lines(connection, take, lines, progress, opened.lines, after)
    _pin_first_stewards(connection, manifest)
    check_chains(desk, connection, manifest, take)
    vectors = {space: manifest.vector(space) for space in manifest.spaces}
    said = (vectors, manifest.wanted, manifest.created, manifest.number)
    keep_heard(connection, opened.sender.signing_key, manifest.replica, *said, now)
    files = keep_staged_blobs(connection)
    revoked = _cut_off_here(desk, connection) and not before[0]
    fallen = max(0, beyond_count(connection) - before[1])
    report = _report(opened, taken, files, fallen, revoked, len(forgotten))
    forks = owners_of(connection, forked_replicas(connection) - torn)
    return replace(report, forks=forks, named=_named(connection, taken)), taken


def _named(connection: Transaction, taken: Taken) -> dict[str, dict[str, tuple[Label, ...]]]:
    """Return what the examples are called, those left out that have no name of their own."""
    found: dict[str, dict[str, tuple[Label, ...]]] = {}
    for became, kinds in taken.examples.items():
        for kind, ids in kinds.items():
            shown = read_records(connection, KINDS[kind], only=ids, removed=became == "removed")
            names = tuple(name for name in map(name_of, shown) if name)
            if names:
                found.setdefault(became, {})[kind] = names
    return found


def _cut_off_here(desk: Desk, connection: Transaction) -> bool:
    """Whether what this device writes in an area counts no longer."""
    author = desk.author() if desk.writer is not None else None
    held = spaces(connection) if author is not None else ()
    areas = [space for space in held if space != COUNTRY]
    return any(is_cut_off(connection, space, author.replica, author.sign_key) for space in areas if author)


def _after_arrival(connection: Transaction, forgotten: set[str]) -> set[str]:
    """Put out of force what lies beyond revocations, and drop what was removed for good, into `forgotten`."""
    touched = settle_cuts(connection)
    forgotten |= carry_out_forgets(connection)
    return touched | forgotten


def _pin_first_stewards(connection: Transaction, manifest: Manifest) -> None:
    """Keep in mind who created an area when its first package is taken."""
    for space in manifest.spaces:
        if space.endswith("/network") and not read_setting(connection, FIRST_STEWARD + space):
            first = first_author(connection, space, space.split("/")[1])
            if first:
                write_setting(connection, FIRST_STEWARD + space, first)


def _report(
    opened: Opened, taken: Taken, files: int, not_counted: int, revoked: bool, forgotten: int
) -> Report:
    manifest = opened.manifest
    return Report(
        sender=opened.sender.name,
        sender_key=opened.sender.signing_key,
        created=manifest.created,
        training=manifest.training,
        area_titles=manifest.area_titles,
        spaces=manifest.spaces,
        new=dict(taken.new),
        changed=dict(taken.changed),
        removed=dict(taken.removed),
        conflicts=dict(taken.conflicts),
        waiting=taken.waiting,
        already_known=taken.already_known,
        files=files,
        not_counted=not_counted,
        device_revoked=revoked,
        forgotten=forgotten,
    )


def undo_last_take(desk: Desk) -> frozenset[str]:
    """Set the last package taken aside, with all that builds on it. Returns the records touched.

    Raises UserError `no_package_taken`, `own_work_builds_on_it`.
    """
    with desk.write_chain() as connection:
        take = last_take(connection)
        if take is None:
            raise UserError("no_package_taken")
        touched = set_aside(connection, take) | settle_cuts(connection)
    desk.refresh(Changed(frozenset(), touched))
    return touched
