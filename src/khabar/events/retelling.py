"""Words by which one telling is known to go on from another: «the attack», «amid», «in revenge for»."""

from __future__ import annotations

from khabar.events.agreement import places_agree
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import counts_differ
from khabar.events.marks import CARRIER, EVENT, SPEECH, mask
from khabar.events.scope import marker

_AROUND = 6  # words around a trigger by which a telling is known again
_RETOLD_WORDS = 5
_PUNCT, _AFTER, _BECAUSE = mask("punct"), mask("after"), mask("because")
_OR = mask("number_bound")
_WHO, _PRONOUN = mask("relative", "from"), mask("pronoun")
_PARTED = mask("punct", "conjunction", "complementiser", "subordinator")
_OPENING = 3  # first words of a sentence, in which the verb of saying stands
_COUNTING = mask("number", "number_word", "number_bound", "quantifier")
_ANSWER_REACH = 40
_VERSIONS_BACK = 3  # sentences over which an attack may be told with another doer or an older toll
_CLAUSE = 4  # words between a noun and the verb that describes it
_PREPOSED = ("ب", "ل", "ك")


def points_back(ground: Ground, draft: Draft) -> bool:
    """Tell whether a trigger is known already: with the article or «this», not by a pronoun of its doer."""
    reading = draft.trigger.reading
    if (draft.trigger.anaphoric and draft.trigger.nominal) or (
        draft.trigger.definite and not (reading is not None and reading.suffix)
    ):
        return True
    return _annexed(ground, draft) or _known_subject(ground, draft)


def own_place(draft: Draft) -> bool:
    """Tell whether a place stands behind the trigger; one before it may belong to what was told before."""
    return any(p.first > draft.trigger.head for p in draft.places)


def told_by_another(ground: Ground, draft: Draft) -> bool:
    """Tell whether the sentence opens with words of saying: another source may tell of what was told before."""
    sentence = ground.text.sentences[draft.sentence]
    return ground.any_of(SPEECH, sentence.first, min(sentence.last, sentence.first + _OPENING, draft.trigger.first))


def participle(draft: Draft) -> bool:
    """Tell whether a trigger is a participle without «و» and article: it goes on from its verb («شنت غارات مستهدفةً …»)."""
    reading = draft.trigger.reading
    return reading is not None and reading.pos == "participle" and not reading.prefix and not reading.definite


def means_link(ground: Ground, draft: Draft, low: int) -> str:
    """Return what links a trigger to what stands before it, past its number or carrier: «قصفت بعدة غارات», «في عملية إنزال»."""
    at, past = draft.trigger.first, _COUNTING | CARRIER
    while at - 1 >= low and ground.marks[at - 1] & past:
        at -= 1
    return marker(ground, at, low)


def _annexed(ground: Ground, draft: Draft) -> bool:
    """Tell whether a noun is known through the act behind it: «عملية الخطف»."""
    trigger = draft.trigger
    if trigger.kind != "phrase" or trigger.last - trigger.head < 2:
        return False
    act = ground.words[trigger.head + 1].look.entries("events")
    return any(r.definite and r.pos == "masdar" for r, _ in act)


def retold(ground: Ground, happening: Happening, draft: Draft) -> bool:
    """Tell whether the words around a trigger were told before around the same word."""
    lemma = draft.trigger.entry.lemma
    told = [d for d in happening.some if d.trigger.entry.lemma == lemma and d.sentence != draft.sentence]
    if not told:
        return False
    mine = _around(ground, draft)
    return len(mine) >= _RETOLD_WORDS and any(3 * len(mine & _around(ground, d)) >= 2 * len(mine) for d in told)


def _around(ground: Ground, draft: Draft) -> frozenset[str]:
    """Return the forms of the words around a trigger, in its sentence."""
    sentence = ground.text.sentences[draft.sentence]
    first, last = max(sentence.first, draft.trigger.first - _AROUND), min(sentence.last, draft.trigger.last + _AROUND)
    marks, words = ground.marks, ground.words
    return frozenset([words[i].look.form for i in range(first, last) if not marks[i] & _PUNCT])


def _known_subject(ground: Ground, draft: Draft) -> bool:
    """Tell whether a verb tells on of an act or a weapon with the article: «كما استهدف القصف», «سقطت إحدى القذائف»."""
    trigger = draft.trigger
    if draft.casualty or trigger.type != "ASSAULT":
        return False
    if trigger.kind == "phrase":
        return any(
            r.definite for w in ground.words[trigger.first + 1 : trigger.last] for r, _ in w.look.entries("weapons")
        )
    if trigger.reading is None or trigger.reading.pos != "verb":
        return False
    around = [
        i
        for i in (trigger.head - 1, trigger.head + 1)
        if 0 <= i < len(ground.words) and ground.marks[i] & EVENT and ground.text.sentence_of[i] == draft.sentence
    ]
    return any(
        r.definite
        and r.pos in ("masdar", "noun")
        and r.prefix[-1:] not in _PREPOSED
        and e.fields.get("type") == "ASSAULT"
        for i in around
        for r, e in ground.words[i].look.entries("events")
    )


def motive(ground: Ground, draft: Draft) -> bool:
    """Tell whether a telling is what another act answers: «انتقاماً لمقتل القائدين»."""
    first = draft.trigger.first
    return any(last >= first for _, last in ground.answers_from(first - 3, first))


def laid_on_another(ground: Ground, draft: Draft) -> bool:
    """Tell whether a verb says who it was that did a known act: «الجماعة هي التي قصفت السوق», «هم من قصفوا»."""
    first, marks, reading = draft.trigger.first, ground.marks, draft.trigger.reading
    return (
        first > 1
        and reading is not None
        and reading.pos == "verb"
        and bool(marks[first - 1] & _WHO)
        and bool(marks[first - 2] & _PRONOUN)
    )


def told_earlier(ground: Ground, draft: Draft) -> bool:
    """Tell whether a sentence tells of victims as they were counted earlier: «وكانت قد أعلنت في وقت سابق مقتل أربعة»."""
    sentence = ground.text.sentences[draft.sentence]
    return any(
        hit.entry.fields["evidence"] == "earlier"
        for first in range(sentence.first, sentence.last)
        if first in ground.hints
        for hit in ground.hints[first]
    )


def another_version(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether the attack told just before is told again with another doer, or with fewer dead as counted earlier."""
    draft = knot.act
    if not 0 <= draft.sentence - happening.last_sentence <= _VERSIONS_BACK:
        return False
    if laid_on_another(ground, draft):
        return places_agree(happening.places, knot.places)
    return (
        knot.casualty
        and bool(knot.killed and happening.killed)
        and not knot.places
        and not counts_differ(happening, knot)
        and told_earlier(ground, draft)
    )


def answered(ground: Ground, one: Draft, other: Draft) -> bool:
    """Tell whether one is told as the answer to the other: «قتل شرطيين رداً على الهجوم» are two happenings."""
    first, last = sorted((one.trigger.first, other.trigger.first))
    return any(ground.answers_from(first, min(last, first + _ANSWER_REACH)))


def right_after(ground: Ground, draft: Draft) -> bool:
    """Tell whether a noun stands behind «بعد»: «اشتباكات … بعد محاولة تسلل»."""
    return draft.trigger.first > 0 and bool(ground.marks[draft.trigger.first - 1] & _AFTER)


def amid(ground: Ground, draft: Draft) -> bool:
    """Tell whether a noun stands behind «خلال», «وسط» or «إثر»: it was at the same time."""
    first, marks, phrases = draft.trigger.first, ground.marks, ground.amid
    return any(marks[i] & _BECAUSE or i in phrases for i in range(max(0, first - 2), first))


def accusative(ground: Ground, draft: Draft) -> bool:
    """Tell whether a trigger is an indefinite verbal noun in the accusative, without «و»."""
    reading = draft.trigger.reading
    return (
        reading is not None
        and reading.pos in ("masdar", "noun")
        and not reading.prefix
        and not reading.definite
        and ground.words[draft.trigger.head].look.form.endswith("ا")
    )


def or_joined(ground: Ground, one: Draft, other: Draft) -> bool:
    """Tell whether two triggers are alternatives of one matter: «هدنة أو تعليق للعمليات»."""
    return 0 <= other.trigger.first - one.trigger.last - 1 <= 1 and bool(ground.marks[other.trigger.first - 1] & _OR)


def clause_of_noun(ground: Ground, noun: Draft, verb: Draft) -> bool:
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
        noun.trigger.nominal
        and not verb.trigger.nominal
        and verb.trigger.mode == noun.trigger.mode
        and verb.trigger.first - noun.trigger.last <= _CLAUSE
        and not ground.any_of(_PARTED, noun.trigger.last, verb.trigger.first)
    )
