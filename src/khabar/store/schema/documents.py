"""What is taken in, and what was read from it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from khabar.store.schema.base import count_up, metadata, of_document

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
    Column("number", count_up(), primary_key=True),
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
    Column("number", count_up(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("capture", count_up(), ForeignKey("captures.number"), nullable=False, index=True),
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
    Column("reading", count_up()),  # the one that counts; none for what cannot be read yet
    Column("body", LargeBinary, nullable=False),  # the Document: msgpack, zlib
    Column("sha256", String(64), nullable=False),  # of the unpacked body
    Index("ix_documents_address_version", "address", "version", unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("number", count_up(), primary_key=True),
    of_document(),
    Column("tool", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the Report: msgpack, zlib
    Column("sha256", String(64), nullable=False),  # of the unpacked body
    Index("ix_readings_document_tool_data", "document", "tool", "data", unique=True),
)

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", String(48), primary_key=True),
    of_document(primary_key=True),
    sqlite_with_rowid=False,
)

signatures = Table(
    "signatures",
    metadata,
    of_document(primary_key=True),
    Column("body", LargeBinary, nullable=False),  # the Signature: msgpack, zlib
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("body", Text, nullable=False),  # the Feed: JSON
)
