"""A package is an ordinary age file with an ordinary ZIP inside: the common tools open it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cli.calling import Laptop

pytestmark = pytest.mark.skipif(
    not (shutil.which("age") and shutil.which("unzip")),
    reason="the age and unzip tools are not installed (tools/system-packages.sh does it on Debian)",
)


def ran(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(one) for one in arguments], capture_output=True, check=False, timeout=60)


def key_of(laptop: Laptop, words: str, key: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the identity line of six words, as the command line prints it, into a file."""
    monkeypatch.setenv("SIX", words)
    key.write_text(laptop("package", "key", "--words-env", "SIX").out)
    return key


def test_age_and_unzip_open_a_package_made_for_six_words(laptops, tmp_path, monkeypatch):
    dalia, *_ = laptops
    package, inside, folder = tmp_path / "all.masar", tmp_path / "inside.zip", tmp_path / "inside"
    words = dalia("package", "make", "FILE", "-o", package, "--new-words", "--json").data["words"]
    key = key_of(dalia, " ".join(words), tmp_path / "key.txt", monkeypatch)
    opened = ran("age", "--decrypt", "-i", key, "-o", inside, package)
    assert opened.returncode == 0, opened.stderr
    unpacked = ran("unzip", "-q", inside, "-d", folder)
    assert unpacked.returncode == 0, unpacked.stderr
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["sender"]["name"] == "Dalia"
    for entry in manifest["entries"]:
        data = (folder / entry["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    assert "Repair the school" in (folder / "changes.jsonl").read_text("utf-8")


def test_age_opens_nothing_with_other_words(laptops, tmp_path, monkeypatch):
    dalia, *_ = laptops
    package = tmp_path / "all.masar"
    words = dalia("package", "make", "FILE", "-o", package, "--new-words", "--json").data["words"]
    key = key_of(dalia, " ".join(reversed(words)), tmp_path / "key.txt", monkeypatch)
    opened = ran("age", "--decrypt", "-i", key, "-o", tmp_path / "inside.zip", package)
    assert opened.returncode != 0
    assert not (tmp_path / "inside.zip").exists()
