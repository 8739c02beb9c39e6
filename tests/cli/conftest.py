"""A command line within the test, one in a process of its own, and workspaces to use them on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.calling import NAMES, Ended, Laptop, called, founded, laptop

ROOT = Path(__file__).resolve().parents[2]
Cli = Callable[..., Ended]


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the data folder be that of the workspaces that tests copy into their own folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MASAR_DATA_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three laptops that tests copy; nobody works on it."""
    folder = tmp_path_factory.mktemp("laptops")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MASAR_DATA_DIR", "LC_ALL", "SIX"):
            patch.setenv(name, "")
        founded(folder)
    return folder


@pytest.fixture
def laptops(master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Laptop]:
    """Return the laptops of Dalia, who founded an area with an activity, and of Omar and Nadia."""
    monkeypatch.setenv("LC_ALL", "")
    for name in NAMES:
        shutil.copytree(master / name, tmp_path / name)
    return [laptop(tmp_path, name) for name in NAMES]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return a function that runs a command within this process, in English."""
    monkeypatch.setenv("LC_ALL", "")
    return called


@pytest.fixture
def fine(cli: Cli) -> Cli:
    """Return a function that runs a command which must end with status 0."""

    def call(*arguments: object) -> Ended:
        ended = cli(*arguments)
        assert ended.status == 0, ended.err
        return ended

    return call


@pytest.fixture
def program() -> Cli:
    """Return a function that runs main.py in a process of its own."""

    def call(*arguments: object, **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=os.environ | {"LC_ALL": "en_GB.UTF-8"} | environment,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new workspace and its data folder that tests copy."""
    folder = tmp_path_factory.mktemp("fresh")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MASAR_DATA_DIR", "LC_ALL"):
            patch.setenv(name, "")
        Laptop("Dalia", folder / "work.masarw")(
            *("new", "FILE", "--area", "IQG15Q07", "--person", "Dalia", "--organisation", "Hand in Hand"),
            *("--role", "focal_point", "--no-passphrase"),
        )
    return folder


@pytest.fixture
def work(fresh: Path, tmp_path: Path) -> Path:
    """Return a new workspace without a passphrase, founded by Dalia."""
    shutil.copytree(fresh, tmp_path, dirs_exist_ok=True)
    return tmp_path / "work.masarw"
