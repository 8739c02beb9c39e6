"""A framework with what answers it, as an Excel file: the nodes, and records by nodes."""

from __future__ import annotations

from app.documents.workbook_content import Book, Cell, Column, Properties, Sheet
from app.models.kinds.area import Area
from app.models.record import Home
from app.models.registry import describe
from app.process.nodes import framework_named
from app.process.terms import Term
from app.services.desk import Desk
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.views.frameworks import Answering, FrameworkRow, NodeRow, coverage_matrix, framework_row
from app.services.views.said import Label
from app.words.catalogue import Words

_WIDE, _TITLE = 60.0, 44.0


def framework_workbook(desk: Desk, framework: str, language: str) -> bytes:
    """Return the coverage of a framework as an .xlsx file. Raises UserError `unknown_framework`."""
    from app.documents.workbook.writer import write_book

    return write_book(framework_content(desk, framework, language), None)


def framework_content(desk: Desk, framework: str, language: str) -> Book:
    """Return what goes into the workbook, before it becomes a file; nothing above class 2."""
    words, book = Words(language, isolating=False), printable(desk.book(), desk.area)
    row = framework_row(book, framework_named(book, framework))
    area = Scribe(book, words).name(desk.find(Area, desk.area))
    note = words.say("sync.training") if desk.training else ""
    about = Properties(
        subject=area, description=note, keywords=note, language=language, created=desk.clock.now()
    )
    title = f"{spoken(words, row.title)} · {area}"
    return Book(
        f"{note} · {title}" if note else title, (_nodes(words, row, note), _matrix(words, row, note)), about
    )


def spoken(words: Words, label: Label) -> str:
    """Return a label in a language."""
    if isinstance(label, Term):
        return words.say(label.code)
    texts = (getattr(label, one) for one in (words.language, "en", "ar", "ckb", "fr"))
    return next((text for text in texts if text), label.plain)


def _nodes(words: Words, row: FrameworkRow, note: str) -> Sheet:
    say = words.say
    headers = ("node", "required", "state", "answers", "sections", "said", "reason", "source")
    wide = {"node": _TITLE, "answers": _WIDE, "said": _WIDE, "reason": _TITLE, "source": _TITLE}
    columns = tuple(Column(say(f"frameworks.column.{one}"), width=wide.get(one)) for one in headers)
    rows = [_line(words, node) for node in row.nodes]
    return Sheet(say("frameworks.sheet.nodes"), columns, rows, words.right_to_left, note, 1)


def _line(words: Words, node: NodeRow) -> list[Cell]:
    said = [one.explanation for one in node.alignments if one.explanation]
    return [
        "   " * node.depth + spoken(words, node.title),
        words.say("fields.yes") if node.required else "",
        words.say(f"frameworks.state.{node.state}"),
        "; ".join(
            " ".join((one.code, spoken(words, one.name))).strip() for one in node.answers if _leaves(one)
        ),
        "; ".join(spoken(words, one) for one in node.sections),
        "; ".join(said),
        node.reason,
        spoken(words, node.source),
    ]


def _leaves(one: Answering) -> bool:
    """Return whether a record may leave the group: a workbook goes to partners."""
    return describe(one.kind).kind.home is not Home.GROUP


def _matrix(words: Words, row: FrameworkRow, note: str) -> Sheet:
    matrix = coverage_matrix(row)
    first = (
        Column(words.say("frameworks.column.kind")),
        Column(words.say("frameworks.column.code"), "code"),
        Column(words.say("frameworks.column.name"), width=_TITLE),
    )
    nodes = tuple(Column(spoken(words, one.title), width=16.0) for one in matrix.columns)
    rows: list[list[Cell]] = [
        [words.kind(one.kind), one.code, spoken(words, one.name), *("●" if cell else "" for cell in cells)]
        for one, cells in zip(matrix.rows, matrix.cells, strict=True)
    ]
    return Sheet(words.say("frameworks.sheet.matrix"), (*first, *nodes), rows, words.right_to_left, note, 3)
