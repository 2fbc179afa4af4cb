"""Claims that name where they come from: «علمت الصحيفة من مصادر أن», where the outlet is the way and the sources the origin."""

from __future__ import annotations

from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.mentions.actors import mention_of
from khabar.mentions.model import PRESS, ActorMention


def from_origin(scene: Scene, made: Draft, limit: int) -> bool:
    """«علمت X من مصادر أن»: the outlet is the channel, those behind «من» the origin; alone, the outlet says it."""
    outlet = made.speaker
    told = outlet.actor if outlet is not None and outlet.actor is not None and outlet.actor.kind in PRESS else None
    for i in range(made.cue.last, limit):
        mention = scene.actor_over.get(i)
        if mention is None or "from" not in scene.tags[i - 1]:
            continue
        made.speaker = Subject(i, mention.last, _read_from(scene, i, mention), mention.last, "claims.source")
        carrier = told if told is None or told.last <= i else _read_up_to(scene, told, i - 1)
        named = carrier is not None and (carrier is told or carrier.name is not None)
        made.carriers = [carrier] if carrier is not None and named else []
        return True
    return told is not None


def _read_up_to(scene: Scene, mention: ActorMention, last: int) -> ActorMention | None:
    """Return an actor up to a word, where its mention had taken in the words after it."""
    reader = scene.mentions.reader
    phrase = reader.read(mention.first, last) if reader is not None else None
    return mention_of(reader, phrase) if reader is not None and phrase is not None else None


def _read_from(scene: Scene, first: int, mention: ActorMention) -> ActorMention | None:
    """Return an actor from a word on, where a mention had taken in the words before it."""
    if mention.first == first:
        return mention
    reader = scene.mentions.reader
    phrase = reader.read(first, mention.last) if reader is not None else None
    return mention_of(reader, phrase) if reader is not None and phrase is not None else None
