"""Many rows or values at once, as each database takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Table, bindparam, cast, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY

_Key = TypeVar("_Key", str, int)


def insert_one(connection: Connection, made: Insert) -> int:
    """Insert one row and return the number that the database gave it."""
    key = connection.execute(made).inserted_primary_key
    assert key is not None
    return int(key[0])


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


def in_parts(values: Iterable[_Key], *, most: int = 500) -> Iterable[list[_Key]]:
    """Yield sorted values in lists that are short enough for one question: databases limit them."""
    listed = sorted(values)
    return (listed[at : at + most] for at in range(0, len(listed), most))
