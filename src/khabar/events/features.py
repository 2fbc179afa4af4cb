"""What the triggers of a text or of a sentence share, as named features that the weights know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import accumulate

import msgspec

from khabar.events.clauses import line_feature, opening_feature
from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.events.signs import Hit, find_hits
from khabar.events.told import Features, Told, named

FRESH_DAYS = 21
AROUND = 4  # sentences to either side that make the climate of a sentence
CLIMATE_FROM = 3  # fewer sentences have no climate
_CUT, _CUT_OR_BRACKET = mask("ellipsis"), mask("ellipsis", "close_bracket")
SENTENCE = 120  # words of a sentence that are looked at
_CLIMATE = {
    "first_person": "argues",
    "opinion": "argues",
    "is_not": "argues",
    "reporter": "reports",
    "witness": "reports",
    "source": "reports",
    "spokesman": "reports",
    "statement": "reports",
    "announces": "reports",
    "reports": "reports",
    "history": "recalls",
    "since": "recalls",
    "long_ago": "recalls",
    "background": "recalls",
}
_KINDS = ("argues", "reports", "recalls", "asks", "dates", "counts", "places")
_GRADED = {
    kind: tuple(named(f"around it:{kind}:{grade}") for grade in ("no", "little", "some", "much")) for kind in _KINDS
}
_ALONE = named("nothing around it")
_PLACE, _WEAPON, _ACTOR = (named(f"{what} in the sentence") for what in ("place", "weapon", "actor"))
_LENGTHS = ((12, "length:short"), (25, "length:middling"), (45, "length:long"))


class Weighed(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What features add up to, and those of them that may be named as reasons, with their ranks."""

    score: float
    strong: list[tuple[int, Told]]


class Scene(msgspec.Struct, eq=False):
    """What all triggers of one text share: its signs, how fresh its times are, and running sums that give the climate.

    `dated` are the sentences that name a time.
    """

    hits: list[Hit]
    dated: set[int]
    ages: dict[int, str]
    asking: list[int]
    sums: dict[str, list[int]]
    shared: dict[int, list[Told]] = {}
    weighed: dict[tuple[int, str], Weighed] = {}


def set_scene(ground: Ground) -> Scene:
    """Return what all triggers of a text share."""
    hits = find_hits(ground)
    ages = _ages(ground)
    asking = ground.text.telling("question", "question_mark")
    return Scene(hits, _dated(ground), ages, asking, _sums(ground, hits, ages, asking))


def features_of_sentence(ground: Ground, scene: Scene, number: int) -> list[Told]:
    """Return the features of a sentence, counted once: its times, places, counts, length, and what stands around it."""
    found = scene.shared.get(number)
    if found is None:
        found = scene.shared[number] = [*_sentence(ground, number), Told(_shape(ground, scene, number))]
        found += [Told(climate) for climate in _climate(scene, number)]
        around = [name for name in (opening_feature(ground, number), line_feature(ground, number)) if name]
        found.append(Told(named(*around)))
    return found


def _dated(ground: Ground) -> set[int]:
    """Return the sentences that name a time among the words that are looked at."""
    of, sentences = ground.text.sentence_of, ground.text.sentences
    return {n for t in ground.times.all if t.first - sentences[n := of[t.first]].first < SENTENCE}


def _ages(ground: Ground) -> dict[int, str]:
    """Return for the first word of each time whether it is fresh, old or to come, as seen from the day of publication."""
    document = ground.mentions.document
    published = document.published[:10] if document and document.published else None
    if published is None:
        return {}
    since = date.fromordinal(max(1, date.fromisoformat(published).toordinal() - FRESH_DAYS)).isoformat()
    return {
        t.first: "coming" if t.start > published else "fresh" if t.end >= since else "old"
        for t in ground.times.all
        if t.start and t.end
    }


def _sums(ground: Ground, hits: list[Hit], ages: Mapping[int, str], asking: list[int]) -> dict[str, list[int]]:
    """Return how often each kind of climate shows up to every sentence."""
    of, sentences = ground.text.sentence_of, ground.text.sentences
    told: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    for first, _, hint in hits:
        kind = _CLIMATE.get(hint.name)
        if kind is not None:
            told[kind].append(of[first])
    told["asks"].extend({of[i] for i in asking if i >= sentences[of[i]].last - 3})
    for first, age in ages.items():
        if age != "coming":
            told["dates" if age == "fresh" else "recalls"].append(of[first])
    told["counts"].extend([of[c.first] for c in ground.counts.all])
    told["places"].extend([of[p.first] for p in ground.places.all])
    return {kind: _running(numbers, len(sentences)) for kind, numbers in told.items()}


def _running(numbers: Iterable[int], size: int) -> list[int]:
    per = [0] * (size + 1)
    for number in numbers:
        per[number + 1] += 1
    return list(accumulate(per))


def _climate(scene: Scene, number: int) -> list[Features]:
    """Return how the sentences around a sentence report, argue, ask, count and date."""
    size = len(scene.sums["asks"]) - 1
    low, high = max(0, number - AROUND), min(size, number + AROUND + 1)
    wide = high - low
    if wide < CLIMATE_FROM:
        return [_ALONE]
    shares = [(kind, (sums[high] - sums[low]) / wide) for kind, sums in scene.sums.items()]
    return [
        _GRADED[kind][0 if share == 0 else 1 if share < 0.15 else 2 if share < 0.4 else 3] for kind, share in shares
    ]


def _sentence(ground: Ground, number: int) -> list[Told]:
    """Return the features that mentions in a sentence give."""
    sentence = ground.text.sentences[number]
    low, high = sentence.first, min(sentence.last, sentence.first + SENTENCE)
    places, weapons = ground.places.within(low, high), ground.weapons.within(low, high)
    actors = ground.actors.within(low, high)
    out: list[Told] = []
    if places:
        out.append(Told(_PLACE, "", places[0].first, places[0].last))
    if weapons:
        out.append(Told(_WEAPON, "", weapons[0].first, weapons[0].last))
    if actors:
        out.append(Told(_ACTOR, "", actors[0].first, actors[0].last))
    out += [Told(_of_kind("place", place.precision), "", place.first, place.last) for place in places]
    out += [
        Told(_of_kind("count", count.slot), "", count.first, count.last) for count in ground.counts.within(low, high)
    ]
    return out


@cache
def _of_kind(what: str, kind: str) -> Features:
    return named(f"{what}:{kind}")


def _shape(ground: Ground, scene: Scene, number: int) -> Features:
    """Return the features of how long a sentence is, where it stands, and how it ends."""
    sentence = ground.text.sentences[number]
    low, high = sentence.first, min(sentence.last, sentence.first + SENTENCE)
    length = sentence.last - low
    at = bisect_left(scene.asking, low)
    names: tuple[str, ...] = (
        "headline" if sentence.headline else "lead" if number < 3 else "body",
        "full stop" if ground.is_closed(sentence) else "no full stop:late" if number > 2 else "no full stop:early",
        next((name for most, name in _LENGTHS if length < most), "length:very long"),
    )
    if number not in scene.dated:
        names = ("no time", *names)
    if sentence.last > low and (ending := ground.marks[sentence.last - 1]) & _CUT_OR_BRACKET and number > 2:
        names = ("cut off" if ending & _CUT else "ends in brackets", *names)
    asks = at < len(scene.asking) and scene.asking[at] < high
    return named(*names, "question in the sentence") if asks else named(*names)
