"""Frozen contents read back and compared, on the screen's desk, on paper and by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from services.example import example_desk
from services.frozen import freeze_content

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity, Paragraph, Plan
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.documents import manuscript
from app.services.papers.comparison import comparison_document, comparison_pdf
from app.services.papers.content import PRINTED
from app.services.version_contents import NOW, book_of, compare_versions, version_book, version_named


@dataclass(frozen=True)
class World:
    """A desk with two drafts: between them an activity got another title and one went away."""

    desk: Desk
    first: str
    second: str


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    desk = example_desk(tmp_path_factory.mktemp("versions"))
    first = freeze_content(desk)
    renamed, gone = desk.records(Activity)[:2]
    with desk.write("activity.edit") as unit:
        unit.set(Activity, renamed.id, title_en="Reopen <b>the</b> post & =SUM(1)")
        unit.remove(Activity, gone.id)
    yield World(desk, first, freeze_content(desk))
    desk.close()


def test_a_content_read_back_holds_what_was_printed(world: World) -> None:
    held, content = version_book(world.desk, world.second), manuscript(world.desk).content
    assert {kind.about.name: len(held.of(kind)) for kind in PRINTED if held.of(kind)} == {
        kind: len(listed) for kind, listed in msgspec.json.decode(content)["records"].items()
    }
    assert len(held.of(Paragraph)) > 10


def test_two_versions_and_the_plan_as_it_is_now(world: World) -> None:
    found = compare_versions(world.desk, world.first, world.second, "en")
    assert [found.before.name, found.after.name] == ["Draft 0.1", "Draft 0.2"]
    assert [found.difference.count(sort) for sort in ("added", "changed", "removed")] == [0, 1, 1]
    assert compare_versions(world.desk, world.second, NOW, "en").same
    back = compare_versions(world.desk, world.second, world.first, "en")
    assert [back.difference.count(sort) for sort in ("added", "changed", "removed")] == [1, 1, 0]


@pytest.mark.parametrize(("language", "word"), [("en", "<b>the</b>"), ("ar", "0.1")])
def test_the_comparison_as_a_pdf_says_hostile_text_as_it_is(world: World, language: str, word: str) -> None:
    pdf = comparison_pdf(world.desk, world.first, world.second, language)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert word in text
    assert pdf == comparison_pdf(world.desk, world.first, world.second, language)


def test_the_paper_marks_words_put_in_and_taken_out(world: World) -> None:
    found = compare_versions(world.desk, world.first, world.second, "en")
    changes = comparison_document(world.desk, found).chapters[0].changes
    (field,) = next(one.fields for one in changes if one.sort == "changed")
    assert [(one.text, one.sort) for one in field.after] == [
        ("Reopen <b>the</b> post & =SUM(1)", "added"),
    ]
    assert {one.sort for one in field.before} == {"removed"}


def test_one_change_is_counted_as_one_and_a_long_record_keeps_its_heads_overleaf(world: World) -> None:
    found = compare_versions(world.desk, world.first, world.second, "fr")
    said = [(one.value, one.label) for one in comparison_document(world.desk, found).figures]
    assert said == [("0", "ajout"), ("1", "modification"), ("1", "suppression")]
    pdf = pypdfium2.PdfDocument(comparison_pdf(world.desk, world.first, world.second, "fr"))
    assert all("Avant" in page.get_textpage().get_text_bounded() for page in pdf)


def test_equal_versions_make_a_page_that_says_so(world: World) -> None:
    pdf = comparison_pdf(world.desk, world.second, NOW, "en")
    assert (
        "Nothing that the plan prints differs"
        in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    )


def test_versions_are_named_by_number_hash_or_now(world: World) -> None:
    version = world.desk.find(FrozenVersion, world.second)
    assert version is not None
    assert version_named(world.desk, "0.2") == world.second
    assert version_named(world.desk, (version.content_hash or "")[:12].upper()) == world.second
    assert version_named(world.desk, "now") == NOW
    for named in ("7.0", "abc"):
        with pytest.raises(UserError, match="unknown_version"):
            version_named(world.desk, named)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"content": None}, "version_not_here"),
        ({"content": "0" * 64}, "version_not_here"),
        ({"content_hash": "1" * 64}, "version_altered"),
    ],
)
def test_a_content_that_is_not_here_or_not_the_frozen_one_is_refused(
    tmp_path: Path, values: dict[str, str | None], code: str
) -> None:
    desk = example_desk(tmp_path)
    held = desk.find(FrozenVersion, freeze_content(desk))
    given = {"plan": held.plan, "number": "0.9", "content_hash": held.content_hash, "content": held.content}
    with desk.write("plan.freeze_draft") as unit:
        made = unit.add(FrozenVersion, draft=True, frozen_at=held.frozen_at, **(given | values))
    with pytest.raises(UserError, match=code):
        compare_versions(desk, made, NOW, "en")
    desk.close()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"format":1,"plan":"p","version":"1","records":{"plan":[{}]}}']
)
def test_what_is_no_content_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UserError, match="version_unreadable"):
        book_of(content)


def test_kinds_of_a_newer_program_are_left_out() -> None:
    content = (
        b'{"format":2,"plan":"p","version":"1","records":{"rocket":[{"id":"r"}],"plan":[{"id":"p","x":1}]}}'
    )
    assert [one.id for one in book_of(content).of(Plan)] == ["p"]
