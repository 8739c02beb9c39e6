"""Aligning with frameworks, saying why a node is not addressed, and bringing frameworks along.

Each is one undo step.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.models.kinds.inside import Engagement
from app.models.kinds.plan import Alignment, FrameworkAnswer, OutsideProject, OwnFramework
from app.process.alignment import SUBJECTS
from app.process.nodes import OWN, NodeFramework, framework_named, read_own
from app.process.scope import scope_of
from app.services.desk import Desk

LARGEST = 1_000_000


def align(
    desk: Desk, framework: str, node: str, subject: str = "", record: str = "", **values: str | None
) -> str:
    """Say that the plan (no subject), an activity, a commitment or a project relates to a node.

    `subject` names the field of the alignment, `values` are its status and explanation. Said again, it is
    edited. Returns the alignment's id. Raises UserError `unknown_framework`, `unknown_node`.
    """
    whole = _at(desk, framework, node)
    about = {subject: record} if subject in SUBJECTS and record else {}
    said = {"status": "aligned", **values}
    with desk.write("alignment.edit") as unit:
        made = unit.add(Alignment, **_place(whole, node), **about, **{k: v for k, v in said.items() if v})
        if desk.find(Alignment, made) is not None:
            unit.set(Alignment, made, **said)
        return made


def align_engagement(desk: Desk, framework: str, node: str, engagement: str) -> None:
    """Say that an engagement of the group's log answers a node; without a node it answers none any more.

    Raises UserError `unknown_framework`, `unknown_node`.
    """
    named: dict[str, str | None] = {"framework": None, "own_framework": None, "node": None}
    if node:
        place = _place(_at(desk, framework, node), node)
        named |= {**place, "node": place["code"]}
        named.pop("code", None)
    with desk.write("engagement.edit") as unit:
        unit.set(Engagement, engagement, **named)


def place_activity(desk: Desk, activity: str, nodes: Sequence[str]) -> None:
    """Place an activity at these nodes of the framework of the process, and nowhere else in it.

    Raises UserError `unknown_node`.
    """
    framework = scope_of(desk.book()).framework
    for node in nodes:
        _at(desk, framework, node)
    held = {one.code: one for one in desk.records(Alignment, activity=activity, framework=framework)}
    with desk.write("activity.place") as unit:
        for code, one in held.items():
            if code not in nodes:
                unit.remove(Alignment, one.id)
        for node in nodes:
            if node not in held:
                unit.add(Alignment, framework=framework, code=node, activity=activity, status="aligned")


def unalign(desk: Desk, alignment: str) -> None:
    """Take an alignment back. Raises UserError `unknown_record`."""
    with desk.write("alignment.remove") as unit:
        unit.remove(Alignment, alignment)


def not_addressed(desk: Desk, framework: str, node: str, reason: str | None) -> str:
    """Say why a node is not addressed here; without a reason the answer is cleared. Returns its id."""
    whole = _at(desk, framework, node)
    with desk.write("framework_answer.edit") as unit:
        made = unit.add(FrameworkAnswer, **_place(whole, node), not_addressed_reason=reason or None)
        if not reason and desk.find(FrameworkAnswer, made) is not None:
            unit.set(FrameworkAnswer, made, not_addressed_reason=None)
        return made


def add_project(desk: Desk, title: str, language: str) -> str:
    """Add a project outside the plan and return its id."""
    with desk.write("outside_project.add") as unit:
        return unit.add(OutsideProject, "", **{f"title_{language}": title})


def import_framework(desk: Desk, path: Path) -> str:
    """Bring a framework along from a TOML file and return the id of its record.

    A newer file with the same id takes the place of the older one. Raises UserError `framework_…` and
    `bad_definition` saying what is wrong in the file; PlaceError when it cannot be read.
    """
    text = read_text(path)
    whole = read_own(text, path.name)
    titles = {f"title_{language}": title for language, title in whole.texts.title.items() if title}
    with desk.write("own_framework.add") as unit:
        made = unit.add(OwnFramework, key=whole.id, definition=text, **titles)
        if desk.find(OwnFramework, made) is not None:
            unit.set(OwnFramework, made, definition=text, **titles)
        return made


def read_text(path: Path) -> str:
    """Return the text of a definition file. Raises UserError `framework_no_toml`, PlaceError."""
    data = read_whole(path, LARGEST)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UserError("framework_no_text", file=path.name) from error


def _at(desk: Desk, framework: str, node: str) -> NodeFramework:
    whole = framework_named(desk.book(), framework)
    if whole.node(node) is None:
        raise UserError("unknown_node", node=node[:80])
    return whole


def _place(whole: NodeFramework, node: str) -> dict[str, str]:
    """Return the fields that say which node is meant."""
    if whole.own:
        return {"framework": OWN, "own_framework": whole.own, "code": node}
    return {"framework": whole.id, "code": node}
