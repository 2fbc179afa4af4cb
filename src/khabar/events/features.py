"""What the triggers of a text or of a sentence share, as named features that the weights know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from khabar.events.signs import Hit, find_hits
from khabar.language import Text
from khabar.mentions.model import Mentions, within

FRESH_DAYS = 21
AROUND = 4  # sentences to either side that make the climate of a sentence
CLIMATE_FROM = 3  # fewer sentences have no climate
SENTENCE = 120  # words of a sentence that are looked at
_ASKS = frozenset({"question", "question_mark"})
_CLIMATE = {
    "argues": ("first_person", "opinion", "is_not"),
    "reports": ("reporter", "witness", "source", "spokesman", "statement", "announces", "reports"),
    "recalls": ("history", "since", "long_ago", "background"),
}
_GRADES = ("no", "little", "some", "much")
_LENGTHS = ((12, "short"), (25, "middling"), (45, "long"))


Reason = tuple[str, int, int]
"""Where a feature comes from: the lexicon entry, or "" where its own name says it, and the words, or -1, -1 for none."""


class Weight(NamedTuple):
    """What a feature adds to a verdict; the strongest sorts first."""

    rank: float
    name: str
    value: float


class Weighed(NamedTuple):
    """What features add up to, and the strongest of them."""

    score: float
    strongest: list[Weight]


@dataclass(slots=True)
class Scene:
    """What all triggers of one text share: its signs, how fresh its times are, and running sums that give the climate."""

    hits: list[Hit]
    ages: dict[int, str]
    asking: list[int]
    sums: dict[str, list[int]]
    shared: dict[int, dict[str, Reason]] = field(default_factory=dict)
    weighed: dict[tuple[int, str], Weighed] = field(default_factory=dict)


def set_scene(text: Text, mentions: Mentions) -> Scene:
    """Return what all triggers of a text share."""
    hits = find_hits(text)
    ages = _ages(mentions)
    asking = [i for i, word in enumerate(text.words) if word.look.tags & _ASKS]
    return Scene(hits, ages, asking, _sums(text, mentions, hits, ages, asking))


def features_of_sentence(text: Text, mentions: Mentions, scene: Scene, number: int) -> dict[str, Reason]:
    """Return the features of a sentence, counted once: its times, places, counts, length, and what stands around it."""
    found = scene.shared.get(number)
    if found is None:
        found = scene.shared[number] = {}
        for name, first, last in (*_sentence(text, mentions, scene, number), *_climate(scene, number)):
            found.setdefault(name, ("", first, last))
    return found


def _ages(mentions: Mentions) -> dict[int, str]:
    """Return for the first word of each time whether it is fresh, old or to come, as seen from the day of publication."""
    published = mentions.document.published[:10] if mentions.document and mentions.document.published else None
    if published is None:
        return {}
    since = date.fromordinal(max(1, date.fromisoformat(published).toordinal() - FRESH_DAYS)).isoformat()
    return {
        t.first: "coming" if t.start > published else "fresh" if t.end >= since else "old"
        for t in mentions.times
        if t.start and t.end
    }


def _sums(
    text: Text, mentions: Mentions, hits: list[Hit], ages: dict[int, str], asking: list[int]
) -> dict[str, list[int]]:
    """Return how often each kind of climate shows up to every sentence."""
    of = text.sentence_of
    places: dict[str, Iterable[int]] = {
        name: [of[h.first] for h in hits if h.name in names] for name, names in _CLIMATE.items()
    }
    places["asks"] = {of[i] for i in asking if i >= text.sentences[of[i]].last - 3}
    places["dates"] = [of[first] for first, age in ages.items() if age == "fresh"]
    places["recalls"] = [*places["recalls"], *(of[first] for first, age in ages.items() if age == "old")]
    places["counts"] = [of[c.first] for c in mentions.counts]
    places["places"] = [of[p.first] for p in mentions.places]
    return {name: _running(numbers, len(text.sentences)) for name, numbers in places.items()}


def _running(numbers: Iterable[int], size: int) -> list[int]:
    per = [0] * (size + 1)
    for number in numbers:
        per[number + 1] += 1
    return list(accumulate(per))


def _climate(scene: Scene, number: int) -> Iterator[tuple[str, int, int]]:
    """Yield how the sentences around a sentence report, argue, ask, count and date."""
    size = len(scene.sums["asks"]) - 1
    low, high = max(0, number - AROUND), min(size, number + AROUND + 1)
    if high - low < CLIMATE_FROM:
        return
    for name, sums in scene.sums.items():
        share = (sums[high] - sums[low]) / (high - low)
        yield f"around it:{name}:{_GRADES[0 if share == 0 else 1 if share < 0.15 else 2 if share < 0.4 else 3]}", -1, -1


def _sentence(text: Text, mentions: Mentions, scene: Scene, number: int) -> Iterator[tuple[str, int, int]]:
    sentence = text.sentences[number]
    low, high = sentence.first, min(sentence.last, sentence.first + SENTENCE)
    for name, found in (("place", mentions.places), ("weapon", mentions.weapons), ("actor", mentions.actors)):
        here = within(found, low, high)
        if here:
            yield f"{name} in the sentence", here[0].first, here[0].last
    for place in within(mentions.places, low, high):
        yield f"place:{place.precision}", place.first, place.last
    for count in within(mentions.counts, low, high):
        yield f"count:{count.slot}", count.first, count.last
    if not within(mentions.times, low, high):
        yield "no time", -1, -1
    yield "headline" if sentence.headline else "lead" if number < 3 else "body", -1, -1
    tail = range(max(sentence.first, sentence.last - 2), sentence.last)
    if any("stop" in text.words[i].look.tags for i in tail):
        yield "full stop", -1, -1
    else:
        yield f"no full stop:{'late' if number > 2 else 'early'}", -1, -1
    length = sentence.last - sentence.first
    yield f"length:{next((name for most, name in _LENGTHS if length < most), 'very long')}", -1, -1
    at = bisect_left(scene.asking, low)
    if at < len(scene.asking) and scene.asking[at] < high:
        yield "question in the sentence", -1, -1
