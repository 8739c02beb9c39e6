"""Record kinds are described once; what the log's rules ask of every description."""

from __future__ import annotations

import pytest

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.models.record import Home, Merge, Shape
from app.models.registry import KINDS, describe, empty_value, owned_kinds, space_of

COUNTRY = {
    "place",
    "place_alias",
    "indicator_entry",
    "guidance",
    "deadline",
    "shared_lesson",
    "issuer_certificate",
}
GROUP = {
    "stakeholder", "stakeholder_view", "stakeholder_link", "contact", "engagement", "outreach",
    "assistance",
    "nomination", "named_attendance", "private_note", "harm_screen",
    "site_coordinates", "guest",
}  # fmt: skip
REACH = {Home.GROUP: 0, Home.OWNER: 0, Home.NETWORK: 1, Home.COUNTRY: 2}


def test_the_country_space_holds_what_headquarters_gives_to_all() -> None:
    found = {name for name in KINDS if describe(name).kind.home is Home.COUNTRY}
    assert found >= COUNTRY


def test_what_is_said_in_confidence_stays_with_the_group() -> None:
    for name in GROUP & KINDS.keys():
        assert describe(name).kind.home is Home.GROUP, name
    assert len(GROUP & KINDS.keys()) >= 8


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_references_never_point_to_a_narrower_space(kind: str) -> None:
    """From group to network or country, from network to network or country, never back."""
    own = describe(kind)
    for field in own.fields.values():
        target = field.rule.target
        if target:
            assert target in KINDS, (kind, field.name)
            assert REACH[describe(target).kind.home] >= REACH[own.kind.home], (kind, field.name)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_shapes_lists_and_merge_rules_fit_each_other(kind: str) -> None:
    for field in describe(kind).fields.values():
        rule = field.rule
        assert rule is not None, field.name
        assert not rule.code_list or rule.code_list in CODE_LISTS, field.name
        assert (rule.merge is Merge.SET) == (rule.shape in (Shape.CODES, Shape.REFERENCES)), field.name
        assert field.json_type in (str, int, bool, tuple), field.name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_parts_of_a_natural_key_are_fixed_when_added(kind: str) -> None:
    description = describe(kind)
    for name in description.kind.natural_key:
        rule = description.fields[name].rule
        assert rule.merge is Merge.ONCE, (kind, name)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_owners_are_of_one_space_and_no_kind_owns_itself_in_a_circle(kind: str) -> None:
    seen: set[str] = set()
    current = kind
    while (owner := describe(current).owner) is not None:
        assert current not in seen
        seen.add(current)
        assert (current, owner.name) in owned_kinds(owner.rule.target)
        current = owner.rule.target


def test_spaces_by_home() -> None:
    assert space_of("activity", "x") == "area/x/network"
    assert space_of("stakeholder", "x") == "area/x/group"
    assert space_of("place", "x") == "country"
    assert space_of("attachment", "x", "area/x/group") == "area/x/group"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UserError, match="unknown_kind"):
        describe("dragon")


def test_nothing_written_is_an_empty_set_or_nothing() -> None:
    fields = describe("activity").fields
    assert empty_value(fields["groups"].rule) == ()
    assert empty_value(fields["title_en"].rule) is None


def test_names_that_people_wrote_carry_salt_and_codes_do_not() -> None:
    fields = describe("contact").fields
    assert fields["person_name"].rule.salted
    assert fields["phone"].rule.salted
    assert not describe("activity").fields["objective"].rule.salted
