"""Work of the review: rounds opened and closed, and signatures on frozen versions, each one undo step."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.files import place_error
from app.foundation.progress import Progress, unwatched
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.process import facts
from app.services.desk import Desk
from app.services.freezing import frozen_pdf, keep_file
from app.services.issuing import signing_key
from app.services.paper_codes import version_on
from app.services.papers.content import content_hash
from app.services.plan_text import section_of
from app.services.signatures import ENDORSE, begin_implementing, recorded_now, sign_pdf
from app.storage.staging import keep_blob, read_blob

MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LARGEST_SCAN = 20_000_000


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan or photo of a signed page, and what its square code says: content hash and page, "" and 0."""

    name: str
    data: bytes
    media_type: str
    digest: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A signature in ink: whose, in what capacity, where, when (ISO day), and its scan if there is one."""

    name: str
    role: str
    signed_on: str
    capacity: str = ""
    organisation: str = ""
    place: str = ""
    decision: str = "endorse"
    scan: Path | Scan | None = field(default=None)
    reservation: str = ""


def open_round(desk: Desk, title: str = "", language: str = "en") -> str:
    """Open a round of comments on the current plan and return its id. Raises UserError `no_plan`."""
    plan = facts.current_plan(desk.book())
    if plan is None:
        raise UserError("no_plan")
    with desk.write("review_round.add") as unit:
        values = {f"title_{language}": title, "opened_on": desk.today, "status": "open"}
        return unit.add(ReviewRound, plan=plan.id, **values)


def close_round(desk: Desk, round_id: str) -> None:
    """Close a round today."""
    with desk.write("review_round.edit") as unit:
        unit.set(ReviewRound, round_id, status="closed", closed_on=desk.today)


def reopen_round(desk: Desk, round_id: str) -> None:
    """Open a closed round again."""
    with desk.write("review_round.edit") as unit:
        unit.set(ReviewRound, round_id, status="open", closed_on=None)


def add_comment(desk: Desk, text: str, round_id: str) -> str:
    """Add an open comment, received today, to a round ("" for none) and return its id."""
    with desk.write("comment.add") as unit:
        return unit.add(
            Comment, text=text, round=round_id, type="should", status="open", received_on=desk.today
        )


def comment_on_section(desk: Desk, key: str, text: str, language: str) -> str:
    """Add an open comment on a section (by its key) to the round that is open, and return its id."""
    running = [one for one in desk.records(ReviewRound) if one.status == "open"]
    newest = max(running, key=lambda one: (one.opened_on or "", one.id), default=None)
    with desk.write("comment.add") as unit:
        return unit.add(
            Comment,
            text=text,
            section=section_of(desk, unit, key, language),
            round=newest.id if newest is not None else None,
            type="should",
            status="open",
            received_on=desk.today,
        )


def pdf_of_version(desk: Desk, version_id: str, language: str) -> bytes:
    """Return a version's PDF in a language with the signatures it bears here, else as it was frozen.

    Raises UserError as `frozen_pdf`.
    """
    frozen = frozen_pdf(desk, version_id, language)
    signed = [
        one for one in desk.records(Signoff, version=version_id) if one.method in ("digital_key", "drawn")
    ]
    best = frozen
    with desk.workspace.read() as connection:
        for one in signed:
            data = read_blob(connection, one.signed_file) if one.signed_file else None
            # A signature is added behind the bytes that were there: the longest file bears the most of them.
            if data is not None and data.startswith(frozen) and len(data) > len(best):
                best = data
    return best


def sign_version(
    desk: Desk, version_id: str, language: str, decision: str = ENDORSE, reservation: str = ""
) -> bytes:
    """Sign a version's PDF in a language on top of those who signed before; return the signed file.

    Raises UserError `signed_already`, and as `pdf_of_version` and `sign_pdf`.
    """
    from app.documents.signing.values import fingerprint

    pdf = pdf_of_version(desk, version_id, language)
    if fingerprint(signing_key(desk).certificate) in _certificates_in(desk, version_id, language):
        raise UserError("signed_already", language=language)
    return sign_pdf(desk, pdf, language=language, decision=decision, reservation=reservation)


def _certificates_in(desk: Desk, version_id: str, language: str) -> set[str]:
    """Return the certificates with which people signed a version's PDF in a language for themselves."""
    frozen = frozen_pdf(desk, version_id, language)
    found: set[str] = set()
    with desk.workspace.read() as connection:
        for one in desk.records(Signoff, version=version_id, method="digital_key"):
            data = read_blob(connection, one.signed_file) if one.signed_file else None
            if one.certificate and data is not None and data.startswith(frozen):
                found.add(one.certificate)
    return found


def record_paper_signature(desk: Desk, version_id: str, given: PaperSignature, language: str) -> str:
    """Record a signature that was made in ink on a frozen version, with its scan; return the sign-off's id.

    The square code on the scan says whether it is a page of this version. Raises UserError `unknown_record`,
    `signed_in_future`, `scan_too_large`, `scan_of_another` (digest), `value_…`; PlaceError for the scan.
    """
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        raise UserError("unknown_record", kind="frozen_version", id=version_id)
    if given.signed_on > desk.today:
        raise UserError("signed_in_future")
    scan = read_scan(given.scan) if isinstance(given.scan, Path) else given.scan
    if scan is not None:
        if scan.digest and scan.digest != version.content_hash:
            raise UserError("scan_of_another", digest=scan.digest[:12].upper())
        with desk.workspace.write() as connection:
            keep_blob(connection, scan.data)
    with desk.write("signoff.add") as unit:
        made = unit.add(
            Signoff,
            version=version.id,
            **{f"name_{language}": given.name},
            capacity=given.capacity,
            organisation=given.organisation,
            role=given.role,
            decision=given.decision,
            signed_on=given.signed_on,
            place=given.place,
            method="wet_ink_scan",
            reservation=given.reservation,
            content_hash=version.content_hash,
            signed_file=content_hash(scan.data) if scan else None,
            code_on_scan=bool(scan.digest) if scan else None,
            page=(scan.page or None) if scan else None,
            **recorded_now(desk),
        )
        if scan is not None:
            keep_file(unit, version.id, scan.name, scan.data, scan.media_type)
    begin_implementing(desk)
    return made


def read_scan(path: Path, progress: Progress | None = None) -> Scan:
    """Return a scan with what its square code says. Pure work: may run in any thread.

    Raises UserError `scan_too_large`; PlaceError.
    """
    (progress or unwatched()).step(0, 1)
    try:
        if path.stat().st_size > LARGEST_SCAN:
            raise UserError("scan_too_large", file=path.name, megabytes=LARGEST_SCAN // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        raise place_error(error, path) from error
    media = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    digest, page = version_on(data, path.name)
    return Scan(path.name, data, media, digest, page)
