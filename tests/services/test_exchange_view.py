"""The Exchange page's view on real laptops: conflicts, who has what, what waits, what was taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, found, joined

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity, Paragraph, Target
from app.services.asking import what_waits
from app.services.conflicts import decide, find_conflict
from app.services.exchange_work import accept_and_take, new_words, sender_card
from app.services.field_edits import add_record, remove_record, set_value
from app.services.packing import Parcel, make_package
from app.services.people import mark_compared
from app.services.plan_text import add_paragraph
from app.services.taking import take_package, undo_last_take
from app.services.taking_again import take_again
from app.services.views.exchange import ExchangeView, exchange_view
from app.services.views.exchange_conflicts import ConflictEntry, conflicts_of, with_pieces


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Three laptops with one activity, its target and a paragraph, closed."""
    folder = tmp_path_factory.mktemp("laptops")
    laptops = found(folder, "Omar", "Nadia")
    desk = laptops[0].use()
    activity = add_record(desk, "activity", {"title_en": "Cash for work", "code": "A-007"})
    add_record(desk, "target", {"activity": activity, "unit": "individuals", "value": "300"})
    add_paragraph(desk, "context_overview", "en", "People came back in small groups.")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


def first(laptop: Laptop, kind: type[Activity] | type[Target] | type[Paragraph]) -> str:
    return laptop.desk.records(kind)[0].id  # type: ignore[arg-type]


def edit(
    laptop: Laptop, kind: type[Activity] | type[Target] | type[Paragraph], name: str, value: str
) -> None:
    set_value(laptop.use(), kind.about.name, first(laptop, kind), name, value)


def send(sender: Laptop, receiver: Laptop, folder: Path) -> None:
    receiver.take(sender.pack(folder / f"{sender.name}-{len(list(folder.iterdir()))}.masar", receiver.name))


def view(laptop: Laptop) -> ExchangeView:
    return exchange_view(laptop.use())


def both_edit(
    laptops: list[Laptop], folder: Path, kind: type[Activity] | type[Target], name: str, *values: str
) -> ConflictEntry:
    """Let Dalia and Omar change one field apart; return what Dalia has to decide."""
    dalia, omar, _ = laptops
    edit(omar, kind, name, values[1])
    edit(dalia, kind, name, values[0])
    send(omar, dalia, folder)
    (conflict,) = conflicts_of(dalia.use())
    return conflict


def test_nothing_is_to_decide_while_everyone_agrees(laptops: list[Laptop]) -> None:
    for laptop in laptops:
        assert view(laptop).conflicts == ()


def test_the_same_words_on_every_laptop_that_holds_the_same(laptops: list[Laptop]) -> None:
    seen = {(view(laptop).group_words, view(laptop).network_words) for laptop in laptops[1:]}
    assert len(seen) == 1
    assert all(len(words) == 4 for pair in seen for words in pair)


def test_a_part_is_named_by_the_record_it_belongs_to(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    assert (conflict.code, conflict.title.en, conflict.part) == ("A-007", "Cash for work", True)  # type: ignore[union-attr]
    assert conflict.before == ("300",)
    assert {(one.value, one.mine) for one in conflict.choices} == {("450", True), ("400", False)}


def test_each_value_says_who_wrote_it(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    theirs = next(one for one in conflict.choices if not one.mine)
    assert theirs.who.name.en == "Omar"
    assert theirs.who.organisation.en or theirs.who.organisation.plain


def test_texts_show_the_words_that_differ(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(
        laptops, tmp_path, Activity, "title_en", "Cash for daily work", "Cash for work, Ba'aj"
    )
    mine = next(one for one in with_pieces([conflict])[0].choices if one.mine)
    assert [piece.text.strip() for piece in mine.pieces if not piece.same] == ["daily"]


def decide_by_id(laptop: Laptop, conflict: str, **choice: Any) -> None:
    decide(laptop.use(), find_conflict(laptop.desk, conflict), **choice)


@pytest.mark.parametrize("mine", [True, False])
def test_keeping_a_value_decides_for_all(laptops: list[Laptop], tmp_path: Path, mine: bool) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    place = next(one.place for one in conflict.choices if one.mine is mine)
    decide_by_id(laptops[0], conflict.id, keep=place)
    assert view(laptops[0]).conflicts == ()
    assert laptops[0].desk.records(Target)[0].value == ("450" if mine else "400")
    send(laptops[0], laptops[1], tmp_path)
    assert view(laptops[1]).conflicts == ()
    assert laptops[1].desk.records(Target)[0].value == ("450" if mine else "400")


def test_another_value_can_be_written(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    decide_by_id(laptops[0], conflict.id, value="425")
    assert laptops[0].desk.records(Target)[0].value == "425"


def test_a_value_that_breaks_a_rule_is_refused_and_decides_nothing(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    with pytest.raises(UserError, match="value_not_a_number"):
        decide_by_id(laptops[0], conflict.id, value="many")
    assert len(view(laptops[0]).conflicts) == 1


def test_what_was_decided_meanwhile_is_refused(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    decide_by_id(laptops[0], conflict.id, value="425")
    with pytest.raises(UserError, match="unknown_conflict"):
        decide_by_id(laptops[0], conflict.id, keep=0)


def test_a_decision_can_be_undone(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = both_edit(laptops, tmp_path, Target, "value", "450", "400")
    decide_by_id(laptops[0], conflict.id, keep=0)
    laptops[0].use().undo()
    assert len(view(laptops[0]).conflicts) == 1


def removed_and_edited(laptops: list[Laptop], folder: Path) -> ConflictEntry:
    dalia, omar, _ = laptops
    edit(omar, Activity, "title_en", "Cash for work in Ba'aj")
    remove_record(dalia.use(), "activity", first(dalia, Activity))
    send(omar, dalia, folder)
    return conflicts_of(dalia.use())[0]


def test_a_removal_that_an_edit_outlived_names_both(laptops: list[Laptop], tmp_path: Path) -> None:
    conflict = removed_and_edited(laptops, tmp_path)
    assert conflict.about_removal
    assert [(one.value, one.who.name.en) for one in conflict.choices] == [(False, "Dalia"), (True, "Omar")]


@pytest.mark.parametrize(("value", "left"), [(False, 0), (True, 1)])
def test_a_removal_can_be_kept_or_taken_back(
    laptops: list[Laptop], tmp_path: Path, value: bool, left: int
) -> None:
    conflict = removed_and_edited(laptops, tmp_path)
    place = next(one.place for one in conflict.choices if one.value is value)
    decide_by_id(laptops[0], conflict.id, keep=place)
    assert len(laptops[0].desk.records(Activity)) == left
    assert view(laptops[0]).conflicts == ()


def test_the_board_shows_how_far_everyone_is(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    send(omar, dalia, tmp_path)
    edit(dalia, Target, "value", "350")
    rows = {row.name.en or row.name.plain: row for row in view(dalia).board}
    assert set(rows) == {"Omar", "Nadia"}
    assert rows["Omar"].state == "behind"
    assert rows["Omar"].behind >= 1
    assert rows["Omar"].size > 0
    assert rows["Omar"].heard_at


def test_headquarters_sees_its_own_words_and_who_invited_it(tmp_path: Path) -> None:
    dalia = found(tmp_path)[0]
    package = tmp_path / "for-huda.masar"
    make_package(dalia.use(), Parcel(words=WORDS, invite=True, role="headquarters"), package)
    huda = joined(tmp_path, "Huda", package, "headquarters")
    seen = view(huda)
    assert [(row.name.en, row.state) for row in seen.board] == [("Dalia", "behind")]
    assert view(dalia).board == ()
    assert seen.network_words != ()
    assert seen.group_words == ()


def test_comparing_counts_on_the_board(laptops: list[Laptop]) -> None:
    row = next(one for one in view(laptops[0]).board if one.name.en == "Omar")
    assert not row.compared
    assert len(row.fingerprint) == 8
    mark_compared(laptops[0].use(), row.key)
    assert next(one for one in view(laptops[0]).board if one.name.en == "Omar").compared


def test_both_see_the_same_eight_words_of_a_person(laptops: list[Laptop]) -> None:
    seen = next(one for one in view(laptops[0]).board if one.name.en == "Omar")
    assert view(laptops[1]).fingerprint == seen.fingerprint


def test_only_a_steward_may_compare(laptops: list[Laptop]) -> None:
    assert view(laptops[0]).steward
    assert not view(laptops[1]).steward


def test_the_last_take_can_be_undone_and_says_so(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    edit(omar, Target, "value", "400")
    send(omar, dalia, tmp_path)
    assert view(dalia).taken[0].last
    undo_last_take(dalia.use())
    now = view(dalia)
    assert now.taken[0].set_aside
    assert not now.taken[0].last
    assert now.set_aside >= 1
    assert dalia.desk.records(Target)[0].value == "300"


def test_packages_made_name_their_receivers(laptops: list[Laptop], tmp_path: Path) -> None:
    laptops[0].pack(tmp_path / "both.masar", "Omar", "Nadia")
    sent = view(laptops[0]).sent[0]
    assert sent.file == "both.masar"
    assert sorted(name.en for name in sent.receivers) == ["Nadia", "Omar"]


def test_a_stranger_is_shown_and_can_be_accepted_by_a_steward(tmp_path: Path) -> None:
    dalia = found(tmp_path / "ours")[0]
    for_omar = tmp_path / "for-omar.masar"
    make_package(dalia.use(), Parcel(words=WORDS, invite=False), for_omar)
    omar = joined(tmp_path / "theirs", "Omar", for_omar, "member")
    hello = tmp_path / "hello.masar"
    make_package(omar.use(), Parcel(words=WORDS), hello)
    with pytest.raises(UserError, match="unknown_sender"):
        take_package(dalia.use(), hello, WORDS, backup=False)
    assert sender_card(dalia.use(), hello, WORDS).name == "Omar"
    accept_and_take(dalia.use(), hello, omar.desk.identity_card(), WORDS)
    assert [row.name.en for row in view(dalia).board] == ["Omar"]


def test_words_for_a_package_are_six_and_fresh() -> None:
    assert len(new_words()) == 6
    assert len({new_words() for _ in range(20)}) > 1


def test_a_paragraph_is_named_by_its_section(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    edit(omar, Paragraph, "text", "People came back in groups of ten families.")
    edit(dalia, Paragraph, "text", "People came back in small groups, slowly.")
    send(omar, dalia, tmp_path)
    conflict = next(one for one in conflicts_of(dalia.use()) if one.kind == "paragraph")
    assert conflict.part
    assert getattr(conflict.title, "code", "") == "code.section_key.context_overview"


def test_what_a_package_added_goes_when_it_is_set_aside(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    add_record(omar.use(), "activity", {"title_en": "Court days"})
    send(omar, dalia, tmp_path)
    assert len(dalia.desk.records(Activity)) == 2
    undo_last_take(dalia.use())
    assert [one.title_en for one in dalia.desk.records(Activity)] == ["Cash for work"]
    assert dalia.rebuilt() == dalia.state()


def test_what_waits_for_something_set_aside_is_named(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    edit(omar, Target, "value", "400")
    send(omar, dalia, tmp_path)
    send(dalia, omar, tmp_path)
    undo_last_take(dalia.use())
    edit(omar, Target, "value", "500")
    assert dalia.take(omar.pack(tmp_path / "later.masar", "Dalia")).waiting == 1
    seen = view(dalia)
    assert [(entry.who.name.en, entry.count) for entry in seen.waiting] == [("Omar", 1)]
    assert [one.set_aside for one in what_waits(dalia.desk)[0]] == [True]
    take_again(dalia.desk, next(one.id for one in seen.taken if one.set_aside))
    assert view(dalia).waiting == ()
    assert dalia.desk.records(Target)[0].value == "500"
