"""Which column of a location list is what: by HXL tag, else by header in one of the four languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from app.models.folding import fold
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

LOCATION_FIELDS = (
    *("name_en", "name_ar", "name_ckb", "dtm_id", "pcode", "sub_district", "role", "type"),
    *("latitude", "longitude", "aliases", "priority_rank"),
)
FIGURE_FIELDS = ("group", "households", "individuals", "as_of")
RANK_FIELDS = ("index", "round", "score", "category", "round_date")
FIELDS = ("name", *LOCATION_FIELDS, *FIGURE_FIELDS, *RANK_FIELDS)
KIND_OF = dict.fromkeys(FIGURE_FIELDS, "population_figure") | dict.fromkeys(RANK_FIELDS, "severity_rank")

_TAGS = {
    "#loc": "name", "#loc+name": "name", "#loc+code": "dtm_id", "#loc+id": "dtm_id",
    "#adm3+code": "sub_district", "#adm3": "sub_district", "#adm3+name": "sub_district",
    "#geo+lat": "latitude", "#geo+lon": "longitude",
    "#affected+hh": "households", "#affected+ind": "individuals", "#population+hh": "households",
    "#population+ind": "individuals", "#severity+score": "score", "#severity": "category",
}  # fmt: skip
# What people write above such columns, beside the program's own words for the field; the first that fits.
_ALSO: tuple[tuple[str, str], ...] = (
    ("name_ar", r"(location|place|village|site).*(arabic|\bar\b)|الموقع بالعربيه|الاسم (بالعربيه|العربي)"),
    ("name_ckb", r"(location|place|village|site).*(kurdish|sorani|\bk[us]\b|ckb)|الاسم بالكرديه"),
    ("name_en", r"(location|place|village|site).*(english|\ben\b)|الاسم بالانكليزيه|الاسم بالانجليزيه"),
    ("dtm_id", r"^(dtm|place|location|loc|site|village)[ _]?(id|code|no\.?)$"),
    ("dtm_id", r"معرف الموقع|رمز الموقع|رقم الموقع"),
    ("pcode", r"^p[ -]?code$|الرمز المكاني|populated place code"),
    ("sub_district", r"sub[ _-]?district|\badm(in)?_? ?3|nahi|ناحيه"),
    ("latitude", r"^(y|lat)\b|latitude|خط العرض"),
    ("longitude", r"^(x|lon|lng|long)\b|longitude|خط الطول"),
    ("households", r"^hhs?$|famil|household|الاسر|العوائل|عائله"),
    ("individuals", r"individual|persons|people|population|الافراد|عدد النازحين|عدد العائدين"),
    ("group", r"population group|displacement status|^group$|الفئه"),
    ("as_of", r"as of|date of (the )?(data|figure)|تاريخ البيانات"),
    ("score", r"score|الدرجه"),
    ("category", r"severity|category|الشده"),
    ("round_date", r"round date|date of the round|تاريخ الجوله"),
    ("round", r"\bround\b|الجوله"),
    ("role", r"\brole\b|location role|الدور"),
    ("type", r"(location|site|settlement) type|^type$|نوع الموقع|^النوع$"),
    ("priority_rank", r"priority|\brank\b|الاولويه|الترتيب"),
    ("aliases", r"alias|other (names|spellings)|اسماء اخرى|اسماء اخري"),
    ("name", r"^(location|place|village|site|neighbou?rhood|name)( name)?$"),
    ("name", r"^(الموقع|المكان|القريه|الاسم|اسم الموقع)$"),
)  # fmt: skip


def guessed(headers: Sequence[str], tags: Sequence[str] = ()) -> dict[str, str]:
    """Return field → header as far as HXL tags or headers tell; each field once, the first column wins.

    The field `name` stands for a name in whichever language each row has it.
    """
    found: dict[str, str] = {}
    for number, header in enumerate(headers):
        name = _of_tag(tags[number] if tags else "") or _of_header(header)
        if name and name not in found and header not in found.values():
            found[name] = header
    return found


def _of_tag(tag: str) -> str:
    name, *attributes = tag.replace(" ", "").split("+")
    if name == "#geo" and attributes:
        return {"lat": "latitude", "lon": "longitude"}.get(attributes[0], "")
    if name == "#loc" and "i_ar" in attributes:
        return "name_ar"
    tries = [f"{name}+{one}" for one in attributes]
    return next((_TAGS[one] for one in (*tries, name) if one in _TAGS), "")


def _of_header(header: str) -> str:
    text = fold(header.replace("_", " "))
    own = _own().get(text)
    return own or next((name for name, words in _patterns() if words.search(text)), "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in _ALSO)


@cache
def _own() -> dict[str, str]:
    """Return folded words of the program for a field → field."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = Words(language)
        for name in (*LOCATION_FIELDS, *FIGURE_FIELDS, *RANK_FIELDS):
            kind = KIND_OF.get(name, "location")
            base = name.rpartition("_")[0] if name.startswith("name_") else name
            if words.has(f"field.{kind}.{base}") or words.has(f"field.{base}"):
                found.setdefault(fold(words.field(kind, name)), name)
    return found
