"""How the story of exchange ends: what must hold on every laptop, held against what was written down."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from typing import Any, NamedTuple

import pyrage
from cli.story import CENTRE, Cast, Edit, Person
from sync.second_reader import read

KINDS = ("activity", "target", "organisation", "risk", "lesson", "member", "deadline", "place")
INSIDE = ("stakeholder", "contact", "private_note")


class Line(NamedTuple):
    """A changeset in somebody's log, and of how many of its changes only the leaf is there."""

    space: str
    author: str
    hash: str
    leaves: int


def same_data(cast: Cast) -> None:
    """All hold the same of every space in words, vectors and tables; nothing waits, nothing is open. Tables
    made anew from the log are the same."""
    first = cast["Dalia"]
    words, tables = first.state()["spaces"], _tables(first)
    for one in cast.people.values():
        state = one.state()
        assert (state["waiting"], state["set_aside"], state["conflicts"]) == (0, 0, 0), one.name
        assert state["spaces"] == {space: words[space] for space in state["spaces"]}, one.name
        assert _tables(one) == {kind: tables[kind] for kind in _kinds(one)}, one.name
        assert one("rebuild", "FILE", "--json").data["identical"], one.name
        assert one.state() == state, one.name


def every_edit_in_every_log(cast: Cast) -> None:
    """Each confirmed edit lies in the log of all; of what was held back or removed for good its leaf does.

    What a thief wrote lies there too, and does not count.
    """
    told = _log(cast["Dalia"])
    assert {edit.kind for edit in cast.chronicle.edits} <= {*KINDS, *INSIDE}
    for one in cast.people.values():
        events, kinds = _log(one), _kinds(one)
        assert events == [event for event in told if event["kind"] in kinds], one.name
        edits, gone = (
            Counter(edit for edit in found if edit.kind in kinds)
            for found in (cast.chronicle.edits, cast.chronicle.withheld)
        )
        kept = Counter(_edit(event) for event in events if not event["not_counted"])
        assert edits
        assert not edits - gone - kept, one.name
        assert not gone & kept, one.name
    _same_chains(cast)


def _same_chains(cast: Cast) -> None:
    """Everything everybody has, as another reader finds it in packages of theirs: the same changesets, with
    leaves just where the values of the story stayed behind."""
    told = _packed(cast, cast["Dalia"])
    for one in cast.people.values():
        kinds, found = _kinds(one), _packed(cast, one)
        spaces = {line.space for line in found}
        assert Counter(found) == Counter(line for line in told if line.space in spaces), one.name
        leaves = Counter[str]()
        for line in found:
            leaves[line.author] += line.leaves
        assert +leaves == Counter(edit.who for edit in cast.chronicle.withheld if edit.kind in kinds), (
            one.name
        )


def _packed(cast: Cast, one: Person) -> list[Line]:
    """Return all that somebody would hand to a stranger with six words, who checks every signature."""
    package = cast.stick()
    identity = one.pack_for_words(package)
    names = {row["key"][:16]: row["name"] for row in one("person", "list", "FILE", "--json").data}
    changesets = read(package, identity)[1]
    clear = pyrage.decrypt(package.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(clear)) as inside:
        texts = inside.read("changes.jsonl").decode().splitlines()
    leaves = [
        len(json.loads(text)["c"]) - len(found[2]) for text, found in zip(texts, changesets, strict=True)
    ]
    return [
        Line(header["p"], names[header["a"]], digest, count)
        for (header, digest, _), count in zip(changesets, leaves, strict=True)
    ]


def every_disagreement_decided(cast: Cast) -> None:
    """What people were shown to disagree on was decided, and everybody knows by whom, for what and why."""
    told = _decided(cast["Dalia"])
    about = {f"{field['record']}/{field['field']}" for one in told for field in one["fields"]}
    assert about == cast.chronicle.disagreements
    assert all(one["reason"] for one in told)
    for one in cast.people.values():
        assert _decided(one) == told, one.name


def everyone_knows_who_has_what(cast: Cast) -> None:
    """By the last word of everybody's laptop the board of the first says that all are up to date."""
    first, *others = cast.people.values()
    cast.mail(first, "Here is ours.", {laptop: f"{laptop}.dat" for laptop in [*cast.people][1:]})
    board = {row["name"]: row for row in first("board", "FILE", "--json").data}
    for one in others:
        row = board[one.name]
        assert (row["ahead"], bool(row["confirmed"])) == (0, True), one.name
        assert (row["state"], row["behind"]) == ("up_to_date", 0), one.name


def _tables(one: Person) -> dict[str, list[dict[str, Any]]]:
    return {kind: sorted(one.listed(kind), key=lambda row: str(row["id"])) for kind in _kinds(one)}


def _kinds(one: Person) -> tuple[str, ...]:
    return KINDS if one.name == CENTRE else KINDS + INSIDE


def _log(one: Person) -> list[dict[str, Any]]:
    """Return every change to the records of the story that shows in the history, in the order of the log.

    The command tells the last 200 actions: a longer story asks for each record.
    """
    events = one("history", "FILE", "--json").data
    shown = [event for event in events if not event["removed_for_good"]]
    return [event for event in shown if event["kind"] in KINDS + INSIDE]


def _edit(event: dict[str, Any]) -> Edit:
    return Edit(event["who"], event["kind"], event["id"], event["field"], event["new"])


def _decided(one: Person) -> list[dict[str, Any]]:
    """Return the decisions with who, what and why, whatever the order in which they arrived."""
    found = one("conflicts", "decided", "FILE", "--json").data
    return sorted(found, key=lambda decision: str(decision["id"]))
