"""Whose package is taken: nothing of it, while nobody here knows who sent it or who wrote a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.foundation.errors import UserError
from app.models.card import Card, checked
from app.models.changeset import Begin
from app.models.folding import fold
from app.services.desk import Desk
from app.services.rosters import COUNTRY, Rosters, proved
from app.storage.cutting import is_shut_out
from app.storage.roster_log import beginnings, waiting_beginnings
from app.storage.taking import ForeignChain, foreign_chains
from app.storage.workspace import Transaction
from app.sync.manifest import Manifest
from app.sync.roster import Roster

LANGUAGES = ("en", "ar", "ckb", "fr")
UNKNOWN, NAMESAKE, CUT_OFF, AUTHOR = "unknown_sender", "unknown_namesake", "sender_cut_off", "unknown_author"


class UnknownPerson(UserError):
    """Nobody here knows somebody whose work lies in a package; it may wait until a steward accepts `card`.

    Its code is `UNKNOWN` for the sender, `NAMESAKE` if somebody else here has the sender's name, `CUT_OFF` if
    a device of theirs was cut off, and `AUTHOR` for somebody whose work a known sender passes on.
    """

    def __init__(self, code: str, card: Card, sender: Card) -> None:
        super().__init__(code, name=card.name, organisation=card.organisation, sender=sender.name)
        self.card = card


def standing(roster: Roster, card: Card) -> str:
    """Return how a roster stands to a card: "" if its person is trusted, else `UNKNOWN`, `NAMESAKE` or
    `CUT_OFF`."""
    person = roster.persons.get(card.signing_key)
    if person is not None and person.revoked:
        return CUT_OFF
    if person is not None and person.trusted:
        return ""
    names = {
        fold(str(other.values.get(f"name_{code}") or ""))
        for key, other in roster.persons.items()
        for code in LANGUAGES
        if key != card.signing_key
    }
    return NAMESAKE if fold(card.name) in names else UNKNOWN


def check_chains(desk: Desk, connection: Transaction, manifest: Manifest, take: int) -> None:
    """Refuse a package with work nobody signed, chains begun with somebody else's key, or unknown people.

    Also where it waits in this take: else what it waits for would be refused with it. The country space also
    holds work from areas whose roster is not here, brought by someone who is known.
    Raises UserError `altered_chain`, `card_malformed`, `headquarters_holds_no_group`, `sender_removed`;
    UnknownPerson.
    """
    chains = [chain for chain in foreign_chains(connection) if chain.space in manifest.spaces]
    if any(chain.applied > chain.signed for chain in chains):
        raise UserError("altered_chain")
    begun = {space: beginnings(connection, space) for space in manifest.spaces}
    shown = [(space, *one) for space, found in begun.items() for one in found]
    if not all(proved(*one) for one in shown + waiting_beginnings(connection, take)):
        raise UserError("altered_chain")
    rosters = Rosters(connection)
    _check_may_hold(desk, rosters, manifest)
    _check_sender(connection, rosters, manifest)
    admitted = {space: rosters.admitted(space) for space in manifest.spaces if space != COUNTRY}
    for chain in chains:
        if chain.sign_key not in admitted.get(chain.space, (chain.sign_key,)):
            raise _unknown_author(chain, begun[chain.space], manifest, rosters)


def _check_may_hold(desk: Desk, rosters: Rosters, manifest: Manifest) -> None:
    """Refuse a group's own data to headquarters, whoever told them the words."""
    groups = [space.split("/")[1] for space in manifest.spaces if space.endswith("/group")]
    key = desk.author().sign_key if desk.writer is not None else ""
    if not all(rosters.holds_group(area, key) for area in groups):
        raise UserError("headquarters_holds_no_group")


def _check_sender(connection: Transaction, rosters: Rosters, manifest: Manifest) -> None:
    card, spaces = manifest.sender, manifest.spaces
    shut_out = is_shut_out(connection, spaces, manifest.replica, card.signing_key)
    known = any(card.signing_key in rosters.trusted(space) for space in spaces)
    if known and not shut_out:
        return
    if rosters.removed(spaces, card.signing_key):
        raise UserError("sender_removed", name=card.name, organisation=card.organisation)
    areas = sorted({space.split("/")[1] for space in spaces if space != COUNTRY})
    found = {standing(rosters.of(area), card) for area in areas}
    code = next((one for one in (CUT_OFF, NAMESAKE) if one in found), UNKNOWN)
    raise UnknownPerson(code, card, card)


def _unknown_author(
    chain: ForeignChain, begun: Sequence[tuple[str, Begin]], manifest: Manifest, rosters: Rosters
) -> UserError:
    """Return the refusal of a chain whose author nobody here knows; its beginning shows their card."""
    for _, begin in begun:
        if begin.sign == chain.sign_key:
            shown = (begin.name, begin.organisation, begin.role, begin.sign, begin.age, begin.cert)
            card = checked(Card(*shown, manifest.created))
            known = standing(rosters.of(chain.space.split("/")[1]), card)
            return UnknownPerson(known if known == CUT_OFF else AUTHOR, card, manifest.sender)
    return UserError("altered_chain")
