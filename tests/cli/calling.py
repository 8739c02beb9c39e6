"""Commands run within the test, in English, and laptops with data folders of their own."""

from __future__ import annotations

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.entry import run

WHO = ("--organisation", "Hand in Hand")
NAMES = ("Dalia", "Omar", "Nadia")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the JSON that was printed."""
        return json.loads(self.out)


def called(*arguments: object) -> Ended:
    """Run a command within this process, in English."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run([str(argument) for argument in arguments])
    return Ended(status, out.getvalue(), err.getvalue())


@dataclass(frozen=True, slots=True)
class Laptop:
    """A workspace with a data folder of its own."""

    name: str
    file: Path

    def __call__(self, *words: object, status: int = 0) -> Ended:
        """Run a command; the word FILE stands for this laptop's workspace."""
        os.environ["MASAR_DATA_DIR"] = str(self.file.parent / "data")
        ended = called(*(self.file if word == "FILE" else word for word in words))
        assert ended.status == status, ended.err
        return ended

    def pack(self, out: Path, *to: str) -> Path:
        options = [word for name in to for word in ("--to", name)]
        self("package", "make", "FILE", "-o", out, *options)
        return out

    def take(self, package: Path) -> dict[str, Any]:
        return dict(self("package", "take", "FILE", package, "--json").data)

    def own_words(self) -> str:
        """Return the eight words of the person at work, as they read them out."""
        (me,) = (one for one in self("person", "list", "FILE", "--json").data if one["me"])
        return " ".join(me["words"])

    def state(self) -> dict[str, Any]:
        told = self("state", "FILE", "--json").data
        return {name: value for name, value in told.items() if name != "replica"}

    def title(self, record: str) -> str:
        return str(self("record", "get", "FILE", "activity", record, "--json").data["title_en"])

    def rename(self, record: str, title: str) -> None:
        data = json.dumps({"title_en": title})
        self("record", "set", "FILE", "activity", record, "--data", data)


def laptop(folder: Path, name: str) -> Laptop:
    """Return the laptop of a name in a folder, made or copied there."""
    return Laptop(name, folder / name / "work.masarw")


def founded(folder: Path) -> None:
    """Put the laptops of Dalia, Omar and Nadia into a folder: one area, everyone joined and up to date."""
    dalia, *guests = (laptop(folder, name) for name in NAMES)
    for one in (dalia, *guests):
        one.file.parent.mkdir(parents=True)
    dalia(
        *("new", "FILE", "--area", "IQG15Q07", "--person", "Dalia", *WHO),
        *("--role", "focal_point", "--no-passphrase"),
    )
    dalia("record", "add", "FILE", "activity", "--data", '{"title_en": "Repair the school"}')
    for guest in guests:
        _let_in(dalia, guest, folder / f"for-{guest.name}.masar")
        dalia.take(guest.pack(folder / f"hello-{guest.name}.masar", "Dalia"))
    for guest in guests:
        guest.take(dalia.pack(folder / f"all-{guest.name}.masar", guest.name))


def _let_in(host: Laptop, guest: Laptop, package: Path) -> None:
    told = host(
        *("package", "make", "FILE", "-o", package, "--new-words", "--invite", "--role", "member", "--json")
    ).data
    assert len(told["words"]) == 6
    assert told["size"] == package.stat().st_size
    os.environ["SIX"] = " ".join(told["words"])
    guest(
        *("join", "FILE", package, "--person", guest.name, *WHO, "--role", "member"),
        *("--words-env", "SIX", "--no-passphrase"),
    )
