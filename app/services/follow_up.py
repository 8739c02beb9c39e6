"""Following up what was promised and what was left to do: reviewed, kept, closed. Each is one undo step."""

from __future__ import annotations

from app.models.kinds.meetings import ActionPoint, Commitment
from app.services.desk import Desk


def review_commitment(desk: Desk, commitment: str, status: str = "", evidence: str = "") -> None:
    """Say that a commitment was looked at today, and how it stands now.

    Commitments are reviewed every three months (domain: ISSSS compacts, DSTWG update). Raises UserError.
    """
    values: dict[str, object] = {"reviewed_on": desk.today}
    values |= {"status": status} if status else {}
    values |= {"evidence": evidence} if evidence else {}
    with desk.write("commitment.review") as unit:
        unit.set(Commitment, commitment, **values)


def close_action(desk: Desk, action: str, done: bool = True) -> None:
    """Mark an action point as done today, or as open again."""
    status, day = ("done", desk.today) if done else ("open", None)
    with desk.write("action_point.edit") as unit:
        unit.set(ActionPoint, action, status=status, closed_on=day)
