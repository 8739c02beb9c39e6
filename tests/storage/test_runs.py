from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from app.models.changeset import FORGET, Change, encode, leaf, read_change
from app.storage.runs import (
    LACKS,
    Gone,
    Placed,
    lacking,
    replace_changes,
    runs,
    show_changes,
    text_of_gone,
    withheld,
    write_runs,
)
from app.storage.tables import run

KINDS = ("activity", "member", FORGET)
NAMES = st.text(max_size=12).map(lambda name: name.replace("\0", ""))
"""Of fields and elements. SQLite leaves a NUL in them out of what the view shows."""

said = st.builds(
    lambda kind, record, field, element, value, schema: Placed(
        kind, record, schema, encode(Change(k=kind, r=record, f=field, e=element, v=value)),
    ),
    st.sampled_from(KINDS), st.sampled_from(("a1", "a2")), NAMES, NAMES, st.text(max_size=12),
    st.sampled_from((0, 1)),
)  # fmt: skip
gone = st.builds(withheld, st.sampled_from(("ab" * 32, "cd" * 32)))
changes = st.lists(said | gone, min_size=1, max_size=12)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """An empty log without the tables around it."""
    engine = create_engine("sqlite://")
    with engine.connect() as found:
        found.exec_driver_sql("CREATE TABLE changeset (id INTEGER PRIMARY KEY)")
        run.create(found)
        show_changes(found.connection.driver_connection)
        yield found
    engine.dispose()


def shown(connection: Connection) -> list[Placed]:
    rows = connection.exec_driver_sql(
        "SELECT kind, record, schema, field, element, body, leaf, position FROM change ORDER BY position"
    ).fetchall()
    assert [row.position for row in rows] == list(range(len(rows)))
    for row in (row for row in rows if row.body is not None):
        change = read_change(row.body)
        assert (row.field, row.element, row.leaf) == (change.f, change.e, None)
    return [
        Placed(row.kind, row.record, row.schema, row.body or text_of_gone(Gone(*row[6:7], *row[3:5])))
        for row in rows
    ]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes, st.data())
def test_each_change_is_found_as_it_was_written(
    connection: Connection, written: list[Placed], data: st.DataObject
) -> None:
    """Bytes, order and leaves stay as they are, also when some changes are replaced by their leaves."""
    connection.exec_driver_sql("DELETE FROM run")
    write_runs(connection, 7, written)
    assert shown(connection) == written
    places = data.draw(st.sets(st.integers(0, len(written) - 1)))
    for place in places:
        written[place] = withheld(leaf(written[place].text).hex())
    replace_changes(connection, {(7, place): written[place] for place in places})
    assert shown(connection) == written
    without = connection.exec_driver_sql(f"SELECT items FROM run c WHERE {LACKS}").scalars()
    assert sum(map(lacking, without)) == sum(one.text.startswith("[") for one in written)


def test_a_record_that_is_added_is_one_row() -> None:
    fields = [Placed("activity", "a1", 1, name) for name in ("title_en", "status", "end")]
    assert [(row[0], row[2]) for row in runs(fields)] == [(0, "a1")]
    other = Placed("activity", "a2", 1, "end")
    assert [(row[0], row[2]) for row in runs([*fields, other, fields[0]])] == [
        (0, "a1"),
        (3, "a2"),
        (4, "a1"),
    ]
