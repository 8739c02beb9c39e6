"""The cast of the story of exchange: people with laptops, a calendar, and the sticks that carry packages."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli.calling import WHO, Ended, Laptop

from app.foundation.clock import SystemClock

CENTRE = "Huda"


@dataclass(slots=True)
class Calendar:
    """The true day of the story, and by how many days each laptop's clock is wrong."""

    today: datetime = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    wrong: dict[str, int] = field(default_factory=dict)
    at: str = ""

    def now(self) -> datetime:
        self.today += timedelta(seconds=1)
        return self.today + timedelta(days=self.wrong.get(self.at, 0))

    def move(self, days: int) -> None:
        self.today += timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Person(Laptop):
    """Somebody with a laptop, whose clock may be wrong."""

    calendar: Calendar

    def __call__(self, *words: object, status: int = 0) -> Ended:
        self.calendar.at = self.name
        # Not super(): a dataclass with slots is another class than the one super() knows.
        return Laptop.__call__(self, *words, status=status)

    def add(self, kind: str, **values: object) -> str:
        return str(self("record", "add", "FILE", kind, "--data", json.dumps(values), "--json").data["id"])

    def change(self, kind: str, record: str, **values: object) -> None:
        self("record", "set", "FILE", kind, record, "--data", json.dumps(values))

    def get(self, kind: str, record: str) -> dict[str, Any]:
        return dict(self("record", "get", "FILE", kind, record, "--json").data)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        return list(self("record", "list", "FILE", kind, "--json").data)

    def conflicts(self) -> list[dict[str, Any]]:
        return list(self("conflicts", "list", "FILE", "--json").data)


class Cast:
    """Everybody, by name, and the stick on which packages travel."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.calendar = Calendar()
        self.people: dict[str, Person] = {}
        self._sticks = 0
        patch.setattr(SystemClock, "now", lambda _: self.calendar.now())

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def laptop(self, name: str, person: str = "") -> Person:
        """Return a new laptop, with nothing on it yet."""
        file = self.folder / name / "work.masarw"
        file.parent.mkdir(parents=True)
        self.people[name] = Person(person or name, file, self.calendar)
        return self.people[name]

    def stick(self) -> Path:
        """Return a path on a stick that no package has yet."""
        self._sticks += 1
        return self.folder / f"{self._sticks}.masar"

    def join(self, host: Person, name: str, role: str, laptop: str = "") -> Person:
        """Let somebody join with a package and six words, and say hello."""
        guest, package = self.laptop(laptop or name, name), self.stick()
        told = host(
            *("package", "make", "FILE", "-o", package, "--new-words", "--invite", "--role", role, "--json")
        ).data
        os.environ["SIX"] = " ".join(told["words"])
        guest(
            *("join", "FILE", package, "--person", name, *WHO, "--role", role, "--words-env", "SIX"),
            "--no-passphrase",
        )
        host.take(guest.pack(self.stick(), host.name))
        return guest

    def send(self, sender: Person, *to: Person) -> Path:
        """Carry one package to everyone named, who take it. Returns the file, which stays on the stick."""
        package = sender.pack(self.stick(), *(one.name for one in to))
        for one in to:
            one.take(package)
        return package

    def gather(self, first: Person, others: list[Person]) -> None:
        """Everybody hands the first what they have, and the first hands everybody everything."""
        for one in others:
            self.send(one, first)
        group = [one for one in others if one.name != CENTRE]
        self.send(first, *group)
        for one in others:
            if one.name == CENTRE:
                self.send(first, one)

    def thief(self, victim: Person) -> Person:
        """Return somebody who goes on with a stolen laptop; the owner has nothing left."""
        folder = self.folder / f"stolen-{victim.name}"
        shutil.move(victim.file.parent, folder)
        del self.people[victim.name]
        return Person(victim.name, folder / "work.masarw", self.calendar)
