"""What other programs say of the documents signed here: poppler's pdfsig and qpdf agree with the verifier."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from services.example import example_desk
from services.test_signing_beside import MAYOR, SECRET, WAVE, pkcs12

from app.documents.signing.verify import verify
from app.models.kinds.meetings import Meeting
from app.services.desk import Desk
from app.services.documents import minutes_pdf, plan_pdf
from app.services.freezing import freeze, frozen_pdf
from app.services.review_work import sign_version
from app.services.signatures import sign_pdf
from app.services.signatures_beside import Signing, sign_brought, sign_drawn


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("elsewhere"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def version(desk: Desk) -> str:
    return freeze(desk, draft=True, languages=("ar",))


def said(program: str, *arguments: object) -> str:
    found = shutil.which(program)
    assert found, f"{program} is missing: it confirms our signatures independently"
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def signed_version(desk: Desk, version: str) -> bytes:
    """A version in Arabic with the certification, one's own, a drawn one, and two brought along."""
    sign_version(desk, version, "ar")
    sign_drawn(desk, version, "ar", MAYOR, WAVE)
    for number, key in enumerate(
        (ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048))
    ):
        given = Signing(f"Suad {number}", "member")
        signed = sign_brought(desk, version, "ar", given, pkcs12(key, f"Suad {number}"), SECRET)
    return signed


MADE: dict[str, tuple[Callable[[Desk, str], bytes], int]] = {
    "draft": (lambda desk, _: sign_pdf(desk, plan_pdf(desk, "en")), 1),
    "frozen": (lambda desk, version: frozen_pdf(desk, version, "ar"), 1),
    "version": (signed_version, 5),
    "minutes": (lambda desk, _: sign_pdf(desk, minutes_pdf(desk, desk.records(Meeting)[0].id, "ar")), 1),
}


@pytest.mark.parametrize(
    "what", [pytest.param(one, marks=[pytest.mark.slow] * (one in ("draft", "version"))) for one in MADE]
)
def test_other_programs_agree(desk: Desk, version: str, what: str, tmp_path: Path) -> None:
    make, count = MADE[what]
    file = tmp_path / "signed.pdf"
    pdf = make(desk, version)
    file.write_bytes(pdf)
    found, poppler = verify(pdf), said("pdfsig", "-nocert", file)
    assert (found.verdict, len(found.signatures)) == ("all_intact", count)
    assert poppler.count("Signature is Valid") == poppler.count("Signature Validation:") == count
    assert poppler.count("Total document signed") == 1
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", file)
    file.write_bytes(pdf.replace(b"/MediaBox [ 0", b"/MediaBox [ 1", 1))
    assert "Signature is Valid" not in said("pdfsig", "-nocert", file)
    assert verify(file.read_bytes()).verdict == "damaged"
