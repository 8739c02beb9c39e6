"""Signed PDFs for the tests of signing, and the independent judge."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.documents.signing.attach import attach_plan
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import sign
from app.documents.signing.values import SigningKey
from tests.documents.signing.made import MOMENT, PLAN, make_appearance, make_key, make_pdf, make_places


@pytest.fixture(scope="session")
def dalia() -> SigningKey:
    return make_key("Dalia Haddad")


@pytest.fixture(scope="session")
def omar() -> SigningKey:
    return make_key("Omar Saleh", "Al-Rafidain Relief")


@pytest.fixture(scope="session")
def frozen_pdf(dalia: SigningKey) -> bytes:
    """A PDF with its plan, all fields and Dalia's certification."""
    return certify(prepare(attach_plan(make_pdf(), PLAN), make_places()), dalia, moment=MOMENT)


@pytest.fixture(scope="session")
def signed_pdf(frozen_pdf: bytes, dalia: SigningKey, omar: SigningKey) -> bytes:
    """The frozen PDF signed by Dalia and then by Omar."""
    once = sign(frozen_pdf, "focal_point_1", dalia, make_appearance(), moment=MOMENT)
    return sign(once, "focal_point_2", omar, make_appearance("Omar Saleh"), moment=MOMENT)


@pytest.fixture
def pdfsig(tmp_path: Path) -> Callable[[bytes], str]:
    """What the independent program `pdfsig` (Debian: poppler-utils) says of a PDF."""

    def ask(pdf: bytes) -> str:
        program = shutil.which("pdfsig")
        assert program, "pdfsig is missing: install poppler-utils, it confirms our signatures independently"
        file = tmp_path / "signed.pdf"
        file.write_bytes(pdf)
        run = subprocess.run([program, "-nocert", file], capture_output=True, text=True, check=False)
        return run.stdout

    return ask
