"""People on the command line: cards as pictures, comparing with words, proposals, leaving, lost devices."""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from cli.calling import WHO, Laptop, laptop

from app.cli.entry import build_parser
from app.cli.parser import Parser
from app.services.comparing import offer_rows
from app.words.compiled import load
from app.words.wordlist import indexes
from app.words.wordlist import words as said

Group = tuple[Laptop, Laptop, Laptop]


@pytest.fixture
def group(master: Path, tmp_path: Path) -> Group:
    shutil.copytree(master, tmp_path / "group")
    dalia, omar, nadia = (laptop(tmp_path / "group", name) for name in ("Dalia", "Omar", "Nadia"))
    return dalia, omar, nadia


def row(one: Laptop, name: str) -> dict[str, object]:
    return next(entry for entry in one("person", "list", "FILE", "--json").data if entry["name"] == name)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_list_says_how_far_each_is_trusted(group: Group) -> None:
    dalia = group[0]
    told = dalia("person", "list", "FILE").out
    assert "Invited by you, words not compared yet." in told
    assert row(dalia, "Omar")["standing"] == "invited_open"
    assert len(row(dalia, "Omar")["devices"]) == 1  # type: ignore[arg-type]


def test_a_card_is_a_picture_that_can_be_photographed(group: Group, tmp_path: Path) -> None:
    dalia, omar, _ = group
    picture = tmp_path / "card.png"
    omar("person", "card", "FILE", "-o", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "Omar" in dalia("person", "trust", "FILE", picture).out
    assert "proposed to the stewards" in group[2]("person", "propose", "FILE", picture).out


def test_a_card_with_a_role_that_is_none_accepts_nobody(group: Group, tmp_path: Path) -> None:
    dalia, omar, _ = group
    card = tmp_path / "omar.card"
    omar("person", "card", "FILE", "-o", card)
    before = row(dalia, "Omar")
    assert "bogus" in dalia("person", "trust", "FILE", card, "--role", "bogus", status=2).err
    assert row(dalia, "Omar") == before


def test_nothing_is_written_over_a_workspace(group: Group, tmp_path: Path) -> None:
    dalia, omar, _ = group
    for words in (("person", "card"), ("package", "request"), ("package", "make", "--to", "Omar")):
        for out in (dalia.file, omar.file):
            before = out.read_bytes()
            told = dalia(*words[:2], "FILE", *words[2:], "-o", out, "--replace", status=3).err
            assert "is a workspace" in told
            assert out.read_bytes() == before
    card = tmp_path / "dalia.card"
    dalia("person", "card", "FILE", "-o", card)
    assert "dalia.card" in dalia("person", "card", "FILE", "-o", card, status=2).err
    dalia("person", "card", "FILE", "-o", card, "--replace")


def test_the_only_steward_stays_one(group: Group) -> None:
    dalia = group[0]
    assert "only steward" in dalia("person", "steward", "FILE", "Dalia", "--end", status=2).err
    dalia("person", "steward", "FILE", "Omar")
    dalia("person", "steward", "FILE", "Dalia", "--end")


@pytest.mark.parametrize("words", [("role", "observer"), ("compared",), ("steward",), ("take-over",)])
def test_who_was_turned_away_gets_nothing_back_by_the_way(group: Group, words: tuple[str, ...]) -> None:
    dalia, omar, _ = group
    heard = ("--words", omar.own_words()) if words == ("compared",) else words[1:]
    dalia("person", "turn-away", "FILE", "Omar")
    assert "was turned away" in dalia("person", words[0], "FILE", "Omar", *heard, status=2).err
    assert row(dalia, "Omar")["status"] == "removed"
    dalia("person", "turn-away", "FILE", "Omar", "--back")
    dalia("person", words[0], "FILE", "Omar", *heard)


def test_devices_are_named_one_by_one(group: Group) -> None:
    dalia = group[0]
    (device,) = row(dalia, "Omar")["devices"]  # type: ignore[misc]
    for named in ("zzzz", ""):
        wrong = ("--device", device["replica"], "--device", named)
        assert "names no device" in dalia("person", "revoke", "FILE", "Omar", *wrong, status=2).err
    assert "none counts again" in dalia("person", "revoke", "FILE", "Omar", "--back", status=2).err
    dalia("person", "revoke", "FILE", "Omar", "--device", device["replica"])
    dalia("person", "revoke", "FILE", "Omar", "--back")


def test_nobody_compares_their_own_words(group: Group) -> None:
    dalia = group[0]
    told = dalia("person", "compared", "FILE", "Dalia", "--words", dalia.own_words(), status=2).err
    assert "your own eight words" in told
    assert row(dalia, "Dalia")["compared"] is False


def test_a_day_that_is_none_ends_nothing(group: Group) -> None:
    dalia = group[0]
    before = row(dalia, "Omar")
    assert "xyz" in dalia("person", "leave", "FILE", "Omar", "--on", "xyz", status=2).err
    assert row(dalia, "Omar") == before


def test_words_that_were_read_out_are_checked(group: Group) -> None:
    dalia, omar, _ = group
    words = omar.own_words()
    wrong = " ".join(reversed(words.split()))
    assert "Nothing was noted" in dalia("person", "compared", "FILE", "Omar", "--words", wrong, status=2).err
    assert row(dalia, "Omar")["compared"] is False
    dalia("person", "compared", "FILE", "Omar", "--words", words)
    assert row(dalia, "Omar")["standing"] == "invited_compared"


def test_nothing_is_compared_without_words_that_were_heard(group: Group) -> None:
    dalia = group[0]
    assert "read out their eight words" in dalia("person", "compared", "FILE", "Omar", status=2).err
    assert "read out" in dalia("person", "compared", "FILE", "Omar", "--words", " ", status=2).err
    assert row(dalia, "Omar")["compared"] is False


def shows(text: str, words: str) -> bool:
    return set(words.split()) <= set(re.findall(r"\w+", text))


def test_the_words_of_others_are_not_shown(group: Group, tmp_path: Path) -> None:
    dalia, omar, nadia = group
    nadia("person", "card", "FILE", "-o", tmp_path / "nadia.card")
    shown = [dalia("person", "list", "FILE"), dalia("person", "list", "FILE", "--json")]
    shown.append(dalia("person", "trust", "FILE", tmp_path / "nadia.card"))
    for one in (omar, nadia):
        assert not any(shows(told.out, one.own_words()) for told in shown)
        assert row(dalia, one.name)["words"] == []
    assert shows(shown[0].out, dalia.own_words())


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that lets somebody sit at the terminal and type a line."""

    def type_line(line: str) -> None:
        keyboard = io.StringIO(line + "\n")
        monkeypatch.setattr(keyboard, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", keyboard)

    return type_line


def offered(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Let four rows be offered, the one of these words third. Returns the lists of words."""
    right = indexes(words)
    rows = [tuple((number + step) % 256 for number in right) for step in (1, 2, 0, 3)]
    monkeypatch.setattr(
        "app.cli.person_comparing.offer_rows",
        lambda desk, named: replace(offer_rows(desk, named), rows=tuple(rows)),
    )
    return [said("en", one) for one in rows]


def test_at_a_terminal_one_of_four_rows_is_picked(
    group: Group, types: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia, omar, _ = group
    rows = offered(monkeypatch, omar.own_words())
    compare = ("person", "compared", "FILE", "Omar", "--json")
    for typed, told in (("1", "not the words"), ("0", "not the words"), ("5", "No row"), ("", "No row")):
        types(typed)
        refused = dalia(*compare, status=2)
        assert told in refused.err
        assert all(one in refused.err for one in rows)
        assert row(dalia, "Omar")["compared"] is False
    types("3")
    assert dalia(*compare).data == {"person": "Omar"}
    assert row(dalia, "Omar")["compared"] is True


def namesake(dalia: Laptop, folder: Path) -> None:
    """Let somebody else called Omar join, with a laptop of their own."""
    package = folder / "invite.masar"
    invited = ("package", "make", "FILE", "-o", package, "--new-words", "--invite", "--role", "member")
    os.environ["SIX"] = " ".join(dalia(*invited, "--json").data["words"])
    other = laptop(folder, "Other")
    other.file.parent.mkdir()
    other(
        *("join", "FILE", package, "--person", "Omar", "--organisation", "Water office"),
        *("--role", "member", "--words-env", "SIX", "--no-passphrase"),
    )
    dalia.take(other.pack(folder / "hello.masar", "Dalia"))


def test_two_people_of_one_name_are_told_apart_by_the_id_that_is_listed(group: Group, tmp_path: Path) -> None:
    dalia = group[0]
    namesake(dalia, tmp_path)
    lines = [one for one in dalia("person", "list", "FILE").out.splitlines() if "Omar" in one]
    first, second = (one.split()[0] for one in lines)
    assert first != second
    board = dalia("board", "FILE").out
    assert f"Omar ({first})" in board
    assert f"Omar ({second})" in board
    assert "(" not in next(one for one in board.splitlines() if "Nadia" in one)
    assert "“person list”" in dalia("person", "revoke", "FILE", "Omar", status=2).err
    package = ("package", "make", "FILE", "-o", tmp_path / "for-one.masar", "--to")
    assert "“person list”" in dalia(*package, "Omar", status=2).err
    dalia(*package, second)
    record = next(
        one["id"] for one in dalia("person", "list", "FILE", "--json").data if one["key"][:8] == first
    )
    for named in (first, record):
        told = plain(dalia("person", "revoke", "FILE", named).out)
        assert f"Noted: Omar ({first})’s devices are lost" in told
    assert f"Role of Omar ({second})" in plain(dalia("person", "role", "FILE", second, "member").out)


def test_an_answer_says_the_name_of_whom_an_id_means(group: Group) -> None:
    dalia = group[0]
    nadia = str(row(dalia, "Nadia")["id"])
    assert "Noted: Nadia’s devices are lost" in plain(dalia("person", "revoke", "FILE", nadia).out)
    assert "devices of Nadia count" in plain(dalia("person", "revoke", "FILE", nadia, "--back").out)
    assert "Nadia may now" in plain(dalia("person", "steward", "FILE", nadia).out)
    assert "Nadia" in dalia("person", "turn-away", "FILE", nadia).out


def test_proposals_are_listed_confirmed_and_declined(group: Group) -> None:
    dalia, omar, _ = group
    waiting = dalia("person", "proposals", "FILE", "--json").data
    assert {one["what"] for one in waiting} == {"introduces"}
    assert "Omar joined as: Member. Is that right?" in dalia("person", "proposals", "FILE").out
    assert "Only a steward" in omar("person", "confirm", "FILE", waiting[0]["id"], status=2).err
    dalia("person", "confirm", "FILE", waiting[0]["id"])
    dalia("person", "decline", "FILE", waiting[1]["id"])
    assert "Nothing waits" in dalia("person", "proposals", "FILE").out
    dalia("person", "confirm", "FILE", status=2)
    assert dalia("person", "confirm", "FILE", "--all", "--json").data == {"confirmed": 0}


EXPLAINED = [
    ("invite", "Invite somebody", "laptop"), ("revoke", "Lost device of PERSON", "Revoke for the country"),
    ("leave", "PERSON leaves the group", ""), ("take-over", "PERSON takes over as focal point", ""),
    ("issuer", "Begin to issue certificates", "Withdraw ID"), ("issue", "Issue a certificate to PERSON", ""),
    ("turn-away", "PERSON does not belong to the group", ""),
]  # fmt: skip


@pytest.mark.parametrize(("command", "first", "second"), EXPLAINED)
def test_what_changes_the_roster_is_explained_as_in_the_window(
    command: str, first: str, second: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["person", command, "--help"])
    said_ = capsys.readouterr().out
    assert first in said_
    assert second in said_
    assert "\n3. " in said_


def test_every_guided_action_is_explained_by_a_command() -> None:
    codes = load("en").messages
    guided = {code.split(".")[2] for code in codes if re.fullmatch(r"people\.guide\.\w+\.why", code)}
    with_pages = (parser.guides for parser in _parsers(build_parser()))
    assert set(chain.from_iterable(with_pages)) == guided


def _parsers(parser: Parser) -> Iterator[Parser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for further in action.choices.values():
                yield from _parsers(further)


def test_leaving_and_coming_back(group: Group) -> None:
    dalia = group[0]
    assert "Nadia left the group" in dalia("person", "leave", "FILE", "Nadia", "--on", "2026-04-03").out
    assert row(dalia, "Nadia")["standing"] == "left"
    assert "Left the group on" in dalia("person", "list", "FILE").out
    dalia("person", "leave", "FILE", "Nadia", "--back")
    assert row(dalia, "Nadia")["standing"] == "member_open"
    assert "yourself" in dalia("person", "leave", "FILE", "Dalia", status=2).err


def test_a_lost_device_up_to_a_day(group: Group) -> None:
    dalia = group[0]
    assert "not a day" in dalia("person", "revoke", "FILE", "Omar", "--until", "March", status=2).err
    told = dalia("person", "revoke", "FILE", "Omar", "--until", "2020-01-01", "--reason", "stolen", "--json")
    assert told.data["devices"] == 1
    assert row(dalia, "Omar")["standing"] == "cut_all"
    dalia("person", "revoke", "FILE", "Omar")
    assert row(dalia, "Omar")["standing"] == "cut"
    dalia("person", "revoke", "FILE", "Omar", "--back")
    assert row(dalia, "Omar")["standing"] == "invited_open"
    dalia("person", "revoke", "FILE", "Omar", "--device", "nothing", status=2)


def test_of_two_with_one_name_the_one_that_is_meant_is_asked_for(group: Group, tmp_path: Path) -> None:
    """Omar's laptop was lost, and he joined anew with another."""
    dalia = group[0]
    lost = row(dalia, "Omar")["id"]
    dalia("person", "revoke", "FILE", "Omar")
    told = dalia(
        *("package", "make", "FILE", "-o", tmp_path / "open.masar", "--new-words", "--invite", "--json")
    ).data
    os.environ["SIX"] = " ".join(told["words"])
    again = laptop(tmp_path, "Omar again")
    again.file.parent.mkdir()
    join = (
        *("join", "FILE", tmp_path / "open.masar", "--person", "Omar", "--organisation", "Youth group"),
        *("--role", "member", "--words-env", "SIX", "--no-passphrase"),
    )
    again(*join)
    assert "You work in this area already" in again(*join, status=2).err
    assert len(again("record", "list", "FILE", "member", "--json").data) == 4
    dalia.take(again.pack(tmp_path / "hello.masar", "Dalia"))
    for more in ((), ("--back",), ("--until", "2026-01-01")):
        assert "Several people" in dalia("person", "revoke", "FILE", "Omar", *more, status=2).err
    dalia("person", "revoke", "FILE", lost, "--back")


def test_handing_over(group: Group) -> None:
    dalia = group[0]
    dalia("person", "take-over", "FILE", "Omar", "--instead-of", "Dalia")
    assert (row(dalia, "Omar")["status"], row(dalia, "Omar")["role"]) == ("steward", "focal_point")
    assert (row(dalia, "Dalia")["status"], row(dalia, "Dalia")["role"]) == ("member", "member")


def test_certificates_are_headquarters_matter(group: Group) -> None:
    dalia = group[0]
    assert "does not issue" in dalia("person", "issuer", "FILE").out
    assert dalia("person", "issuer", "FILE", "--json").data == []
    dalia("person", "issuer", "FILE", "--begin", "Us", status=2)
    dalia("person", "issue", "FILE", "Omar", status=2)
    assert "do not issue" in dalia("person", "issuer", "FILE", "--trust", __file__, status=2).err


def strangers_package(dalia: Laptop, folder: Path) -> Path:
    """Return a package of Sami, whom nobody knows; its words stand in the environment as SIX."""
    told = dalia("package", "make", "FILE", "-o", folder / "open.masar", "--new-words", "--json").data
    os.environ["SIX"] = " ".join(told["words"])
    sami = laptop(folder, "Sami")
    sami.file.parent.mkdir()
    sami(
        *("join", "FILE", folder / "open.masar", "--person", "Sami", "--organisation", "Water office"),
        *("--role", "member", "--words-env", "SIX", "--no-passphrase"),
    )
    (folder / "stick").mkdir()
    package = folder / "stick" / "sami.masar"
    made = sami("package", "make", "FILE", "-o", package, "--new-words", "--json").data
    os.environ["SIX"] = " ".join(made["words"])
    return package


def test_a_package_of_a_stranger_waits_and_is_accepted_or_thrown_away(group: Group, tmp_path: Path) -> None:
    dalia = group[0]
    package = strangers_package(dalia, tmp_path)
    keep = ("person", "strangers", "FILE", "--keep", package, "--words-env", "SIX")
    assert "No package" in dalia("person", "strangers", "FILE").out
    assert "Sami, Water office: sami.masar" in dalia(*keep).out
    (waiting,) = dalia("person", "strangers", "FILE", "--json").data
    assert dalia("person", "strangers", "FILE", "--throw-away", waiting["id"], "--json").data == []
    dalia(*keep)
    dalia("person", "strangers", "FILE", "--accept", waiting["id"])
    assert row(dalia, "Sami")["status"] == "member"


def test_backups_are_listed_with_their_words(group: Group, tmp_path: Path) -> None:
    dalia, omar, _ = group
    shutil.rmtree(dalia.file.parent / "data" / "backups")
    assert "No backup" in dalia("backups", "FILE").out
    dalia.take(omar.pack(tmp_path / "p.masar", "Dalia"))
    (one,) = dalia("backups", "FILE", "--json").data
    assert len(one["words"]) == 4
    assert Path(one["file"]).is_file()
    dalia("record", "add", "FILE", "activity", "--data", '{"title_en": "Wells"}')
    assert "1 change since" in dalia("backups", "FILE").out


def test_taking_a_strangers_package_keeps_it_and_says_so(group: Group, tmp_path: Path) -> None:
    dalia = group[0]
    package = strangers_package(dalia, tmp_path)
    take = ("package", "take", "FILE", package, "--words-env", "SIX")
    refused = dalia(*take, status=2)
    assert "waits until a steward decides" in refused.out
    (waiting,) = dalia("person", "strangers", "FILE", "--json").data
    (told,) = dalia(*take, "--json", status=2).data["packages"]
    assert told["waits"] == waiting["id"]
    assert told["path"] == str(package)
    dalia("person", "strangers", "FILE", "--throw-away", waiting["id"])
    folder = ("package", "take", "FILE", package.parent, "--words-env", "SIX")
    assert "waits until a steward decides" in dalia(*folder, status=2).out
    assert len(dalia("person", "strangers", "FILE", "--json").data) == 1


def test_an_invitation_used_twice_is_decided_about(group: Group, tmp_path: Path) -> None:
    dalia = group[0]
    assert "No invitation was used" in dalia("person", "shared", "FILE").out
    package = tmp_path / "invite.masar"
    invited = ("package", "make", "FILE", "-o", package, "--new-words", "--invite", "--role", "member")
    os.environ["SIX"] = " ".join(dalia(*invited, "--json").data["words"])
    for name in ("Huda", "Sami"):
        one = laptop(tmp_path, name)
        one.file.parent.mkdir()
        one(
            *("join", "FILE", package, "--person", name, "--organisation", "Water office"),
            *("--role", "member", "--words-env", "SIX", "--no-passphrase"),
        )
        dalia.take(one.pack(tmp_path / f"{name}.masar", "Dalia"))
    told = dalia("person", "shared", "FILE").out
    assert "Huda and Sami joined with the same invitation" in told.replace("\u2068", "").replace("\u2069", "")
    dalia("person", "turn-away", "FILE", "Sami")
    assert row(dalia, "Sami")["status"] == "removed"
    (shared,) = dalia("person", "shared", "FILE", "--json").data
    assert (shared["names"], shared["undecided"]) == (["Huda", "Sami"], ["Huda"])
    assert dalia("person", "shared", "FILE", "--all-belong", shared["id"], "--json").data == {"accepted": 1}
    assert dalia("person", "shared", "FILE", "--json").data == []
    dalia("person", "turn-away", "FILE", "Sami", "--back")
    assert row(dalia, "Sami")["standing"] == "member_open"
    dalia("person", "shared", "FILE", "--all-belong", "0000", status=2)


def test_two_people_work_on_one_laptop(group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dalia = group[0]
    newcomer = ("person", "begin", "FILE", "--person", "Rana", "--organisation", "Hand in Hand")
    assert "passphrase" in dalia(*newcomer, "--role", "member", status=2).err
    monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", "river garden")
    dalia(*newcomer, "--role", "member")
    at_work = {one["name"]: one["at_work"] for one in dalia("person", "here", "FILE", "--json").data}
    assert at_work == {"Dalia": False, "Rana": True}
    assert "at work now" in dalia("person", "here", "FILE").out
    dalia("package", "make", "FILE", "--to", "Omar", "-o", tmp_path / "rana.masar")
    assert group[1].take(tmp_path / "rana.masar")["sender"] == "Rana"
    monkeypatch.delenv("MASAR_PERSON_PASSPHRASE")
    dalia("package", "make", "FILE", "--to", "Omar", "-o", tmp_path / "shut.masar", status=2)
    dalia("person", "change", "FILE", "Dalia")
    dalia("package", "make", "FILE", "--to", "Omar", "-o", tmp_path / "dalia.masar")
    assert group[1].take(tmp_path / "dalia.masar")["sender"] == "Dalia"
    assert "MASAR_PERSON_PASSPHRASE" in dalia("person", "change", "FILE", "Rana", status=2).err
    monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", "river gardens")
    assert "not the passphrase" in dalia("person", "change", "FILE", "Rana", status=2).err
    dalia("person", "change", "FILE", "Nobody", status=2)


def test_two_people_with_passphrases_of_their_own_take_turns(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dalia = group[0]
    for name in ("Rana", "Huda"):
        monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", f"river {name}")
        dalia("person", "begin", "FILE", "--person", name, *WHO, "--role", "member")
    for name in ("Rana", "Huda"):
        monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", f"river {name}")
        dalia("person", "change", "FILE", name)
    pack = ("package", "make", "FILE", "--to", "Omar", "-o", tmp_path / "huda.masar")
    monkeypatch.delenv("MASAR_PERSON_PASSPHRASE")
    refused = plain(dalia(*pack, status=2).err)
    assert "Huda has a passphrase of their own. Set MASAR_PERSON_PASSPHRASE to it." in refused
    monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", "river Rana")
    assert "not the passphrase" in dalia(*pack, status=2).err
    monkeypatch.setenv("MASAR_PERSON_PASSPHRASE", "river Huda")
    dalia(*pack)
