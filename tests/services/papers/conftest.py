"""The records of the training example, built once, and documents made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from services.example import example_desk

from app.documents.plan_content import PlanDocument
from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.plan import Plan
from app.models.record import Record
from app.models.registry import KINDS
from app.process.facts import current_plan
from app.services.desk import Desk
from app.services.papers.content import content_hash, plan_content
from app.services.papers.plan import plan_document
from app.services.papers.scribe import Scribe
from app.services.sample import create_sample
from app.words.catalogue import Words

DAY = "2026-04-20"


@dataclass(frozen=True)
class Example:
    """A book with its area and plan."""

    book: Book
    area: Area
    plan: Plan

    @property
    def records(self) -> list[Record]:
        return [record for kind in KINDS.values() for record in self.book.of(kind)]

    def but(self, *changed: Record, without: Iterable[type[Record]] = ()) -> Example:
        """Return the example with records added or replaced, and kinds left out."""
        gone, newer = set(without), {record.id: record for record in changed}
        kept = [newer.pop(r.id, r) for r in self.records if type(r) not in gone]
        book = Book([*kept, *newer.values()])
        area, plan = book.get(Area, self.area.id), book.get(Plan, self.plan.id)
        return Example(book, area or self.area, plan or self.plan)

    def document(self, language: str, *, frozen: bool = False) -> PlanDocument:
        """Return what the plan prints."""
        return plan_document(
            Scribe(self.book, Words(language)),
            self.plan,
            self.area,
            version="1",
            frozen=frozen,
            content_hash=self.hash(),
            today=DAY,
        )

    def hash(self) -> str:
        """Return the content hash."""
        return content_hash(plan_content(self.book, self.plan, "1"))


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    folder = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        desk = create_sample(folder / "example.masarw").desk
        book, area = desk.book(), desk.find(Area, desk.area)
        desk.close()
    plan = current_plan(book)
    assert area is not None
    assert plan is not None
    return Example(book, area, plan)


Make = Callable[[str], PlanDocument]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the example's desk; nobody changes it."""
    made = example_desk(tmp_path_factory.mktemp("example"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk of the test's own at the example."""
    made = example_desk(tmp_path)
    yield made
    made.close()
