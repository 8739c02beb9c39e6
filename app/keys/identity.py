"""A person's private keys: made here, locked with a passphrase, never leaving the workspace in clear."""

from __future__ import annotations

import base64
import os
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.foundation.clock import Clock, stamp
from app.foundation.errors import UserError
from app.models.card import Card, checked, is_name
from app.models.signature import Purpose, public_key, sign

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """Everything that makes up a person's keys; keep it in memory no longer than needed.

    `signing_seed` 32 bytes (Ed25519), `age_identity` a line `AGE-SECRET-KEY-1…`, `certificate_key` a P-256
    private key (PKCS #8 DER), `certificate` its certificate (DER), `created` a moment as text.
    """

    name: str
    organisation: str
    signing_seed: bytes
    age_identity: str
    certificate_key: bytes
    certificate: bytes
    created: str

    @property
    def signing_key(self) -> str:
        """The public signing key (64 hex characters); it names the person in the roster."""
        return public_key(self.signing_seed)

    @property
    def recipient(self) -> str:
        """The age recipient (`age1…`) to which packages for this person are encrypted."""
        import pyrage

        return str(pyrage.x25519.Identity.from_str(self.age_identity).to_public())

    def sign(self, purpose: Purpose, message: bytes) -> str:
        """Return this person's signature (128 hex characters) over `message` for `purpose`."""
        return sign(self.signing_seed, purpose, message)

    def private_key(self) -> ec.EllipticCurvePrivateKey:
        """Return the P-256 key for signing PDFs."""
        from app.keys.certificate import p256

        return p256(self.certificate_key)


def new_identity(name: str, organisation: str, clock: Clock) -> Identity:
    """Return fresh keys for a person.

    The libraries for certificates are loaded here and not at the start: they take their time.
    Raises UserError `person_without_name`, `person_name_malformed`.
    """
    name, organisation = _tidy(name), _tidy(organisation)
    if not name:
        raise UserError("person_without_name")
    if not (is_name(name) and is_name(organisation)):
        raise UserError("person_name_malformed")
    import pyrage

    from app.keys.certificate import new_p256, self_signed

    certificate_key = new_p256()
    return Identity(
        name=name,
        organisation=organisation,
        signing_seed=os.urandom(32),
        age_identity=str(pyrage.x25519.Identity.generate()),
        certificate_key=certificate_key,
        certificate=self_signed(certificate_key, name, organisation),
        created=stamp(clock.now()),
    )


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def card_of(identity: Identity, role: str = "") -> Card:
    """Return the card that hands over the public keys; `role` is a wish."""
    certificate = base64.b64encode(identity.certificate).decode()
    keys = (identity.signing_key, identity.recipient, certificate)
    return checked(Card(identity.name, identity.organisation, role, *keys, identity.created))
