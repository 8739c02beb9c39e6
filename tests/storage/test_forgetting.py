"""Removing for good as the log has it: who may, what goes, and that order of arrival does not matter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from storage.pens import DATE, NETWORK, Pen, exchange

from app.models.changeset import MARK, Begin, Change, encode, read_change
from app.models.ids import natural_id
from app.models.personal import PERSONAL_KINDS, ROSTER_KINDS, STAYS, is_personal, is_salted
from app.models.registry import KINDS, describe
from app.storage.appending import Stamp, Write, append, begin_chain
from app.storage.chains import has_begun
from app.storage.drafts import Draft, read_drafts, write_draft
from app.storage.forgetting import Target, carry_out, change_for, forgets, said_of
from app.storage.lock_box import Cost
from app.storage.marks import own_actions
from app.storage.workspace import Workspace

Make = Callable[[int], list[Pen]]
FIRST = f"{1:064x}"


def follow(pen: Pen) -> set[str]:
    """Do what every take does afterwards. The first pen's person created the area."""
    with pen.workspace.write() as connection:
        return carry_out(connection, lambda _network: FIRST)


def forget(pen: Pen, record: str, field: str = "", kind: str = "member") -> None:
    target = Target(kind, record, field)
    with pen.workspace.write() as connection:
        if not has_begun(connection, NETWORK, pen.author.replica):
            begin = encode(Begin(name="Somebody", sign=pen.author.sign_key))
            begin_chain(connection, NETWORK, pen.author, Stamp(DATE, "begin", pen.ids.record()), begin)
        stamp = Stamp(DATE, "record.forget", pen.ids.record())
        change = change_for(target, said_of(connection, target))
        append(connection, NETWORK, pen.author, stamp, [change])
    follow(pen)


def member(pen: Pen, record: str = "m1", **values: object) -> None:
    fields = {"name_en": "Rana Saleh", "sex": "female", "role": "member", **values}
    pen.write(*(Write("member", record, name, "", value) for name, value in fields.items()))  # type: ignore[arg-type]


def name_steward(pen: Pen, other: Pen) -> None:
    person = natural_id(NETWORK, "person", (other.author.sign_key,))
    record = natural_id(NETWORK, "steward", (person,))
    pen.write(Write("steward", record, "person", "", person), Write("steward", record, "granted", "", True))


def meet(pens: list[Pen]) -> None:
    exchange(pens)
    for pen in pens:
        follow(pen)


def test_everything_of_a_personal_kind_is_salted() -> None:
    for kind in KINDS:
        for field, one in describe(kind).fields.items():
            assert is_salted(kind, field) or not (kind in PERSONAL_KINDS or one.rule.personal)
    assert is_salted("member", "sex")
    assert is_salted("contact", "retain_until")
    assert is_salted("member", "alive")
    assert not is_salted("activity", "objective")


def test_kinds_with_personal_fields_are_known() -> None:
    marked = {kind for kind in KINDS if any(one.rule.personal for one in describe(kind).fields.values())}
    assert marked <= PERSONAL_KINDS | STAYS
    assert set(ROSTER_KINDS) < STAYS
    assert not any(is_personal(kind) for kind in STAYS)
    assert not any(describe(kind).kind.natural_key for kind in PERSONAL_KINDS)


def test_codes_of_a_person_carry_salt_in_the_log(pens: Make) -> None:
    (pen,) = pens(1)
    member(pen)
    with pen.workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM change WHERE kind = 'member'").scalars()
        salts = [read_change(body).s for body in rows]
    assert [len(salt) for salt in salts] == [32, 32, 32]
    assert len(set(salts)) == 3


def test_a_mark_does_not_bring_it_back(pens: Make) -> None:
    first, other = pens(2)
    member(first)
    forget(first, "m1")
    with first.workspace.write() as connection:
        number = connection.exec_driver_sql("SELECT max(sequence) FROM changeset").scalar()
        undo = Change(k=MARK, r=str(number), f="in_force", v=False)
        append(connection, NETWORK, first.author, Stamp(DATE, "undo", first.ids.record()), [undo])
    meet([first, other])
    assert not other.alive("m1", "member")
    assert first.state() == other.state() == other.rebuilt()


def test_what_was_marked_undone_goes_too(pens: Make) -> None:
    first, _ = pens(2)
    member(first)
    first.set("m1", "name_ar", "رنا", kind="member")
    first.undo()
    forget(first, "m1")
    assert not first.redo()
    with first.workspace.read() as connection:
        left = connection.exec_driver_sql("SELECT body FROM change WHERE record = 'm1'").scalars().all()
        assert [body for body in left if body and "#forget" not in body] == []
        assert own_actions(connection, first.author.replica) == ([], [])


def test_nobody_forgets_the_roster_or_the_area(pens: Make) -> None:
    first, other = pens(2)
    name_steward(first, other)
    first.write(Write("area", "a", "name_en", "", "Ba'aj"))
    before = first.state()[NETWORK][1]
    steward = natural_id(NETWORK, "steward", (natural_id(NETWORK, "person", (other.author.sign_key,)),))
    forget(first, "a", kind="area")
    forget(first, steward, kind="steward")
    assert first.state()[NETWORK][1] == before


def test_drafts_go_on_every_laptop(pens: Make) -> None:
    first, other = pens(2)
    member(first)
    meet([first, other])
    with other.workspace.write() as connection:
        for field in ("name_en", "potential"):
            write_draft(connection, Draft("member", "m1", field, "half typed", DATE))
    forget(first, "m1", "name_en")
    meet([first, other])
    with other.workspace.read() as connection:
        assert [draft.field for draft in read_drafts(connection)] == ["potential"]


def test_whoever_is_named_by_a_steward_may(pens: Make) -> None:
    first, second, third = pens(3)
    member(third)
    meet([first, second, third])
    forget(second, "m1")
    meet([first, second, third])
    assert [pen.alive("m1", "member") for pen in (first, second, third)] == [True, True, True]
    name_steward(first, second)
    meet([first, second, third])
    assert [pen.alive("m1", "member") for pen in (first, second, third)] == [False, False, False]
    assert first.state() == second.state() == third.rebuilt()


def test_no_byte_is_left_in_the_file(tmp_path: Path, empty_file: Path) -> None:
    path = tmp_path / "plain.masarw"
    shutil.copyfile(empty_file, path)
    pen = Pen(Workspace.open(path, None), 1)
    for number in range(60):
        member(pen, f"m{number}", potential=f"Knows the elders, call {number} 0770 123 4567 " * 20)
    for number in range(0, 60, 3):
        forget(pen, f"m{number}")
    assert b"call 3 0770" in path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    pen.workspace.wipe()
    left = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert [b"call %d 0770" % number in left for number in (0, 3, 57, 1, 58)] == [0, 0, 0, 1, 1]
    pen.workspace.close()


def test_an_encrypted_file_is_wiped_as_well(tmp_path: Path) -> None:
    path = tmp_path / "locked.masarw"
    pen = Pen(Workspace.create(path, "seven wells", Cost(2**4)), 1)
    member(pen)
    forget(pen, "m1")
    before = pen.state()
    pen.workspace.wipe()
    pen.workspace.close()
    again = Pen(Workspace.open(path, "seven wells", Cost(2**4)), 1)
    assert again.state() == before == again.rebuilt()
    again.workspace.close()


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("set", "set", "forget", "forget_field", "remove", "undo", "give", "steward")),
        st.sampled_from(("m1", "m2")),
        st.sampled_from(("name_en", "name_ar", "sex")),
        st.integers(0, 2),
    ),
    max_size=14,
)


@settings(max_examples=12, deadline=None)
@given(DEEDS)
def test_any_story_ends_alike(empty_file: Path, deeds: list[tuple[int, str, str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        pens = []
        for number in range(1, 4):
            path = Path(folder) / f"{number}.masarw"
            shutil.copyfile(empty_file, path)
            pens.append(Pen(Workspace.open(path, None), number))
        for who, deed, record, field, other in deeds:
            _do(pens, pens[who], deed, record, field, pens[other])
        for _ in range(2):
            meet(pens)
        states = [pen.state() for pen in pens]
        assert states[0] == states[1] == states[2]
        assert [pen.rebuilt() for pen in pens] == states
        assert [pen.conflicts() for pen in pens[1:]] == [pens[0].conflicts()] * 2
        assert [_gone(pen) for pen in pens[1:]] == [_gone(pens[0])] * 2
        for pen in pens:
            pen.workspace.close()


def _do(pens: list[Pen], pen: Pen, deed: str, record: str, field: str, other: Pen) -> None:
    if deed == "set":
        pen.set(record, field, f"{pen.number} {len(pen.state())}", kind="member")
    elif deed == "remove":
        pen.write(Write("member", record, "alive", "", False))
    elif deed == "undo":
        pen.undo()
    elif deed == "steward":
        if pen is pens[0]:
            name_steward(pen, other)
    elif deed == "give":
        other.vouch(pen)
        other.take(pen.send())
        follow(other)
    elif pen.state():
        forget(pen, record, field if deed == "forget_field" else "")


def _gone(pen: Pen) -> list[tuple[str, int, bool]]:
    """Return every change of the log by changeset and place, and whether its bytes are here."""
    with pen.workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.hash, c.position, c.body IS NULL FROM change c JOIN changeset s ON s.id = c.changeset"
            " ORDER BY 1, 2"
        )
        return [(hash_, position, bool(gone)) for hash_, position, gone in rows]


def test_forgets_tell_who_and_when(pens: Make) -> None:
    (pen,) = pens(1)
    member(pen)
    forget(pen, "m1", "name_en")
    with pen.workspace.read() as connection:
        (one,) = forgets(connection, ("m1",))
    assert (one.field, one.kind, one.sign_key, one.written) == ("name_en", "member", FIRST, DATE)
