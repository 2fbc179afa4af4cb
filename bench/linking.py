"""`python -m bench.linking COUNT [CORPUS]`: how long grouping so many events takes, and adding one report to them.

The events are read from the corpus (or the demo reports) and perturbed: each copy of the corpus lies on other days, in
other places, and its uncommon words are its own; within a copy the reports still tell of one another's incidents.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from bench.corpus import read_corpus
from khabar.incidents import Card, blocking_keys, find_touched, group, make_cards, regroup
from khabar.incidents.words import pack, unpack
from khabar.model import Document
from khabar.reading import read

DAYS = 3_650
NORTH, EAST = 20.0, 40.0  # degrees: about the Arab world, in ten years
SEED = 7


def main() -> None:
    """Print every figure, one a line."""
    count = int(sys.argv[1])
    cards = list(itertools.islice(perturb(read_cards(sys.argv[2] if len(sys.argv) > 2 else None)), count))
    started, busy = time.perf_counter(), time.process_time()
    groups = group(cards)
    spent, busy = time.perf_counter() - started, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(
        f"grouping {count} events    {spent:.1f} s ({busy:.1f} s of the processor), {len(groups)} groups, "
        f"{memory:.0f} MiB at most in the whole process",
        flush=True,
    )
    held: defaultdict[str, int] = defaultdict(int)
    for found in groups:
        held[found.component] += len(found.members)
    print(f"largest component    {max(held.values())} events, largest group {max(len(g.members) for g in groups)}")
    if count <= 100_000:
        _add_one(cards, {key: found.component for found in groups for key in found.members})


def _add_one(cards: Sequence[Card], component_of: dict[str, str]) -> None:
    """Time adding one report to all others, found by their keys as a store finds them."""
    by_key: defaultdict[int, list[Card]] = defaultdict(list)
    by_component: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_component[component_of[card.key]].append(card)
        for key in blocking_keys(card):
            by_key[key].append(card)
    worst = 0.0
    for document in random.Random(SEED).sample(sorted({card.document for card in cards}), 50):
        new = [msgspec.structs.replace(c, key=f"new/{c.event}") for c in cards if c.document == document]
        started = time.perf_counter()
        candidates = [card for new_card in new for key in blocking_keys(new_card) for card in by_key[key]]
        touched = {component_of[key] for key in find_touched(new, candidates)}
        regroup(new, [card for name in touched for card in by_component[name]])
        worst = max(worst, time.perf_counter() - started)
    print(f"adding one report    {worst:.3f} s at most of 50")


def read_cards(corpus: str | None) -> list[Card]:
    """Return the cards of the reports of a corpus."""
    cards: list[Card] = []
    for number, record in enumerate(read_corpus(corpus)):
        given = {name: record.get(name) for name in ("text", "published", "publisher")}
        cards += make_cards(f"d{number}", read(Document(**given)))
    return cards


def perturb(cards: Sequence[Card]) -> Iterator[Card]:
    """Yield copies of cards without end: each copy of all of them on other days, elsewhere, with words of its own."""
    chance = random.Random(SEED)
    for copy in itertools.count():
        days, north, east = chance.randrange(DAYS), chance.uniform(0, NORTH), chance.uniform(0, EAST)
        mask = chance.getrandbits(28) << 4
        for card in cards:
            yield msgspec.structs.replace(
                card,
                key=f"{copy}-{card.key}",
                name=card.name and f"{card.name} {copy}",
                lat=None if card.lat is None else card.lat + north,
                lon=None if card.lon is None else card.lon + east,
                first_day=None if card.first_day is None else card.first_day + days,
                last_day=None if card.last_day is None else card.last_day + days,
                published=None if card.published is None else card.published + days,
                words=pack(sorted(word ^ mask for word in unpack(card.words))),
                wording=pack(sorted(run ^ mask for run in unpack(card.wording))),
            )


if __name__ == "__main__":
    main()
