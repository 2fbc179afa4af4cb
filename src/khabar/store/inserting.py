"""Many small rows into one table, as fast as each database takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, cast, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of numbers and short texts; PostgreSQL gets each column as one array, not each cell as a parameter."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), list(rows))
        return
    names = list(rows[0])
    columns = [func.unnest(cast(bindparam(f"all_{name}"), ARRAY(table.c[name].type))) for name in names]
    values = {f"all_{name}": [row[name] for row in rows] for name in names}
    connection.execute(insert(table).from_select(names, select(*columns)), values)
