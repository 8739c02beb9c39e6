"""The Unicode bidirectional algorithm (UAX #9): embedding levels and the visual order of a line.

Names of classes and rules (P2, X5a, W4, N0 …) are those of https://www.unicode.org/reports/tr9/.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.documents.pdf.brackets import bracket_table

MAX_DEPTH = 125
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI"}) | _ISOLATES
_TRAILING = frozenset({"WS", "PDI"}) | _ISOLATES
_TURNING = _EMBEDDINGS | _ISOLATES | {"PDF", "PDI", "R", "AL", "AN"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A paragraph's base level (0 left-to-right, 1 right-to-left), and level and class per character."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]


def removed(char: str) -> bool:
    """Return whether rule X9 takes the character out: explicit embeddings, overrides and BN."""
    return _class_of(char) in _REMOVED


@lru_cache(maxsize=4096)
def resolve(text: str, base: int | None = None) -> Resolved:
    """Return the levels of one paragraph before line breaking (rules P2 to I2).

    `base` None takes the first strong character (P2, P3). Characters that X9 removes carry the level
    of the character before them. Call `line_levels` for each line afterwards.
    """
    classes = tuple(_class_of(char) for char in text)
    if base is None:
        base = _first_strong(classes, 0, len(classes), 0)
    if base == 0 and _TURNING.isdisjoint(classes):
        return Resolved(0, (0,) * len(text), classes)
    levels, types = _explicit(classes, base)
    kept = [i for i, name in enumerate(classes) if name not in _REMOVED]
    for sequence, start, end in list(_sequences(kept, levels, classes, base)):
        _resolve_sequence(text, sequence, types, levels, start, end)
    previous = base
    for i, name in enumerate(classes):
        if name in _REMOVED:
            levels[i] = previous
        previous = levels[i]
    return Resolved(base, tuple(levels), classes)


def line_levels(resolved: Resolved, start: int, end: int) -> list[int]:
    """Return the levels of characters start to end as one line: rule L1 puts its blanks at the base."""
    levels = list(resolved.levels[start:end])
    trailing = True
    for i in range(end - 1, start - 1, -1):
        name = resolved.classes[i]
        if name in ("B", "S"):
            trailing = True
        elif name not in _TRAILING and name not in _REMOVED:
            trailing = False
        if trailing:
            levels[i - start] = resolved.base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of a line's characters from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for lowest in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= lowest:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


@lru_cache(maxsize=4096)
def _class_of(char: str) -> str:
    return unicodedata.bidirectional(char) or "L"


def _first_strong(classes: Sequence[str], start: int, end: int, default: int) -> int:
    """P2 and P3: the direction of the first strong character outside isolates."""
    depth = 0
    for name in classes[start:end]:
        if name in _ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and name in ("L", "R", "AL"):
            return int(name != "L")
    return default


def _matching_pdi(classes: Sequence[str]) -> dict[int, int]:
    """BD9: isolate initiator -> its PDI (the text's length when there is none)."""
    open_isolates: list[int] = []
    pairs: dict[int, int] = {}
    for i, name in enumerate(classes):
        if name in _ISOLATES:
            open_isolates.append(i)
        elif name == "PDI" and open_isolates:
            pairs[open_isolates.pop()] = i
    pairs.update(dict.fromkeys(open_isolates, len(classes)))
    return pairs


class _Stack:
    """The directional status stack of X1 with its three counters."""

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def push(self, odd: bool, override: str, isolate: bool) -> None:
        """X2 to X5c: enter an embedding, override or isolate unless too deep."""
        level = self.entries[-1][0]
        level = (level + 1) | 1 if odd else (level + 2) & ~1
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += isolate
            self.entries.append((level, override, isolate))
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.entries[-1][2] and len(self.entries) >= 2:
            self.entries.pop()


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels and types (overrides applied) of all characters."""
    levels, types = [base] * len(classes), list(classes)
    pairs = _matching_pdi(classes)
    stack = _Stack(base)
    for i, name in enumerate(classes):
        if name in _EMBEDDINGS:
            override = {"LRO": "L", "RLO": "R"}.get(name, "")
            stack.push(name in ("RLE", "RLO"), override, isolate=False)
            continue
        if name == "PDF":
            stack.end_embedding()
            continue
        if name in ("BN", "B"):
            continue
        if name == "PDI":
            stack.end_isolate()
        level, override, _ = stack.entries[-1]
        levels[i] = level
        types[i] = override or name
        if name in _ISOLATES:
            odd = name == "RLI" or (name == "FSI" and _first_strong(classes, i + 1, pairs[i], 0) == 1)
            stack.push(odd, "", isolate=True)
    return levels, types


def _sequences(
    kept: Sequence[int], levels: Sequence[int], classes: Sequence[str], base: int
) -> Iterator[tuple[list[int], str, str]]:
    """X10: isolating run sequences (indexes) with their sos and eos."""
    pairs = _matching_pdi(classes)
    runs: list[list[int]] = []
    for i in kept:
        if runs and levels[runs[-1][-1]] == levels[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    run_at = {run[0]: run for run in runs}
    closing = set(pairs.values())
    place = {i: at for at, i in enumerate(kept)}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in closing:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _ISOLATES and pairs[sequence[-1]] in run_at:
            sequence += run_at[pairs[sequence[-1]]]
        level, first, last = levels[sequence[0]], place[sequence[0]], place[sequence[-1]]
        before = levels[kept[first - 1]] if first else base
        open_end = classes[sequence[-1]] in _ISOLATES or last + 1 == len(kept)
        after = base if open_end else levels[kept[last + 1]]
        yield sequence, _direction(max(level, before)), _direction(max(level, after))


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve_sequence(
    text: str, sequence: Sequence[int], types: list[str], levels: list[int], sos: str, eos: str
) -> None:
    """W1 to I2 on one isolating run sequence; changes `types` and `levels`."""
    names = [types[i] for i in sequence]
    original_nsm = [name == "NSM" for name in names]
    _weak(names, sos)
    embedding = _direction(levels[sequence[0]])
    _brackets([text[i] for i in sequence], names, original_nsm, embedding, sos)
    _neutrals(names, embedding, sos, eos)
    for i, name in zip(sequence, names, strict=True):
        types[i] = name
        if levels[i] % 2:
            levels[i] += name != "R"
        elif name != "L":
            levels[i] += 1 if name == "R" else 2


def _weak(names: list[str], sos: str) -> None:
    """W1 to W7."""
    previous, strong = sos, sos
    for i, name in enumerate(names):
        if name == "NSM":
            names[i] = name = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = name
        if name in ("L", "R", "AL"):
            strong = name
        elif name == "EN" and strong == "AL":
            names[i] = "AN"
    names[:] = ["R" if name == "AL" else name for name in names]
    for i in range(1, len(names) - 1):
        around = (names[i - 1], names[i + 1])
        if (names[i] in ("ES", "CS") and around == ("EN", "EN")) or (
            names[i] == "CS" and around == ("AN", "AN")
        ):
            names[i] = around[0]
    _terminators(names)
    strong = sos
    for i, name in enumerate(names):
        if name in ("L", "R"):
            strong = name
        elif name in ("ES", "CS", "ET"):
            names[i] = "ON"
        elif name == "EN" and strong == "L":
            names[i] = "L"


def _terminators(names: list[str]) -> None:
    """W5: a row of European terminators beside a European number joins it."""
    start = 0
    while start < len(names):
        if names[start] != "ET":
            start += 1
            continue
        end = start
        while end < len(names) and names[end] == "ET":
            end += 1
        if (start and names[start - 1] == "EN") or (end < len(names) and names[end] == "EN"):
            names[start:end] = ["EN"] * (end - start)
        start = end


def _strong(name: str) -> str:
    """The direction a type counts as in N0 to N2: numbers count as right-to-left; "" for neutrals."""
    return "L" if name == "L" else "R" if name in ("R", "EN", "AN") else ""


def _brackets(
    chars: Sequence[str], names: list[str], original_nsm: Sequence[bool], embedding: str, sos: str
) -> None:
    """N0: both brackets of a pair take one direction."""
    for opening, closing in _bracket_pairs(chars, names):
        inside = {_strong(name) for name in names[opening + 1 : closing]}
        if embedding in inside:
            chosen = embedding
        elif inside - {""}:
            before = next((_strong(n) for n in reversed(names[:opening]) if _strong(n)), sos)
            chosen = before if before != embedding else embedding
        else:
            continue
        for at in (opening, closing):
            names[at] = chosen
            following = at + 1
            while following < len(names) and original_nsm[following]:
                names[following] = chosen
                following += 1


def _bracket_pairs(chars: Sequence[str], names: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs in order of their opening, none when more than 63 are open at once."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    openings, closings = bracket_table()
    for i, char in enumerate(chars):
        if names[i] != "ON":
            continue
        if char in openings:
            if len(waiting) == 63:
                return []
            waiting.append((openings[char], i))
        elif char in closings:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == closings[char]:
                    pairs.append((waiting[depth][1], i))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _neutrals(names: list[str], embedding: str, sos: str, eos: str) -> None:
    """N1 and N2."""
    start = 0
    while start < len(names):
        if names[start] not in _NEUTRAL:
            start += 1
            continue
        end = start
        while end < len(names) and names[end] in _NEUTRAL:
            end += 1
        before = _strong(names[start - 1]) if start else sos
        after = _strong(names[end]) if end < len(names) else eos
        names[start:end] = [before if before == after else embedding] * (end - start)
        start = end
