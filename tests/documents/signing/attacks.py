"""What somebody could do to a signed PDF, as an addition to its bytes."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer
from pyhanko.sign.fields import enumerate_sig_fields

from app.documents.signing.pages import page_leaves


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], Any]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def add_page(writer: IncrementalPdfFileWriter) -> None:
    content = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 595, 842)))


def rewrite_first_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT (Another plan) Tj ET"))
    writer.update_container(page)


def add_note(writer: IncrementalPdfFileWriter) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 200, 90))),
            pdf_name("/Contents"): generic.pdf_string("agreed by the governor"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def sign_field(writer: IncrementalPdfFileWriter, name: str) -> Any:
    return next(field for found, _, field in enumerate_sig_fields(writer) if found == name).get_object()


def empty_field(name: str) -> Callable[[IncrementalPdfFileWriter], None]:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = sign_field(writer, name)
        del field["/V"]
        writer.update_container(field)

    return change


def paint_field(name: str) -> Callable[[IncrementalPdfFileWriter], None]:
    """Make a field look signed, or signed by another, without a signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = sign_field(writer, name)
        look = RawContent(b"0 0 50 20 re f", box=BoxConstraints(50, 20))
        look.set_writer(writer)
        appearance = writer.add_object(look.as_form_xobject())
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): appearance})
        writer.update_container(field)

    return change


def rename_content(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer["/Info"]
    info["/MasarContent"] = generic.pdf_string("0" * 64)
    writer.update_container(info)


def replace_plan(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    spec = tree["/Names"][1]
    spec["/EF"]["/F"] = writer.add_object(generic.StreamObject(stream_data=b'{"plan":"another"}'))
    writer.update_container(spec)


def swap_plan(writer: IncrementalPdfFileWriter) -> None:
    """Put another plan in, and its hash with it."""
    replace_plan(writer)
    info = writer.trailer["/Info"]
    info["/MasarContent"] = generic.pdf_string(sha256(b'{"plan":"another"}').hexdigest())
    writer.update_container(info)


def drop_plan(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Names"]
    writer.update_root()


def written_anew(pdf: bytes, change: Callable[[PdfFileWriter], Any] | None = None) -> bytes:
    """What a program leaves that opens a PDF and saves all of it from the start."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf)))
    if change is not None:
        change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def strip_signatures(writer: PdfFileWriter) -> None:
    """Take out the form and all that stands for it on the pages."""
    del writer.root["/AcroForm"]
    for page in page_leaves(writer.root):
        page.pop("/Annots", None)


def drop_keywords(writer: PdfFileWriter) -> None:
    del writer._info.get_object()["/Keywords"]
