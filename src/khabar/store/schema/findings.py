"""The claims and events of reports as flat rows, to be asked for."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, Text

from khabar.store.schema.base import metadata, of_document

claims = Table(
    "claims",
    metadata,
    of_document(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("force", Text, nullable=False, index=True),
    Column("certainty", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    Column("speaker", Text),
    Column("speaker_id", Text),
    Column("speaker_kind", Text),
    Column("speaker_country", Text),
    Column("anonymous", Boolean),
    Column("chain", Text, nullable=False),  # names joined by " < ", nearest to the reader first
    Column("events", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("speaker_words", Text, nullable=False),
    Column("content_words", Text, nullable=False),
    Column("place_words", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    of_document(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("place", Text),
    Column("place_id", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Text),
    Column("day_start", String(10), index=True),
    Column("day_end", String(10)),
    Column("time_precision", Text),
    Column("actor", Text),
    Column("target", Text),
    Column("weapon", Text),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("wounded_min", Integer),
    Column("wounded_max", Integer),
    Column("damage", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("place_words", Text, nullable=False),
    Column("party_words", Text, nullable=False),
)
