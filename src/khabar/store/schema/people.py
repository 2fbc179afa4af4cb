"""Who may do and see what."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from khabar.store.schema.base import count_up, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # what is asked for at the door, however it is written
    Column("role", Text, nullable=False),
    Column("groups", Text, nullable=False),  # JSON: [name, …]
    Column("active", Boolean, nullable=False),
    Column("password", Text, nullable=False),  # argon2id, with its salt and its cost
    Column("made", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),  # of what the cookie holds
    Column("account", count_up(), ForeignKey("accounts.number"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),  # of what was shown once
    Column("account", count_up(), ForeignKey("accounts.number"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # JSON: [scope, …]
    Column("made", Text, nullable=False),
    Column("expires", Text),
    Column("revoked", Text),
)

restrictions = Table(
    "restrictions",
    metadata,
    Column("kind", Text, primary_key=True),  # document or incident
    Column("item", Text, primary_key=True),
    Column("groups", Text, nullable=False),  # JSON: [name, …]
    Column("cards", Text, nullable=False),  # JSON: the events of an incident, by which it is known when it grows
)
