"""What the pages show is noted before anybody signs, so that an edit is seen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.documents.signing.attach import attach_plan
from app.documents.signing.opening import open_reader
from app.documents.signing.pages import changed_pages
from app.documents.signing.prepare import prepare
from app.foundation.errors import UserError
from tests.documents.signing import attacks
from tests.documents.signing.made import PLAN, make_pdf, make_places


@pytest.fixture(scope="module")
def prepared() -> bytes:
    return prepare(attach_plan(make_pdf(3), PLAN), make_places())


def changed(pdf: bytes) -> tuple[int, ...]:
    return changed_pages(open_reader(pdf))


def test_nothing_changed(prepared: bytes) -> None:
    assert changed(prepared) == ()
    assert changed(make_pdf()) == ()


def test_pages_that_another_program_only_packed_anew_are_the_same(prepared: bytes, tmp_path: Path) -> None:
    assert changed(attacks.written_anew(prepared)) == ()
    (tmp_path / "one.pdf").write_bytes(prepared)
    packed = ("--object-streams=generate", "--recompress-flate", "one.pdf", "two.pdf")
    subprocess.run(["qpdf", *packed], cwd=tmp_path, check=True)
    assert changed((tmp_path / "two.pdf").read_bytes()) == ()


def test_an_edited_page_is_named(prepared: bytes) -> None:
    assert changed(attacks.written_anew(prepared.replace(b"page 2", b"page 9"))) == (2,)


def test_a_note_and_an_added_page_are_seen(prepared: bytes) -> None:
    assert changed(attacks.update(prepared, attacks.add_note)) == (1,)
    assert changed(attacks.update(prepared, attacks.add_page)) == (4,)


def test_a_page_that_leads_back_to_itself_is_read_once(prepared: bytes) -> None:
    def around(writer: IncrementalPdfFileWriter) -> None:
        reference, _ = writer.find_page_for_modification(0)
        reference.get_object()["/Resources"][pdf_name("/Round")] = reference
        writer.update_container(reference.get_object())

    assert changed(attacks.update(prepared, around)) == (1,)


def test_a_page_without_end_is_refused(prepared: bytes) -> None:
    def deep(writer: IncrementalPdfFileWriter) -> None:
        nested = generic.ArrayObject()
        for _ in range(200):
            nested = generic.ArrayObject([nested])
        page = writer.find_page_for_modification(0)[0].get_object()
        page["/Resources"][pdf_name("/Deep")] = nested
        writer.update_container(page)

    with pytest.raises((UserError, RecursionError)):
        changed(attacks.update(prepared, deep))
