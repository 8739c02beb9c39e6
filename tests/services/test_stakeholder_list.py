"""The list of stakeholders out and in again: nothing is lost of what a list can hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from services.example import example_desk

from app.documents.workbook.reader import read_table
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.process.views_of_stakeholders import seen
from app.services.desk import Desk
from app.services.importing_guesses import CONTACT_FIELDS, FIELDS, VIEW_FIELDS
from app.services.importing_stakeholders import guess_mapping, import_stakeholders
from app.services.opening import Newcomer, create_workspace
from app.services.stakeholder_list import INSIDE, stakeholder_book, stakeholder_list

HOSTILE = '=HYPERLINK("http://x")\n@SUM(A1)\t<b>&</b> 😀 ' + "w" * 10_000


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = example_desk(tmp_path_factory.mktemp("list"))
    first = desk.records(Stakeholder)[0]
    with desk.write("stakeholder.edit") as unit:
        unit.set(
            Stakeholder,
            first.id,
            can_bring=HOSTILE,
            places=("IQG15Q07", "IQG15"),
            referred_by="-1+1",
            sensitivity=3,
        )
        for name in ("@Amal", "Omar, Nadia"):
            unit.add(Contact, stakeholder=first.id, person_name=name, phone="0770 1234", consent=True)
    yield desk
    desk.close()


def told(desk: Desk, one: Stakeholder) -> tuple[object, ...]:
    """Return all that a list says of a stakeholder."""
    view = seen(desk.book(), one.id)
    rated = [Decimal(rating) if rating else None for rating in (view.influence, view.interest)]
    rated += [getattr(view.rated, name, None) for name in VIEW_FIELDS[2:4]]
    placed = [getattr(view.placed, name, None) for name in VIEW_FIELDS[4:]]
    contacts = desk.records(Contact, stakeholder=one.id)
    people = {tuple(getattr(contact, name) for name in CONTACT_FIELDS) for contact in contacts}
    values = [getattr(one, name) for name in FIELDS]
    return (
        *(frozenset(value) if isinstance(value, tuple) else value for value in values),
        *rated,
        *placed,
        people,
    )


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_the_list_comes_back_as_it_went(example: Desk, tmp_path: Path, language: str) -> None:
    data = stakeholder_list(example, language, for_group=True)
    desk = create_workspace(
        tmp_path / "new.masarw", "IQG15Q07", Newcomer("Dalia", "Hand in Hand", "focal_point"), None
    ).desk
    table = read_table(data, "list.xlsx")
    report = import_stakeholders(desk, table, guess_mapping(desk, table))
    assert not report.problems
    before, after = (
        {one.code: told(made, one) for one in made.records(Stakeholder)} for made in (example, desk)
    )
    assert len(after) == report.added
    for code, said in before.items():
        assert after[code] == said
    desk.close()


def test_what_stays_in_the_group_is_only_in_the_groups_own_list(example: Desk) -> None:
    outside, inside = (
        stakeholder_book(example, "en", for_group=inside).sheets[0] for inside in (False, True)
    )
    assert len(inside.columns) - len(outside.columns) == len(INSIDE)
    shared = [one for one in example.records(Stakeholder) if (one.sensitivity or 0) <= 2]
    assert len(outside.rows) == len(shared) < len(inside.rows)
    assert example.records(StakeholderView)
