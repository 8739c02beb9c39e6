"""What goes into and comes out of signing and verifying: plain frozen values, no library behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.foundation.errors import Param
from app.models.strokes import Strokes

CERTIFICATION_FIELD = "certification"
SPARE_FIELDS = ("spare_1", "spare_2", "spare_3", "spare_4")

# What became of the whole document, from best to worst.
ALL_INTACT = "all_intact"
CHANGED_AFTER_SIGNING = "changed_after_signing"
DAMAGED = "damaged"
NO_SIGNATURES = "no_signatures"

# What came after a signature was made.
NOTHING = "nothing"
SIGNATURES = "signatures"
HOUSEKEEPING = "housekeeping"
FORM_FIELDS = "form_fields"
ANNOTATIONS = "annotations"
CONTENT = "content"
UNCLEAR = "unclear"
HARMLESS = frozenset({NOTHING, SIGNATURES, HOUSEKEEPING})

# How the signer stands to those whom the reader knows.
KNOWN = "known"
ISSUED = "issued"
UNKNOWN = "unknown"
UNKNOWN_ISSUER = "unknown_issuer"
ISSUER_WITHDRAWN = "issuer_withdrawn"
REVOKED = "revoked"
LOST = "lost"
NAME_BORROWED = "name_borrowed"
TRUSTED = frozenset({KNOWN, ISSUED})


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """An empty signature field to be made.

    `rect` is (left, bottom, right, top) in points from the page's lower left corner; `page` counts from 0.
    `who` is the name or office that stands in the box, "" in a spare one.
    """

    name: str
    page: int
    rect: tuple[float, float, float, float]
    who: str = ""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A person's certificate (DER), private key (PKCS #8, DER) and certificates of issuers (DER)."""

    certificate: bytes
    private_key: bytes
    issuers: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"SigningKey({sha256(self.certificate).hexdigest()[:16]})"


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A certificate (DER) whose private key stays on a token; `signer` is the library's way to it."""

    certificate: bytes
    signer: object


@dataclass(frozen=True, slots=True)
class SignatureAppearance:
    """What stands in the signature's box, already in words of the document's language.

    `moment` is the sentence beside the check mark ("Digitally signed 20 May 2026, 10:14 (computer clock)");
    `lines` follow in small quiet text ("Certificate 7F3A 91C2", "Draft: does not count"). `strokes` of a
    signature drawn by hand stand beside the words, as vectors.
    """

    name: str
    capacity: str = ""
    organisation: str = ""
    moment: str = ""
    lines: tuple[str, ...] = ()
    right_to_left: bool = False
    strokes: Strokes | None = None


@dataclass(frozen=True, slots=True)
class KnownSigner:
    """A person of the roster: fingerprint = SHA-256 of the certificate (DER) in lower hexadecimal.

    `revoked`: no longer of the group; `lost`: a device with the key was cut off, and the key not accepted
    since.
    """

    fingerprint: str
    name: str
    organisation: str = ""
    revoked: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the reader knows: people of the roster, and certificates (DER) of issuers who vouch, or did."""

    signers: tuple[KnownSigner, ...] = ()
    issuers: tuple[bytes, ...] = ()
    withdrawn: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be made by the catalogues: code `signing.…` and its named fields."""

    code: str
    params: Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What was found out about one signature.

    `intact`: the signed bytes and the signature belong together. `covers_all`: nothing follows the signed
    bytes. `later`: what follows (nothing, signatures, housekeeping, form_fields, annotations, content,
    unclear). `standing`: known, issued, unknown, unknown_issuer, issuer_withdrawn, revoked, lost,
    name_borrowed. `moment` is the signer's own clock; `expired`: by it, a certificate was not valid yet or no
    longer.
    """

    field: str
    name: str
    organisation: str
    fingerprint: str
    moment: datetime | None
    intact: bool
    covers_all: bool
    later: str
    standing: str
    certification: bool
    messages: tuple[Message, ...]
    expired: bool = False

    @property
    def counts(self) -> bool:
        """Whether the signature is intact, nothing harmful follows and the signer is known.

        The roster decides without a clock; what an issuer says of a stranger has an end.
        """
        known = self.standing in TRUSTED and not (self.expired and self.standing == ISSUED)
        return self.intact and self.later in HARMLESS and known


@dataclass(frozen=True, slots=True)
class TimestampReport:
    """What was found out about one timestamp; `known`: an issuer in use vouches for its authority."""

    field: str
    intact: bool
    known: bool
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ContentCheck:
    """Whether data and pages belong together; hashes are lower hexadecimal, "" where there is none.

    `metadata`: content hash named by the document; `attachment`: SHA-256 of the attached plan.json;
    `covered`: one intact signature covers a revision that holds both, as they are now.
    """

    metadata: str
    attachment: str
    agree: bool
    covered: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a PDF: all_intact, changed_after_signing, damaged or no_signatures, and why.

    `open_fields` are signature fields nobody signed; `missing` are fingerprints that were expected to have
    signed and did not (a signature may have been cut off). `edited` are pages that differ from what was
    noted before anybody could sign, `painted` empty fields that were made to look signed.
    """

    verdict: str
    signatures: tuple[SignatureReport, ...]
    open_fields: tuple[str, ...]
    missing: tuple[str, ...]
    content: ContentCheck
    messages: tuple[Message, ...]
    edited: tuple[int, ...] = ()
    painted: tuple[str, ...] = ()
    timestamps: tuple[TimestampReport, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether every signature counts, none is missing and data and pages belong together."""
        return self.whole and all(report.counts for report in self.signatures)

    @property
    def whole(self) -> bool:
        """As `fine`, without asking who signed: for readers who know nobody."""
        agreed = self.content.agree or not (self.content.metadata or self.content.attachment)
        doubtful = self.missing or self.edited or self.painted or not all(t.intact for t in self.timestamps)
        return self.verdict == ALL_INTACT and bool(self.signatures) and agreed and not doubtful


def fingerprint(certificate: bytes) -> str:
    """Return SHA-256 of a certificate (DER) in lower hexadecimal."""
    return sha256(certificate).hexdigest()
