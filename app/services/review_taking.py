"""Taking comments from a review workbook that came back: read, checked against the version, then taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.models.codes import CODE_LISTS
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Section
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound
from app.models.record import Record
from app.services.desk import Desk
from app.services.importing_problems import RowProblem
from app.services.review_workbook import (
    ABOUT,
    CODE,
    FORMAT,
    ID,
    KIND,
    SAYS,
    TEXT,
    WHOLE,
    Part,
    choice,
    newest_round,
    parts_of,
    sealed,
)
from app.services.version_contents import version_book
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

if TYPE_CHECKING:
    from app.documents.workbook.filled import FilledForm

LARGEST_FILE = 20_000_000
LONGEST_COMMENT = 19_000
"""Of a longer text the rest becomes a comment of its own, as the field holds 20,000 characters."""


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One comment of the workbook: its row, what it is about in words and by id, its type and text.

    `known` says that the same comment was taken before.
    """

    row: int
    about: str
    kind: str
    record: str
    type: str
    text: str
    known: bool = False

    @property
    def id(self) -> str:
        """The row's number as text: what tells it from the others in a list."""
        return str(self.row)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came back: from whom, about which version, for which round, and its comments.

    `organisation` is the id of the one that is meant by `organisation_text`, "" when none is known by it.
    """

    file: str
    version: str
    number: str
    round: str
    organisation: str
    organisation_text: str
    rows: tuple[ReviewedRow, ...]
    problems: tuple[RowProblem, ...]

    @property
    def fresh(self) -> tuple[ReviewedRow, ...]:
        """The comments that were not taken before."""
        return tuple(one for one in self.rows if not one.known)


def read_review(desk: Desk, source: Path | bytes, name: str = "") -> Reviewed:
    """Return the comments in a review workbook; nothing is written.

    Raises UserError `not_a_review_workbook`, `review_workbook_newer`, `review_workbook_foreign`,
    `review_version_unknown`, `review_workbook_altered`, as `read_form` and `version_book`; PlaceError.
    """
    from app.documents.workbook.filled import read_form

    file = name or (source.name if isinstance(source, Path) else "")
    data = read_whole(source, LARGEST_FILE) if isinstance(source, Path) else source
    form = read_form(data, file)
    version = _version(desk, form, file)
    parts = parts_of(
        version_book(desk, version.id), Words(form.marks.get("language") or "en", isolating=False)
    )
    return _Reading(desk, form, version, parts, file).reviewed()


def take_review(desk: Desk, reviewed: Reviewed, organisation: str = "") -> list[str]:
    """Add the comments that are new, as one undo step, and return their ids.

    `organisation` is the id of the one they come from, else the one the workbook names; one that is not known
    here stands at the end of each text.
    """
    sender = desk.find(Organisation, organisation or reviewed.organisation)
    if not reviewed.fresh:
        return []
    with desk.write("comment.take") as unit:
        return [
            unit.add(
                Comment,
                text=text,
                type=row.type,
                round=reviewed.round or None,
                section=row.record if row.kind == "section" else None,
                activity=row.record if row.kind == "activity" else None,
                organisation=sender.id if sender else None,
                status="open",
                channel="workbook",
                received_on=desk.today,
            )
            for row in reviewed.fresh
            for text in _texts(row, reviewed.organisation_text if sender is None else "")
        ]


def _texts(row: ReviewedRow, sender: str) -> list[str]:
    """Return a comment's text with what no field can hold: a part that is gone, a sender nobody knows."""
    text = f"[{row.about}] {row.text}" if row.kind == "gone" else row.text
    return list(_pieces(f"{text}\n({sender})" if sender else text))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that a comment can hold, cut at a blank where there is one."""
    while len(text) > LONGEST_COMMENT:
        cut = text.rfind(" ", LONGEST_COMMENT // 2, LONGEST_COMMENT)
        at = cut if cut > 0 else LONGEST_COMMENT
        yield text[:at].strip()
        text = text[at:].strip()
    yield text


def _version(desk: Desk, form: FilledForm, file: str) -> FrozenVersion:
    marks = form.marks
    if not marks.get("format", "").startswith(FORMAT.rpartition("-")[0]):
        raise UserError("not_a_review_workbook", file=file)
    if marks["format"] != FORMAT:
        raise UserError("review_workbook_newer", file=file)
    if marks.get("area") != desk.area:
        raise UserError("review_workbook_foreign", file=file, area=marks.get("area_name", "")[:80])
    version = desk.find(FrozenVersion, marks.get("version"))
    if version is None or version.content_hash != marks.get("content"):
        raise UserError("review_version_unknown", file=file, number=marks.get("number", "")[:20])
    return version


@cache
def _types() -> Mapping[str, str]:
    """Return the code of each type of comment by its word in every language, in small letters."""
    return {
        Words(language).code("comment_type", code).casefold(): code
        for language in LANGUAGES
        for code in CODE_LISTS["comment_type"]
    }


class _Reading:
    """The rows of one workbook, checked against the parts of the version it was made of."""

    def __init__(
        self, desk: Desk, form: FilledForm, version: FrozenVersion, parts: list[Part], file: str
    ) -> None:
        self.desk, self.form, self.version, self.file = desk, form, version, file
        self.parts = {part.id: part for part in parts}
        self.labels = {choice(part).casefold(): part for part in parts}
        self.problems: list[RowProblem] = []
        self.lines = form.sheets.get(form.marks.get("sheet", ""), ())
        around = desk.find(ReviewRound, form.marks.get("round")) or newest_round(desk)
        self.round = around.id if around else ""

    def reviewed(self) -> Reviewed:
        """Return what came back. Raises UserError `review_workbook_altered`."""
        first, count = self._whole("first_row"), self._whole("parts")
        listed = [self._cells(row) for row in range(first, first + count)]
        if sealed(line[ID : SAYS + 1] for line in listed) != self.form.marks.get("seal"):
            raise self._altered()
        if any(line[ID] not in self.parts for line in listed):
            raise self._altered()
        text = self._organisation_text()
        organisation = self._organisation(text)
        rows = tuple(self._rows(first, count, organisation))
        return Reviewed(
            self.file,
            self.version.id,
            self.version.number or "",
            self.round,
            organisation,
            text,
            rows,
            tuple(self.problems),
        )

    def _altered(self) -> UserError:
        return UserError("review_workbook_altered", file=self.file)

    def _whole(self, mark: str) -> int:
        text = self.form.marks.get(mark, "")
        if not text.isdecimal() or int(text) > len(self.lines) + 1:
            raise self._altered()
        return int(text)

    def _cells(self, row: int) -> tuple[str, ...]:
        line = self.lines[row - 1] if 0 < row <= len(self.lines) else ()
        return tuple(line[:6]) + ("",) * (6 - len(line[:6]))

    def _organisation_text(self) -> str:
        return " ".join(self._cells(self._whole("asked_row"))[SAYS].split())

    def _organisation(self, text: str) -> str:
        wanted = text.casefold()
        for one in self.desk.records(Organisation):
            names = (one.name_en, one.name_ar, one.name_ckb, one.name_fr, one.acronym)
            if wanted and wanted in {name.casefold() for name in names if name}:
                return one.id
        return ""

    def _rows(self, first: int, count: int, organisation: str) -> Iterator[ReviewedRow]:
        for row in range(first, len(self.lines) + 1):
            cells = self._cells(row)
            listed = row < first + count
            if cells[TEXT]:
                yield self._row(row, cells, organisation, listed=listed)
            elif cells[KIND] or (not listed and any(cells[CODE:KIND])):
                self.problems.append(RowProblem(row, "comment_without_text"))

    def _row(self, row: int, cells: tuple[str, ...], organisation: str, *, listed: bool) -> ReviewedRow:
        part = self.parts[cells[ID]] if listed else self.labels.get(" ".join(cells[ABOUT].split()).casefold())
        about = choice(part) if part else cells[ABOUT]
        kind, record = self._record(part)
        if (part is None and cells[ABOUT]) or kind == "gone":
            self.problems.append(RowProblem(row, "comment_about_gone", {"text": about[:80]}))
            kind = "gone"
        sort = _types().get(cells[KIND].casefold(), "")
        if not sort:
            code = "comment_type_unknown" if cells[KIND] else "comment_type_missing"
            self.problems.append(RowProblem(row, code, {"text": cells[KIND][:40]}))
        made = ReviewedRow(row, about, kind, record, sort or "should", cells[TEXT])
        return replace(made, known=self._is_known(made, organisation))

    def _record(self, part: Part | None) -> tuple[str, str]:
        if part is None or part.id == WHOLE:
            return "", ""
        kinds: dict[str, type[Record]] = {"section": Section, "activity": Activity}
        for kind, of in kinds.items():
            found = self.desk.find(of, part.id)
            if found is not None:
                return kind, found.id
        return "gone", ""

    def _is_known(self, one: ReviewedRow, organisation: str) -> bool:
        first = {_texts(one, sender)[0] for sender in ("", self._organisation_text())}
        return any(
            held.text in first
            and held.channel == "workbook"
            and (held.activity or held.section or "") == one.record
            and (not organisation or held.organisation == organisation)
            for held in self.desk.records(Comment, round=self.round or None)
        )
