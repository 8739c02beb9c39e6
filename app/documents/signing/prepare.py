"""Before the first signature: all signature fields, then the certification that closes the preparation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field, enumerate_sig_fields

from app.documents.signing.opening import honest_refusals, open_writer, written
from app.documents.signing.pades import sign_field
from app.documents.signing.pages import note_pages
from app.documents.signing.tagged import tag_fields
from app.documents.signing.values import CERTIFICATION_FIELD, SigningKey
from app.foundation.errors import UserError


class Place(Protocol):
    """What a signature field needs: see `values.SignaturePlace`; the plan's pages name their own."""

    @property
    def name(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def rect(self) -> tuple[float, float, float, float]: ...
    @property
    def who(self) -> str: ...


def prepare(pdf: bytes, places: Sequence[Place], labels: Mapping[str, str] | None = None) -> bytes:
    """Return the PDF with an empty visible field for every place, expected signatories and spare ones alike.

    What the pages show is noted, so that a later edit of them is seen before anybody signed. `labels` is
    what a PDF reader says of a field, by field name ("Signature of Dalia Haddad"). After the certification
    no further visible field may be made, so all must be named here. Raises UserError `pdf_already_signed`,
    `signature_field_twice` (field), `signature_page_missing` (field, page).
    """
    writer = open_writer(pdf)
    with honest_refusals():
        if any(value is not None for _, value, _ in enumerate_sig_fields(writer.prev)):
            raise UserError("pdf_already_signed")
        _check(places, {name for name, _, _ in enumerate_sig_fields(writer.prev)}, _pages(writer.root))
        note_pages(writer)
        for place in places:
            append_signature_field(writer, _specification(place, labels or {}))
        tag_fields(writer)
        return written(writer)


def _specification(place: Place, labels: Mapping[str, str]) -> SigFieldSpec:
    left, bottom, right, top = (round(edge) for edge in place.rect)
    return SigFieldSpec(
        sig_field_name=place.name,
        on_page=place.page,
        box=(left, bottom, right, top),
        readable_field_name=labels.get(place.name) or None,
    )


def _check(places: Sequence[Place], taken: set[str], pages: int) -> None:
    for place in places:
        if place.name in taken or place.name == CERTIFICATION_FIELD or not place.name or "." in place.name:
            raise UserError("signature_field_twice", field=place.name)
        if not 0 <= place.page < pages:
            raise UserError("signature_page_missing", field=place.name, page=place.page + 1)
        taken.add(place.name)


def _pages(root: dict[str, dict[str, int]]) -> int:
    return int(root["/Pages"]["/Count"])


def certify(pdf: bytes, key: SigningKey, *, moment: datetime | None = None, reason: str = "") -> bytes:
    """Return the PDF with the freezing focal point's invisible certification (form filling allowed).

    `moment` is the signer's clock (default: this computer's). It must be the first signature. Raises
    UserError `pdf_already_signed`, `signing_key_unfit`.
    """
    writer = open_writer(pdf)
    with honest_refusals():
        if any(value is not None for _, value, _ in enumerate_sig_fields(writer.prev)):
            raise UserError("pdf_already_signed")
        return sign_field(
            writer,
            CERTIFICATION_FIELD,
            key,
            moment=moment,
            reason=reason,
            new_field=SigFieldSpec(sig_field_name=CERTIFICATION_FIELD),
            certify=MDPPerm.FILL_FORMS,
        )
