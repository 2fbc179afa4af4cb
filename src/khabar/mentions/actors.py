"""Who is spoken of in a text: names, persons with their titles, forces, bodies, unnamed sources, victims."""

from __future__ import annotations

from khabar.language import Text
from khabar.mentions.coreference import point_back
from khabar.mentions.identity import Identity, identify
from khabar.mentions.model import ActorMention
from khabar.mentions.naming import Naming
from khabar.mentions.nouns import HEADS, Phrase, Reader
from khabar.mentions.shapes import shape
from khabar.model import Document

_TRIGGERS = frozenset({*HEADS, "part", "unknown", "given"})


def find_actors(text: Text, document: Document) -> list[ActorMention]:
    """Return the actors that a text mentions, in order, none inside another; short forms carry their fuller names."""
    return read_actors(Reader(text, Naming(text, document)))


def read_actors(reader: Reader) -> list[ActorMention]:
    """Return the actors of the text that a reader reads."""
    found: list[ActorMention] = []
    at, size = 0, len(reader.words)
    while at < size:
        mention = _mention_at(reader, at)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    return point_back(reader, found)


def _mention_at(reader: Reader, at: int) -> ActorMention | None:
    text = reader.text
    word = shape(reader.words[at].look)
    triggered = at in text.names or at in text.phrases or not _TRIGGERS.isdisjoint(word.roles) or reader.words[at].look.form in reader.naming.registry.given
    if not triggered or "punct" in word.tags:
        return None
    sentence = text.sentences[text.sentence_of[at]]
    phrase = reader.read(at, sentence.last)
    if phrase is None or phrase.role == "place":
        return None
    return mention_of(reader, phrase)


def mention_of(reader: Reader, phrase: Phrase) -> ActorMention:
    """Return a phrase as a mention."""
    who = identify(phrase, reader.naming)
    who = _apposed(reader, phrase, who)
    role = "place" if phrase.record and phrase.record.needs in ("country", "capital") and phrase.role == "name" else phrase.role
    return ActorMention(
        first=phrase.first,
        last=phrase.last,
        span=reader.text.span(phrase.first, phrase.last),
        entries=tuple(dict.fromkeys(phrase.entries)),
        name=who.name,
        kind=who.kind,
        country=who.country,
        id=who.id,
        anonymous=who.anonymous,
        person=who.person,
        definite=who.definite,
        generic=who.generic,
        role="person" if who.person and role in ("name", "force", "target", "body", "outlet") else role,
        head=phrase.head,
        points=who.points,
    )


def _apposed(reader: Reader, phrase: Phrase, who: Identity) -> Identity:
    """«جيفري بريسكت، نائب المبعوثة»: what a title after the name of an unknown person says of it."""
    at = phrase.last + 1
    if not (who.person and who.kind == "other" and phrase.role == "name" and at < len(reader.words) and "comma" in reader.words[at - 1].look.tags):
        return who
    word = shape(reader.words[at].look)
    if word.prefix or not word.role("title", "source"):
        return who
    title = reader.read(at, len(reader.words), inner=True)
    if title is None:
        return who
    told = identify(title, reader.naming)
    return Identity(who.name, told.kind, told.country or who.country, who.id, person=True, definite=True)
