"""Single sentences that people judged: does it tell of an attack, or a protest, that happened?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from khabar.errors import DateProblem, GoldProblem
from khabar.evaluation.scores import Found
from khabar.model import Document
from khabar.reading import read

_KINDS = ("ASSAULT", "PROTEST")
_REAL = ("happened", "ongoing")
_COLUMNS = {"event_type", "accept", "total", "text"}


def evaluate_sentences(path: Path) -> tuple[list[str], list[str]]:
    """Return the figures for each event type, one a line, and a line for each wrong sentence.

    A sentence counts as telling of an event where more than half of at least two annotators said so.
    """
    found = {kind: Found() for kind in _KINDS}
    errors = []
    for kind, told, document in _judged_sentences(path):
        report = read(document)
        said = any(e.type == kind and e.status in _REAL for e in report.events)
        found[kind].add(told, said, told and said, told and said)
        if told != said:
            errors.append(f"{kind} {'missed' if told else 'made up'}\n    {' '.join(document.text.split())}")
    return [f"{kind:8} {counts.show()}" for kind, counts in found.items()], errors


def _judged_sentences(path: Path) -> Iterator[tuple[str, bool, Document]]:
    """Yield the event type asked for, whether most annotators saw one, and the sentence."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not set(rows.fieldnames or ()) >= _COLUMNS:
                raise GoldProblem(f"{path}: needs the columns {', '.join(sorted(_COLUMNS))}")
            for row in rows:
                accept, total = int(row["accept"]), int(row["total"])
                if row["event_type"] in _KINDS and total > 1:
                    document = Document(text=row["text"], published=row.get("date") or None)
                    yield row["event_type"], 2 * accept > total, document
    except (OSError, ValueError, TypeError, DateProblem, csv.Error) as problem:
        raise GoldProblem(f"{path}: not a list of judged sentences ({problem})") from None
