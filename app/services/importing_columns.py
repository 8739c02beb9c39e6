"""Which column of a place list holds what: by its HXL tag, else by its header in English or Arabic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.documents.workbook.reader import Table
from app.foundation.errors import UserError
from app.models.folding import fold

LEVELS = (1, 2, 3)
LANGUAGES = ("en", "ar", "ckb")
FIELDS = (
    *(f"adm{level}_code" for level in LEVELS),
    *(f"adm{level}_name_{language}" for level in LEVELS for language in LANGUAGES),
    "lat",
    "lon",
)
_TAG_LANGUAGES = {"i_en": "en", "i_ar": "ar", "i_ku": "ckb", "i_ckb": "ckb"}
# Sub-district before district: the one word holds the other.
_LEVEL_WORDS = (
    (3, re.compile(r"sub ?district|\badm(in)?_? ?3|nahi|ناحي")),
    (2, re.compile(r"district|\badm(in)?_? ?2|qada|قضا")),
    (1, re.compile(r"governorate|province|\badm(in)?_? ?1|محافظ")),
)
_CODE_WORDS = re.compile(r"p ?code|code|\bid\b|رمز|كود")
_LANGUAGE_WORDS = (
    ("ar", re.compile(r"\bar\b|_ar\b|arabic|عربي")),
    ("ckb", re.compile(r"\bk[us]\b|_k[us]\b|ckb|kurd|sorani|كوردي|كردي")),
)
_LATITUDE, _LONGITUDE = re.compile(r"^(y|lat)|latitude|عرض"), re.compile(r"^(x|lon|lng)|longitude|طول")


def place_columns(table: Table, given: Mapping[str, str]) -> dict[str, int]:
    """Return which column (from 0) holds which of FIELDS; `given` names columns by their headers.

    Raises UserError `unknown_field`, `unknown_column`, `no_pcode_column`.
    """
    found: dict[str, int] = {}
    for number, header in enumerate(table.headers):
        name = field_of_tag(table.tags[number]) if table.tags else field_of_header(header)
        if name:
            found.setdefault(name, number)
    for name, header in given.items():
        if name not in FIELDS:
            raise UserError("unknown_field", kind="place", field=name[:80])
        found[name] = column_named(table.headers, header)
    if not any(f"adm{level}_code" in found for level in LEVELS):
        raise UserError("no_pcode_column")
    return found


def column_named(headers: Sequence[str], wanted: str) -> int:
    """Return the number of the column with this header. Raises UserError `unknown_column`."""
    folded = [fold(header) for header in headers]
    if fold(wanted) not in folded:
        raise UserError("unknown_column", column=wanted[:80])
    return folded.index(fold(wanted))


def field_of_tag(tag: str) -> str:
    """Return the field of an HXL tag: "#adm2+name+i_ar" is adm2_name_ar; "" for any other."""
    name, *attributes = tag.lstrip("#").split("+")
    if name == "geo":
        return next((one for one in ("lat", "lon") if one in attributes), "")
    level = re.fullmatch(r"adm([123])", name)
    if level is None:
        return ""
    if "code" in attributes:
        return f"{name}_code"
    language = next((_TAG_LANGUAGES[one] for one in attributes if one in _TAG_LANGUAGES), "en")
    return f"{name}_name_{language}"


def field_of_header(header: str) -> str:
    """Return the field that a plain header means, "" when it means none."""
    text = fold(header)
    level = next((number for number, words in _LEVEL_WORDS if words.search(text)), 0)
    if not level:
        return "lat" if _LATITUDE.search(text) else "lon" if _LONGITUDE.search(text) else ""
    if _CODE_WORDS.search(text):
        return f"adm{level}_code"
    language = next((code for code, words in _LANGUAGE_WORDS if words.search(text)), "")
    return f"adm{level}_name_{language or _script(text)}"


def _script(text: str) -> str:
    """Return the language of a header that names none: Arabic for Arabic letters."""
    return "ar" if re.search("[\u0600-\u06ff]", text) else "en"
