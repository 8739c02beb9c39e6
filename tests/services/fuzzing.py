"""Packages bent in every layer: the age file, the ZIP inside, the JSON inside that, signed again or not.

What is kept in the corpus are inputs that were refused in a place where none was refused before; they
are bent further. A refusal with a code is right, anything else is a crash.
"""

from __future__ import annotations

import hashlib
import io
import random
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import pyrage

from app.foundation.errors import MasarError
from app.services.desk import Desk
from app.services.taking import inspect_package, take_package
from tests.services.forging import Parts, entries_of, parts, resign
from tests.services.hostile_traces import everything
from tests.services.laptops import Laptop

TAKEN = "taken"
ODD = (
    0,
    1,
    -1,
    2**31,
    2**53,
    2**63,
    -(2**63),
    1e308,
    True,
    None,
    "",
    "\u0000",
    "\u202e",
    [],
    {},
    [[]],
    "A" * 5000,
)
ODD_NAMES = ("../x", "/etc/x", "blobs/", "a" * 300, "manifest.json")
ODD_BYTES = (
    b"\x00",
    b"\xff" * 4,
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\n",
    b'"',
    b"{",
    b"]",
    b"\xed\xa0\x80",
    b"1e999",
)


@dataclass(slots=True)
class Fuzz:
    """Bends packages from one laptop to another until something else than a refusal happens."""

    sender: Laptop
    receiver: Laptop
    good: Path
    folder: Path
    dice: random.Random
    corpus: list[bytes] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    executions: int = 0
    taken: int = 0
    refused: int = 0

    def step(self) -> None:
        """Bend one package and show it to the receiver."""
        way = self.dice.choice((self.outer, self.zipped, self.entries, self.signed, self.signed))
        self.show(way())

    def show(self, inside: bytes, *, sealed: bool = False) -> str:
        """Let the receiver take a package with these clear bytes. Returns where it was refused, or "taken".

        A look at it says the same beforehand; what is refused changes nothing; what is taken is in the log.
        """
        path = self.folder / "bent.masar"
        path.write_bytes(inside if sealed else self.seal(inside))
        self.executions += 1
        before = everything(self.receiver)
        place = self._tried(inspect_package, path)
        assert everything(self.receiver) == before, f"a look changed something: {place}"
        taken = self._tried(partial(take_package, backup=False), path)
        assert taken.split()[0] == place.split()[0], f"a look says {place}, taking {taken}"
        if taken == TAKEN:
            self.taken += 1
            assert self.receiver.state() == self.receiver.rebuilt(), "the tables are not what the log says"
        else:
            self.refused += 1
            assert everything(self.receiver) == before, f"changed by what was refused: {taken}"
        if place not in self.seen and not sealed:
            self.seen.add(place)
            self.corpus.append(inside)
        return taken

    def _tried(self, way: Callable[[Desk, Path], object], path: Path) -> str:
        try:
            way(self.receiver.use(), path)
        except MasarError as refused:
            return _place(refused)
        return TAKEN

    def seal(self, inside: bytes) -> bytes:
        key = pyrage.x25519.Recipient.from_str(self.receiver.use().identity().recipient)
        return pyrage.encrypt(inside, [key])

    def outer(self) -> bytes:
        """Bend the age file itself; it is shown as it is."""
        self.show(self.bent(self.good.read_bytes()), sealed=True)
        return self.zipped()

    def zipped(self) -> bytes:
        """Bend the bytes of a ZIP."""
        return self.bent(self.dice.choice(self.corpus) if self.corpus else self.clear())

    def clear(self) -> bytes:
        return packed(entries_of(self.good, self.receiver.use().identity()))

    def entries(self) -> bytes:
        """Bend, double, drop or reorder entries."""
        found = entries_of(self.good, self.receiver.use().identity())
        place = self.dice.randrange(len(found))
        name, data = found[place]
        change: Callable[[], None] = self.dice.choice(
            (
                lambda: found.__setitem__(place, (name, self.bent(data))),
                lambda: found.insert(place, found[self.dice.randrange(len(found))]),
                lambda: found.__delitem__(place),
                lambda: self.dice.shuffle(found),
                lambda: found.__setitem__(
                    place, (self.dice.choice(("../x", "blobs/", "a" * 300, name)), data)
                ),
            )
        )
        change()
        return packed(found)

    def signed(self) -> bytes:
        """Bend what is inside and sign it again with the sender's own keys, as a hostile member can."""
        identity = self.sender.use().identity()
        made = parts(self.good, self.receiver.use().identity())
        for _ in range(self.dice.randint(1, 3)):
            self.dice.choice((self.bend_line, self.bend_manifest, self.bend_order))(made)
        heads = made.manifest["heads"]
        if (
            isinstance(heads, list)
            and all(isinstance(head, dict) for head in heads)
            and self.dice.random() < 0.7
        ):
            try:
                resign(made, identity, self.sender.use().author().replica)
            except MasarError:
                """A line that cannot be read any more cannot be signed either."""
        if self.dice.random() < 0.9:
            made.announce()
        path = made.sealed(self.folder / "signed.masar", identity, self.receiver.use().identity().recipient)
        return packed(entries_of(path, self.receiver.use().identity()))

    def bend_line(self, made: Parts) -> None:
        place = self.dice.randrange(len(made.lines))
        line = msgspec.json.decode(made.lines[place])
        if not isinstance(line, dict) or not line.get("c") or not isinstance(line.get("h"), str):
            return
        if self.dice.random() < 0.4:
            line["h"] = self.bent_json(line["h"])
        else:
            at = self.dice.randrange(len(line["c"]))
            if isinstance(line["c"][at], str):
                line["c"][at] = self.bent_json(line["c"][at])
        made.lines[place] = msgspec.json.encode(line).decode()

    def bend_manifest(self, made: Parts) -> None:
        made.manifest[self.dice.choice(sorted(made.manifest))] = self.odd()

    def bend_order(self, made: Parts) -> None:
        one, other = (self.dice.randrange(len(made.lines)) for _ in range(2))
        made.lines[one], made.lines[other] = made.lines[other], made.lines[one]

    def bent_json(self, text: str) -> str:
        if self.dice.random() < 0.3:
            return self.bent(text.encode()).decode("utf-8", "replace").replace("\n", " ")
        try:
            shape = msgspec.json.decode(text)
        except msgspec.DecodeError:
            return text
        if isinstance(shape, dict) and shape:
            shape[self.dice.choice([*sorted(shape), "zz"])] = self.odd()
        return msgspec.json.encode(shape).decode()

    def odd(self) -> object:
        return self.dice.choice((*ODD, self.dice.randrange(2**40), hashlib.sha256(b"x").hexdigest()))

    def bent(self, data: bytes) -> bytes:
        """Flip, cut, double or put in some bytes."""
        made = bytearray(data)
        for _ in range(self.dice.randint(1, 4)):
            at = self.dice.randrange(len(made) + 1)
            length = self.dice.choice((1, 1, 2, 8, 64, 1000))
            sort = self.dice.randrange(4)
            if sort == 0 and at < len(made):
                made[at] ^= 1 << self.dice.randrange(8)
            elif sort == 1:
                del made[at : at + length]
            elif sort == 2:
                made[at:at] = made[at : at + length]
            else:
                made[at:at] = self.dice.choice(ODD_BYTES)
        return bytes(made)


def _has_heads(made: Parts) -> bool:
    heads = made.manifest["heads"]
    return isinstance(heads, list) and all(isinstance(head, dict) for head in heads)


def packed(entries: list[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of the entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _place(refused: MasarError) -> str:
    """Return where in Masar a refusal was raised, and its code."""
    last = traceback.extract_tb(refused.__traceback__)[-1]
    return f"{refused.code} {Path(last.filename).name}:{last.lineno}"
