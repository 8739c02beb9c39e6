"""Nobody's work is altered or invented: every line lies in a chain that its own person signed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import MasarError
from app.models.changeset import (
    BEGIN,
    Begin,
    Change,
    Header,
    Line,
    arrived,
    changeset_hash,
    encode,
    line_leaves,
    read_header,
    read_line,
)
from app.sync.chain_tails import ChainTails
from app.sync.manifest import Entry, SignedHead, manifest_of, sign_head
from tests.sync.parcels import SPACE, Sender, chain, content, few

NADIA, EVE = Sender(1), Sender(2)
ENTRY = Entry("changes.jsonl", 0, "0" * 64)


def begun(by: Sender, *changesets: Sequence[str], space: str = SPACE) -> list[str]:
    """Return a whole chain of replica `n`, begun with the key of `by`."""
    begin = encode(Change(k=BEGIN, r="n", f="begin", v=encode(Begin(name="N", sign=by.key))))
    lines: list[str] = []
    digest = ""
    for number, changes in enumerate(([begin], *changesets), start=1):
        made = Line(encode(Header(v=1, p=space, w="n", n=number, b=digest, l=number)), tuple(changes))
        digest = digest_of(made)
        lines.append(encode(made))
    return lines


def digest_of(line: Line | str) -> str:
    made = read_line(line) if isinstance(line, str) else line
    return changeset_hash(made.h, line_leaves(made)).hex()


def head(line: str, by: Sender) -> SignedHead:
    header = read_header(read_line(line).h)
    return sign_head(by.seed, header.p, header.w, header.n, digest_of(line), by.key)


def verdict(lines: Sequence[str], heads: Sequence[SignedHead]) -> str:
    tails = ChainTails(manifest_of(NADIA.letter(heads=tuple(heads)), (ENTRY,)))
    try:
        for line in lines:
            tails.add(arrived(read_line(line)))
        tails.finish()
    except MasarError as refused:
        return refused.code
    return "fine"


def test_a_chain_signed_by_who_began_it() -> None:
    lines = begun(NADIA, ["1"], ["2"])
    assert verdict(lines, [head(lines[-1], NADIA)]) == "fine"
    assert verdict(lines[1:], [head(lines[-1], NADIA)]) == "fine"
    assert verdict([], [head(lines[-1], NADIA)]) == "fine"


def test_an_unsigned_tail() -> None:
    lines = begun(NADIA, ["1"], ["2"])
    assert verdict(lines, [head(lines[1], NADIA)]) == "altered_chain"
    assert verdict(lines, []) == "altered_chain"


def test_a_head_signed_by_somebody_else() -> None:
    lines = begun(NADIA, ["1"])
    assert verdict(lines, [head(lines[-1], EVE)]) == "altered_chain"


def test_a_line_of_another_space() -> None:
    lines = begun(NADIA, space="country")
    assert verdict(lines, []) == "package_malformed"


def test_a_gap_in_a_chain() -> None:
    lines = begun(NADIA, ["1"], ["2"])
    assert verdict([lines[0], lines[2]], [head(lines[2], NADIA)]) == "altered_chain"


def test_other_order_within_a_chain() -> None:
    lines = begun(NADIA, ["1"], ["2"])
    assert verdict([lines[1], lines[0], lines[2]], [head(lines[2], NADIA)]) == "altered_chain"


def test_a_false_number() -> None:
    first = begun(NADIA)[0]
    second = encode(Line(encode(Header(v=1, p=SPACE, w="n", n=7, b=digest_of(first), l=2)), ("1",)))
    assert verdict([first, second], [head(second, NADIA)]) == "altered_chain"


def test_both_branches_of_a_fork_are_signed() -> None:
    one, two = begun(NADIA, ["1"]), begun(NADIA, ["2"])
    lines = [one[0], one[1], two[1]]
    assert verdict(lines, [head(one[1], NADIA), head(two[1], NADIA)]) == "fine"
    assert verdict(lines, [head(one[1], NADIA)]) == "altered_chain"


def test_a_chain_that_nobody_begins() -> None:
    nobody = encode(
        Line(encode(Header(v=1, p=SPACE, w="n", n=1, l=1)), ('{"k":"activity","r":"a","f":"alive"}',))
    )
    assert verdict([nobody], [head(nobody, NADIA)]) == "altered_chain"
    empty = encode(Line(encode(Header(v=1, p=SPACE, w="n", n=1, l=1)), ()))
    assert verdict([empty], [head(empty, NADIA)]) == "altered_chain"


def test_the_reader_refuses_what_is_not_signed(sender: Sender, tmp_path: Path) -> None:
    lines = chain(["1"], ["2"])
    sender.write(tmp_path / "a.masar", content(*lines), sender.letter(lines[:1]))
    with pytest.raises(MasarError, match="altered_chain"):
        sender.read(tmp_path / "a.masar")


@few
@given(st.integers(0, 2), st.floats(0, 1, exclude_max=True), st.characters(codec="ascii"))
def test_any_changed_letter_is_noticed(which: int, place: float, letter: str) -> None:
    lines = begun(NADIA, ['{"k":"activity","r":"a","f":"title_en","v":"School"}'], ["2"])
    signed = [head(lines[-1], NADIA)]
    at = int(place * len(lines[which]))
    altered = [*lines]
    altered[which] = lines[which][:at] + letter + lines[which][at + 1 :]
    same = msgspec.json.decode(lines[which]) == _decoded(altered[which])
    assert (verdict(altered, signed) == "fine") is same


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None
