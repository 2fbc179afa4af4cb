"""Learn the weights of `khabar.incidents.likeness` from articles that people grouped into incidents.

    python scripts/train_linking.py ARTICLES.jsonl[.gz] [--write]

The articles are read, and the main events of every two that were compared are an example: of one incident or not.
A reason that few pairs show learns little: its weight stays near the one that is shipped. The script shows each learned
weight beside that one, and measures both ways of weighing: every incident, put to one of three parts by hash, is
grouped by weights that have not seen its part. `--write` replaces the learned ones; what no pair of main events can
teach (the weights of other events, of one report) stays. Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from training import hash_of

from khabar.evaluation.links import compare_groupings, load_articles
from khabar.incidents import Card, group, likeness, make_cards, rivals
from khabar.incidents import grouping as grouping_module
from khabar.incidents.likeness import Weights, compare, load_weights
from khabar.incidents.mains import find_main_groups
from khabar.incidents.pairing import find_pairs
from khabar.language.artefact import DATA
from khabar.reading import read

PARTS = 3
_INERTIA = 300  # pairs that must show a reason for its weight to move halfway to what they teach
_SHIFT = 0.8  # on the bias: pairs that are compared are rarely of one incident, ties inside a group mostly are
_FIXED = ("main:", "report:", "place: elsewhere")  # what pairs of main events in one country do not show


class Example(NamedTuple):
    """Two main events: the reasons that hold between them, whether people hold them to be one, and their parts."""

    reasons: tuple[str, ...]
    same: bool
    parts: tuple[int, int]


def main() -> None:
    """Learn, show and measure; write where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("--write", action="store_true")
    asked = arguments.parse_args()
    articles = list(load_articles(asked.articles))
    incident = {a.document.id or "": a.incident for a in articles}
    cards = [card for a in articles for card in make_cards(a.document.id or "", read(a.document))]
    examples = find_examples(cards, incident)
    learned = learn(examples)
    show(learned, examples)
    measure(cards, incident, examples)
    if asked.write:
        path = DATA / "incidents" / "weights.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(learned), indent=1) + b"\n")


def find_examples(cards: Sequence[Card], incident: Mapping[str, str]) -> list[Example]:
    """Return the pairs of main events that are compared."""
    mains = {card.key: card for card in cards if card.order == 0}
    out = []
    for a, b in sorted(set(find_pairs(mains))):
        of = incident[mains[a].document], incident[mains[b].document]
        out.append(Example(tuple(compare(mains[a], mains[b])), of[0] == of[1], (part(of[0]), part(of[1]))))
    return out


def part(incident: str) -> int:
    """Return the part that an incident is put to, by its hash."""
    return hash_of(incident) % PARTS


def learn(examples: Sequence[Example]) -> Weights:
    """Return weights learned from examples, with those of today for what examples do not show."""
    today = load_weights()
    vectors = DictVectorizer()
    shown = [{name: 1 for name in e.reasons if not name.startswith(_FIXED)} for e in examples]
    model = LogisticRegression(C=0.5, max_iter=5000).fit(vectors.fit_transform(shown), [e.same for e in examples])
    found = dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    shows = Counter(name for example in shown for name in example)
    learned = {
        name: round((shows[name] * found.get(name, 0.0) + _INERTIA * weight) / (shows[name] + _INERTIA), 2)
        for name, weight in today.reasons.items()
    }
    bias = round(float(model.intercept_[0]) + _SHIFT, 2)
    return Weights(bias=bias, apart=today.apart, ranks=today.ranks, reasons=learned)


def show(learned: Weights, examples: Sequence[Example]) -> None:
    """Print each weight, that of today, and how many of the pairs that show it are of one incident."""
    today = load_weights()
    print(f"{'bias':36} {learned.bias:6.2f}  today {today.bias:5.2f}")
    for name in sorted(today.reasons):
        held = [e.same for e in examples if name in e.reasons]
        print(f"{name:36} {learned.reasons[name]:6.2f}  today {today.reasons[name]:5.2f}  {sum(held)} of {len(held)}")


def measure(cards: Sequence[Card], incident: Mapping[str, str], examples: Sequence[Example]) -> None:
    """Print how well incidents are grouped by the weights of today, and by weights that have not seen them."""
    print("weights of today")
    for line in compare_groupings(incident, find_main_groups(cards, group(cards))):
        print(f"  {line}")
    for number in range(PARTS):
        own = {name: found for name, found in incident.items() if part(found) == number}
        unseen = learn([e for e in examples if number not in e.parts])
        for name, weights in (("learned without it", unseen), ("of today", load_weights())):
            use(weights)
            mains = find_main_groups(cards, group(cards))
            print(f"part {number}, among all articles, weights {name}")
            for line in compare_groupings(own, {k: v for k, v in mains.items() if k in own}):
                print(f"  {line}")
        likeness.load_weights = grouping_module.load_weights = rivals.load_weights = load_weights


def use(weights: Weights) -> None:
    """Let likeness, rivals and grouping weigh by other weights."""
    likeness.load_weights = grouping_module.load_weights = rivals.load_weights = lambda: weights


if __name__ == "__main__":
    main()
