"""The packages taken here, for lists; and what of a package is told before it is taken."""

from __future__ import annotations

from app.services.desk import Desk
from app.services.taking import Report
from app.services.views.said import Said, said
from app.storage.packages import TakenPackage, taken_packages

VERY_MANY, MANY = 200, 20
"""So many changed, so many removed records are told before a package is taken."""


def cautions(report: Report) -> tuple[Said, ...]:
    """Return what to look at closely before taking a package: very much would change or go."""
    changed, removed = sum(report.changed.values()), sum(report.removed.values())
    found = (
        said("exchange.report.many_removed") if removed >= MANY else None,
        said("packages.many_changed", count=changed) if changed >= VERY_MANY else None,
    )
    return tuple(one for one in found if one is not None)


def taken_list(desk: Desk) -> list[TakenPackage]:
    """Return the packages taken here, newest first; their numbers are those `take_back_changes` takes."""
    with desk.workspace.read() as connection:
        return taken_packages(connection)
