"""A group of nine: who created the area and eight who joined, each with a little work, all up to date."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from app.keys.locker import Cost as KeyCost
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer, create_workspace
from app.services.packing import Parcel, make_package
from app.services.taking import take_package
from app.storage.lock_box import Cost

CHEAP = Costs(Cost(2**4), KeyCost(2**4))
WORDS = (1, 2, 3, 4, 5, 6)
NAMES = ("Dalia", "Omar", "Nadia", "Huda", "Salim", "Rana", "Yusuf", "Layla", "Karim")


@dataclass(slots=True)
class Laptop:
    """One person's laptop: a data folder and an open desk."""

    name: str
    folder: Path
    desk: Desk

    def use(self) -> Desk:
        """Make this laptop's data folder the one in use and return its desk."""
        os.environ["MASAR_DATA_DIR"] = str(self.folder)
        return self.desk


def nine_laptops(folder: Path) -> list[Laptop]:
    """Return nine laptops; the first has heard from all others and made the area."""
    first = Laptop(NAMES[0], _data(folder, NAMES[0]), _founded(folder))
    others = [_joined(folder, first, name) for name in NAMES[1:]]
    for laptop in (first, *others):
        with laptop.use().write("activity.add") as unit:
            unit.add(Activity, title_en=f"Wells near the school of {laptop.name}")
            unit.add(Activity, title_en=f"Health post with {laptop.name}")
    for sender in others:
        one_to_another(sender, first, folder / "round.masar")
    for receiver in others:
        one_to_another(first, receiver, folder / "round.masar")
        one_to_another(receiver, first, folder / "round.masar")
    return [first, *others]


def one_to_another(sender: Laptop, receiver: Laptop, out: Path) -> int:
    """Let one person's package reach another; return its bytes."""
    packed = make_package(sender.use(), Parcel(to=(receiver.name,)), out)
    take_package(receiver.use(), out, backup=False)
    return packed.size


def _data(folder: Path, name: str) -> Path:
    own = folder / name
    own.mkdir()
    os.environ["MASAR_DATA_DIR"] = str(own)
    return own


def _founded(folder: Path) -> Desk:
    newcomer = Newcomer(NAMES[0], "Hand in Hand", "focal_point")
    return create_workspace(folder / NAMES[0] / "work.masarw", "IQG15Q07", newcomer, None, costs=CHEAP).desk


def _joined(folder: Path, first: Laptop, name: str) -> Laptop:
    package = folder / f"for-{name}.masar"
    make_package(first.use(), Parcel(words=WORDS, invite=True, role="member"), package)
    own = _data(folder, name)
    newcomer = Newcomer(name, f"{name}'s organisation", "member")
    opened, _ = join_workspace(own / "work.masarw", package, newcomer, None, WORDS, costs=CHEAP)
    laptop = Laptop(name, own, opened.desk)
    one_to_another(laptop, first, folder / "hello.masar")
    return laptop
