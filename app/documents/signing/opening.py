"""Opening a PDF for reading or for adding to it, with limits and honest refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from app.foundation.errors import MasarError, UserError

LARGEST_PDF = 256 * 1024 * 1024
# What it finds wrong it also raises; its log lines about other people's files help nobody.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
_PLAIN_CLOSES, _CLOSES = b"\nendstream", b"\r\nendstream"
_HEADER_WITHIN = 1024  # readers look for "%PDF-" in the first 1,024 bytes


@contextmanager
def honest_refusals() -> Iterator[None]:
    """Turn whatever the PDF library stumbles over into UserError `pdf_damaged`."""
    try:
        yield
    except (MasarError, MemoryError):
        raise
    except Exception as error:  # a hostile file can make a parser raise anything
        raise UserError("pdf_damaged") from error


def open_reader(pdf: bytes) -> PdfFileReader:
    """Return a reader of the PDF, its catalogue and pages looked at once.

    Raises UserError `not_a_pdf`, `pdf_too_large`, `pdf_locked` (needs a password), `pdf_damaged`.
    """
    _check_header(pdf)
    with honest_refusals():
        reader = PdfFileReader(BytesIO(pdf), decode_limits=DecodeLimits())
        if reader.encrypted:
            raise UserError("pdf_locked")
        page_count(reader)
        return reader


def open_writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Return a writer that adds to the PDF and leaves its bytes as they are. Raises as `open_reader`."""
    with honest_refusals():
        return IncrementalPdfFileWriter.from_reader(open_reader(pdf))


class Added(BytesIO):
    """Bytes being added to a PDF, with a line end of both signs before what closes a stream.

    The library writes one sign: data that end with the other would seem to be a sign shorter (ISO 19005-2,
    6.1.7.1).
    """

    def write(self, data: Any, /) -> int:
        return super().write(_CLOSES if data == _PLAIN_CLOSES else data)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    """Return the PDF with what was added."""
    output = Added()
    writer.write(output)
    return output.getvalue()


def entry(dictionary: Any, key: str, default: Any = None) -> Any:
    """Return the object under a key of a PDF dictionary, followed if it is a reference."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - `get` does not follow


def page_count(handler: PdfFileReader | HistoricalResolver) -> int:
    """Return the number of pages the catalogue names."""
    return int(handler.root["/Pages"]["/Count"])


def _check_header(pdf: bytes) -> None:
    if len(pdf) > LARGEST_PDF:
        raise UserError("pdf_too_large", size=len(pdf))
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        raise UserError("not_a_pdf")
