"""Learn the weights of `khabar.events.sameness` from annotated reports.

    python scripts/train_sameness.py --reports DIR … [--partly DIR …] [--judged J.jsonl …]
        [--retold R.yaml …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, happenings (for each, the offsets of the triggers that
tell of it). R.yaml holds short reports of which the same is written down, as tests/gold/retold.yaml. For each telling the happenings told before
and a new one are the choices; the weights make the right one likeliest (a log-linear model, maximum likelihood with a
penalty on the squares of the weights of 1 / `--strength`). Without `--write` the script only measures: every choice is
made by a model that has not seen its report (five parts, split by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from training import PARTS, fit_choices, often_seen, part_of, read_reports, take_options, worth_keeping, write_weights

from khabar.claims import find_claims
from khabar.evaluation.gold import Annotated, read_rows
from khabar.evaluation.retold import read_retold
from khabar.events import find_tellings
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.knots import knots_of
from khabar.events.sameness import choices_for, newness
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document

SHORT_DAY = "2023-03-15"
Groups = Callable[[Draft], frozenset[int]]
"""The annotated happenings that a telling may be of."""


@dataclass
class Question:
    """The features of each choice that a telling has, a new happening first, and which of them are right."""

    choices: list[list[str]]
    right: set[int]


def questions_of(document: Document, groups: Groups) -> Iterator[Question]:
    """Yield a question for each annotated telling that is not the first of its type; what is not annotated takes no part."""
    text = read_text(document.text, load_lexicon("ar"))
    mentions = find_mentions(text, document)
    ground = Ground(text, mentions)
    told: list[Happening] = []
    known: dict[int, frozenset[int]] = {}
    for _, drafts in groupby(find_tellings(ground, find_claims(text, mentions, document)), key=lambda d: d.sentence):
        for knot in knots_of(ground, list(drafts)):
            mine = next((found for draft in (knot.act, *knot.drafts) if (found := groups(draft))), frozenset())
            if not mine:
                continue
            alike = [h for h in told if h.type == knot.type]
            if alike:
                yield _ask(ground, told, alike, knot, mine, known)
            same = next((h for h in told if known[id(h)] == mine), None)
            if same is not None:
                same.add(knot, "")
            else:
                told.append(knot)
                known[id(knot)] = mine


def _ask(
    ground: Ground,
    told: Sequence[Happening],
    alike: Sequence[Happening],
    knot: Happening,
    mine: frozenset[int],
    known: dict[int, frozenset[int]],
) -> Question:
    """Return the question of a telling; where it may be of several happenings, a new one is right beside them."""
    choices = choices_for(ground, told, alike, knot)
    features = [newness(ground, knot, choices), *(choice.features for choice in choices)]
    right = {n for n, choice in enumerate(choices, 1) if known[id(choice.happening)] == mine}
    maybe = {n for n, choice in enumerate(choices, 1) if known[id(choice.happening)] & mine}
    return Question([[name for some in told for name in some.names] for told in features], right or {0} | maybe)


def read_annotated(report: Annotated) -> list[Question]:
    """Return the questions of an annotated report."""

    def groups(draft: Draft) -> frozenset[int]:
        at, kind = draft.trigger.span.start, draft.trigger.type
        events = [(n, e) for n, e in enumerate(report.events) if e.type == kind]
        named = frozenset(n for n, e in events if any(a <= at < b for a, b in e.trigger))
        return named or frozenset(n for n, e in events if any(a <= at < b for a, b in e.where))

    return list(questions_of(Document(text=report.document.text, published=report.document.published), groups))


def read_judged(path: Path) -> Iterator[tuple[str, list[Question]]]:
    """Yield reports of whose triggers a reader said which tell of one happening."""
    for row in read_rows(path):
        of = {at: frozenset([n]) for n, offsets in enumerate(row.get("happenings", ())) for at in offsets}

        def groups(draft: Draft, of: dict[int, frozenset[int]] = of) -> frozenset[int]:
            return of.get(draft.trigger.span.start, frozenset())

        if of:
            document = Document(text=row["text"], published=row["published"] or None)
            yield row["url"], list(questions_of(document, groups))


def read_short(path: Path) -> Iterator[tuple[str, list[Question]]]:
    """Yield short reports of which it is written down which words tell of one happening."""
    for report in read_retold(path):
        of = report.of

        def groups(draft: Draft, of: dict[int, int] = of) -> frozenset[int]:
            at = of.get(draft.trigger.span.start)
            return frozenset() if at is None else frozenset([at])

        yield report.text, list(questions_of(Document(text=report.text, published=SHORT_DAY), groups))


class Model:
    """A log-linear model over named features: the likeliest choice has the largest sum."""

    def __init__(self, questions: Sequence[Question], strength: float) -> None:
        rows = [names for question in questions for names in question.choices]
        seen = often_seen(rows)
        self.vectorizer = DictVectorizer()
        matrix = self.vectorizer.fit_transform([dict.fromkeys((n for n in row if n in seen), 1.0) for row in rows])
        starts = np.cumsum([0, *(len(q.choices) for q in questions)])
        right = np.array([n in q.right for q in questions for n in range(len(q.choices))], dtype=float)
        self.weights = fit_choices(csr_matrix(matrix), starts[:-1], right, strength)

    def choose(self, question: Question) -> int:
        """Return the likeliest choice."""
        rows = self.vectorizer.transform([dict.fromkeys(names, 1.0) for names in question.choices])
        return int(np.argmax(rows @ self.weights))

    def named(self) -> dict[str, float]:
        """Return the weights worth keeping."""
        return worth_keeping(self.vectorizer.get_feature_names_out(), self.weights)


def measure(read: Sequence[tuple[str, list[Question]]], strength: float) -> None:
    """Print how often a model that has not seen a report chooses rightly."""
    hits = {True: [0, 0], False: [0, 0]}
    for part in range(PARTS):
        model = Model([q for name, questions in read if part_of(name) != part for q in questions], strength)
        for question in (q for name, questions in read if part_of(name) == part for q in questions):
            count = hits[0 in question.right]
            count[0] += model.choose(question) in question.right
            count[1] += 1
    for new, (right, of) in hits.items():
        print(f"{'new' if new else 'told before'}: {right / max(1, of):.3f} right of {of}")


def main() -> None:
    """Measure, and write the weights where asked."""
    arguments = take_options(__doc__, strength=0.3, bar=0.2)
    arguments.add_argument("--retold", type=Path, nargs="*", default=[])
    given = arguments.parse_args()
    read = [(report.name, read_annotated(report)) for report in read_reports(given)]
    read += [found for path in given.judged for found in read_judged(path)]
    read += [found for path in given.retold for found in read_short(path)]
    measure(read, given.strength)
    if given.write:
        model = Model([q for _, questions in read for q in questions], given.strength)
        write_weights("sameness", bias=0.0, bar=given.bar, features=model.named())


if __name__ == "__main__":
    main()
