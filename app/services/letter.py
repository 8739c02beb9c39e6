"""What a package says of itself: for whom, from whom, how far the sender has come, what stays behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from app.foundation.clock import stamp
from app.models.card import Card
from app.models.kinds.area import Area
from app.models.vector import Vector
from app.services.desk import Desk
from app.storage.chains import vector
from app.storage.packages import next_number
from app.storage.schema import RULES
from app.storage.sending import Bounds, signed_heads
from app.storage.workspace import Transaction
from app.sync.manifest import LeftOut, Letter, Recipient, SignedHead
from app.sync.roster import RosterPerson


def letter_of(
    desk: Desk,
    connection: Transaction,
    people: Sequence[RosterPerson],
    base: Mapping[str, Vector],
    wanted: Mapping[str, Bounds],
    *,
    lacking: Sequence[str] = (),
    left_out: Sequence[LeftOut] = (),
) -> Letter:
    """Return the letter of a package to `people` (none: for six words) with the chains `wanted` per space.

    `base` is what the receivers have, `lacking` names attached files (SHA-256) that this laptop asks for.
    """
    spaces = tuple(wanted)
    areas = {space.split("/")[1] for space in spaces if space.startswith("area/")}
    return Letter(
        created=stamp(desk.clock.now()),
        sender=_sender(desk, base),
        replica=desk.author().replica,
        spaces=spaces,
        vectors={space: vector(connection, space) for space in spaces},
        base=base,
        heads=tuple(_heads(connection, wanted)),
        recipients=tuple(Recipient(p.key, str(p.values.get("name_en") or "")) for p in people)
        or (Recipient("", ""),),
        rules=RULES,
        training=any(area.training for area in desk.areas() if area.id in areas),
        area_titles={area.id: titles_of(area) for area in desk.areas() if area.id in areas},
        wanted=tuple(sorted(lacking)),
        left_out=tuple(left_out),
        number=next_number(connection),
    )


def _sender(desk: Desk, base: Mapping[str, Vector]) -> Card:
    """Return the own card, without its certificate for receivers who hold this chain: it begins with it."""
    card, replica = desk.identity_card(), desk.author().replica
    known = any(space.number(replica) for space in base.values())
    return msgspec.structs.replace(card, certificate="") if known else card


def _heads(connection: Transaction, wanted: Mapping[str, Bounds]) -> list[SignedHead]:
    found = [signed for space, chains in wanted.items() for signed in signed_heads(connection, space, chains)]
    return [
        SignedHead(head.space, head.replica, head.sequence, head.hash, head.signer, head.signature)
        for head in found
    ]


def titles_of(area: Area) -> dict[str, str]:
    """Return the name of an area by language."""
    names = {"en": area.name_en, "ar": area.name_ar, "ckb": area.name_ckb, "fr": area.name_fr}
    return {language: name for language, name in names.items() if name}
