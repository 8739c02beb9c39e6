"""Signing for somebody who has no workspace: drawn on this screen, or with a certificate they bring along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from app.foundation.errors import UserError
from app.models.kinds.people import Organisation
from app.models.kinds.review import FrozenVersion, Signoff
from app.models.strokes import Strokes, strokes_text
from app.models.values import check_entry
from app.services.desk import Desk
from app.services.review_work import pdf_of_version
from app.services.signature_boxes import Box, Signer, box_for
from app.services.signatures import ENDORSE, own_role, record_signed_file
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.signing.values import SignatureAppearance, SigningKey, TokenKey

FOCAL_POINT = "abc_focal_point"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, in what capacity, where and what is said by it; `organisation` is a record id."""

    name: str
    role: str
    capacity: str = ""
    organisation: str = ""
    place: str = ""
    decision: str = ENDORSE
    reservation: str = ""


def sign_drawn(desk: Desk, version_id: str, language: str, given: Signing, strokes: Strokes) -> bytes:
    """Put a signature that was drawn on this screen into a version's PDF; return the signed file.

    The certificate of the focal point who sits here signs for having seen it, over exactly this content, and
    the sign-off keeps the strokes. Raises UserError `witness_focal_point`, `strokes_…`, `name_needed`,
    `no_open_field`, `value_not_in_list`, and as `pdf_of_version`.
    """
    from app.documents.signing.values import fingerprint
    from app.documents.signing.wording import drawn_appearance
    from app.services.issuing import signing_key

    if own_role(desk) != FOCAL_POINT:
        raise UserError("witness_focal_point")
    kept, key, words = strokes_text(strokes), signing_key(desk), Words(language)
    version = _checked(desk, version_id, given)
    box = drawn_appearance(
        words, key.certificate, desk.clock.now(), strokes, **_shown(desk, version, given, words)
    )
    whole = pdf_of_version(desk, version_id, language)
    signed = _signed(desk, version, whole, given, key, box)
    made = {"strokes": kept, "witness": fingerprint(key.certificate)}
    record_signed_file(desk, version, signed, method="drawn", **signoff_values(given, language), **made)
    return signed


def sign_brought(
    desk: Desk,
    version_id: str,
    language: str,
    given: Signing,
    pkcs12: bytes,
    passphrase: str,
    *,
    pdf: bytes | None = None,
) -> bytes:
    """Sign a version's PDF with a certificate out of a PKCS #12 file; return the signed file.

    Nothing of the certificate's file is kept. Raises UserError `pkcs12_…`, and as `sign_with`.
    """
    return sign_with(desk, version_id, language, given, key_in(pkcs12, passphrase), pdf=pdf)


def key_in(pkcs12: bytes, passphrase: str) -> SigningKey:
    """Return the key in a PKCS #12 file. Raises UserError `pkcs12_…`."""
    from app.documents.signing.values import SigningKey
    from app.keys.pkcs12 import open_pkcs12

    brought = open_pkcs12(pkcs12, passphrase)
    return SigningKey(brought.certificate, brought.private_key, brought.others)


def sign_with(
    desk: Desk,
    version_id: str,
    language: str,
    given: Signing,
    key: SigningKey | TokenKey,
    *,
    pdf: bytes | None = None,
    field: str = "",
) -> bytes:
    """Sign a version's PDF with a key brought along, in a file or on a token; return the signed file.

    It is `pdf`, a file of this version in this language, or the one that is kept here. Without a name it is
    the certificate's, without a `field` that of `box_beside`. Raises UserError `signed_already`,
    `no_open_field`, `value_not_in_list`, and as `pdf_of_version`.
    """
    from app.documents.signing.trust import signer_name
    from app.documents.signing.values import fingerprint
    from app.documents.signing.wording import appearance

    given, words = _named(given, given.name.strip() or signer_name(key.certificate)), Words(language)
    version = _checked(desk, version_id, given)
    digest = fingerprint(key.certificate)
    if any(one.certificate == digest for one in desk.records(Signoff, version=version_id)):
        raise UserError("signed_already", language=language)
    box = appearance(words, key.certificate, desk.clock.now(), **_shown(desk, version, given, words))
    whole = pdf if pdf is not None else pdf_of_version(desk, version_id, language)
    signed = _signed(desk, version, whole, given, key, box, field)
    values = signoff_values(given, language)
    record_signed_file(desk, version, signed, method="digital_key", certificate=digest, **values)
    return signed


def sign_paper(desk: Desk, pdf: bytes, given: Signing, key: SigningKey | TokenKey, field: str = "") -> bytes:
    """Sign a paper that is no plan (minutes, a compact) with a key brought along.

    Nothing is recorded: the signed file is all there is of it. Without a name it is the certificate's. Raises
    UserError `no_open_field`, `value_not_in_list`, and as `documents.signing.sign`.
    """
    from app.documents.signing.language import language_of
    from app.documents.signing.trust import signer_name
    from app.documents.signing.wording import appearance

    given = _named(given, given.name.strip() or signer_name(key.certificate))
    _check(given)
    words = Words(language_of(pdf) or "en")
    box = appearance(words, key.certificate, desk.clock.now(), **_shown(desk, None, given, words))
    return _signed(desk, None, pdf, given, key, box, field)


class _Shown(TypedDict):
    name: str
    capacity: str
    organisation: str
    draft: bool
    decision: str
    reservation: str


def _named(given: Signing, name: str) -> Signing:
    rest = (given.role, given.capacity, given.organisation, given.place, given.decision, given.reservation)
    return Signing(name, *rest)


def _check(given: Signing) -> None:
    check_entry("signoff", {"decision": given.decision, "role": given.role}, adding=False)
    if not given.name.strip():
        raise UserError("name_needed")


def _checked(desk: Desk, version_id: str, given: Signing) -> FrozenVersion:
    _check(given)
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        raise UserError("unknown_record", kind="frozen_version", id=version_id[:80])
    return version


def _shown(desk: Desk, version: FrozenVersion | None, given: Signing, words: Words) -> _Shown:
    """Return the words of the box."""
    found = desk.find(Organisation, given.organisation)
    return {
        "name": given.name,
        "capacity": given.capacity or words.code("signoff_role", given.role),
        "organisation": words.pick(found, "name") if found is not None else "",
        "draft": version is not None and version.draft is True,
        "decision": given.decision,
        "reservation": given.reservation,
    }


def _signed(
    desk: Desk,
    version: FrozenVersion | None,
    pdf: bytes,
    given: Signing,
    key: SigningKey | TokenKey,
    box: SignatureAppearance,
    field: str = "",
) -> bytes:
    from app.documents.signing.sign import sign

    chosen = field or box_beside(desk, pdf, version, given).field
    return sign(pdf, chosen, key, box, moment=desk.clock.now())


def box_beside(desk: Desk, pdf: bytes, version: FrozenVersion | None, given: Signing) -> Box:
    """Return the box in which somebody without a workspace signs a PDF. Raises as `box_for`."""
    signer = Signer(frozenset({given.name}), given.role, "", given.organisation)
    return box_for(desk, pdf, version, signer)


def signoff_values(given: Signing, language: str) -> dict[str, object]:
    return {
        f"name_{language}": given.name,
        "role": given.role,
        "capacity": given.capacity or None,
        "organisation": given.organisation or None,
        "place": given.place or None,
        "decision": given.decision,
        "reservation": given.reservation or None,
    }
