"""What a newer version wrote is kept, relayed as it is, and takes effect after the upgrade."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from storage.pens import DATE, NETWORK, Pen

from app.storage import migrations, parsing, workspace
from app.storage.appending import Stamp, Write, append
from app.storage.held_back import HELD_BACK
from app.storage.sending import withhold_corrected
from app.storage.understanding import fields_of, not_understood
from app.storage.workspace import Workspace

Pens = Callable[[int], list[Pen]]


def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let parsing know neither risks nor the description of an activity, as an older version would."""

    def known(kind: str, place: str) -> Mapping[str, type]:
        fields = {} if kind == "risk" else dict(fields_of(kind, place))
        fields.pop("description_en", None)
        return fields

    monkeypatch.setattr(parsing, "fields_of", known)


def upgraded(monkeypatch: pytest.MonkeyPatch, pen: Pen) -> None:
    """Close the file and open it with a version whose schema is one number higher."""
    monkeypatch.setattr(parsing, "fields_of", fields_of)
    monkeypatch.setattr(workspace, "SCHEMA", 2)
    monkeypatch.setattr(migrations, "SCHEMA", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: "", 2: ""})
    monkeypatch.setattr(migrations, "statements", lambda number: [])
    path = pen.workspace.path
    pen.workspace.close()
    pen.workspace = Workspace.open(path, None)


def written(pen: Pen) -> None:
    pen.set("a1", "title_en", "Wells")
    pen.set("a1", "description_en", "Three wells")
    pen.write(Write("risk", "r1", "alive", "", True), Write("risk", "r1", "title_en", "", "Floods"))


def unread(pen: Pen) -> int:
    with pen.workspace.read() as connection:
        return not_understood(connection)


def test_it_is_kept_and_relayed_unchanged(pens: Pens, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old, third = pens(3)
    written(new)
    older(monkeypatch)
    old.take(new.send())
    assert (old.column("a1", "title_en"), old.column("a1", "description_en")) == ("Wells", None)
    assert not old.alive("r1", "risk")
    assert unread(old) == 3
    assert sorted(old.send()) == sorted(new.send())
    monkeypatch.setattr(parsing, "fields_of", fields_of)
    third.take(old.send())
    assert third.state() == new.state()


def test_it_takes_effect_after_the_upgrade(pens: Pens, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = pens(2)
    written(new)
    older(monkeypatch)
    old.take(new.send())
    upgraded(monkeypatch, old)
    assert old.column("a1", "description_en") == "Three wells"
    assert old.alive("r1", "risk")
    assert unread(old) == 0
    assert old.state() == new.state() == old.rebuilt()


def test_what_its_author_held_back_does_not_show_after_the_upgrade(
    pens: Pens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older version has the bytes from a copy of the file, and could not tell that they are data."""
    new, old = pens(2)
    new.set("a1", "title_en", "Wells")
    new.set("a1", "description_en", "Tree wells")
    from_a_copy = new.send()
    new.set("a1", "description_en", "Three wells")
    with new.workspace.write() as connection:
        marks = withhold_corrected(connection, NETWORK, new.author.replica)
        append(connection, NETWORK, new.author, Stamp(DATE, HELD_BACK, "held"), marks, causes=False)
    new.undo()
    older(monkeypatch)
    old.take(from_a_copy)
    old.take(new.send())
    upgraded(monkeypatch, old)
    assert len(marks) == 1
    assert old.column("a1", "description_en") == new.column("a1", "description_en")
    assert old.state() == new.state() == old.rebuilt()


def test_an_edit_before_the_upgrade_meets_it_as_a_conflict(
    pens: Pens, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = pens(2)
    new.set("a1", "title_en", "Wells")
    old.take(new.send())
    new.set("a1", "description_en", "Three wells")
    old.set("a1", "description_en", "Four wells")
    older(monkeypatch)
    old.take(new.send())
    assert old.conflicts() == []
    upgraded(monkeypatch, old)
    assert [conflict.field for conflict in old.conflicts()] == ["description_en"]


def test_what_no_version_writes_stays_kept(pens: Pens, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = pens(2)
    new.set("a1", "title_en", "Wells")
    new.set("a1", "description_en", 17)
    older(monkeypatch)
    old.take(new.send())
    upgraded(monkeypatch, old)
    assert old.column("a1", "description_en") is None
    assert unread(old) == 1


def test_a_removal_written_as_no_masar_writes_it_is_taken_as_it_is_rebuilt(pens: Pens) -> None:
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.set("a1", "alive", False, element="x")
    second.take(first.send())
    assert second.state() == second.rebuilt() == first.rebuilt()
