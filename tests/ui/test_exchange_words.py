"""Sentences of the Exchange page, in English and Arabic, from plain values."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.process.terms import Term
from app.services.likeness import Reason
from app.services.taking import Report
from app.services.views.exchange import ExchangeView, SentEntry, TakenEntry, WaitingEntry
from app.services.views.exchange_board import BoardEntry
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry
from app.services.views.people_names import WhoEntry
from app.services.views.said import Name
from app.services.views.word_difference import Piece
from app.ui.language import use_language, words
from app.ui.pages.exchange_board import BoardCard, HistoryCard, WaitingCard
from app.ui.pages.exchange_board_rows import LINK_ROLE, MAKE, WORDS
from app.ui.pages.exchange_conflicts_block import FieldBlock
from app.ui.pages.exchange_conflicts_card import value_label
from app.ui.pages.exchange_duplicates_words import reason_text
from app.ui.pages.exchange_packages_words import details_line, heard_line, state_text
from app.ui.pages.exchange_take import report_lines
from app.ui.pages.exchange_words import (
    areas_text,
    conflict_line,
    conflict_part,
    conflict_title,
    in_other_language,
    keep_text,
    kinds_lines,
    kinds_text,
    size_text,
    spaces_text,
    spoken,
    value_words,
    waiting_text,
    when,
    who_and_when,
)
from app.words.wordlist import indexes

NOW = "2026-04-07T09:00:00+00:00"
OMAR = WhoEntry("k1", Name(en="Omar Saleh", ar="عمر صالح"), Name(en="Hand in Hand"), "member")
ME = WhoEntry("k2", Name(en="Dalia Haddad"), Name(), "focal_point", me=True)
MINE = ChoiceEntry(0, "450", ME, "2026-04-07T05:55:00Z", True)
THEIRS = ChoiceEntry(1, "400", OMAR, "2026-04-06T14:20:00Z", False)


def conflict(field: str = "value", kind: str = "target", **changes: object) -> ConflictEntry:
    values: dict[str, object] = {
        "id": f"r/{field}",
        "record": "r",
        "kind": kind,
        "field": field,
        "code": "A-007",
        "title": Name(en="Cash for work", ar="النقد مقابل العمل"),
        "part": kind == "target",
        "choices": (MINE, THEIRS),
        "before": ("300",),
    }
    return ConflictEntry(**{**values, **changes})  # type: ignore[arg-type]


def entry(behind: int = 0, heard_at: str = NOW, **changes: object) -> BoardEntry:
    values: dict[str, object] = {
        "id": "p",
        "key": "k1",
        "name": Name(en="Omar Saleh"),
        "organisation": Name(en="Hand in Hand"),
        "role": "member",
        "status": "member",
        "behind": behind,
        "heard_at": heard_at,
        "size": 11_000,
        "compared": True,
        "fingerprint": (1, 2, 3, 4, 5, 6, 7, 8),
    }
    return BoardEntry(**{**values, **changes})  # type: ignore[arg-type]


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_mean_the_same_numbers_in_both_languages(qapp: QApplication, language: str) -> None:
    use_language(qapp, language)
    numbers = (0, 17, 128, 255)
    assert indexes(spoken(numbers)) == indexes(in_other_language(numbers)) == numbers


@pytest.mark.parametrize(
    ("behind", "heard_at", "said"), [(0, NOW, "up to date"), (43, NOW, "43 behind"), (9, "", "not heard yet")]
)
def test_how_far_somebody_is(behind: int, heard_at: str, said: str) -> None:
    assert state_text(entry(behind, heard_at)) == said


def test_how_large_a_package_would_be() -> None:
    assert size_text(entry(0, size=0)) == ""
    assert size_text(entry(3)) == "11 kB"
    assert size_text(entry(3, "")) == "full · 11 kB"


def test_when_somebody_was_heard() -> None:
    assert heard_line(entry(heard_at="2026-03-12T09:00:00Z"), "2026-03-20T09:00:00+00:00") == "heard 12 Mar"
    assert heard_line(entry(heard_at="2026-03-12T09:00:00Z"), NOW) == "not heard from for 3 weeks"
    assert heard_line(entry(heard_at="2026-01-12T09:00:00Z"), NOW) == "not heard from for 12 weeks"
    assert heard_line(entry(heard_at=""), NOW) == "card received, nothing heard yet"
    assert when("", NOW) == ""


def test_what_else_is_known_of_somebody() -> None:
    assert details_line(entry(0)) == ""
    assert details_line(entry(3, since="2026-02-02T09:00:00Z")) == "behind since 2 Feb 2026"
    assert details_line(entry(0, ahead=2)) == "has 2 changes that are not here"
    assert state_text(entry(0, files=2)) == "lacks 2 files"
    assert details_line(entry(0, files=2, files_size=11_264)) == "lacks 2 attached files (11 kB)"
    behind = entry(1, files=2, files_size=11_264, since="2026-02-02T09:00:00Z")
    assert "lacks 2 attached files (11 kB)" in details_line(behind)
    hq = entry(0, at_headquarters=True, confirmed="2026-03-12T09:00:00Z")
    assert details_line(hq) == "confirmed your work up to 12 Mar 2026"


def test_a_conflict_is_named_by_record_and_part() -> None:
    assert conflict_title(conflict()) == "A-007 Cash for work"
    assert conflict_part(conflict()) == "Target · Value"
    assert conflict_line(conflict()) == "Target · Value · 2 values"
    assert (
        conflict_part(conflict(own=Term("code.unit.households")))
        == f"Target · {words().code('unit', 'households')} · Value"
    )
    assert conflict_part(conflict("title_en", "activity")) == "Title (English)"
    assert conflict_title(conflict(code="", title=Name())) == "Not named yet"


def test_in_arabic_the_code_stands_first(qapp: QApplication) -> None:
    use_language(qapp, "ar")
    title = conflict_title(conflict())
    assert title.startswith("\u200f")
    assert title.index("A-007") < title.index("النقد")


def removal() -> ConflictEntry:
    choices = (ChoiceEntry(0, False, ME, NOW, True), ChoiceEntry(1, True, OMAR, NOW, False))
    return conflict("alive", "activity", choices=choices, before=())


def test_a_removal_is_told_with_both_names() -> None:
    assert conflict_line(removal()) == "removed by you, edited by Omar Saleh"
    assert conflict_part(removal()) == "Activity"
    assert [value_words(removal(), one.value) for one in removal().choices] == [
        "removed it",
        "went on editing it",
    ]


def test_buttons_say_whose_value_they_keep() -> None:
    assert [keep_text(conflict(), one) for one in conflict().choices] == ["Keep yours", "Keep Omar Saleh’s"]
    assert [keep_text(removal(), one) for one in removal().choices] == ["Leave it removed", "Keep it"]


def test_who_wrote_it_and_when() -> None:
    assert who_and_when(THEIRS, NOW).startswith("Member, Hand in Hand · yesterday ")
    assert who_and_when(MINE, NOW).startswith("Focal point · today ")


def test_a_day_beside_a_name_in_the_other_script_stays_together(qapp: QApplication) -> None:
    use_language(qapp, "ar")
    assert who_and_when(THEIRS, NOW).startswith("عضو، \u2068Hand in Hand\u2069 · أمس")


def test_values_are_said_in_words() -> None:
    assert value_words(conflict(), "1850") == "1,850"
    assert value_words(conflict(), None) == "emptied the field"
    assert value_words(conflict("status", "activity"), "ongoing") == "Ongoing"
    assert value_words(conflict("starts", "activity"), "2026-06-01") == "1 Jun 2026"
    named = conflict("lead", "activity", names={"o1": Name(en="Open Well Network")})
    assert value_words(named, "o1") == "Open Well Network"


def test_words_that_differ_are_bold_and_markup_stays_text(qtbot: QtBot) -> None:
    choice = ChoiceEntry(
        0,
        "<b>400</b> people",
        OMAR,
        NOW,
        False,
        (Piece("<i>300</i> ", False, gone=True), Piece("<b>400</b> ", False), Piece("people", True)),
    )
    made = value_label(conflict("title_en", "activity"), choice)
    qtbot.addWidget(made)
    assert "<b><u>&lt;b&gt;400&lt;/b&gt;</u></b> people" in made.text()
    assert "&lt;i&gt;300&lt;/i&gt;</s> " in made.text()


@pytest.mark.parametrize(
    ("text", "side"), [("Cash", Qt.AlignmentFlag.AlignLeft), ("نقد", Qt.AlignmentFlag.AlignRight)]
)
def test_a_text_begins_at_its_own_side(
    qapp: QApplication, qtbot: QtBot, text: str, side: Qt.AlignmentFlag
) -> None:
    choice = ChoiceEntry(0, text, OMAR, NOW, False, (Piece(text, False),))
    for language in ("en", "ar"):
        use_language(qapp, language)
        made = value_label(conflict("title_en", "activity"), choice)
        qtbot.addWidget(made)
        across = made.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        assert across == side | Qt.AlignmentFlag.AlignAbsolute


def test_names_alike_in_another_language_than_the_window_say_which(qapp: QApplication) -> None:
    reason = Reason("names_alike", "Elders, valley", "Elders, valleys", 92)
    both = (Name("Elders, valleys", "وجهاء الوادي"), Name("Elders, valley", "وجهاء القرى"))
    only_english = (Name("Elders, valleys"), Name("Elders, valley"))
    assert "Elders, valley · Elders, valleys" in reason_text(reason, *both)
    use_language(qapp, "ar")
    assert "Elders" not in reason_text(reason, *both)
    assert "الإنكليزية" in reason_text(reason, *both)
    assert "Elders, valleys" in reason_text(reason, *only_english)


def test_what_is_waited_for_is_a_sentence() -> None:
    waits = WaitingEntry(OMAR, 134, "2026-03-03", 15)
    assert waiting_text(waits) == "Waiting for what Omar Saleh wrote up to 3 Mar 2026 (their change 134)"
    assert "Someone not known here" in waiting_text(WaitingEntry(WhoEntry("x"), 3, "", 1))


def test_counts_by_kind_begin_with_the_most() -> None:
    counts = {"activity": 3, "target": 12, "risk": 0, "lesson": 1}
    assert kinds_text(counts) == "Targets\u00a012 · Activities\u00a03 · Lessons\u00a01"
    assert kinds_text(counts, 1) == "Targets\u00a012 · 2 other kinds"
    assert kinds_text({}) == ""


def test_spaces_have_names_of_their_own() -> None:
    spaces = ("area/x/group", "area/x/network", "area/y/group", "area/y/network", "country")
    assert spaces_text(spaces) == "Our group, What headquarters sees, For all areas"


def test_areas_are_named_in_a_language_that_is_known() -> None:
    assert areas_text({"x": {"en": "Sinjar", "plain": "<b>"}, "y": {"fr": "Mossoul"}}) == "Sinjar, Mossoul"


def test_of_each_kind_a_few_are_called_by_name() -> None:
    counts = {"activity": 2, "target": 40, "lesson": 1}
    named = {
        "activity": (Name(en="Court days"), Name(plain="Wells")),
        "target": tuple(Name(en=text) for text in "abc"),
    }
    assert kinds_lines(counts, named) == [
        "Targets\u00a040: a, b, c, …",
        "Activities\u00a02: Court days, Wells",
        "Lessons\u00a01",
    ]
    assert kinds_lines({}, {}) == []


def report(**changes: object) -> Report:
    return Report("Omar", "k", NOW, False, {}, (), **changes)  # type: ignore[arg-type]


def test_a_report_says_what_a_package_does() -> None:
    lines = dict(
        report_lines(report(new={"activity": 2}, conflicts={"target": 1}, waiting=3, already_known=9))
    )
    assert lines["New"] == "Activities\u00a02"
    assert lines["To decide afterwards"] == "Targets\u00a01"
    assert "3 changes wait" in lines["Waiting"]
    assert lines["Already here"] == "9 changes"


def test_a_report_without_news_says_so() -> None:
    assert ("", "Nothing in it is new here.") in report_lines(report())


def test_mass_removals_are_warned_of() -> None:
    assert report_lines(report(removed={"activity": 25}))[0][0] == "Look closely"
    assert report_lines(report(removed={"activity": 2}))[0][0] != "Look closely"


def test_work_that_went_on_in_two_copies_is_told_first() -> None:
    told = report_lines(report(new={"activity": 2}, forks=("Omar Saleh",)))[0]
    assert told[0] == "Look closely"
    assert "Omar Saleh’s work went on in two copies of one file" in told[1].replace("\u2068", "").replace(
        "\u2069", ""
    )


def test_the_waiting_card_names_who_has_it(qtbot: QtBot) -> None:
    card = WaitingCard()
    qtbot.addWidget(card)
    waits = WaitingEntry(OMAR, 134, "2026-03-03", 15, (Name(en="Nadia"), Name(en="Huda")))
    card.show_view(ExchangeView(waiting=(waits,), not_understood=1, set_aside=2, now=NOW))
    shown = texts(card)
    assert "Nadia and Huda can send it" in shown
    assert "15 changes cannot show until then" in shown
    assert "1 change needs a newer version" in shown
    assert "2 changes are set aside" in shown
    assert not card.ask.isHidden()


def test_the_waiting_card_teaches_when_nothing_waits(qtbot: QtBot) -> None:
    card = WaitingCard()
    qtbot.addWidget(card)
    card.show_view(ExchangeView())
    assert "Nothing waits" in texts(card)
    assert card.ask.isHidden()


def test_the_history_is_newest_first_and_offers_to_undo_only_what_can_be(qtbot: QtBot) -> None:
    card = HistoryCard()
    qtbot.addWidget(card)
    taken = (TakenEntry(1, "2026-04-05T09:00:00Z", "Omar", "a.masar", True, False),)
    sent = (SentEntry("2026-04-06T09:00:00Z", "b.masar", ()),)
    card.show_view(ExchangeView(taken=taken, sent=sent, now=NOW))
    shown = texts(card)
    assert shown.index("Made with six words") < shown.index("Taken from Omar, then set aside")
    assert card.undo_button.isHidden()


def test_only_stewards_are_offered_to_compare(qtbot: QtBot) -> None:
    card = BoardCard()
    qtbot.addWidget(card)
    card.show_view(ExchangeView(board=(entry(compared=False),), now=NOW))
    model = card.rows.people
    place = model.index(0, WORDS)
    assert model.data(place) == "words not compared yet"
    assert model.data(place, LINK_ROLE) == ""


def test_who_is_up_to_date_needs_no_package(qtbot: QtBot) -> None:
    card = BoardCard()
    qtbot.addWidget(card)
    card.show_view(ExchangeView(board=(entry(0), entry(3, key="k3", id="q")), now=NOW))
    model = card.rows.people
    assert [model.data(model.index(row, MAKE), LINK_ROLE) for row in range(2)] == ["", "make"]


def test_three_values_stand_in_one_row_and_four_in_two(qtbot: QtBot) -> None:
    others = tuple(ChoiceEntry(n, str(n), OMAR, NOW, False) for n in range(4))
    for count, lines in ((3, 1), (4, 2)):
        block = FieldBlock(conflict(choices=others[:count]), NOW)
        qtbot.addWidget(block)
        block.resize(840, 400)
        block.show()
        assert len({card.y() for card in block.cards}) == lines


def test_what_only_headquarters_decides_says_so(qtbot: QtBot) -> None:
    block = FieldBlock(conflict(allowed=False), NOW)
    qtbot.addWidget(block)
    assert "only headquarters decides" in texts(block)
    assert not any(card.keep.isEnabled() for card in block.cards)
    assert not block.another.isEnabled()


def test_two_records_of_one_name_are_told(qtbot: QtBot) -> None:
    names = {"450": Name(en="Hand in Hand"), "400": Name(en="Hand in Hand")}
    block = FieldBlock(conflict("lead", "activity", names=names), NOW)
    qtbot.addWidget(block)
    assert "Two different records of the same name" in texts(block)
