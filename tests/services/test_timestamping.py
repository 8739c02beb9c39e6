"""Asking a time authority on this computer for a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from app.documents.signing.prepare import prepare
from app.documents.signing.verify import verify
from app.foundation.errors import PlaceError, UserError
from app.services.timestamping import stamped
from tests.documents.signing.made import make_key, make_pdf, make_places
from tests.documents.signing.test_timestamp import authority

PDF = prepare(make_pdf(), make_places())


class Office(BaseHTTPRequestHandler):
    """Answers requests for timestamps, or with an error where `/closed` is asked."""

    answer = staticmethod(authority(make_key("Time root", "DSTWG", authority=0)))

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"]))
        closed = self.path == "/closed" or self.headers["Content-Type"] != "application/timestamp-query"
        self.send_response(503 if closed else 200)
        self.end_headers()
        self.wfile.write(b"" if closed else type(self).answer(request))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Office)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_stamp_is_fetched(address: str) -> None:
    made = stamped(PDF, address)
    assert made.startswith(PDF)
    assert [one.intact for one in verify(made).timestamps] == [True]


def test_an_office_that_does_not_answer(address: str) -> None:
    for wrong in (f"{address}/closed", "http://127.0.0.1:1"):
        with pytest.raises(PlaceError, match="no_answer"):
            stamped(PDF, wrong)


@pytest.mark.parametrize("address", ["", "time.example.org", "file:///etc/passwd", "ftp://time.example.org"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UserError, match="not_an_address"):
        stamped(PDF, address)
