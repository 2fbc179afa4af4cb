"""The index by which documents are found by their words, as each database has its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text


def keep_words(connection: Connection, number: int, stems: Sequence[str]) -> None:
    """Index a document by these stems."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO document_words (rowid, words) VALUES (:number, :words)"
        connection.execute(text(statement), {"number": number, "words": " ".join(stems)})
    else:
        statement = "INSERT INTO document_words (number, words) VALUES (:number, array_to_tsvector(:words))"
        connection.execute(text(statement), {"number": number, "words": list(stems)})
