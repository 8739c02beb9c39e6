"""Which record stands for several, whatever points at what."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.book import Book
from app.models.ids import natural_id
from app.models.kinds.area import Location, PopulationFigure
from app.models.kinds.inside import Contact, PrivateNote, Stakeholder, StakeholderView
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.models.merging import connected, differing, merging_kinds, overlay
from app.models.record import Record

NETWORK, GROUP = "area/x/network", "area/x/group"
NAMES = "abcdefgh"
LINKS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES + "yz"), max_size=3))


def organisation(name: str, *same_as: str, **values: object) -> Organisation:
    return Organisation(id=name, space=NETWORK, same_as=same_as, **values)  # type: ignore[arg-type]


def stakeholder(name: str, *same_as: str, **values: object) -> Stakeholder:
    return Stakeholder(id=name, space=GROUP, same_as=same_as, **values)  # type: ignore[arg-type]


def reachable(links: dict[str, list[str]], start: str) -> set[str]:
    """Return what can be reached along the links in either direction: the slow way to say it."""
    found, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        near = {*links.get(one, ()), *(other for other, targets in links.items() if one in targets)}
        waiting += near - found
        found |= near
    return found


@settings(max_examples=50)
@given(LINKS, st.sets(st.sampled_from(NAMES)), st.randoms(use_true_random=False))
def test_the_smallest_shown_of_a_connected_set_stands_for_all_in_any_order(
    links: dict[str, list[str]], shown: set[str], chance: random.Random
) -> None:
    stands = connected(links, shown)
    for one in NAMES:
        smallest = min(reachable(links, one) & shown, default=one)
        assert stands.get(one, one) == smallest
        assert stands.get(smallest, smallest) == smallest
    items = [(one, chance.sample(targets, len(targets))) for one, targets in links.items()]
    chance.shuffle(items)
    assert connected(dict(items), shown) == stands


@settings(max_examples=50)
@given(LINKS, st.sets(st.sampled_from(NAMES), min_size=1), st.randoms(use_true_random=False))
def test_a_book_shows_each_set_once_and_finds_it_by_every_id(
    links: dict[str, list[str]], alive: set[str], chance: random.Random
) -> None:
    records: list[Record] = [organisation(one, *links.get(one, ())) for one in sorted(alive)]
    records += [Activity(id=f"act-{one}", space=NETWORK, lead=one) for one in sorted(alive)]
    removed = {"organisation": {one: targets for one, targets in links.items() if one not in alive}}
    book = Book(records, removed)
    shown = [one.id for one in book.of(Organisation)]
    assert shown == sorted(shown)
    for one in alive:
        standing = book.get(Organisation, one)
        assert standing is not None
        assert standing.id == min(reachable(links, one) & alive)
        assert any(found.id == f"act-{one}" for found in book.where(Activity, lead=standing.id))
    assert sorted(one.id for one in book.every(Organisation)) == sorted(alive)
    chance.shuffle(records)
    assert {one.id: one for one in Book(records, removed).of(Organisation)} == {
        one.id: one for one in book.of(Organisation)
    }


def test_circles_own_ids_and_ids_of_nothing_do_no_harm() -> None:
    book = Book(
        [
            *(organisation("a", "b"), organisation("b", "c"), organisation("c", "a")),
            *(organisation("d", "d"), organisation("e", "nothing")),
        ]
    )
    assert [one.id for one in book.of(Organisation)] == ["a", "d", "e"]


def test_a_link_to_a_record_of_another_kind_joins_nothing() -> None:
    book = Book([organisation("a", "k"), organisation("b", "k"), stakeholder("k", "a")])
    assert [one.id for one in book.of(Organisation)] == ["a", "b"]
    assert book.get(Stakeholder, "k") is not None


def test_a_removed_record_still_joins_those_that_were_merged_through_it() -> None:
    book = Book([organisation("a"), organisation("c", "b")], {"organisation": {"b": ("a",)}})
    assert [one.id for one in book.of(Organisation)] == ["a"]
    assert book.get(Organisation, "b") == book.get(Organisation, "c") == book.get(Organisation, "a")


def test_a_very_long_chain_is_followed() -> None:
    links = {f"{number:05}": [f"{number - 1:05}"] for number in range(1, 20_000)}
    assert set(connected(links, {"00007", "15000"}).values()) == {"00007"}


def test_what_the_others_say_fills_gaps_and_lists_are_united() -> None:
    shown = overlay(
        [
            organisation("a", name_en="Water office", spectrum=("civil",)),
            organisation(
                "b", "a", name_en="Office of water", acronym="WO", spectrum=("public",), sensitivity=3
            ),
        ]
    )
    assert (shown.id, shown.name_en, shown.acronym) == ("a", "Water office", "WO")  # type: ignore[attr-defined]
    assert shown.spectrum == ("civil", "public")  # type: ignore[attr-defined]
    assert shown.sensitivity == 3


def test_only_several_values_of_one_field_are_left_to_decide() -> None:
    found = differing(
        [
            stakeholder("a", name_en="Water office", code="K-001", can_bring="Pumps"),
            stakeholder("b", name_en=" Water office ", code="K-002", can_bring="Wells", needs="Fuel"),
        ]
    )
    assert found == {"can_bring": ("Pumps", "Wells")}


def test_owned_records_notes_and_figures_come_under_the_one_that_stands() -> None:
    book = Book(
        [
            *(stakeholder("k1"), stakeholder("k2", "k1")),
            Contact(id="c", space=GROUP, stakeholder="k2", person_name="Huda"),
            PrivateNote(id="n", space=GROUP, subject_kind="stakeholder", subject="k2", note="Ask again"),
        ]
    )
    assert [one.id for one in book.where(Contact, stakeholder="k1")] == ["c"]
    assert book.where(PrivateNote, subject="k1")


def test_two_views_of_one_stakeholder_are_one_view() -> None:
    view = natural_id(GROUP, "stakeholder_view", ("k1", ""))
    other = natural_id(GROUP, "stakeholder_view", ("k2", ""))
    book = Book(
        [
            *(stakeholder("k1"), stakeholder("k2", "k1")),
            StakeholderView(id=view, space=GROUP, stakeholder="k1", influence="4"),
            StakeholderView(id=other, space=GROUP, stakeholder="k2", influence="2", interest="3"),
        ]
    )
    (shown,) = book.of(StakeholderView)
    assert (shown.id, shown.influence, shown.interest) == (view, "4", "3")
    assert [one.id for one in book.stored(shown)] == [view, other]


def test_a_view_only_the_other_had_is_found_where_a_new_one_would_be_added() -> None:
    other = natural_id(GROUP, "stakeholder_view", ("k2", ""))
    book = Book(
        [
            *(stakeholder("k1"), stakeholder("k2", "k1")),
            StakeholderView(id=other, space=GROUP, stakeholder="k2", influence="2"),
        ]
    )
    found = book.get(StakeholderView, natural_id(GROUP, "stakeholder_view", ("k1", "")))
    assert found is not None
    assert found.id == other


def test_a_figure_counted_twice_at_one_place_counts_once() -> None:
    def figure(place: str, people: int) -> PopulationFigure:
        key = (place, "returnee", "s", "2026-01-01")
        return PopulationFigure(
            id=natural_id(NETWORK, "population_figure", key), space=NETWORK, location=place, group="returnee",
            source="s", as_of="2026-01-01", individuals=people,
        )  # fmt: skip

    places = [Location(id="p1", space=NETWORK), Location(id="p2", space=NETWORK, same_as=("p1",))]
    book = Book([*places, figure("p1", 300), figure("p2", 310)])
    assert [one.individuals for one in book.of(PopulationFigure)] == [300]


def test_contacts_of_different_stakeholders_never_become_one() -> None:
    def contact(name: str, of: str, *same_as: str) -> Contact:
        return Contact(id=name, space=GROUP, stakeholder=of, person_name="Huda", same_as=same_as)

    apart = Book([stakeholder("k1"), stakeholder("k2"), contact("c1", "k1"), contact("c2", "k2", "c1")])
    assert len(apart.of(Contact)) == 2
    merged = Book(
        [stakeholder("k1"), stakeholder("k2", "k1"), contact("c1", "k1"), contact("c2", "k2", "c1")]
    )
    assert [one.id for one in merged.of(Contact)] == ["c1"]


def test_kinds_that_merge_are_named_with_those_that_hang_on_others_last() -> None:
    assert merging_kinds() == ("location", "member", "organisation", "stakeholder", "contact")
