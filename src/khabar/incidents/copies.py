"""Near-copies: one text that is another's, whole, changed a little, or with sentences added around it.

A text is compared by its shingles: runs of folded words inside lines that are long enough to be prose, so that menus
and lists of links do not count. `sign` gives what a store keeps of a text: `bands` find near-copies and `sketch` finds
texts that hold one another, both by plain look-ups of equal strings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b

from khabar.incidents.press import split_words
from khabar.incidents.publishers import find_publisher
from khabar.incidents.record import CollapseReason, Copy
from khabar.model import Document, Value

_SHINGLE = 4  # words
_PROSE = 8  # words: shorter lines are titles, menus, captions
_PERMUTATIONS = 64
_BAND = 4
_SAMPLED = 8  # one shingle in so many stands in the sketch
_MOST_SKETCHED = 400
_NEAR = 0.5
_CONTAINED = 0.7
_CREDITED = 0.3
_COMMON = 50  # a shingle of more texts than this is boilerplate


class Signature(Value, frozen=True, kw_only=True):
    """What is kept of a text for finding its copies: `size` shingles, their MinHash, look-up keys for both ways."""

    size: int
    digest: tuple[int, ...] = ()
    bands: tuple[str, ...] = ()
    sketch: tuple[str, ...] = ()


def sign(text: str) -> Signature:
    """Return the signature of a text; one without prose has none and is nobody's copy."""
    from rensa import RMinHash  # only taking in and describing need it

    shingles = find_shingles(text)
    if not shingles:
        return Signature(size=0)
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    minhash.update(sorted(shingles))
    digest = tuple(minhash.digest())
    bands = tuple(
        f"{n:02x}" + "".join(f"{value:08x}" for value in digest[at : at + _BAND])
        for n, at in enumerate(range(0, _PERMUTATIONS, _BAND))
    )
    hashes = sorted(h for h in map(_hash, shingles) if int(h, 16) % _SAMPLED == 0)
    return Signature(size=len(shingles), digest=digest, bands=bands, sketch=tuple(hashes[:_MOST_SKETCHED]))


def resemble(a: Signature, b: Signature) -> float:
    """Return about which share of all shingles of two texts they have in common, from their signatures."""
    if not a.digest or not b.digest:
        return 0.0
    return sum(x == y for x, y in zip(a.digest, b.digest, strict=True)) / _PERMUTATIONS


def find_shingles(text: str) -> frozenset[str]:
    """Return the runs of four folded words inside the prose of a text."""
    out: set[str] = set()
    for line in text.splitlines():
        words = split_words(line)
        if len(words) >= _PROSE:
            out.update(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    return frozenset(out)


def find_copies(documents: Mapping[str, Document], credits: Mapping[str, frozenset[str]] | None = None) -> list[Copy]:
    """Return which documents are copies of which others, each of at most one, none in a circle.

    `credits` names for a document those that it says it has its report from; a smaller likeness is enough there.
    The original is the one that the other credits, else the one published first, else the one whose text
    stands whole in the other.
    """
    if len(documents) < 2:
        return []
    credits = credits or {}
    shingles = {d: find_shingles(document.text) for d, document in documents.items()}
    ages = {d: _age(document, d) for d, document in documents.items()}
    found: list[Copy] = []
    for a, b in sorted(_candidates(shingles, ages)):
        shared = len(shingles[a] & shingles[b])
        share = shared / max(1, min(len(shingles[a]), len(shingles[b])))
        alike = shared / max(1, len(shingles[a] | shingles[b]))
        credited = b in credits.get(a, ()) or a in credits.get(b, ())
        if not (alike >= _NEAR or share >= _CONTAINED or (credited and share >= _CREDITED)):
            continue
        copy, of = _direct(ages, credits, a, b)
        reason: CollapseReason = "near_copy" if alike >= _NEAR else "contained_copy"
        if of in credits.get(copy, ()):
            reason = "credited_copy"
        found.append(Copy(document=copy, of=of, reason=reason, share=round(max(share, alike), 3)))
    return _settle(found)


def _candidates(shingles: Mapping[str, frozenset[str]], ages: Mapping[str, _Age]) -> set[tuple[str, str]]:
    """Return the pairs of documents that share runs of words; of very many holders of one run, each with the first."""
    holders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(shingles):
        for shingle in shingles[document]:
            holders[shingle].append(document)
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for held in holders.values():
        firsts = held if len(held) <= _COMMON else [min(held, key=ages.__getitem__)]
        for a in firsts:
            for b in held:
                if a != b and (b > a or len(firsts) == 1):
                    pairs[min(a, b), max(a, b)] += 1
    return {pair for pair, shared in pairs.items() if shared > 1}


def _direct(ages: Mapping[str, _Age], credits: Mapping[str, frozenset[str]], a: str, b: str) -> tuple[str, str]:
    """Return (copy, original)."""
    if (b in credits.get(a, ())) != (a in credits.get(b, ())):
        return (a, b) if b in credits.get(a, ()) else (b, a)
    return (a, b) if ages[b] < ages[a] else (b, a)


_Age = tuple[str, bool, int, str]


def _age(document: Document, name: str) -> _Age:
    """Return what orders texts from the likeliest original on: the earliest, then an agency's, then the shortest."""
    publisher = find_publisher(document)
    is_agency = publisher is not None and publisher.kind == "agency"
    return document.published or "9999", not is_agency, len(document.text), name


def _settle(found: list[Copy]) -> list[Copy]:
    """Keep one original for each copy, the likest, and lead every chain of copies to its first text."""
    best: dict[str, Copy] = {}
    for copy in sorted(found, key=lambda c: (c.reason != "credited_copy", -c.share, c.of)):
        if not _leads_to(best, copy.of, copy.document):
            best.setdefault(copy.document, copy)
    return [best[d] for d in sorted(best)]


def _leads_to(best: Mapping[str, Copy], start: str, end: str) -> bool:
    while start in best:
        if start == end:
            return True
        start = best[start].of
    return start == end


def _hash(shingle: str) -> str:
    return blake2b(shingle.encode(), digest_size=6).hexdigest()
