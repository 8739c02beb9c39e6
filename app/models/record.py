"""What a record is, and the rules a field can carry.

A record kind is one frozen class. Its fields are JSON shapes: text (also dates, decimals, codes and
references), whole numbers, yes/no, and tuples of text for sets. A stored value may break a field's
rule (it came from someone else); its JSON type never does.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar

import msgspec


class Home(Enum):
    """Which space a kind lives in; see docs/log.md."""

    COUNTRY = "country"
    NETWORK = "network"
    GROUP = "group"
    OWNER = "owner"


class Shape(Enum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    MOMENT = "moment"
    DECIMAL = "decimal"
    WHOLE = "whole"
    YES_NO = "yes_no"
    REFERENCE = "reference"
    REFERENCES = "references"
    KEY = "key"


class Merge(Enum):
    """What happens when a field was changed in two places."""

    ASK = "ask"
    LATEST = "latest"
    SET = "set"
    ONCE = "once"


class Rule(msgspec.Struct, frozen=True):
    """The rule of one field.

    `target` is the kind referred to; `owner` says that the target owns this record (it shows only
    while the target is alive). `low` and `high` bound numbers, `limit` the length of text;
    `time_of_day` says that a line is a time as HH:MM.
    `personal` marks data about a person; text and personal values are salted in the log.
    """

    shape: Shape
    merge: Merge = Merge.ASK
    required: bool = False
    personal: bool = False
    code_list: str = ""
    target: str = ""
    owner: bool = False
    low: int | None = None
    high: int | None = None
    limit: int = 0
    time_of_day: bool = False

    @property
    def many(self) -> bool:
        """Whether the field is a set of values, each with a register of its own."""
        return self.merge is Merge.SET

    @property
    def salted(self) -> bool:
        """Whether changes carry salt, so that a withheld value cannot be guessed from its leaf."""
        return self.personal or self.shape in (Shape.LINE, Shape.TEXT)


class Kind(msgspec.Struct, frozen=True):
    """What a kind says of itself: name, space, natural key, and the field that shows it in a list."""

    name: str
    home: Home
    title: str
    natural_key: tuple[str, ...] = ()
    code_prefix: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One record as it stands now: plain values, nothing attached to a database."""

    about: ClassVar[Kind]

    id: str
    space: str
    sensitivity: Annotated[int | None, Rule(Shape.WHOLE, low=0, high=4)] = None


def line(*, required: bool = False, personal: bool = False, limit: int = 300) -> Rule:
    """One line of text."""
    return Rule(Shape.LINE, required=required, personal=personal, limit=limit)


def time_of_day() -> Rule:
    """A time of day as HH:MM, 00:00 to 23:59."""
    return Rule(Shape.LINE, limit=5, time_of_day=True)


def text(*, required: bool = False, personal: bool = False, limit: int = 20_000) -> Rule:
    """Text of several lines."""
    return Rule(Shape.TEXT, required=required, personal=personal, limit=limit)


def code(code_list: str, *, required: bool = False, once: bool = False) -> Rule:
    """One code of a code list in `codes`."""
    return Rule(Shape.CODE, Merge.ONCE if once else Merge.ASK, required=required, code_list=code_list)


def codes(code_list: str) -> Rule:
    """A set of codes of a code list."""
    return Rule(Shape.CODES, Merge.SET, code_list=code_list)


def day(*, required: bool = False, once: bool = False, latest: bool = False) -> Rule:
    """A calendar day, YYYY-MM-DD."""
    merge = Merge.ONCE if once else Merge.LATEST if latest else Merge.ASK
    return Rule(Shape.DATE, merge, required=required)


def moment() -> Rule:
    """A moment in UTC, as `foundation.clock.stamp` writes it."""
    return Rule(Shape.MOMENT)


def decimal(
    *, required: bool = False, low: int | None = None, high: int | None = None, latest: bool = False
) -> Rule:
    """A decimal number as text with a point: "12.5"."""
    merge = Merge.LATEST if latest else Merge.ASK
    return Rule(Shape.DECIMAL, merge, required=required, low=low, high=high)


def whole(*, required: bool = False, low: int | None = None, high: int | None = None) -> Rule:
    """A whole number."""
    return Rule(Shape.WHOLE, required=required, low=low, high=high)


def yes_no(*, once: bool = False) -> Rule:
    """True, false, or not said."""
    return Rule(Shape.YES_NO, Merge.ONCE if once else Merge.ASK)


def ref(target: str, *, required: bool = False, owner: bool = False, once: bool = False) -> Rule:
    """The id of one record of the kind `target`. An owner is fixed when the record is added."""
    merge = Merge.ONCE if once or owner else Merge.ASK
    return Rule(Shape.REFERENCE, merge, required=required or owner, target=target, owner=owner)


def refs(target: str) -> Rule:
    """The ids of several records of the kind `target`."""
    return Rule(Shape.REFERENCES, Merge.SET, target=target)


def fixed(*, required: bool = True, personal: bool = False, limit: int = 2_000) -> Rule:
    """A line that is fixed when the record is added: a key, a p-code, a hash."""
    return Rule(Shape.KEY, Merge.ONCE, required=required, personal=personal, limit=limit)


def order() -> Rule:
    """A fractional order key; see `order_keys`."""
    return Rule(Shape.KEY, Merge.LATEST, limit=200)


class Named(Record, frozen=True, kw_only=True):
    """A record with a name in up to four languages."""

    name_en: Annotated[str | None, line()] = None
    name_ar: Annotated[str | None, line()] = None
    name_ckb: Annotated[str | None, line()] = None
    name_fr: Annotated[str | None, line()] = None


class Titled(Record, frozen=True, kw_only=True):
    """A record with a title in up to four languages."""

    title_en: Annotated[str | None, line()] = None
    title_ar: Annotated[str | None, line()] = None
    title_ckb: Annotated[str | None, line()] = None
    title_fr: Annotated[str | None, line()] = None


class Worded(Record, frozen=True, kw_only=True):
    """A record whose one text stands in up to four languages."""

    text_en: Annotated[str | None, text()] = None
    text_ar: Annotated[str | None, text()] = None
    text_ckb: Annotated[str | None, text()] = None
    text_fr: Annotated[str | None, text()] = None


class Explained(Titled, frozen=True, kw_only=True):
    """A record with a title and a text in up to four languages."""

    text_en: Annotated[str | None, text()] = None
    text_ar: Annotated[str | None, text()] = None
    text_ckb: Annotated[str | None, text()] = None
    text_fr: Annotated[str | None, text()] = None
