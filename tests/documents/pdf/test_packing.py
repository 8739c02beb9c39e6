"""How a document is written: small objects together, streams closed as PDF/A asks, always the same bytes."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.pdf.booklet import Booklet, Heading, HeadingParagraph, Running
from app.documents.pdf.packing import TOGETHER
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import styles
from app.foundation.progress import unwatched

RUNNING = Running(
    language="en", rtl=False, title="Title", author="Author", subject="", keywords="", foot="Foot",
    classification="", training="", draft="", code="", made_on="2026-01-01",
    page_words=lambda page, pages: f"{page} of {pages}",
)  # fmt: skip


def made(headings: int = 80) -> bytes:
    scale = styles(rtl=False)
    story = [
        part
        for number in range(headings)
        for part in (
            HeadingParagraph(Heading(f"Heading {number}", 0, f"h{number}"), scale.heading),
            BidiParagraph(f"Text {number}", scale.body),
        )
    ]
    return Booklet(RUNNING, unwatched(), first="portrait").make(story)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made()


def test_every_object_that_is_named_is_there(pdf: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(pdf))
    assert reader.trailer["/Info"]["/Title"] == "Title"
    assert len(pypdfium2.PdfDocument(pdf)) == reader.root["/Pages"]["/Count"] > 1
    everything = {ref.idnum: reader.get_object(ref) for ref in reader.xrefs.explicit_refs_in_revision(0)}
    assert set(everything) == set(range(1, reader.trailer["/Size"]))


def test_small_objects_stand_together(pdf: bytes) -> None:
    together = [int(count) for count in re.findall(rb"/Type /ObjStm /N (\d+)", pdf)]
    alone = re.findall(rb"(?m)^\d+ 0 obj$", pdf)
    assert TOGETHER // 2 < max(together) <= TOGETHER
    assert len(alone) + sum(together) == PdfFileReader(io.BytesIO(pdf)).trailer["/Size"] - 1


def test_what_closes_a_stream_stands_on_a_line_of_its_own(pdf: bytes) -> None:
    assert pdf.count(b"endstream") == pdf.count(b"\r\nendstream\nendobj\n")


def test_the_same_content_gives_the_same_bytes(pdf: bytes) -> None:
    assert made() == pdf


def test_the_file_is_of_the_version_that_archives_are_made_of(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.7\n%")
