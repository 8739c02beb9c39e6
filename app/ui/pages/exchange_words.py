"""What the Exchange page says: state words, who, when, and values of conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.models.registry import describe
from app.models.values import Value
from app.services.taking import NAMED
from app.services.views.exchange import WaitingEntry
from app.services.views.exchange_board import BoardEntry
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry, RecordConflicts
from app.services.views.people_names import WhoEntry
from app.services.views.said import Label, Name
from app.ui.kit.text import isolated, starts_right_to_left
from app.ui.language import label_text, say, words
from app.ui.record_words import value_text_of_one
from app.words.languages import LANGUAGES
from app.words.wordlist import word

BETWEEN, NO_BREAK = " · ", "\u00a0"
STATE_TONES = {"up_to_date": "good", "behind": "attention", "files": "attention", "never": "neutral"}


def spoken(numbers: Sequence[int], language: str = "") -> str:
    """Return word indexes as words of a language: "river · copper · garden · lamp"."""
    return BETWEEN.join(word(language or words().language, number) for number in numbers)


def in_other_language(numbers: Sequence[int]) -> str:
    """Return the words as a reader of the other main language sees them."""
    return spoken(numbers, "en" if words().language != "en" else "ar")


def parts(*texts: str) -> str:
    """Return texts with a dot between them, empty ones left out."""
    return BETWEEN.join(_apart(text) for text in texts if text)


def listed(texts: Sequence[str]) -> str:
    """Return texts as a list with commas."""
    return say("words.list_separator").strip("|").join(_apart(text) for text in texts)


def _apart(text: str) -> str:
    """Keep a text of the other script to itself: figures beside it would go along with its direction."""
    return text if starts_right_to_left(text) == words().right_to_left else isolated(text)


def name_of_who(who: WhoEntry) -> str:
    """Return a person's name; "You" for the reader."""
    return say("plan.history.you") if who.me else label_text(who.name) or say("plan.history.someone")


def _in_sentence(who: WhoEntry) -> str:
    return say("exchange.you") if who.me else name_of_who(who)


def who_and_when(choice: ChoiceEntry, now: str) -> str:
    """Return role, organisation and when: "Member, Hand in Hand · yesterday 17:20"."""
    role = words().code("role", choice.who.role) if choice.who.role else ""
    texts = [text for text in (role, label_text(choice.who.organisation)) if text]
    return parts(listed(texts), when(choice.moment, now))


def when(moment: str, now: str) -> str:
    """Return a past moment as people say it."""
    return words().ago(moment, now) if moment and now else ""  # type: ignore[arg-type]


def conflict_title(conflict: ConflictEntry | RecordConflicts) -> str:
    """Return what a conflict is about: "A-007 Cash for work"."""
    title = label_text(conflict.title) or say("records.untitled")
    return say("plan.with_code", code=conflict.code, title=title) if conflict.code else title


def conflict_part(conflict: ConflictEntry) -> str:
    """Return which part of it: the field, and the kind when the record belongs to another."""
    if conflict.about_removal:
        return part_text(conflict)
    field = words().field(conflict.kind, conflict.field)
    return parts(part_text(conflict), field) if conflict.part else field


def part_text(conflict: ConflictEntry | RecordConflicts) -> str:
    """Return the kind of a record, and of one that belongs to another its own name: "Target · People"."""
    return parts(words().kind(conflict.kind), label_text(conflict.own))


def conflict_line(conflict: ConflictEntry) -> str:
    """Return the quiet line of the list: "Target · People · 2 values", "removed by Omar, edited by Nadia"."""
    if not conflict.about_removal:
        return parts(conflict_part(conflict), say("exchange.values", count=len(conflict.choices)))
    removed = [_in_sentence(one.who) for one in conflict.choices if one.value is False]
    edited = [_in_sentence(one.who) for one in conflict.choices if one.value is not False]
    return say("exchange.removed_and_edited", removed=removed, edited=edited)


def value_words(conflict: ConflictEntry, value: Value) -> str:
    """Return a value of a conflict in words; of a removal what its author did."""
    if conflict.about_removal:
        return say("exchange.was_removed" if value is False else "exchange.was_edited")
    if value is None:
        return say("exchange.empty_value")
    names = {record: label_text(name) or "…" for record, name in conflict.names.items()}
    return value_text_of_one(describe(conflict.kind).fields[conflict.field].rule, value, names)


def choice_words(conflict: ConflictEntry, choice: ChoiceEntry) -> str:
    """Return what a choice says: its value; of a decision about a removal what it decided."""
    return (outcome_words if choice.decided else value_words)(conflict, choice.value)


def outcome_words(conflict: ConflictEntry, value: Value) -> str:
    """Return what keeping a value comes to: of a removal whether the record stays, else the value."""
    if conflict.about_removal:
        return say("exchange.is_removed" if value is False else "exchange.is_kept")
    return value_words(conflict, value)


def keep_text(conflict: ConflictEntry, choice: ChoiceEntry) -> str:
    """Return what the button says that keeps a choice."""
    if conflict.about_removal:
        return say("exchange.keep_removed" if choice.value is False else "exchange.keep_there")
    if choice.mine:
        return say("exchange.keep_yours")
    return say("exchange.keep_theirs", name=label_text(choice.who.name) or say("plan.history.someone"))


def size_text(entry: BoardEntry) -> str:
    """Return how large a package for them would be, roughly."""
    if not entry.size:
        return ""
    size = words().size(entry.size)
    return say("exchange.full", size=size) if entry.state == "never" else size


def waiting_text(entry: WaitingEntry) -> str:
    """Return what is waited for: "Waiting for what Nadia wrote up to 3 March (her change 134)"."""
    who = label_text(entry.who.name) or say("plan.history.someone")
    code = "exchange.waiting_for_day" if entry.day else "exchange.waiting_for"
    day = words().date(entry.day) if entry.day else ""
    return say(code, name=who, day=day, number=entry.sequence)


def holders_text(entry: WaitingEntry) -> str:
    """Return where what is waited for is: set aside here, with people who can send it, or not known."""
    if entry.set_aside:
        return say("exchange.is_set_aside")
    if entry.holders:
        return say("exchange.who_has_it", names=names_text(entry.holders))
    return say("exchange.nobody_has_it")


def names_text(names: Sequence[Name]) -> str:
    """Return names as a list in words."""
    return words().join([label_text(name) or say("plan.history.someone") for name in names])


def kinds_text(counts: Mapping[str, int], most: int = 0) -> str:
    """Return counts by kind: "Targets 40 · Activities 32", the most numerous first; `most` 0 gives all."""
    ordered = sorted(((kind, n) for kind, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))
    shown = ordered[:most] if most else ordered
    texts = [_counted(kind, n) for kind, n in shown]
    rest = len(ordered) - len(shown)
    return parts(*texts, say("exchange.more_kinds", count=rest) if rest else "")


def _counted(kind: str, count: int) -> str:
    """Return "Activities 12", of which the number begins no line."""
    text = say("exchange.kind_count", kind=say(f"kind.{kind}.many"), count=count)
    return NO_BREAK.join(text.rsplit(" ", 1))


def kinds_lines(counts: Mapping[str, int], named: Mapping[str, Sequence[Label]]) -> list[str]:
    """Return counts by kind, each kind of which some are called by name in a line of its own: "Activities 2:
    Court days, Wells"; the others in one line beneath."""
    lines = []
    for kind in sorted(named, key=lambda one: (-counts.get(one, 0), one)):
        names = [label_text(one) for one in named[kind]]
        more = ["…"] if counts.get(kind, 0) > len(names) >= NAMED else []
        text = _counted(kind, counts.get(kind, 0))
        lines.append(say("exchange.kind_named", kinds=text, names=listed([*names, *more])))
    rest = kinds_text({kind: count for kind, count in counts.items() if kind not in named})
    return [*lines, *([rest] if rest else [])]


def spaces_text(spaces: Iterable[str]) -> str:
    """Return what spaces are called, each name once: our group, what headquarters sees, for all areas."""
    kinds = dict.fromkeys(space.rpartition("/")[2] for space in spaces)
    return listed([say(f"exchange.space.{kind}") for kind in kinds])


def areas_text(titles: Mapping[str, Mapping[str, str]]) -> str:
    """Return the names of areas, given by area and language."""
    names = [Name(**{code: one.get(code, "") for code in LANGUAGES}) for one in titles.values()]
    return listed([label_text(name) for name in names])
