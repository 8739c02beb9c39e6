"""What the recovery sheet of a workspace prints: one frozen value, texts already in its language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A sheet of one page. `code` is the recovery code in groups of four, `file` the workspace it opens.

    `how` says how it is used and `where` how it is kept, a point each; `made_on` is an ISO day.
    """

    language: str
    code: str
    file: str
    made_on: str
    lead: str
    letters: str
    how: tuple[str, ...]
    where: tuple[str, ...]
