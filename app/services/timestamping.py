"""Asking a time authority (RFC 3161) for a timestamp on a PDF: the one thing that needs a network."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from app.foundation.errors import PlaceError, UserError

SECONDS = 30
LARGEST_REPLY = 100_000


def stamped(pdf: bytes, address: str) -> bytes:
    """Return the PDF with a timestamp of the authority at an address ("https://…") over all of it.

    Only the hash of the file leaves this computer. Raises UserError `not_an_address`, `timestamp_refused`,
    and as `documents.signing.opening.open_reader`; PlaceError `no_answer`.
    """
    from app.documents.signing.timestamp import add_timestamp

    if urlsplit(address).scheme not in ("http", "https"):
        raise UserError("not_an_address", address=address[:80])

    def ask(request: bytes) -> bytes:
        return _answer(address, request)

    return add_timestamp(pdf, ask)


def _answer(address: str, request: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = Request(address, data=request, headers=headers, method="POST")
    try:
        with urlopen(asked, timeout=SECONDS) as reply:
            return bytes(reply.read(LARGEST_REPLY))
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise PlaceError("no_answer", address=address[:80]) from error
