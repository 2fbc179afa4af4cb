"""Which events are worth comparing: those that share a key of place and day, of words and day, or of wording.

Keys are numbers that a store can index: two cards are compared where they share one, and never otherwise, whatever
else was read. So the pairs of a card depend on the two cards alone, not on how many others there are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
_NAME, _NEAR, _WORD, _RUN, _WIDE, _TOLL = range(1, 7)


def blocking_keys(card: Card) -> tuple[int, ...]:
    """Return the keys of a card, sorted: non-negative numbers below 2**63; what people rejected is compared with nothing."""
    if card.came == "rejected":
        return ()
    keys = _run_keys(card)
    told = tuple(_tell_apart(card))
    for day in _day_buckets(card):
        when = (day & 0x3FFFFF) << 32
        keys.update([what | when for what in told])
    return tuple(sorted(keys))


def _tell_apart(card: Card) -> Iterator[int]:
    """Yield by what a card is compared with others of its days: keys that want only the day."""
    for word in _sample(card):
        yield _join(_WORD, 0, word)
    families = families_of(card)
    if card.precision in FINE:
        for family in families:
            yield _join(_NAME, 0, crc32(f"{family} {card.name}".encode()))
            for cell in _cells(card):
                yield _join(_NEAR, 0, crc32(f"{family} {cell}".encode()))
    if card.order == 0:
        for toll in _tolls(card):
            yield _join(_TOLL, 0, toll)
        for family in families:
            for cell in _surroundings(card):
                yield _join(_WIDE, 0, crc32(f"{family} {cell}".encode()))


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


def _run_keys(card: Card) -> set[int]:
    when = (card.published or card.first_day or 0) >> 2 << 1
    return {_join(_RUN, when, run) for run in unpack(card.wording)[:RUNS]}


def _sample(card: Card) -> Sequence[int]:
    """Return the least hashes of a card's rarest words: cards with many such words in common share some of these."""
    return [word >> 4 for word in unpack(card.words) if word & 0xF >= _RARE][: WORDS if card.order == 0 else ASIDE]


def _day_buckets(card: Card) -> Sequence[int]:
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
    """Yield each pair of cards that share a key, once, the lesser key first."""
    keys = sorted(cards)
    for a, b in number_pairs([cards[key] for key in keys]):
        yield keys[a], keys[b]


def number_pairs(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Yield the places of each pair of cards that share a key, once, the lesser first.

    Days are gone through one by one, so that the time for a million cards is that for ten times a hundred thousand. Two
    cards that share what is told on one day share it on all days that both may have been: the first of these counts.
    """
    runs: defaultdict[int, _Column] = defaultdict(_Column)
    days: defaultdict[int, _Column] = defaultdict(_Column)
    first = array("l")
    for number, card in enumerate(cards):
        for key in _run_keys(card):
            runs[key >> 32].add(key, number)
        told = tuple(set(_tell_apart(card)))
        buckets = _day_buckets(card)
        first.append(buckets[0])
        for day in buckets:
            for what in told:
                days[day].add(what, number)
    seen: set[int] = set()
    for when in sorted(runs):
        found = runs.pop(when).pairs()
        seen |= found
        yield from ((pair >> 32, pair & 0xFFFFFFFF) for pair in sorted(found))
    for day in sorted(days):
        for pair in sorted(days.pop(day).pairs() - seen):
            a, b = pair >> 32, pair & 0xFFFFFFFF
            if first[a] == day or first[b] == day:
                yield a, b


class _Column:
    """The keys of one stretch of time, each with the number of a card."""

    def __init__(self) -> None:
        self._keys, self._numbers = array("Q"), array("I")

    def add(self, key: int, number: int) -> None:
        self._keys.append(key)
        self._numbers.append(number)

    def pairs(self) -> set[int]:
        """Return all pairs that share a key, the lesser number in the upper 32 bits; most keys have one card alone."""
        alone: dict[int, int] = {}
        together: dict[int, list[int]] = {}
        for key, number in zip(self._keys, self._numbers, strict=True):
            first = alone.setdefault(key, number)
            if first != number:
                together.setdefault(key, [first]).append(number)
        return {a << 32 | b for numbers in together.values() for a, b in combinations(numbers, 2)}
