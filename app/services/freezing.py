"""Freezing a version of the plan: its content, its hash, and one PDF per language, rendered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.keys.identity import Identity
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Plan
from app.models.kinds.review import FrozenVersion
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.readiness import blocking
from app.services.desk import Desk
from app.services.documents import Manuscript, manuscript, next_number, signable
from app.services.expected_signatures import expected_signatures
from app.services.papers.content import content_hash
from app.services.unit import Unit
from app.storage.staging import keep_blob, read_blob

LANGUAGES = ("en", "ar")
PDF, JSON = "application/pdf", "application/json"


def blocking_findings(desk: Desk) -> int:
    """Return how many errors stop a final version from being frozen."""
    findings = run_checks(desk.book(), Context(desk.today, sees_group=desk.sees_group))
    return len(blocking(findings))


@dataclass(frozen=True, slots=True)
class Rendering:
    """A version as it will be frozen: what it is made from and its certified PDF per language."""

    paper: Manuscript
    pdfs: Mapping[str, bytes]
    moment: datetime
    draft: bool


def freeze(
    desk: Desk, *, draft: bool = False, languages: Sequence[str] = LANGUAGES, progress: Progress | None = None
) -> str:
    """Freeze the current plan and return the id of the frozen version. Raises as `render_version`."""
    return keep_version(desk, render_version(desk, draft=draft, languages=languages, progress=progress))


def render_version(
    desk: Desk, *, draft: bool = False, languages: Sequence[str] = LANGUAGES, progress: Progress | None = None
) -> Rendering:
    """Return the current plan drawn for freezing. Writes nothing: may run beside other work.

    Each language's PDF is certified by the person who freezes; nobody renders it again. Raises UserError
    `not_ready` (count) for a final version with open errors, `no_plan`; Cancelled.
    """
    errors = 0 if draft else blocking_findings(desk)
    if errors:
        raise UserError("not_ready", count=errors)
    paper = manuscript(desk, version=next_number(desk, draft=draft), frozen=not draft)
    moment = desk.clock.now()
    identity = desk.identity()
    pdfs = {language: _certified(paper, language, identity, moment, progress) for language in languages}
    return Rendering(paper, pdfs, moment, draft)


def _certified(
    paper: Manuscript, language: str, identity: Identity, moment: datetime, progress: Progress | None
) -> bytes:
    from app.documents.signing.prepare import certify
    from app.documents.signing.values import SigningKey

    key = SigningKey(identity.certificate, identity.certificate_key)
    return certify(signable(paper, language, progress), key, moment=moment)


def keep_version(desk: Desk, rendering: Rendering) -> str:
    """Write a frozen version and its files, which always travel, in one action; return its id."""
    paper, pdfs, draft = rendering.paper, rendering.pdfs, rendering.draft
    with desk.workspace.write() as connection:
        keep_blob(connection, paper.content)
        for pdf in pdfs.values():
            keep_blob(connection, pdf)
    digests = {language: content_hash(pdf) for language, pdf in pdfs.items()}
    with desk.write("plan.freeze_draft" if draft else "plan.freeze") as unit:
        version = unit.add(
            FrozenVersion,
            plan=paper.plan.id,
            number=paper.version,
            content_hash=content_hash(paper.content),
            draft=draft,
            frozen_at=stamp(rendering.moment),
            frozen_by=desk.identity_card().name,
            content=content_hash(paper.content),
            expected_signatories=expected_fields(desk),
            **{f"pdf_{language}": digest for language, digest in digests.items()},
        )
        keep_file(unit, version, f"plan-{paper.version}.json", paper.content, JSON)
        for language, pdf in pdfs.items():
            keep_file(unit, version, f"plan-{paper.version}-{language}.pdf", pdf, PDF)
        if not draft:
            unit.set(Plan, paper.plan.id, version=paper.version, status="finalised")
    return version


def keep_file(unit: Unit, subject: str, name: str, data: bytes, media_type: str) -> None:
    """Hang a file that always travels on a frozen version."""
    unit.add(
        Attachment,
        name_en=name,
        subject_kind="frozen_version",
        subject=subject,
        sha256=content_hash(data),
        size=len(data),
        media_type=media_type,
        always_travels=True,
    )


def expected_fields(desk: Desk) -> tuple[str, ...]:
    """Return who is expected to sign in which field: `field=member id`, or the field alone for an office."""
    return tuple(one.entry for one in expected_signatures(desk.book()))


def frozen_pdf(desk: Desk, version_id: str, language: str) -> bytes:
    """Return the bytes of a frozen version in a language.

    Raises UserError `unknown_record`, `not_in_language`, `attachment_missing`.
    """
    version = desk.find(FrozenVersion, version_id)
    if version is None:
        raise UserError("unknown_record", kind="frozen_version", id=version_id)
    digest = getattr(version, f"pdf_{language}", None)
    if not digest:
        raise UserError("not_in_language", language=language)
    with desk.workspace.read() as connection:
        data = read_blob(connection, digest)
    if data is None:
        raise UserError("attachment_missing", file=digest[:12])
    return data


def newest_version(desk: Desk) -> FrozenVersion | None:
    """Return the version that was frozen last, drafts too, or None."""
    return max(desk.records(FrozenVersion), key=lambda v: (v.frozen_at or "", v.id), default=None)
