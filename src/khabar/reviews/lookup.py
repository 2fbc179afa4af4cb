"""What khabar knows under a name that a person gives, or under words that a person chose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from khabar.language import ActorName, Lexicon, NameHit, PlaceName, read_text
from khabar.mentions.model import Mention
from khabar.model import Span
from khabar.reviews.anchoring import share

M = TypeVar("M", bound=Mention)


def find_nearest(mentions: Iterable[M], span: Span) -> M | None:
    """Return the mention that shares most of its characters with a stretch."""
    found = max(mentions, key=lambda one: (share(one.span, span), one.span.end - one.span.start), default=None)
    return found if found is not None and share(found.span, span) > 0 else None


def find_place(language: Lexicon, name: str, country: str | None) -> PlaceName | None:
    """Return the best known place of a name in Arabic or English or of an id, of this country where it has one there."""
    asked = name.lower().strip()
    known = [one for one in language.names.places if asked in (one.name.lower(), one.id)]
    known += [place for hit in _whole_names(language, name) for place in hit.bearers.places]
    return max(known, key=lambda one: (one.country == country, one.lat is not None, one.population), default=None)


def find_actor(language: Lexicon, name: str) -> ActorName | None:
    """Return the actor of a name in Arabic or English, or of an id."""
    asked = name.lower().strip()
    known = [one for one in language.names.actors if asked in (one.name.lower(), one.id)]
    known += [actor for hit in _whole_names(language, name) for actor in hit.bearers.actors]
    return known[0] if known else None


def _whole_names(language: Lexicon, name: str) -> list[NameHit]:
    """Return what the name index has under all the words of a name."""
    text = read_text(name, language)
    return [hit for hit in text.names.get(0, ()) if hit.last == len(text.words)]
