"""Learn the weights of `khabar.events.reality` from annotated reports and sentences.

    python scripts/train_reality.py --reports DIR … [--partly DIR …] [--judged J.jsonl …] [--sentences S.csv …]
        [--articles A.jsonl.gz …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, and the offsets of the triggers that a reader judged:
told (of a happening) and untold; what stands in neither is left out. S.csv has the columns event_type, accept, total, date, text; A.jsonl.gz has url,
published, text and, where known, author: news and columns of opinion that nobody has annotated. Without `--write` the
script only measures: every example is scored by a model that has not seen its report or sentence (five parts, split
by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.events.describing import group_of, special
from khabar.events.features import set_scene
from khabar.events.ground import Ground
from khabar.events.reality import weigh
from khabar.events.triggers import Trigger, find_triggers
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions import find_mentions
from khabar.model import Document

TOLD = ("happened", "ongoing")
_VERDICT = {True: "told", False: "untold"}
PARTS = 5
ROUNDS = 4
MIN_SEEN = 3  # times a feature must be seen to get a weight
MIN_WEIGHT = 0.02
EXAMPLE_WEIGHT = 0.25
NEAR_MISS_WEIGHT = 3.5  # there are few
EXAMPLE_DAY = "2023-03-15"
REPORT_WEIGHT = 2.0  # every happening of it is annotated
ACCEPTED_WEIGHT = 2.0  # of the sentences one in seven is accepted; a miss costs as much as a false alarm
COLUMN_WEIGHT = 0.2  # columns do tell of happenings now and then
LEAD_WEIGHT = 0.02
ALONE_WEIGHT = 0.25  # a sentence of a report, read by itself


@dataclass
class Bag:
    """The triggers of one sentence or one report: of a sentence one label for all, of a report one for each."""

    name: str
    kind: str
    rows: list[dict[str, float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    told: list[bool] = field(default_factory=list)
    accepted: bool | None = None
    weight: float = 1.0

    @property
    def part(self) -> int:
        """The part of the split that it belongs to."""
        return _hash(self.name) // 3 % PARTS


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def read_triggers(document: Document) -> Iterator[tuple[Trigger, dict[str, float], bool]]:
    """Yield the triggers of a document, each with its features and whether it is told as a thing that happened."""
    text = read_text(document.text, load_lexicon("ar"))
    ground = Ground(text, find_mentions(text, document))
    scene = set_scene(ground)
    for trigger in find_triggers(ground):
        standing, features = weigh(ground, trigger, scene)
        own = [special(group_of(trigger.type), name) for name in features]
        row = dict.fromkeys([*features, *(name for name in own if name)], 1.0)
        yield trigger, row, standing.status in TOLD and not standing.negated


def read_reports(folder: Path, hold_out: int = 0) -> Iterator[Bag]:
    """Yield the reports that are not held out, then each of their sentences as a text of its own."""
    for path in sorted(folder.glob("*.json")):
        if hold_out and _hash(path.stem) % hold_out == 0:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw, published = gold["document"]["text"], gold["document"].get("published")
        yield _annotated(Bag(path.stem, "REPORT", weight=REPORT_WEIGHT), gold, raw, published, 0)
        for sentence in read_text(raw, load_lexicon("ar")).sentences:
            alone = Bag(path.stem, "ALONE", weight=ALONE_WEIGHT)
            yield _annotated(alone, gold, raw[sentence.start : sentence.end], published, sentence.start)


def _annotated(bag: Bag, gold: dict[str, Any], raw: str, published: str | None, start: int) -> Bag:
    """Return a bag filled with the triggers of a stretch of a report that begins at `start`."""
    whole = gold["document"]["text"]
    for trigger, row, told in read_triggers(Document(text=raw, published=published)):
        bag.rows.append(row)
        bag.told.append(told)
        bag.labels.append(
            any(_tells(whole, event, trigger.type, start + trigger.span.start) for event in gold["events"])
        )
    return bag


def _tells(raw: str, event: dict[str, Any], kind: str, at: int) -> bool:
    if event["type"] != kind:
        return False
    spans = [*_spans(event["trigger"], raw), *_spans(event.get("mentions"), raw)]
    return any(start <= at < end for start, end in spans)


def _spans(value: Any, raw: str) -> list[tuple[int, int]]:
    if not value:
        return []
    if isinstance(value, str):
        at = raw.find(value)
        return [(at, at + len(value))] if at >= 0 else []
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [span for one in value for span in _spans(one, raw)]


def read_judged(path: Path) -> Iterator[Bag]:
    """Yield reports of whose triggers a reader said which tell of a happening."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            bag, verdicts = (
                Bag(row["url"], "JUDGED"),
                {at: told for told in (True, False) for at in row[_VERDICT[told]]},
            )
            for trigger, features, told in read_triggers(
                Document(text=row["text"], published=row["published"] or None)
            ):
                if trigger.span.start in verdicts:
                    bag.rows.append(features)
                    bag.told.append(told)
                    bag.labels.append(verdicts[trigger.span.start])
            yield bag


def read_sentences(path: Path) -> Iterator[Bag]:
    """Yield the sentences that two people or more have judged."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if int(row["total"]) < 2:
                continue
            accepted = 2 * int(row["accept"]) > int(row["total"])
            weight = ACCEPTED_WEIGHT if accepted else 1.0
            bag = Bag(row["id"] + row["text"][:20], row["event_type"], accepted=accepted, weight=weight)
            for trigger, features, told in read_triggers(Document(text=row["text"], published=row["date"] or None)):
                if trigger.type == row["event_type"]:
                    bag.rows.append(features)
                    bag.told.append(told)
            yield bag


def read_articles(path: Path) -> Iterator[Bag]:
    """Yield articles nobody has annotated, by what is likely: columns of opinion tell of nothing new, news opens with what is new.

    An article whose author is a bare name of two to four words is a column, any other is news: of those, every
    third is read, its first two sentences only.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            author = (row.get("author") or "").strip()
            column = 2 <= len(author.split()) <= 4 and all(c.isalpha() or c == " " for c in author)
            if not column and (_hash(row["url"]) % 3 or ("author" in row and not author)):
                continue
            bag = Bag(row["url"], "COLUMN" if column else "LEAD", weight=COLUMN_WEIGHT if column else LEAD_WEIGHT)
            for _, features, told in read_triggers(Document(text=row["text"], published=row.get("published") or None)):
                if not column and not features.keys() & {"headline", "lead"}:
                    break
                bag.rows.append(features)
                bag.told.append(told)
                bag.labels.append(not column)
            yield bag


def read_examples() -> Iterator[Bag]:
    """Yield the lexicon's own examples: plain sentences that tell of a happening of their entry's type, and near misses."""
    for entry in read_entries(DATA / "languages" / "ar"):
        if not isinstance(entry, SourceEntry) or entry.domain != "events" or "type" not in entry.fields:
            continue
        for kind in ("examples", "never"):
            for n, example in enumerate(entry.fields.get(kind) or ()):
                bag = Bag(
                    f"{entry.id} {kind} {n}",
                    "EXAMPLE",
                    weight=EXAMPLE_WEIGHT if kind == "examples" else NEAR_MISS_WEIGHT,
                )
                stop = "." if bag.part % 2 else ""  # whether a sentence ends with a stop tells nothing here
                for trigger, features, told in read_triggers(
                    Document(text=example["text"] + stop, published=EXAMPLE_DAY)
                ):
                    if trigger.type == entry.fields["type"]:
                        bag.rows.append(features)
                        bag.told.append(told)
                        bag.labels.append(kind == "examples")
                yield bag


class Model:
    """A logistic regression over named features; the triggers of an accepted sentence share one label."""

    def __init__(self, strength: float) -> None:
        self.vectorizer = DictVectorizer()
        self.model = LogisticRegression(C=strength, max_iter=2000, solver="liblinear")

    def fit(self, bags: Sequence[Bag]) -> Model:
        """Learn; in an accepted sentence only the likeliest trigger counts, found again in every round."""
        rows = [row for bag in bags for row in bag.rows]
        seen: dict[str, int] = {}
        for row in rows:
            for name in row:
                seen[name] = seen.get(name, 0) + 1
        rows = [{n: v for n, v in row.items() if seen[n] >= MIN_SEEN} for row in rows]
        matrix = self.vectorizer.fit_transform(rows)
        chosen = np.ones(len(rows), dtype=bool)
        labels = np.array(
            [
                bool(b.accepted) if b.accepted is not None else label
                for b in bags
                for label in (b.labels or [False] * len(b.rows))
            ]
        )
        weight = np.array([b.weight for b in bags for _ in b.rows])
        for _ in range(ROUNDS):
            self.model.fit(matrix[chosen], labels[chosen], sample_weight=weight[chosen])
            chosen = self._choose(bags, matrix)
        return self

    def _choose(self, bags: Sequence[Bag], matrix: csr_matrix) -> np.ndarray:
        scores = self.model.decision_function(matrix)
        chosen = np.ones(len(scores), dtype=bool)
        at = 0
        for bag in bags:
            size = len(bag.rows)
            if bag.accepted and size > 1:
                chosen[at : at + size] = False
                chosen[at + int(np.argmax(scores[at : at + size]))] = True
            at += size
        return chosen

    def score(self, bag: Bag) -> np.ndarray:
        """Return the sums of a bag's triggers."""
        if not bag.rows:
            return np.zeros(0)
        return self.model.decision_function(self.vectorizer.transform(bag.rows))

    def weights(self) -> dict[str, float]:
        """Return the weights worth keeping."""
        names = self.vectorizer.get_feature_names_out()
        found = {str(n): float(w) for n, w in zip(names, self.model.coef_[0], strict=True)}
        return {n: round(w, 3) for n, w in sorted(found.items()) if abs(w) >= MIN_WEIGHT}


def measure(bags: Sequence[Bag], scores: Sequence[np.ndarray], bar: float) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each kind at a bar."""
    out = {}
    for kind in ("ASSAULT", "PROTEST", "REPORT", "ALONE", "JUDGED", "COLUMN", "EXAMPLE"):
        hit = said = true = 0
        for bag, score in zip(bags, scores, strict=True):
            if bag.kind != kind:
                continue
            if kind not in ("ASSAULT", "PROTEST"):
                hit += sum(bool(s >= bar and label) for s, label in zip(score, bag.labels, strict=True))
                said += sum(bool(s >= bar) for s in score)
                true += sum(bag.labels)
            else:
                positive = any(s >= bar and told for s, told in zip(score, bag.told, strict=True))
                hit += bool(positive and bag.accepted)
                said += positive
                true += bool(bag.accepted)
        p, r = hit / max(said, 1), hit / max(true, 1)
        out[kind] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return out


def cross_validate(bags: Sequence[Bag], strength: float) -> list[np.ndarray]:
    """Return the sums of all triggers, each by a model that has not seen its bag."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(bags)
    for part in range(PARTS):
        model = Model(strength).fit([b for b in bags if b.part != part])
        for n, bag in enumerate(bags):
            if bag.part == part:
                scores[n] = model.score(bag)
    return scores


def main() -> None:
    """Measure, and write the weights where asked."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path, nargs="*", default=[])
    arguments.add_argument("--partly", type=Path, nargs="*", default=[])
    arguments.add_argument("--judged", type=Path, nargs="*", default=[])
    arguments.add_argument("--sentences", type=Path, nargs="*", default=[])
    arguments.add_argument("--articles", type=Path, nargs="*", default=[])
    arguments.add_argument("--hold-out", type=int, default=3)
    arguments.add_argument("--strength", type=float, default=0.1)
    arguments.add_argument("--bar", type=float, default=0.0)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    bags = [bag for folder in given.reports for bag in read_reports(folder)]
    bags += [bag for folder in given.partly for bag in read_reports(folder, given.hold_out)]
    bags += [bag for path in given.judged for bag in read_judged(path)]
    bags += [bag for path in given.sentences for bag in read_sentences(path)]
    bags += read_examples()
    bags += [bag for path in given.articles for bag in read_articles(path)]
    scores = cross_validate(bags, given.strength)
    for bar in np.arange(given.bar - 0.6, given.bar + 1.01, 0.2):
        found = measure(bags, scores, bar)
        figures = "  ".join(f"{k} P {p:.3f} R {r:.3f} F1 {f:.3f}" for k, (p, r, f) in found.items() if k != "COLUMN")
        passed = [bool(s >= bar) for b, score in zip(bags, scores, strict=True) if b.kind == "COLUMN" for s in score]
        print(f"bar {bar:+.2f}  {figures}  COLUMN {sum(passed) / max(1, len(passed)):.3f} pass")
    if given.write:
        model = Model(given.strength).fit(bags)
        learned = {
            "bias": round(float(model.model.intercept_[0]), 3),
            "bar": given.bar,
            "features": model.weights(),
        }
        target = DATA / "languages" / "ar" / "reality.json"
        target.write_text(json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(learned['features'])} weights in {target}")


if __name__ == "__main__":
    main()
