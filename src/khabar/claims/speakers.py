"""Who says it: the subject after a verb, the subject before it, and the noun phrase after a cue."""

from __future__ import annotations

from typing import NamedTuple

from khabar.claims.cues import Cue
from khabar.claims.scene import Scene
from khabar.mentions import np_end
from khabar.mentions.actors import mention_of
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_BACK = 30  # words before a verb in which its subject may begin
_NAME = 5  # words of a name that a mention may have left out
_SHORT = 6  # words that a subject of no known actor may take
_PLURAL = frozenset({"3mp", "3fp", "3md", "3fd"})
_OPENERS = frozenset({"complementiser", "contrast", "subordinator", "conjunction", "colon", "semicolon", "ellipsis", "bar", "except"})


class Subject(NamedTuple):
    """The words `[first, last)` of a speaker, the actor that they mention if any, and where the search goes on."""

    first: int
    last: int
    actor: ActorMention | None
    after: int
    rule: str


def subject_after(scene: Scene, cue: Cue, limit: int) -> Subject | None:
    """Return the subject right after a verb, over words that belong to neither."""
    if cue.reading is not None and cue.reading.person in _PLURAL:
        return None
    at = skip_asides(scene, cue.last, limit, commas=False)
    if at >= limit:
        return None
    found = _actor(scene, at, limit)
    if found is None and cue.first in scene.actor_over and (reader := scene.mentions.reader) is not None:
        phrase = reader.read(at, limit)  # «طالب الأهالي»: the cue was read into the noun phrase
        found = mention_of(reader, phrase) if phrase and phrase.role != "place" else None
    if found is not None:
        return _extended(scene, found, at if _strange(scene, at) else found.first, limit)
    return None


def shortened(scene: Scene, subject: Subject) -> Subject | None:
    """Return a subject without the words that may be the object of its verb and no name, None where there are none."""
    actor = subject.actor
    if actor is None or actor.role not in ("title", "body", "force", "source", "outlet"):
        return None
    for i in range(max(actor.head, actor.first) + 1, subject.last):
        word = shape(scene.words[i].look)
        if _strange(scene, i) or not word.roles and (scene.words[i].look.entries("events") or scene.words[i].look.entries("speech")):
            return subject._replace(last=i, after=i, rule="claims.subject_shortened")
    return None


def stranger_after(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows: the plain noun phrase at a word."""
    if at >= limit or not scene.nominal(at) or scene.bound(at) or scene.joined(at) and scene.words[at].look.readings or shape(scene.words[at].look).timely:
        return None
    if scene.verblike(at) or _happens(scene, at) or any(not r.suffix or r.pos != "verb" for r, _ in scene.words[at].look.entries("speech")):
        return None
    end = np_end(scene.text, scene.mentions, at, min(limit, at + 12))
    return Subject(at, end, None, end, "claims.subject") if at < end else None


def _happens(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun of a happening and nobody who could speak."""
    return any(r.pos in ("noun", "masdar") for domain in ("events", "casualties") for r, _ in scene.words[i].look.entries(domain))


def skip_asides(scene: Scene, at: int, limit: int, *, commas: bool = True) -> int:
    """Return the index after asides, phrases such as «في بيان», «لصحيفة الشرق» and, if told so, commas."""
    while at < limit:
        end = scene.aside_end(at)
        if end == at and "comma" in scene.tags(at) and commas:
            end = at + 1
        if end == at and at + 1 < limit and scene.tags(at) & {"in", "preposition"} and not scene.tags(at) & {"to", "about", "on", "from"}:
            end = _phrase_end(scene, at + 1, limit)
        if end == at and at + 1 < limit and "from" in scene.tags(at) and scene.prepositional(at + 1):
            end = at + 2  # «من خلالها»
        if end == at and scene.bound(at) == "ل" or end == at and scene.form(at) == "ل":
            end = _addressee_end(scene, at, limit)
        if end == at:
            return at
        at = end
    return at


def _phrase_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the noun phrase that a preposition governs, or before the preposition where none follows."""
    if "complementiser" in scene.tags(at) or "colon" in scene.tags(at):
        return at - 1
    time = scene.time_at.get(at)
    end = time.last if time else np_end(scene.text, scene.mentions, at, limit)
    return end if end > at else at - 1


def _addressee_end(scene: Scene, at: int, limit: int) -> int:
    first = at + 1 if scene.form(at) == "ل" else at
    if first < limit and first in scene.closing:
        return scene.closing[first] + 1
    over = scene.actor_over.get(first)
    if over is not None:
        return max(over.last, first + 1)
    return max(np_end(scene.text, scene.mentions, first, limit), first)


def _actor(scene: Scene, at: int, limit: int) -> ActorMention | None:
    """Return the actor that starts at a word, at the mark before it or one plain noun after it («مكتب محافظ»)."""
    for i in (at, at + 1):
        mention = scene.actor_at.get(i)
        if mention is None or i >= limit or (shape(scene.words[i].look).suffix and any(r.pos == "verb" and r.suffix for r in scene.words[i].look.readings)):
            continue
        if scene.bound(i) in ("ل", "ب", "ك"):
            return None
        if i == at or scene.tags(at) & {"quote", "open_bracket", "demonstrative", "quantifier"} or mention.person and _strange(scene, at):
            return mention
    return None


def _strange(scene: Scene, i: int) -> bool:
    """Tell whether no entry reads a word: it may be a foreign name."""
    look = scene.words[i].look
    return not look.readings and not look.tags


def _extended(scene: Scene, mention: ActorMention, first: int, limit: int) -> Subject:
    """Return a subject with the words of a name that its mention left out, up to a mark, «أن» or a preposition."""
    end = at = min(mention.last, limit)
    while at < limit and at - end < _NAME and scene.nominal(at) and not scene.joined(at) and not scene.bound(at) and at not in scene.time_at and at not in scene.actor_at and not scene.aside_end(at) > at and not scene.words[at].look.entries("speech"):
        at += 1
    closed = at > end and (at >= limit or scene.tags(at) & {"punct", "complementiser", "preposition", "any", "neg_noun", "relative"} or scene.bound(at) or at in scene.time_at)
    named = closed and (mention.person or mention.role in ("title", "outlet", "source", "person")) and _strange(scene, end)
    last = at if named else end
    return Subject(first, last, mention, last, "claims.subject")


def subject_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return the subject that stands before a verb in its clause."""
    verb = cue.first
    start = clause_start(scene, verb)
    found = None
    at = start
    while at < verb:
        mention = scene.actor_at.get(at)
        if mention is None and scene.tags(at) & {"quote", "open_bracket"}:
            mention = scene.actor_at.get(at + 1)
        if mention is not None and mention.last <= verb and scene.bound(mention.first) == "" and mention.role != "target":
            found = mention
            break
        if "auxiliary" in scene.tags(at) or scene.tags(at) & {"comma", "qad", "punct", "demonstrative", "quantifier", "dash", "number"} or scene.aside_end(at) > at:
            at = max(at + 1, scene.aside_end(at))
            continue
        break
    if found is None or _parted(scene, found.last, verb) or found.role == "place" and found.last < verb - 1:
        found = _adjacent(scene, verb)
    if found is None:
        return None
    return Subject(found.first, max(found.last, _extended(scene, found, found.first, verb).last), found, cue.last, "claims.subject_before")


def _adjacent(scene: Scene, verb: int) -> ActorMention | None:
    """Return the actor right before a verb that opens its own clause: after a mark or an auxiliary."""
    at, floor = verb - 1, scene.sentence_start(verb)
    while at > floor and scene.tags(at) & {"qad", "quote", "close_bracket"}:
        at -= 1
    mention = scene.actor_over.get(at) if at >= floor else None
    if mention is None or mention.role == "target" or scene.bound(mention.first):
        return None
    left = mention.first - 1
    while left >= 0 and scene.tags(left) & {"quote"}:
        left -= 1
    opens = left < scene.sentence_start(verb) or scene.tags(left) & {"dash", "bar", "ellipsis", "colon", "semicolon", "stop", "auxiliary", "contrast", "complementiser"}
    return mention if opens else None


def antecedent(scene: Scene, verb: int) -> Subject | None:
    """Return the actor that a relative clause is about («يونيسف، التي وثقت»)."""
    at = verb - 2
    while at > 0 and scene.tags(at) & {"comma", "quote", "close_bracket"}:
        at -= 1
    mention = scene.actor_over.get(at) if at >= scene.sentence_start(verb) else None
    if mention is None or mention.role in ("target", "place"):
        return None
    return Subject(mention.first, mention.last, mention, verb + 1, "claims.relative")


def stranger_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return a subject that no mention knows, right before a verb («منتقدون يقولون»)."""
    verb = cue.first
    start = clause_start(scene, verb)
    while start < verb and (scene.tags(start) & {"punct", "qad"} or "auxiliary" in scene.tags(start)):
        start += 1
    if not 0 < verb - start <= _SHORT or not scene.nominal(start) or scene.joined(start) or scene.verblike(start) or _happens(scene, start) or scene.bound(start) or shape(scene.words[start].look).timely:
        return None
    end = np_end(scene.text, scene.mentions, start, verb)
    if end < verb and not scene.tags(end) & {"comma", "quote"}:
        return None
    return Subject(start, end, None, cue.last, "claims.subject_before") if end > start else None


def clause_start(scene: Scene, verb: int) -> int:
    """Return the index of the first word of the clause that a verb stands in, after what opens it."""
    floor = max(scene.sentence_start(verb), verb - _BACK)
    base, i = scene.depth[verb], verb - 1
    while i >= floor:
        tags = scene.tags(i)
        if scene.depth[i] < base:
            return i + 1
        if i in scene.quote_opening and scene.depth[i] == base:
            i = scene.quote_opening[i] - 1
            continue
        if tags & _OPENERS and i not in scene.actor_over:
            return i + 1
        if "dash" in tags and i == floor:
            return i + 1
        i -= 1
    return max(i + 1, floor)


def _parted(scene: Scene, first: int, verb: int) -> bool:
    """Tell whether a dash or a verb parts an actor from a verb: it is a dateline, or the subject of another clause."""
    dashes = sum("dash" in scene.tags(i) for i in range(first, verb))
    return dashes > 0 and not ("dash" in scene.tags(first) and "dash" in scene.tags(verb - 1) and verb - first > 3) or _verb_between(scene, first, verb)


def _verb_between(scene: Scene, first: int, verb: int) -> bool:
    """Tell whether a finite verb stands between two words that belongs to no relative clause."""
    relative = False
    for i in range(first, verb):
        tags = scene.tags(i)
        if "relative" in tags:
            relative = True
        elif "comma" in tags:
            relative = False
        elif scene.verblike(i) and not relative:
            return True
    return False
