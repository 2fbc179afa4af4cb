"""Words that two sentences of a report share and few others have: they tell of one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from khabar.events.ground import Ground
from khabar.events.marks import EVENT, SPEECH
from khabar.language import Look
from khabar.mentions.shapes import shape

_SENTENCE = 80  # words of a sentence that are looked at
_RARE = 4  # sentences that have a rare word, at most
_SHORTEST = 3  # letters of a word that says something
_PLAIN = EVENT | SPEECH
_MAX_STEMS = 1 << 16
_stems: dict[Look, str] = {}


def shared_words(ground: Ground, sentence: int, others: Iterable[int]) -> int:
    """Return how many rare words of a sentence stand in one of the others as well."""
    mine = _words(ground, sentence)
    return max((len(mine & _words(ground, other)) for other in set(others) if other != sentence), default=0)


def _words(ground: Ground, sentence: int) -> frozenset[str]:
    """Return the rare words of a sentence; those of all sentences are gathered at the first call."""
    if not ground.echoes:
        told = [_stems_of(ground, n) for n in range(len(ground.text.sentences))]
        seen = Counter(stem for stems in told for stem in stems)
        ground.echoes.extend(frozenset(stem for stem in stems if seen[stem] <= _RARE) for stems in told)
    return ground.echoes[sentence]


def _stems_of(ground: Ground, number: int) -> frozenset[str]:
    sentence = ground.text.sentences[number]
    words, marks = ground.words, ground.marks
    last = min(sentence.last, sentence.first + _SENTENCE)
    found = {_stem(words[i].look) for i in range(sentence.first, last) if not marks[i] & _PLAIN}
    return frozenset(found - {""})


def _stem(look: Look) -> str:
    """Return a word without conjunction, preposition and article; "" for one that says nothing."""
    found = _stems.get(look)
    if found is None:
        if len(_stems) >= _MAX_STEMS:
            _stems.clear()
        found = _stems[look] = _bare(look)
    return found


def _bare(look: Look) -> str:
    if look.tags and look.tags.isdisjoint(("number", "number_word")):
        return ""
    form = look.form
    rest = form.removeprefix(shape(look).prefix).removeprefix("ال")
    return rest if len(rest) >= _SHORTEST else form if len(form) >= _SHORTEST or "number" in look.tags else ""
