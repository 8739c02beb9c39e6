"""Revocations act, with real packages: what lies beyond is out of force everywhere, whichever came first."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.laptops import CHEAP, WORDS, Laptop, bring_everyone_up_to_date, copies, found, invited, joined

from app.foundation.errors import UserError
from app.models.kinds.country import Place
from app.models.kinds.inside import Stakeholder
from app.models.kinds.people import Person
from app.models.kinds.plan import Activity
from app.services.admission import standing
from app.services.answering import read_asked
from app.services.asking import make_request
from app.services.devices import NOTHING, cut_off, cut_off_in_country, devices, not_counted, take_back_cut
from app.services.mending import look_after, rebuild_tables
from app.services.opening import Newcomer, add_person, change_person, open_workspace
from app.services.packing import Parcel, make_package
from app.services.people import find_person, give_role, make_steward, mark_compared, people, trust
from app.services.roster_work import confirm_all, confirm_proposal, proposals
from app.services.rosters import roster
from app.services.taking import Report, take_package, undo_last_take
from app.services.taking_again import take_again
from app.services.views.history import history_of
from app.storage.chains import heads as all_heads
from app.sync.word_key import identity_line


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia the steward, Omar and Nadia; everyone has one activity, Wells."""
    folder = tmp_path_factory.mktemp("revocation")
    laptops = found(folder, "Omar", "Nadia")
    with laptops[0].use().write("activity.edit") as unit:
        unit.add(Activity, title_en="Wells")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


Laptops = list[Laptop]


def add(laptop: Laptop, title: str) -> str:
    with laptop.use().write("activity.edit") as unit:
        return unit.add(Activity, title_en=title)


def retitle(laptop: Laptop, old: str, new: str) -> None:
    (found_one,) = laptop.use().records(Activity, title_en=old)
    with laptop.desk.write("activity.edit") as unit:
        unit.set(Activity, found_one.id, title_en=new)


def titles(laptop: Laptop) -> list[str]:
    return sorted(one.title_en or "" for one in laptop.use().records(Activity))


def of(laptop: Laptop, name: str) -> list[str]:
    key = find_person(laptop.use(), name).key
    return [device.replica for device in devices(laptop.desk) if device.key == key]


def revoke(laptop: Laptop, name: str, until: str = "") -> int:
    return cut_off(laptop.use(), of(laptop, name), until, "lost")


def by_words(sender: Laptop, receiver: Laptop, out: Path) -> Report:
    make_package(sender.use(), Parcel(words=WORDS), out)
    return take_package(receiver.use(), out, WORDS, backup=False)


def inside_words(path: Path) -> str:
    """Everything in a package for six words, in clear."""
    identity = pyrage.x25519.Identity.from_str(identity_line(WORDS))
    archive = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(path.read_bytes(), [identity])))
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def same(*laptops: Laptop) -> None:
    first, *others = [laptop.state() for laptop in laptops]
    assert all(other == first for other in others)
    for laptop in laptops:
        assert rebuild_tables(laptop.use()).identical


def test_later_work_is_taken_kept_and_not_counted(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    revoke(dalia, "Omar")
    late = add(omar, "Bribes")
    report = dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    assert (report.new, report.not_counted, titles(dalia)) == ({}, 1, ["Wells"])
    assert not_counted(dalia.desk) == 1
    assert [entry.not_counted for entry in history_of(dalia.desk, late)] == [True]
    assert all(event.beyond and not event.in_force for event in dalia.desk.history(late))


def test_work_that_was_here_falls_where_the_revocation_arrives(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    revoke(dalia, "Omar")
    retitle(omar, "Wells", "Bribes")
    nadia.take(omar.pack(tmp_path / "1.masar", "Nadia"))
    assert titles(nadia) == ["Bribes"]
    report = nadia.take(dalia.pack(tmp_path / "2.masar", "Nadia"))
    assert (report.not_counted, titles(nadia)) == (1, ["Wells"])
    dalia.take(nadia.pack(tmp_path / "3.masar", "Dalia"))
    same(dalia, nadia)


def test_others_work_on_it_stays(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    revoke(dalia, "Omar")
    retitle(omar, "Wells", "Bribes")
    nadia.take(omar.pack(tmp_path / "1.masar", "Nadia"))
    retitle(nadia, "Bribes", "Schools")
    dalia.take(nadia.pack(tmp_path / "2.masar", "Dalia"))
    nadia.take(dalia.pack(tmp_path / "3.masar", "Nadia"))
    assert titles(dalia) == titles(nadia) == ["Schools"]
    same(dalia, nadia)


def test_the_cut_is_moved_and_lifted(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    add(omar, "Schools")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    revoke(dalia, "Omar", "2000-01-01")
    assert (titles(dalia), not_counted(dalia.desk) > 0) == (["Wells"], True)
    revoke(dalia, "Omar")
    assert (titles(dalia), not_counted(dalia.desk)) == (["Schools", "Wells"], 0)
    add(omar, "Clinics")
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    assert "Clinics" not in titles(dalia)
    take_back_cut(dalia.use(), of(dalia, "Omar"))
    assert "Clinics" in titles(dalia)
    nadia.take(dalia.pack(tmp_path / "3.masar", "Nadia"))
    same(dalia, nadia)


def test_undo_of_a_take_lifts_what_it_brought_and_taking_again_puts_it_back(
    laptops: Laptops, tmp_path: Path
) -> None:
    dalia, omar, nadia = laptops
    revoke(dalia, "Omar")
    add(omar, "Bribes")
    nadia.take(omar.pack(tmp_path / "1.masar", "Nadia"))
    nadia.take(dalia.pack(tmp_path / "2.masar", "Nadia"))
    assert titles(nadia) == ["Wells"]
    undo_last_take(nadia.use())
    assert titles(nadia) == ["Bribes", "Wells"]
    with nadia.desk.workspace.read() as connection:
        last = connection.exec_driver_sql("SELECT max(id) FROM take").scalar()
    take_again(nadia.desk, int(last or 0))
    assert titles(nadia) == ["Wells"]
    assert rebuild_tables(nadia.desk).identical


def test_marks_of_a_lost_device_undo_nothing(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Schools")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    revoke(dalia, "Omar")
    omar.use().undo()
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    assert titles(dalia) == ["Schools", "Wells"]
    assert rebuild_tables(dalia.use()).identical


def test_two_stewards_revoke_each_other_and_all_agree(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    make_steward(dalia.use(), "Omar")
    bring_everyone_up_to_date(laptops, tmp_path)
    revoke(dalia, "Omar")
    revoke(omar, "Dalia")
    add(omar, "Bribes")
    add(dalia, "Schools")
    nadia.take(omar.pack(tmp_path / "1.masar", "Nadia"))
    assert titles(nadia) == ["Bribes", "Wells"]
    nadia.take(dalia.pack(tmp_path / "2.masar", "Nadia"))
    by_words(omar, dalia, tmp_path / "3.masar")
    assert by_words(nadia, omar, tmp_path / "4.masar").device_revoked
    assert titles(omar) == titles(nadia) == titles(dalia) == ["Schools", "Wells"]
    same(dalia, omar, nadia)


def test_nobody_revokes_their_own_device(laptops: Laptops) -> None:
    with pytest.raises(UserError, match="own_device"):
        revoke(laptops[0], "Dalia")


# ------------------------------------------------------------------ the revoked laptop, and coming back


def test_the_revoked_laptop_is_told_reads_packs_and_writes_nothing(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add(omar, "Schools")
    revoke(dalia, "Omar")
    assert by_words(dalia, omar, tmp_path / "1.masar").device_revoked
    with pytest.raises(UserError, match="device_revoked"):
        add(omar, "Nothing")
    with pytest.raises(UserError, match="device_revoked"):
        omar.desk.undo()
    assert titles(omar) == ["Wells"]
    assert rebuild_tables(omar.desk).identical
    assert "notice.device_revoked" in look_after(omar.desk)
    assert "notice.device_revoked" not in look_after(dalia.use())
    assert not by_words(dalia, omar, tmp_path / "2.masar").device_revoked
    dalia.take(omar.pack(tmp_path / "3.masar", "Dalia"))


def test_nothing_is_locked_with_the_key_of_a_lost_device(laptops: Laptops, tmp_path: Path) -> None:
    """A request file is not signed: whoever holds the laptop can write one."""
    dalia, omar, _ = laptops
    make_request(omar.use(), tmp_path / "asks.request")
    revoke(dalia, "Omar")
    with pytest.raises(UserError, match="person_revoked"):
        dalia.pack(tmp_path / "1.masar", "Omar")
    with pytest.raises(UserError, match="person_revoked"):
        read_asked(dalia.desk, tmp_path / "asks.request")
    assert not (tmp_path / "1.masar").exists()
    card = omar.use().identity_card()
    trust(dalia.use(), card)
    dalia.pack(tmp_path / "1.masar", "Omar")


def test_a_copy_of_the_lost_file_is_an_unknown_device(laptops: Laptops, tmp_path: Path) -> None:
    """Who finds the laptop and opens a copy begins a new replica with the same keys."""
    dalia, omar, nadia = laptops
    revoke(dalia, "Omar")
    thief = _on_another_laptop(omar, tmp_path / "thief")
    add(thief, "Bribes")
    with pytest.raises(UserError, match="sender_cut_off"):
        dalia.take(thief.pack(tmp_path / "1.masar", "Dalia"))
    nadia.take(thief.pack(tmp_path / "2.masar", "Nadia"))
    dalia.take(nadia.pack(tmp_path / "3.masar", "Dalia"))
    nadia.take(dalia.pack(tmp_path / "4.masar", "Nadia"))
    assert titles(dalia) == titles(nadia) == ["Wells"]
    same(dalia, nadia)
    thief.use().close()


def _on_another_laptop(owner: Laptop, folder: Path) -> Laptop:
    owner.use().close()
    (copy,) = copies([owner], folder)
    desk = open_workspace(owner.file, None, costs=CHEAP)
    owner.desk = desk.desk
    copy.use().close()
    for marker in (copy.folder / "data").rglob("*.json"):
        marker.unlink()
    copy.desk = open_workspace(copy.file, None, costs=CHEAP).desk
    return copy


def test_confirming_introductions_lets_no_stolen_laptop_in(laptops: Laptops, tmp_path: Path) -> None:
    """The introduction of before the loss may still wait, all of them may be confirmed at once."""
    dalia, omar, _ = laptops
    key = find_person(dalia.use(), "Omar").key
    revoke(dalia, "Omar")
    thief = _on_another_laptop(omar, tmp_path / "thief")
    add(thief, "Bribes")
    file = thief.pack(tmp_path / "1.masar", "Dalia")
    (own,) = [one for one in proposals(dalia.use()) if one.author == key]
    assert confirm_all(dalia.desk) == 1  # Nadia's
    assert own.id in {one.id for one in proposals(dalia.desk)}
    confirm_proposal(dalia.desk, own.id)
    assert own.id not in {one.id for one in proposals(dalia.desk)}
    assert roster(dalia.desk).persons[key].revoked
    with pytest.raises(UserError, match="sender_cut_off"):
        dalia.take(file)
    thief.use().close()


def test_the_card_of_somebody_whose_device_was_lost_is_no_newcomers(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    mine = omar.use().identity_card().signing_key
    add_person(omar.desk, Newcomer("Sami", "Youth group", "member"), None, CHEAP)
    sami = omar.desk.identity_card()
    change_person(omar.desk, mine, None)
    trust(dalia.use(), sami)
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    revoke(dalia, "Sami")
    assert standing(roster(dalia.desk), sami) == "sender_cut_off"


def test_naming_somebody_whose_introduction_does_not_count_lets_no_stolen_laptop_in(laptops: Laptops) -> None:
    dalia = laptops[0]
    key = find_person(dalia.use(), "Omar").key
    cut_off(dalia.desk, of(dalia, "Omar"), NOTHING, "lost")
    for named in (mark_compared, make_steward):
        named(dalia.desk, "Omar")
    give_role(dalia.desk, "Omar", "focal_point")
    assert roster(dalia.desk).persons[key].revoked


def test_a_steward_accepts_the_same_keys_on_another_device(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    revoke(dalia, "Omar")
    by_words(dalia, omar, tmp_path / "1.masar")
    trust(dalia.use(), omar.desk.identity_card())
    assert [row.revoked for row in people(dalia.desk) if row.name == "Omar"] == [False]
    omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    with pytest.raises(UserError, match="device_revoked"):
        add(omar, "Not yet")
    omar.use().close()
    opened = open_workspace(omar.file, None, costs=CHEAP)
    omar.desk = opened.desk
    assert opened.notice == "notice.new_replica_accepted"
    add(omar, "Back again")
    for other in (dalia, nadia):
        other.take(omar.pack(tmp_path / f"for-{other.name}.masar", other.name))
    nadia.take(dalia.pack(tmp_path / "3.masar", "Nadia"))
    assert titles(dalia) == titles(nadia) == ["Back again", "Wells"]
    same(dalia, nadia)


def test_with_a_new_laptop_one_comes_back_by_a_new_invitation(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    lost = find_person(dalia.use(), "Omar").key
    revoke(dalia, "Omar")
    (tmp_path / "new").mkdir()
    again = joined(tmp_path / "new", "Omar", invited(dalia, tmp_path / "again.masar", "member"), "member")
    add(again, "Back again")
    dalia.take(again.pack(tmp_path / "1.masar", "Dalia"))
    nadia.take(dalia.pack(tmp_path / "2.masar", "Nadia"))
    assert titles(nadia) == ["Back again", "Wells"]
    assert find_person(nadia.use(), "Omar").key != lost
    assert {row.key for row in people(nadia.desk) if row.revoked} == {lost}
    same(dalia, nadia)
    again.use().close()


def test_editing_somebody_accepts_nobody(laptops: Laptops) -> None:
    dalia, omar, _ = laptops
    revoke(dalia, "Omar")
    give_role(dalia.use(), "Omar", "focal_point")
    with dalia.desk.write("person.edit") as unit:
        unit.set(Person, find_person(dalia.desk, "Omar").record, ended="2026-11-22")
    assert roster(dalia.desk).persons[omar.desk.identity_card().signing_key].revoked


# ------------------------------------------------------------------ headquarters


def test_headquarters_issuer_is_a_steward_and_holders_of_the_network_apply_what_they_hold(
    laptops: Laptops, tmp_path: Path
) -> None:
    from app.services.issuing import become_issuer

    dalia, omar, _ = laptops
    huda = joined(tmp_path, "Huda", invited(dalia, tmp_path / "a.masar", "headquarters"), "headquarters")
    key = huda.desk.identity_card().signing_key
    dalia.take(huda.pack(tmp_path / "1.masar", "Dalia"))
    assert key not in roster(dalia.desk).stewards()
    become_issuer(huda.use(), "National team")
    assert key in roster(huda.desk).stewards()
    dalia.take(huda.pack(tmp_path / "2.masar", "Dalia"))
    assert key in roster(dalia.desk).stewards()
    revoke(dalia, "Omar")
    add(omar, "Bribes")
    huda.take(dalia.pack(tmp_path / "3.masar", "Huda"))
    make_package(omar.use(), Parcel(words=WORDS, spaces="network"), tmp_path / "4.masar")
    take_package(huda.use(), tmp_path / "4.masar", WORDS, backup=False)
    dalia.take(omar.pack(tmp_path / "5.masar", "Dalia"))
    assert titles(huda) == titles(dalia) == ["Wells"]
    revoke(huda, "Dalia")
    assert by_words(huda, dalia, tmp_path / "6.masar").device_revoked
    assert dalia.state()[dalia.desk.network] == huda.state()[dalia.desk.network]
    huda.use().close()


# ------------------------------------------------------------------ each space is told of itself alone


def in_group(laptop: Laptop, name: str) -> str:
    with laptop.use().write("stakeholder.edit") as unit:
        return unit.add(Stakeholder, name_en=name)


def elders(laptop: Laptop) -> list[str]:
    return sorted(one.name_en or "" for one in laptop.use().records(Stakeholder))


def test_the_network_says_nothing_of_the_group_and_the_group_is_cut_all_the_same(
    laptops: Laptops, tmp_path: Path
) -> None:
    dalia, omar, nadia = laptops
    in_group(omar, "Elder")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    revoke(dalia, "Omar")
    make_package(dalia.use(), Parcel(words=WORDS, spaces="network"), tmp_path / "2.masar")
    with dalia.desk.workspace.read() as connection:
        heads = [head.hash for head in all_heads(connection, dalia.desk.group)]
    text = inside_words(tmp_path / "2.masar")
    assert "revocation" in text
    assert dalia.desk.group not in text
    assert not [one for one in heads if one[:32] in text]
    in_group(omar, "Forged")
    nadia.take(omar.pack(tmp_path / "3.masar", "Nadia"))
    take_package(nadia.use(), tmp_path / "2.masar", WORDS, backup=False)
    assert elders(nadia) == ["Elder", "Forged"]
    make_package(dalia.use(), Parcel(words=WORDS, spaces="group"), tmp_path / "4.masar")
    take_package(nadia.use(), tmp_path / "4.masar", WORDS, backup=False)
    assert elders(nadia) == ["Elder"]
    take_back_cut(dalia.use(), of(dalia, "Omar"))
    nadia.take(dalia.pack(tmp_path / "5.masar", "Nadia"))
    assert elders(nadia) == ["Elder", "Forged"]
    dalia.take(nadia.pack(tmp_path / "6.masar", "Dalia"))
    same(dalia, nadia)


def test_another_steward_moves_the_cut_in_the_group_too(laptops: Laptops, tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    make_steward(dalia.use(), "Nadia")
    in_group(omar, "Elder")
    bring_everyone_up_to_date(laptops, tmp_path)
    cut_off(dalia.use(), of(dalia, "Omar"), "2000-01-01")
    nadia.take(dalia.pack(tmp_path / "1.masar", "Nadia"))
    assert elders(nadia) == []
    revoke(nadia, "Omar")
    dalia.take(nadia.pack(tmp_path / "2.masar", "Dalia"))
    assert elders(nadia) == elders(dalia) == ["Elder"]
    same(dalia, nadia)


def test_in_the_country_headquarters_decides_who_counts(laptops: Laptops, tmp_path: Path) -> None:
    """A steward's revocation says nothing of the country space; headquarters cuts the device off there."""
    dalia, omar, nadia = laptops
    huda = joined(tmp_path, "Huda", invited(dalia, tmp_path / "a.masar", "headquarters"), "headquarters")
    dalia.take(huda.pack(tmp_path / "1.masar", "Dalia"))
    revoke(dalia, "Omar")
    with omar.use().write("place.add") as unit:
        unit.add(Place, pcode="IQX1", name_en="Forged")
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    assert [one.name_en for one in dalia.desk.records(Place, pcode="IQX1")] == ["Forged"]
    with pytest.raises(UserError, match="headquarters_only"):
        cut_off_in_country(dalia.use(), of(dalia, "Omar"), "2000-01-01")
    huda.take(dalia.pack(tmp_path / "3.masar", "Huda"))
    assert cut_off_in_country(huda.use(), of(huda, "Omar"), "2000-01-01") == 1
    assert huda.desk.records(Place, pcode="IQX1") == []
    dalia.take(huda.pack(tmp_path / "4.masar", "Dalia"))
    nadia.take(dalia.pack(tmp_path / "5.masar", "Nadia"))
    assert dalia.desk.records(Place, pcode="IQX1") == nadia.use().records(Place, pcode="IQX1") == []
    assert dalia.state()["country"] == nadia.state()["country"] == huda.state()["country"]
    same(dalia, nadia)
    assert take_back_cut(huda.use(), of(huda, "Omar")) == 1
    assert [one.name_en for one in huda.desk.records(Place, pcode="IQX1")] == ["Forged"]
    huda.use().close()


def test_who_is_accepted_in_the_area_works_there_before_headquarters_accepts_them(
    laptops: Laptops, tmp_path: Path
) -> None:
    """What headquarters closed in the country space stands in the way of nothing in the area."""
    dalia, omar, nadia = laptops
    give_role(dalia.use(), "Nadia", "headquarters")
    nadia.take(dalia.pack(tmp_path / "1.masar", "Nadia"))
    add(omar, "Schools")
    cut_off_in_country(nadia.use(), of(nadia, "Omar"))
    make_package(nadia.use(), Parcel(words=WORDS, spaces="network"), tmp_path / "2.masar")
    assert not take_package(omar.use(), tmp_path / "2.masar", WORDS, backup=False).device_revoked
    assert "notice.device_revoked" not in look_after(omar.desk)
    assert omar.desk.undo()
    with pytest.raises(UserError, match="device_revoked"), omar.desk.write("place.add") as unit:
        unit.add(Place, pcode="IQX1", name_en="Hamlet")
    dalia.take(nadia.pack(tmp_path / "for-dalia.masar", "Dalia"))
    revoke(dalia, "Omar")
    trust(dalia.use(), omar.desk.identity_card())
    make_package(dalia.use(), Parcel(words=WORDS), tmp_path / "3.masar")
    take_package(omar.use(), tmp_path / "3.masar", WORDS, backup=False)
    omar.use().close()
    omar.desk = open_workspace(omar.file, None, costs=CHEAP).desk
    add(omar, "Back again")
    dalia.take(omar.pack(tmp_path / "4.masar", "Dalia"))
    assert "Back again" in titles(dalia)


# ------------------------------------------------------------------ the law

PIECES = ("before", "beyond", "revocation", "built")


@dataclass(frozen=True)
class Law:
    """A reader's laptop, closed, four packages, and the state to which all of them lead."""

    reader: Laptop
    pieces: dict[str, Path]
    state: tuple[bytes, str]


@pytest.fixture(scope="module")
def law(template: Laptops, tmp_path_factory: pytest.TempPathFactory) -> Law:
    """Omar's work before and beyond the cut, Dalia's revocation, Nadia's work on what lies beyond."""
    folder = tmp_path_factory.mktemp("law")
    dalia, omar, nadia = copies(template, folder)
    reader = joined(folder, "Sami", invited(dalia, folder / "invite.masar", "member"), "member")
    for laptop in (dalia, nadia, omar):
        take_package(laptop.use(), _parcel(reader, folder / f"{laptop.name}.masar"), WORDS, backup=False)
    pieces = _pieces(folder, dalia, omar, nadia)
    for receiver, piece in ((nadia, "revocation"), (dalia, "beyond"), (dalia, "built")):
        take_package(receiver.use(), pieces[piece], WORDS, backup=False)
    same(dalia, nadia)
    state = dalia.state()[dalia.desk.network]
    for laptop in (dalia, omar, nadia, reader):
        laptop.use().close()
    return Law(reader, pieces, state)


@given(order=st.permutations(PIECES), again=st.lists(st.sampled_from(PIECES), max_size=2))
@settings(max_examples=6)
def test_any_order_of_arrival_ends_alike(law: Law, order: list[str], again: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        (reader,) = copies([law.reader], Path(name))
        try:
            for piece in (*order, *again):
                take_package(reader.use(), law.pieces[piece], WORDS, backup=False)
                assert rebuild_tables(reader.desk).identical
            assert titles(reader) == ["Schools", "Wells of Nadia"]
            assert reader.state()[reader.desk.network] == law.state
            assert reader.conflicts() == []
        finally:
            reader.use().close()


def _parcel(sender: Laptop, out: Path) -> Path:
    make_package(sender.use(), Parcel(words=WORDS), out)
    return out


def _pieces(folder: Path, dalia: Laptop, omar: Laptop, nadia: Laptop) -> dict[str, Path]:
    add(omar, "Schools")
    before = _parcel(omar, folder / "before.masar")
    take_package(dalia.use(), before, WORDS, backup=False)
    revoke(dalia, "Omar")
    retitle(omar, "Wells", "Bribes")
    add(omar, "More bribes")
    beyond = _parcel(omar, folder / "beyond.masar")
    take_package(nadia.use(), beyond, WORDS, backup=False)
    retitle(nadia, "Bribes", "Wells of Nadia")
    return {
        "before": before,
        "beyond": beyond,
        "revocation": _parcel(dalia, folder / "revocation.masar"),
        "built": _parcel(nadia, folder / "built.masar"),
    }
