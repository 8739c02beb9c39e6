"""What stewards decide about people, and certificates of headquarters, on the command line."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.cli import person_lost
from app.cli.console import Console
from app.cli.opening import opened, words_from
from app.cli.parser import Commands, Options, words_option
from app.cli.person_words import name_said, person_said, who_said
from app.cli.reports import tell_report
from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.services.admission import UNKNOWN
from app.services.cards import read_card
from app.services.issuing import (
    LARGEST_CERTIFICATE,
    become_issuer,
    issue_certificate,
    issuers,
    trust_root,
    withdraw_issuer,
)
from app.services.roster_work import (
    come_back,
    confirm_all,
    confirm_proposal,
    decline_proposal,
    leave,
    propose_person,
    take_over,
)
from app.services.shared_invitations import undecided_users
from app.services.strangers import accept_stranger, keep_stranger, throw_away
from app.services.views.people import ProposalEntry, StrangerEntry, people_view
from app.words.wordlist import word
from app.words.wordlist import words as spelled


def add(group: Commands) -> None:
    """Add the commands to the group `person`."""
    group.add("proposals", list_proposals, "what waits for a steward to decide")
    confirm_command = group.add("confirm", confirm, "write what somebody proposed as a steward's own word")
    confirm_command.add_argument("proposal", metavar="ID", nargs="?", default="", help="see person proposals")
    confirm_command.add_argument("--all", action="store_true", help="everybody's introduction of themselves")
    decline_command = group.add("decline", decline, "set back what somebody proposed")
    decline_command.add_argument("proposal", metavar="ID", help="see person proposals")
    propose_command = group.add("propose", propose, "propose somebody to the stewards by their card")
    propose_command.add_argument(
        "card", metavar="CARD", type=Path, help="card file, or a picture of its code"
    )
    strangers_command = group.add(
        "strangers", list_strangers, "packages with work of unknown people that wait"
    )
    strangers_command.add_argument("--keep", metavar="PACKAGE", type=Path, help="let this one wait")
    strangers_command.add_argument(
        "--accept", metavar="ID", default="", help="accept who is unknown in it, and take it"
    )
    strangers_command.add_argument("--throw-away", metavar="ID", default="", help="delete it")
    words_option(strangers_command)
    _leaving(group)
    issuer_command = group.add("issuer", issuer, "list who issues certificates, begin to, or withdraw one")
    issuer_command.add_argument(
        "--begin", metavar="TITLE", default=None, help="begin to issue (headquarters)"
    )
    issuer_command.add_argument(
        "--trust", metavar="CERTIFICATE", type=Path, help="let all areas believe an organisation's issuer"
    )
    issuer_command.add_argument("--withdraw", metavar="ID", default="", help="believe it no longer")
    issuer_command.guides = ("issuer", "root", "withdraw")
    issue_command = group.add("issue", issue, "give a person a certificate (headquarters)")
    issue_command.add_argument("person", metavar="PERSON", help="name or id")
    issue_command.guides = ("issue",)
    person_lost.add(group)


def _leaving(group: Commands) -> None:
    leave_command = group.add("leave", left, "say that a person left the group")
    leave_command.add_argument("person", metavar="PERSON", help="name or id")
    leave_command.add_argument("--on", metavar="DAY", default="", help="the day, else today")
    leave_command.add_argument(
        "--later-counts", action="store_true", help="what they write later still counts"
    )
    leave_command.add_argument("--back", action="store_true", help="they belong to the group again")
    leave_command.guides = ("leave",)
    over_command = group.add("take-over", hand_over, "make a person focal point and steward")
    over_command.add_argument("person", metavar="PERSON", help="name or id")
    over_command.add_argument("--instead-of", metavar="PERSON", default="", help="who becomes a member")
    over_command.guides = ("take_over",)


def list_proposals(options: Options, console: Console) -> None:
    """List what waits for a steward."""
    with opened(options, console) as desk:
        waiting = people_view(desk).proposals
    if console.as_json:
        console.show([_data(one, console) for one in waiting])
        return
    if not waiting:
        console.say("cli.no_proposals")
    for one in waiting:
        console.say("cli.proposal", id=one.id, text=_sentence(one, console))


def _data(one: ProposalEntry, console: Console) -> dict[str, object]:
    return {
        "id": one.id,
        "what": one.what,
        "author": name_said(console, one.author.name),
        "about": name_said(console, one.about),
        "role": one.role,
        "fields": list(one.fields),
        "cut": one.cut,
    }


def _sentence(one: ProposalEntry, console: Console) -> str:
    say = console.words
    ending = "_as" if one.role and one.what in ("introduces", "adds") else ""
    text = say.say(
        f"people.proposal.{one.what}{ending}",
        author=who_said(console, one.author),
        about=name_said(console, one.about),
        role=say.code("role", one.role) if one.role else "",
        fields=say.join([say.field("person", field) for field in one.fields]),
    )
    return say.say("people.proposal_cut", proposal=text) if one.cut else text


def confirm(options: Options, console: Console) -> None:
    """Confirm one proposal, or all introductions."""
    if bool(options.proposal) == options.all:
        raise UserError("name_one_proposal")
    with opened(options, console) as desk:
        count = confirm_all(desk, undecided_users(desk)) if options.all else 1
        if not options.all:
            confirm_proposal(desk, options.proposal)
    console.answer({"confirmed": count}, "cli.proposals_confirmed", count=count)


def decline(options: Options, console: Console) -> None:
    """Decline a proposal."""
    with opened(options, console) as desk:
        decline_proposal(desk, options.proposal)
    console.answer({"declined": options.proposal}, "people.declined")


def propose(options: Options, console: Console) -> None:
    """Propose somebody to the stewards."""
    card = read_card(options.card)
    with opened(options, console) as desk:
        record = propose_person(desk, card)
    console.answer({"id": record}, "people.proposed", name=card.name)


def list_strangers(options: Options, console: Console) -> None:
    """List packages with work of unknown people, after keeping, accepting or throwing away one."""
    with opened(options, console) as desk:
        if options.keep is not None:
            keep_stranger(desk, options.keep, words_from(options.words_env))
        if options.throw_away:
            throw_away(desk, options.throw_away)
        report = accept_stranger(desk, options.accept) if options.accept else None
        waiting = people_view(desk).strangers
    if report is not None:
        tell_report(console, report, "cli.taken")
    elif console.as_json:
        console.show([_stranger_data(one, console) for one in waiting])
    elif not waiting:
        console.say("cli.no_strangers")
    else:
        for one in waiting:
            _tell_stranger(console, one)


def _stranger_data(one: StrangerEntry, console: Console) -> dict[str, object]:
    shown = ("id", "name", "organisation", "file", "kept", "known", "why")
    data: dict[str, object] = {name: getattr(one, name) for name in shown}
    return data | {"words": [word(console.words.language, index) for index in one.fingerprint]}


def _tell_stranger(console: Console, one: StrangerEntry) -> None:
    """Say who is unknown and, before they are accepted, what to compare with them."""
    console.say("cli.stranger", id=one.id, name=one.name, organisation=one.organisation, file=one.file)
    if one.known:
        return
    console.say("people.stranger_words", words=spelled(console.words.language, one.fingerprint))
    if one.why != UNKNOWN:
        console.say(f"people.stranger.{one.why}", name=one.name)


def left(options: Options, console: Console) -> None:
    """Say that somebody left, or belongs to the group again."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        if options.back:
            come_back(desk, options.person)
        else:
            leave(desk, options.person, options.on, cut=not options.later_counts)
    code = "people.done.come_back" if options.back else "people.guide.leave.done"
    console.answer({"person": options.person}, code, name=name)


def hand_over(options: Options, console: Console) -> None:
    """Make somebody focal point and steward."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        take_over(desk, options.person, options.instead_of)
    console.answer({"person": options.person}, "people.guide.take_over.done", name=name)


def issuer(options: Options, console: Console) -> None:
    """List issuers, begin to issue, or withdraw an issuer's certificate."""
    with opened(options, console) as desk:
        if options.begin is not None:
            become_issuer(desk, options.begin)
        if options.trust:
            trust_root(desk, read_whole(options.trust, LARGEST_CERTIFICATE))
        if options.withdraw:
            withdraw_issuer(desk, options.withdraw)
        found = issuers(desk)
    if console.as_json:
        console.show([msgspec.to_builtins(one) for one in found])
        return
    if not found:
        console.say("people.no_issuer")
    for one in found:
        code = "cli.issuer_withdrawn" if one.withdrawn else "cli.issuer"
        console.say(code, title=one.title, name=one.name, id=one.id)


def issue(options: Options, console: Console) -> None:
    """Give a person a certificate."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        record = issue_certificate(desk, options.person)
    console.answer({"id": record}, "people.done.issue", name=name)
