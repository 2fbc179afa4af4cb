"""The tables of a store, the same in SQLite and PostgreSQL.

What was received, what was read from it and what people decided (`blobs`, `captures`, `readings`, `decisions`,
`reviews`, `ratings`) and the `log` are only ever added to. All else is worked out from them, for looking things up.
"""

from __future__ import annotations

from khabar.store.schema.base import metadata
from khabar.store.schema.documents import blobs, captures, documents, feeds, readings, signature_bands, signatures
from khabar.store.schema.findings import claims, events
from khabar.store.schema.incidents import blocks, cards, decisions, former, incidents, members, ties
from khabar.store.schema.log import log
from khabar.store.schema.people import accounts, restrictions, sessions, tokens
from khabar.store.schema.places import artefacts, gazetteers, places
from khabar.store.schema.reviews import judged, ratings, reviewed, reviews

REVISION = "0004"  # the newest migration: what this program writes
APPEND_ONLY = ("blobs", "captures", "readings", "decisions", "reviews", "ratings", "log")

__all__ = [
    "APPEND_ONLY",
    "REVISION",
    "accounts",
    "artefacts",
    "blobs",
    "blocks",
    "captures",
    "cards",
    "claims",
    "decisions",
    "documents",
    "events",
    "feeds",
    "former",
    "gazetteers",
    "incidents",
    "judged",
    "log",
    "members",
    "metadata",
    "places",
    "ratings",
    "readings",
    "restrictions",
    "reviewed",
    "reviews",
    "sessions",
    "signature_bands",
    "signatures",
    "ties",
    "tokens",
]
