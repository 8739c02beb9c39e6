"""Review: what changed between two versions; comments out in a workbook and in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.cli.reports_out import VERSION
from app.foundation.files import write_whole
from app.services.importing_problems import problem_text, row_text
from app.services.papers.comparison import comparison_pdf
from app.services.review_taking import read_review, take_review
from app.services.version_contents import Comparison, Side, compare_versions, version_named
from app.services.version_difference import SORTS, FieldDifference, RecordDifference
from app.services.views.word_difference import Piece
from app.words.catalogue import Words


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    command = commands.add("compare", compare, "what changed between two versions of the plan")
    command.add_argument("before", metavar="VERSION", help=VERSION)
    command.add_argument("after", metavar="VERSION", help="the later version")
    out_option(command, required=False)


def add_imports(group: Commands) -> None:
    """Add what the command `import` takes from a review."""
    command = group.add("review-workbook", import_review, "take comments from a review workbook")
    command.add_argument("table", metavar="TABLE", type=Path, help="the .xlsx that came back")
    command.add_argument("--preview", action="store_true", help="only say what would be taken")
    command.add_argument("--organisation", default="", help="id of the one it is from; else as it says")


def import_review(options: Options, console: Console) -> None:
    """Take comments from a review workbook, as one undo step."""
    with opened(options, console) as desk:
        found = read_review(desk, options.table)
        made = [] if options.preview else take_review(desk, found, options.organisation)
    problems = [{"row": one.row, "text": problem_text(console.words, one)} for one in found.problems]
    if console.as_json:
        rows = [msgspec.to_builtins(one) for one in found.rows]
        console.show({"version": found.version, "round": found.round, "organisation": found.organisation,
                      "rows": rows, "taken": made, "problems": problems})  # fmt: skip
        return
    counted = {"count": len(found.fresh), "known": len(found.rows) - len(found.fresh)}
    console.say("review_book.would_take" if options.preview else "review_book.taken", **counted)
    for one in found.problems:
        print(row_text(console.words, one))


def compare(options: Options, console: Console) -> None:
    """Say what changed from one version to another, or write it as a PDF with -o."""
    language = console.words.language
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        pair = version_named(desk, options.before), version_named(desk, options.after)
        found = compare_versions(desk, *pair, language)
        if options.out:
            write_whole(options.out, comparison_pdf(desk, *pair, language))
    if console.as_json:
        console.show(_data(found))
        return
    for line in _lines(found, console.words):
        print(line)


def _data(found: Comparison) -> dict[str, object]:
    counts: dict[str, object] = {sort: found.difference.count(sort) for sort in SORTS}
    records = [one for chapter in found.difference.chapters for one in chapter.records]
    return {
        "before": _side(found.before),
        "after": _side(found.after),
        "same": found.same,
        **counts,
        "records": [_record(one) for one in records],
    }


def _side(one: Side) -> dict[str, str]:
    return {"id": one.id, "name": one.name, "content_hash": one.content_hash, "frozen_at": one.frozen_at}


def _record(one: RecordDifference) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.id,
        "code": one.code,
        "title": one.title,
        "what": one.sort,
        "fields": [
            {"field": field.field, "label": field.label, "before": field.before, "after": field.after}
            for field in one.fields
        ],
        "parts": [_record(part) for part in one.parts],
    }


def _lines(found: Comparison, words: Words) -> Iterator[str]:
    yield words.say("review.compare.from_to", before=found.before.name, after=found.after.name)
    if found.same:
        yield words.say("review.compare.nothing")
    for chapter in found.difference.chapters:
        yield ""
        yield chapter.title
        for one in chapter.records:
            yield from _record_lines(one, words, "  ")


def _record_lines(one: RecordDifference, words: Words, indent: str) -> Iterator[str]:
    title = " ".join(text for text in (one.code, one.title) if text)
    yield f"{indent}{words.say(f'review.compare.{one.sort}')}: {title}"
    for field in one.fields:
        yield f"{indent}    {field.label}: {_change(field)}"
    for part in one.parts:
        yield from _record_lines(part, words, indent + "    ")


def _change(field: FieldDifference) -> str:
    """Return a field in one line: words that were taken out as [-so-], words put in as {+so+}."""
    if not field.old or not field.new:
        return _flat(field.after or field.before)
    if any(piece.same for piece in (*field.old, *field.new)):
        return f"{_marked(field.old)} → {_marked(field.new)}"
    return f"{_flat(field.before)} → {_flat(field.after)}"


def _marked(pieces: tuple[Piece, ...]) -> str:
    return _flat("".join(map(_piece, pieces)))


def _piece(piece: Piece) -> str:
    bare = piece.text.rstrip()
    after = piece.text[len(bare) :]
    if piece.same:
        return piece.text
    return f"[-{bare}-]{after}" if piece.gone else f"{{+{bare}+}}{after}"


def _flat(text: str) -> str:
    return " ".join(text.split())
