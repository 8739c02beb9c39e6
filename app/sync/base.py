"""From where the changes of a package begin: what its readers are known to have.

Only what was *received* from a laptop counts, never what was sent to it: a package may be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from app.models.vector import Vector, minimum

Spaces = Mapping[str, Vector]


def base_for(
    space: str, readers: Sequence[str], heard: Mapping[str, Sequence[Spaces]], forked: Collection[str] = ()
) -> Vector:
    """Return the vector from which a package of `space` for `readers` starts.

    `readers` are persons, none for a package that six words open; `heard` gives for each person the last
    vectors received from each of their replicas. For several the lowest counts; anyone never heard from,
    and no readers at all, give the empty vector: everything travels. `forked` replicas travel whole.
    """
    if any(not heard.get(person) for person in readers):
        return Vector()
    vectors = [spaces.get(space, Vector()) for person in readers for spaces in heard[person]]
    return minimum(vectors, forked)
