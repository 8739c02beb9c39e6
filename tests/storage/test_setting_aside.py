"""Takes that are undone, and changesets that wait: whatever they hold, and however many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event
from storage.pens import NETWORK, Pen

from app.foundation.errors import UserError
from app.models.changeset import (
    BEGIN,
    MARK,
    Begin,
    Change,
    Header,
    Line,
    changeset_hash,
    encode,
    line_leaves,
)

Pens = Callable[[int], list[Pen]]
BEGINNING = Change(k=BEGIN, r="replica8", f="begin", v=encode(Begin(name="Nadia", sign="a" * 64)))
TITLE = Change(k="activity", r="a1", f="title_en", v="Wells")


def chain(*changesets: list[Change], replica: str = "replica8") -> Iterator[str]:
    """Yield the lines of a chain with these changes."""
    before = ""
    for number, changes in enumerate(changesets, 1):
        header = encode(Header(v=1, p=NETWORK, w=replica, n=number, b=before, l=number))
        line = Line(header, tuple(map(encode, changes)))
        before = changeset_hash(header, line_leaves(line)).hex()
        yield encode(line)


def marks(number: str) -> Change:
    return Change(k=MARK, r=number, f="in_force", v=False)


def test_a_take_with_a_mark_beside_other_changes_is_undone(pens: Pens) -> None:
    (pen,) = pens(1)
    pen.set("own", "title_en", "ours")
    before = pen.state()[NETWORK][1]
    other = Change(k="activity", r="recB", f="title_en", v="x")
    pen.take(chain([BEGINNING], [TITLE], [other, marks("2")]))
    assert pen.untake() == {"a1", "recB"}
    assert pen.state()[NETWORK][1] == before
    assert pen.rebuilt()[NETWORK][1] == before


@pytest.mark.parametrize("named", ["never", "-1", "9" * 40, "", "٢"])
def test_a_mark_that_waits_names_an_earlier_changeset(pens: Pens, named: str) -> None:
    """Refused when it comes: else what it waits for would be refused with it."""
    (pen,) = pens(1)
    (_, *others) = chain([BEGINNING], [TITLE], [marks(named)])
    with pytest.raises(UserError, match="altered_chain"):
        pen.take(others)


def test_a_second_beginning_is_refused_also_where_it_waits(pens: Pens) -> None:
    (pen,) = pens(1)
    (_, *others) = chain([BEGINNING], [TITLE], [BEGINNING])
    with pytest.raises(UserError, match="altered_chain"):
        pen.take(others)


def test_many_changesets_that_wait_look_for_their_author_once(pens: Pens) -> None:
    (pen,) = pens(1)
    (_, *others) = chain([BEGINNING], *([TITLE] for _ in range(200)))
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    with pen.workspace.outside_transaction() as connection:
        event.listen(connection.engine, "before_cursor_execute", note)
    assert pen.take(others).waiting == 200
    assert sum("sign_key IS NOT NULL" in statement for statement in asked) == 1
