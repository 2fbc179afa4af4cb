"""How well reports are grouped into incidents, and how well the incidents' records agree with those of people.

Articles come one a line with `text`, `published`, `publisher`, `url` and `id`; their `incident` (the human grouping)
and `known` (what the human record says) are looked at only when all is grouped.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from khabar.errors import DateProblem, GoldProblem
from khabar.evaluation.gold import read_rows, take_document
from khabar.evaluation.known import KnownScores
from khabar.incidents import Card, group, make_cards
from khabar.incidents.mains import find_main_groups
from khabar.incidents.summary import summarise
from khabar.model import Document, Report
from khabar.workers import work_in_chunks


class Article(NamedTuple):
    """One article, with the incident that people put it to and what they know of that."""

    document: Document
    incident: str
    known: Mapping[str, Any] | None


class Linked(NamedTuple):
    """Articles read and grouped: the id of each one's main incident, by document, and the cards of each incident."""

    mains: Mapping[str, str]
    members: Mapping[str, Sequence[Card]]


def evaluate_links(path: Path, *, jobs: int = 1, output: Path | None = None) -> list[str]:
    """Group the articles of a file; return the figures, one a line, and write each article's main incident.

    `output` gets one article a line, with `id` and `incident`. Raises `GoldProblem` where the file cannot be used.
    """
    articles = list(load_articles(path))
    linked = link([article.document for article in articles], jobs=jobs)
    if output is not None:
        rows = ({"id": a.document.id, "incident": linked.mains.get(a.document.id or "")} for a in articles)
        output.write_text("".join(json.dumps(row) + "\n" for row in rows if row["incident"]), encoding="utf-8")
    gold = {a.document.id or "": a.incident for a in articles}
    return [*compare_groupings(gold, linked.mains), *score_known(articles, linked)]


def load_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a JSON lines file, which may be gzipped."""
    try:
        for row in read_rows(path):
            yield Article(take_document(row), row["incident"], row.get("known"))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, DateProblem) as problem:
        raise GoldProblem(f"{path}: not a list of articles with their incidents ({problem})") from None


def link(documents: Sequence[Document], *, jobs: int = 1) -> Linked:
    """Read documents and group their events; every article is said to be about one incident."""
    reports = {r.document.id or "": r for batch in work_in_chunks(_read_all, documents, jobs=jobs) for r in batch}
    cards = [card for name, report in reports.items() for card in make_cards(name, report)]
    groups = group(cards)
    card = {card.key: card for card in cards}
    members = {found.id: [card[key] for key in found.members] for found in groups}
    return Linked(find_main_groups(cards, groups), members)


def compare_groupings(gold: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """Return B-cubed and pairwise precision, recall and F1 of a grouping; what it leaves out stands alone."""
    put = {name: said.get(name, f"alone: {name}") for name in gold}
    both = Counter((gold[name], put[name]) for name in gold)
    of_gold, of_said = Counter(gold.values()), Counter(put.values())
    precision = sum(n * n / of_said[b] for (_, b), n in both.items()) / max(1, len(gold))
    recall = sum(n * n / of_gold[a] for (a, _), n in both.items()) / max(1, len(gold))
    hit = _count_pairs(both)
    pairs_said, pairs_gold = max(1, _count_pairs(of_said)), max(1, _count_pairs(of_gold))
    return [
        f"b-cubed  {_show(precision, recall)}  ({len(gold)} articles, {len(of_gold)} incidents, {len(of_said)} groups)",
        f"pairwise {_show(hit / pairs_said, hit / pairs_gold)}",
    ]


def _count_pairs(sizes: Mapping[Any, int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _show(precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def score_known(articles: Sequence[Article], linked: Linked) -> list[str]:
    """Return how often what the reports of an incident say agrees with what people know of it.

    What is said of a human incident is said by the group that most of its articles are about.
    """
    told: defaultdict[str, list[str]] = defaultdict(list)
    known: dict[str, Mapping[str, Any]] = {}
    for article in articles:
        told[article.incident].append(article.document.id or "")
        if article.known:
            known[article.incident] = article.known
    scores = KnownScores()
    for incident, facts in known.items():
        votes = Counter(linked.mains[name] for name in told[incident] if name in linked.mains)
        best = min(votes, key=lambda name: (-votes[name], name), default=None)
        scores.add(facts, summarise(linked.members[best]) if best else None)
    return list(scores.lines()) if known else []


def _read_all(documents: Sequence[Document]) -> list[Report]:
    from khabar.reading import read  # the engine is loaded by the process that reads

    return [read(document) for document in documents]
