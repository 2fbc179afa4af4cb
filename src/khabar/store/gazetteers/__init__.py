"""Gazetteers of others: their tables read, their names guarded, and kept so that reading uses them."""

from __future__ import annotations

from khabar.store.gazetteers.keeping import (
    Imported,
    import_places,
    list_gazetteers,
    load_body,
    load_language,
    places_version,
)
from khabar.store.gazetteers.using import language_in_use, use_places

__all__ = [
    "Imported",
    "import_places",
    "language_in_use",
    "list_gazetteers",
    "load_body",
    "load_language",
    "places_version",
    "use_places",
]
