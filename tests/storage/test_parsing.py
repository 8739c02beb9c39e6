"""A changeset is read in one pass: what comes out is what a plain look at each change by itself tells."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.models.changeset import Arrived, Change, Header, Line, Withheld, arrived, encode
from app.storage.parsing import parse
from app.storage.runs import NOTHING_KNOWN, About, gone_in, texts_of
from app.storage.schema import SCHEMA

KNOWN = {("activity", "alive"), ("activity", "title_en"), ("activity", "groups"), ("risk", "title_en")}
LEAF = "ab" * 32

changes = st.builds(
    lambda about, field, element: Change(k=about[0], r=about[1], f=field, e=element),
    st.sampled_from((("activity", "a1"), ("activity", "a2"), ("risk", "r1"), ("later", "a1"), ("", ""))),
    st.sampled_from(("alive", "title_en", "groups", "later")),
    st.sampled_from(("", "x")),
)
lines = st.lists(changes | st.just(Withheld(LEAF)), max_size=9)


def came(said: list[Change | Withheld]) -> Arrived:
    items = tuple(one if isinstance(one, Withheld) else encode(one) for one in said)
    return arrived(Line(encode(Header(v=1, p="area/a/network", w="r1", n=1, l=1)), items))


def about(one: Change | Withheld) -> About:
    if isinstance(one, Withheld):
        return NOTHING_KNOWN
    known = (one.k, one.f) in KNOWN or (one.k == "risk" and one.f == "alive")
    return (one.k, one.r, SCHEMA if known else 0)


def text(one: Change | Withheld) -> str:
    return one.leaf if isinstance(one, Withheld) else encode(one)


def in_runs(items: str) -> list[str]:
    return [gone.leaf if (gone := gone_in(part)) else part for part in texts_of(items)]


@given(lines)
@example([Change(k="activity", r="a1", f="title_en"), Withheld(LEAF), Change(k="", r="a1", f="title_en")])
def test_runs_and_records_are_those_of_each_change_by_itself(said: list[Change | Withheld]) -> None:
    whole = [one for one in said if isinstance(one, Change)]
    if not said or len({(one.k, *one.register) for one in whole}) != len(whole):
        with pytest.raises(UserError) as refused:
            parse(came(said))
        assert refused.value.code == "package_malformed"
        return
    parsed = parse(came(said))
    wanted, position = [], 0
    for what, part in groupby(said, about):
        texts = [text(one) for one in part]
        wanted.append((position, what, texts))
        position += len(texts)
    assert [
        (at, (kind, record, schema), in_runs(items)) for at, kind, record, items, schema, _ in parsed.runs
    ] == wanted
    assert parsed.others == [one for one in whole if not about(one)[2]]
    understood = [
        (kind, record, place, one) for kind, record, told in parsed.understood for place, one in told.items()
    ]
    assert understood == [(one.k, one.r, (one.f, one.e), one) for one in whole if about(one)[2]]


@pytest.mark.parametrize(
    ("field", "value"), [("title_en", 17), ("alive", "yes"), ("groups", "x"), ("title_en", True)]
)
def test_a_value_of_another_type_is_refused(field: str, value: str | int | bool) -> None:
    with pytest.raises(UserError) as refused:
        parse(came([Change(k="activity", r="a1", f=field, v=value)]))
    assert refused.value.code == "package_malformed"
