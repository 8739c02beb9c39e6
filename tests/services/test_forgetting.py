"""Remove for good: what goes, where it travels, who may, and that nothing brings it back."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, Laptop, bring_everyone_up_to_date, found, inside, joined

from app.foundation.errors import PlaceError, UserError
from app.models.book import Book
from app.models.changeset import leaf
from app.models.kinds.inside import Contact, PrivateNote, Stakeholder
from app.models.kinds.meetings import Attachment
from app.models.kinds.people import Member, OfficialCard, Person
from app.services.backups import backups, make_backup
from app.services.conflicts import conflict_list
from app.services.drafts import drafts, keep_draft
from app.services.forgetting import (
    backups_holding,
    carry_out_forgets,
    forget,
    outlook,
    renew_backups,
    wipe_if_due,
)
from app.services.mentions import mentions
from app.services.opening import open_workspace
from app.services.packing import Parcel, make_package
from app.services.people import make_steward
from app.services.state import state
from app.services.taking import take_package, undo_last_take
from app.storage.appending import Stamp, append
from app.storage.forgetting import Target, change_for
from app.storage.staging import keep_blob
from app.storage.workspace import Workspace
from tests.sync import second_reader
from tests.sync.stranger import words_to_identity

NAME, PHONE, OLD = "Umm Salih al-Bayati", "+964 770 123 4567", "+964 770 000 0000"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia (a steward), Omar and Nadia, and one contact that Omar entered and Nadia corrected."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar", "Nadia")
        _, omar, nadia = laptops
        with omar.use().write("stakeholder.add") as unit:
            elders = unit.add(Stakeholder, name_en="Elders")
            unit.add(Contact, stakeholder=elders, person_name=NAME, phone=OLD, language="ar", consent=True)
        with omar.use().write("member.add") as unit:
            member = unit.add(Member, name_en="Rana Saleh", role="observer", sex="female")
            unit.add(OfficialCard, member=member, phone="+964 780 555 1212")
        bring_everyone_up_to_date(laptops, folder)
        with nadia.use().write("contact.edit") as unit:
            unit.set(Contact, contact(nadia).id, phone=PHONE)
        bring_everyone_up_to_date(laptops, folder)
        for laptop in laptops:
            laptop.use().close()
    return laptops


def contact(laptop: Laptop) -> Contact:
    return laptop.use().records(Contact)[0]


def bodies(laptop: Laptop, record: str) -> list[tuple[str | None, str | None]]:
    """Return bytes and leaf of every change to a record that is known to be about it."""
    with laptop.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body, leaf FROM change WHERE record = ? AND kind NOT LIKE '#%'", (record,)
        )
        return [(body, leaf_) for body, leaf_ in rows]


def on_disk(laptop: Laptop) -> bytes:
    """Return every byte of a laptop's workspace files; they are not encrypted."""
    return b"".join(path.read_bytes() for path in laptop.file.parent.glob("work.masarw*"))


def words_of(laptop: Laptop) -> object:
    return state(laptop.use()).words


def test_a_record_goes_everywhere_and_leaves_its_leaf(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    gone = contact(dalia).id
    leaves = [leaf(body).hex() for body, _ in bodies(dalia, gone) if body]
    done = forget(dalia.desk, "contact", gone)
    assert (done.values, done.wiped) == (len(leaves), True)
    bring_everyone_up_to_date(laptops, tmp_path)
    for laptop in laptops:
        assert laptop.use().records(Contact) == []
        assert sorted(bodies(laptop, gone), key=str) == sorted(((None, one) for one in leaves), key=str)
        before = laptop.state()
        assert laptop.rebuilt() == before
        for told in (NAME, PHONE, OLD):
            assert told.encode() not in on_disk(laptop)
    assert words_of(dalia) == words_of(omar) == words_of(nadia)
    assert [laptop.conflicts() for laptop in laptops] == [[], [], []]


def test_one_value_goes_and_the_record_stays(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    forget(dalia.use(), "contact", contact(dalia).id, "phone")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert contact(omar).person_name == NAME
    assert contact(omar).phone is None
    assert dalia.state() == omar.state() == nadia.state() == nadia.rebuilt()


def found_newcomer(laptops: list[Laptop], folder: Path) -> Laptop:
    """Return the laptop of somebody who joins afterwards: they only ever see leaves."""
    package = folder / "for-Huda.masar"
    make_package(laptops[0].use(), Parcel(words=WORDS, invite=True, role="member"), package)
    return joined(folder / "later", "Huda", package, "member")


def test_whoever_never_had_the_bytes_has_equal_tables(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, *_ = laptops
    forget(dalia.use(), "contact", contact(dalia).id, "phone")
    huda = found_newcomer(laptops, tmp_path)
    dalia.take(huda.pack(tmp_path / "hello.masar", "Dalia"))
    assert huda.state() == dalia.state()
    assert PHONE.encode() not in on_disk(huda)
    huda.use().close()


def test_an_older_package_brings_nothing_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    with nadia.use().write("contact.edit") as unit:
        unit.set(Contact, contact(nadia).id, email="salih@example.org")
    old = nadia.pack(tmp_path / "old.masar", "Dalia", "Omar")
    forget(dalia.use(), "contact", contact(dalia).id)
    omar.take(dalia.pack(tmp_path / "new.masar", "Omar"))
    for laptop in (dalia, omar):
        laptop.take(old)
        assert laptop.use().records(Contact) == []
        assert b"salih@example.org" not in on_disk(laptop)
    nadia.take(dalia.pack(tmp_path / "last.masar", "Nadia"))
    assert nadia.use().records(Contact) == []
    bring_everyone_up_to_date(laptops, tmp_path)
    assert dalia.state() == omar.state() == nadia.state()


def test_an_older_package_brings_no_file_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    owner, picture = contact(dalia), b"a picture of her" * 50
    with dalia.use().workspace.write() as connection:
        keep_blob(connection, picture)
    with dalia.desk.write("attachment.add") as unit:
        digest = hashlib.sha256(picture).hexdigest()
        unit.add(Attachment, subject_kind="contact", subject=owner.id, sha256=digest, size=len(picture))
    make_package(dalia.use(), Parcel(words=WORDS, attachments="all"), tmp_path / "old.masar")
    assert take_package(omar.use(), tmp_path / "old.masar", WORDS, backup=False).files == 1
    forget(dalia.use(), "contact", owner.id)
    omar.take(dalia.pack(tmp_path / "gone.masar", "Omar"))
    for laptop in (dalia, omar):
        assert picture not in on_disk(laptop)
        assert take_package(laptop.use(), tmp_path / "old.masar", WORDS, backup=False).files == 0
        assert picture not in on_disk(laptop)


def test_a_draft_typed_while_its_record_was_removed_for_good_goes_too(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    gone, other = contact(dalia).id, dalia.use().records(Stakeholder)[0].id
    forget(dalia.desk, "contact", gone)
    keep_draft(dalia.desk, "contact", gone, "person_name", "Umm Salih again", at_once=True)
    keep_draft(dalia.desk, "stakeholder", other, "name_en", "Elders of the town", at_once=True)
    dalia.desk.close()
    dalia.desk = open_workspace(dalia.file, None, costs=CHEAP).desk
    assert [draft.value for draft in drafts(dalia.desk)] == ["Elders of the town"]
    assert b"Umm Salih again" not in on_disk(dalia)


def test_copies_of_a_file_with_a_name_of_any_letters_are_found(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    dalia.use().close()
    path = dalia.file.rename(dalia.file.with_name("plan [2026].masarw"))
    desk = open_workspace(path, None, costs=CHEAP).desk
    aside = path.with_name("plan [2026].set-aside-1.masarw")
    shutil.copyfile(make_backup(desk), aside)
    done = forget(desk, "contact", desk.records(Contact)[0].id)
    desk.close()
    assert aside in [backup.path for backup in done.backups]


def test_a_package_made_afterwards_has_the_leaf(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    forget(dalia.use(), "contact", contact(dalia).id)
    package = tmp_path / "all.masar"
    make_package(dalia.use(), Parcel(to=("Omar",), attachments="all"), package)
    told = inside(omar, package)
    assert "#forget" in told
    assert NAME not in told
    omar.take(package)
    relayed = tmp_path / "relayed.masar"
    make_package(omar.use(), Parcel(words=WORDS), relayed)
    told = inside(omar, relayed)
    assert '{"leaf":"' in told
    assert NAME not in told
    assert PHONE not in told


def test_a_second_reader_finds_leaves_and_the_same_tables(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    one = contact(dalia)
    member = dalia.desk.records(Member, name_en="Rana Saleh")[0].id
    forget(dalia.use(), "contact", one.id, "phone")
    forget(dalia.desk, "member", member)
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    make_package(omar.use(), Parcel(words=WORDS), tmp_path / "all.masar")
    _, changesets = second_reader.read(tmp_path / "all.masar", words_to_identity(WORDS))
    records, conflicts = second_reader.tables(changesets)
    shown = records[one.id]
    assert (shown["person_name"], shown.get("phone")) == (NAME, None)
    assert member not in records
    assert conflicts == set()


def test_a_member_forgets_what_is_their_own_only(laptops: list[Laptop], tmp_path: Path) -> None:
    _, omar, nadia = laptops
    card = contact(omar)
    assert not outlook(omar.use(), "contact", card.id).allowed
    with pytest.raises(UserError, match="not_yours_to_forget"):
        forget(omar.use(), "contact", card.id)
    assert outlook(omar.use(), "contact", card.id, "person_name").allowed
    forget(omar.desk, "contact", card.id, "person_name")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert (contact(nadia).person_name, contact(nadia).phone) == (None, PHONE)


def test_a_forget_by_somebody_who_may_not_changes_nothing(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    card = contact(omar).id
    forge_forget(omar, card)
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [columns(laptop, card) for laptop in laptops] == [(None, PHONE)] * 3
    make_steward(dalia.use(), "Omar")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [columns(laptop, card) for laptop in laptops] == [None, None, None]
    assert dalia.state() == omar.state() == nadia.state()


def columns(laptop: Laptop, record: str) -> tuple[str | None, ...] | None:
    """Return name and phone as the table has them, also of a contact that shows nowhere."""
    with laptop.use().workspace.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT person_name, phone FROM record_contact WHERE id = ?", (record,)
        ).first()
    return None if row is None else tuple(row)


def forge_forget(laptop: Laptop, record: str) -> None:
    """Write a #forget of a whole record as a program would that does not ask whether it may."""
    desk = laptop.use()
    with desk.workspace.write() as connection:
        stamped = Stamp("2026-03-14T09:30:00Z", "record.forget", desk.ids.record())
        append(connection, desk.group, desk.author(), stamped, [change_for(Target("contact", record), ())])
        carry_out_forgets(connection)
    desk.refresh_all()


def test_it_cannot_be_undone_and_undo_passes_over_it(laptops: list[Laptop]) -> None:
    dalia, *_ = laptops
    desk = dalia.use()
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, contact(dalia).stakeholder or "", name_en="Council of elders")
    with desk.write("contact.add") as unit:
        fresh = unit.add(Contact, stakeholder=contact(dalia).stakeholder, person_name="Abu Ali")
    forget(desk, "contact", fresh)
    assert desk.undo() is not None
    assert [one.name_en for one in desk.records(Stakeholder)] == ["Elders"]
    assert [one.person_name for one in desk.records(Contact)] == [NAME]
    assert desk.redo() is not None
    assert [one.name_en for one in desk.records(Stakeholder)] == ["Council of elders"]


def test_undoing_the_take_brings_nothing_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    forget(dalia.use(), "contact", contact(dalia).id)
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    omar.take(package)
    undo_last_take(omar.use())
    assert omar.use().records(Contact) == []
    assert omar.rebuilt() == omar.state()
    omar.take(package)
    assert omar.state() == dalia.state()


def test_cards_notes_and_drafts_go_along(laptops: list[Laptop]) -> None:
    dalia, *_ = laptops
    desk = dalia.use()
    member = desk.records(Member, name_en="Rana Saleh")[0]
    with desk.write("note.add") as unit:
        unit.add(PrivateNote, subject_kind="member", subject=member.id, note="Her sister is ill.")
    seen = outlook(desk, "member", member.id)
    assert dict(seen.along) == {"official_card": 1, "private_note": 1}
    assert seen.travelled
    forget(desk, "member", member.id)
    assert desk.records(PrivateNote) == []
    assert desk.records(OfficialCard) == []
    for told in (b"Rana Saleh", b"sister is ill", b"780 555"):
        assert told not in on_disk(dalia)


def test_what_else_names_the_person_is_counted(laptops: list[Laptop]) -> None:
    """The roster, and other texts: neither goes, and both are said before."""
    desk = laptops[0].use()
    one = contact(laptops[0])
    seen = outlook(desk, "contact", one.id)
    assert (seen.on_roster, seen.named) == (False, ())
    with desk.write("stakeholder.add") as unit:
        unit.add(Stakeholder, name_en="Council", access_note=f"Speak to {NAME.upper()}, or to her son")
        unit.add(Stakeholder, name_en="Others", access_note=f"Speak to {NAME}zadeh")
        unit.add(Stakeholder, name_en="Phones", access_note=f"Call {PHONE}")
    assert outlook(desk, "contact", one.id).named == (("stakeholder", 1),)
    assert outlook(desk, "contact", one.id, "phone").named == (("stakeholder", 1),)
    assert outlook(desk, "contact", one.id, "language").named == ()
    with desk.write("member.add") as unit:
        omar = next(one for one in desk.records(Person) if one.name_en == "Omar")
        linked = unit.add(Member, name_en="O. Saleh", role="member", person=omar.id)
        alike = unit.add(Member, name_en="omar", role="member")
    assert outlook(desk, "member", linked).on_roster
    assert outlook(desk, "member", alike).on_roster
    assert not outlook(desk, "member", linked, "name_en").on_roster


def test_a_name_is_found_with_what_arabic_joins_to_it() -> None:
    said = Stakeholder(id="s1", space="g", name_ar="مجلس", access_note="اتصل بالشيخ وعلي حسين، أو بعلى حسين")
    other = Stakeholder(id="s2", space="g", name_ar="مجلس", access_note="معلي حسين")
    book = Book([said, other])
    assert mentions(book, ["علي حسين"], ()) == {"stakeholder": 1}
    assert mentions(book, ["علي حسين"], ("s1",)) == {}
    assert mentions(book, ["", "ab"], ()) == {}


def test_what_vouches_for_chains_stays(laptops: list[Laptop]) -> None:
    desk = laptops[0].use()
    with pytest.raises(UserError, match="roster_stays"):
        forget(desk, "person", desk.records(Person)[0].id)
    with pytest.raises(UserError, match="not_personal"):
        forget(desk, "stakeholder", desk.records(Stakeholder)[0].id)
    with pytest.raises(UserError, match="unknown_record"):
        forget(desk, "contact", "nobody")


def test_backups_that_hold_it_are_named_and_renewed(laptops: list[Laptop]) -> None:
    dalia, *_ = laptops
    desk = dalia.use()
    old = make_backup(desk)
    done = forget(desk, "contact", contact(dalia).id)
    assert [backup.path for backup in done.backups] == [old]
    fresh = renew_backups(desk, done.backups)
    assert [backup.path for backup in backups(desk.workspace)] == [fresh]
    assert backups_holding(desk, done.targets) == ()
    assert NAME.encode() not in fresh.read_bytes()


def test_the_file_is_wiped_at_the_next_opening_when_there_was_no_room(
    laptops: list[Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_workspace: Workspace) -> None:
        raise PlaceError("no_space", file="work.masarw")

    dalia, *_ = laptops
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "wipe", no_room)
        assert not forget(dalia.use(), "contact", contact(dalia).id).wiped
    assert wipe_if_due(dalia.desk)
    assert NAME.encode() not in on_disk(dalia)


def test_a_removal_outlived_by_a_forgotten_edit_is_no_conflict(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    gone = contact(dalia).id
    with dalia.use().write("contact.remove") as unit:
        unit.remove(Contact, gone)
    with nadia.use().write("contact.edit") as unit:
        unit.set(Contact, gone, email="salih@example.org")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [len(conflict_list(laptop.use())) for laptop in laptops] == [1, 1, 1]
    forget(dalia.use(), "contact", gone, "email")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert [len(conflict_list(laptop.use())) for laptop in laptops] == [0, 0, 0]
    assert dalia.state() == omar.state() == nadia.state() == omar.rebuilt()


def test_taking_it_makes_no_noise_when_it_is_not_held(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    forget(dalia.use(), "contact", contact(dalia).id)
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    first = take_package(omar.use(), package, backup=False)
    again = take_package(omar.use(), package, backup=False)
    assert (first.removed, again.removed) == ({"contact": 1}, {})


def test_of_a_merged_contact_all_records_go(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    desk = dalia.use()
    first = contact(dalia)
    with desk.write("contact.add") as unit:
        second = unit.add(Contact, stakeholder=first.stakeholder, person_name="Um Saleh", phone="0770 5")
    with desk.write("contact.edit") as unit:
        unit.set(Contact, second, same_as=(first.id,))
    assert len(desk.records(Contact)) == 1
    forget(desk, "contact", second)
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    for laptop in (dalia, omar):
        assert laptop.use().records(Contact) == []
        assert b"Um Saleh" not in on_disk(laptop)
        assert NAME.encode() not in on_disk(laptop)
