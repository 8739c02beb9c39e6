from __future__ import annotations

import json
import re
import subprocess
import zlib
from pathlib import Path

import pytest

from app.documents.signing import attach
from app.documents.signing.attach import attach_plan, content_hash, named_hash_of, read_plan
from app.documents.signing.opening import open_reader
from tests.documents.signing.made import PLAN, make_pdf, refused


def test_what_is_attached_comes_back() -> None:
    assert read_plan(attach_plan(make_pdf(), PLAN)) == PLAN


def test_pdf_without_plan() -> None:
    assert read_plan(make_pdf()) is None


def test_hash_stands_in_the_metadata() -> None:
    assert content_hash(PLAN).encode() in attach_plan(make_pdf(), PLAN)


def test_hash_among_the_keywords_is_taken() -> None:
    pdf = make_pdf(keywords=f"masar, version=1.0, content-sha256={content_hash(PLAN).upper()}")
    assert named_hash_of(open_reader(attach_plan(pdf, PLAN))) == content_hash(PLAN)


def test_plan_of_other_pages() -> None:
    with refused("plan_of_other_content"):
        attach_plan(make_pdf(keywords=f"content-sha256={'0' * 64}"), PLAN)


def test_only_one_plan() -> None:
    with refused("plan_already_attached"):
        attach_plan(attach_plan(make_pdf(), PLAN), PLAN)


def test_plan_beyond_the_limit_is_not_attached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "LARGEST_PLAN", 10)
    with refused("plan_too_large"):
        attach_plan(make_pdf(), PLAN)


def test_plan_beyond_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = attach_plan(make_pdf(), PLAN)
    monkeypatch.setattr(attach, "LARGEST_PLAN", 10)
    with refused("plan_too_large"):
        read_plan(pdf)


def test_plan_blown_up_by_compression() -> None:
    pdf = attach_plan(make_pdf(), b" " * (attach.LARGEST_PLAN - 1))
    assert len(pdf) < 100_000
    assert len(read_plan(pdf) or b"") == attach.LARGEST_PLAN - 1


def test_other_programs_find_the_plan(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(attach_plan(make_pdf(), PLAN))
    said = subprocess.run(["pdfdetach", "-list", file], capture_output=True, text=True, check=True).stdout
    assert "1: plan.json" in said


def test_garbage() -> None:
    with refused("not_a_pdf"):
        read_plan(b"PK\x03\x04 not a PDF")


def test_data_that_end_like_a_line_are_as_long_as_they_are_said_to_be() -> None:
    """One in 256 compressed streams ends so, and validators took it to be a byte shorter."""
    plans = (json.dumps({"text": "a" * number}).encode() for number in range(1000))
    plan = next(one for one in plans if zlib.compress(one).endswith(b"\r"))
    pdf = attach_plan(make_pdf(), plan)
    added = pdf[len(make_pdf()) :]
    streams = [*re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", added)]
    ends = [added[one.end() + int(one[1]) :][:11] for one in streams]
    assert len(ends) >= 2
    assert {*ends} == {b"\r\nendstream"}
    assert read_plan(pdf) == plan
