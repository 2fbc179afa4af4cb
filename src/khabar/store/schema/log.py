"""The log, each entry of which is chained to the one before."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from khabar.store.schema.base import count_up, metadata

log = Table(
    "log",
    metadata,
    Column("number", count_up(), primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
