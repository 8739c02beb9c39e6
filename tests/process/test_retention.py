"""What is said of people is kept on a ground and not for ever."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.models.kinds.inside import Contact, NamedAttendance, Nomination
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Member, OfficialCard
from app.models.kinds.plan import Plan
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import Context, Finding, Thresholds
from tests.process.books import TODAY, make, whole


def found(*records: Record, months: int = 12) -> list[Finding]:
    context = replace(Context(TODAY), thresholds=Thresholds(months_to_keep_names=months))
    before = run_checks(whole(), context)
    return [one for one in run_checks(whole(add=list(records)), context) if one not in before]


def contact(**fields: object) -> Contact:
    return make(Contact, "c1", stakeholder="s1", person_name="Umm Salih", **fields)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"consent": False}, "check.contact_refused"),
        ({"consent": True, "retain_until": "2026-05-31"}, "check.contact_too_long"),
        ({}, "check.contact_no_basis"),
        ({"legal_basis": "consent"}, "check.contact_no_basis"),
    ],
)
def test_contacts_that_should_not_be_kept(fields: dict[str, object], code: str) -> None:
    (one,) = found(contact(**fields))
    assert (one.code, one.source) == (code, "source.data_responsibility")
    assert (one.page, one.kind, one.record, one.field) == ("stakeholders", "stakeholder", "s1", "contact")


@pytest.mark.parametrize(
    "fields",
    [
        {"consent": True},
        {"consent": True, "retain_until": TODAY},
        {"legal_basis": "public_function"},
    ],
)
def test_contacts_that_may(fields: dict[str, object]) -> None:
    assert found(contact(**fields)) == []


def meeting(held_on: str) -> list[Record]:
    return [
        make(Meeting, "m9", type="coordination", held_on=held_on, status="planned"),
        make(NamedAttendance, "na1", meeting="m9", person_name="Abu Ali"),
    ]


def names(*records: Record) -> list[str]:
    return [one.record for one in found(*records) if one.code == "check.names_too_long"]


def test_names_go_a_year_after_the_cycle_ended() -> None:
    old = make(Plan, "old", cycle="2023", period_to="2024-12-31")
    assert names(old, *meeting("2024-03-01")) == ["m9"]
    going_on = make(Plan, "old", cycle="2023", period_to="2026-03-31")
    assert names(going_on, *meeting("2024-03-01")) == []
    assert names(old, *meeting("2026-05-01")) == []


def test_names_without_a_cycle_count_from_the_meeting() -> None:
    far = [one for one in whole().of(Plan) if (one.closed_on or one.period_to or "") >= "2024-03-01"]
    assert names(*meeting("2024-03-01")) == ([] if far else ["m9"])


def test_a_declined_nomination_is_not_kept_for_long() -> None:
    def nomination(**fields: object) -> Nomination:
        return make(Nomination, "n9", candidate="Abu Ali", **fields)

    (one,) = found(nomination(decision="declined", nominated_on="2025-01-15"))
    assert (one.code, one.field) == ("check.nomination_too_long", "nominated_on")
    assert found(nomination(decision="declined", nominated_on="2026-05-15")) == []
    assert found(nomination(decision="open", nominated_on="2025-01-15")) == []
    assert found(nomination(decision="declined", nominated_on="2025-01-15"), months=36) == []


@pytest.mark.parametrize(
    ("ended", "consent", "codes"),
    [
        ("2026-01-31", True, ["check.card_of_former"]),
        (None, False, ["check.card_refused"]),
        (None, True, []),
        ("2026-12-31", True, []),
    ],
)
def test_cards_go_with_service_and_consent(ended: str | None, consent: bool, codes: list[str]) -> None:
    member = make(Member, "mb9", name_en="Rana Saleh", role="observer", ended=ended)
    card = make(OfficialCard, "oc9", member="mb9", phone="+964 770", consent=consent)
    assert [one.code for one in found(member, card)] == codes
