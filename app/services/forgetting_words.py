"""What removing for good does and cannot do, in words. Window and command line say these and no others."""

from __future__ import annotations

from collections.abc import Iterable

from app.services.forgetting import Outlook
from app.words.catalogue import Words


def does(seen: Outlook, words: Words) -> list[str]:
    """Return what goes, here and elsewhere."""
    lines = [words.say("forget.does.values", count=seen.values)]
    if seen.along:
        lines.append(words.say("forget.does.along", kinds=_kinds(seen.along, words)))
    return [*lines, words.say("forget.does.others")]


def limits(seen: Outlook, words: Words) -> list[str]:
    """Return what it cannot do."""
    lines = [words.say("forget.limits.given" if seen.travelled else "forget.limits.not_given")]
    if seen.backups:
        lines.append(words.say("forget.limits.backups", count=seen.backups))
    return [*stays(seen, words), *lines, words.say("forget.limits.elsewhere")]


def stays(seen: Outlook, words: Words) -> list[str]:
    """Return what else in this file says it and is left alone."""
    lines = [words.say("forget.limits.roster")] if seen.on_roster else []
    if seen.named:
        lines.append(words.say("forget.limits.named", kinds=_kinds(seen.named, words)))
    elif not seen.field:
        lines.append(words.say("forget.limits.texts"))
    return lines


def _kinds(counted: Iterable[tuple[str, int]], words: Words) -> str:
    said = [words.say("forget.does.kind", kind=words.kind(kind), number=number) for kind, number in counted]
    return words.join(said)
