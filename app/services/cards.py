"""Cards: a person's public keys as a file or a QR code, read from a file, a picture or a photograph."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.heic import heic_opens, is_heic
from app.foundation.errors import UserError
from app.foundation.files import read_whole, write_whole
from app.models.card import LONGEST_CARD, Card, card_from_text, card_to_qr, card_to_text
from app.services.desk import Desk

if TYPE_CHECKING:
    from PIL import Image

SUFFIX = ".masar-card"
LARGEST_PICTURE = 40 * 2**20
"""Bytes of a photograph; telephones make up to about 20 megabytes."""
MOST_PIXELS = 80_000_000
QUIET_BORDER = 4
WORKED_ON = 4_000
"""Pixels of the longer side that the reader of codes is given; more only costs time."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")

Modules = tuple[tuple[bool, ...], ...]
"""The dark and light modules of a QR code, row by row, without the quiet border."""


def own_card(desk: Desk) -> Card:
    """Return the card of the person at work, with the role that stands in the group. Raises `nobody_here`."""
    return desk.identity_card()


def save_card(desk: Desk, out: Path) -> Path:
    """Write one's own card to a file. Raises PlaceError."""
    write_whole(out, card_to_text(own_card(desk)).encode())
    return out


def qr_modules(card: Card) -> Modules:
    """Return a card as a QR code; a fifth of it may be hidden or smudged."""
    import segno

    matrix = segno.make_qr(card_to_qr(card), error="m").matrix
    return tuple(tuple(bool(value) for value in row) for row in matrix)


def qr_picture(card: Card, unit: int = 8) -> bytes:
    """Return the QR code of a card as a PNG, `unit` pixels for each module, with its quiet border."""
    from PIL import Image

    modules = qr_modules(card)
    side = len(modules) + 2 * QUIET_BORDER
    small = Image.new("1", (side, side), 1)
    for y, line in enumerate(modules, QUIET_BORDER):
        for x, dark in enumerate(line, QUIET_BORDER):
            small.putpixel((x, y), 0 if dark else 1)
    written = io.BytesIO()
    small.resize((side * unit, side * unit), Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def looks_like_card(path: Path) -> bool:
    """Return whether a file is a card, or a picture that may show one."""
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        return False
    return b'"masar-card"' in start or start.startswith(_PICTURES) or is_heic(start)


def read_card(path: Path) -> Card:
    """Return the card in a card file, or in a picture or photograph of its QR code, told by the content.

    Raises UserError `not_a_card`, `card_too_new`, `card_malformed`, `no_code_in_picture`, `foreign_code`,
    `several_cards`, `picture_of_telephone`; PlaceError.
    """
    data = read_whole(path, LARGEST_PICTURE)
    if is_heic(data) and not heic_opens():
        raise UserError("picture_of_telephone", file=path.name)
    if data.startswith(_PICTURES) or is_heic(data):
        return card_in_picture(data)
    if len(data) > LONGEST_CARD:
        raise UserError("not_a_card")
    try:
        return card_from_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("not_a_card") from error


def card_in_picture(data: bytes) -> Card:
    """Return the card whose QR code a picture shows: straight, turned, or taken from the side.

    Raises as `read_card`.
    """
    import zxingcpp

    picture = _opened(data)
    found = {code.text for code in zxingcpp.read_barcodes(picture) if code.text}
    cards = {text for text in found if text.startswith("MASAR-CARD-")}
    if not found:
        raise UserError("no_code_in_picture")
    if not cards:
        raise UserError("foreign_code")
    if len(cards) > 1:
        raise UserError("several_cards", count=len(cards))
    text = cards.pop()
    if not text.startswith("MASAR-CARD-1:"):
        raise UserError("card_too_new")
    return card_from_text(text)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in grey; what is transparent in it is white."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("L")
    shown = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("L")


def _opened(data: bytes) -> Image.Image:
    """Return a picture in grey, no larger than the reader needs. Raises `no_code_in_picture`."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UserError("no_code_in_picture")
            picture.draft("L", (WORKED_ON, WORKED_ON))
            grey = ImageOps.exif_transpose(_on_white(picture))
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise UserError("no_code_in_picture") from error
    grey.thumbnail((WORKED_ON, WORKED_ON))
    return grey
