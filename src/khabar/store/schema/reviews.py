"""What people decide about readings and sources."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from khabar.store.schema.base import count_up, metadata, of_document

reviews = Table(
    "reviews",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    of_document(index=True),
    Column("body", Text, nullable=False),  # the Review: JSON
)

ratings = Table(
    "ratings",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", count_up(), ForeignKey("documents.number"), index=True),  # of a claim; none of a source
    Column("body", Text, nullable=False),  # the Rating: JSON
)

reviewed = Table(
    "reviewed",
    metadata,
    of_document(primary_key=True),  # one on which people decided anything
    Column("state", Text, nullable=False, index=True),
    Column("judged", Integer, nullable=False),  # claims and events on which somebody decided
    Column("corrected", Integer, nullable=False),  # those that are otherwise than the machine reads them
    Column("open", Integer, nullable=False),  # those on which people disagree
)

judged = Table(
    "judged",
    metadata,
    of_document(primary_key=True),
    Column("id", Text, primary_key=True),  # of an event that people brought or corrected, as they have it
    Column("came", Text, nullable=False),  # added or corrected
    Column(
        "sha256", String(64), nullable=False
    ),  # of what it is told by: of all that the report tells where it was added
    Column("type", Text, nullable=False),
    Column("place_id", Text),
    Column("place_words", Text, nullable=False),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
)
