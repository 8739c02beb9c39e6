"""The roster: only stewards' words count, by their own causes, and every laptop reckons alike."""

from __future__ import annotations

import dataclasses
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.ids import natural_id
from app.sync.roster import Cut, Roster, RosterEvent, roster_of
from app.sync.roster_event import Value

SPACE = "area/0190/network"
NAMES = ("nadia", "omar", "sara", "hq", "eve", "ali")
KEYS = {name: hashlib.sha256(name.encode()).hexdigest() for name in NAMES}


def person_id(name: str) -> str:
    return natural_id(SPACE, "person", (KEYS[name],))


@dataclass
class World:
    """Laptops of several people that write roster events and hear of each other when told to."""

    known: dict[str, dict[str, int]] = field(default_factory=dict)
    lamport: dict[str, int] = field(default_factory=dict)
    events: list[RosterEvent] = field(default_factory=list)

    def write(self, name: str, kind: str, record: str, **values: Value) -> RosterEvent:
        replica = name
        known = self.known.setdefault(replica, {})
        before = dict(known)
        known[replica] = sequence = known.get(replica, 0) + 1
        self.lamport[replica] = lamport = self.lamport.get(replica, 0) + 1
        digest = hashlib.sha256(f"{replica} {sequence}".encode()).hexdigest()
        made = RosterEvent(digest, replica, KEYS[name], sequence, lamport, before, kind, record, values)
        self.events.append(made)
        return made

    def hear(self, replica: str, *others: str) -> None:
        mine = self.known.setdefault(replica, {})
        for other in others:
            for name, number in self.known.get(other, {}).items():
                mine[name] = max(mine.get(name, 0), number)
            self.lamport[replica] = max(self.lamport.get(replica, 0), self.lamport.get(other, 0))

    def begin(self, name: str, **values: Value) -> RosterEvent:
        return self.write(name, "begin", person_id(name), sign_key=KEYS[name], **values)

    def name_steward(self, by: str, name: str, *, granted: bool = True) -> RosterEvent:
        return self.write(by, "steward", "steward-" + name, person=person_id(name), granted=granted)

    def add_person(self, by: str, name: str, role: str = "member") -> RosterEvent:
        return self.write(by, "person", person_id(name), sign_key=KEYS[name], role=role)

    def invite(self, by: str, key: str = "11" * 32) -> RosterEvent:
        return self.write(by, "invitation", "invitation-" + key[:4], public_key=key)

    def revoke(self, by: str, replica: str, sequence: int) -> RosterEvent:
        digest = hashlib.sha256(f"{replica} {sequence}".encode()).hexdigest()
        values: dict[str, Value] = {"replica": replica, "sequence": sequence, "hash": digest}
        return self.write(by, "revocation", f"revocation-{replica}", **values)

    def roster(self, *, issuers: tuple[str, ...] = ()) -> Roster:
        return roster_of(SPACE, self.events, KEYS["nadia"], [KEYS[name] for name in issuers])

    def status(self, name: str, **options: tuple[str, ...]) -> str:
        person = self.roster(**options).persons.get(KEYS[name])
        return person.status if person else ""


@pytest.fixture
def world() -> World:
    """Nadia created the area; Omar and Eve began on their laptops and know of it."""
    world = World()
    for name in ("nadia", "omar", "eve"):
        world.begin(name, role="focal_point")
        world.hear(name, "nadia")
    return world


# ------------------------------------------------------------------ stewards


def test_the_creator_is_steward_from_the_first_moment() -> None:
    assert World().status("nadia") == "steward"
    assert roster_of(SPACE, [], KEYS["nadia"]).stewards() == {KEYS["nadia"]}


def test_an_author_nobody_knows_is_no_steward(world: World) -> None:
    """Neither when it is not known yet who created the area."""
    world.add_person("nadia", "sara")
    nameless = [dataclasses.replace(event, person="") for event in world.events]
    roster = roster_of(SPACE, nameless, "")
    assert roster.stewards() == frozenset()
    assert not roster.trusts("")


def test_a_steward_names_another_who_then_counts(world: World) -> None:
    world.name_steward("nadia", "omar")
    world.hear("omar", "nadia")
    world.add_person("omar", "sara")
    assert world.status("omar") == "steward"
    assert world.status("sara") == "member"


def test_what_was_written_before_hearing_of_it_does_not_count(world: World) -> None:
    world.name_steward("nadia", "omar")
    world.add_person("omar", "sara")
    assert world.status("sara") == ""
    assert [proposal.author for proposal in world.roster().proposals] == [KEYS["omar"]]


def test_nobody_names_themselves(world: World) -> None:
    world.name_steward("eve", "eve")
    world.add_person("eve", "eve")
    assert world.status("eve") == "proposed"
    assert len(world.roster().proposals) == 2


def test_one_changeset_cannot_carry_its_own_permission(world: World) -> None:
    own = world.name_steward("eve", "eve")
    world.events.append(dataclasses.replace(own, kind="person", record=person_id("eve"), values={}))
    assert world.status("eve") == "proposed"


def test_a_steward_steps_down_for_others_who_have_heard(world: World) -> None:
    world.name_steward("nadia", "omar")
    world.hear("omar", "nadia")
    world.name_steward("nadia", "omar", granted=False)
    world.add_person("omar", "sara")
    world.hear("omar", "nadia")
    world.add_person("omar", "ali")
    assert world.status("omar") == "proposed"
    assert world.status("sara") == "member"
    assert world.status("ali") == ""


def test_the_creator_can_be_followed_by_another(world: World) -> None:
    world.name_steward("nadia", "omar")
    world.hear("omar", "nadia")
    world.name_steward("omar", "nadia", granted=False)
    assert world.roster().stewards() == {KEYS["omar"]}


def test_a_removed_steward_record_names_nobody(world: World) -> None:
    world.name_steward("nadia", "omar")
    world.write("nadia", "steward", "steward-omar", alive=False)
    assert world.status("omar") == "proposed"


def test_headquarters_issuer_is_always_a_steward(world: World) -> None:
    world.begin("hq")
    world.add_person("hq", "sara")
    world.name_steward("nadia", "hq", granted=False)
    assert world.status("sara") == ""
    assert world.status("sara", issuers=("hq",)) == "member"
    assert world.status("hq", issuers=("hq",)) == "steward"


def test_a_false_person_record_lends_nobody_a_name(world: World) -> None:
    """Eve claims Omar's record id with her own key; naming Omar must not make Eve a steward."""
    world.write("eve", "person", person_id("omar"), sign_key=KEYS["eve"])
    world.name_steward("nadia", "omar")
    assert world.roster().stewards() == {KEYS["nadia"], KEYS["omar"]}


# ------------------------------------------------------------------ members, roles, proposals


def test_a_role_is_a_wish_until_a_steward_confirms_it(world: World) -> None:
    world.add_person("eve", "eve", "focal_point")
    before = world.roster().persons[KEYS["eve"]]
    assert (before.status, before.role, before.role_wish) == ("proposed", "", "focal_point")
    world.hear("nadia", "eve")
    world.add_person("nadia", "eve", "member")
    after = world.roster().persons[KEYS["eve"]]
    assert (after.status, after.role, after.role_wish) == ("member", "member", "focal_point")
    assert after.values["role"] == "member"
    assert world.roster().proposals == ()


def test_a_removed_person_is_no_longer_trusted(world: World) -> None:
    world.add_person("nadia", "eve")
    assert world.roster().trusts(KEYS["eve"])
    world.write("nadia", "person", person_id("eve"), alive=False)
    assert world.status("eve") == "removed"
    assert not world.roster().trusts(KEYS["eve"])


def test_strangers_are_not_trusted(world: World) -> None:
    assert not world.roster().trusts(KEYS["eve"])
    assert not world.roster().trusts("ff" * 32)


# ------------------------------------------------------------------ invitations, comparison


def test_an_invited_person_is_taken_at_once(world: World) -> None:
    world.invite("nadia")
    world.begin("sara", invitation="11" * 32, role="member")
    sara = world.roster().persons[KEYS["sara"]]
    assert (sara.status, sara.invited_by, sara.compared_by) == ("invited", KEYS["nadia"], "")
    assert sara.trusted


def test_an_invitation_by_no_steward_invites_nobody(world: World) -> None:
    world.invite("eve")
    world.begin("sara", invitation="11" * 32)
    assert world.status("sara") == "proposed"


def test_an_unknown_invitation_invites_nobody(world: World) -> None:
    world.begin("sara", invitation="22" * 32)
    assert world.status("sara") == "proposed"


def test_a_withdrawn_invitation(world: World) -> None:
    world.invite("nadia")
    world.begin("sara", invitation="11" * 32)
    world.hear("nadia", "sara")
    world.write("nadia", "invitation", "invitation-1111", withdrawn=True)
    world.begin("ali", invitation="11" * 32)
    assert world.status("sara") == "invited"
    assert world.status("ali") == "proposed"


def test_one_comparison_by_one_steward_counts(world: World) -> None:
    world.add_person("nadia", "sara")
    world.write("eve", "comparison", "c2", person=person_id("sara"))
    assert world.roster().persons[KEYS["sara"]].compared_by == ""
    world.write("nadia", "comparison", "c1", person=person_id("sara"))
    assert world.roster().persons[KEYS["sara"]].compared_by == KEYS["nadia"]
    world.write("nadia", "comparison", "c1", alive=False)
    assert world.roster().persons[KEYS["sara"]].compared_by == ""


# ------------------------------------------------------------------ revocations


@pytest.fixture
def two(world: World) -> World:
    """Omar is a steward too and knows it."""
    world.name_steward("nadia", "omar")
    world.hear("omar", "nadia")
    return world


def test_what_lies_beyond_the_cut_does_not_count(two: World) -> None:
    kept = two.add_person("omar", "sara")
    two.add_person("omar", "ali")
    two.revoke("nadia", "omar", kept.sequence)
    assert two.roster().revocations == {
        (SPACE, "omar"): Cut(SPACE, "omar", kept.sequence, kept.changeset, KEYS["omar"])
    }
    assert (two.status("sara"), two.status("ali")) == ("member", "")
    assert two.roster().proposals == ()


def test_a_revocation_by_no_steward_cuts_nothing(two: World) -> None:
    two.revoke("eve", "omar", 1)
    assert two.roster().revocations == {}


def test_a_steward_can_move_the_cut(two: World) -> None:
    two.add_person("omar", "sara")
    two.revoke("nadia", "omar", 1)
    assert two.status("sara") == ""
    two.revoke("nadia", "omar", 2)
    assert two.status("sara") == "member"
    two.write("nadia", "revocation", "revocation-omar", alive=False)
    assert two.roster().revocations == {}


def test_a_device_has_no_say_in_its_own_revocation(two: World) -> None:
    two.revoke("nadia", "omar", 1)
    two.hear("omar", "nadia")
    two.revoke("omar", "omar", 99)
    assert two.roster().revocations[SPACE, "omar"].number == 1


def test_the_creator_wins_over_another_steward(two: World) -> None:
    two.revoke("omar", "nadia", 1)
    two.revoke("nadia", "omar", 1)
    assert set(two.roster().revocations) == {(SPACE, "omar")}


def test_headquarters_wins_over_the_creator(two: World) -> None:
    two.begin("hq")
    two.revoke("nadia", "hq", 1)
    two.revoke("hq", "nadia", 1)
    assert set(two.roster(issuers=("hq",)).revocations) == {(SPACE, "nadia")}


def test_among_equals_the_earlier_wins(two: World) -> None:
    two.begin("sara")
    two.name_steward("nadia", "sara")
    two.hear("sara", "nadia")
    two.hear("omar", "nadia")
    two.revoke("omar", "sara", 1)
    two.add_person("sara", "ali")
    two.revoke("sara", "omar", 1)
    assert set(two.roster().revocations) == {(SPACE, "sara")}


def test_a_revocation_beyond_a_later_cut_falls_with_it(two: World) -> None:
    two.begin("sara")
    two.revoke("omar", "sara", 0)
    for name in ("eve", "ali", "sara"):
        two.add_person("nadia", name)
    two.revoke("nadia", "omar", 1)
    assert set(two.roster().revocations) == {(SPACE, "omar")}
    two.revoke("nadia", "omar", 2)
    assert set(two.roster().revocations) == {(SPACE, "omar"), (SPACE, "sara")}


def test_another_branch_at_the_cut_is_beyond_it(two: World) -> None:
    kept = two.add_person("omar", "sara")
    revocation = two.revoke("nadia", "omar", kept.sequence)
    two.events.remove(revocation)
    two.write("nadia", "revocation", "r", **{**revocation.values, "hash": "00" * 32})
    assert two.status("sara") == ""


def test_a_cut_closes_the_other_devices_of_the_key_until_a_steward_shows_it_anew(two: World) -> None:
    second = two.write("omar", "person", person_id("sara"), sign_key=KEYS["sara"])
    two.events.remove(second)
    copy = dataclasses.replace(second, replica="omar's copy", sequence=1, changeset="cc" * 32)
    two.events.append(copy)
    assert two.status("sara") == "member"
    two.revoke("nadia", "omar", 1)
    assert (two.status("sara"), two.roster().persons[KEYS["omar"]].revoked) == ("", True)
    two.write("nadia", "person", person_id("omar"), role="member")
    assert two.status("sara") == ""
    two.add_person("nadia", "omar")
    assert two.roster().persons[KEYS["omar"]].revoked is False
    assert two.status("sara") == "member"
    two.revoke("nadia", "omar", 2)
    assert two.status("sara") == ""


def test_moving_the_cut_is_no_new_revocation(two: World) -> None:
    revocation = two.revoke("nadia", "omar", 1)
    two.add_person("nadia", "omar")
    two.write("nadia", "revocation", revocation.record, sequence=2, hash="ab" * 32)
    assert two.roster().revocations[SPACE, "omar"].number == 2
    assert not two.roster().persons[KEYS["omar"]].revoked


def test_the_person_has_no_say_on_another_device_either(two: World) -> None:
    revocation = two.revoke("nadia", "omar", 1)
    two.hear("omar", "nadia")
    lifted = two.write("omar", "revocation", revocation.record, alive=False)
    two.events[-1] = dataclasses.replace(lifted, replica="omar's copy", sequence=1)
    assert (SPACE, "omar") in two.roster().revocations


# ------------------------------------------------------------------ forks


def test_a_change_on_one_branch_is_not_known_to_the_other(two: World) -> None:
    """Omar went on in two copies: on one a steward was named, on the other that one spoke before hearing."""
    named = two.name_steward("omar", "sara")
    spoke = two.add_person("sara", "ali")
    branch = dataclasses.replace(named, branch="omar/branch")
    told = dataclasses.replace(spoke, lamport=99, known={"omar": named.sequence})
    two.events[-2:] = [branch, told]
    assert two.status("ali") == ""
    two.events[-1] = dataclasses.replace(told, known={"omar/branch": named.sequence})
    assert two.status("ali") == "member"


def test_the_hash_of_a_cut_names_the_branch_that_counts(two: World) -> None:
    one = two.add_person("omar", "sara")
    two.add_person("omar", "eve")
    other = dataclasses.replace(one, branch="omar/branch", changeset="dd" * 32, record=person_id("ali"))
    two.events.append(dataclasses.replace(other, values={"sign_key": KEYS["ali"]}))
    two.revoke("nadia", "omar", one.sequence + 1)

    def branches(_cut: Cut) -> dict[str, int]:
        return {"omar": one.sequence + 1}

    roster = roster_of(SPACE, two.events, KEYS["nadia"], ancestry=branches)
    assert roster.persons[KEYS["sara"]].status == "member"
    assert KEYS["ali"] not in roster.persons


# ------------------------------------------------------------------ the law: order of arrival is nothing


Step = tuple[str, str, str]
ACTIONS: dict[str, Callable[[World, str, str], object]] = {
    "steward": lambda world, by, name: world.name_steward(by, name),
    "no steward": lambda world, by, name: world.name_steward(by, name, granted=False),
    "person": lambda world, by, name: world.add_person(by, name),
    "invite": lambda world, by, name: world.invite(by, KEYS[name]),
    "begin": lambda world, by, name: world.begin(by, invitation=KEYS[name]),
    "compare": lambda world, by, name: world.write(by, "comparison", "c-" + name, person=person_id(name)),
    "revoke": lambda world, by, name: world.revoke(by, name, world.known.get(name, {}).get(name, 1) // 2),
    "hear": lambda world, by, name: world.hear(by, name),
}
people = st.sampled_from(["nadia", "omar", "sara", "hq"])
histories = st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), people, people), max_size=30)


def history(steps: list[Step]) -> World:
    world = World()
    for action, by, name in steps:
        ACTIONS[action](world, by, name)
    return world


@settings(max_examples=50, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(steps: list[Step], order: random.Random) -> None:
    world = history(steps)
    expected = world.roster(issuers=("hq",))
    for _ in range(3):
        order.shuffle(world.events)
        assert world.roster(issuers=("hq",)) == expected


@settings(max_examples=50, deadline=None)
@given(histories)
def test_without_a_steward_behind_it_nobody_rises(steps: list[Step]) -> None:
    """Omar and Sara alone, never heard by Nadia: nothing they do makes a steward, a member or a cut."""
    roster = history([step for step in steps if {step[1], step[2]} <= {"omar", "sara"}]).roster()
    assert roster.stewards() == {KEYS["nadia"]}
    assert {person.status for person in roster.persons.values()} <= {"steward", "proposed"}
    assert roster.revocations == {}
