"""Numbers that people typed in Arabic-Indic or Persian digits."""

from __future__ import annotations

import re

from app.models.folding import digits

_NUMBER = re.compile(r"[-+−]?[0-9٠-٩۰-۹][0-9٠-٩۰-۹٬٫.,/:\s\u200e\u200f-]*[%٪]?")
_SIGNS = str.maketrans({"٫": ".", "٪": "%", "−": "-", "٬": None, "\u200e": None, "\u200f": None})


def western(text: str) -> str:
    """Return a cell that is a number, day or share in Western digits; other text as it is.

    "١٬٢٥٠٫٥" becomes "1250.5"; a street called "شارع ٦٠" keeps its digits.
    """
    if text.isascii() or not _NUMBER.fullmatch(text):
        return text
    return digits(text).translate(_SIGNS)
