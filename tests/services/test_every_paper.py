"""Every document of the list: in each language wholly in that language, and with whatever people typed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

import msgspec
import openpyxl
import pypdfium2
import pytest
from page import validate_pdf_bytes
from pyhanko.pdf_utils.reader import PdfFileReader
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.area import Area, Location
from app.models.kinds.meetings import Commitment
from app.models.kinds.people import Group, Member
from app.models.kinds.plan import Activity, Agreement, Plan
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.process.compacts import ENGAGEMENTS
from app.services.desk import Desk
from app.services.freezing import freeze
from app.services.invitations import propose_guests
from app.services.paper_kinds import PAPERS, PDF, XLSX, Order, PaperKind, draw
from app.services.paper_subjects import subjects
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")
HOSTILE = (
    "<b>&amp;<img src=x onerror=1></b> {name} %s",
    '=HYPERLINK("http://example.org","x")',
    "@SUM(A1:A9)\tand a tab",
    "abc \u202eevil\u202c \u2066open isolate",
    "کوردی (and) عربي [12] 46% «x» 3/4 - end",
    "long" + "w" * 10_000,
    "emoji 🙂👩‍👩‍👧 漢字 \x00\x01\x1f",
    "e\u0301\u0323\u0302" * 40,
    "\n\n\u2028\n",
    " ",
)
MOST_PAGES = 500
TEXTS = frozenset({Shape.LINE, Shape.TEXT})

pytestmark = pytest.mark.slow
every_kind = pytest.mark.parametrize("kind", PAPERS, ids=[kind.code for kind in PAPERS])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("papers"))
    add_what_the_example_lacks(made)
    freeze(made, draft=True, languages=("en",))
    yield made
    made.close()


def add_what_the_example_lacks(desk: Desk) -> None:
    """Add a compact with what is promised in it, and guests of the newest meeting: papers are about them."""
    with desk.write("agreement.add") as unit:
        compact = unit.add(
            Agreement, type="compact", level="governorate", title_en="Compact with the governor",
            in_return_en="Partners pay for wells.", review_months=3, validated_on="2026-03-01",
        )  # fmt: skip
        for kind in ENGAGEMENTS:
            unit.add(Commitment, text_en=f"A {kind} promise", type=kind, agreement=compact, due="2026-09-30")
    propose_guests(desk, subjects(desk, "meeting", Words("en"))[0][0])


@pytest.fixture
def with_book(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Record]], None]:
    """Let the desk show other records than its file holds."""

    def show(records: list[Record]) -> None:
        monkeypatch.setattr(desk, "_book", Book(records))

    return show


def records_of(desk: Desk) -> list[Record]:
    return [record for kind in KINDS.values() for record in desk.book().of(kind)]


def order(desk: Desk, kind: PaperKind, language: str) -> Order:
    """Return what a person would order: the first thing that the document can be about."""
    if kind.about == "versions":
        now, frozen = (one for one, _ in subjects(desk, "versions", Words("en"))[:2])
        return Order(language, about=(frozen, now))
    found = subjects(desk, kind.about, Words(language))
    return Order(language, about=(found[0][0],) if found else ())


def check(desk: Desk, kind: PaperKind, asked: Order) -> None:
    """Draw a document and look into it; one that is refused must be refused in words."""
    try:
        made = draw(desk, kind.code, asked)
    except UserError as refused:
        said = Words("en").refusal(refused)
        if said.startswith("refusal."):
            pytest.fail(said)
    else:
        look_into(kind, made, asked)


def look_into(kind: PaperKind, made: bytes, asked: Order) -> None:
    if kind.ending == PDF:
        assert 1 <= len(pypdfium2.PdfDocument(made)) <= MOST_PAGES
        check_kept(made, asked.language)
    elif kind.ending == XLSX:
        book = openpyxl.load_workbook(io.BytesIO(made))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        assert [
            cell.value for cell in cells if cell.data_type == "f" and "HYPERLINK" in str(cell.value)
        ] == []
    else:
        assert made


def check_kept(pdf: bytes, language: str) -> None:
    """What every document says of itself, that a validator agrees, that all typefaces are in it."""
    broken = broken_rules(pdf)
    assert not broken, broken
    reader = PdfFileReader(io.BytesIO(pdf))
    assert reader.root["/Lang"] == language
    assert reader.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfaid:part" in reader.root["/Metadata"].data
    assert str(reader.trailer["/Info"]["/Title"]).strip(" ·")
    pages = [page.get_object() for page in reader.root["/Pages"]["/Kids"]]
    named = [page["/Resources"].get("/Font", {}).get_object() for page in pages]
    fonts = [font.get_object() for listed in named for font in listed.values()]
    assert [font["/BaseFont"] for font in fonts if not font["/FontDescriptor"]["/FontFile2"].data] == []


def broken_rules(pdf: bytes) -> set[str]:
    """Return the rules of PDF/A that a document breaks, and those of PDF/UA but that of saying so."""
    said = re.search(rb"pdfaid:part\W+(\d)", PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data)
    part = f"{int(said[1])}a" if said else ""
    failures = [one for name in (part, "ua1") for one in validate_pdf_bytes(pdf, profile=name).failures]
    return {f"{one.rule_id}: {one.message}" for one in failures if not one.rule_id.startswith("PDFUA1-ID-")}


@pytest.mark.parametrize("language", LANGUAGES)
@every_kind
def test_a_document_is_wholly_in_its_language(
    kind: PaperKind, language: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing: set[str] = set()
    monkeypatch.setattr(Words, "missing", missing)
    asked = order(desk, kind, language)
    look_into(kind, draw(desk, kind.code, asked), asked)
    assert missing == set()


@pytest.mark.parametrize("language", ["en", "ar"])
@every_kind
def test_whatever_people_typed_comes_out_or_is_refused(
    kind: PaperKind, language: str, desk: Desk, with_book: Callable[[list[Record]], None]
) -> None:
    asked = order(desk, kind, language)
    if "second" in kind.takes and language == "en":
        asked = replace(asked, second="ar")
    with_book(spoilt(records_of(desk)))
    check(desk, kind, asked)


def spoilt(records: list[Record]) -> list[Record]:
    """Return the records with hostile texts in every field that takes free text."""
    texts = cycle(HOSTILE)
    return [msgspec.structs.replace(one, **spoilt_fields(one, next(texts))) for one in records]


def spoilt_fields(record: Record, text: str) -> dict[str, str]:
    fields = describe(record.about.name).fields
    free = (field for name, field in fields.items() if field.rule.shape in TEXTS and getattr(record, name))
    return {field.name: text[: field.rule.limit or None] for field in free}


@every_kind
def test_an_empty_plan_comes_out_or_is_refused(
    kind: PaperKind, desk: Desk, with_book: Callable[[list[Record]], None]
) -> None:
    asked = order(desk, kind, "ar")
    with_book([one for one in records_of(desk) if isinstance(one, (Area, Plan, Group, Member))])
    check(desk, kind, asked)


@every_kind
def test_five_hundred_activities_come_out(
    kind: PaperKind, desk: Desk, with_book: Callable[[list[Record]], None]
) -> None:
    records = records_of(desk)
    asked = order(desk, kind, "en")
    given = [one for one in records if isinstance(one, Activity)]
    places = [one.id for one in records if isinstance(one, Location)]
    more = [
        msgspec.structs.replace(
            given[at % len(given)],
            id=f"{at:08}-0000-7000-8000-000000000000",
            code=f"X-{at:03}",
            locations=(places[at % len(places)],),
        )
        for at in range(500 - len(given))
    ]
    with_book(records + more)
    check(desk, kind, asked)
