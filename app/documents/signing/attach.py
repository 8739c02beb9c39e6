"""The data a plan's PDF carries: `plan.json` as an attachment, its hash as content hash in the metadata."""

from __future__ import annotations

import re
from hashlib import sha256

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from app.documents.signing.opening import entry, honest_refusals, open_reader, open_writer, written
from app.documents.signing.pages import put_information
from app.foundation.errors import UserError

PLAN_FILE = "plan.json"
LARGEST_PLAN = 32 * 1024 * 1024
_HASH_KEY = "/MasarContent"
_HASH = re.compile(r"[0-9a-f]{64}")
# How the plan's pages name the content hash among the keywords; minutes name one too and carry no data.
_KEYWORD = re.compile(r"(?:^|version=[^,]{0,80}, )content-sha256=([0-9A-Fa-f]{64})(?![0-9A-Fa-f])")
_LARGEST_NAME_TREE = 64


def content_hash(plan_json: bytes) -> str:
    """Return the content hash of a plan: SHA-256 of the bytes of `plan.json`, lower hexadecimal."""
    return sha256(plan_json).hexdigest()


def attach_plan(pdf: bytes, plan_json: bytes) -> bytes:
    """Return the PDF with `plan.json` attached and its content hash in the metadata.

    To be done before fields are made and before the first signature. Raises UserError `plan_too_large`,
    `plan_already_attached`, `plan_of_other_content` (the pages name another hash) and those of
    `open_reader`.
    """
    if len(plan_json) > LARGEST_PLAN:
        raise UserError("plan_too_large", size=len(plan_json))
    writer = open_writer(pdf)
    if _plan_stream(writer.prev) is not None:
        raise UserError("plan_already_attached")
    named = named_hash_of(writer.prev)
    if named not in ("", content_hash(plan_json)):
        raise UserError("plan_of_other_content")
    stream = embed.EmbeddedFileObject.from_file_data(
        writer, plan_json, params=embed.EmbeddedFileParams(), mime_type="application/json"
    )
    spec = embed.FileSpec(PLAN_FILE, PLAN_FILE, stream, af_relationship=generic.pdf_name("/Data"))
    with honest_refusals():
        embed.embed_file(writer, spec)
        if not named:
            put_information(writer, _HASH_KEY, content_hash(plan_json))
        return written(writer)


def read_plan(pdf: bytes) -> bytes | None:
    """Return the bytes of the attached `plan.json`, None where there is none.

    Raises UserError `plan_too_large` and those of `open_reader`.
    """
    return plan_of(open_reader(pdf))


def plan_of(handler: PdfHandler) -> bytes | None:
    """Return `plan.json` as an opened PDF, or one of its earlier revisions, holds it."""
    with honest_refusals():
        stream = _plan_stream(handler)
        if stream is None:
            return None
        if len(stream.data) > LARGEST_PLAN:
            raise UserError("plan_too_large", size=len(stream.data))
        return bytes(stream.data)


def named_hash_of(handler: PdfFileReader | HistoricalResolver) -> str:
    """Return the content hash in the metadata of an opened PDF or earlier revision, or ""."""
    with honest_refusals():
        information = entry(handler.trailer_view, "/Info", {})
        keyword = _KEYWORD.search(str(entry(information, "/Keywords", "")))
        if keyword:
            return keyword[1].lower()
        text = str(entry(information, _HASH_KEY, ""))
        return text if _HASH.fullmatch(text) else ""


def _plan_stream(handler: PdfHandler) -> generic.StreamObject | None:
    try:
        tree = handler.root["/Names"]["/EmbeddedFiles"]
    except KeyError:
        return None
    for name, spec in _leaves(tree, [0]):
        if name == PLAN_FILE:
            stream = spec.get_object()["/EF"]["/F"]
            return stream if isinstance(stream, generic.StreamObject) else None
    return None


def _leaves(tree: generic.DictionaryObject, seen: list[int]) -> list[tuple[str, generic.PdfObject]]:
    """Return the (name, value) pairs of a name tree; a tree of more than 64 nodes is not one of ours."""
    seen[0] += 1
    if seen[0] > _LARGEST_NAME_TREE:
        raise UserError("pdf_damaged")
    names = entry(tree, "/Names", ())
    pairs = [(str(names[at]), names[at + 1]) for at in range(0, len(names) - 1, 2)]
    for kid in entry(tree, "/Kids", ()):
        pairs += _leaves(kid.get_object(), seen)
    return pairs
