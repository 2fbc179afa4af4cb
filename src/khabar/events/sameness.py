"""Whether a telling is of a happening told before or of a new one: evidence for each choice, added up.

Every happening of the telling's type that was told before is one choice, a new happening another; the likeliest is
taken. Rules (`khabar.events.rules`) are evidence beside place, time, sides, numbers and words; only what is of another
country, dated more than a month apart, or left behind by what was told since, is no choice. The weights are learned
from annotated reports (`scripts/train_sameness.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.events.apart import is_abroad
from khabar.events.comparing import LONG, days_between
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.newness import as_new
from khabar.events.pairs import Compared, Telling, compare, look_at, most_of_words, words_of
from khabar.events.rules import left_behind
from khabar.events.weighing import Weighed, add_up
from khabar.events.weights import load_weights

_LATEST = 4  # happenings of its type, the latest, that a telling is compared with
_FIRST = 1  # happenings of its type, the first, that it is compared with beyond those
_ROUNDED = 0.002  # what adding up in parts may be off by


class Choice(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A happening that a telling may be of, the rule that says so ("" where none does), and what speaks for it."""

    happening: Happening
    rule: str
    features: list[Weighed]


def find_same(
    ground: Ground, told: Sequence[Happening], alike: Sequence[Happening], knot: Happening
) -> tuple[Happening, str] | None:
    """Return the happening told before that a telling is most likely of, with the reason; None where it is new.

    `told` are all happenings told before, `alike` those of the telling's type, both in the order of the text.
    """
    if not alike:
        return None
    telling, pairs = _compare(ground, told, alike, knot)
    best, chosen = add_up(newness(ground, knot, pairs)) + load_weights("sameness").bar, None
    for pair in pairs:
        if add_up(pair.features) + most_of_words(pair) + _ROUNDED < best:
            continue  # whatever the words are
        score = add_up([*pair.features, *words_of(ground, telling, pair)])
        if score > best:
            best, chosen = score, pair
    return None if chosen is None else (chosen.happening, chosen.rule or "events.alike")


def choices_for(ground: Ground, told: Sequence[Happening], alike: Sequence[Happening], knot: Happening) -> list[Choice]:
    """Return the happenings of a telling's type, latest first, each with all that speaks for it."""
    telling, pairs = _compare(ground, told, alike, knot)
    return [Choice(pair.happening, pair.rule, [*pair.features, *words_of(ground, telling, pair)]) for pair in pairs]


def _compare(
    ground: Ground, told: Sequence[Happening], alike: Sequence[Happening], knot: Happening
) -> tuple[Telling, list[Compared]]:
    """Return a telling and the happenings that it may be of, latest first."""
    compared = [*alike[: min(_FIRST, max(0, len(alike) - _LATEST))], *alike[-_LATEST:]]
    near = [(h, days_between(h, knot)) for h in compared if not _is_ruled_out(told, h, knot)]
    near = [(h, days) for h, days in near if days != LONG]
    telling = look_at(ground, told, len(near), knot)
    return telling, [compare(ground, h, telling, rank, days) for rank, (h, days) in enumerate(reversed(near), 1)]


def _is_ruled_out(told: Sequence[Happening], happening: Happening, knot: Happening) -> bool:
    """Tell whether a happening is no choice: of another country, or left behind by what was told since."""
    return is_abroad(happening, knot) or left_behind(told, happening, knot)


def newness(ground: Ground, knot: Happening, choices: Sequence[Choice | Compared]) -> list[Weighed]:
    """Return what speaks for a happening that was not told before."""
    return as_new(ground, knot, len(choices), any(choice.rule for choice in choices))
