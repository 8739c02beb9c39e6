"""Places names beside symbols so that no two names overlap and none covers a symbol or leaves the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from app.drawing.fitting import Box, Measure, fit, line_height
from app.drawing.routing import strikes
from app.drawing.shapes import Line, Shape, Text

GAP = 4.0
WIDEST = 0.3
CHOICES, COLUMN, REACH = 16, 8, 60
STRIP = 20
LED = 240
"""How far from its symbol a name may stand: a longer line to it would hide more than the name tells."""
BESIDE, LONG, LONGER = 16, 14, 24
AIR = 2.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants a place beside a symbol.

    Those that are `first` choose before others, bold ones before all; one that is `only_beside` is left out
    rather than led to by a line.
    """

    id: str
    text: str
    symbol: Box
    bold: bool = False
    first: bool = False
    only_beside: bool = False


class Taken:
    """Boxes that are in the way, found by the strip of the picture they lie in."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._strips: dict[int, list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Put another box in the way."""
        for strip in _strips(box):
            self._strips.setdefault(strip, []).append(box)

    def remove(self, box: Box) -> None:
        """Take a box that was put in out of the way."""
        for strip in _strips(box):
            self._strips[strip] = [one for one in self._strips[strip] if one is not box]

    def in_the_way(self, box: Box, gap: float = 0) -> Box | None:
        """Return a box that meets this one, None when it is free."""
        left, top, right, bottom = box.x - gap, box.y - gap, box.x + box.w + gap, box.y + box.h + gap
        for strip in range(int(top // STRIP), int(bottom // STRIP) + 1):
            for other in self._strips.get(strip, ()):
                # As `Box.meets`, written out: this is asked some ten thousand times for a crowded picture.
                beside = other.x < right and left < other.x + other.w
                if beside and other.y < bottom and top < other.y + other.h:
                    return other
        return None

    def near(self, box: Box) -> list[Box]:
        """Return the boxes that meet this one, each once."""
        found = {id(one): one for strip in _strips(box) for one in self._strips.get(strip, ())}
        return [one for one in found.values() if one.meets(box)]


def _strips(box: Box) -> range:
    return range(int((box.y - 2) // STRIP), int((box.y + box.h + 2) // STRIP) + 1)


@dataclass(slots=True)
class Labels:
    """What names are placed on: what is in the way, the frame, and the lines they keep off where they can."""

    taken: Taken
    within: Box
    measure: Measure
    size: float
    avoided: Sequence[Line]
    clear: bool = False

    def wide(self, texts: Sequence[str], bold: bool) -> float:
        """Return the width of the widest line of a name."""
        return max(self.measure(text, self.size, bold) for text in texts)


Place = tuple[tuple[str, ...], Box]


def place_labels(
    wanted: Sequence[Wanted],
    obstacles: Sequence[Box],
    within: Box,
    measure: Measure,
    size: float,
    avoided: Sequence[Line] = (),
    *,
    clear: bool = False,
) -> list[Shape]:
    """Return the names as texts, with a line to the symbol where a name stands apart from it.

    Bold names choose first, then those from top to bottom. A name stands beside its symbol where that is
    free, in two lines or three if one has no room, and where the fewest of the `avoided` lines run through
    it; another name makes room for it if it can stand elsewhere as well. Lines to names avoid names and
    symbols where they can; a name whose line cannot is left out when all must be `clear`. Names without room
    are left out: half a name says less than none. Lines come before all names, so that names stay readable.
    """
    taken = Taken([*obstacles, *(one.symbol for one in wanted)])
    ground = Labels(taken, within, measure, size, avoided, clear)
    ordered = sorted(wanted, key=_turn)
    placed: dict[str, Place] = {}
    for one in ordered:
        _keep(one, _beside(one, ground), placed, ground)
    for one in (one for one in ordered if one.id not in placed):
        _keep(one, _make_room(one, ordered, placed, ground), placed, ground)
    for one in (one for one in ordered if one.id not in placed and not one.only_beside):
        _keep(one, _apart(one, ground), placed, ground)
    kept = [one for one in ordered if one.id in placed]
    lines = [line for one in kept for line in _leader(one, placed[one.id][1])]
    return [*lines, *(text for one in kept for text in _texts(one, placed[one.id], ground))]


def _turn(one: Wanted) -> tuple[bool, bool, float, float, str]:
    return not one.bold, not one.first, one.symbol.y, one.symbol.x, one.id


def _keep(one: Wanted, found: Place | None, placed: dict[str, Place], ground: Labels) -> None:
    if found:
        placed[one.id] = found
        ground.taken.add(found[1])


def _texts(one: Wanted, place: Place, ground: Labels) -> Iterator[Text]:
    """Yield the lines of a name, the shorter one towards the symbol."""
    (texts, box), size = place, ground.size
    left = box.x + box.w <= one.symbol.x
    centred = box.x < one.symbol.x + one.symbol.w and one.symbol.x < box.x + box.w
    for number, text in enumerate(texts):
        spare = box.w - ground.measure(text, size, one.bold)
        x = box.x + (spare / 2 if centred else spare if left else 0)
        y = box.y + number * line_height(size) + size
        yield Text(x, y, text, size, "text", "start", one.bold, one.id)


def _forms(one: Wanted, ground: Labels) -> tuple[tuple[str, ...], ...]:
    """Return the forms of a name: in one line if that is not too wide, in two lines, in three.

    Only a name too wide for all of them is shortened.
    """
    limit = ground.within.w * WIDEST
    forms = [(one.text,), *(form for count in (2, 3) if (form := _broken(one.text, count)))]
    fitting = tuple(form for form in forms if ground.wide(form, one.bold) <= limit)
    shortened = tuple(fit(text, limit, ground.size, ground.measure, one.bold) for text in forms[-1])
    return fitting or ((shortened,) if all(shortened) else ())


def _broken(text: str, count: int) -> tuple[str, ...]:
    """Return a name in so many lines of about the same length; () for one too short for that."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) < (LONG if count == 2 else LONGER) or len(spaces) < count - 1:
        return ()
    cuts = [
        min(spaces, key=lambda place, part=part: abs(place - len(text) * part / count))  # type: ignore[misc]
        for part in range(1, count)
    ]
    if len(set(cuts)) < len(cuts):
        return ()
    ends = [*cuts, len(text)]
    return tuple(text[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], ends, strict=True))


def _beside(one: Wanted, ground: Labels) -> Place | None:
    """Return the best free place that touches the symbol's margin, None when there is none.

    A form of more lines that none of the avoided lines strikes is better than one of fewer lines that is.
    """
    around = _reach_of(one, ground)
    near = [line for line in ground.avoided if strikes(line, around)]
    found: list[tuple[int, int, Place]] = []
    for form, texts in enumerate(_forms(one, ground)):
        for number, box in enumerate(_touching(one, texts, ground)):
            if ground.taken.in_the_way(_airy(box), 1):
                continue
            struck = sum(strikes(line, box) for line in near)
            if not struck:
                return texts, box
            found.append((struck, form * BESIDE + number, (texts, box)))
    return min(found)[2] if found else None


def _reach_of(one: Wanted, ground: Labels) -> Box:
    """Return where a name beside its symbol could stand at all."""
    return _grown(one.symbol, ground.within.w * WIDEST + 8 * GAP, 5 * line_height(ground.size))


def _grown(box: Box, across: float, down: float) -> Box:
    return Box(box.x - across, box.y - down, box.w + 2 * across, box.h + 2 * down)


def _touching(one: Wanted, texts: Sequence[str], ground: Labels) -> Iterator[Box]:
    width, height = ground.wide(texts, one.bold), len(texts) * line_height(ground.size)
    for x, y in islice(_places(one.symbol, width, height, ground.within), BESIDE):
        box = Box(x, y, width, height)
        if _near(one.symbol).meets(box, 2) and ground.within.holds(box):
            yield box


def _airy(box: Box) -> Box:
    """Return a name's box with so much at both ends that it is not read together with what is beside it."""
    return Box(box.x - AIR, box.y, box.w + 2 * AIR, box.h)


def _make_room(
    one: Wanted, others: Sequence[Wanted], placed: dict[str, Place], ground: Labels
) -> Place | None:
    """Return a place beside the symbol that one other name leaves for another place beside its own."""
    owners = {id(placed[other.id][1]): other for other in others if other.id in placed}
    for texts in _forms(one, ground):
        for box in _touching(one, texts, ground):
            blockers = ground.taken.near(_grown(_airy(box), 1, 1))
            other = owners.get(id(blockers[0])) if len(blockers) == 1 else None
            if other is None or other.bold:
                continue
            before = placed[other.id]
            ground.taken.remove(before[1])
            ground.taken.add(box)
            moved = _beside(other, ground)
            ground.taken.remove(box)
            if moved:
                _keep(other, moved, placed, ground)
                return texts, box
            ground.taken.add(before[1])
    return None


def _apart(one: Wanted, ground: Labels) -> Place | None:
    """Return a place somewhere else, in whatever form with a clear line to it; None when there is none."""
    first: Place | None = None
    for texts in _forms(one, ground):
        wide, high = ground.wide(texts, one.bold), len(texts) * line_height(ground.size)
        round_it = _grown(one.symbol, wide + LED, high + LED).shared(ground.within)
        free = _free(one.symbol, wide, high, round_it, ground.taken)
        clear = (box for box in free if not _crosses(one, box, ground.taken) and not _crowds(box, ground))
        if found := next(clear, None):
            return texts, found
        first = first or next(((texts, box) for box in free), None)
    return None if ground.clear else first


def _crowds(box: Box, ground: Labels) -> bool:
    """Return whether a name led to by a line would be read together with another one right before it."""
    return ground.clear and ground.taken.in_the_way(_grown(box, 2 * GAP, 0)) is not None


def _free(symbol: Box, width: float, height: float, within: Box, taken: Taken) -> list[Box]:
    """Return the free places, the best first; the search ends once enough are known to choose from."""
    found: list[Box] = []
    blocker: Box | None = None
    for x, y in _places(symbol, width, height, within):
        box = Box(x, y, width, height)
        # What stood in the way of the last place usually stands in the way of this one too.
        if not within.holds(box) or (blocker and blocker.meets(box, 1)):
            continue
        blocker = taken.in_the_way(box, 1)
        if blocker is None:
            found.append(box)
            if _near(symbol).meets(box, 2) or len(found) == CHOICES:
                break
    return found


def _near(symbol: Box) -> Box:
    return Box(symbol.x - GAP, symbol.y - GAP, symbol.w + 2 * GAP, symbol.h + 2 * GAP)


def _crosses(one: Wanted, box: Box, taken: Taken) -> bool:
    """Return whether the line to a name at `box` would run over another name or symbol."""
    for line in _leader(one, box):
        left, top = min(line.x1, line.x2), min(line.y1, line.y2)
        reach = Box(left - 1, top - 1, abs(line.x2 - line.x1) + 2, abs(line.y2 - line.y1) + 2)
        others = [other for other in taken.near(reach) if other is not one.symbol]
        steps = max(int(math.hypot(line.x2 - line.x1, line.y2 - line.y1) / 3), 1) if others else -1
        for i in range(steps + 1):
            x, y = line.x1 + (line.x2 - line.x1) * i / steps, line.y1 + (line.y2 - line.y1) * i / steps
            if any(b.x <= x <= b.x + b.w and b.y <= y <= b.y + b.h for b in others):
                return True
    return False


def _places(symbol: Box, width: float, height: float, within: Box) -> Iterator[tuple[float, float]]:
    """Yield top left corners, the best first: beside the symbol, round it, then anywhere by distance."""
    right, left = symbol.x + symbol.w + GAP, symbol.x - GAP - width
    middle = symbol.y + symbol.h / 2 - height / 2
    centre = symbol.x + symbol.w / 2 - width / 2
    yield right, middle
    yield left, middle
    yield centre, symbol.y - height - 1
    yield centre, symbol.y + symbol.h + 1
    for step in range(1, 7):
        for dy in (-step * height * 0.5, step * height * 0.5):
            yield right + step * 3, middle + dy
            yield left - step * 3, middle + dy
    yield from _anywhere(symbol, width, height, within.shared(_grown(symbol, REACH + width, REACH)))
    yield from _anywhere(symbol, width, height, within)


def _anywhere(symbol: Box, width: float, height: float, within: Box) -> Iterator[tuple[float, float]]:
    """Yield the corners of a raster, the nearest first; no more of them are reckoned than are looked at."""
    columns = range(max(int((within.w - width) // COLUMN), 0) + 1)
    rows = range(max(int((within.h - height) // (height / 2)), 0) + 1)
    x, y = symbol.x + symbol.w / 2, symbol.y + symbol.h / 2
    lefts = sorted((_away(within.x + COLUMN * i, width, x) ** 2, within.x + COLUMN * i) for i in columns)
    tops = ((within.y + height / 2 * j, height, y) for j in rows)
    lines = (_line(_away(*top) ** 2, top[0], lefts) for top in tops)
    for _, left, top in merge(*lines):
        yield left, top


def _line(down: float, top: float, lefts: list[tuple[float, float]]) -> Iterator[tuple[float, float, float]]:
    for across, left in lefts:
        yield across + down, left, top


def _away(start: float, length: float, point: float) -> float:
    """Return how far a point lies from a stretch; 0 within it."""
    return max(start - point, point - start - length, 0)


def _leader(one: Wanted, box: Box) -> list[Line]:
    if _near(one.symbol).meets(box, 2):
        return []
    x, y = one.symbol.x + one.symbol.w / 2, one.symbol.y + one.symbol.h / 2
    end_x = min(max(x, box.x), box.x + box.w)
    end_y = min(max(y, box.y), box.y + box.h)
    return [Line(x, y, end_x, end_y, "quiet", 0.75, (2, 2), one.id)]
