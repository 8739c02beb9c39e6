"""What people said of records that look like one thing."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import Home, Kind, Record, fixed, line


class Distinction(Record, frozen=True, kw_only=True):
    """Somebody says that two records alike are not the same thing; they are not proposed again.

    It lives where the two live, so that what the group keeps to itself stays there. `first` is the
    smaller id.
    """

    about: ClassVar[Kind] = Kind(
        "distinction", Home.OWNER, "note", natural_key=("subject_kind", "first", "second")
    )
    subject_kind: Annotated[str | None, fixed(limit=40)] = None
    first: Annotated[str | None, fixed(limit=40)] = None
    second: Annotated[str | None, fixed(limit=40)] = None
    note: Annotated[str | None, line()] = None
