"""Files on their way in and on the screen: photos and scans made small and clean, PDFs checked, pages drawn.

A file may have been made to do harm, also one that came in a package: how large a picture says it is
counts before a pixel of it is read.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.documents import heic
from app.foundation.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

JPEG, PDF = "image/jpeg", "application/pdf"
LONGEST_SIDE = 2_000
"""Pixels; an A4 page read by a phone or scanner stays legible at about 170 dots per inch."""
QUALITY = 82
LARGEST_PICTURE, LARGEST_PDF = 60_000_000, 10_000_000
"""Bytes of a file as it is chosen."""
MOST_PIXELS, MOST_PIXELS_JPEG = 50_000_000, 130_000_000
"""JPEG is read at a fraction of its size, so that more of it fits into memory."""
MOST_PAGES = 300
MOST_FRAMES = 50
WIDEST = 4_000
KINDS_READ = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be kept: its bytes, its media type and how many pages it has."""

    data: bytes
    media_type: str
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Pixels:
    """A drawn page: three bytes (red, green, blue) per pixel, row by row without gaps."""

    width: int
    height: int
    rgb: bytes


def prepared(data: bytes, name: str) -> Prepared:
    """Return a chosen file as it is kept: a PDF as it is, a picture upright, small and without metadata.

    Raises UserError `attachment_…`: what is not a picture or PDF, damaged, locked, too large.
    """
    if not data:
        raise UserError("attachment_empty", file=name)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _checked_pdf(data, name)
    if heic.is_heic(data) and not heic.heic_opens():
        raise UserError("attachment_heic", file=name)
    if len(data) > LARGEST_PICTURE:
        raise UserError("attachment_too_large", file=name, megabytes=LARGEST_PICTURE // 1_000_000)
    with _opened(data, name, (heic.FORM,) if heic.is_heic(data) else KINDS_READ) as picture:
        frames = getattr(picture, "n_frames", 1)
        if frames > 1 and picture.format == "TIFF":
            return _as_pdf(picture, frames, name)
        return Prepared(_as_jpeg(_clean(picture, LONGEST_SIDE)), JPEG)


def page_count(data: bytes, media_type: str) -> int:
    """Return how many pages a kept file has. Raises UserError `attachment_unreadable`."""
    if media_type != PDF:
        return 1
    with _pdf(data, "") as document:
        return len(document)


def page_named(data: bytes, titles: Sequence[str]) -> int | None:
    """Return the page, counted from 0, of the first entry of a PDF's outline with one of these titles.

    A number before the title does not count. Raises UserError `attachment_unreadable`.
    """
    with _pdf(data, "") as document:
        for entry in document.get_toc():
            if entry.get_title().rpartition(" · ")[2] in titles and (place := entry.get_dest()):
                return int(place.get_index())
    return None


def page_pixels(data: bytes, media_type: str, number: int, width: int, longest: int = WIDEST) -> Pixels:
    """Return a page of a kept file, counted from 0, `width` pixels wide unless that makes it too long.

    A picture is never made larger than it is by more than four times. Raises UserError
    `attachment_unreadable`, `attachment_too_many_pixels`.
    """
    if media_type == PDF:
        return _drawn_page(data, number, min(width, longest), longest)
    with _opened(data, "") as picture:
        upright = _clean(picture, max(LONGEST_SIDE, longest))
        scale = min(width / upright.width, longest / max(upright.size), 4.0)
        size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
        shown = upright.convert("RGB").resize(size)
        return Pixels(shown.width, shown.height, shown.tobytes())


@contextmanager
def _opened(data: bytes, name: str, forms: Sequence[str] = KINDS_READ) -> Iterator[Image.Image]:
    """Open a picture of a known kind; whatever is wrong with it while it is read is one refusal."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=list(forms)) as picture:
            _check_pixels(picture, name)
            yield picture
    except UnidentifiedImageError as error:
        raise UserError("attachment_type", file=name) from error
    except Image.DecompressionBombError as error:
        raise UserError("attachment_too_many_pixels", file=name) from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as error:
        raise UserError("attachment_unreadable", file=name) from error


def _check_pixels(picture: Image.Image, name: str) -> None:
    most = MOST_PIXELS_JPEG if picture.format == "JPEG" else MOST_PIXELS
    if picture.width * picture.height > most:
        raise UserError("attachment_too_many_pixels", file=name)


def _clean(picture: Image.Image, longest: int) -> Image.Image:
    """Return the pixels alone: upright, on white, in colour or grey, no side over `longest`."""
    from PIL import Image, ImageOps

    picture.draft(None, (longest, longest))
    upright = ImageOps.exif_transpose(picture) if picture.getexif() else picture
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = upright.convert("I").point(_sixteen_to_eight).convert("L")
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        above = upright.convert("RGBA")
        upright = Image.new("RGBA", above.size, "white")
        upright.alpha_composite(above)
    if upright.mode not in ("L", "RGB"):
        upright = upright.convert("L" if upright.mode == "1" else "RGB")
    made = upright.copy()
    made.thumbnail((longest, longest))
    made.info = {}
    return made


def _sixteen_to_eight(value: Any) -> Any:
    return value * (1 / 256)


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _as_pdf(picture: Image.Image, frames: int, name: str) -> Prepared:
    """Return a scan of several pages as one PDF."""
    if frames > MOST_FRAMES:
        raise UserError("attachment_too_many_pages", file=name, most=MOST_FRAMES)
    pages = []
    for number in range(frames):
        picture.seek(number)
        _check_pixels(picture, name)
        pages.append(_clean(picture, LONGEST_SIDE))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=170, quality=QUALITY)
    return Prepared(out.getvalue(), PDF, frames)


def _checked_pdf(data: bytes, name: str) -> Prepared:
    if len(data) > LARGEST_PDF:
        raise UserError("attachment_too_large", file=name, megabytes=LARGEST_PDF // 1_000_000)
    with _pdf(data, name) as document:
        pages = len(document)
    if not pages:
        raise UserError("attachment_unreadable", file=name)
    if pages > MOST_PAGES:
        raise UserError("attachment_too_many_pages", file=name, most=MOST_PAGES)
    return Prepared(data, PDF, pages)


@contextmanager
def _pdf(data: bytes, name: str) -> Iterator[Any]:
    """Open a PDF; the library draws for one thread at a time only."""
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(io.BytesIO(data))
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise UserError("attachment_locked" if locked else "attachment_unreadable", file=name) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise UserError("attachment_unreadable", file=name) from error
        finally:
            document.close()


def _drawn_page(data: bytes, number: int, width: int, longest: int) -> Pixels:
    with _pdf(data, "") as document:
        page = document[number]
        scale = min(width / max(1.0, page.get_width()), longest / max(1.0, page.get_height()))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        shown = bitmap.to_pil().convert("RGB")
        return Pixels(shown.width, shown.height, shown.tobytes())
