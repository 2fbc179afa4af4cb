"""Incidents as people corrected them, in the place of what the machine read, where that is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from khabar.export.case import Case

Row = dict[str, Any]


def use_corrections(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield cases with people's verdicts in force; an incident of which they rejected every event is left out."""
    for case in cases:
        if case.corrected is not None:
            yield dataclasses.replace(case.corrected, review=case.review, reviews=case.reviews)
        elif not case.rejected:
            yield case


def name_reviewers(case: Case) -> tuple[str, ...]:
    """Return who judged any of an incident's reports, each once."""
    return tuple(dict.fromkeys(name for review in case.reviews for name in review.reviewers))


def find_corrected(machine: Row, people: Row | None, names: Iterable[str]) -> Row:
    """Return the cells that hold what people say where that is otherwise than the machine's, under `corrected_…`."""
    return {
        f"corrected_{name}": people[name] if people is not None and people[name] != machine[name] else None
        for name in names
    }
