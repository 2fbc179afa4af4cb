"""Speech behind a colon: «ظريف: الاتفاق …» at the head of a line."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject, extended
from khabar.claims.owners import owner_of
from khabar.claims.scene import Scene, between
from khabar.language import Entry
from khabar.language.sentences import Sentence
from khabar.mentions import np_end
from khabar.mentions.model import PRESS, ActorMention, within
from khabar.mentions.shapes import shape

COLON = Entry("claims.colon", "speech", "particle", ":", {"force": "assert"})
_THE = "ال"
_PORTFOLIO = "portfolio"
_BEFORE = 14  # words before the colon
_NAME = 3  # words of a name in a headline
_QUOTED = 4  # words of a quotation that is no name
_WE = 4  # words behind a colon in which a state says «we»
_LEAST = 3  # words of a content


def find_colons(scene: Scene) -> list[Draft]:
    """Return the claims whose cue is a colon after a speaker at the head of a sentence."""
    text = scene.text
    out = [made for sentence in text.sentences if sentence.headline and (made := _shown(scene, sentence)) is not None]
    for number in dict.fromkeys([text.sentence_of[at] for at in text.at("colon")]):
        sentence = text.sentences[number]
        made = _colon(scene, sentence)
        if made is not None:
            out += [made, *_stories(scene, made)] if sentence.headline else [made]
    return out


def _shown(scene: Scene, sentence: Sentence) -> Draft | None:
    """Return the claim of a headline that is a name and a quotation and nothing else («الدفاع المدني "القصف طال القرى"»)."""
    actor = scene.actor_at.get(sentence.first)
    opening = actor.last if actor is not None else sentence.first
    close = scene.closing.get(opening, -1)
    if actor is None or actor.role in ("place", "target") or close - opening <= _QUOTED or close < sentence.last - 1:
        return None
    speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.colon")
    return _behind(scene, speaker, opening, close + 1)


def _stories(scene: Scene, made: Draft) -> list[Draft]:
    """Return a further claim for each part of a headline that dots part («هددنا.. وفريقنا يعمل»), cut off the first."""
    out: list[Draft] = []
    last = made
    for i in range(made.content + 1, made.end - _LEAST):
        if "ellipsis" in scene.tags[i] and not scene.depth[i]:
            more = replace(made, start=i + 1, content=i + 1, evidence=list(made.evidence))
            last.end = i
            out.append(more)
            last = more
    return out


def _colon(scene: Scene, sentence: Sentence) -> Draft | None:
    near = between(scene.text.at("colon"), sentence.first + 1, min(sentence.last, sentence.first + _BEFORE))
    if not near:
        return None
    colon = near[0]
    if sentence.last - colon - 1 < _LEAST or scene.depth[colon]:
        return None
    first = sentence.first
    while first < colon and scene.tags[first] & {"punct", "number"}:
        first += 1
    if (ministry := _ministry(scene, first, colon)) is not None:
        return _behind(scene, ministry, colon, sentence.last)
    stated = first + ("in" in scene.tags[first])  # «وفي تغريدة للوزير: …»
    if scene.role(stated, "channel") and not scene.form(stated).startswith(_THE):
        owner = owner_of(scene, stated, colon + 1)
        if owner is not None and owner.last == colon and owner.actor is not None and owner.actor.role != "place":
            return _behind(
                scene, owner._replace(rule="claims.colon"), colon, sentence.last, first
            )  # «بيان لحزب النهر: …»
    if sentence.headline and (named := _named_below(scene, first, colon)) is not None:
        return _behind(scene, named, colon, sentence.last)
    actor = next((scene.actor_at[i] for i in (sentence.first, first, first + 1) if i in scene.actor_at), None)
    if (
        actor is None
        or actor.last > colon
        or scene.bound(actor.first)
        or scene.joined(actor.first)
        or any(scene.finite(i) and "preposition" not in scene.tags[i] for i in range(actor.last, colon))
    ):
        return None
    if any(scene.finite(i) and i not in scene.actor_over for i in range(first, actor.first)) or actor.role == "target":
        return None
    if actor.role == "place" and not (sentence.headline and _is_state(scene, actor, first, colon)):
        return None
    if actor.role == "source" and actor.definite and actor.last - actor.first == 1:
        return None  # «المصدر: …» credits an outlet
    if (
        not sentence.headline
        and colon + 1 not in scene.closing
        and not ("about" in scene.tags[actor.last] and actor.kind in PRESS)
        and actor.last < colon - 1
        and np_end(scene.text, scene.mentions, actor.first, colon) < colon - 3
    ):
        return None
    speaker = extended(scene, actor, actor.first, colon)._replace(rule="claims.colon")
    made = _behind(scene, speaker, colon, sentence.last, first)
    source = scene.actor_at.get(speaker.last + 1) if "about" in scene.tags[speaker.last] else None
    if source is not None and source.last <= colon and actor.kind in PRESS:
        made.origins = [Subject(source.first, source.last, source, source.last, "claims.source")]
    return made  # «هآرتس عن مصادر أمنية: …»


def _named_below(scene: Scene, first: int, colon: int) -> Subject | None:
    """Return who a headline names by a name that no mention knows there and that the report tells in full further on."""
    last = next((i for i in range(first + 1, colon) if "lone_preposition" in scene.tags[i]), colon)
    if not 0 < last - first <= _NAME or any(scene.tags[i] or i in scene.actor_over for i in range(first, last)):
        return None
    for m in scene.mentions.actors:
        if m.first > colon and m.person and m.last - m.first > 1 and scene.form(m.last - 1) == scene.form(last - 1):
            actor = replace(m, first=first, last=last, span=scene.span(first, last))
            return Subject(first, last, actor, last, "claims.colon")
    return None


def _is_state(scene: Scene, actor: ActorMention, first: int, colon: int) -> bool:
    """Tell whether a state alone before a colon is who speaks: behind it stands a quotation, or a verb of «we»."""
    if (actor.first, actor.last) != (first, colon):
        return False
    if colon + 1 in scene.closing and scene.closing[colon + 1] - colon > _QUOTED:
        return True
    said = scene.words[colon + 1 : colon + 1 + _WE]
    return any(r.pos == "verb" and r.person == "1p" and not r.suffix for w in said for r in w.look.readings[:1])


def _ministry(scene: Scene, first: int, colon: int) -> Subject | None:
    """Return a ministry told by its field and its country («صحة غزة»)."""
    place = next((p for p in within(scene.mentions.places, first, colon) if p.last == colon), None)
    word = shape(scene.words[first + 1].look) if colon == first + 2 and first not in scene.actor_over else None
    if word is not None and word.definite and "nationality" in word.roles and scene.form(first).startswith(_THE):
        return (
            Subject(first, colon, None, colon, "claims.ministry")
            if shape(scene.words[first].look).roles.get(_PORTFOLIO)
            else None
        )
    if place is None or place.first != first + 1 or not shape(scene.words[first].look).roles.get(_PORTFOLIO):
        return None
    return Subject(first, colon, None, colon, "claims.ministry")


def _behind(scene: Scene, speaker: Subject, colon: int, end: int, start: int = -1) -> Draft:
    cue = Cue(colon, colon + 1, "colon", COLON)
    made = Draft(cue, "colon", start if start >= 0 else speaker.first, colon + 1, end, speaker)
    made.evidence.append(scene.evidence("cue", COLON.id, colon, colon + 1))
    return made
