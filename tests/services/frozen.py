"""Frozen versions without their PDFs, which take seconds to draw."""

from __future__ import annotations

from app.foundation.clock import stamp
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.documents import manuscript, next_number
from app.services.papers.content import content_hash
from app.storage.staging import keep_blob


def freeze_content(desk: Desk, *, draft: bool = True) -> str:
    """Freeze the plan's content only, and return the version's id."""
    paper = manuscript(desk, version=next_number(desk, draft=draft))
    with desk.workspace.write() as connection:
        keep_blob(connection, paper.content)
    digest = content_hash(paper.content)
    with desk.write("plan.freeze_draft") as unit:
        return unit.add(
            FrozenVersion,
            plan=paper.plan.id,
            number=paper.version,
            content_hash=digest,
            content=digest,
            draft=draft,
            frozen_at=stamp(desk.clock.now()),
            frozen_by="Dalia Haddad",
        )
