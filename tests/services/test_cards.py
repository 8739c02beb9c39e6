"""Cards: a file, a picture, a photograph of the screen; and what is not a card."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageFilter

from app.documents.heic import heic_opens
from app.foundation.clock import SystemClock
from app.foundation.errors import PlaceError, UserError
from app.keys.identity import card_of, new_identity
from app.models.card import Card, card_to_qr, card_to_text
from app.services.cards import card_in_picture, looks_like_card, qr_modules, qr_picture, read_card


@cache
def nadia() -> Card:
    return card_of(new_identity("نادية الخطيب", "منظمة يدًا بيد", SystemClock()), "member")


def picture() -> Image.Image:
    return Image.open(io.BytesIO(qr_picture(nadia(), 5))).convert("L")


def saved(image: Image.Image, form: str = "PNG") -> bytes:
    written = io.BytesIO()
    image.save(written, form)
    return written.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        card_in_picture(data)
    return error.value.code


def test_a_code_is_read_back_with_all_keys() -> None:
    assert card_in_picture(qr_picture(nadia())) == nadia()
    modules = qr_modules(nadia())
    assert len(modules) == len(modules[0]) <= 97


@pytest.mark.parametrize("degrees", [17, 90, 180, 261])
def test_a_turned_picture_is_read(degrees: int) -> None:
    assert card_in_picture(saved(picture().rotate(degrees, expand=True, fillcolor=255))) == nadia()


def test_a_code_on_nothing_is_read() -> None:
    """A picture of the code alone, cut out: its light squares are transparent."""
    code = picture()
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.paste("black", (0, 0), code.point(lambda grey: 255 - grey))
    assert card_in_picture(saved(clear)) == nadia()


def test_a_photograph_from_the_side_is_read() -> None:
    """Smaller at one end, grey surroundings, slightly out of focus, and as a telephone writes it."""
    code = picture()
    leaning = code.transform(
        code.size,
        Image.Transform.PERSPECTIVE,
        (1.15, 0.08, -30, 0.05, 1.1, -25, 0.0002, 0.0001),
        Image.Resampling.BICUBIC,
        fillcolor=255,
    )
    table = Image.new("L", (1600, 1200), 120)
    table.paste(leaning.filter(ImageFilter.GaussianBlur(0.8)), (500, 300))
    assert card_in_picture(saved(table, "JPEG")) == nadia()


def test_a_photograph_in_the_form_of_telephones_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HEIC, told by its content; where the library is missing, the way round is told."""
    assert heic_opens()
    table = Image.new("L", (1600, 1200), 120)
    table.paste(picture().filter(ImageFilter.GaussianBlur(0.8)), (400, 200))
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(saved(table.convert("RGB"), "HEIF"))
    assert looks_like_card(photo)
    assert read_card(photo) == nadia()
    monkeypatch.setattr("app.services.cards.heic_opens", lambda: False)
    with pytest.raises(UserError) as error:
        read_card(photo)
    assert error.value.code == "picture_of_telephone"


def test_what_a_picture_may_be_wrong_with(tmp_path: Path) -> None:
    foreign = io.BytesIO()
    segno.make_qr("https://example.org").save(foreign, kind="png", scale=5)
    assert refused(foreign.getvalue()) == "foreign_code"
    assert refused(saved(Image.new("L", (200, 200), 255))) == "no_code_in_picture"
    assert refused(b"\x89PNG\r\n\x1a\nand then nothing") == "no_code_in_picture"
    later = io.BytesIO()
    segno.make_qr(card_to_qr(nadia()).replace("CARD-1", "CARD-2")).save(later, kind="png", scale=4)
    assert refused(later.getvalue()) == "card_too_new"


def test_two_cards_in_one_picture_are_refused() -> None:
    other = card_of(new_identity("Omar", "Water office", SystemClock()), "member")
    second = Image.open(io.BytesIO(qr_picture(other, 5))).convert("L")
    both = Image.new("L", (picture().width + second.width + 80, max(picture().height, second.height)), 255)
    both.paste(picture(), (0, 0))
    both.paste(second, (picture().width + 80, 0))
    assert refused(saved(both)) == "several_cards"


def test_a_file_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    named_wrong, text = tmp_path / "card.txt", tmp_path / "photo.png"
    named_wrong.write_bytes(qr_picture(nadia(), 4))
    text.write_text(card_to_text(nadia()), "utf-8")
    assert read_card(named_wrong) == read_card(text) == nadia()
    for content, code in (
        (b"\0\0\0\x18ftypheic", "no_code_in_picture"),
        (b"\xff\xfe\xfd", "not_a_card"),
        (b"{}", "not_a_card"),
        (b"x" * 20_000, "not_a_card"),
    ):
        (tmp_path / "wrong").write_bytes(content)
        with pytest.raises(UserError) as error:
            read_card(tmp_path / "wrong")
        assert error.value.code == code
    with pytest.raises(PlaceError):
        read_card(tmp_path / "nowhere")
