"""Everything for headquarters in one act: the plan signed or as a draft, workbooks, the package, a readme."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from app.foundation.errors import UserError
from app.foundation.files import is_there, place_error, read_whole, write_whole
from app.foundation.progress import Progress, unwatched
from app.models.kinds.area import Area
from app.models.kinds.meetings import Attachment
from app.models.kinds.review import FrozenVersion, Signoff
from app.process.signing import final_version
from app.services.attachments import file_of, proposed_name
from app.services.desk import HEADQUARTERS_ROLES, Desk
from app.services.documents import plan_pdf
from app.services.four_w import four_w
from app.services.freezing import frozen_pdf, newest_version
from app.services.packing import Parcel, make_package
from app.services.people import people
from app.services.views.review_versions import freezing_of
from app.services.workbooks import workbook
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

ZIP = ".zip"
README, PACKAGE = "README.txt", "for-headquarters.masar"
LARGEST_PACKAGE = 1 << 30
_ON_ROSTER = frozenset({"member", "steward", "invited"})
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the bundle: where it lies, what it holds, and what the readme says of it."""

    name: str
    data: bytes
    said: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was made: where, its files in order, and for whom a package lies inside."""

    path: Path
    files: tuple[str, ...]
    receivers: tuple[str, ...]


def receivers(desk: Desk) -> tuple[str, ...]:
    """Return who of headquarters is on the roster, by name: a package can be made for them."""
    if desk.writer is None:
        return ()
    return tuple(
        row.name
        for row in people(desk)
        if row.role in HEADQUARTERS_ROLES and row.status in _ON_ROSTER
        and not (row.me or row.revoked or row.ended)
    )  # fmt: skip


def bundle_files(desk: Desk, language: str, progress: Progress | None = None) -> tuple[BundleFile, ...]:
    """Return the documents of the bundle; nothing is written. Raises UserError `no_plan`, and Cancelled."""
    watched, words = progress or unwatched(), Words(language)
    return (*plans(desk, words, watched), *_workbooks(desk, words, watched))


def write_bundle(
    desk: Desk, files: Sequence[BundleFile], language: str, out: Path, to: Sequence[str] = ()
) -> Bundle:
    """Write the documents with a package for headquarters and a readme, as a ZIP file or into a new folder.

    `to` names the receivers, else all of headquarters on the roster; without any there is no package. Raises
    UserError `folder_not_empty`, as `make_package`; PlaceError.
    """
    if out.suffix.lower() != ZIP and is_there(out) and (not out.is_dir() or any(out.iterdir())):
        raise UserError("folder_not_empty", folder=out.name)
    words, named = Words(language), tuple(to) or receivers(desk)
    made = [*files, *_package(desk, words, named)]
    readme = _readme(desk, words, made, packed=bool(named))
    whole = (BundleFile(README, readme.encode("utf-8-sig"), ""), *made)
    if out.suffix.lower() == ZIP:
        write_whole(out, _zipped(whole))
    else:
        _laid_out(out, whole)
    return Bundle(out, tuple(one.name for one in whole), named)


def plans(desk: Desk, words: Words, progress: Progress) -> Iterator[BundleFile]:
    """Yield the last final version, else the last draft, with its signed copies; else the plan as it is."""
    version = final_version(desk.book()) or newest_version(desk)
    if version is None:
        for spoken in freezing_of(desk).languages or (words.language,):
            data = plan_pdf(desk, spoken, progress)
            said = words.say("bundle.plan_now", language=words.code("language", spoken))
            yield BundleFile(f"plan-draft-{spoken}.pdf", data, said)
        return
    number = version.number or ""
    for spoken in LANGUAGES:
        if getattr(version, f"pdf_{spoken}"):
            code = "bundle.plan_draft" if version.draft else "bundle.plan"
            said = words.say(code, number=number, language=words.code("language", spoken))
            yield BundleFile(f"plan-{number}-{spoken}.pdf", frozen_pdf(desk, version.id, spoken), said)
    yield from _signed(desk, words, version)


def _signed(desk: Desk, words: Words, version: FrozenVersion) -> Iterator[BundleFile]:
    """Yield each file that somebody signed, once: PDFs, and scans of signatures on paper."""
    signers = {one.signed_file: words.pick(one, "name") for one in desk.records(Signoff, version=version.id)}
    for place, one in enumerate(desk.records(Attachment, subject=version.id), 1):
        who = signers.get(one.sha256)
        if who is not None:
            name = _NOT_IN_NAMES.sub("-", who).strip("-.") or "-"
            ending = Path(proposed_name(one)).suffix or ".pdf"
            data = file_of(desk, one.id)[1]
            yield BundleFile(f"signed/{place:02}-{name}{ending}", data, words.say("bundle.signed", name=who))


def _workbooks(desk: Desk, words: Words, progress: Progress) -> Iterator[BundleFile]:
    spoken = words.language
    made = workbook(desk, spoken, progress=progress)
    yield BundleFile(f"workbook-{spoken}.xlsx", made, words.say("paper.workbook.why"))
    yield BundleFile(f"4w-{spoken}.xlsx", four_w(desk, spoken, progress=progress), words.say("paper.4w.why"))


def _package(desk: Desk, words: Words, named: Sequence[str]) -> Iterator[BundleFile]:
    if not named:
        return
    with TemporaryDirectory() as place:
        out = Path(place) / PACKAGE
        make_package(desk, Parcel(to=tuple(named)), out)
        yield BundleFile(PACKAGE, read_whole(out, LARGEST_PACKAGE), _for_whom(words, named))


def _for_whom(words: Words, named: Sequence[str]) -> str:
    return words.say("bundle.package", names=words.join(list(named)))


def _readme(desk: Desk, words: Words, files: Sequence[BundleFile], *, packed: bool) -> str:
    area = words.pick(desk.find(Area, desk.area), "name")
    lines = [words.say("bundle.title", area=area, day=words.date(desk.today))]
    if desk.training:
        lines.append(words.say("documents.training_mark"))
    lines += ["", *(f"{one.name}: {one.said}" for one in files), "", words.say("bundle.held_back")]
    if not packed:
        lines.append(words.say("bundle.no_package"))
    return "\n".join(lines) + "\n"


def _zipped(files: Sequence[BundleFile]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(one.name, one.data)
    return out.getvalue()


def _laid_out(folder: Path, files: Sequence[BundleFile]) -> None:
    for one in files:
        path = folder / one.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise place_error(error, folder) from error
        write_whole(path, one.data)
