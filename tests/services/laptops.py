"""Several laptops in one folder: an area's creator, members and headquarters, with cheap keys and no
passphrase."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.foundation.clock import SystemClock
from app.foundation.progress import unwatched
from app.keys.locker import Cost as KeyCost
from app.models.changeset import Arrived
from app.models.ids import RandomIds
from app.services.desk import Desk
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer, create_workspace, open_workspace
from app.services.packing import Parcel, make_package
from app.services.taking import Report, take_package
from app.storage.chains import spaces, vector
from app.storage.conflicts import conflicts
from app.storage.lock_box import Cost
from app.storage.rebuilding import rebuild, state_hash
from app.sync.package_reader import CheckingSink, read_package
from app.sync.word_key import identity_line

CHEAP = Costs(Cost(2**4), KeyCost(2**4))
WORDS = (1, 2, 3, 4, 5, 6)
NAMES = ("Dalia", "Omar", "Nadia", "Huda")


@dataclass(slots=True)
class Laptop:
    """One person's laptop: a data folder, a workspace, an open desk."""

    name: str
    folder: Path
    desk: Desk

    @property
    def file(self) -> Path:
        return self.folder / "work.masarw"

    def use(self) -> Desk:
        """Make this laptop's data folder the one in use and return its desk."""
        os.environ["MASAR_DATA_DIR"] = str(self.folder / "data")
        return self.desk

    def pack(self, out: Path, *to: str) -> Path:
        make_package(self.use(), Parcel(to=to), out)
        return out

    def take(self, package: Path) -> Report:
        return take_package(self.use(), package, backup=False)

    def state(self) -> dict[str, tuple[bytes, str]]:
        with self.use().workspace.read() as connection:
            return {
                space: (vector(connection, space).canonical(), state_hash(connection, space))
                for space in spaces(connection)
            }

    def conflicts(self) -> list[object]:
        with self.use().workspace.read() as connection:
            return list(conflicts(connection))

    def rebuilt(self) -> dict[str, tuple[bytes, str]]:
        with self.use().workspace.write() as connection:
            rebuild(connection)
        self.desk.refresh_all()
        return self.state()


def found(folder: Path, *members: str) -> list[Laptop]:
    """Return the creator's laptop and those of the members, who joined with six words.

    They are made once per process and copied: two calls with the same members give the same people.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return copies(_originals(members), folder)


@cache
def _originals(members: tuple[str, ...]) -> list[Laptop]:
    folder, before = Path(tempfile.mkdtemp()), os.environ.get("MASAR_DATA_DIR")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = _found(folder, *members)
    for laptop in made:
        laptop.use().close()
    if before is not None:
        os.environ["MASAR_DATA_DIR"] = before
    return made


def _found(folder: Path, *members: str) -> list[Laptop]:
    first = _folder(folder, NAMES[0])
    newcomer = Newcomer(NAMES[0], "Hand in Hand", "focal_point")
    opened = create_workspace(first / "work.masarw", "IQG15Q07", newcomer, None, costs=CHEAP)
    laptops = [Laptop(NAMES[0], first, opened.desk)]
    for name in members:
        package = laptops[0].folder / f"for-{name}.masar"
        make_package(laptops[0].use(), Parcel(words=WORDS, invite=True, role="member"), package)
        laptops.append(joined(folder, name, package, "member"))
        laptops[0].take(laptops[-1].pack(folder / f"hello-{name}.masar", NAMES[0]))
    for laptop in laptops[1:]:
        laptop.take(laptops[0].pack(folder / f"welcome-{laptop.name}.masar", laptop.name))
    return laptops


def founded(folder: Path, name: str, place: str) -> Laptop:
    """Return the laptop of somebody who creates an area for a place."""
    own = _folder(folder, name)
    newcomer = Newcomer(name, "Hand in Hand", "focal_point")
    return Laptop(name, own, create_workspace(own / "work.masarw", place, newcomer, None, costs=CHEAP).desk)


def invited(creator: Laptop, package: Path, role: str) -> Path:
    """Return a package with which somebody may join the creator's area, by six words."""
    make_package(creator.use(), Parcel(words=WORDS, invite=True, role=role), package)
    return package


def inside(receiver: Laptop, package: Path) -> str:
    """Return every changeset of a package in clear, as one text."""
    sink = _Texts()
    identity = receiver.use().identity().age_identity
    read_package(package, [identity, identity_line(WORDS)], sink, unwatched())
    return "\n".join(sink.lines)


class _Texts(CheckingSink):
    """Keeps the lines of a package."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, came: Arrived) -> None:
        self.lines.append(came.text)


def joined(folder: Path, name: str, package: Path, role: str) -> Laptop:
    """Return the laptop of somebody who joins with a package."""
    own = _folder(folder, name)
    opened, _ = join_workspace(
        own / "work.masarw", package, Newcomer(name, f"{name}'s organisation", role), None, WORDS, costs=CHEAP
    )
    return Laptop(name, own, opened.desk)


def copies(laptops: list[Laptop], folder: Path) -> list[Laptop]:
    """Return copies of closed laptops in another folder, data folders and all: the same replicas go on."""
    copied = []
    for laptop in laptops:
        own = folder / laptop.name
        shutil.copytree(laptop.folder, own)
        os.environ["MASAR_DATA_DIR"] = str(own / "data")
        desk = open_workspace(
            own / "work.masarw", None, clock=SystemClock(), ids=RandomIds(), costs=CHEAP
        ).desk
        copied.append(Laptop(laptop.name, own, desk))
    return copied


def _folder(folder: Path, name: str) -> Path:
    own = folder / name
    own.mkdir(parents=True)
    os.environ["MASAR_DATA_DIR"] = str(own / "data")
    return own


def bring_everyone_up_to_date(laptops: list[Laptop], folder: Path) -> None:
    """Let everyone's packages reach the first, and one package of the first reach everyone."""
    first, *others = laptops
    for sender in others:
        first.take(sender.pack(folder / f"last-{sender.name}.masar", first.name))
    package = first.pack(folder / "last.masar", *(laptop.name for laptop in others))
    for laptop in others:
        laptop.take(package)
