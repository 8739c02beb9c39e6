"""A request file: "this is what I have, this is what I want", for when the base of a package is unknown."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from app.foundation.clock import is_moment
from app.foundation.errors import UserError
from app.foundation.files import read_whole, write_whole
from app.models.card import Card, checked
from app.models.vector import Vector, VectorJson, from_json, to_json

REQUEST_VERSION = 1
LARGEST_REQUEST, MOST_QUOTES = 8 * 1024**2, 400_000
"""Bytes, and quotation marks: each text in a request takes more memory than its bytes."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


class _RequestFile(msgspec.Struct, frozen=True):
    version: int = msgspec.field(name="masar-request")
    card: Card
    replica: str
    created: str
    vectors: dict[str, VectorJson]
    wanted: tuple[str, ...] = ()


class _Marker(msgspec.Struct, frozen=True):
    version: int = msgspec.field(name="masar-request")


class Request(msgspec.Struct, frozen=True):
    """Who asks, from which replica, how far they have come in each space, digests of files they want."""

    card: Card
    replica: str
    created: str
    vectors: dict[str, Vector]
    wanted: tuple[str, ...] = ()


def write_request(path: Path, request: Request) -> None:
    """Write a request file, whole or not at all. Raises PlaceError."""
    vectors = {space: to_json(vector) for space, vector in sorted(request.vectors.items())}
    shape = _RequestFile(
        REQUEST_VERSION, request.card, request.replica, request.created, vectors, request.wanted
    )  # fmt: skip
    write_whole(path, msgspec.json.format(msgspec.json.encode(shape), indent=1) + b"\n")


def read_request(path: Path) -> Request:
    """Return the request in a file.

    Raises UserError `not_a_request`, `request_too_new`, `request_damaged`, and PlaceError.
    """
    data = read_whole(path, LARGEST_REQUEST)
    _check_marker(data, path.name)
    if data.count(b'"') > MOST_QUOTES:
        raise UserError("request_damaged", file=path.name)
    try:
        shape = msgspec.json.decode(data, type=_RequestFile)
        vectors = {space: from_json(vector) for space, vector in shape.vectors.items()}
        checked(shape.card)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, UserError) as error:
        raise UserError("request_damaged", file=path.name) from error
    if not (is_moment(shape.created) and all(_DIGEST.fullmatch(digest) for digest in shape.wanted)):
        raise UserError("request_damaged", file=path.name)
    return Request(shape.card, shape.replica, shape.created, vectors, shape.wanted)


def _check_marker(data: bytes, name: str) -> None:
    try:
        version = msgspec.json.decode(data, type=_Marker).version
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UserError("not_a_request", file=name) from error
    if version > REQUEST_VERSION:
        raise UserError("request_too_new", file=name)
