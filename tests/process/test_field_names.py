"""What came from elsewhere and breaks a rule is named in words, whatever field it is in."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.plan import Activity
from app.models.registry import KINDS, describe
from app.process.checks.fields import _name_of, broken_rules
from app.process.checks.finding import Context, Exports
from app.process.sentences import of_finding
from app.words.catalogue import Words
from tests.process.books import TODAY, make

EVERY = [(kind, field) for kind in KINDS for field in describe(kind).fields]


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"status": "teleported"}, "Status"),
        ({"modality": "magic"}, "Kind of support"),
        ({"title_en": "A" * 400}, "Title"),
    ],
)
def test_a_code_nobody_knows_is_told_with_the_name_of_its_field(broken: dict[str, str], name: str) -> None:
    book = Book([make(Activity, "a1", **broken)])
    context = Context(TODAY, exports=Exports())
    said = [of_finding(Words("en"), book, one) for one in broken_rules(book, context) if one.field in broken]
    assert len(said) == 1
    assert said[0].startswith(f"Activity, {name}: ")


def test_every_field_has_a_name() -> None:
    words = Words("en")
    assert [place for place in EVERY if not words.has(_name_of(*place).code)] == []
