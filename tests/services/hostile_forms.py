"""Small packages that would take much memory: each names far more of something than Masar ever writes.

Random bytes go with them as a file, so that what is unpacked stays within the ratio to what came.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.models.changeset import Cause, Change, Header, Line, arrived, encode, read_line
from tests.services.forging import Parts, resign

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.test_hostile_packages import Case

_SALT = "0" * 32


def filled(made: Parts, size: int = 300_000) -> Parts:
    """Let a file of random bytes travel along."""
    return with_file(made, random.Random(1).randbytes(size))


def with_file(made: Parts, data: bytes) -> Parts:
    made.others.append(("blobs/" + hashlib.sha256(data).hexdigest(), data))
    made.others.sort()
    return made


def continued(case: Case, changesets: Sequence[Sequence[str]], causes: Sequence[Cause] = ()) -> Path:
    """Return a package in which Omar goes on with changesets of these changes, and signs them."""
    made = filled(case.parts, 2_000_000)
    last = arrived(read_line(made.lines[-1]))
    space, number, lamport, before = last.header.p, last.header.n, last.header.l, last.hash
    for changes in changesets:
        number, lamport = number + 1, lamport + 1
        head = Header(
            v=1, p=space, w=last.header.w, n=number, b=before, l=lamport, c=tuple(causes), t=last.header.t
        )
        line = encode(Line(encode(head), tuple(changes)))
        before = arrived(read_line(line)).hash
        made.lines.append(line)
    resign(made, case.own, case.replica)
    return case.sealed(made)


def crowded_line(case: Case) -> Path:
    """Six million changes in one line."""
    made = filled(case.parts)
    made.lines = ['{"h":"{}","c":[' + ",".join(['"{}"'] * 6_300_000) + "]}"]
    return case.sealed(made)


def crowded_short_line(case: Case) -> Path:
    """As many changes as fit into a line of the length that is allowed."""
    made = filled(case.parts)
    made.lines = ['{"h":"{}","c":[' + ",".join(['"{}"'] * 800_000) + "]}"]
    return case.sealed(made)


def crowded_by_backslashes(case: Case) -> Path:
    """Changes whose own end looks like a quotation mark within them."""
    made = filled(case.parts)
    made.lines = ['{"h":"{}","c":[' + ",".join([r'"\\"'] * 700_000) + "]}"]
    return case.sealed(made)


def long_text(case: Case) -> Path:
    """A title of thirty million letters, one of which takes four bytes in memory and so all of them do."""
    return continued(case, [[titled("a1", "W" * 30_000_000 + "😀")]])


def longish_text(case: Case) -> Path:
    """A title in a line of the length that is allowed."""
    return continued(case, [[titled("a1", "W" * 2_000_000)]])


def many_causes(case: Case) -> Path:
    causes = [Cause("a", 1, f"{number:064x}", "") for number in range(300_000)]
    return continued(case, [[titled("a1", "Wells")]], causes)


def many_references(case: Case) -> Path:
    refs = tuple(f"{number:032x}" for number in range(600_000))
    return continued(case, [[encode(Change(k="activity", r="a1", f="title_en", v="Wells", x=refs))]])


def crowded_vector(case: Case) -> Path:
    made = filled(case.parts)
    made.manifest["vectors"] = {made.manifest["spaces"][0]: {f"{n:x}": [] for n in range(600_000)}}
    return case.sealed(made)


def crowded_titles(case: Case) -> Path:
    made = filled(case.parts)
    area = made.manifest["spaces"][0].split("/")[1]
    made.manifest["area_titles"] = {area: {f"{number:x}": "" for number in range(300_000)}}
    return case.sealed(made)


def large_file(case: Case) -> Path:
    return case.sealed(with_file(case.parts, random.Random(2).randbytes(42_000_000)))


TOO_LARGE = (
    crowded_line, crowded_short_line, crowded_by_backslashes, long_text, longish_text, many_causes,
    many_references, crowded_vector, crowded_titles, large_file,
)  # fmt: skip
"""Whatever is in these is beyond a limit."""


def letters_of_four_bytes(case: Case) -> Path:
    """Long lines of long titles, within all limits."""
    return continued(
        case, [[titled(f"{n}-{m}", "W" * 1_000_000 + "😀") for m in range(4)] for n in range(10)]
    )


def short_beginnings(case: Case) -> Path:
    """Long lines of the shortest changes that each begin a record, within all limits."""
    one = '{"k":"task","r":"%d-%d","f":"alive","v":true}'
    return continued(case, [[one % (n, m) for m in range(29_900)] for n in range(6)])


def waiting_causes(case: Case) -> Path:
    """Changesets that name as many causes as fit, none of which is here, and wait."""
    causes = [Cause("a", 1, f"{number:064x}", "") for number in range(45_000)]
    return continued(case, [[titled("a1", "Wells")]] * 20, causes)


def large_files(case: Case) -> Path:
    """Files as large as they may be."""
    made = case.parts
    for seed in range(2):
        with_file(made, random.Random(seed).randbytes(40 * 1024**2))
    return case.sealed(made)


LARGE = (letters_of_four_bytes, short_beginnings, waiting_causes, large_files)
"""What is in these is as much as the limits leave, and is taken."""


def titled(record: str, title: str) -> str:
    return encode(Change(k="activity", r=record, f="title_en", v=title, s=_SALT))
