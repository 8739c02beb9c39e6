"""The compiled catalogue: made once, used again, made anew after a change, never needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.words import compiled
from app.words.compiled import Compiled, compile_folder, load, read_kept, stamp_of

PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "home.title"\nmsgstr "{text}"\n'
)


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "catalogues" / "en"
    folder.mkdir(parents=True)
    (folder / "home.po").write_text(PO.replace("{text}", "Home"), "utf-8")
    monkeypatch.setattr(compiled, "resources", lambda: tmp_path)
    return folder


def forget() -> None:
    compiled._load.cache_clear()


def test_messages_of_all_domains_are_one(catalogues: Path) -> None:
    (catalogues / "plan.po").write_text(
        PO.replace("home.title", "plan.title").replace("{text}", "Plan"), "utf-8"
    )
    assert load("en").messages == {"home.title": "Home", "plan.title": "Plan"}


def test_french_keeps_its_double_signs_on_the_line_of_their_word(catalogues: Path) -> None:
    french = catalogues.with_name("fr")
    french.mkdir()
    (french / "home.po").write_text(PO.replace("{text}", "Où ? « {place} » : ici ; là : {time}"), "utf-8")
    assert (
        load("fr").messages["home.title"]
        == "Où\u00a0? «\u00a0{place}\u00a0»\u00a0: ici\u00a0; là\u00a0: {time}"
    )
    (catalogues / "home.po").write_text(PO.replace("{text}", "Here : {time}"), "utf-8")
    assert load("en").messages["home.title"] == "Here : {time}"


def test_the_kept_file_is_used_again(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load("en")
    forget()
    monkeypatch.setattr(compiled, "compile_folder", lambda *_: pytest.fail("compiled twice"))
    assert load("en") == first


def test_a_changed_catalogue_is_read_anew(catalogues: Path) -> None:
    load("en")
    (catalogues / "home.po").write_text(PO.replace("{text}", "Start here"), "utf-8")
    assert load("en").messages["home.title"] == "Start here"


@pytest.mark.parametrize("kept", [b"", b"{}", b"\xff\x00", b'{"format": "x"}'])
def test_a_damaged_kept_file_is_made_anew(catalogues: Path, own_data_folder: Path, kept: bytes) -> None:
    path = own_data_folder / "catalogues" / "en.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(kept)
    forget()
    assert load("en").messages["home.title"] == "Home"
    assert read_kept(path, stamp_of(catalogues)) == load("en")


def test_without_a_writable_folder_it_works_from_memory(catalogues: Path, own_data_folder: Path) -> None:
    own_data_folder.write_text("a file where the folder should be")
    forget()
    assert load("en").messages["home.title"] == "Home"


def test_an_older_format_is_not_used(catalogues: Path, tmp_path: Path) -> None:
    made = compile_folder("en", catalogues, stamp_of(catalogues))
    older = Compiled(made.format - 1, made.stamp, made.messages, made.months, made.short_months)
    path = tmp_path / "en.json"
    path.write_bytes(compiled.msgspec.json.encode(older))
    assert read_kept(path, made.stamp) is None


def test_empty_texts_are_missing(catalogues: Path) -> None:
    (catalogues / "home.po").write_text(PO.replace("{text}", ""), "utf-8")
    assert "home.title" not in load("en").messages


def test_babel_is_not_needed_once_compiled(own_data_folder: Path) -> None:
    program = (
        "import sys\nfrom app.words.catalogue import Words\n"
        "Words('ar').moment('2026-03-14T09:30:00Z'), Words('en').number(5)\n"
        "print('babel' in sys.modules)"
    )
    run = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    said = [
        subprocess.run(run, cwd=root, env=os.environ, capture_output=True, text=True, check=True)
        for _ in "ab"
    ]
    assert [one.stdout.strip() for one in said] == ["True", "False"]
