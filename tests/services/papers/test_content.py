"""The content of a plan: one hash for all languages, of what is printed and of nothing else."""

from __future__ import annotations

import json
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.inside import Contact, Stakeholder, StakeholderView
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Measurement, Paragraph, Plan, Risk, Target
from app.models.kinds.review import Comment
from app.services.documents import _number
from app.services.papers.content import plan_content
from app.services.papers.printable import HIGHEST_CLASS, printable


def test_both_languages_carry_one_hash(example) -> None:
    english, arabic = example.document("en"), example.document("ar")
    assert english.content_hash == arabic.content_hash == example.hash()


@given(st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(example, random: Random) -> None:
    records = example.records
    random.shuffle(records)
    assert plan_content(Book(records), example.plan, "1") == plan_content(example.book, example.plan, "1")


PRINTED = [
    (Activity, "title_en"),
    (Activity, "title_ar"),
    (Activity, "starts"),
    (Paragraph, "text"),
    (Commitment, "text_ar"),
    (Risk, "mitigation_en"),
    (Location, "rationale_ar"),
]


@pytest.mark.parametrize(("kind", "field"), PRINTED)
def test_a_printed_text_changes_the_hash(example, kind, field) -> None:
    record = next(one for one in example.book.of(kind) if getattr(one, field))
    changed = msgspec.structs.replace(record, **{field: getattr(record, field) + "x"})
    assert example.but(changed).hash() != example.hash()


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Comment, "text"),
        (Contact, "phone"),
        (Contact, "person_name"),
        (StakeholderView, "position"),
        (Stakeholder, "needs"),
    ],
)
def test_what_stays_inside_does_not_change_the_hash(example, kind, field) -> None:
    record = next(one for one in example.book.of(kind) if getattr(one, field))
    assert example.but(msgspec.structs.replace(record, **{field: "changed"})).hash() == example.hash()


def test_nothing_internal_stands_in_the_content(example) -> None:
    said = plan_content(example.book, example.plan, "1").decode()
    phones = [contact.phone for contact in example.book.of(Contact) if contact.phone]
    assert phones
    assert not [phone for phone in phones if phone in said]
    assert not {"comment", "contact", "stakeholder", "stakeholder_view"} & set(json.loads(said)["records"])


def test_paragraphs_count_in_their_order_and_not_by_its_keys(example) -> None:
    paragraphs = sorted(example.book.of(Paragraph), key=lambda p: (p.position or "", p.id))
    renamed = [msgspec.structs.replace(p, position=f"{i:05d}") for i, p in enumerate(paragraphs)]
    assert example.but(*renamed).hash() == example.hash()
    swapped = msgspec.structs.replace(renamed[0], position="99999")
    assert example.but(*renamed[1:], swapped).hash() != example.hash()


def test_a_record_above_the_highest_class_is_left_out_with_what_belongs_to_it(example) -> None:
    activity = next(a for a in example.book.of(Activity) if example.book.where(Target, activity=a.id))
    target = example.book.where(Target, activity=activity.id)[0]
    secret = msgspec.structs.replace(activity, sensitivity=HIGHEST_CLASS + 1)
    shown = printable(example.but(secret).book)
    assert shown.get(Activity, activity.id) is None
    assert shown.get(Target, target.id) is None
    said = plan_content(example.but(secret).book, example.plan, "1").decode()
    assert activity.title_en not in said
    assert target.id not in said


def test_what_was_asked_for_prints_whatever_its_class(example) -> None:
    plan = msgspec.structs.replace(example.plan, sensitivity=4)
    secret = example.but(plan)
    assert printable(secret.book, plan.id).get(Plan, plan.id) == plan
    assert len(printable(secret.book, plan.id).of(Paragraph)) == len(example.book.of(Paragraph))


@pytest.mark.parametrize(
    ("written", "number"), [("draft 1", "1"), ("0.2", "0.2"), ("final", ""), ("", ""), ("مسودة 3", "3")]
)
def test_the_number_of_a_version_that_a_person_wrote(written: str, number: str) -> None:
    assert _number(written) == number


def test_what_rests_on_fewer_than_ten_people_is_no_part_of_it(example) -> None:
    one = example.book.of(Measurement)[0]
    few, more = (msgspec.structs.replace(one, sample_size=size) for size in (9, 10))
    assert one.id not in plan_content(example.but(few).book, example.plan, "1").decode()
    assert one.id in plan_content(example.but(more).book, example.plan, "1").decode()
