"""The tables of a store, the same in SQLite and PostgreSQL.

What was received, what was read from it and what people decided (`blobs`, `captures`, `readings`, `decisions`,
`reviews`, `ratings`) and the `log` are only ever added to. All else is worked out from them, for looking things up.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.sql.type_api import TypeEngine

REVISION = "0003"  # the newest migration: what this program writes
APPEND_ONLY = ("blobs", "captures", "readings", "decisions", "reviews", "ratings", "log")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> TypeEngine[int]:
    """Return the type of keys that the database counts up."""
    return BigInteger().with_variant(Integer(), "sqlite")


def _document(*, primary_key: bool = False, index: bool | None = None) -> Column[int]:
    return Column(
        "document",
        _number(),
        ForeignKey("documents.number"),
        nullable=False,
        primary_key=primary_key,
        index=index,
    )


blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the bytes as they were received
    Column("size", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib
)

captures = Table(
    "captures",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("sha256", String(64), ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("retrieved", Text),
    Column("media_type", Text),
    Column("headers", Text, nullable=False),  # JSON: [[name, value], …] as received
    Column("tool", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("taken_in", Text, nullable=False),
    Column("record", String(64), nullable=False, unique=True),  # the hash that the log holds of all the others
)

documents = Table(
    "documents",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("capture", _number(), ForeignKey("captures.number"), nullable=False, index=True),
    Column("member", Text),
    Column("state", Text, nullable=False),
    Column("quality", Float),
    Column("note", Text),
    Column("address", Text),  # the URL without what does not lead elsewhere
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("url", Text),
    Column("publisher", Text),
    Column("publisher_folded", Text, nullable=False),
    Column("published", Text),
    Column("day", String(10), index=True),
    Column("title", Text),
    Column("language", Text),
    Column("taken_in", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),  # no newer version of it is known
    Column("copy_of", Text, index=True),  # the id of the first document with this text, or nearly this text
    Column("likeness", Float),
    Column("reading", _number()),  # the one that counts; none for what cannot be read yet
    Column("body", LargeBinary, nullable=False),  # the Document: msgpack, zlib
    Column("sha256", String(64), nullable=False),  # of the unpacked body
    Index("ix_documents_address_version", "address", "version", unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("number", _number(), primary_key=True),
    _document(),
    Column("tool", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the Report: msgpack, zlib
    Column("sha256", String(64), nullable=False),  # of the unpacked body
    Index("ix_readings_document_tool_data", "document", "tool", "data", unique=True),
)

claims = Table(
    "claims",
    metadata,
    _document(primary_key=True),
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
    _document(primary_key=True),
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

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", String(48), primary_key=True),
    _document(primary_key=True),
    sqlite_with_rowid=False,
)

signatures = Table(
    "signatures",
    metadata,
    _document(primary_key=True),
    Column("body", LargeBinary, nullable=False),  # the Signature: msgpack, zlib
)

cards = Table(
    "cards",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _document(index=True),
    Column("event", Text, nullable=False),
    Column("name", Text, nullable=False, index=True),  # the id of the incident, were this its least card
    Column("body", LargeBinary, nullable=False),  # the Card: msgpack
)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),  # cards that are worth comparing share one
    Column("card", _number(), ForeignKey("cards.number"), primary_key=True, autoincrement=False, index=True),
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
    Column("key", Text, primary_key=True),  # of a card that is there no more: its report was replaced or read anew
    Column("name", Text, nullable=False, index=True),  # the id of the incident that was named after it
    _document(index=True),
    Column("beside", Text, nullable=False),  # JSON: keys of the cards that it was one incident with
    Column("body", LargeBinary, nullable=False),  # the Card: msgpack
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),  # the Decision: JSON
)

gazetteers = Table(
    "gazetteers",
    metadata,
    Column("number", _number(), primary_key=True),
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
    Column("gazetteer", _number(), ForeignKey("gazetteers.number"), nullable=False, index=True),
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

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("body", Text, nullable=False),  # the Feed: JSON
)

artefacts = Table(
    "artefacts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("number", _number(), primary_key=True),
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
    Column("account", _number(), ForeignKey("accounts.number"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),  # of what was shown once
    Column("account", _number(), ForeignKey("accounts.number"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # JSON: [scope, …]
    Column("made", Text, nullable=False),
    Column("expires", Text),
    Column("revoked", Text),
)

reviews = Table(
    "reviews",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _document(index=True),
    Column("body", Text, nullable=False),  # the Review: JSON
)

ratings = Table(
    "ratings",
    metadata,
    Column("number", _number(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", _number(), ForeignKey("documents.number"), index=True),  # of a claim; none of a source
    Column("body", Text, nullable=False),  # the Rating: JSON
)

reviewed = Table(
    "reviewed",
    metadata,
    _document(primary_key=True),  # one on which people decided anything
    Column("state", Text, nullable=False, index=True),
    Column("judged", Integer, nullable=False),  # claims and events on which somebody decided
    Column("corrected", Integer, nullable=False),  # those that are otherwise than the machine reads them
    Column("open", Integer, nullable=False),  # those on which people disagree
)

restrictions = Table(
    "restrictions",
    metadata,
    Column("kind", Text, primary_key=True),  # document or incident
    Column("item", Text, primary_key=True),
    Column("groups", Text, nullable=False),  # JSON: [name, …]
    Column("cards", Text, nullable=False),  # JSON: the events of an incident, by which it is known when it grows
)

log = Table(
    "log",
    metadata,
    Column("number", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
