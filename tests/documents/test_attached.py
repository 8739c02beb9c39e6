"""Files made small and clean on their way in; what is damaged or made to do harm is refused with a code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, TiffImagePlugin

from app.documents import attached
from app.documents.attached import JPEG, PDF, page_count, page_pixels, prepared
from app.documents.heic import heic_opens
from app.foundation.errors import UserError

GPS, ORIENTATION = 0x8825, 0x0112


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB", form: str = "PNG", **more: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, more.pop("fill", 0)).save(out, form, **more)
    return out.getvalue()


def photo() -> bytes:
    """A phone's picture lying on its side: red above, the place it was taken at inside."""
    made = Image.new("RGB", (3000, 2000), "blue")
    made.paste("red", (0, 0, 300, 2000))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (36.0, 19.0, 0.0), 3: "E", 4: (41.0, 51.0, 0.0)}
    out = BytesIO()
    made.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def pdf(pages: int = 1, **more: Any) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    locked = StandardEncryption("secret") if more.get("locked") else None
    canvas = Canvas(out, pagesize=(200, 300), encrypt=locked)
    for number in range(pages):
        canvas.drawString(20, 20, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that say they are a very large picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def refused(data: bytes, name: str = "file") -> str:
    with pytest.raises(UserError) as caught:
        prepared(data, name)
    return caught.value.code


def test_a_photo_becomes_upright_small_and_forgets_where_it_was_taken() -> None:
    kept = prepared(photo(), "IMG_1.jpg")
    with Image.open(BytesIO(kept.data)) as made:
        assert (made.format, max(made.size), made.size[0] < made.size[1]) == ("JPEG", 2000, True)
        assert not made.getexif()
        assert "exif" not in made.info
        assert made.getpixel((made.width // 2, 20))[0] > 200
    assert kept.media_type == JPEG
    assert len(kept.data) < len(photo())


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "TIFF"), ("I;16", "PNG"), ("CMYK", "JPEG"),
        ("RGB", "WEBP"), ("RGB", "BMP"), ("L", "JPEG"),
    ],
)  # fmt: skip
def test_every_sort_of_picture_becomes_a_jpeg(mode: str, form: str) -> None:
    with Image.open(BytesIO(prepared(picture(mode=mode, form=form), "x").data)) as made:
        assert (made.format, made.size) == ("JPEG", (60, 40))
        assert made.mode in ("L", "RGB")


def test_what_is_transparent_becomes_white() -> None:
    with Image.open(BytesIO(prepared(picture(mode="RGBA", fill=(0, 0, 0, 0)), "x").data)) as made:
        assert made.convert("L").getextrema()[0] > 250


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    with Image.open(BytesIO(prepared(picture(mode="I;16", fill=0x8000), "x").data)) as made:
        assert 120 < made.getpixel((1, 1)) < 136


def test_a_scan_of_several_pages_becomes_a_pdf() -> None:
    out = BytesIO()
    pages = [Image.new("L", (200, 300), shade) for shade in (10, 100, 200)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    kept = prepared(out.getvalue(), "scan.tif")
    assert (kept.media_type, kept.pages, page_count(kept.data, PDF)) == (PDF, 3, 3)


def test_a_pdf_is_kept_as_it_is() -> None:
    letter = pdf(2)
    kept = prepared(letter, "letter.pdf")
    assert (kept.data, kept.media_type, kept.pages) == (letter, PDF, 2)


def test_what_is_no_picture_and_no_pdf_is_refused() -> None:
    assert refused(b"") == "attachment_empty"
    assert refused(b"PK\x03\x04 a document") == "attachment_type"
    assert refused(picture(form="GIF")) == "attachment_type"


def test_a_photograph_as_a_telephone_writes_it_is_kept_upright_and_small() -> None:
    assert heic_opens()
    made, out = Image.open(BytesIO(photo())), BytesIO()
    made.resize((2100, 1400)).save(out, "HEIF", exif=made.getexif().tobytes(), quality=60)
    kept = prepared(out.getvalue(), "IMG_0001.HEIC")
    shown = Image.open(BytesIO(kept.data))
    assert (kept.media_type, shown.size, dict(shown.getexif())) == (JPEG, (1333, 2000), {})
    red = shown.getpixel((600, 60))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert refused(out.getvalue()[:2000]) in ("attachment_unreadable", "attachment_type")


def test_where_heic_cannot_be_read_the_way_round_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.heic.heic_opens", lambda: False)
    assert refused(b"\x00\x00\x00\x18ftypheic\x00\x00") == "attachment_heic"


def test_what_is_damaged_is_refused() -> None:
    assert refused(photo()[:20_000]) == "attachment_unreadable"
    assert refused(picture((300, 300))[:80]) in ("attachment_unreadable", "attachment_type")
    assert refused(b"%PDF-1.7\nnothing more") == "attachment_unreadable"
    assert refused(pdf(locked=True)) == "attachment_locked"


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (2_000_000_000, 2)])
def test_a_picture_that_says_it_is_huge_is_refused_before_it_is_read(size: tuple[int, int]) -> None:
    assert refused(huge_png(*size)) in ("attachment_too_many_pixels", "attachment_unreadable")


def test_too_many_bytes_or_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "LARGEST_PDF", 100)
    assert refused(pdf()) == "attachment_too_large"
    monkeypatch.undo()
    monkeypatch.setattr(attached, "LARGEST_PICTURE", 10)
    assert refused(picture()) == "attachment_too_large"
    monkeypatch.undo()
    monkeypatch.setattr(attached, "MOST_PAGES", 2)
    assert refused(pdf(3)) == "attachment_too_many_pages"
    monkeypatch.setattr(attached, "MOST_FRAMES", 1)
    out = BytesIO()
    Image.new("L", (9, 9)).save(out, "TIFF", save_all=True, append_images=[Image.new("L", (9, 9))])
    assert refused(out.getvalue()) == "attachment_too_many_pages"


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    drawn = page_pixels(pdf(2), PDF, 1, 400)
    assert (drawn.width, drawn.height, len(drawn.rgb)) == (400, 600, 400 * 600 * 3)
    small = page_pixels(prepared(photo(), "x").data, JPEG, 0, 96, 96)
    assert max(small.width, small.height) == 96


def test_a_small_picture_is_not_blown_up_without_end() -> None:
    assert page_pixels(prepared(picture((20, 10)), "x").data, JPEG, 0, 2000).width == 80


def test_what_came_from_elsewhere_is_drawn_with_the_same_care() -> None:
    for hostile in (huge_png(60_000, 60_000), b"no picture", photo()[:9_000]):
        with pytest.raises(UserError):
            page_pixels(hostile, JPEG, 0, 100)
    with pytest.raises(UserError):
        page_pixels(b"%PDF-1.4 torn", PDF, 0, 100)


def test_tiff_tags_do_not_stay() -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270] = "Umm Salih, house by the well"
    out = BytesIO()
    Image.new("RGB", (30, 30)).save(out, "TIFF", tiffinfo=tags)
    assert b"Umm Salih" in out.getvalue()
    assert b"Umm Salih" not in prepared(out.getvalue(), "x.tif").data
