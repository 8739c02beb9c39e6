"""A package with as many changes as wanted, from a member who joined by invitation, to who made the area."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from app.foundation.clock import SystemClock, stamp
from app.foundation.progress import unwatched
from app.keys.locker import Cost as KeyCost
from app.models.changeset import arrived, read_line
from app.models.ids import CountedIds
from app.services.desk import Desk
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer, create_workspace
from app.services.packing import Parcel, make_package
from app.storage.chains import heads
from app.storage.lock_box import Cost
from app.storage.sending import lines
from app.sync.manifest import Letter, sign_head
from app.sync.package_writer import Content, write_package
from benchmarks.invented_log import CHANGES_PER_RECORD, Chain, record_lines

CHEAP = Costs(Cost(2**10), KeyCost(2**10))
PASSPHRASE = "six plain words"
WORDS = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class LongPackage:
    """The package, its lines, and where the workspace is that is to take it."""

    path: Path
    lines: list[str]
    receiver: Path


def long_package(folder: Path, changes: int) -> LongPackage:
    """Make two encrypted workspaces and a package of at least `changes` changes between them."""
    receiver = create_workspace(
        _home(folder, "dalia"), "IQG15Q07", Newcomer("Dalia", "Hand in Hand", "focal_point"), PASSPHRASE,
        costs=CHEAP,
    ).desk  # fmt: skip
    invitation = folder / "invitation.masar"
    make_package(receiver, Parcel(words=WORDS, invite=True, role="member"), invitation)
    opened, _ = join_workspace(
        _home(folder, "omar"), invitation, Newcomer("Omar", "Wells", "member"), None, WORDS, costs=CHEAP
    )
    made = _lines(opened.desk, changes)
    _write(opened.desk, receiver, folder / "long.masar", made)
    opened.desk.close()
    receiver.close()
    return LongPackage(folder / "long.masar", made, home(folder, "dalia"))


def home(folder: Path, name: str) -> Path:
    """Let a person's data folder be the one in use. Returns where their workspace is."""
    os.environ["MASAR_DATA_DIR"] = str(folder / name / "data")
    return folder / name / "work.masarw"


def _home(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return home(folder, name)


def _space(desk: Desk) -> str:
    return f"area/{desk.area}/network"


def _lines(desk: Desk, changes: int) -> list[str]:
    """Return a member's chain: how it begins, and invented work beyond."""
    with desk.workspace.read() as connection:
        space, replica = _space(desk), desk.author().replica
        own = next(head for head in heads(connection, space) if head.replica == replica)
        begun = list(lines(connection, {own.chain: (0, own.sequence)}))
    chain = Chain(CountedIds(), space, replica)
    for line in begun:
        chain.follow(arrived(read_line(line)))
    for _ in range(-(-changes // CHANGES_PER_RECORD)):
        begun += record_lines(chain)
    return begun


def _write(sender: Desk, receiver: Desk, path: Path, made: list[str]) -> None:
    identity, last = sender.identity(), arrived(read_line(made[-1]))
    header = last.header
    head = sign_head(identity.signing_seed, header.p, header.w, header.n, last.hash, identity.signing_key)
    letter = Letter(
        created=stamp(SystemClock().now()), sender=sender.identity_card(), replica=header.w,
        spaces=(header.p,), vectors={}, heads=(head,),
    )  # fmt: skip
    recipient = receiver.identity().recipient
    write_package(path, letter, Content(lambda: made), [recipient], identity.signing_seed, unwatched())
