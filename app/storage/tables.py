"""The tables: the log and what belongs to it, and one table per record kind derived from its description.

Kind tables carry no UNIQUE, CHECK or FOREIGN KEY: what is wrong between records is a finding, not an error.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from app.models.changeset import FORGET, MARK
from app.models.kinds.country import HEADQUARTERS_KINDS
from app.models.personal import ROSTER_KINDS
from app.models.record import Merge
from app.models.registry import KINDS, Field, describe

metadata = MetaData()


def _row_of(table: str) -> ForeignKey:
    """Return what a column says that names a row; whether it is there is looked at when the transaction ends.

    Looked at by each statement, SQLite would keep every page that a statement of many rows touches as it was
    before, to take the statement back (`rows.insert`).
    """
    return ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")


setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text))

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("space", Text, nullable=False),
    Column("replica", Text, nullable=False),
    Column("branch", Text, nullable=False, server_default=""),
    Column("sign_key", Text),
    Column("begin", Text),
    Column("mine", Integer, nullable=False, server_default="0"),
    UniqueConstraint("space", "replica", "branch"),
)

APPLIED, WAITING, SET_ASIDE = 1, 0, 2

TRUST_KINDS = (*ROSTER_KINDS, "issuer_certificate")
"""Kinds that say whose work is taken."""

TRUST_LIST = ", ".join(f"'{kind}'" for kind in TRUST_KINDS)

GUIDANCE_LIST = ", ".join(f"'{kind}'" for kind in HEADQUARTERS_KINDS)
"""Kinds only headquarters writes."""

RARE_KINDS = frozenset({*TRUST_KINDS, *HEADQUARTERS_KINDS, MARK, FORGET})
"""Kinds of which there are few changes in a long log, and which are asked for by kind.

Their changes carry a flag and stand in an index of their own. The flag is reckoned once when the row is
written: an index over a list of kinds would look every other change up in that list too.
"""

changeset = Table(
    "changeset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chain", Integer, _row_of("chain"), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("lamport", BigInteger, nullable=False),
    Column("header", Text, nullable=False),
    Column("state", Integer, nullable=False),
    Column("in_force", Integer, nullable=False),
    Column("beyond", Integer, nullable=False, server_default="0"),
    Column("action", Text, nullable=False),
    Column("action_id", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("take", Integer),
)
Index("changeset_chain", changeset.c.chain, changeset.c.sequence)
Index("changeset_waiting", changeset.c.state, sqlite_where=text("state = 0"))
Index("changeset_beyond", changeset.c.beyond, sqlite_where=text("beyond = 1"))

cause = Table(
    "cause",
    metadata,
    Column("changeset", Integer, _row_of("changeset"), nullable=False),
    Column("hash", Text, nullable=False),
)
Index("cause_changeset", cause.c.changeset)
Index("cause_hash", cause.c.hash)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("changeset", Integer, _row_of("changeset"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("rare", Integer, nullable=False),
    Column("items", Text, nullable=False),
)
Index("run_changeset", run.c.changeset, run.c.position)
Index("run_record", run.c.record, run.c.kind, run.c.schema)
Index("run_rare", run.c.kind, sqlite_where=text("rare = 1"))

cut = Table(
    "cut",
    metadata,
    Column("space", Text, primary_key=True),
    Column("replica", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sign_key", Text, nullable=False),
)

head_signature = Table(
    "head_signature",
    metadata,
    Column("space", Text, primary_key=True),
    Column("replica", Text, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("signer", Text, primary_key=True),
    Column("signature", Text, nullable=False),
)

conflict = Table(
    "conflict",
    metadata,
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("space", Text, nullable=False),
)

removal = Table(
    "removal",
    metadata,
    Column("record", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)

NOTHING_NEW = "nothing"
"""What stands in `take.report` of a package that brought nothing."""

take = Table(
    "take",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("taken_at", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("set_aside", Integer, nullable=False, server_default="0"),
    Column("report", Text, nullable=False),
)

heard = Table(
    "heard",
    metadata,
    Column("sign_key", Text, primary_key=True),
    Column("replica", Text, primary_key=True),
    Column("space", Text, primary_key=True),
    Column("vector", Text, nullable=False),
    Column("heard_at", Text, nullable=False),
    Column("wanted", Text, nullable=False, server_default="[]"),
    Column("made_at", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
)

sent = Table(
    "sent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sent_at", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("spaces", Text, nullable=False),
)

accepted_card = Table(
    "accepted_card",
    metadata,
    Column("sign_key", Text, primary_key=True),
    Column("card", Text, nullable=False),
    Column("accepted_at", Text, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("sign_key", Text, primary_key=True),
    Column("card", Text, nullable=False),
    Column("locked", LargeBinary, nullable=False),
    Column("replica", Text, nullable=False),
    Column("last_used", Text, nullable=False),
)

invitation_key = Table(
    "invitation_key",
    metadata,
    Column("public_key", Text, primary_key=True),
    Column("space", Text, nullable=False),
    Column("secret", Text, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("typed_at", Text, nullable=False),
)

staging_blob = Table(
    "staging_blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)


def _column(field: Field) -> Column[object]:
    """Sets are kept as a JSON array of their elements, sorted."""
    if field.rule.merge is Merge.SET or field.json_type is str:
        return Column(field.name, Text)
    return Column(field.name, Integer)


@cache
def table_of(kind: str) -> Table:
    """Return the table of a record kind: id, space, alive (0 or 1) and one column per field."""
    description = describe(kind)
    return Table(
        f"record_{kind}",
        metadata,
        Column("id", Text, primary_key=True),
        Column("space", Text),
        Column("alive", Integer),
        *(_column(field) for field in description.fields.values()),
    )


def all_tables() -> MetaData:
    """Return every table there is."""
    for kind in KINDS:
        table_of(kind)
    return metadata
