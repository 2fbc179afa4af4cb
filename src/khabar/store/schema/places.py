"""Places that were imported, and what is made of them for reading."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from khabar.store.schema.base import count_up, metadata

gazetteers = Table(
    "gazetteers",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("imported", Text, nullable=False),
    Column("places", Integer, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("id", Text, primary_key=True),
    Column("gazetteer", count_up(), ForeignKey("gazetteers.number"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("arabic", Text, nullable=False),  # JSON: [[need, [name, …]], …]
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("population", Integer, nullable=False),
    Column("precision", Text, nullable=False),
    Column("parents", Text, nullable=False),  # JSON
)

artefacts = Table(
    "artefacts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
