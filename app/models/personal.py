"""What is about a person: such values carry salt in the log, and can be removed for good."""

from __future__ import annotations

from app.models.record import Home
from app.models.registry import KINDS, describe

PERSONAL_KINDS = frozenset({"contact", "member", "named_attendance", "nomination", "official_card"})
"""Kinds whose records are about one person each: every field of them is personal."""

ROSTER_KINDS = ("person", "steward", "invitation", "comparison", "revocation", "group_cut", "country_cut")
"""Kinds that say whose work is taken. What they say vouches for chains, so it stays."""

STAYS = frozenset({*ROSTER_KINDS, "area", "issuer_certificate"})
"""Kinds of which nothing is ever removed for good: whose word counts follows from them."""


def is_personal(kind: str, field: str = "") -> bool:
    """Return whether a record of a kind, or one field of it, may be removed for good.

    Whole records of personal kinds; single fields of these, fields marked personal, and texts that never
    leave the group. Raises UserError `unknown_kind`.
    """
    about = describe(kind)
    if kind in STAYS or (field and field not in about.fields):
        return False
    if kind in PERSONAL_KINDS or not field:
        return kind in PERSONAL_KINDS
    rule = about.fields[field].rule
    return rule.personal or (about.kind.home is Home.GROUP and rule.salted)


def is_salted(kind: str, field: str) -> bool:
    """Return whether changes of a field carry salt, so that a withheld value cannot be guessed from its leaf.

    Texts do, and all that is said of a person: codes, dates and numbers are quickly guessed.
    """
    if kind not in KINDS:
        return False
    known = describe(kind).fields.get(field)
    return kind in PERSONAL_KINDS or (known is not None and known.rule.salted)
