"""Sources behind «بحسب» that no mention knows: people by a common noun, those whom the report told of by name before."""

from __future__ import annotations

from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.claims.strangers import stranger_after
from khabar.mentions import np_end
from khabar.mentions.actors import mention_of
from khabar.mentions.model import within
from khabar.mentions.shapes import shape

_SPEAK = frozenset({"title", "source", "force", "body", "outlet"})
_NAMES = frozenset({"given", "ordinary_name"})
_LONGEST = 12  # words of a noun phrase
_THE = "ال"


def unlisted_source(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a source told by a noun for somebody who can tell news, or by a name that the report told before."""
    at += scene.role(at, "same") or bool(scene.tags[at] & {"quote"})
    if at >= limit or scene.tags[at] & {"complementiser", "preposition", "pronoun_what"}:
        return None
    word, person = shape(scene.words[at].look), is_people(scene, at)
    if scene.role(at, "teller"):
        end = max(np_end(scene.text, scene.mentions, at, min(limit, at + _LONGEST)), at + 1)
        return Subject(at, end, None, end, "claims.source")
    if "outlet" in word.roles and not word.definite and scene.form(at + 1).startswith(_THE):
        return None  # «بحسب موقع العملية»
    if person or not word.roles.keys().isdisjoint(_SPEAK):
        return _read(scene, at, limit, person=person) or (stranger_after(scene, at, limit) if person else None)
    return _named(scene, at)


def is_people(scene: Scene, i: int) -> bool:
    """Tell whether a word is a common noun for people («سائق», «أسرة»)."""
    look = scene.words[i].look
    told = any(e.fields.get("part") == "person" for _, e in look.entries("casualties"))
    return told or any("people" in e.fields for _, e in look.entries("actors"))


def _read(scene: Scene, at: int, limit: int, *, person: bool) -> Subject | None:
    """Return the party that a noun phrase tells of, read as one that speaks."""
    reader = scene.mentions.reader
    phrase = reader.read(at, limit) if reader is not None else None
    if reader is None or phrase is None or phrase.role == "place" or (phrase.role == "target" and not person):
        return None
    actor = mention_of(reader, phrase)
    return Subject(actor.first, actor.last, actor, actor.last, "claims.source")


def _named(scene: Scene, at: int) -> Subject | None:
    """Return a single word as the name by which a person told of before is called («بحسب لانديس»)."""
    look, form = scene.words[at].look, scene.form(at)
    known = look.readings and not shape(look).roles.keys() & _NAMES
    if known or look.tags or form.startswith(_THE) or scene.bound(at):
        return None
    for mention in within(scene.mentions.actors, 0, at):
        if mention.person and mention.last - mention.first > 1 and scene.form(mention.last - 1) == form:
            return Subject(at, at + 1, None, at + 1, "claims.name")
    return None
