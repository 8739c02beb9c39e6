"""Kinds of the country space: headquarters writes, all read."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Explained,
    Home,
    Kind,
    Named,
    Record,
    Titled,
    code,
    codes,
    day,
    decimal,
    fixed,
    line,
    ref,
    text,
    whole,
    yes_no,
)


class Place(Named, frozen=True, kw_only=True):
    """A governorate, district or sub-district with its OCHA p-code; a gazetteer, not an authority."""

    about: ClassVar[Kind] = Kind("place", Home.COUNTRY, "name", natural_key=("pcode",))
    pcode: Annotated[str | None, fixed(limit=20)] = None
    level: Annotated[str | None, code("place_level")] = None
    parent_pcode: Annotated[str | None, line(limit=20)] = None
    latitude: Annotated[str | None, decimal(low=-90, high=90)] = None
    longitude: Annotated[str | None, decimal(low=-180, high=180)] = None


class PlaceAlias(Record, frozen=True, kw_only=True):
    """Another spelling of a place."""

    about: ClassVar[Kind] = Kind("place_alias", Home.COUNTRY, "spelling", natural_key=("pcode", "spelling"))
    pcode: Annotated[str | None, fixed(limit=20)] = None
    spelling: Annotated[str | None, fixed(limit=200)] = None


class IndicatorEntry(Named, frozen=True, kw_only=True):
    """An entry of the indicator library (JIPS indicator library, IASC criteria)."""

    about: ClassVar[Kind] = Kind("indicator_entry", Home.COUNTRY, "name", natural_key=("code",))
    code: Annotated[str | None, fixed(limit=20)] = None
    iasc: Annotated[str | None, code("iasc")] = None
    unit: Annotated[str | None, code("indicator_unit")] = None
    level: Annotated[str | None, code("indicator_level")] = None
    direction: Annotated[str | None, code("direction")] = None
    evidence: Annotated[str | None, line()] = None


class Guidance(Explained, frozen=True, kw_only=True):
    """Guidance from the national focal points to one, several or (none named) all areas."""

    about: ClassVar[Kind] = Kind("guidance", Home.COUNTRY, "title")
    areas: Annotated[tuple[str, ...], codes("")] = ()
    step: Annotated[str | None, code("step_id")] = None
    issued_on: Annotated[str | None, day()] = None
    issued_by: Annotated[str | None, line()] = None


class Deadline(Titled, frozen=True, kw_only=True):
    """A date set by headquarters for a step of one, several or (none named) all areas."""

    about: ClassVar[Kind] = Kind("deadline", Home.COUNTRY, "title")
    areas: Annotated[tuple[str, ...], codes("")] = ()
    step: Annotated[str | None, code("step_id")] = None
    due: Annotated[str | None, day(required=True)] = None
    issued_by: Annotated[str | None, line()] = None


class SharedLesson(Explained, frozen=True, kw_only=True):
    """A lesson that headquarters shares with all areas; free of names."""

    about: ClassVar[Kind] = Kind("shared_lesson", Home.COUNTRY, "title")
    lesson_type: Annotated[str | None, code("lesson_type")] = None
    replicable: Annotated[bool | None, yes_no()] = None
    recommendation: Annotated[str | None, text()] = None
    reuse: Annotated[str | None, text()] = None
    objective: Annotated[str | None, code("so")] = None
    from_area: Annotated[str | None, line()] = None
    from_lesson: Annotated[str | None, line(limit=40)] = None


class IssuerCertificate(Record, frozen=True, kw_only=True):
    """A certificate of headquarters that vouches for people's signing certificates."""

    about: ClassVar[Kind] = Kind("issuer_certificate", Home.COUNTRY, "title", natural_key=("certificate",))
    title: Annotated[str | None, line()] = None
    certificate: Annotated[str | None, fixed(limit=8_000)] = None
    withdrawn: Annotated[bool | None, yes_no()] = None
    replaces: Annotated[str | None, ref("issuer_certificate")] = None


class CountryCut(Record, frozen=True, kw_only=True):
    """A lost device: the last change of it that is still accepted in the country space.

    `sign_key` names whose other devices count for nothing there; without it they count.
    """

    about: ClassVar[Kind] = Kind("country_cut", Home.COUNTRY, "replica", natural_key=("replica",))
    replica: Annotated[str | None, fixed(limit=40)] = None
    sign_key: Annotated[str | None, line(limit=64)] = None
    sequence: Annotated[int | None, whole(low=0)] = None
    hash: Annotated[str | None, line(limit=64)] = None


HEADQUARTERS_KINDS = ("guidance", "deadline", "shared_lesson", "issuer_certificate", "country_cut")
"""Kinds only headquarters writes. Places and the indicator library are public; anyone may import them."""
