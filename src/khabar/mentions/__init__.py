"""Mentions: who, where, when, how many, with what, as a text tells it."""

from __future__ import annotations

from khabar.language import Text
from khabar.mentions.actors import read_actors
from khabar.mentions.counts import find_counts
from khabar.mentions.model import Mentions
from khabar.mentions.naming import Naming
from khabar.mentions.nouns import Reader
from khabar.mentions.parties import describe_party
from khabar.mentions.phrases import np_end
from khabar.mentions.places import find_places
from khabar.mentions.times import find_times
from khabar.mentions.weapons import find_damages, find_weapons
from khabar.model import Document

__all__ = ["Mentions", "describe_party", "find_mentions", "np_end"]


def find_mentions(text: Text, document: Document) -> Mentions:
    """Return all mentions of a text."""
    reader = Reader(text, Naming(text, document))
    actors = read_actors(reader)
    return Mentions(
        actors=actors,
        places=find_places(text, actors),
        times=find_times(text, document),
        counts=find_counts(text),
        weapons=find_weapons(text),
        damages=find_damages(text),
        document=document,
        reader=reader,
    )
