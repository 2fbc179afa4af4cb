"""Incidents: what they are grouped from, what they are, and what people decided about them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from khabar.store.schema.base import count_up, metadata, of_document

cards = Table(
    "cards",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    of_document(index=True),
    Column("event", Text, nullable=False),
    Column("name", Text, nullable=False, index=True),  # the id of the incident, were this its least card
    Column("body", LargeBinary, nullable=False),  # the Card: msgpack
)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),  # cards that are worth comparing share one
    Column("card", count_up(), ForeignKey("cards.number"), primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    metadata,
    Column("card", Text, ForeignKey("cards.key"), primary_key=True),
    Column("incident", Text, nullable=False, index=True),
    Column("component", Text, nullable=False, index=True),  # what is grouped anew together
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", String(64), nullable=False),  # hash of its events and of the readings that they stand in
    Column("described", String(64)),  # the state that was described; what is below says what most events say until then
    Column("describer", Text),  # versions of khabar and of its language data
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("status", Text),
    Column("first_day", String(10)),
    Column("last_day", String(10), index=True),
    Column("day_told", Boolean, nullable=False),  # else nobody tells a day, and these are of publication
    Column("place", Text),
    Column("precision", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed", Integer),  # the number that most origins hold, and the least and the most that any does
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("wounded", Integer),
    Column("wounded_min", Integer),
    Column("wounded_max", Integer),
    Column("reports", Integer, nullable=False, index=True),
    Column("publishers", Integer, nullable=False),
    Column("origins", Integer),
    Column("disputed", Boolean),  # origins disagree, or one denies what another says
    Column("grade", Text),
    Column("document", Text, nullable=False),  # the one that tells of it most prominently
    Column("title", Text),  # a headline that tells of it
    Column("happening", LargeBinary),  # the Happening: msgpack
    Column("record", LargeBinary),  # the IncidentRecord: msgpack, zlib
    Column("sha256", String(64)),  # of all that was described
)

ties = Table(
    "ties",
    metadata,
    Column("a", Text, ForeignKey("cards.key"), primary_key=True),
    Column("b", Text, ForeignKey("cards.key"), primary_key=True, index=True),
    Column("body", LargeBinary, nullable=False),  # the Tie: msgpack
)

former = Table(
    "former",
    metadata,
    Column("key", Text, primary_key=True),  # of a card that is there no more
    Column("name", Text, nullable=False, index=True),  # the id of the incident that was named after it
    of_document(index=True),
    Column("beside", Text, nullable=False),  # JSON: keys of the cards that it was one incident with
    Column("body", LargeBinary, nullable=False),  # the Card: msgpack
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", count_up(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),  # the Decision: JSON
)
