"""Identifiers: ordered by time, or the same for two laptops that add the same thing."""

from __future__ import annotations

import uuid

from app.models.ids import CountedIds, RandomIds, natural_id


def test_record_ids_are_of_version_seven_and_ascend() -> None:
    ids = [RandomIds().record() for _ in range(50)]
    assert ids == sorted(ids)
    assert {uuid.UUID(one).version for one in ids} == {7}


def test_replica_and_salt_have_their_lengths() -> None:
    ids = RandomIds()
    assert (len(ids.replica()), len(ids.salt())) == (16, 32)


def test_counted_ids_repeat_in_a_second_run_and_differ_by_seed() -> None:
    assert CountedIds(3).record() == CountedIds(3).record()
    assert CountedIds(3).record() != CountedIds(4).record()
    assert uuid.UUID(CountedIds(3).record()).version == 7


def test_natural_ids_are_the_same_for_ever() -> None:
    """This value stands in workspaces; it must never change."""
    assert natural_id("country", "place", ("IQG15",)) == "d9571082-d14f-538a-8d22-acea90067a10"


def test_natural_ids_tell_space_kind_and_key_apart() -> None:
    ids = {
        natural_id("country", "place", ("IQG15",)),
        natural_id("area/a/network", "place", ("IQG15",)),
        natural_id("country", "place_alias", ("IQG15",)),
        natural_id("country", "place", ("IQG", "15")),
        natural_id("country", "place", ("IQG15", "")),
    }
    assert len(ids) == 5
