"""The people who write on this laptop: their cards, their locked keys, and the replica each writes as."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from app.models.card import Card, card_from_text, card_to_text


class Writer(msgspec.Struct, frozen=True):
    """One person on this workspace copy: card, locked private keys, replica id."""

    card: Card
    locked: bytes
    replica: str

    @property
    def sign_key(self) -> str:
        return self.card.signing_key


def writers(connection: Connection) -> list[Writer]:
    """Return everyone who writes here, who worked last first."""
    rows = connection.exec_driver_sql(
        "SELECT card, locked, replica FROM identity ORDER BY last_used DESC, rowid DESC"
    )
    return [Writer(card_from_text(card), bytes(locked), replica) for card, locked, replica in rows]


def keep_writer(connection: Connection, writer: Writer, used: str) -> None:
    """Keep (or replace) a person's keys and replica; `used` is the moment they last worked here."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO identity (sign_key, card, locked, replica, last_used) VALUES (?, ?, ?, ?, ?)",
        (writer.sign_key, card_to_text(writer.card), writer.locked, writer.replica, used),
    )


def keep_replica(connection: Connection, writer: Writer) -> bool:
    """Keep as which replica a person writes here. Returns whether another one stood there before."""
    found = connection.exec_driver_sql(
        "UPDATE identity SET replica = ? WHERE sign_key = ? AND replica <> ?",
        (writer.replica, writer.sign_key, writer.replica),
    )
    return found.rowcount > 0


def keep_invitation(connection: Connection, public_key: str, space: str, secret: str) -> None:
    """Keep the secret half of an invitation this laptop made, so that it can be given out again."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO invitation_key (public_key, space, secret) VALUES (?, ?, ?)",
        (public_key, space, secret),
    )


def accept_card(connection: Connection, card: Card, accepted_at: str) -> None:
    """Remember that a steward here accepted a card."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO accepted_card (sign_key, card, accepted_at) VALUES (?, ?, ?)",
        (card.signing_key, card_to_text(card), accepted_at),
    )


def accepted_cards(connection: Connection) -> list[Card]:
    """Return the cards accepted here."""
    rows = connection.exec_driver_sql("SELECT card FROM accepted_card ORDER BY accepted_at")
    return [card_from_text(text) for text in rows.scalars()]
