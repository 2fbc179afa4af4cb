"""Learn the weights of `khabar.events.casting` from annotated reports: who did it, where no rule of grammar finds anybody.

    python scripts/train_parties.py --reports DIR … [--partly DIR …] [--judged J.jsonl …] [--write]

The folders hold reports in the codebook's JSON; of those under `--partly`, a report whose name hashes to 0 modulo
`--hold-out` is never read. J.jsonl has url, published, text, and parties: for each happening that a reader judged
`trigger`, the offset of its word, `type`, and `actor`, a list of all that is right: the `text` and `name` of a doer,
or null where nobody is told. Happenings whose doer the rules find are lessons too, as if they had not found it; they
count for less. Without `--write` the script only measures: every happening by weights that have not seen its report
(five parts, split by hash). Needs scikit-learn: `pip install khabar[train]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from training import PARTS, fit_choices, often_seen, part_of, read_reports, take_options, worth_keeping, write_weights

from khabar.claims import find_claims
from khabar.evaluation.gold import Annotated, Naming, read_rows, take_report
from khabar.evaluation.likeness import NameBook
from khabar.evaluation.matching import match_report
from khabar.events import find_happenings
from khabar.events.building import build_event
from khabar.events.casting import chances, found_of
from khabar.events.fame import Fame
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.parties import Found
from khabar.events.settled import Settled, settle
from khabar.events.tellers import Tellers
from khabar.language import load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.model import Document, Event, Report

RULED_WEIGHT = 0.2  # of a lesson whose doer a rule finds
Right = Callable[[Naming | None], bool]
"""Whether somebody, or None for nobody, is the right doer."""


@dataclass(frozen=True, slots=True)
class Contest:
    """The features of all who may have done something, nobody last, and who is right; `ruled`: whether the doer that a rule found is, None where none did."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    ruled: bool | None


class Reading:
    """What the rules read out of one document, before doers whom no rule finds are cast."""

    def __init__(self, document: Document) -> None:
        text = read_text(document.text, load_lexicon("ar"))
        mentions = find_mentions(text, document)
        self.ground = Ground(text, mentions)
        claims = find_claims(text, mentions, document)
        self.tellers = Tellers(claims)
        self.happenings: list[Happening] = find_happenings(self.ground, claims)
        self.settled: list[Settled] = [settle(self.ground, h) for h in self.happenings]

    def events(self) -> Iterator[tuple[int, Event]]:
        """Yield the events of all happenings, each with the place of its happening."""
        for n, (happening, settled) in enumerate(zip(self.happenings, self.settled, strict=True)):
            for event in build_event(self.ground, happening, settled):
                yield n, event

    def contest(self, n: int, right: Right) -> Contest:
        """Return who may have done what a happening tells, and who is right."""
        happening, settled = self.happenings[n], self.settled[n]
        unsaid = msgspec.structs.replace(settled, actor=None)
        others = [s for s in self.settled if s is not settled]
        some = chances(self.ground, Fame(self.ground, [*others, unsaid]), self.tellers, happening, unsaid)
        found = [found_of(self.ground, c.mention) if c.mention is not None else None for c in some]
        return Contest(
            tuple([tuple(dict.fromkeys([name for w in c.reasons for name in w.names])) for c in some]),
            tuple([right(self._naming(f)) for f in found]),
            None if settled.actor is None else right(self._naming(settled.actor)),
        )

    def _naming(self, found: Found | None) -> Naming | None:
        if found is None:
            return None
        party = found.party(self.ground.text)
        return Naming(party.text, party.name)


def read_annotated(report: Annotated) -> list[Contest]:
    """Return who may have done what a report tells, for all happenings that an annotated one answers."""
    reading = Reading(report.document)
    rows = list(reading.events())
    said = take_report(report.name, Report(document=report.document, events=tuple(event for _, event in rows)))
    pairs = match_report(report, said)
    places = {id(told): n for told, (n, _) in zip(said.events, rows, strict=True)}
    out = []
    for gold, told in pairs.events:

        def right(naming: Naming | None, true: Naming | None = gold.actor) -> bool:
            return pairs.names.same_party(true, naming)

        out.append(reading.contest(places[id(told)], right))
    return out


def read_judged(path: Path) -> Iterator[tuple[str, list[Contest]]]:
    """Yield reports of some of whose happenings a reader said who did them."""
    names = NameBook(Annotated("", Document(text=""), (), ()))
    for row in read_rows(path):
        reading = Reading(Document(text=row["text"], published=row["published"] or None))
        out = []
        for judged in row["parties"]:
            true = [Naming(p["text"], p["name"]) if p else None for p in judged.get("actor", ())]
            n = next((n for n, h in enumerate(reading.happenings) if _tells(h, judged["trigger"], judged["type"])), -1)
            if n < 0 or not true:
                continue

            def right(naming: Naming | None, true: Sequence[Naming | None] = true) -> bool:
                return any(names.same_party(one, naming) for one in true)

            out.append(reading.contest(n, right))
        yield row["url"], out


def _tells(happening: Happening, at: int, kind: str) -> bool:
    return happening.type == kind and any(d.trigger.span.start == at for d in happening.drafts)


def fit(contests: Sequence[Contest], strength: float) -> dict[str, float]:
    """Return what each feature adds, so that in each contest those who are right are the likeliest together."""
    some = [c for c in contests if any(c.right) and not all(c.right)]
    seen = {name: n for n, name in enumerate(sorted(often_seen(names for c in some for names in c.features)))}
    rows = [(names, right) for c in some for names, right in zip(c.features, c.right, strict=True)]
    pairs = [(n, seen[name]) for n, (names, _) in enumerate(rows) for name in names if name in seen]
    at, column = np.array(pairs).T
    matrix = csr_matrix((np.ones(len(pairs)), (at, column)), shape=(len(rows), len(seen)))
    right = np.array([right for _, right in rows])
    sizes = np.array([len(c.right) for c in some])
    counts = np.array([1.0 if c.ruled is None else RULED_WEIGHT for c in some])
    starts = np.cumsum(sizes) - sizes
    return worth_keeping(seen, fit_choices(matrix, starts, right, strength, counts))


def is_right(contest: Contest, weights: dict[str, float], bar: float) -> bool:
    """Tell whether the doer is right by the rules, or by some weights where the rules find nobody."""
    if contest.ruled is not None:
        return contest.ruled
    scores = [sum(weights.get(name, 0.0) for name in names) for names in contest.features]
    best = int(np.argmax(scores))
    return contest.right[best if scores[best] - scores[-1] > bar else -1]


def main() -> None:
    """Measure, and write the weights where asked."""
    given = take_options(__doc__, strength=0.1, bar=0.8).parse_args()
    read = [("reports", report.name, read_annotated(report)) for report in read_reports(given)]
    read += [("judged", *found) for path in given.judged for found in read_judged(path)]
    bars = [given.bar + step for step in (-0.2, 0.0, 0.2, 0.4)]
    right: Counter[tuple[str, float]] = Counter()
    ruled, total = Counter[str](), Counter[str]()
    for fold in range(PARTS):
        weights = fit([c for _, name, some in read if part_of(name) != fold for c in some], given.strength)
        for kind, contest in ((kind, c) for kind, name, some in read if part_of(name) == fold for c in some):
            total[kind] += 1
            ruled[kind] += contest.right[-1] if contest.ruled is None else contest.ruled
            for bar in bars:
                right[kind, bar] += is_right(contest, weights, bar)
    for kind, n in total.items():
        learned = "  ".join(f"bar {bar:+.1f} {right[kind, bar] / n:.3f}" for bar in bars)
        print(f"actor of {n} happenings of {kind}: rules {ruled[kind] / n:.3f}  with weights {learned}")
    if given.write:
        weights = fit([c for *_, some in read for c in some], given.strength)
        write_weights("actor", bias=0.0, bar=given.bar, features=weights)


if __name__ == "__main__":
    main()
