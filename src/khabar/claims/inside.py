"""Who speaks inside what another says: those of whom it tells, one who goes on, or somebody in a quotation of its own."""

from __future__ import annotations

from khabar.claims.content import CLAUSES
from khabar.claims.cues import has_pronoun
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.fitting import happening
from khabar.claims.scene import Scene
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape

_AND = "و"
_TELLING = frozenset({"assert", "announce", "confirm", "promise"})
_DONE = "claim_responsibility"
_TOLD = 16  # words before a claim of responsibility in which what happened is told
_AT_ONCE = 3  # words of a content before the subject of the speech that is all of it


def is_quoted_in(scene: Scene, new: Draft, inner: Draft) -> bool:
    """Tell whether a claim stands in a quotation inside the content of another, or in the quotation that this is."""
    if inner.kind in ("quote", "colon") and inner.cue.kind != "colon":
        return inner.kind == "quote" and inner.content <= new.start < inner.end
    return scene.depth[new.cue.first] > scene.depth[inner.cue.first]


def is_claimed(scene: Scene, new: Draft) -> bool:
    """Tell whether somebody claims what happened, told right before («مقتل عشرة في تفجير …، تبناه تنظيم»)."""
    reading, first = new.cue.reading, max(new.cue.first - _TOLD, scene.sentence_start(new.cue.first))
    return (
        new.cue.entry.fields.get("force") == _DONE
        and reading is not None
        and reading.tense == "past"
        and any(happening(scene, i, 1) for i in range(first, new.cue.first))
    )


def told_of(scene: Scene, new: Draft, inner: Draft) -> Subject | None:
    """Return those of whom a content tells that they say something too («إن السكان عادوا وطالبوا بفتح الطريق»).

    Of one alone only that he admits something («إن الرجل انهار واعترف بتورطه»).
    """
    if new.speaker is not None or new.cue.prefix != _AND or inner.kind != "that":
        return None
    many = speaks_of_many(new)
    mention = scene.actor_at.get(inner.content)
    if mention is not None and mention.person and _parts(new, inner):
        return Subject(mention.first, mention.last, mention, mention.last, "claims.inner_subject")
    if mention is None or any("punct" in scene.tags[i] for i in range(inner.content, new.cue.first)):
        return None
    if not (new.cue.says("force") == "confirm" or (many and _several(scene, mention) and not _speak_together(inner))):
        return None
    return Subject(mention.first, mention.last, mention, mention.last, "claims.inner_subject")


def _parts(new: Draft, inner: Draft) -> bool:
    """Tell whether a woman or a body speaks and the verb of a man follows («أكدت نادية أن الرئيس …، وأكد له أن»)."""
    one, other = inner.cue.reading, new.cue.reading
    if one is None or other is None or inner.speaker is None or inner.speaker.first < inner.cue.last:
        return False
    return (one.person, other.person) == ("3fs", "3ms")


def _several(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a mention is one of several people."""
    return not mention.person and shape(scene.words[max(mention.head, mention.first)].look).number in ("p", "d")


def _speak_together(claim: Draft) -> bool:
    """Tell whether several people may speak in a claim, or nobody knows who does."""
    actor = claim.speaker.actor if claim.speaker is not None else None
    return actor is None or not (actor.person or actor.kind in PRESS or actor.kind == "monitor")


def goes_on(scene: Scene, new: Draft, inner: Draft) -> bool:
    """Tell whether one who speaks inside a speech goes on: «رفضوا الانسحاب وطالبوا بـ», «ترحب بالاتفاق لكنها تطالب بـ»."""
    if inner.outer is None or inner.speaker is None or new.cue.kind != "verb" or new.speaker is not None:
        return False
    before = new.cue.first - 1
    turned = "contrast" in scene.tags[before] and has_pronoun(scene, before) and inner.kind not in CLAUSES
    return turned or (speaks_of_many(inner) and new.cue.prefix == _AND and speaks_of_many(new))


def speaks_of_many(new: Draft) -> bool:
    """Tell whether a verb speaks of several people: its subject, known or not, is nothing but people."""
    return new.cue.reading is not None and new.cue.reading.person in ("3mp", "3md", "3fp")


def is_its_own(scene: Scene, actor: ActorMention) -> bool:
    """Tell whether an actor is the speaker's own («بلاده», «حكومته»): it speaks for the one who tells of it."""
    return bool(shape(scene.words[max(actor.head, actor.first)].look).suffix)


def swallow(new: Draft, inner: Draft) -> None:
    """The speech is the whole content of the outer claim: one claim with both speakers."""
    if new.speaker is None or new.speaker.actor is None or new.kind == "back" or inner.kind not in CLAUSES:
        return
    if not 0 <= new.start - inner.content <= _AT_ONCE or str(new.force_entry.fields.get("force")) not in _TELLING:
        return
    new.start = inner.start
    new.evidence = [*inner.evidence, *new.evidence]
    inner.hidden = True
