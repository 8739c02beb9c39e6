"""Certificates as the program makes them, in front of its own verifier and of pdfsig."""

from __future__ import annotations

from collections.abc import Callable

from app.documents.signing.sign import sign
from app.documents.signing.values import ISSUED, SigningKey, Trust
from app.documents.signing.verify import verify
from app.keys.certificate import issue, issuer_certificate, new_p256, self_signed
from tests.documents.signing.made import MOMENT, make_appearance


def test_own_and_issued_certificates(frozen_pdf: bytes, pdfsig: Callable[[bytes], str]) -> None:
    person, office = new_p256(), new_p256()
    own = self_signed(person, "نادية سالم", "Hand in Hand")
    issuer = issuer_certificate(office, "DSTWG", "DSTWG")
    issued = issue(office, issuer, own)
    pdf = frozen_pdf
    for field, certificate in (("focal_point_1", own), ("dstwg", issued)):
        key = SigningKey(certificate, person, (issuer,))
        pdf = sign(pdf, field, key, make_appearance(), moment=MOMENT)
    reports = verify(pdf, Trust(issuers=(issuer,))).signatures
    assert [report.standing for report in reports[1:]] == ["unknown", ISSUED]
    assert {report.name for report in reports[1:]} == {"نادية سالم"}
    assert pdfsig(pdf).count("Signature is Valid") == 3
