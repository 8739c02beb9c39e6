"""From where the changes of a package begin: what its readers are known to have.

Only what was *received* from a laptop counts, never what was sent to it: a package may be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.models.vector import Vector, minimum


def base_for(readers: Sequence[Sequence[Vector]], forked: Collection[str] = ()) -> Vector:
    """Return the vector from which a package starts in one space.

    `readers` gives for each person how far each of their laptops has come, by its own word; no readers stand
    for a package that six words open. For several the lowest counts; anyone never heard from, and no readers
    at all, give the empty vector: everything travels. `forked` replicas travel whole.
    """
    if not all(readers):
        return Vector()
    return minimum([vector for laptops in readers for vector in laptops], forked)
