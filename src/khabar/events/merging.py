"""Tellings of one happening brought together: within a sentence, over the report, from the headline into the lead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.knots import knots_of
from khabar.events.sameness import find_same
from khabar.events.tallies import sums_up


def merge(ground: Ground, drafts: Sequence[Draft]) -> list[Happening]:
    """Return the happenings that drafts, in the order of the text, tell of, without mere sums of others."""
    told: list[Happening] = []
    of_type: dict[str, list[Happening]] = {}
    for _, together in groupby(drafts, key=lambda d: d.sentence):
        for knot in knots_of(ground, list(together)):
            alike = of_type.setdefault(knot.type, [])
            known = find_same(ground, told, alike, knot)
            if known is None:
                told.append(knot)
                alike.append(knot)
            else:
                happening, reason = known
                happening.add(knot, reason)
    return [happening for happening in told if not sums_up(ground, happening, told)]
