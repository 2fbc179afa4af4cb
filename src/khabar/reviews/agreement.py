"""How far people who judged the same reports without seeing each other's verdicts agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from khabar.model import Report, Value
from khabar.reviews.anchoring import anchor
from khabar.reviews.blindness import list_blind, list_independent
from khabar.reviews.model import CLAIM_FIELDS, EVENT_FIELDS, Item, Review, decide, fields_of, read_field
from khabar.reviews.sameness import name_value
from khabar.reviews.standing import THERE

FIELDS = (THERE, *CLAIM_FIELDS, *EVENT_FIELDS)
Labels = Mapping[str, str]
"""What each person says of one thing, by the person's name."""


class FieldAgreement(Value, frozen=True, kw_only=True):
    """One field: things that at least two judged, pairs of verdicts on them that are equal, and two coefficients.

    `share` is the part of equal pairs, 0 to 1. `kappa` is None unless just two people judged, and both coefficients
    are None where nothing but one value was given: chance explains all of it then.
    """

    field: str
    items: int
    share: float
    kappa: float | None = None
    alpha: float | None = None


class Told(NamedTuple):
    """The decisions about one report, and the report as it is read."""

    report: Report
    reviews: Sequence[Review]


def measure(reports: Iterable[Told]) -> tuple[FieldAgreement, ...]:
    """Return the agreement on each field that two people judged the same things on, in the codebook's order."""
    gathered: dict[str, list[Labels]] = {field: [] for field in FIELDS}
    for told in reports:
        for field, labels in _label(told):
            gathered[field].append(labels)
    return tuple(_measure(field, units) for field, units in gathered.items() if units)


def _measure(field: str, units: Sequence[Labels]) -> FieldAgreement:
    equal = total = 0
    for labels in units:
        counted = Counter(labels.values())
        total += len(labels) * (len(labels) - 1)
        equal += sum(number * (number - 1) for number in counted.values())
    people = {person for labels in units for person in labels}
    pairs = [tuple(labels[person] for person in sorted(people)) for labels in units] if len(people) == 2 else []
    return FieldAgreement(
        field=field,
        items=len(units),
        share=equal / total,
        kappa=find_kappa([(a, b) for a, b in pairs]) if pairs else None,
        alpha=find_alpha([list(labels.values()) for labels in units]),
    )


def _label(told: Told) -> Iterator[tuple[str, Labels]]:
    """Yield for each field and thing what each person says of it, where two say something."""
    made = list_independent(told.reviews)
    done = list_blind(told.reviews)
    verdicts: dict[tuple[str, ...], dict[str, Review]] = {}
    for review in made:
        if review.seen is not None and review.by in done:
            verdicts.setdefault(anchor(review.seen), {})[review.by] = review
    for by_person in verdicts.values():
        finals: dict[str, Item | None] = {person: decide(review) for person, review in by_person.items()}
        if any(review.verdict == "add" for review in by_person.values()):
            finals |= {person: None for person in done if person not in finals}
        if len(finals) < 2:
            continue
        yield THERE, {person: "yes" if final else "no" for person, final in finals.items()}
        kept = {person: final for person, final in finals.items() if final is not None}
        if len(kept) < 2:
            continue
        for field in fields_of(next(iter(kept.values()))):
            yield field, {person: name_value(read_field(final, field)) for person, final in kept.items()}


def find_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two people's labels: (p_o - p_e) / (1 - p_e), 1 for full agreement, 0 for chance.

    After J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
    37-46: p_o is the share of equal pairs, p_e the sum over labels of the product of both people's shares of it. None
    where p_e is 1: both gave one label only.
    """
    if not pairs:
        return None
    number = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / number
    expected = sum(first[label] * second[label] for label in first) / number**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def find_alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha of labels without order, for any number of people and units that some left out.

    After K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C: with o_ck the coincidences of
    labels c and k, each pair of a unit with m labels counted 1 / (m - 1), n_c their margins and n their sum, alpha is
    1 - (n - 1) * sum(o_ck, c != k) / sum(n_c * n_k, c != k). None where only one label was given.
    """
    margins: Counter[str] = Counter()
    apart = 0.0
    for labels in units:
        if len(labels) < 2:
            continue
        counted = Counter(labels)
        margins.update(counted)
        apart += sum(number * (len(labels) - number) for number in counted.values()) / (len(labels) - 1)
    total = sum(margins.values())
    expected = total**2 - sum(number**2 for number in margins.values())
    return None if expected == 0 else 1 - (total - 1) * apart / expected
