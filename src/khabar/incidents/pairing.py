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
from khabar.incidents.places import FINE
from khabar.incidents.words import unpack

CELL = 0.1  # degrees: about 11 km by 9 km where most reports come from
REACH = 0.03  # degrees: places up to twice this apart share a cell
WORDS = 16  # uncommon words that make keys of a main event
ASIDE = 4  # and of any other
WIDE_CELL = 1.0  # degrees
WIDE_REACH = 0.5  # degrees: about the size of a governorate
TOLL_CELL = 2.0  # degrees: where one number of dead is no chance, and a report may still name the wrong town
TOLL_REACH = 0.5  # degrees
SEVERAL = 2  # so many dead or wounded tell a main event from others of its day
RUNS = 3  # runs of words that make keys
_RARE = 7
SLAB = 32  # buckets of two days that are gone through at once
_NAME, _NEAR, _WORD, _RUN, _WIDE, _TOLL = range(1, 7)


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
        if card.order == 0:
            keys.update(_join(_TOLL, day, toll) for toll in _tolls(card))
            keys.update(
                _join(_WIDE, day, crc32(f"{family} {cell}".encode()))
                for family in families
                for cell in _surroundings(card)
            )
    return tuple(sorted(keys))


def _tolls(card: Card) -> Iterator[int]:
    """Yield keys of the numbers of dead and wounded by which alone main events of one region are compared.

    Compared wherever they are, a million events would all hang together by chance.
    """
    cells = tuple(_touched(card, TOLL_CELL, TOLL_REACH)) or (None,)
    for slot, toll in enumerate((card.killed, card.wounded)):
        if toll is not None and toll[0] >= SEVERAL:
            for cell in cells:
                yield crc32(f"{slot} {toll[0]} {cell}".encode())


def _join(kind: int, day: int, what: int) -> int:
    """Return one number: 3 bits of kind, 22 of day, 32 of what."""
    return kind << 54 | (day & 0x3FFFFF) << 32 | what & 0xFFFFFFFF


def _run_key(card: Card, run: int) -> int:
    return _join(_RUN, (card.published or card.first_day or 0) >> 2 << 1, run)


def _sample(card: Card) -> Sequence[int]:
    """Return the least hashes of a card's rarest words: cards with many such words in common share some of these."""
    return [word >> 4 for word in unpack(card.words) if word & 0xF >= _RARE][: WORDS if card.order == 0 else ASIDE]


def _day_buckets(card: Card) -> Iterable[int]:
    """Return buckets of two days each such that cards at most a day apart share one."""
    window = day_window(card)
    if window is None:
        return (0,)
    first, last = window
    return range(first >> 1, (last + 1 >> 1) + 1)


def _cells(card: Card) -> Iterator[tuple[int, int]]:
    """Yield the cells that the near surroundings of an exact place touch."""
    return _touched(card, CELL, REACH)


def _surroundings(card: Card) -> Iterator[tuple[int, int]]:
    """Yield the wide cells in which a main event may have been: that of its place, all around it for a wide one."""
    return _touched(card, WIDE_CELL, 0.0 if card.precision in FINE else WIDE_REACH)


def _touched(card: Card, size: float, reach: float) -> Iterator[tuple[int, int]]:
    if card.point is None:
        return
    lat, lon = card.point
    for row in {int((lat + d) // size) for d in (-reach, reach)}:
        for column in {int((lon + d) // size) for d in (-reach, reach)}:
            yield row, column


def find_pairs(cards: Mapping[str, Card]) -> Iterator[tuple[str, str]]:
    """Yield each pair of cards that share a key, the lesser key first; now and then a pair comes twice.

    Time is cut into slabs that are gone through one by one, so that the keys of a million cards are never all held.
    """
    slabs: defaultdict[int, list[str]] = defaultdict(list)
    for key in sorted(cards):
        for slab in {_slab(block) for block in blocking_keys(cards[key])}:
            slabs[slab].append(key)
    for slab, members in sorted(slabs.items()):
        blocks: defaultdict[int, list[str]] = defaultdict(list)
        for key in members:
            for block in blocking_keys(cards[key]):
                if _slab(block) == slab:
                    blocks[block].append(key)
        yield from {pair for together in blocks.values() for pair in combinations(together, 2)}


def _slab(block: int) -> int:
    return (block >> 32 & 0x3FFFFF) // SLAB
