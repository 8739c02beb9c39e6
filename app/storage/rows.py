"""Reading two columns as a mapping."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection


def mapping(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> dict[Any, Any]:
    """Return first column → second column of a query's rows."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, parameters).fetchall()}
