"""Words by which one telling is known to go on from another: «the attack», «amid», «in revenge for»."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.drafts import Draft
from khabar.events.happenings import Happening
from khabar.events.scope import is_noun
from khabar.language import Text, Word

_AROUND = 6  # words around a trigger by which a telling is known again
_RETOLD_WORDS = 5
_PREPOSED = ("ب", "ل", "ك")


def points_back(text: Text, draft: Draft) -> bool:
    """Tell whether a trigger is known already: with the article or «this», not by a pronoun of its doer."""
    reading = draft.trigger.reading
    if draft.trigger.anaphoric or (draft.trigger.definite and not (reading is not None and reading.suffix)):
        return True
    return _annexed(text, draft) or _known_subject(text, draft)


def _annexed(text: Text, draft: Draft) -> bool:
    """Tell whether a noun is known through the act behind it: «عملية الخطف»."""
    trigger = draft.trigger
    if trigger.kind != "phrase" or trigger.last - trigger.head < 2:
        return False
    return any(r.definite and r.pos == "masdar" for r, _ in text.words[trigger.head + 1].look.entries("events"))


def retold(text: Text, happening: Happening, draft: Draft) -> bool:
    """Tell whether the words around a trigger were told before around the same word."""
    lemma = draft.trigger.entry.lemma
    told = [d for d in happening.some if d.trigger.entry.lemma == lemma and d.sentence != draft.sentence]
    if not told:
        return False
    mine = _around(text, draft)
    return len(mine) >= _RETOLD_WORDS and any(3 * len(mine & _around(text, d)) >= 2 * len(mine) for d in told)


def _around(text: Text, draft: Draft) -> frozenset[str]:
    """Return the forms of the words around a trigger, in its sentence."""
    sentence = text.sentences[draft.sentence]
    first, last = max(sentence.first, draft.trigger.first - _AROUND), min(sentence.last, draft.trigger.last + _AROUND)
    return frozenset(w.form for w in text.words[first:last] if "punct" not in w.look.tags)


def _known_subject(text: Text, draft: Draft) -> bool:
    """Tell whether a verb tells on of an act or a weapon with the article: «كما استهدف القصف», «سقطت إحدى القذائف»."""
    trigger = draft.trigger
    if draft.casualty or trigger.type != "ASSAULT":
        return False
    if trigger.kind == "phrase":
        return any(
            r.definite for w in text.words[trigger.first + 1 : trigger.last] for r, _ in w.look.entries("weapons")
        )
    if trigger.reading is None or trigger.reading.pos != "verb":
        return False
    around = [
        i
        for i in (trigger.head - 1, trigger.head + 1)
        if 0 <= i < len(text.words) and text.sentence_of[i] == draft.sentence
    ]
    return any(
        r.definite
        and r.pos in ("masdar", "noun")
        and r.prefix[-1:] not in _PREPOSED
        and e.fields.get("type") == "ASSAULT"
        for i in around
        for r, e in text.words[i].look.entries("events")
    )


def motive(text: Text, draft: Draft) -> bool:
    """Tell whether a telling is what another act answers: «انتقاماً لمقتل القائدين»."""
    first = draft.trigger.first
    return any(
        h.entry.fields.get("part") == "response" and h.last >= first
        for i in range(max(0, first - 3), first)
        for h in text.phrases.get(i, ())
    )


def answered(text: Text, one: Happening, other: Happening) -> bool:
    """Tell whether one is told as the answer to the other: «قتل شرطيين رداً على الهجوم» are two happenings."""
    first, last = sorted((one.drafts[0].trigger.first, other.drafts[0].trigger.first))
    return any(
        h.entry.fields.get("part") == "response"
        for i in range(first, min(last, first + 40))
        for h in text.phrases.get(i, ())
    )


def right_after(text: Text, draft: Draft) -> bool:
    """Tell whether a noun stands behind «بعد»: «اشتباكات … بعد محاولة تسلل»."""
    return draft.trigger.first > 0 and "after" in text.words[draft.trigger.first - 1].look.tags


def amid(text: Text, draft: Draft) -> bool:
    """Tell whether a noun stands behind «خلال», «وسط» or «إثر»: it was at the same time."""
    first = draft.trigger.first
    return any(
        "because" in text.words[i].look.tags
        or any(h.entry.fields.get("part") == "amid" and h.entry.domain == "roles" for h in text.phrases.get(i, ()))
        for i in range(max(0, first - 2), first)
    )


def accusative(text: Text, draft: Draft) -> bool:
    """Tell whether a trigger is an indefinite verbal noun in the accusative, without «و»."""
    reading = draft.trigger.reading
    return (
        reading is not None
        and reading.pos in ("masdar", "noun")
        and not reading.prefix
        and not reading.definite
        and text.words[draft.trigger.head].look.form.endswith("ا")
    )


def or_joined(text: Text, one: Draft, other: Draft) -> bool:
    """Tell whether two triggers are alternatives of one matter: «هدنة أو تعليق للعمليات»."""
    return (
        0 <= other.trigger.first - one.trigger.last - 1 <= 1
        and "number_bound" in text.words[other.trigger.first - 1].look.tags
    )


def clause_of_noun(text: Text, noun: Draft, verb: Draft, between: Sequence[Word]) -> bool:
    """Tell whether a bare verb right behind a noun of no attack describes it: «قرار صادق بموجبه على الاتفاق»."""
    reading = verb.trigger.reading
    if (
        noun.trigger.type == "ASSAULT"
        or reading is None
        or reading.pos != "verb"
        or reading.prefix
        or (verb.trigger.kind == "phrase" and verb.actor is not None)
    ):
        return False
    return (
        is_noun(text, noun.trigger)
        and not is_noun(text, verb.trigger)
        and verb.trigger.mode == noun.trigger.mode
        and len(between) <= 4
        and not any({"punct", "conjunction", "complementiser", "subordinator"} & w.look.tags for w in between)
    )
