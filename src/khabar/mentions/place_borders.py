"""Borders told by the peoples or countries on their sides: «الحدود السورية – التركية», «الحدود مع اليمن»."""

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
        return _with(words, at, read[1].id)
    last = at + 2
    entries: tuple[str, ...] = (read[1].id, near[1].id)
    far = words.nationality(last + 1 if words.tagged(last, "dash") else last)
    if far is not None:
        last += 2 if words.tagged(last, "dash") else 1
        entries = (*entries, far[1].id)
    return Border(last, near[0], entries)


def _with(words: PlaceWords, at: int, entry: str) -> Border | None:
    """Read the border of the country that the report is about with another: «الحدود مع اليمن», «الحدود بين بلاده وسوريا»."""
    if words.tagged(at + 1, "with"):
        far = _country(words, at + 2)
        home = next((h for h in words.homes if far is not None and h != far[0]), None)
        return Border(far[1], home or far[0], (entry, far[0])) if far is not None else None
    if not words.tagged(at + 1, "between"):
        return None
    near = _country(words, at + 2)
    last = near[1] if near is not None else at + 3
    far = _country(words, last)
    if far is None or not words.words[last].form.startswith("و"):
        return None
    home = near[0] if near is not None else next((h for h in words.homes if h != far[0]), far[0])
    return Border(far[1], home, (entry, home, far[0]))


def _country(words: PlaceWords, at: int) -> tuple[str, int] | None:
    """Return the country whose name starts at a word, and the word after it."""
    for hit in words.hits(at):
        for place in hit.bearers.places:
            if place.kind == "country":
                return place.country, hit.last
    return None
