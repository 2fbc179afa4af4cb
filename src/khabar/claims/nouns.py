"""Claims of participles and nouns: «مشيراً إلى», «مزاعم X عن»."""

from __future__ import annotations

from khabar.claims.clauses import skip_asides
from khabar.claims.complements import led
from khabar.claims.content import Complement, find_clause, find_phrase
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft, made_of
from khabar.claims.relays import carried_claim
from khabar.claims.scene import Scene
from khabar.claims.speakers import Subject

_FOR = "ل"
_NEAR_OBJECT = 8  # words of an object before the preposition that follows it
_ADJACENT = 1  # words between a participle and its complement

_PLAIN = frozenset({"assert", "announce"})
_LINKED = frozenset({"to", "of", "on", "from", "in", "that"})


def participle_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim by which a participle continues a speech."""
    limit = scene.sentence_end(cue.first)
    at = skip_asides(scene, cue.last, limit)
    reach = min(limit, at + 14)
    clause = (
        find_clause(scene, cue, at, min(limit, at + _ADJACENT + 2), stops)
        if cue.accepts - {"object", "target", "blame", "assigned"}
        else None
    )
    found = clause if clause and led(scene, cue, clause) else find_phrase(scene, cue, at, reach, stops)
    if cue.entry.fields.get("carrier"):
        return carried_claim(scene, cue, None, at, limit, stops, found)
    if found is None:
        return None
    over_object = found.kind in ("from", "on", "to") and scene.nominal(at)
    if found.mark - at > (_NEAR_OBJECT if over_object else _ADJACENT):
        return None
    return made_of(scene, cue, None, found)


def _purpose(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«تظاهر الأهالي للمطالبة بفتح الطريق»: what somebody does something to say."""
    if not cue.entry.fields.get("purpose"):
        return None
    found = find_phrase(
        scene, cue, cue.last, min(scene.sentence_end(cue.first), cue.last + 2), stops, frozenset({"of"})
    )
    return made_of(scene, cue, None, found) if found and found.mark == cue.last else None


def noun_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«انتقادات من X», «مزاعم X عن», «تأكيد X أن», «قولها إن»."""
    limit = scene.sentence_end(cue.first)
    reading = cue.reading
    if reading is None or cue.entry.fields.get("carried"):
        return None
    masdar = reading.pos == "masdar"
    if reading.definite:
        return _purpose(scene, cue, stops) if masdar and cue.prefix == _FOR else None
    if reading.suffix:
        if masdar and "that" in cue.accepts and "complementiser" in scene.tags[cue.last]:
            return made_of(scene, cue, None, Complement("that", cue.last, cue.last + 1))
        if not masdar or str(cue.entry.fields.get("force")) in _PLAIN:
            return None
        found = find_phrase(scene, cue, cue.last, min(limit, cue.last + 3), stops, cue.accepts & _LINKED)
        return made_of(scene, cue, None, found) if found and found.mark == cue.last else None
    actor = scene.actor_at.get(cue.last)
    at = cue.last
    if actor is None and "from" in scene.tags[cue.last]:
        actor, at = scene.actor_at.get(cue.last + 1), cue.last + 1
        if actor is not None and cue.entry.fields.get("genitive") == "yes":
            speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
            return made_of(scene, cue, speaker, Complement("object", at, cue.first))
    if actor is None or scene.bound(at):
        return None
    speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
    if masdar:
        found = (
            Complement("that", actor.last, actor.last + 1)
            if actor.last < limit and "complementiser" in scene.tags[actor.last] and "that" in cue.accepts
            else None
        )
    else:
        found = (
            find_phrase(scene, cue, actor.last, min(limit, actor.last + 4), stops)
            if cue.entry.fields.get("genitive") == "yes"
            else None
        )
    return made_of(scene, cue, speaker, found) if found else None
