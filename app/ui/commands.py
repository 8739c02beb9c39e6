"""What can be done from the quick jump: begin a record, make a package, change language or look, undo."""

from __future__ import annotations

from functools import cache

import msgspec
from PySide6.QtWidgets import QWidget

from app.models.folding import fold
from app.ui.header import CHANGE_PERSON
from app.ui.jump import Jump
from app.ui.kit.button import Button
from app.ui.language import LANGUAGES, say, words
from app.ui.places import Place
from app.ui.theme import THEMES
from app.words.catalogue import Words


class Command(msgspec.Struct, frozen=True):
    """Something to do: press the first button of a place, or what the frame itself does."""

    act: str
    value: str = ""
    place: Place | None = None


_BEGIN = (
    ("activity", "file-text", Place("plan", view="activities")),
    ("stakeholder", "user", Place("stakeholders", view="list")),
    ("meeting", "message-square", Place("meetings", view="meetings")),
    ("comment", "signature", Place("review", view="comments")),
    ("package", "package-plus", Place("exchange")),
)
NEXT_PART = "F6"
"""The key that goes from a page's list to the panel beside it, and back."""
_FRAME = (
    ("undo", "undo-2", ""),
    ("redo", "redo-2", ""),
    ("part", "arrow-left-right", NEXT_PART),
    ("person", "users", CHANGE_PERSON),
    ("room", "megaphone", ""),
)


def command_jumps() -> list[Jump]:
    """Return everything that can be done from the quick jump, in the language in force."""
    heading = say("frame.commands")
    begin = [_jump(f"frame.do.{name}", icon, Command("begin", name, place)) for name, icon, place in _BEGIN]
    own = [_jump(f"frame.do.{name}", icon, Command(name), key) for name, icon, key in _FRAME]
    spoken = [
        Jump(
            say("frame.do.language", language=name), "", "languages", Command("language", code), heading,
            also=fold(f"{code} {say('frame.do.language', language=words().code('language', code))}"),
        )
        for code, name in LANGUAGES
        if code != words().language
    ]  # fmt: skip
    looks = [_jump(f"frame.do.theme.{name}", "sun", Command("theme", name)) for name in THEMES]
    signing = _jump("frame.do.sign", "signature", Place("review", view="versions"))
    return [*begin, signing, *own, *spoken, *looks]


def _jump(code: str, icon: str, command: Command | Place, key: str = "") -> Jump:
    return Jump(say(code), key, icon, command, say("frame.commands"), also=in_english(code))


def in_english(code: str) -> str:
    """Return a text in English, folded, so that it is found in any language of the window."""
    return fold(_english().say(code))


@cache
def _english() -> Words:
    return Words("en")


def first_button(page: QWidget) -> Button | None:
    """Return the button with which a page begins something: its primary one, that with a plus first."""
    shown = [one for one in page.findChildren(Button) if one.isVisible() and one.isEnabled()]
    primary = [one for one in shown if one.property("kind") == "primary"]
    return next((one for one in primary if "plus" in one.icon_name), None) or next(iter(primary), None)
