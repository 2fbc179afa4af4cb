"""Borders told by the peoples on their sides: «الحدود السورية – التركية»."""

from __future__ import annotations

from typing import NamedTuple

from khabar.mentions.place_words import PlaceWords


class Border(NamedTuple):
    """A border over words `[at, last)`, seen from the country named first."""

    last: int
    country: str
    entries: tuple[str, ...]


def read_border(words: PlaceWords, at: int) -> Border | None:
    """Read a border that starts at word `at`, or None."""
    read = words.role(at, "part")
    if read is None or not read[0].definite or not read[1].fields.get("border"):
        return None
    near = words.nationality(at + 1)
    if near is None:
        return None
    last = at + 2
    entries: tuple[str, ...] = (read[1].id, near[1].id)
    far = words.nationality(last + 1 if words.tagged(last, "dash") else last)
    if far is not None:
        last += 2 if words.tagged(last, "dash") else 1
        entries = (*entries, far[1].id)
    return Border(last, near[0], entries)
