"""The store: what was taken in, what was read from it, and how it would stand up to questions."""

from __future__ import annotations

from khabar.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
