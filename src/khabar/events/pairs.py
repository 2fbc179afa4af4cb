"""What speaks for a telling being of a happening told before: place, time, sides, numbers, words, and how the report goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from khabar.events import bundles
from khabar.events.apart import are_apart
from khabar.events.comparing import (
    compare_modes,
    compare_numbers,
    compare_parties,
    compare_places,
    compare_times,
    kind_of,
    step_named,
)
from khabar.events.drafts import Draft
from khabar.events.echoes import STANDINGS, shared_around, shared_names, shared_spots, shared_words
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import is_coarse, is_lead, modes_agree, parties_differ, same_word
from khabar.events.marks import mask
from khabar.events.retelling import own_place, points_back, told_by_another
from khabar.events.rules import only_one, rule_of
from khabar.events.weighing import Weighed, step

_NEW_MATTER = mask("conjunction", "contrast", "subordinator")
_BREAKS, _COMMA = mask("conjunction", "subordinator", "semicolon", "stop", "contrast"), mask("comma")
_SHARED, _MANY = ((0, "no"), (1, "one"), (2, "two"), (4, "some")), "many"
_GAPS = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"))
_SPANS, _FAR = ((0, "0"), (3, "1-3"), (8, "4-8"), (16, "9-16")), "17+"
_BETWEEN = ("another clause", "a comma", "nothing")
_RULED = ((0, "0"), (2, "1-2"), (6, "3-6"))
_BACK = (0, 1, 2, 3, 6, 10)
_AROUND = (0, 1, 2, 3, 5)
_LEAD_BACK = (0, 1, 2, 4, 8)
_NEAR = (0, 1, 3)
_TOLD = (1, 2, 4)
_BEFORE = (1, 2, 3, 5)
_GROUPS = {"ASSAULT": "assault", "COERCE": "hold"} | dict.fromkeys(
    ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"), "talk"
)
_MODES = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONSULT"})  # types whose modes say whether two acts may be one
_RANKS = 3


class Telling(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A telling, and what it says of itself, whatever it is compared with.

    `number` is how many happenings it is compared with; `only` is the one attack of the report that a bare telling can
    mean; `known`: it points back; `own`: a place stands behind it.
    """

    knot: Happening
    draft: Draft
    number: int
    only: Happening | None
    known: bool
    own: bool
    kind: str
    traits: Weighed


class Compared(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A happening beside a telling: the rule that makes them one ("" where none does) and all that speaks but the words.

    `place` and `mode` tell how those of the two stand, `back` how many sentences lie between them, `word` whether both
    are told by one word.
    """

    happening: Happening
    rule: str
    features: list[Weighed]
    place: str
    mode: str
    back: int
    word: bool


def look_at(ground: Ground, told: Sequence[Happening], number: int, knot: Happening) -> Telling:
    """Return what a telling says of itself."""
    draft = knot.act
    traits = bundles.traits(
        draft.headline,
        bool(ground.marks[ground.text.sentences[draft.sentence].first] & _NEW_MATTER),
        told_by_another(ground, draft),
        len(draft.places) > 1,
    )
    return Telling(
        knot,
        draft,
        number,
        only_one(ground, told, knot),
        points_back(ground, draft),
        own_place(draft),
        kind_of(knot),
        traits,
    )


def compare(ground: Ground, happening: Happening, telling: Telling, rank: int, days: str) -> Compared:
    """Return a happening beside a telling, with all that speaks for or against their being one but the words.

    `rank` counts the happenings of its type from the latest, 1; `days` is the step of the days that lie between the two.
    """
    knot, draft = telling.knot, telling.draft
    apart = are_apart(ground, happening, knot)
    rule = rule_of(ground, happening, knot, apart=apart)
    back = draft.sentence - happening.last_sentence
    word = same_word(happening, draft)
    place, mode = compare_places(happening, knot), compare_modes(happening, draft)
    features = [
        telling.traits,
        bundles.ruled(rule, step_named(back, _RULED, "far"), happening is telling.only),
        bundles.barred(apart, modes_agree(happening, draft), days),
        *_standing(happening, telling, rank, back, word),
        *_matter(ground, happening, telling, place, mode, back),
    ]
    return Compared(happening, rule, features, place, mode, back, word)


def _standing(happening: Happening, telling: Telling, rank: int, back: int, word: bool) -> list[Weighed]:
    """Return how the two stand in the report."""
    draft, first = telling.draft, happening.drafts[0].sentence
    known, titled = telling.known, happening.titled
    return [
        bundles.situation(
            step_named(back, _GAPS, "6+"), min(rank, _RANKS), _GROUPS.get(happening.type, "other"), known
        ),
        bundles.standing(
            word,
            parties_differ(happening, draft),
            titled,
            is_lead(happening),
            bool(happening.places) and is_coarse(happening),
            draft.judgement.status != happening.act.judgement.status,
        ),
        bundles.known_by(known, draft.trigger.nominal, titled, word, step(telling.number, _BEFORE)),
        bundles.opening(first == 0, rank == telling.number, known, step(len(happening.drafts), _TOLD)),
        bundles.reaching(happening.drafts[-1].sentence == draft.sentence, step(back, _LEAD_BACK) if first <= 1 else ""),
    ]


def _matter(ground: Ground, happening: Happening, telling: Telling, place: str, mode: str, back: int) -> list[Weighed]:
    """Return how place, time, mode, sides and numbers stand to each other."""
    knot, draft = telling.knot, telling.draft
    before = kind_of(happening)
    out = [
        bundles.setting(step_named(back, _GAPS, "6+"), place, compare_times(happening, knot), mode, telling.known),
        bundles.matter(
            compare_parties(ground, happening.actors, draft.actor),
            compare_parties(ground, happening.targets, draft.target),
            compare_numbers(happening.killed, knot.killed),
            compare_numbers(happening.wounded, knot.wounded),
            telling.kind,
            before,
        ),
        bundles.placed(place, telling.own, bool(knot.places), step(back, _NEAR)),
    ]
    if happening.type in _MODES:
        out.append(bundles.modes(happening.type, happening.act.trigger.mode, draft.trigger.mode))
    if knot.casualty:
        out.append(bundles.victims(before, step(back, _BACK)))
    return out


def words_of(ground: Ground, telling: Telling, pair: Compared) -> list[Weighed]:
    """Return what the words between, around and in the sentences of the two say; they take longest to find."""
    draft, happening = telling.draft, pair.happening
    others = {d.sentence for d in happening.some}
    out = [
        bundles.around(step(shared_around(ground, draft, happening.some), _AROUND), pair.word),
        bundles.naming(shared_names(ground, draft.sentence, others), shared_spots(ground, draft.sentence, others)),
    ]
    if pair.back <= 0:
        out.append(_between(ground, happening, draft))
    else:
        shared = shared_words(ground, draft.sentence, others)
        out.append(bundles.echoing(step_named(shared, _SHARED, _MANY), pair.place, pair.mode))
    return out


def most_of_words(pair: Compared) -> float:
    """Return the most that words can add, whatever they are."""
    return _most_of_words(pair.place, pair.mode, pair.back <= 0, pair.word)


@cache
def _most_of_words(place: str, mode: str, here: bool, word: bool) -> float:
    around = max([bundles.around(step(n, _AROUND), word).score for n in (*_AROUND, _AROUND[-1] + 1)])
    names = max([bundles.naming(name, spot).score for name in STANDINGS for spot in STANDINGS])
    if here:
        spans = [*(name for _, name in _SPANS), _FAR]
        return around + names + max([bundles.parted(what, span).score for what in _BETWEEN for span in spans])
    counts = [*(name for _, name in _SHARED), _MANY]
    return around + names + max([bundles.echoing(count, place, mode).score for count in counts])


def _between(ground: Ground, happening: Happening, draft: Draft) -> Weighed:
    """Return what stands between two tellings of one sentence."""
    first, last = happening.drafts[-1].trigger.last, draft.trigger.first
    broken, comma = ground.any_of(_BREAKS, first, last), ground.any_of(_COMMA, first, last)
    clause, pause, nothing = _BETWEEN
    return bundles.parted(clause if broken else pause if comma else nothing, step_named(last - first, _SPANS, _FAR))
