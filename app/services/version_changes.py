"""Whether the plan still says what was frozen: later edits start the next version."""

from __future__ import annotations

from typing import Any

import msgspec

from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.documents import manuscript
from app.storage.staging import read_blob

STANDING = ("status", "version", "closed_on")
"""Fields of a plan that freezing, signing and closing themselves change."""


def changed_since(desk: Desk, version: FrozenVersion) -> bool:
    """Return whether the plan would print something else than a version; False where nobody can tell."""
    with desk.workspace.read() as connection:
        frozen = read_blob(connection, version.content) if version.content else None
    if frozen is None:
        return False
    now = manuscript(desk, version=version.number or "").content
    try:
        return now != frozen and _said(now) != _said(frozen)
    except (msgspec.MsgspecError, AttributeError, KeyError, TypeError):
        return True


def _said(content: bytes) -> Any:
    found = msgspec.json.decode(content)
    for plan in found["records"].get("plan", ()):
        for name in STANDING:
            plan.pop(name, None)
    return found["records"]
