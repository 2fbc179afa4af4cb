"""Learn the weights of `khabar.events.sameness` from annotated reports.

    python scripts/train_sameness.py --reports DIR … [--partly DIR …] [--judged J.jsonl …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, and happenings: for each, the offsets of the triggers
that tell of it. Without `--write` the script only measures: every pair is scored by a model that has not seen its
report (five parts, split by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from training import PARTS, often_seen, part_of, read_reports, take_options, worth_keeping, write_weights

from khabar.claims import find_claims
from khabar.evaluation.gold import Annotated, read_rows
from khabar.events import find_tellings
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.knots import knots_of
from khabar.events.merging import LOOK_BACK
from khabar.events.sameness import candidates
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document

Pair = tuple[list[str], bool]
Groups = Callable[[Draft], frozenset[int]]
"""The annotated happenings that a telling may be of."""


def pairs_of(document: Document, groups: Groups) -> Iterator[Pair]:
    """Yield the pairs of tellings of one type, as features and whether they are of one happening."""
    text = read_text(document.text, load_lexicon("ar"))
    mentions = find_mentions(text, document)
    ground = Ground(text, mentions)
    told: list[Happening] = []
    known: dict[int, frozenset[int]] = {}
    for _, drafts in groupby(find_tellings(ground, find_claims(text, mentions, document)), key=lambda d: d.sentence):
        for knot in knots_of(ground, list(drafts)):
            mine = groups(knot.act)
            if mine:
                for happening, features in candidates(ground, told[-LOOK_BACK:], knot):
                    theirs = known.get(id(happening), frozenset())
                    if theirs and (theirs == mine or not theirs & mine):
                        yield [name for some in features for name in some.names], theirs == mine
            same = next((h for h in told if mine and known.get(id(h)) == mine), None)
            if same is not None:
                same.add(knot, "")
            else:
                told.append(knot)
                known[id(knot)] = mine


def read_annotated(report: Annotated) -> list[Pair]:
    """Return the pairs of an annotated report."""

    def groups(draft: Draft) -> frozenset[int]:
        at, kind = draft.trigger.span.start, draft.trigger.type
        return frozenset(
            n for n, e in enumerate(report.events) if e.type == kind and any(a <= at < b for a, b in e.where)
        )

    return list(pairs_of(Document(text=report.document.text, published=report.document.published), groups))


def read_judged(path: Path) -> Iterator[tuple[str, list[Pair]]]:
    """Yield reports of whose triggers a reader said which tell of one happening."""
    for row in read_rows(path):
        of = {at: frozenset([n]) for n, offsets in enumerate(row.get("happenings", ())) for at in offsets}

        def groups(draft: Draft, of: dict[int, frozenset[int]] = of) -> frozenset[int]:
            return of.get(draft.trigger.span.start, frozenset())

        if of:
            document = Document(text=row["text"], published=row["published"] or None)
            yield row["url"], list(pairs_of(document, groups))


def fit(pairs: Sequence[Pair], strength: float) -> tuple[float, dict[str, float]]:
    """Return what all features add up from, and what each adds."""
    seen = often_seen(names for names, _ in pairs)
    rows = [dict.fromkeys((n for n in names if n in seen), 1.0) for names, _ in pairs]
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=strength, max_iter=3000, solver="liblinear")
    model.fit(vectorizer.fit_transform(rows), [same for _, same in pairs])
    return float(model.intercept_[0]), worth_keeping(vectorizer.get_feature_names_out(), model.coef_[0])


def main() -> None:
    """Measure, and write the weights where asked."""
    given = take_options(__doc__, strength=0.1, bar=0.6).parse_args()
    read = [(report.name, read_annotated(report)) for report in read_reports(given)]
    read += [found for path in given.judged for found in read_judged(path)]
    scores: list[float] = []
    truth: list[bool] = []
    for part in range(PARTS):
        bias, weights = fit([p for name, pairs in read if part_of(name) != part for p in pairs], given.strength)
        for names, same in (p for name, pairs in read if part_of(name) == part for p in pairs):
            scores.append(bias + sum(weights.get(name, 0.0) for name in names))
            truth.append(same)
    for bar in np.arange(given.bar - 1.5, given.bar + 1.6, 0.5):
        said = [s >= bar for s in scores]
        hit = sum(a and b for a, b in zip(said, truth, strict=True))
        print(
            f"bar {bar:+.2f}  P {hit / max(1, sum(said)):.3f} R {hit / max(1, sum(truth)):.3f}  of {len(truth)} pairs"
        )
    if given.write:
        bias, weights = fit([p for _, pairs in read for p in pairs], given.strength)
        write_weights("sameness", bias=bias, bar=given.bar, features=weights)


if __name__ == "__main__":
    main()
