"""Words that two sentences of a report share and few others have: they tell of one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from khabar.events.ground import Ground
from khabar.events.marks import EVENT, SPEECH
from khabar.language import Look
from khabar.mentions.shapes import shape

_SENTENCE = 80  # words of a sentence that are looked at
_RARE = 4  # sentences that have a rare word, at most
_SHORTEST = 3  # letters of a word that says something
_PLAIN = EVENT | SPEECH
_MAX_STEMS = 1 << 16


class _Stems(dict[Look, str]):
    """Words without conjunction, preposition and article, "" for those that say nothing, found out when asked."""

    def __missing__(self, look: Look) -> str:
        if len(self) >= _MAX_STEMS:
            self.clear()
        found = self[look] = _bare(look)
        return found


_STEMS = _Stems()


def shared_words(ground: Ground, sentence: int, others: Iterable[int]) -> int:
    """Return how many rare words of a sentence stand in one of the others as well."""
    mine = _words(ground, sentence)
    return max([len(mine & _words(ground, other)) for other in set(others) if other != sentence], default=0)


def _words(ground: Ground, sentence: int) -> frozenset[str]:
    """Return the rare words of a sentence; those of all sentences are gathered at the first call."""
    if not ground.echoes:
        told = [_stems_of(ground, n) for n in range(len(ground.text.sentences))]
        often = {stem for stem, times in Counter(chain.from_iterable(told)).items() if times > _RARE}
        ground.echoes.extend([stems - often for stems in told])
    return ground.echoes[sentence]


def _stems_of(ground: Ground, number: int) -> frozenset[str]:
    sentence = ground.text.sentences[number]
    words, marks = ground.words, ground.marks
    last = min(sentence.last, sentence.first + _SENTENCE)
    looks = [words[i].look for i in range(sentence.first, last) if not marks[i] & _PLAIN]
    return frozenset(map(_STEMS.__getitem__, looks)) - {""}


def _bare(look: Look) -> str:
    if look.tags and look.tags.isdisjoint(("number", "number_word")):
        return ""
    form = look.form
    rest = form.removeprefix(shape(look).prefix).removeprefix("ال")
    return rest if len(rest) >= _SHORTEST else form if len(form) >= _SHORTEST or "number" in look.tags else ""
