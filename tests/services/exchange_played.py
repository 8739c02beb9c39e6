"""What was really played: how often each move of a schedule did what its name says.

A move that is called and finds nothing to do has not been played: without this count a law may hold because
nothing happened.
"""

from __future__ import annotations

from collections import Counter

ACTED: Counter[str] = Counter()
"""How often each named move did something, since this process began."""

NAMED = (
    "edit", "edit elements", "set a target", "add", "deadline", "attach", "remove", "bring back",
       "remove apart", "merge", "merge apart", "separate", "forge", "undo", "redo",
    "disagree", "decide", "decide with a reason", "another decides", "decide apart", "wrong clocks",
    "forget a record", "forget a field", "forget what is edited apart",
    "pack", "pack for words", "hand over", "lose", "request", "take", "take twice",
    "wait", "wait no longer", "undo a take", "take again", "take the file again", "take back",
    "back up", "put back", "reopen", "fork", "slip", "hold back",
    "revoke", "move a cut", "lift a cut", "cut in the country", "say on the roster", "part", "come back",
    "count again",
)  # fmt: skip
"""Every move that has to act sooner or later."""


def acted(name: str, did: object = True) -> None:
    """Count a move if it did something."""
    assert name in NAMED, name
    if did:
        ACTED[name] += 1


def never_acted(counted: Counter[str]) -> list[str]:
    """Return the named moves that never did anything."""
    return [name for name in NAMED if not counted[name]]
