"""Packages through the command line: between laptops, both ways, in both orders, twice."""

from __future__ import annotations

import shutil

from cli.calling import Laptop


def activity(laptop: Laptop) -> str:
    return str(laptop("record", "list", "FILE", "activity", "--json").data[0]["id"])


def test_everyone_has_the_same_words_after_joining(laptops):
    dalia, omar, nadia = (laptop.state() for laptop in laptops)
    assert dalia == omar == nadia
    assert dalia["records"]["person"] == 3


def test_work_goes_both_ways_and_taking_twice_changes_nothing(laptops, tmp_path):
    dalia, omar, _ = laptops
    dalia("record", "add", "FILE", "risk", "--data", '{"title_en": "Access may close"}')
    omar("record", "add", "FILE", "lesson", "--data", '{"title_en": "Ask early"}')
    to_omar, to_dalia = dalia.pack(tmp_path / "1.masar", "Omar"), omar.pack(tmp_path / "2.masar", "Dalia")
    looked = omar("package", "inspect", "FILE", to_omar, "--json").data
    assert (looked["new"], looked["waiting"], looked["by_kind"]["new"]) == (1, 0, {"risk": 1})
    taken = omar.take(to_omar)
    assert {name: taken[name] for name in looked} == looked
    dalia.take(to_dalia)
    assert dalia.state() == omar.state()
    again = omar.take(to_omar)
    assert (again["new"], again["changed"], again["removed"], again["conflicts"]) == (0, 0, 0, 0)
    assert again["already_known"] > 0
    assert dalia.state() == omar.state()


def test_the_order_of_taking_does_not_matter(laptops, tmp_path):
    dalia, omar, nadia = laptops
    record = activity(dalia)
    omar.rename(record, "Repair two schools")
    nadia("record", "add", "FILE", "risk", "--data", '{"title_en": "Access may close"}')
    first = omar.pack(tmp_path / "omar.masar", "Dalia")
    second = nadia.pack(tmp_path / "nadia.masar", "Dalia")
    shutil.copytree(dalia.file.parent, tmp_path / "copy")
    copy = Laptop("Dalia", tmp_path / "copy" / "work.masarw")
    for laptop, packages in ((dalia, (first, second, first)), (copy, (second, first, second))):
        for package in packages:
            laptop.take(package)
    assert dalia.state() == copy.state()
    assert dalia.title(record) == "Repair two schools"


def test_a_conflict_is_listed_shown_decided_and_travels(laptops, tmp_path):
    dalia, omar, _ = laptops
    record = activity(dalia)
    dalia.rename(record, "Repair the boys' school")
    omar.rename(record, "Repair the girls' school")
    report = dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    assert (report["conflicts"], dalia.state()["conflicts"]) == (1, 1)
    (found,) = dalia("conflicts", "list", "FILE", "--json").data
    assert {choice["who"] for choice in found["choices"]} == {"Dalia", "Omar"}
    said = dalia("conflicts", "show", "FILE", found["id"]).out
    assert "girls'" in said
    assert "boys'" in said
    dalia("conflicts", "decide", "FILE", found["id"], "--keep", "3", status=2)
    mine = next(choice for choice in found["choices"] if choice["who"] == "Omar")
    dalia("conflicts", "decide", "FILE", record, "--keep", mine["number"], "--reason", "Omar was there")
    assert dalia.title(record) == "Repair the girls' school"
    assert "no open conflicts" in dalia("conflicts", "list", "FILE").out
    omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    dalia.take(omar.pack(tmp_path / "3.masar", "Dalia"))
    assert dalia.state() == omar.state()
    assert omar.state()["conflicts"] == 0


def test_a_conflict_can_be_decided_by_another_value(laptops, tmp_path):
    dalia, omar, _ = laptops
    record = activity(dalia)
    dalia.rename(record, "One")
    omar.rename(record, "Two")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    dalia("conflicts", "decide", "FILE", record, "--value", "[1]", status=2)
    dalia("conflicts", "decide", "FILE", record, "--value", '"Three"')
    assert dalia.title(record) == "Three"
    dalia("conflicts", "decide", "FILE", record, "--value", '"Four"', status=2)


def test_a_package_can_be_set_aside_unless_own_work_builds_on_it(laptops, tmp_path):
    dalia, omar, _ = laptops
    record = activity(dalia)
    before = dalia.state()
    omar.rename(record, "Repair two schools")
    package = omar.pack(tmp_path / "1.masar", "Dalia")
    dalia.take(package)
    dalia.take(package)
    assert "1.masar was set aside" in dalia("package", "undo", "FILE").out
    after = dalia.state()
    assert (dalia.title(record), after["set_aside"]) == ("Repair the school", 1)
    assert after["state_hash"] == before["state_hash"]
    dalia.take(package)
    dalia.rename(record, "Repair three schools")
    ended = dalia("package", "undo", "FILE", status=2)
    assert "own later work" in ended.err


def test_a_package_for_somebody_else_does_not_open(laptops, tmp_path):
    dalia, omar, nadia = laptops
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    ended = nadia("package", "take", "FILE", package, status=2)
    assert "does not open" in ended.err
    ended = nadia("package", "take", "FILE", nadia.file, status=2)
    assert "is a workspace, no package" in ended.err
    (tmp_path / "a.masar").write_text("anything")
    assert "is not a Masar package" in nadia("package", "take", "FILE", tmp_path / "a.masar", status=2).err
    nadia("package", "request", "FILE", "-o", tmp_path / "a.request")
    for command in ("take", "inspect"):
        assert "package asked" in nadia("package", command, "FILE", tmp_path / "a.request", status=2).err


def test_a_package_must_be_for_somebody(laptops, tmp_path):
    dalia, *_ = laptops
    out = tmp_path / "1.masar"
    assert "whom" in dalia("package", "make", "FILE", "-o", out, status=2).err
    assert "not known here" in dalia("package", "make", "FILE", "-o", out, "--to", "Huda", status=2).err
    assert "VOID" in dalia("package", "make", "FILE", "-o", out, "--words-env", "VOID", status=2).err
    assert not out.exists()


def test_verify_knows_whole_packages_from_altered_ones(laptops, tmp_path, monkeypatch):
    dalia, omar, _ = laptops
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    assert "whole and unaltered" in omar("verify", package, "--workspace", "FILE").out
    assert "--words-env" in omar("verify", package, status=2).err
    data = bytearray(package.read_bytes())
    data[-200] ^= 1
    package.write_bytes(bytes(data))
    assert omar("verify", package, "--workspace", "FILE", "--json", status=1).data["fine"] is False
    monkeypatch.setenv("SIX", "river copper garden lamp")
    assert omar("verify", package, "--words-env", "SIX", status=2).err
    (tmp_path / "letter.txt").write_text("Dear all")
    assert "neither a PDF nor" in omar("verify", tmp_path / "letter.txt", status=2).err


def test_a_request_brings_just_what_is_missing(laptops, tmp_path):
    dalia, omar, _ = laptops
    asked = tmp_path / "omar.request"
    omar("package", "request", "FILE", "-o", asked)
    dalia.rename(activity(dalia), "Repair two schools")
    told = dalia("package", "make", "FILE", "-o", tmp_path / "1.masar", "--for", asked, "--json").data
    assert told["changes"] == 1
    assert omar.take(tmp_path / "1.masar")["changed"] == 1
    assert "Nothing waits" in omar("package", "waiting", "FILE").out
    nothing = {"waiting": 0, "missing": [], "files": [], "not_understood": 0, "set_aside": 0}
    assert omar("package", "waiting", "FILE", "--json").data == nothing


def test_six_words_give_an_identity_of_the_age_tool_in_any_language(laptops, tmp_path, monkeypatch):
    dalia, *_ = laptops
    lines = []
    for language in ("en", "ar"):
        told = dalia(
            "package",
            "make",
            "FILE",
            "-o",
            tmp_path / f"{language}.masar",
            "--new-words",
            "--language",
            language,
            "--json",
        ).data
        monkeypatch.setenv("SIX", " - ".join(told["words"]))
        lines.append(dalia("package", "key", "--words-env", "SIX").out.strip())
    assert all(line.startswith("AGE-SECRET-KEY-1") for line in lines)
    assert lines[0] != lines[1]
    assert dalia("package", "key", "--words-env", "SIX", "--json").data == {"key": lines[1]}
    assert dalia("package", "key", status=2).err


def test_people_are_listed_compared_confirmed_and_revoked(laptops):
    dalia, omar, _ = laptops
    rows = {row["name"]: row for row in dalia("person", "list", "FILE", "--json").data}
    assert (rows["Dalia"]["status"], rows["Omar"]["status"]) == ("steward", "invited")
    dalia("person", "compared", "FILE", "Omar", "--words", omar.own_words())
    dalia("person", "role", "FILE", "Omar", "focal_point")
    dalia("person", "steward", "FILE", "Omar")
    rows = {row["name"]: row for row in dalia("person", "list", "FILE", "--json").data}
    assert (rows["Omar"]["status"], rows["Omar"]["compared"], rows["Omar"]["role"]) == (
        "steward", True, "focal_point",
    )  # fmt: skip
    dalia("person", "steward", "FILE", "Omar", "--end")
    dalia("person", "revoke", "FILE", "Omar", "--reason", "laptop lost")
    assert "Only a steward" in omar("person", "role", "FILE", "Dalia", "member", status=2).err


def test_confirming_the_role_someone_asked_for_makes_them_a_member(laptops):
    dalia, *_ = laptops
    dalia("person", "role", "FILE", "Omar", "member")
    rows = {row["name"]: row["status"] for row in dalia("person", "list", "FILE", "--json").data}
    assert (rows["Omar"], rows["Nadia"]) == ("member", "invited")


def test_a_card_is_written_and_trusted(laptops, tmp_path):
    dalia, omar, nadia = laptops
    card = tmp_path / "nadia.card"
    nadia("person", "card", "FILE", "-o", card)
    assert "masar-card" in nadia("person", "card", "FILE").out
    assert "Nadia" in dalia("person", "trust", "FILE", card, "--role", "member").out
    card.write_text("no card")
    assert "not a card" in dalia("person", "trust", "FILE", card, status=2).err


def test_an_invitation_is_a_package_too(laptops, tmp_path):
    dalia, *_ = laptops
    out = tmp_path / "invitation.masar"
    told = dalia("person", "invite", "FILE", "-o", out, "--new-words", "--role", "observer", "--json").data
    assert len(told["words"]) == 6
    assert out.stat().st_size == told["size"]


def test_the_board_tells_who_has_what_by_what_they_said(laptops, tmp_path):
    dalia, omar, _ = laptops
    dalia.rename(activity(dalia), "Repair two schools")
    rows = {row["name"]: row for row in dalia("board", "FILE", "--json").data}
    assert rows["Omar"]["behind"] > 0
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    rows = {row["name"]: row["behind"] for row in dalia("board", "FILE", "--json").data}
    assert rows["Omar"] == 0
    assert "behind" in dalia("board", "FILE").out
