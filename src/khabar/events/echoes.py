"""Words and names that two tellings of a report share: they tell of one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.marks import EVENT, SPEECH, mask
from khabar.language import Look
from khabar.mentions.shapes import shape

_SENTENCE = 80  # words of a sentence that are looked at
_RARE = 4  # sentences that have a rare word, at most
_SHORTEST = 3  # letters of a word that says something
_AROUND = 6  # words to either side of a trigger
_PLAIN = EVENT | SPEECH
_PUNCT = mask("punct")
STANDINGS = ("none here", "none there", "other", "shared")  # how the names of one sentence stand to those of others
_NONE_HERE, _NONE_THERE, _OTHER, _SAME = STANDINGS


def shared_words(ground: Ground, sentence: int, others: set[int]) -> int:
    """Return how many rare words of a sentence stand in one of the others as well."""
    mine = _words(ground, sentence)
    return max([len(mine & _words(ground, other)) for other in others if other != sentence], default=0)


def shared_around(ground: Ground, draft: Draft, told: Sequence[Draft]) -> int:
    """Return how many words around a trigger stand around that of another telling as well."""
    mine = _stems_around(ground, draft)
    return max([len(mine & _stems_around(ground, other)) for other in told], default=0)


def shared_names(ground: Ground, sentence: int, others: set[int]) -> str:
    """Tell how the names of actors in a sentence stand to those of other sentences."""
    mine = _names(ground, sentence)
    return _compare(mine, [_names(ground, n) for n in others]) if mine else _NONE_HERE


def shared_spots(ground: Ground, sentence: int, others: set[int]) -> str:
    """Tell how the names of places in a sentence stand to those of other sentences."""
    mine = _spots(ground, sentence)
    return _compare(mine, [_spots(ground, n) for n in others]) if mine else _NONE_HERE


def _compare(mine: frozenset[str], theirs: Sequence[frozenset[str]]) -> str:
    if not any(theirs):
        return _NONE_THERE
    return _OTHER if all(mine.isdisjoint(some) for some in theirs) else _SAME


def _names(ground: Ground, number: int) -> frozenset[str]:
    found = ground.names.get(number)
    if found is None:
        sentence = ground.text.sentences[number]
        actors = ground.actors.within(sentence.first, min(sentence.last, sentence.first + _SENTENCE))
        found = ground.names[number] = frozenset([m.name for m in actors if m.name and not m.generic])
    return found


def _spots(ground: Ground, number: int) -> frozenset[str]:
    found = ground.spots.get(number)
    if found is None:
        sentence = ground.text.sentences[number]
        places = ground.places.within(sentence.first, min(sentence.last, sentence.first + _SENTENCE))
        found = ground.spots[number] = frozenset([m.name for m in places if m.name])
    return found


def _stems_around(ground: Ground, draft: Draft) -> frozenset[str]:
    found = ground.around.get(draft.trigger.head)
    if found is None:
        found = ground.around[draft.trigger.head] = _gather_around(ground, draft)
    return found


def _gather_around(ground: Ground, draft: Draft) -> frozenset[str]:
    trigger, sentence, words, marks = draft.trigger, ground.text.sentences[draft.sentence], ground.words, ground.marks
    before = range(max(sentence.first, trigger.first - _AROUND), trigger.first)
    behind = range(trigger.last, min(sentence.last, trigger.last + _AROUND))
    return frozenset([stem for i in chain(before, behind) if not marks[i] & _PUNCT and (stem := _stem(words[i].look))])


def _words(ground: Ground, sentence: int) -> frozenset[str]:
    """Return the rare words of a sentence; those of all sentences are gathered at the first call."""
    if not ground.echoes:
        told = [_stems_of(ground, n) for n in range(len(ground.text.sentences))]
        often = {stem for stem, times in Counter(chain.from_iterable(told)).items() if times > _RARE}
        ground.echoes.extend([stems if often.isdisjoint(stems) else stems - often for stems in told])
    return ground.echoes[sentence]


def _stems_of(ground: Ground, number: int) -> frozenset[str]:
    sentence = ground.text.sentences[number]
    words, marks = ground.words, ground.marks
    last = min(sentence.last, sentence.first + _SENTENCE)
    return frozenset(
        [stem for i in range(sentence.first, last) if not marks[i] & _PLAIN and (stem := _stem(words[i].look))]
    )


def _stem(look: Look) -> str:
    """Return a word without conjunction, preposition and article, "" for one that says nothing."""
    if look.stem is None:
        look.stem = _cut(look)
    return look.stem


def _cut(look: Look) -> str:
    if look.tags and look.tags.isdisjoint(("number", "number_word")):
        return ""
    form = look.form
    rest = form.removeprefix(shape(look).prefix).removeprefix("ال")
    return rest if len(rest) >= _SHORTEST else form if len(form) >= _SHORTEST or "number" in look.tags else ""
