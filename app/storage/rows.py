"""Reading rows as they come, and two columns as a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection


def mapping(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> dict[Any, Any]:
    """Return first column → second column of a query's rows."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, parameters).fetchall()}


def plain_rows(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Sequence[Any]]:
    """Return the rows of a query as the driver has them: naming the columns of wide rows takes longer."""
    driver: Any = connection.connection.driver_connection
    rows: list[Sequence[Any]] = driver.execute(sql, parameters).fetchall()
    return rows
