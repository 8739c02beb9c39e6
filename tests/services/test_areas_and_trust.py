"""Two areas and headquarters: what goes where, who may write what, and what never leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from services.laptops import CHEAP, WORDS, Laptop, founded, inside, invited, joined

from app.foundation.errors import PlaceError, UserError
from app.models.card import Card
from app.models.kinds.country import Deadline, Guidance, IndicatorEntry, Place, SharedLesson
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Attachment
from app.models.kinds.people import Invitation, Organisation
from app.models.kinds.plan import Activity, Lesson
from app.process.definition import durable_solutions
from app.process.steps import step_states
from app.services.answering import read_asked
from app.services.asking import make_request
from app.services.devices import cut_off, devices
from app.services.field_edits import remove_record, set_value
from app.services.front_area import go_to_area
from app.services.joining import join_workspace
from app.services.mending import rebuild_tables
from app.services.monitoring_work import share_lesson, take_lesson
from app.services.opening import Newcomer
from app.services.packing import Parcel, make_package, preview_package
from app.services.people import give_role, people, trust
from app.services.roster_work import leave
from app.services.rosters import HEADQUARTERS_ROLES, Rosters
from app.services.shared_invitations import turn_away
from app.services.taking import inspect_package, take_package
from app.services.views.home import home
from app.storage.chains import spaces
from app.storage.identities import accept_card

HUDA = Newcomer("Huda", "National team", "headquarters")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia of the first area, Karim of the second, Huda of headquarters, who holds both; closed."""
    folder = tmp_path_factory.mktemp("areas")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        return met(folder)


def met(folder: Path) -> list[Laptop]:
    dalia, karim = founded(folder, "Dalia", "IQG15Q07"), founded(folder, "Karim", "IQG18")
    huda = joined(folder, "Huda", invited(dalia, folder / "a.masar", "headquarters"), "headquarters")
    huda.use().close()
    package = invited(karim, folder / "b.masar", "headquarters")
    huda.desk = join_workspace(huda.file, package, HUDA, None, WORDS, costs=CHEAP)[0].desk
    for first in (dalia, karim):
        go_to_area(huda.desk, first.desk.area)
        first.take(huda.pack(folder / f"hello-{first.name}.masar", first.name))
    go_to_area(huda.desk, dalia.desk.area)
    for laptop in (dalia, karim, huda):
        laptop.use().close()
    return [dalia, karim, huda]


@pytest.fixture
def three(laptops: list[Laptop]) -> tuple[Laptop, ...]:
    """Return open copies of Dalia's, Karim's and Huda's laptops."""
    return tuple(laptops)


def add_activity(laptop: Laptop, title: str) -> str:
    with laptop.use().write("activity.add") as unit:
        return unit.add(Activity, title_en=title)


Three = tuple[Laptop, Laptop, Laptop]


def test_each_file_holds_its_own_spaces(three: Three) -> None:
    dalia, karim, huda = three
    held = {}
    for laptop in three:
        with laptop.use().workspace.read() as connection:
            held[laptop.name] = set(spaces(connection))
    assert held["Dalia"] <= {dalia.desk.network, dalia.desk.group, "country"}
    assert held["Karim"] <= {karim.desk.network, karim.desk.group, "country"}
    assert {dalia.desk.network, karim.desk.network} <= held["Huda"]
    assert not {dalia.desk.group, karim.desk.group} & held["Huda"]


def test_guidance_and_a_deadline_reach_area_a_and_nothing_of_b(three: Three, tmp_path: Path) -> None:
    dalia, karim, huda = three
    add_activity(karim, "Secret of the second area")
    huda.take(karim.pack(tmp_path / "1.masar", "Huda"))
    with huda.use().write("guidance.add") as unit:
        unit.add(Guidance, title_en="Consult women too", areas=(dalia.desk.area,), step="consult")
        unit.add(Deadline, title_en="Draft due", areas=(dalia.desk.area,), step="draft", due="2026-12-01")
    package = huda.pack(tmp_path / "2.masar", "Dalia")
    text = inside(dalia, package)
    assert "Secret" not in text
    assert karim.desk.area not in text
    report = dalia.take(package)
    assert report.waiting == 0
    assert (report.new["guidance"], report.new["deadline"]) == (1, 1)
    states = step_states(durable_solutions(), dalia.use().book(), "2026-03-14")
    assert {state.id: state.deadline for state in states}["draft"] == "2026-12-01"
    assert {entry.kind for entry in home(dalia.desk).guidance} == {"guidance", "deadline"}


def test_headquarters_gets_no_group_space(three: Three, tmp_path: Path) -> None:
    dalia, _, huda = three
    with dalia.use().write("both") as unit:
        unit.add(Stakeholder, name_en="Neutral elder")
        unit.add(Organisation, name_en="Water office")
    package = dalia.pack(tmp_path / "1.masar", "Huda")
    text = inside(huda, package)
    assert "Water office" in text
    assert "Neutral elder" not in text
    assert dalia.desk.group not in text
    assert huda.take(package).waiting == 0


def test_only_headquarters_writes_guidance(three: Three) -> None:
    dalia, _, huda = three
    with pytest.raises(UserError, match="headquarters_only"), dalia.use().write("guidance.add") as unit:
        unit.add(Guidance, title_en="From a focal point")
    assert not dalia.desk.may_guide()
    assert huda.use().may_guide()


def test_what_headquarters_wrote_is_changed_by_nobody_else(three: Three, tmp_path: Path) -> None:
    """It would count nowhere, so it is refused with a sentence instead of vanishing."""
    dalia, _, huda = three
    with huda.use().write("guidance.add") as unit:
        record = unit.add(Guidance, title_en="For all")
    dalia.take(huda.pack(tmp_path / "1.masar", "Dalia"))
    before = dalia.state()
    with pytest.raises(UserError, match="headquarters_only"):
        set_value(dalia.desk, "guidance", record, "title_en", "Mine")
    with pytest.raises(UserError, match="headquarters_only"):
        remove_record(dalia.desk, "guidance", record)
    assert dalia.state() == before
    give_role(dalia.desk, "Dalia", "headquarters")
    set_value(dalia.desk, "guidance", record, "title_en", "Mine")
    assert [one.title_en for one in dalia.desk.records(Guidance)] == ["Mine"]


def test_guidance_forged_by_others_than_headquarters_counts_nowhere(
    three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken, kept and passed on, so that the rest of the package is of use, and shows nowhere."""
    dalia, _, huda = three
    monkeypatch.setattr(dalia.use(), "may_guide", lambda: True)
    with dalia.desk.write("guidance.add") as unit:
        unit.add(Guidance, title_en="From a focal point")
    assert dalia.desk.records(Guidance) == []
    add_activity(dalia, "Wells")
    report = huda.take(dalia.pack(tmp_path / "1.masar", "Huda"))
    assert (report.new, report.not_counted) == ({"activity": 1}, 1)
    assert huda.desk.records(Guidance) == []
    assert huda.state()["country"] == dalia.state()["country"]
    for laptop in (dalia, huda):
        assert rebuild_tables(laptop.use()).identical


def test_a_deadline_of_headquarters_known_in_another_area_waits_for_a_steward_here(
    three: Three, tmp_path: Path
) -> None:
    """Hala is headquarters for Karim's area alone. Relayed to Dalia, her deadline is kept and does not show
    until Dalia's group knows her as headquarters; the rest of the package counts at once."""
    dalia, karim, huda = three
    hala = joined(tmp_path, "Hala", invited(karim, tmp_path / "hala.masar", "headquarters"), "headquarters")
    with hala.use().write("deadline.edit") as unit:
        unit.add(Deadline, title_en="Hala's", due="2026-12-01")
    card = hala.desk.identity_card()
    karim.take(hala.pack(tmp_path / "1.masar", "Karim"))
    go_to_area(huda.use(), karim.desk.area)
    huda.take(karim.pack(tmp_path / "2.masar", "Huda"))
    assert [one.title_en for one in huda.desk.records(Deadline)] == ["Hala's"]
    go_to_area(huda.desk, dalia.desk.area)
    add_activity(huda, "From headquarters")
    report = dalia.take(huda.pack(tmp_path / "3.masar", "Dalia"))
    assert (report.new, report.not_counted) == ({"activity": 1}, 1)
    assert dalia.desk.records(Deadline) == []
    assert dalia.state()["country"][0] == huda.state()["country"][0]
    trust(dalia.desk, msgspec.structs.replace(card, role="member"))
    assert dalia.desk.records(Deadline) == []
    give_role(dalia.desk, "Hala", "headquarters")
    assert [one.title_en for one in dalia.desk.records(Deadline)] == ["Hala's"]
    assert dalia.state()["country"] == huda.state()["country"]
    give_role(dalia.desk, "Hala", "member")
    assert [one.title_en for one in dalia.desk.records(Deadline)] == ["Hala's"]
    assert rebuild_tables(dalia.desk).identical
    hala.use().close()


def test_headquarters_takes_no_group_space_whoever_told_the_words(three: Three, tmp_path: Path) -> None:
    dalia, _, huda = three
    with dalia.use().write("stakeholder.add") as unit:
        unit.add(Stakeholder, name_en="Neutral elder")
    make_package(dalia.desk, Parcel(words=WORDS), tmp_path / "1.masar")
    before = huda.state()
    for action in (inspect_package, take_package):
        with pytest.raises(UserError, match="headquarters_holds_no_group"):
            action(huda.use(), tmp_path / "1.masar", WORDS)
    assert huda.state() == before
    make_package(dalia.use(), Parcel(words=WORDS, spaces="network"), tmp_path / "2.masar")
    take_package(huda.use(), tmp_path / "2.masar", WORDS)


@pytest.mark.parametrize("role", ["backstop_area", "member"])
def test_who_is_not_headquarters_holds_the_group_space(three: Three, tmp_path: Path, role: str) -> None:
    """A backstopper serves the area and holds its group; somebody may only wish to be headquarters."""
    dalia, _, _ = three
    sami = joined(tmp_path, "Sami", invited(dalia, tmp_path / "sami.masar", role), "headquarters")
    dalia.take(sami.pack(tmp_path / "0.masar", "Dalia"))
    with dalia.use().write("stakeholder.add") as unit:
        unit.add(Stakeholder, name_en="Neutral elder")
    make_package(dalia.desk, Parcel(words=WORDS), tmp_path / "1.masar")
    take_package(sami.use(), tmp_path / "1.masar", WORDS)
    assert [one.name_en for one in sami.desk.records(Stakeholder)] == ["Neutral elder"]
    sami.use().close()


@pytest.mark.parametrize("role", HEADQUARTERS_ROLES)
@pytest.mark.parametrize("said", ["member", "dstwg_national"])
def test_who_is_invited_to_headquarters_is_sent_no_group_space(
    three: Three, tmp_path: Path, role: str, said: str
) -> None:
    dalia, _, _ = three
    with dalia.use().write("stakeholder.add") as unit:
        unit.add(Stakeholder, name_en="Neutral elder")
    package = invited(dalia, tmp_path / "sami.masar", role)
    sami = joined(tmp_path, "Sami", package, said)
    dalia.take(sami.pack(tmp_path / "0.masar", "Dalia"))
    add_activity(dalia, "For everyone")
    sami.take(dalia.pack(tmp_path / "1.masar", "Sami"))
    assert "Neutral elder" not in inside(sami, package)
    assert dalia.desk.group not in sami.state()
    assert [one.title_en for one in sami.desk.records(Activity)] == ["For everyone"]
    with pytest.raises(UserError, match="group_stays_inside"):
        make_package(dalia.use(), Parcel(to=("Sami",), spaces="group"), tmp_path / "2.masar")
    sami.use().close()


def test_nobody_begins_in_an_area_twice(three: Three, tmp_path: Path) -> None:
    dalia, _, huda = three
    package = invited(dalia, tmp_path / "again.masar", "headquarters")
    huda.use().close()
    with pytest.raises(UserError, match="joined_already"):
        join_workspace(huda.file, package, HUDA, None, WORDS, costs=CHEAP)


def test_of_a_workspace_that_was_not_begun_nothing_is_left(three: Three, tmp_path: Path) -> None:
    package = invited(three[0], tmp_path / "1.masar", "member")
    folder = tmp_path / "new"
    folder.mkdir()
    newcomer = Newcomer("Sami", "Hand in Hand", "member")
    with pytest.raises(UserError, match="wrong_words"):
        join_workspace(folder / "work.masarw", package, newcomer, None, WORDS[::-1], costs=CHEAP)
    assert list(folder.iterdir()) == []


def test_nobody_is_invited_by_a_package_that_is_refused(three: Three, tmp_path: Path) -> None:
    dalia, _, _ = three
    before = dalia.state()
    invitation = Parcel(words=WORDS, invite=True, role="headquarters", spaces="group")
    with pytest.raises(UserError, match="group_stays_inside"):
        make_package(dalia.use(), invitation, tmp_path / "1.masar")
    with pytest.raises(PlaceError, match="folder_missing"):
        make_package(dalia.use(), replace(invitation, spaces=""), tmp_path / "nowhere" / "1.masar")
    assert dalia.state() == before


def test_an_invitation_whose_package_cannot_be_made_is_withdrawn(three: Three, tmp_path: Path) -> None:
    dalia, _, _ = three
    wells, name = add_activity(dalia, "Wells"), "ab" * 32
    with dalia.desk.write("attachment.add") as unit:
        unit.add(Attachment, subject_kind="activity", subject=wells, sha256=name, size=7)
    with dalia.desk.workspace.write() as connection:
        connection.exec_driver_sql("INSERT INTO blob (sha256, size, data) VALUES (?, 7, x'00')", (name,))
    with pytest.raises(UserError, match="attachment_damaged"):
        make_package(dalia.desk, Parcel(words=WORDS, invite=True, attachments="all"), tmp_path / "1.masar")
    assert [one.role for one in dalia.desk.records(Invitation)] == ["headquarters"]
    assert not (tmp_path / "1.masar").exists()


def test_a_request_about_an_area_behind_is_answered_there(three: Three, tmp_path: Path) -> None:
    dalia, karim, huda = three
    make_request(karim.use(), tmp_path / "karim.masar-request")
    go_to_area(huda.use(), dalia.desk.area)
    with pytest.raises(UserError, match="asks_of_another_area"):
        read_asked(huda.use(), tmp_path / "karim.masar-request")
    go_to_area(huda.desk, karim.desk.area)
    assert read_asked(huda.desk, tmp_path / "karim.masar-request").name == "Karim"


def _in_both_areas(dalia: Laptop, karim: Laptop, folder: Path, name: str, role: str) -> Laptop:
    """Let somebody join the first area, or Dalia herself stay there, and then join Karim's."""
    if name == dalia.name:
        laptop = dalia
    else:
        laptop = joined(folder, name, invited(dalia, folder / f"a-{name}.masar", "member"), "member")
        dalia.take(laptop.pack(folder / f"hello-a-{name}.masar", "Dalia"))
    front = laptop.desk.area
    laptop.use().close()
    package, newcomer = invited(karim, folder / f"b-{name}.masar", role), Newcomer(name, "Water office", role)
    laptop.desk = join_workspace(laptop.file, package, newcomer, None, WORDS, costs=CHEAP)[0].desk
    go_to_area(laptop.desk, karim.desk.area)
    karim.take(laptop.pack(folder / f"hello-b-{name}.masar", "Karim"))
    go_to_area(laptop.desk, front)
    return laptop


def _let_go(karim: Laptop, name: str, how: str) -> None:
    if how == "turned away":
        turn_away(karim.use(), name)
    elif how == "left":
        leave(karim.use(), name)
    elif how == "lost":
        key = next(row.key for row in people(karim.use()) if row.name == name)
        cut_off(karim.desk, [one.replica for one in devices(karim.desk) if one.key == key], "", "lost")


@pytest.mark.parametrize("how", ["stays", "turned away", "left", "lost", "headquarters"])
def test_of_another_area_goes_along_what_the_receiver_holds_there(
    three: Three, tmp_path: Path, how: str
) -> None:
    """Dalia and Omar are in both areas; in the second Omar stays, goes, or answers for headquarters."""
    _, karim, _ = three
    dalia = _in_both_areas(three[0], karim, tmp_path, "Dalia", "member")
    role = "headquarters" if how == "headquarters" else "member"
    omar = _in_both_areas(dalia, karim, tmp_path, "Omar", role)
    _let_go(karim, "Omar", how)
    with karim.use().write("both") as unit:
        unit.add(Stakeholder, name_en="Neutral elder")
        unit.add(Organisation, name_en="Water directorate")
    dalia.take(karim.pack(tmp_path / "1.masar", "Dalia"))
    further = preview_package(dalia.use(), Parcel(to=("Omar",))).further
    assert (karim.desk.area in further) == (how in ("stays", "headquarters"))
    further = preview_package(dalia.desk, Parcel(to=("Omar",), spaces="group")).further
    assert (karim.desk.area in further) == (how == "stays")
    package = dalia.pack(tmp_path / "2.masar", "Omar")
    text = inside(omar, package)
    assert ("Neutral elder" in text) == (how == "stays")
    assert ("Water directorate" in text) == (how in ("stays", "headquarters"))
    assert omar.take(package).waiting == 0
    omar.use().close()


def test_who_was_taken_off_one_roster_is_not_taken_in_another_area(three: Three, tmp_path: Path) -> None:
    """Headquarters accepted the card of somebody before an area turned them away."""
    dalia, karim, huda = three
    sami = founded(tmp_path, "Sami", "IQG18").use().identity_card()
    trust(dalia.use(), sami)
    turn_away(dalia.desk, "Sami")
    with huda.use().workspace.write() as connection:
        accept_card(connection, sami, "2026-03-14T09:30:00Z")
        assert sami.signing_key in Rosters(connection).trusted(karim.desk.network)
    huda.take(dalia.pack(tmp_path / "1.masar", "Huda"))
    with huda.desk.workspace.read() as connection:
        for network in (dalia.desk.network, karim.desk.network):
            assert sami.signing_key not in Rosters(connection).trusted(network)


def test_places_and_the_indicator_library_may_come_from_anyone(three: Three, tmp_path: Path) -> None:
    dalia, _, huda = three
    with dalia.use().write("places.import") as unit:
        unit.add(Place, pcode="IQG99", name_en="Imported", level="governorate")
        unit.add(IndicatorEntry, code="1.1.1", name_en="Safety")
    assert huda.take(dalia.pack(tmp_path / "1.masar", "Huda")).new == {"place": 1, "indicator_entry": 1}


def test_a_place_goes_on_to_areas_whose_roster_does_not_know_who_wrote_it(
    three: Three, tmp_path: Path
) -> None:
    dalia, karim, huda = three
    with dalia.use().write("places.import") as unit:
        unit.add(Place, pcode="IQG99", name_en="Imported", level="governorate")
    huda.take(dalia.pack(tmp_path / "1.masar", "Huda"))
    go_to_area(huda.use(), karim.desk.area)
    karim.take(huda.pack(tmp_path / "2.masar", "Karim"))
    assert [place.name_en for place in karim.desk.records(Place)] == ["Imported"]
    go_to_area(huda.use(), dalia.desk.area)
    dalia.take(huda.pack(tmp_path / "3.masar", "Dalia"))
    assert karim.state()["country"] == dalia.state()["country"] == huda.state()["country"]


def test_a_member_of_one_area_cannot_write_into_another_at_headquarters(three: Three, tmp_path: Path) -> None:
    """Karim forges work in Dalia's area, signed with his own good key."""
    dalia, karim, huda = three
    before = huda.state()
    karim.use().area = dalia.desk.area
    with karim.desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Forged")
    make_package(karim.desk, Parcel(words=WORDS, spaces="network"), tmp_path / "forged.masar")
    assert "Forged" in inside(huda, tmp_path / "forged.masar")
    with pytest.raises(UserError, match="unknown_sender"):
        take_package(huda.use(), tmp_path / "forged.masar", WORDS, backup=False)
    assert huda.state() == before


def test_an_unknown_sender_is_named_and_accepted_by_a_steward(three: Three, tmp_path: Path) -> None:
    dalia, _, _ = three
    package = tmp_path / "plain.masar"
    make_package(dalia.use(), Parcel(words=WORDS), package)
    sami = joined(tmp_path, "Sami", package, "member")
    work = sami.pack(tmp_path / "sami.masar", "Dalia")
    with pytest.raises(UserError) as refused:
        dalia.take(work)
    assert (refused.value.code, refused.value.params["name"]) == ("unknown_sender", "Sami")
    card: Card = sami.desk.identity_card()
    trust(dalia.use(), card)
    assert dalia.take(work).new["member"] == 1
    assert {row.name: row.status for row in people(dalia.desk)}["Sami"] == "member"
    sami.use().close()


def test_who_is_no_steward_cannot_let_others_in(three: Three, tmp_path: Path) -> None:
    huda = three[2]
    with pytest.raises(UserError, match="not_a_steward"):
        make_package(huda.use(), Parcel(words=(1, 2, 3, 4, 5, 6), invite=True), tmp_path / "x.masar")


def test_a_package_of_another_area_is_not_taken_by_mistake(three: Three, tmp_path: Path) -> None:
    dalia, karim, _ = three
    package = invited(karim, tmp_path / "b2.masar", "member")
    with pytest.raises(UserError, match="package_of_another_area"):
        inspect_package(dalia.use(), package, (1, 2, 3, 4, 5, 6))


def test_a_chain_begun_with_a_forged_proof_is_refused(
    three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first change of a chain must be signed with the key it shows."""
    dalia, _, huda = three
    from app.services.desk import Desk

    good = Desk.begin_value

    def forged(self: Desk, space: str, invite: str = "", joined_: str = "") -> str:
        return good(self, space + "x", invite, joined_)

    monkeypatch.setattr(Desk, "begin_value", forged)
    package = invited(dalia, tmp_path / "c.masar", "member")
    nadia = joined(tmp_path, "Nadia", package, "member")
    monkeypatch.undo()
    with pytest.raises(UserError, match="altered_chain"):
        dalia.take(nadia.pack(tmp_path / "nadia.masar", "Dalia"))
    nadia.use().close()
    assert huda.name == "Huda"


def test_a_lesson_of_one_area_reaches_the_other_through_the_library(three: Three, tmp_path: Path) -> None:
    dalia, karim, huda = three
    with dalia.use().write("lesson.add") as unit:
        own = unit.add(Lesson, title_en="Ask women apart", recommendation_en="Two rooms.", type="practice")
    huda.take(dalia.pack(tmp_path / "1.masar", "Huda"))
    desk = huda.use()
    go_to_area(desk, dalia.desk.area)
    shared = share_lesson(desk, own)
    with pytest.raises(UserError, match="shared_already"):
        share_lesson(desk, own)
    go_to_area(desk, karim.desk.area)
    karim.take(huda.pack(tmp_path / "2.masar", "Karim"))
    here = karim.use().find(SharedLesson, shared)
    assert (here.title_en, here.recommendation, here.from_lesson) == ("Ask women apart", "Two rooms.", own)
    taken = karim.desk.find(Lesson, take_lesson(karim.desk, shared))
    assert (taken.title_en, taken.recommendation_en) == ("Ask women apart", "Two rooms.")
