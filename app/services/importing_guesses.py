"""Which column of a stakeholder list is probably what: by headers in the four languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from app.models.folding import fold
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

FIELDS = (
    *("name_en", "name_ar", "name_ckb", "name_fr", "type", "level", "objectives", "role_in_solutions"),
    *("can_bring", "needs", "may_hinder", "access_note", "engagement_level", "invited_to_roundtable"),
    *("sectors", "places", "referred_by", "verified_on", "code", "sensitivity"),
)
VIEW_FIELDS = ("influence", "interest", "seen_by", "seen_on", "position", "position_by", "position_on")
CONTACT_FIELDS = (
    *("person_name", "phone", "email", "title", "language", "consent", "legal_basis", "share_level"),
    "retain_until",
)
_KIND = dict.fromkeys(VIEW_FIELDS, "stakeholder_view") | dict.fromkeys(CONTACT_FIELDS, "contact")
# What people write above such columns, beside the program's own words for the field.
_ALSO: dict[str, tuple[str, ...]] = {
    "name": ("name", "stakeholder", "stakeholder name", "organisation", "organization", "entity", "actor",
             "الاسم", "اسم", "اسم الجهة", "الجهة", "صاحب المصلحة", "أصحاب المصلحة", "المنظمة", "ناو", "nom"),
    "name_en": ("name (english)", "english name", "name en", "name_en", "الاسم بالإنجليزية"),
    "name_ar": ("name (arabic)", "arabic name", "name ar", "name_ar", "الاسم بالعربية", "الاسم العربي"),
    "name_ckb": ("name (kurdish)", "kurdish name", "name_ckb", "الاسم بالكردية"),
    "type": ("type", "organisation type", "org type", "category", "النوع", "نوع الجهة", "الفئة"),
    "level": ("level", "admin level", "المستوى"),
    "influence": ("influence", "power", "النفوذ", "التأثير"),
    "interest": ("interest", "الاهتمام"),
    "position": ("position", "attitude", "stance", "الموقف"),
    "role_in_solutions": ("role", "mandate", "role in solutions", "الدور"),
    "can_bring": ("resources", "can bring", "contribution", "capacity", "الموارد", "الإمكانات"),
    "needs": ("needs", "interests and needs", "الاحتياجات"),
    "may_hinder": ("risks", "may hinder", "obstacles", "العوائق"),
    "objectives": ("objectives", "specific objectives", "so", "الأهداف"),
    "sectors": ("sector", "sectors", "cluster", "القطاع", "القطاعات"),
    "referred_by": ("referred by", "source", "working group", "المصدر", "أحاله", "فريق العمل"),
    "engagement_level": ("engagement", "engagement level", "مستوى الإشراك"),
    "person_name": ("contact", "contact person", "focal point", "جهة الاتصال", "الشخص المسؤول"),
    "phone": ("phone", "telephone", "mobile", "tel", "الهاتف", "رقم الهاتف", "الموبايل"),
    "email": ("email", "e-mail", "mail", "البريد الإلكتروني", "الايميل"),
}  # fmt: skip
_TAGS = {"#org": "name", "#org+name": "name", "#org+type": "type", "#contact+name": "person_name",
         "#contact+phone": "phone", "#contact+email": "email"}  # fmt: skip


def guessed(headers: Sequence[str], tags: Sequence[str] = ()) -> dict[str, str]:
    """Return field → header as far as headers or HXL tags tell; each column at most once.

    The field `name` stands for a name in whichever language each row has it.
    """
    found: dict[str, str] = {}
    for number, header in enumerate(headers):
        name = _TAGS.get(tags[number] if tags else "") or _labels().get(fold(header), "")
        if name and name not in found:
            found[name] = header
    return found


def column_name(words: Words, name: str) -> str:
    """Return what a column for a field is called; those of contacts say that they are."""
    said = words.field(kind_of(name), name)
    return words.say("stakeholders.import.contact", field=said) if name in CONTACT_FIELDS else said


def kind_of(name: str) -> str:
    """Return whose field a column is: of the stakeholder, of somebody's view of it, or of its contact."""
    return _KIND.get(name, "stakeholder")


@cache
def _labels() -> dict[str, str]:
    """Return folded header → field: the program's own words first, then what people write."""
    own = {fold(text): name for name in (*FIELDS, *VIEW_FIELDS, *CONTACT_FIELDS) for text in _own_words(name)}
    also = {fold(text): name for name, texts in _ALSO.items() for text in texts}
    return own | also


def _own_words(name: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield column_name(Words(language), name)
    yield name
