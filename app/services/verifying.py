"""Whether a PDF or a package is whole and unaltered, with a workspace or without, and that in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.foundation.errors import UserError
from app.foundation.files import place_error
from app.foundation.progress import Progress, unwatched
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.paper_codes import version_on
from app.services.plan_inside import PlanInside, plan_inside
from app.services.signatures import recorded_on, verify_pdf, was_rewritten
from app.services.signatures_returned import Returned, returned_signatures
from app.sync.package_reader import CheckingSink, read_package
from app.sync.word_key import identity_line
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.signing.values import Message, SignatureReport, Verification

Tone = Literal["good", "attention", "wrong"]
LARGEST_PDF = 512 * 1024**2
PDF, PACKAGE = "pdf", "package"
_PACKAGE_MARK = b"age-encryption.org/"
_PDF_MARK, _PDF_WITHIN = b"%PDF-", 1024


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made a package (the name is the package's own word), when, and whether its data are invented."""

    name: str
    organisation: str
    created: str
    training: bool


def sort_of(path: Path) -> str:
    """Return "pdf" or "package" by what is in the file, "" for anything else. Raises PlaceError."""
    try:
        with path.open("rb") as file:
            start = file.read(_PDF_WITHIN)
    except OSError as error:
        raise place_error(error, path) from error
    if _PDF_MARK in start:
        return PDF
    return PACKAGE if start.startswith(_PACKAGE_MARK) else ""


def verify_package(path: Path, words: tuple[int, ...], progress: Progress | None = None) -> Sender:
    """Read a package made for six words to its end and return who made it. Raises as `read_package`."""
    opened = read_package(path, [identity_line(words)], CheckingSink(), progress or unwatched())
    sender, manifest = opened.sender, opened.manifest
    return Sender(sender.name, sender.organisation, manifest.created, manifest.training)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was found: its tone, the sentence, and what is to be said beneath."""

    tone: Tone
    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about a PDF. `known`: judged by a workspace; without one nobody is known.

    `inside` is the plan it carries, `refused` why that cannot be shown. `notes` come from the workspace and
    from the square code on the pages; with `doubtful` one of them says that the file is not to be relied on.
    `returned` are signatures that no sign-off here tells of.
    """

    found: Verification
    known: bool
    inside: PlanInside | None = None
    refused: UserError | None = None
    notes: tuple[Message, ...] = ()
    doubtful: bool = False
    returned: tuple[Returned, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether everything counts. Without a workspace: whether everything is whole."""
        return (self.found.fine if self.known else self.found.whole) and not self.doubtful


def check_pdf(pdf: bytes, desk: Desk | None, language: str) -> Checked:
    """Return what is true of a PDF: its signatures, its data, and how they stand to the workspace.

    Raises UserError as `documents.signing.verify`.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.values import CERTIFICATION_FIELD

    found, content = verify_pdf(pdf, desk), read_plan(pdf)
    returned = returned_signatures(desk, pdf, found) if desk is not None else ()
    notes, refused, inside = (*_doubts(pdf, found, desk), *_unrecorded(returned)), None, None
    if content is not None:
        frozen = any(report.field == CERTIFICATION_FIELD for report in found.signatures)
        try:
            inside = plan_inside(content, desk, language, frozen=frozen)
        except UserError as error:
            refused = error
    doubtful = any(note.code not in ("signing.elsewhere", "signing.unrecorded") for note in notes)
    return Checked(found, desk is not None, inside, refused, notes, doubtful, returned)


def _unrecorded(returned: tuple[Returned, ...]) -> Iterator[Message]:
    from app.documents.signing.values import Message

    for one in returned:
        yield Message("signing.unrecorded", {"name": one.given.name})


def _doubts(pdf: bytes, found: Verification, desk: Desk | None) -> Iterator[Message]:
    from app.documents.signing.values import CERTIFICATION_FIELD, Message

    named = found.content.attachment or found.content.metadata
    printed = version_on(pdf, "document.pdf")[0] if named else ""
    if printed not in ("", named):
        yield Message("signing.content.printed", {})
    if desk is None or not named:
        return
    hashes = (found.content.attachment, found.content.metadata)
    version = next((one for one in desk.records(FrozenVersion) if one.content_hash in hashes), None)
    if version is None:
        return
    if was_rewritten(desk, version, pdf):
        yield Message("signing.rewritten", {"number": version.number or ""})
        return
    here = {report.fingerprint for report in found.signatures if report.field != CERTIFICATION_FIELD}
    names = [
        one.name_en or one.name_ar or ""
        for key, one in recorded_on(desk, version, pdf).items()
        if key not in here
    ]
    yield from (Message("signing.elsewhere", {"name": name}) for name in names)


def lines_of(checked: Checked, words: Words) -> Iterator[Line]:
    """Yield the verdict, the data, then each signature. Window and command line say these and no others."""
    from app.documents.signing.values import SPARE_FIELDS
    from app.documents.signing.wording import field_name, heading, say

    found = checked.found
    first, *rest = [say(one, words) for one in (*found.messages, *checked.notes)]
    still = [field_name(one, words) for one in found.open_fields if one not in SPARE_FIELDS]
    if still:
        rest.append(words.say("signing.still_open", names=words.join(still)))
    yield Line(verdict_tone(checked), first, tuple(rest))
    if checked.refused is not None:
        reason = words.refusal(checked.refused)
        yield Line("wrong", words.say("inside.unreadable", reason=reason))
    if checked.inside is not None:
        first, *rest = [say(one, words) for one in checked.inside.messages]
        sound = checked.inside.relation in _SOUND and verdict_tone(checked) != "wrong"
        yield Line("good" if sound else "attention", first, tuple(rest))
    for report in found.signatures:
        said = tuple(say(one, words) for one in report.messages)
        yield Line(report_tone(report), heading(report, words), said)
    for stamp in found.timestamps:
        first, *rest = [say(one, words) for one in stamp.messages]
        tone: Tone = "good" if stamp.known else "attention" if stamp.intact else "wrong"
        yield Line(tone, first, tuple(rest))


def last_line(checked: Checked, words: Words) -> str:
    """Return what is to be known of all moments and names."""
    return words.say("review.verify.clock" if checked.known else "signing.clock_alone")


_SOUND = frozenset({"same", "alone"})
_WRONG = frozenset({"damaged", "changed_after_signing"})
_BROKEN = frozenset({"content", "damaged", "unclear"})
_BAD_STANDING = frozenset({"revoked", "lost", "name_borrowed", "issuer_withdrawn"})


def verdict_tone(checked: Checked) -> Tone:
    """Return good when everything counts, wrong when something is broken, else attention."""
    if checked.fine:
        return "good"
    found = checked.found
    broken = found.verdict in _WRONG or found.missing or found.edited or found.painted or checked.doubtful
    return "wrong" if broken else "attention"


def report_tone(report: SignatureReport) -> Tone:
    """Return good for a signature that counts, wrong for a broken or withdrawn one, else attention."""
    if report.counts:
        return "good"
    broken = not report.intact or report.later in _BROKEN or report.standing in _BAD_STANDING
    return "wrong" if broken else "attention"
