"""Which events are worth comparing: those that share a key of place and day, of words and day, or of wording.

Keys are numbers that a store can index: two cards are compared where they share one, and never otherwise, whatever
else was read. So the pairs of a card depend on the two cards alone, not on how many others there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from zlib import crc32

from khabar.incidents.days import day_window
from khabar.incidents.families import families_of
from khabar.incidents.model import Card
from khabar.incidents.words import unpack

FINE = frozenset({"site", "town", "district"})
CELL = 0.1  # degrees: about 11 km by 9 km where most reports come from
REACH = 0.03  # degrees: places up to twice this apart share a cell
WORDS = 12  # uncommon words that make keys
RUNS = 4  # runs of words that make keys
_RARE = 7
_NAME, _NEAR, _WORD, _RUN = range(1, 5)


def blocking_keys(card: Card) -> tuple[int, ...]:
    """Return the keys of a card, sorted: non-negative numbers below 2**63."""
    days, families = _day_buckets(card), families_of(card)
    keys = {_run_key(card, run) for run in unpack(card.wording)[:RUNS]}
    for day in days:
        keys.update(_join(_WORD, day, word) for word in _sample(card))
        if card.precision in FINE:
            keys.update(_join(_NAME, day, crc32(f"{family} {card.name}".encode())) for family in families)
            keys.update(
                _join(_NEAR, day, crc32(f"{family} {cell}".encode())) for family in families for cell in _cells(card)
            )
    return tuple(sorted(keys))


def _join(kind: int, day: int, what: int) -> int:
    """Return one number: 3 bits of kind, 22 of day, 32 of what."""
    return kind << 54 | (day & 0x3FFFFF) << 32 | what


def _run_key(card: Card, run: int) -> int:
    return _join(_RUN, (card.published or card.first_day or 0) >> 2, run)


def _sample(card: Card) -> Sequence[int]:
    """Return the least hashes of a card's rarest words: cards with many such words in common share some of these."""
    return [word >> 4 for word in unpack(card.words) if word & 0xF >= _RARE][:WORDS]


def _day_buckets(card: Card) -> Iterable[int]:
    """Return buckets of two days each such that cards at most a day apart share one."""
    window = day_window(card)
    if window is None:
        return (0,)
    first, last = window
    return range(first >> 1, (last + 1 >> 1) + 1)


def _cells(card: Card) -> Iterator[tuple[int, int]]:
    """Yield the cells that the surroundings of a place touch."""
    if card.lat is None or card.lon is None:
        return
    for lat in {int((card.lat + d) // CELL) for d in (-REACH, REACH)}:
        for lon in {int((card.lon + d) // CELL) for d in (-REACH, REACH)}:
            yield lat, lon


def find_pairs(cards: Mapping[str, Card]) -> Iterator[tuple[str, str]]:
    """Yield each pair of cards that share a key once, the lesser key first."""
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for key in sorted(cards):
        for block in blocking_keys(cards[key]):
            blocks[block].append(key)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for pair in combinations(members, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
