"""What people's laptops themselves said of how far they had come.

A word holds until the same laptop speaks again, until another one of the person goes on in its place
(`storage.given_up`), or until the laptop is called lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.vector import Vector, from_json, minimum, to_json
from app.storage.given_up import given_up


class Heard(msgspec.Struct, frozen=True):
    """How far one laptop of a person had come in one space: when it said so, and when that was heard here.

    `wanted` are the attached files (SHA-256) of the spaces it then spoke of that it did not have. `made_at`
    is by its own clock, yet never later than it was heard. `number` counts the packages its file had made.
    """

    sign_key: str
    replica: str
    space: str
    vector: Vector
    heard_at: str
    wanted: tuple[str, ...] = ()
    made_at: str = ""
    number: int = 0

    @property
    def own(self) -> int:
        """The number of its own last change in the space."""
        return self.vector.number(self.replica)


def keep_heard(
    connection: Connection,
    sign_key: str,
    replica: str,
    vectors: Mapping[str, Vector],
    wanted: Sequence[str],
    made: str,
    number: int,
    now: str,
) -> None:
    """Remember how far a person's laptop had come, by its own word, and which attached files it lacked.

    `made` and `number` are those of the package that says it. One made before the package heard last changes
    nothing.
    """
    known = {
        word.space: word
        for word in _kept(connection, "WHERE sign_key = ? AND replica = ?", sign_key, replica)
    }
    for space, vector in vectors.items():
        word = Heard(sign_key, replica, space, vector, now, tuple(sorted(wanted)), min(made, now), number)
        _keep(connection, latest(known.get(space, word), word))


def latest(kept: Heard, word: Heard) -> Heard:
    """Return what holds of two words of one laptop: the later one.

    Later is who wrote more, had made more packages, and made it later. Where these disagree, a clock went
    wrong or a laptop went back with its whole disk: only what both say holds, until it speaks again.
    """
    if word.own >= kept.own and word.number >= kept.number and word.made_at >= kept.made_at:
        return word
    if word.own <= kept.own and word.number <= kept.number and word.made_at <= kept.made_at:
        return kept
    both = minimum([kept.vector, word.vector])
    lacking = tuple(sorted({*kept.wanted, *word.wanted}))
    return msgspec.structs.replace(word, vector=both, wanted=lacking)


def _keep(connection: Connection, word: Heard) -> None:
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO heard (sign_key, replica, space, vector, heard_at, wanted, made_at,"
        " number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (word.sign_key, word.replica, word.space, _text(to_json(word.vector)), word.heard_at,
         _text(word.wanted), word.made_at, word.number),
    )  # fmt: skip


def _text(shape: object) -> str:
    return msgspec.json.encode(shape).decode()


def _kept(connection: Connection, where: str = "", *parameters: str) -> list[Heard]:
    rows = connection.exec_driver_sql(
        f"SELECT sign_key, replica, space, vector, heard_at, wanted, made_at, number FROM heard {where}",
        parameters,
    )
    return [
        Heard(key, replica, space, from_json(msgspec.json.decode(vector)), heard_at,
              tuple(msgspec.json.decode(files)), made_at, number)
        for key, replica, space, vector, heard_at, files, made_at, number in rows
    ]  # fmt: skip


def heard(connection: Connection) -> list[Heard]:
    """Return the last word of every laptop heard from, as far as it still holds."""
    laptops = Laptops(connection)
    return [word for key in laptops.people() for word in laptops.words(key)]


class Laptops:
    """The laptops people were heard from, each with the last thing it said of every space."""

    def __init__(self, connection: Connection) -> None:
        self._lost = frozenset(connection.exec_driver_sql("SELECT replica FROM cut").scalars())
        self._said: defaultdict[str, dict[str, dict[str, Heard]]] = defaultdict(dict)
        self._last: dict[str, str] = {}
        for word in _kept(connection):
            self._last[word.sign_key] = max(self._last.get(word.sign_key, ""), word.made_at)
            if word.replica not in self._lost:
                self._said[word.sign_key].setdefault(word.replica, {})[word.space] = word
        self._given_up: defaultdict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(dict)
        for one in given_up(connection):
            numbers = self._given_up[one.sign_key, one.replica].setdefault(one.by, {})
            numbers[one.space] = max(one.number, numbers.get(one.space, 0))

    def people(self) -> list[str]:
        """Return the signing keys of everyone heard from."""
        return sorted(self._said)

    def last(self, key: str) -> str:
        """Return when a person made the last package that is known here, "" for never."""
        return self._last.get(key, "")

    def replicas(self, key: str) -> frozenset[str]:
        """Return the laptops that a person was heard from and that nobody called lost."""
        return frozenset(self._said.get(key, {}))

    def words(self, key: str) -> list[Heard]:
        """Return what a person's laptops said, without those in whose place another one went on."""
        said = [word for spaces in self._said.get(key, {}).values() for word in spaces.values()]
        return [word for word in said if not self._successors(key, word.space, word.replica, word.own)]

    def said(self, key: str, space: str) -> list[Vector]:
        """Return how far each laptop of a person has come in a space, by its own word.

        The empty vector stands for one that never spoke of the space, and for one that is only known to have
        taken the place of another.
        """
        laptops, found, next_ones = self._said.get(key, {}), [], set[str]()
        for replica, words in laptops.items():
            word = words.get(space)
            successors = self._successors(key, space, replica, word.own if word else 0)
            next_ones |= successors
            if not successors:
                found.append(word.vector if word else Vector())
        return [*found, *([Vector()] if self._is_silent(key, space, next_ones) else [])]

    def _is_silent(self, key: str, space: str, successors: set[str]) -> bool:
        """Whether one of these, or one that took its place, was never heard from."""
        seen: set[str] = set()
        heard_from = self._said.get(key, {}).keys() | self._lost
        while unheard := successors - heard_from - seen:
            one = min(unheard)
            seen.add(one)
            later = self._successors(key, space, one, 0)
            if not later:
                return True
            successors = successors | later
        return False

    def _successors(self, key: str, space: str, replica: str, own: int) -> set[str]:
        """Return which laptops said that they go on in the place of one that had written so much.

        Of spaces in which it never wrote they say nothing. One that wrote on all the same counts again.
        """
        said = self._given_up.get((key, replica), {})
        words = self._said.get(key, {}).get(replica, {}).values()
        return {
            by
            for by, numbers in said.items()
            if by != replica
            and own <= numbers.get(space, 0)
            and all(word.own <= numbers.get(word.space, word.own) for word in words)
        }
