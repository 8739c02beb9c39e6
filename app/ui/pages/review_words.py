"""What the Review page says of comments, rounds, versions and signatures."""

from __future__ import annotations

from app.services.views.records import RecordsView, rule_of
from app.services.views.review import CommentEntry, ReviewChoices, RoundEntry
from app.services.views.review_versions import PartyEntry, SignatureEntry, VersionEntry
from app.services.views.said import Label
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.record_words import options_of

TYPE_TONES = {"must": "attention", "should": "accent", "question": "neutral", "edit": "neutral"}
STATUS_TONES = {
    "open": "attention",
    "accepted": "good",
    "partly": "accent",
    "rejected": "neutral",
    "deferred": "neutral",
}
HASH_DIGITS = 12
"""How much of a hash is shown for comparing by eye, as on the document itself."""


def dotted(*parts: str) -> str:
    """Return the parts that say something, with dots between them."""
    return " · ".join(part for part in parts if part)


def listed(labels: tuple[Label, ...]) -> str:
    """Return names one after the other, with the language's separator."""
    return say("words.list_separator").strip("|").join(label_text(one) for one in labels)


def type_cell(entry: CommentEntry) -> Cell:
    """Return the type of a comment as a chip."""
    text = words().code("comment_type", entry.type) if entry.type else ""
    return Cell(text, tone=TYPE_TONES.get(entry.type, "neutral"))


def status_cell(entry: CommentEntry) -> Cell:
    """Return what became of a comment as a chip."""
    status = entry.status or "open"
    return Cell(words().code("comment_status", status), tone=STATUS_TONES.get(status, "neutral"))


def about_text(entry: CommentEntry) -> str:
    """Return the section or activity a comment speaks of, or that it is about the whole plan."""
    title = label_text(entry.about)
    if not title:
        return say("review.whole_plan")
    return say("plan.with_code", code=entry.about_code, title=title) if entry.about_code else title


def round_title(entry: RoundEntry) -> str:
    """Return what a round is called: its title, else the day it was opened on."""
    title = label_text(entry.title)
    if title or not entry.opened_on:
        return title or say("records.untitled")
    return say("review.round.of", day=words().date(entry.opened_on))


def round_line(entry: RoundEntry) -> str:
    """Return until when a round runs, to how many it went, and how much of it is answered."""
    sent = say("review.round.sent", count=len(entry.circulated)) if entry.circulated else ""
    answered = (
        say("review.round.answered", count=entry.answered, total=entry.comments) if entry.comments else ""
    )
    return dotted(_round_time(entry), sent, answered)


def _round_time(entry: RoundEntry) -> str:
    if entry.status == "closed":
        return say("review.round.closed_on", day=words().date(entry.closed_on)) if entry.closed_on else ""
    if entry.days_left is None:
        return say("review.round.no_deadline")
    until = say("review.round.until", day=words().date(entry.deadline))
    code = "review.round.late" if entry.days_left < 0 else "review.round.left"
    return dotted(until, say(code, count=abs(entry.days_left)))


def version_title(entry: VersionEntry) -> str:
    """Return "Version 1.0", "Draft 0.1"; versions of one number frozen apart bear a letter."""
    code = "review.draft_title" if entry.draft else "review.version_title"
    return say(code, number=f"{entry.number}{entry.mark}")


def short_hash(digest: str) -> str:
    """Return the start of a hash as people compare it: "7F3A 91C2 0B5E"."""
    start = digest[:HASH_DIGITS].upper()
    return " ".join(start[at : at + 4] for at in range(0, len(start), 4))


def state_sentence(entry: VersionEntry) -> str:
    """Return how far a version is signed: "Signed by 2 of 4 expected. Missing: the authority, DSTWG." """
    if not entry.expected:
        return say("review.state.nobody_expected")
    if not entry.missing:
        return say("review.state.complete", count=len(entry.expected))
    total = len(entry.expected)
    code = "review.state.partly" if entry.signed else "review.state.none"
    return say(code, signed=entry.signed, total=total, missing=listed(entry.missing))


def version_chip(entry: VersionEntry) -> tuple[str, str]:
    """Return word and tone of a version's state."""
    if entry.draft:
        return say("review.chip.draft"), "neutral"
    if entry.expected and not entry.missing:
        return say("review.chip.signed"), "good"
    return say("review.chip.signed_of", signed=entry.signed, total=len(entry.expected)), "attention"


def party_text(party: PartyEntry) -> str:
    """Return who is expected, and for an office who signed for it."""
    name = label_text(party.name)
    who = label_text(party.signature.name) if party.signature else ""
    first = name[:1].upper() + name[1:]
    return first if who in ("", name) else say("review.signed_for", who=who, party=first)


def signature_line(given: SignatureEntry) -> str:
    """Return in what capacity, how, where and when somebody signed."""
    role = given.capacity or (words().code("signoff_role", given.role) if given.role else "")
    how = words().code("signoff_method", given.method) if given.method else ""
    decision = (
        words().code("signoff_decision", given.decision) if given.decision not in ("", "endorse") else ""
    )
    day = words().date(given.day) if given.day else ""
    return dotted(role, label_text(given.organisation), decision, how, given.place, day)


def comment_specs(choices: ReviewChoices) -> list[FieldSpec]:
    """Return the fields of a comment: the answer first, then what came in."""
    return [
        _field("comment", "response", "text", hint=say("review.response_hint")),
        _coded("comment", "status"),
        _coded("comment", "type"),
        _field("comment", "text", "text"),
        _field("comment", "section", "reference", _options(choices.sections)),
        _field("comment", "activity", "reference", _options(choices.activities)),
        _field("comment", "organisation", "reference", _options(choices.organisations)),
        _coded("comment", "channel"),
        FieldSpec("received_on", words().field("comment", "received_on"), "date", half=True),
        _field("comment", "round", "choice", _options(choices.rounds)),
    ]


def round_specs(choices: ReviewChoices) -> list[FieldSpec]:
    """Return the fields of a round."""
    title = f"title_{words().language}"
    return [
        _field("review_round", title, "line"),
        FieldSpec("opened_on", words().field("review_round", "opened_on"), "date", half=True),
        FieldSpec("deadline", words().field("review_round", "deadline"), "date", half=True),
        _coded("review_round", "status"),
        FieldSpec("closed_on", words().field("review_round", "closed_on"), "date", half=True),
        _field("review_round", "circulated_to", "pick_many", _options(choices.organisations)),
    ]


def _field(kind: str, name: str, sort: str, options: Options = (), hint: str = "") -> FieldSpec:
    return FieldSpec(name, words().field(kind, name), sort, options, hint=hint)


def _coded(kind: str, name: str) -> FieldSpec:
    options = options_of(rule_of(kind, name), RecordsView(kind, ()), {})
    return FieldSpec(name, words().field(kind, name), "choice", options, half=True)


def _options(choices: tuple[tuple[str, Label], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, label_text(name) or say("records.untitled")) for value, name in choices)
