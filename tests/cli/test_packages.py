"""Packages on the command line: folders, files that are there already, requests, taking back."""

from __future__ import annotations

import os
import re

from cli.calling import WHO, laptop
from PIL import Image

from app.services.attachments import attach
from app.services.opening import open_workspace


def add_risk(laptop, title):
    laptop("record", "add", "FILE", "risk", "--data", f'{{"title_en": "{title}"}}')


def risks(laptop):
    return {one["title_en"] for one in laptop("record", "list", "FILE", "risk", "--json").data}


def test_a_folder_is_taken_whole_and_what_is_no_package_is_named(laptops, tmp_path):
    dalia, omar, nadia = laptops
    stick = tmp_path / "stick" / "inbox"
    stick.mkdir(parents=True)
    add_risk(omar, "Access may close")
    omar.pack(stick / "omar.bin", "Dalia")
    add_risk(nadia, "Roads may flood")
    nadia.pack(stick / "nadia.masar", "Dalia")
    (stick / "letter.txt").write_text("Dear Dalia")
    looked = dalia("package", "inspect", "FILE", stick.parent, "--json").data
    assert [one["new"] for one in looked["packages"]] == [1, 1]
    assert looked["together"]["by_kind"]["new"] == {"risk": 2}
    assert "All of them together" in dalia("package", "inspect", "FILE", stick.parent).out
    assert risks(dalia) == set()
    told = dalia("package", "take", "FILE", stick.parent).out
    assert "letter.txt" in told
    assert "omar.bin" in told
    assert risks(dalia) == {"Access may close", "Roads may flood"}


def test_several_files_at_once_and_one_refused(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    good = omar.pack(tmp_path / "good.masar", "Dalia")
    (tmp_path / "cut.masar").write_bytes(good.read_bytes()[:-30])
    ended = dalia("package", "take", "FILE", tmp_path / "cut.masar", good, status=2)
    assert "damaged" in ended.out
    assert risks(dalia) == {"Access may close"}


def test_a_folder_without_packages_says_so(laptops, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "no package" in laptops[0]("package", "take", "FILE", tmp_path / "empty", status=2).err


def test_a_file_that_is_there_is_refused_unless_replaced(laptops, tmp_path):
    dalia, out = laptops[0], tmp_path / "plan.docx"
    out.write_text("my only copy")
    ended = dalia("package", "make", "FILE", "--to", "Omar", "-o", out, status=2)
    assert "plan.docx" in ended.err
    assert out.read_text() == "my only copy"
    dalia("package", "make", "FILE", "--to", "Omar", "-o", out, "--replace")
    assert out.read_bytes().startswith(b"age-encryption.org/v1")


def test_a_request_is_read_and_answered(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(dalia, "Access may close")
    omar("package", "request", "FILE", "-o", tmp_path / "omar.request")
    asked = dalia("package", "asked", "FILE", tmp_path / "omar.request", "--json").data
    assert (asked["name"], asked["changes"]) == ("Omar", 1)
    assert "Omar asked" in dalia("package", "asked", "FILE", tmp_path / "omar.request").out
    dalia("package", "make", "FILE", "--for", tmp_path / "omar.request", "-o", tmp_path / "for-omar.masar")
    assert omar.take(tmp_path / "for-omar.masar")["new"] == 1


def test_a_package_is_taken_back_after_own_work(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    add_risk(dalia, "Roads may flood")
    dalia("package", "undo", "FILE", status=2)
    assert dalia("package", "back", "FILE", "--look", "--json").data["removed"] == {"risk": 1}
    assert "Removed: 1" in dalia("package", "back", "FILE").out
    assert risks(dalia) == {"Roads may flood"}
    dalia("package", "back", "FILE", status=2)


def test_a_path_that_is_missing_leaves_the_others_alone(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    package = omar.pack(tmp_path / "1.masar", "Dalia")
    told = dalia("package", "take", "FILE", tmp_path / "nothere.masar", package, status=2)
    assert "nothere.masar is not there" in (told.out + told.err).replace("\u2068", "").replace("\u2069", "")
    assert risks(dalia) == {"Access may close"}


def test_a_request_of_a_stranger_is_not_answered_by_a_package(laptops, tmp_path):
    dalia = laptops[0]
    stranger = laptop(tmp_path / "far", "Zaid")
    stranger.file.parent.mkdir(parents=True)
    stranger(
        "new", "FILE", "--area", "IQG18", "--person", "Zaid", "--role", "member", *WHO, "--no-passphrase"
    )
    stranger("package", "request", "FILE", "-o", tmp_path / "zaid.masar-request")
    for words in (("asked", "FILE"), ("make", "FILE", "-o", tmp_path / "1.masar", "--for")):
        told = dalia("package", *words, tmp_path / "zaid.masar-request", status=2).err
        assert "accept their card" in told


def test_packages_taken_are_listed_with_their_numbers(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    dalia.take(omar.pack(tmp_path / "risky.masar", "Dalia"))
    rows = dalia("package", "taken", "FILE", "--json").data
    assert (rows[0]["file"], rows[0]["sender"], rows[0]["set_aside"]) == ("risky.masar", "Omar", False)
    assert "risky.masar" in dalia("package", "taken", "FILE").out
    assert dalia("package", "back", "FILE", "--take", rows[0]["id"], "--look").status == 0
    for look in ([], ["--look"]):
        assert "99" in dalia("package", "back", "FILE", "--take", 99, *look, status=2).err


def test_what_a_package_would_hold_is_said_before(laptops, tmp_path):
    dalia = laptops[0]
    add_risk(dalia, "Access may close")
    arguments = ("package", "make", "FILE", "--to", "Omar", "--space", "network", "--look")
    out = tmp_path / "1.masar"
    told = dalia(*arguments, "-o", out, "--json").data
    assert (told["kinds"]["risk"], told["withheld"], len(told["held_back"])) == (1, 0, 1)
    said = dalia(*arguments, "-o", out).out
    assert "What headquarters sees" in said
    assert re.match(r"Changes: \d+ · records: \d+ · attached files: 0 · about ", said)
    assert "Held back: parts Our group" in said
    assert not out.exists()
    assert dalia(*arguments).out == said
    made = ("package", "make", "FILE", "--to", "Omar", "--space", "network", "-o", out)
    assert "Held back: Our group." in dalia(*made).out
    assert dalia(*made, "--replace", "--json").data["held_back"] == told["held_back"]
    assert "No file to write" in dalia("package", "make", "FILE", "--to", "Omar", status=2).err


def test_what_was_set_aside_is_taken_again_without_its_file(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    package = omar.pack(tmp_path / "1.masar", "Dalia")
    dalia.take(package)
    package.unlink()
    dalia("package", "undo", "FILE")
    assert risks(dalia) == set()
    (row,) = [one for one in dalia("package", "taken", "FILE", "--json").data if one["set_aside"]]
    assert dalia("package", "again", "FILE", row["id"], "--json").data == {"records": 1}
    assert risks(dalia) == {"Access may close"}
    assert "counts already" in dalia("package", "again", "FILE", row["id"], status=2).err
    assert "No package taken here has the number 999" in dalia("package", "again", "FILE", 999, status=2).err


def test_the_board_says_what_the_window_says(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(dalia, "Roads may flood")
    add_risk(omar, "Access may close")
    dalia("person", "role", "FILE", "Omar", "headquarters")
    rows = {row["name"]: row for row in dalia("board", "FILE", "--json").data}
    omars = rows["Omar"]
    assert (omars["state"], omars["files"], omars["forked"]) == ("behind", 0, False)
    assert omars["behind"] > 1
    assert omars["at_headquarters"]
    assert omars["confirmed"]
    assert omars["size"] > 0
    told = dalia("board", "FILE").out
    assert "changes behind" in told
    assert "confirmed your work up to" in told
    assert "since" in told


def test_only_words_that_were_proposed_here_close_a_package(laptops, tmp_path, monkeypatch):
    dalia, omar, _ = laptops
    out = tmp_path / "1.masar"
    make = ("package", "make", "FILE", "-o", out)
    monkeypatch.setenv("CHOSEN", "pencil pencil pencil pencil pencil pencil")
    for more in ((), ("--look",)):
        assert "can be guessed" in dalia(*make, "--words-env", "CHOSEN", *more, status=2).err
    assert (
        "can be guessed"
        in dalia("person", "invite", "FILE", "-o", out, "--words-env", "CHOSEN", status=2).err
    )
    assert not out.exists()
    monkeypatch.setenv("SIX", " ".join(dalia(*make, "--new-words", "--json").data["words"]))
    dalia("package", "make", "FILE", "-o", tmp_path / "2.masar", "--words-env", "SIX")
    assert "can be guessed" in omar(*make, "--replace", "--words-env", "SIX", status=2).err


def test_a_file_name_that_is_no_text_is_told_as_json(laptops, tmp_path):
    dalia, omar, _ = laptops
    odd = tmp_path / "stick" / os.fsdecode(b"a\xe9.masar")
    odd.parent.mkdir()
    omar.pack(odd, "Dalia")
    (told,) = dalia("package", "take", "FILE", odd.parent, "--json").data["packages"]
    assert told["changed"] == 0
    assert dalia("package", "make", "FILE", "--to", "Omar", "-o", odd, "--replace", "--json").data["size"]


def test_who_may_not_invite_is_told_so_before(laptops, tmp_path):
    omar = laptops[1]
    make = ("package", "make", "FILE", "-o", tmp_path / "1.masar", "--new-words", "--invite")
    refused = omar(*make, status=2).err
    assert omar(*make, "--look", status=2).err == refused


def test_a_report_names_kinds_and_files(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_risk(omar, "Access may close")
    add_risk(omar, "Roads may flood")
    add_photo(omar, tmp_path)
    package = omar.pack(tmp_path / "1.masar", "Dalia")
    for what in ("inspect", "take"):
        told = dalia("package", what, "FILE", package, "--json").data if what == "inspect" else None
        said = dalia("package", what, "FILE", package).out
        assert "New: Risks 2: Access may close and Roads may flood · Attachments 1: photo" in said
        assert told is None or told["named"]["new"]["risk"][0]["en"] == "Access may close"
        assert "Attached files: 1 file" in said


def add_photo(laptop, folder):
    """Hang a picture on a laptop's activity."""
    photo = folder / "photo.jpg"
    Image.new("RGB", (80, 60), "teal").save(photo)
    activity = laptop("record", "list", "FILE", "activity", "--json").data[0]["id"]
    desk = open_workspace(laptop.file, None).desk
    attach(desk, "activity", activity, photo)
    desk.close()


def test_what_waits_names_whose_work_and_who_has_it(laptops, tmp_path):
    dalia, omar, nadia = laptops
    add_risk(omar, "Access may close")
    nadia.take(omar.pack(tmp_path / "1.masar", "Nadia"))
    nadia("package", "request", "FILE", "-o", tmp_path / "nadia.request")
    add_risk(omar, "Roads may flood")
    add_risk(omar, "Prices may rise")
    later = ("package", "make", "FILE", "--to", "Dalia", "--for", tmp_path / "nadia.request")
    omar(*later, "-o", tmp_path / "2.masar")
    assert dalia.take(tmp_path / "2.masar")["waiting"] == 2
    said = dalia("package", "waiting", "FILE").out
    assert "2 received changes wait" in said
    assert "Waiting for what Omar wrote" in said
    assert "Omar can send it" in said
    told = dalia("package", "waiting", "FILE", "--json").data
    assert (told["waiting"], [(one["who"], one["holders"]) for one in told["missing"]]) == (
        2,
        [("Omar", ["Omar"])],
    )
    assert told["missing"][0]["replica"] not in said


def test_what_waits_for_a_package_set_aside_says_so(laptops, tmp_path):
    dalia, omar, nadia = laptops
    add_risk(omar, "Access may close")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    nadia.take(omar.pack(tmp_path / "2.masar", "Nadia"))
    dalia("package", "undo", "FILE")
    nadia("package", "request", "FILE", "-o", tmp_path / "nadia.request")
    add_risk(omar, "Roads may flood")
    later = ("package", "make", "FILE", "--to", "Dalia", "--for", tmp_path / "nadia.request")
    omar(*later, "-o", tmp_path / "3.masar")
    assert dalia.take(tmp_path / "3.masar")["waiting"] == 1
    said = dalia("package", "waiting", "FILE").out
    assert "One received change waits" in said
    assert "It is set aside here: take its package again" in said
    (missing,) = dalia("package", "waiting", "FILE", "--json").data["missing"]
    assert missing["set_aside"]


def test_files_that_are_not_here_are_named(laptops, tmp_path):
    dalia, omar, _ = laptops
    add_photo(omar, tmp_path)
    omar("package", "make", "FILE", "--to", "Dalia", "--attachments", "none", "-o", tmp_path / "1.masar")
    dalia.take(tmp_path / "1.masar")
    said = dalia("package", "waiting", "FILE").out
    assert "One attached file is not here (" in said
    (file,) = dalia("package", "waiting", "FILE", "--json").data["files"]
    assert file["name"] == "photo.jpg"


def test_what_to_ask_before_a_package_is_taken_is_not_said_after_it(laptops, tmp_path):
    dalia, omar, _ = laptops
    for number in range(20):
        add_risk(omar, f"Risk {number}")
    dalia.take(omar.pack(tmp_path / "1.masar", "Dalia"))
    for one in omar("record", "list", "FILE", "risk", "--json").data:
        omar("record", "remove", "FILE", "risk", one["id"])
    package = omar.pack(tmp_path / "2.masar", "Dalia")
    assert "Ask the sender before you take it" in dalia("package", "inspect", "FILE", package).out
    assert "Ask the sender" not in dalia("package", "take", "FILE", package).out
