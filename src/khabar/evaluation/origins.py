"""Scoring the independent origins of incidents whose articles are given.

An origin is right when the names agree (canonical name, or half of the words) or, for an unnamed or own-voice one,
when the publisher agrees, and when it stands on at least one article that the annotated origin stands on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khabar.errors import GoldProblem
from khabar.evaluation.choosing import choose_tellings
from khabar.evaluation.gold import Naming, read_rows, take_document
from khabar.evaluation.likeness import same_name
from khabar.evaluation.scores import Found
from khabar.incidents.describing import describe
from khabar.incidents.record import IncidentRecord
from khabar.model import Document, Report
from khabar.reading import read


@dataclass(frozen=True, slots=True)
class SaidOrigin:
    """An origin to compare: its name, who carries it where it is unnamed or an own voice, its articles."""

    name: str
    publisher: str | None
    articles: frozenset[str]


@dataclass(slots=True)
class OriginScores:
    """Counts over incidents, and the lines that tell what was missed and what was wrong."""

    found: Found = field(default_factory=Found)
    incidents: int = 0
    exact: int = 0
    near: int = 0
    details: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the figures, one a line."""
        yield f"origins        {self.found.show(f'{self.incidents} incidents')}"
        yield f"count_exact    {self.exact / max(1, self.incidents):.3f}  (n {self.incidents})"
        yield f"count_within_1 {self.near / max(1, self.incidents):.3f}  (n {self.incidents})"


def evaluate_origins(folder: Path, articles: Path) -> tuple[list[str], list[str]]:
    """Return the figures of every incident of a folder, and a line for each origin missed or wrong.

    The articles are read from a JSON-lines file, gzipped or not. Raises `GoldProblem` for a file that is not in the
    form of annotated origins, or where an article is missing.
    """
    texts = _load_articles(articles)
    scores = OriginScores()
    for path in sorted(folder.glob("*.json")):
        gold = _load(path)
        record = describe_articles(gold["incident"], {a: _document(texts, a, path) for a in gold["articles"]})
        compare(gold, list(said_origins(record)), scores)
    if not scores.incidents:
        raise GoldProblem(f"{folder} holds no annotated origins (*.json)")
    return list(scores.lines()), scores.details


def describe_articles(incident: str, documents: Mapping[str, Document]) -> IncidentRecord:
    """Return the record of the incident that the articles share, found by what most of them agree on."""
    reports: dict[str, Report] = {d: read(document) for d, document in documents.items()}
    return describe(incident, choose_tellings(reports), reports)


def said_origins(record: IncidentRecord) -> Iterator[SaidOrigin]:
    """Yield the origins of a record in the form of the annotated ones."""
    for origin in record.origins:
        given = next((s.given for s in origin.statements if s.publisher == origin.publisher), None)
        yield SaidOrigin(
            name=origin.label,
            publisher=given or origin.publisher,
            articles=frozenset(origin.documents),
        )


def compare(gold: Mapping[str, Any], said: list[SaidOrigin], scores: OriginScores) -> None:
    """Add one incident to the scores."""
    wanted = list(_gold_origins(gold))
    used: set[int] = set()
    for origin in wanted:
        match = next((n for n, s in enumerate(said) if n not in used and _same(origin, s)), None)
        if match is not None:
            used.add(match)
        else:
            scores.details.append(f"missed  {gold['incident']}: {origin.name}")
    scores.details += [
        f"wrong   {gold['incident']}: {s.name} {sorted(s.articles)}" for n, s in enumerate(said) if n not in used
    ]
    scores.found.add(len(wanted), len(said), len(used), len(used))
    scores.incidents += 1
    scores.exact += len(wanted) == len(said)
    scores.near += abs(len(wanted) - len(said)) <= 1


def _same(gold: SaidOrigin, said: SaidOrigin) -> bool:
    if not gold.articles & said.articles:
        return False
    if same_name(Naming(text=None, name=gold.name), Naming(text=None, name=said.name)):
        return True
    return bool(gold.publisher and said.publisher) and same_name(
        Naming(text=None, name=gold.publisher), Naming(text=None, name=said.publisher)
    )


def _gold_origins(gold: Mapping[str, Any]) -> Iterator[SaidOrigin]:
    for key in gold["independent_origins"]:
        told = gold["origins"].get(key, {"name": key})
        articles = frozenset(
            a
            for a, v in gold["articles"].items()
            if v.get("about") and any(t["origin"] == key for t in v.get("tellings", ()))
        )
        yield SaidOrigin(name=told.get("name") or key, publisher=told.get("publisher"), articles=articles)


def _load(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        gold["incident"], gold["articles"].items(), gold["origins"].items(), gold["independent_origins"]
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        raise GoldProblem(
            f"{path} does not hold annotated origins (incident, articles, origins, independent_origins): {problem}"
        ) from None
    return dict(gold)


def _load_articles(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return {row["id"]: row for row in read_rows(path)}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as problem:
        raise GoldProblem(f"{path} does not hold one article a line with id and text: {problem}") from None


def _document(articles: Mapping[str, Mapping[str, Any]], article: str, path: Path) -> Document:
    row = articles.get(article)
    if row is None or "text" not in row:
        raise GoldProblem(f"{path} names the article {article}, which the articles file lacks: give the file it is in")
    return take_document(row)
