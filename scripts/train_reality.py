"""Learn the weights of `khabar.events.reality` from annotated reports and sentences.

    python scripts/train_reality.py --reports DIR … [--short S.yaml …] [--partly DIR …] [--judged J.jsonl …]
        [--sentences S.csv …] [--articles A.jsonl.gz …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, and the offsets of the triggers that a reader judged:
told (of a happening) and untold; what stands in neither is left out. S.yaml holds short reports with the types of the
happenings that they tell, as tests/gold/short.yaml. S.csv has the columns event_type, accept, total, date, text; A.jsonl.gz has url,
published, text and, where known, author: news and columns of opinion that nobody has annotated. Without `--write` the
script only measures: every example is scored by a model that has not seen its report or sentence (five parts, split
by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from training import PARTS, hash_of, often_seen, part_of, read_reports, take_options, worth_keeping, write_weights

from khabar.compile.lexicon import SourceEntry, read_entries
from khabar.evaluation.gold import Annotated, read_rows
from khabar.evaluation.short import read_short_reports
from khabar.events.describing import special
from khabar.events.features import set_scene
from khabar.events.ground import Ground
from khabar.events.reality import weigh
from khabar.events.told import group_of
from khabar.events.triggers import Trigger, find_triggers
from khabar.language import load_lexicon, read_text
from khabar.language.artefact import DATA
from khabar.mentions import find_mentions
from khabar.model import Document

TOLD = ("happened", "ongoing")
_VERDICT = {True: "told", False: "untold"}
ROUNDS = 4
EXAMPLE_WEIGHT = 0.5
NEAR_MISS_WEIGHT = 3.5  # there are few
EXAMPLE_DAY = "2023-03-15"
REPORT_WEIGHT = 3.5  # every happening of it is annotated
ACCEPTED_WEIGHT = 2.0  # of the sentences one in seven is accepted; a miss costs as much as a false alarm
COLUMN_WEIGHT = 0.2  # columns do tell of happenings now and then
LEAD_WEIGHT = 0.02
ALONE_WEIGHT = 0.1  # a sentence of a report, read by itself
JUDGED_WEIGHT = 2.0
SHORT_WEIGHT = 2.0


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
        return part_of(self.name)

    def add(self, row: dict[str, float], *, told: bool, label: bool) -> None:
        """Take in one trigger with a label of its own."""
        self.rows.append(row)
        self.told.append(told)
        self.labels.append(label)


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


def read_annotated(report: Annotated) -> Iterator[Bag]:
    """Yield an annotated report, then each of its sentences as a text of its own."""
    raw = report.document.text
    yield _annotated(Bag(report.name, "REPORT", weight=REPORT_WEIGHT), report, raw, 0)
    for sentence in read_text(raw, load_lexicon("ar")).sentences:
        alone = Bag(report.name, "ALONE", weight=ALONE_WEIGHT)
        yield _annotated(alone, report, raw[sentence.start : sentence.end], sentence.start)


def _annotated(bag: Bag, report: Annotated, raw: str, start: int) -> Bag:
    """Return a bag filled with the triggers of a stretch of a report that begins at `start`."""
    for trigger, row, told in read_triggers(Document(text=raw, published=report.document.published)):
        at = start + trigger.span.start
        tells = any(e.type == trigger.type and any(a <= at < b for a, b in e.where) for e in report.events)
        bag.add(row, told=told, label=tells)
    return bag


def read_judged(path: Path) -> Iterator[Bag]:
    """Yield reports of whose triggers a reader said which tell of a happening."""
    for row in read_rows(path):
        bag = Bag(row["url"], "JUDGED", weight=JUDGED_WEIGHT)
        verdicts = {at: told for told in (True, False) for at in row[_VERDICT[told]]}
        for trigger, features, told in read_triggers(Document(text=row["text"], published=row["published"] or None)):
            if trigger.span.start in verdicts:
                bag.add(features, told=told, label=verdicts[trigger.span.start])
        yield bag


def read_short(path: Path) -> Iterator[Bag]:
    """Yield short reports: a trigger tells of a happening where its report tells of one of its type."""
    for row in read_short_reports(path):
        bag = Bag(row.text, "SHORT", weight=SHORT_WEIGHT)
        for trigger, features, told in read_triggers(Document(text=row.text, published=EXAMPLE_DAY)):
            label = row.tells(trigger.type)
            if label is not None:
                bag.add(features, told=told, label=label)
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
    for row in read_rows(path):
        author = (row.get("author") or "").strip()
        column = 2 <= len(author.split()) <= 4 and all(c.isalpha() or c == " " for c in author)
        if not column and (hash_of(row["url"]) % 3 or ("author" in row and not author)):
            continue
        bag = Bag(row["url"], "COLUMN" if column else "LEAD", weight=COLUMN_WEIGHT if column else LEAD_WEIGHT)
        for _, features, told in read_triggers(Document(text=row["text"], published=row.get("published") or None)):
            if not column and not features.keys() & {"headline", "lead"}:
                break
            bag.add(features, told=told, label=not column)
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
                        bag.add(features, told=told, label=kind == "examples")
                yield bag


class Model:
    """A logistic regression over named features; the triggers of an accepted sentence share one label."""

    def __init__(self, strength: float) -> None:
        self.vectorizer = DictVectorizer()
        self.model = LogisticRegression(C=strength, max_iter=2000, solver="liblinear")

    def fit(self, bags: Sequence[Bag]) -> Model:
        """Learn; in an accepted sentence only the likeliest trigger counts, found again in every round."""
        rows = [row for bag in bags for row in bag.rows]
        seen = often_seen(rows)
        rows = [{n: v for n, v in row.items() if n in seen} for row in rows]
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
        return worth_keeping(self.vectorizer.get_feature_names_out(), self.model.coef_[0])


def measure(bags: Sequence[Bag], scores: Sequence[np.ndarray], bar: float) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each kind at a bar."""
    out = {}
    for kind in ("ASSAULT", "PROTEST", "REPORT", "ALONE", "JUDGED", "SHORT", "COLUMN", "EXAMPLE"):
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
    arguments = take_options(__doc__, strength=0.15, bar=0.2)
    arguments.add_argument("--short", type=Path, nargs="*", default=[])
    arguments.add_argument("--sentences", type=Path, nargs="*", default=[])
    arguments.add_argument("--articles", type=Path, nargs="*", default=[])
    given = arguments.parse_args()
    bags = [bag for report in read_reports(given) for bag in read_annotated(report)]
    bags += [bag for path in given.judged for bag in read_judged(path)]
    bags += [bag for path in given.short for bag in read_short(path)]
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
        bias = float(model.model.intercept_[0])
        write_weights("reality", bias=bias, bar=given.bar, features=model.weights())


if __name__ == "__main__":
    main()
