"""The ZIP around a package, read forward only: what zipfile writes is read, all else is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.zip_entries import zip_entries

Entries = list[tuple[str, bytes]]
FLAGS, METHOD, CRC, SIZE = 6, 8, 14, 22
"""Where a local header says it, from the file's start."""


class Stream(io.RawIOBase):
    """Takes bytes and cannot go back, so that sizes follow the entries."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def zipped(entries: Entries, method: int = zipfile.ZIP_DEFLATED, streamed: bool = True) -> bytes:
    out: Stream | io.BytesIO = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return bytes(out.data) if isinstance(out, Stream) else out.getvalue()


def pieces(data: bytes, length: int) -> Iterator[bytes]:
    return (data[place : place + length] for place in range(0, len(data), length))


def read(data: bytes, length: int = 1000) -> Entries:
    return [(name.decode(), b"".join(found)) for name, found in zip_entries(pieces(data, length))]


@settings(max_examples=40, deadline=None)
@given(
    entries=st.lists(st.tuples(st.text("abc/.", min_size=1), st.binary(max_size=400)), max_size=4),
    length=st.integers(1, 300),
    method=st.sampled_from(
        [(zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_STORED, False)]
    ),
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_written_is_read(entries: Entries, length: int, method: tuple[int, bool]) -> None:
    assert read(zipped(entries, *method), length) == entries


def test_long_entries_come_in_pieces() -> None:
    data = zipped([("zeros", bytes(10**6)), ("b", b"end")])
    found = {name: [len(piece) for piece in data] for name, data in zip_entries(pieces(data, 100))}
    assert sum(found[b"zeros"]) == 10**6
    assert max(found[b"zeros"]) <= 64 * 1024
    assert found[b"b"] == [3]


def test_what_is_left_unread_is_passed_over() -> None:
    data = zipped([("a", bytes(10**6)), ("b", b"end")])
    assert [name for name, _ in zip_entries(pieces(data, 100))] == [b"a", b"b"]


@pytest.mark.parametrize("streamed", [True, False])
def test_every_cut_is_noticed(streamed: bool) -> None:
    data = zipped([("a", b"one two three")], streamed=streamed)
    directory = data.index(b"PK\x01\x02")
    for end in range(directory + 4):
        with pytest.raises(ValueError, match=r"ends within|neither"):
            read(data[:end])


def changed(data: bytes, place: int, form: str, value: int) -> bytes:
    made = bytearray(data)
    struct.pack_into(form, made, place, value)
    return bytes(made)


@pytest.mark.parametrize(
    ("place", "form", "value"),
    [(FLAGS, "<H", 1), (METHOD, "<H", 12), (CRC, "<L", 7), (SIZE, "<L", 5), (SIZE, "<L", 0xFFFFFFFF)],
)
def test_what_packages_do_not_have_is_refused(place: int, form: str, value: int) -> None:
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        data = zipped([("a", b"one two three" * 9)], method, streamed=False)
        with pytest.raises(ValueError, match="entry"):
            read(changed(data, place, form, value))


def test_damaged_bytes_are_refused() -> None:
    data = zipped([("a", bytes(range(256)) * 40)])
    for place in (40, 60, 120):
        with pytest.raises(ValueError, match="entry"):
            read(changed(data, place, "<B", data[place] ^ 255))
