"""The cast of the story of exchange: people with laptops, a calendar, and the ways that packages travel.

Everybody's confirmed edits and every disagreement they were shown are written down on the way, so that the
end can be held against them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
    """The true day of the story, and by how many days each person's clock is wrong."""

    today: datetime = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    wrong: dict[str, int] = field(default_factory=dict)
    at: str = ""

    def now(self) -> datetime:
        self.today += timedelta(seconds=1)
        return self.today + timedelta(days=self.wrong.get(self.at, 0))

    def move(self, days: int) -> None:
        self.today += timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that somebody wrote, after the program said that it was kept."""

    who: str
    kind: str
    record: str
    field: str
    value: object


@dataclass(slots=True)
class Chronicle:
    """What happened: confirmed edits, those of them that may not travel, and `record/field` of everything
    that people were shown to disagree on."""

    edits: list[Edit] = field(default_factory=list)
    withheld: list[Edit] = field(default_factory=list)
    disagreements: set[str] = field(default_factory=set)

    def takes_out(self, record: str, *values: object) -> None:
        """Note that values of a record stay behind, or are removed for good: all of them, or those named."""
        found = [one for one in self.edits if one.record == record and (not values or one.value in values)]
        assert found
        self.withheld += found


@dataclass(frozen=True, slots=True)
class Person(Laptop):
    """Somebody with a laptop, whose clock may be wrong, and what is written down of their doings."""

    calendar: Calendar
    chronicle: Chronicle

    def __call__(self, *words: object, status: int = 0) -> Ended:
        self.calendar.at = self.name
        # Not super(): a dataclass with slots is another class than the one super() knows.
        return Laptop.__call__(self, *words, status=status)

    def add(self, kind: str, **values: object) -> str:
        made = str(self("record", "add", "FILE", kind, "--data", json.dumps(values), "--json").data["id"])
        self._note(kind, made, values)
        return made

    def change(self, kind: str, record: str, **values: object) -> None:
        self("record", "set", "FILE", kind, record, "--data", json.dumps(values))
        self._note(kind, record, values)

    def remove(self, kind: str, record: str) -> None:
        self("record", "remove", "FILE", kind, record)
        self._note(kind, record, {"alive": False})

    def decide(self, conflict: dict[str, Any], value: object, reason: str) -> None:
        """Decide for one of the values shown, or for another one, and say why."""
        places = [choice["number"] for choice in conflict["choices"] if choice["value"] == value]
        chosen = ("--keep", places[0]) if places else ("--value", json.dumps(value))
        self("conflicts", "decide", "FILE", conflict["id"], *chosen, "--reason", reason)
        self._note(conflict["kind"], conflict["record"], {conflict["field"]: value})

    def _note(self, kind: str, record: str, values: dict[str, Any]) -> None:
        self.chronicle.edits += [Edit(self.name, kind, record, *one) for one in values.items()]

    def get(self, kind: str, record: str) -> dict[str, Any]:
        return dict(self("record", "get", "FILE", kind, record, "--json").data)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        return list(self("record", "list", "FILE", kind, "--json").data)

    def titles(self, kind: str) -> set[str]:
        return {str(one["title_en"]) for one in self.listed(kind)}

    def conflicts(self) -> list[dict[str, Any]]:
        """Return what is open, which this person has seen then."""
        found = list(self("conflicts", "list", "FILE", "--json").data)
        self.chronicle.disagreements |= {one["id"] for one in found}
        return found

    def take(self, package: Path, *options: object) -> dict[str, Any]:
        """Take a package and look at what it made people disagree on."""
        told = dict(self("package", "take", "FILE", package, *options, "--json").data)
        if told["conflicts"]:
            assert self.conflicts()
        return told

    def take_all(self, folder: Path) -> list[dict[str, Any]]:
        """Take every package in a folder, whatever the names."""
        told = list(self("package", "take", "FILE", folder, "--json").data["packages"])
        if any(one["conflicts"] for one in told):
            assert self.conflicts()
        return told

    def ask(self, out: Path) -> Path:
        """Write a request file, which says what is here."""
        self("package", "request", "FILE", "-o", out)
        return out

    def answer(self, request: Path, out: Path, *to: Person) -> Path:
        """Pack what a request asks for: for whoever asks, or for people named, of whom some may lack more."""
        options = [word for one in to for word in ("--to", one.name)]
        self("package", "make", "FILE", "-o", out, "--for", request, *options)
        return out

    def pack_for_words(self, out: Path) -> str:
        """Pack everything for six new words. Returns the line of the age tool that opens it."""
        made = ("package", "make", "FILE", "-o", out, "--new-words", "--json")
        os.environ["SIX"] = " ".join(self(*made).data["words"])
        return self("package", "key", "--words-env", "SIX").out.strip()

    def waiting(self) -> int:
        return int(self.state()["waiting"])

    def on_roster(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of the list of people with this name."""
        return [one for one in self("person", "list", "FILE", "--json").data if one["name"] == name]

    def own_row(self) -> dict[str, Any]:
        """Return the row of whoever is at work."""
        return next(one for one in self.on_roster(self.name) if one["me"])

    def own_words(self) -> str:
        """Return the eight words of whoever is at work, as they read them out from their own laptop."""
        return " ".join(self.own_row()["words"])


class Cast:
    """Everybody, by name, and the stick, mail and phone by which packages travel."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.calendar = Calendar()
        self.chronicle = Chronicle()
        self.people: dict[str, Person] = {}
        self._sticks = 0
        patch.setattr(SystemClock, "now", lambda _: self.calendar.now())

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def person(self, name: str, file: Path) -> Person:
        return Person(name, file, self.calendar, self.chronicle)

    def laptop(self, name: str, person: str = "") -> Person:
        """Return a new laptop, with nothing on it yet."""
        file = self.folder / name / "work.masarw"
        file.parent.mkdir(parents=True)
        self.people[name] = self.person(person or name, file)
        return self.people[name]

    def stick(self) -> Path:
        """Return a path on a stick that no package has yet."""
        self._sticks += 1
        return self.folder / f"{self._sticks}.masar"

    def join(self, host: Person, name: str, role: str, laptop: str = "") -> Person:
        """Let somebody join with a package and six words, and say hello."""
        guest = self._begin(host, name, role, laptop, "--invite", "--role", role)
        host.take(guest.pack(self.stick(), host.name))
        return guest

    def join_by_card(self, host: Person, name: str, role: str, card: str) -> Person:
        """Let somebody join whom no invitation names; their card, file or picture, comes by itself."""
        guest, sent = self._begin(host, name, role, ""), self.folder / card
        guest("person", "card", "FILE", "-o", sent)
        host("person", "trust", "FILE", sent, "--role", role)
        host.take(guest.pack(self.stick(), host.name))
        return guest

    def _begin(self, host: Person, name: str, role: str, laptop: str, *options: str) -> Person:
        guest, package = self.laptop(laptop or name, name), self.stick()
        told = host("package", "make", "FILE", "-o", package, "--new-words", *options, "--json").data
        os.environ["SIX"] = " ".join(told["words"])
        guest(
            *("join", "FILE", package, "--person", name, *WHO, "--role", role, "--words-env", "SIX"),
            "--no-passphrase",
        )
        return guest

    @contextmanager
    def sharing(self, host: Person, name: str, passphrase: str) -> Iterator[Person]:
        """Let somebody begin on another's laptop, with keys and a passphrase of their own, and work there;
        at the end its owner sits down again."""
        os.environ["MASAR_PERSON_PASSPHRASE"] = passphrase
        host("person", "begin", "FILE", "--person", name, *WHO, "--role", "member")
        try:
            yield self.person(name, host.file)
        finally:
            del os.environ["MASAR_PERSON_PASSPHRASE"]
            host("person", "change", "FILE", host.name)

    def send(self, sender: Person, *to: Person) -> Path:
        """Carry one package to everyone named, who take it. Returns the file, which stays on the stick."""
        package = sender.pack(self.stick(), *(one.name for one in to))
        for one in to:
            one.take(package)
        return package

    def mail(self, to: Person, letter: str, attachments: dict[str, str]) -> list[dict[str, Any]]:
        """Let people mail their packages to somebody, who takes all that came.

        `attachments` are the names that the files take on the way, by laptop. Returns the reports.
        """
        inbox = self.folder / f"mail {self._sticks}" / "attachments"
        inbox.mkdir(parents=True)
        (inbox / "message.txt").write_text(letter)
        for sender, name in attachments.items():
            self[sender].pack(self.stick(), to.name).rename(inbox / name)
        told = to.take_all(inbox.parent)
        assert {one["file"] for one in told} == set(attachments.values())
        return told

    def phone(self, sender: Person, to: Person) -> None:
        """Answer a request with a file that lies anywhere; what opens it are six words told by phone."""
        asked, package = to.ask(self.stick()), self.stick()
        made = ("package", "make", "FILE", "-o", package, "--for", asked, "--new-words", "--language", "ar")
        os.environ["SIX"] = " ".join(sender(*made, "--json").data["words"])
        to.take(package, "--words-env", "SIX")

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
        return Person(victim.name, folder / "work.masarw", self.calendar, Chronicle())
