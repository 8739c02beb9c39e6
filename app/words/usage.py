"""Finds in the program's own source which message codes it says, read from the syntax tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Rooms whose `say` puts their own topic before the code.
_OWN_TOPICS = {"documents/pdf": "documents."}
_FILE_ENDINGS = frozenset(
    {"json", "pdf", "po", "masar", "xlsx", "csv", "sig", "jsonl", "toml", "txt", "md", "svg"}
)
_DOTTED = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Said:
    """A message code in the source; `given` holds the named fields of the call, None when unknown."""

    place: str
    code: str
    given: frozenset[str] | None


def said_in(folder: Path) -> list[Said]:
    """Return the codes said by literals in all Python files of a folder.

    `say("x")` and `said("x")` say x; `UserError("x")` and `PlaceError("x")` say refusal.x;
    `write("a.b")` says action.a.b.
    """
    found: list[Said] = []
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"), str(path))
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        found += [use for call in calls for use in _said(call, path.relative_to(folder.parent))]
    return found


def mentioned_in(folder: Path, topics: frozenset[str]) -> list[Said]:
    """Return every text in the source that looks like a code of one of the topics: "home.title"."""
    found: list[Said] = []
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"), str(path))
        pieces = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in pieces and _is_code(node.value, topics):
                place = f"{path.relative_to(folder.parent).as_posix()}:{node.lineno}"
                found.append(Said(place, str(node.value), None))
    return found


def _is_code(value: object, topics: frozenset[str]) -> bool:
    if not isinstance(value, str) or not _DOTTED.fullmatch(value):
        return False
    return value.partition(".")[0] in topics and value.rpartition(".")[2] not in _FILE_ENDINGS


def _said(call: ast.Call, path: Path) -> Iterator[Said]:
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return
    code = _code(_name(call.func), first.value)
    if code and code == first.value and not _asks_words(call.func):
        code = _OWN_TOPICS.get("/".join(path.parts[1:-1]), "") + code
    if code:
        names = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        open_ended = len(call.args) > 1 or any(keyword.arg is None for keyword in call.keywords)
        yield Said(f"{path.as_posix()}:{call.lineno}", code, None if open_ended else names)


def _asks_words(function: ast.expr) -> bool:
    """Whether the call goes to `words` itself: `words.say(…)`, `self.words.say(…)`."""
    return isinstance(function, ast.Attribute) and _name(function.value) == "words"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _code(function: str, text: str) -> str:
    if function in ("say", "said", "Said"):
        return text
    if function in ("UserError", "PlaceError"):
        return f"refusal.{text}"
    if function == "write" and _DOTTED.fullmatch(text):
        return f"action.{text}"
    return ""
