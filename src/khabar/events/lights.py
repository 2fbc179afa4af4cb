"""Light verbs: words that carry the noun of a happening («شن», «نفذ», «تعرض») and name none themselves."""

from __future__ import annotations

from functools import lru_cache

from khabar.language import Entry, Look, Reading


@lru_cache(maxsize=50_000)
def light_of(look: Look) -> tuple[Reading, Entry] | None:
    """Return a word as the light verb that it may be: of the past first, never «I» or «you»."""
    found = [
        (reading, entry)
        for reading, entry in look.entries("events")
        if entry.fields.get("part") == "light" and not (reading.tense == "nonpast" and reading.person[:1] in ("1", "2"))
    ]
    return min(found, key=lambda pair: pair[0].tense == "nonpast", default=None)
