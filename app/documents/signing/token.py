"""A certificate on a token or smart card (PKCS #11): the private key never leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_der_x509_certificate
from pkcs11 import Attribute, ObjectClass
from pkcs11 import exceptions as wrong
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from app.documents.signing.pades import CURVES, LEAST_RSA_BITS
from app.documents.signing.values import TokenKey
from app.foundation.errors import UserError

_PIN = (wrong.PinIncorrect, wrong.PinInvalid, wrong.PinLenRange, wrong.PinLocked, wrong.PinExpired)


class _Signer(PKCS11Signer):
    """Says in our words that a token was pulled out or will not sign."""

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        try:
            return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))
        except wrong.PKCS11Error as error:
            raise UserError("token_unreachable") from error


@contextmanager
def opened_token(module: str, pin: str, label: str = "") -> Iterator[TokenKey]:
    """Give the first key on a token that can sign and has a certificate; the token is let go of afterwards.

    `module` is the driver that came with the token (.so, .dll, .dylib), `label` tells several tokens apart.
    Raises UserError `token_unreachable`, `token_pin_wrong`, `token_without_key`, `token_key_unfit`.
    """
    wanted = TokenCriteria(label=label) if label else None
    try:
        session = open_pkcs11_session(module, token_criteria=wanted, user_pin=pin or None)
    except _PIN as error:
        raise UserError("token_pin_wrong") from error
    except (wrong.PKCS11Error, RuntimeError, OSError) as error:
        raise UserError("token_unreachable") from error
    try:
        yield _key_on(session)
    except wrong.PKCS11Error as error:
        raise UserError("token_unreachable") from error
    finally:
        session.close()


def _key_on(session: Any) -> TokenKey:
    # A token looks for one thing at a time: each search is read to its end.
    able = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True}))
    for key in able:
        of_key = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.ID: key[Attribute.ID]}
        found = list(session.get_objects(of_key))
        if found:
            certificate = bytes(found[0][Attribute.VALUE])
            number = key[Attribute.ID]
            # Tokens take the hash of a curve's signature from outside; few know the combined way.
            hashed = _is_on_curve(certificate)
            signer = _Signer(
                session, cert_id=number, key_id=number, other_certs_to_pull=None, use_raw_mechanism=hashed
            )
            return TokenKey(certificate, signer)
    raise UserError("token_without_key")


def _is_on_curve(certificate: bytes) -> bool:
    """Return whether a certificate's key lies on one of NIST's curves; else it is RSA, long enough."""
    try:
        public = load_der_x509_certificate(certificate).public_key()
    except ValueError as error:
        raise UserError("token_without_key") from error
    strong = isinstance(public, RSAPublicKey) and public.key_size >= LEAST_RSA_BITS
    curve = isinstance(public, EllipticCurvePublicKey) and public.curve.name in CURVES
    if not (strong or curve):
        raise UserError("token_key_unfit")
    return curve
