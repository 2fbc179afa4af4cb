"""Learn the weights of `khabar.events.sameness` from annotated reports.

    python scripts/train_sameness.py --reports DIR … [--partly DIR …] [--judged J.jsonl …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, and happenings: for each, the offsets of the triggers
that tell of it. Without `--write` the script only measures: every pair is scored by a model that has not seen its
report (five parts, split by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from khabar.claims import find_claims
from khabar.events import find_tellings
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.knots import knots_of
from khabar.events.merging import LOOK_BACK
from khabar.events.sameness import candidates
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions import find_mentions
from khabar.model import Document

PARTS = 5
MIN_SEEN = 3  # times a feature must be seen to get a weight
MIN_WEIGHT = 0.02

Pair = tuple[list[str], bool]
Groups = Callable[[Draft], frozenset[int]]
"""The annotated happenings that a telling may be of."""


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


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
                for happening, names in candidates(ground, told[-LOOK_BACK:], knot):
                    theirs = known.get(id(happening), frozenset())
                    if theirs and (theirs == mine or not theirs & mine):
                        yield names, theirs == mine
            same = next((h for h in told if mine and known.get(id(h)) == mine), None)
            if same is not None:
                same.add(knot, "")
            else:
                told.append(knot)
                known[id(knot)] = mine


def read_reports(folder: Path, hold_out: int = 0) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the names of the reports that are not held out, with their pairs."""
    for path in sorted(folder.glob("*.json")):
        if hold_out and _hash(path.stem) % hold_out == 0:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = gold["document"]["text"]
        spans = [(e["type"], [*_spans(e["trigger"], text), *_spans(e.get("mentions"), text)]) for e in gold["events"]]

        def groups(draft: Draft, spans: list[tuple[str, list[tuple[int, int]]]] = spans) -> frozenset[int]:
            at, kind = draft.trigger.span.start, draft.trigger.type
            return frozenset(
                n for n, (t, found) in enumerate(spans) if t == kind and any(a <= at < b for a, b in found)
            )

        document = Document(text=text, published=gold["document"].get("published"))
        yield path.stem, list(pairs_of(document, groups))


def _spans(value: Any, raw: str) -> list[tuple[int, int]]:
    if not value:
        return []
    if isinstance(value, str):
        at = raw.find(value)
        return [(at, at + len(value))] if at >= 0 else []
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [span for one in value for span in _spans(one, raw)]


def read_judged(path: Path) -> Iterator[tuple[str, list[Pair]]]:
    """Yield reports of whose triggers a reader said which tell of one happening."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            of = {at: frozenset([n]) for n, offsets in enumerate(row.get("happenings", ())) for at in offsets}

            def groups(draft: Draft, of: dict[int, frozenset[int]] = of) -> frozenset[int]:
                return of.get(draft.trigger.span.start, frozenset())

            if of:
                document = Document(text=row["text"], published=row["published"] or None)
                yield row["url"], list(pairs_of(document, groups))


def fit(pairs: Sequence[Pair], strength: float) -> tuple[float, dict[str, float]]:
    """Return what all features add up from, and what each adds."""
    seen: dict[str, int] = {}
    for names, _ in pairs:
        for name in names:
            seen[name] = seen.get(name, 0) + 1
    rows = [dict.fromkeys((n for n in names if seen[n] >= MIN_SEEN), 1.0) for names, _ in pairs]
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=strength, max_iter=3000, solver="liblinear")
    model.fit(vectorizer.fit_transform(rows), [same for _, same in pairs])
    found = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return float(model.intercept_[0]), {str(n): round(float(w), 3) for n, w in sorted(found) if abs(w) >= MIN_WEIGHT}


def main() -> None:
    """Measure, and write the weights where asked."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path, nargs="*", default=[])
    arguments.add_argument("--partly", type=Path, nargs="*", default=[])
    arguments.add_argument("--judged", type=Path, nargs="*", default=[])
    arguments.add_argument("--hold-out", type=int, default=3)
    arguments.add_argument("--strength", type=float, default=0.4)
    arguments.add_argument("--bar", type=float, default=0.8)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    read = [found for folder in given.reports for found in read_reports(folder)]
    read += [found for folder in given.partly for found in read_reports(folder, given.hold_out)]
    read += [found for path in given.judged for found in read_judged(path)]
    scores: list[float] = []
    truth: list[bool] = []
    for part in range(PARTS):
        bias, weights = fit(
            [p for name, pairs in read if _hash(name) // 3 % PARTS != part for p in pairs], given.strength
        )
        for names, same in (p for name, pairs in read if _hash(name) // 3 % PARTS == part for p in pairs):
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
        learned = {"bias": round(bias, 3), "bar": given.bar, "features": weights}
        target = DATA / "languages" / "ar" / "sameness.json"
        target.write_text(json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(weights)} weights in {target}")


if __name__ == "__main__":
    main()
