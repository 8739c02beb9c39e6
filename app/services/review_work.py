"""Work of the review: rounds opened and closed, and signatures on frozen versions, each one undo step."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.files import place_error
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.process import facts
from app.services.desk import Desk
from app.services.freezing import frozen_pdf, keep_file
from app.services.papers.content import content_hash
from app.services.signatures import ENDORSE, sign_pdf
from app.storage.staging import keep_blob, read_blob

MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LARGEST_SCAN = 20_000_000


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
    scan: Path | None = field(default=None)


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


def pdf_of_version(desk: Desk, version_id: str, language: str) -> bytes:
    """Return a version's PDF in a language with the signatures it bears here, else as it was frozen.

    Raises UserError as `frozen_pdf`.
    """
    frozen = frozen_pdf(desk, version_id, language)
    signed = desk.records(Signoff, version=version_id, method="digital_key")
    best = frozen
    with desk.workspace.read() as connection:
        for one in signed:
            data = read_blob(connection, one.signed_file) if one.signed_file else None
            # A signature is added behind the bytes that were there: the longest file bears the most of them.
            if data is not None and data.startswith(frozen) and len(data) > len(best):
                best = data
    return best


def sign_version(desk: Desk, version_id: str, language: str, decision: str = ENDORSE) -> bytes:
    """Sign a version's PDF in a language on top of those who signed before; return the signed file.

    Raises UserError `signed_already`, and as `pdf_of_version` and `sign_pdf`.
    """
    from app.documents.signing.values import fingerprint
    from app.documents.signing.verify import verify

    pdf = pdf_of_version(desk, version_id, language)
    own = fingerprint(desk.identity().certificate)
    if any(one.fingerprint == own and not one.certification for one in verify(pdf).signatures):
        raise UserError("signed_already", language=language)
    return sign_pdf(desk, pdf, language=language, decision=decision)


def record_paper_signature(desk: Desk, version_id: str, given: PaperSignature, language: str) -> str:
    """Record a signature that was made in ink on a frozen version, with its scan; return the sign-off's id.

    Raises UserError `unknown_record`, `signed_in_future`, `too_large`, `value_…`; PlaceError for the scan.
    """
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        raise UserError("unknown_record", kind="frozen_version", id=version_id)
    if given.signed_on > desk.today:
        raise UserError("signed_in_future")
    scan = _read_scan(given.scan) if given.scan else b""
    if scan:
        with desk.workspace.write() as connection:
            keep_blob(connection, scan)
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
            content_hash=version.content_hash,
            signed_file=content_hash(scan) if scan else None,
        )
        if scan and given.scan is not None:
            media = MEDIA_TYPES.get(given.scan.suffix.lower(), "application/octet-stream")
            keep_file(unit, version.id, given.scan.name, scan, media)
    return made


def _read_scan(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_SCAN:
            raise UserError("scan_too_large", file=path.name, megabytes=LARGEST_SCAN // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise place_error(error, path) from error
