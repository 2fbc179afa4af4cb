"""What a publish profile changes: counted for the mapping beside a file, with examples for whoever decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from khabar.export.case import Case
from khabar.export.profile import Profile
from khabar.export.publishing import publish_each
from khabar.model import Value

_MOST_EXAMPLES = 3
_LONGEST = 60
_UNSEEN = frozenset({"evidence"})  # the rules behind a reading: nobody looks for them in what is given away
_MATTERS = {
    "places": frozenset({"lat", "lon", "precision"}),
    "days": frozenset({"day", "start", "end", "published", "first_said", "last_said", "first_reported"}),
    "addresses and ids": frozenset(
        {"url", "sha256", "id", "document", "documents", "of", "reports", "key", "origin", "origins", "domains"}
    ),
    "words": frozenset({"text", "because", "reasons", "headlines", "channel", "given"}),
}
"""What the fields of a case are a matter of; all others are names."""


class Change(Value, frozen=True, kw_only=True):
    """What becomes of one matter, as places or days: how often it changes, and a few pairs of before and after."""

    matter: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()


class Effects(Value, frozen=True, kw_only=True):
    """What a profile does to cases. Only the counts may leave: the examples hold what is withheld."""

    incidents: int
    withheld_incidents: int
    withheld_documents: int
    changes: tuple[Change, ...] = ()

    def count(self) -> dict[str, int]:
        """Return the counts alone, for a file that leaves."""
        counts = {"incidents_withheld": self.withheld_incidents, "documents_withheld": self.withheld_documents}
        return counts | {f"{change.matter} changed": change.count for change in self.changes}


class Watcher:
    """Compares cases before and after on their way out."""

    def __init__(self) -> None:
        self._incidents = 0
        self._withheld = [0, 0]
        self._counts: dict[str, int] = {}
        self._examples: dict[str, list[tuple[str, str]]] = {}

    def publish(self, cases: Iterable[Case], profile: Profile) -> Iterator[Case]:
        """Yield the cases as the profile lets them go, and remember what it changed."""
        for case, out in publish_each(cases, profile):
            self._incidents += 1
            if out is None:
                self._withheld[0] += 1
                continue
            gone = len(case.reports) - len(out.reports)
            self._withheld[1] += gone
            if out is not case and not gone:  # after a withheld document the record is another one: nothing lines up
                self._compare(case, out)
            yield out

    def tell(self) -> Effects:
        """Return what was changed so far."""
        changes = (
            Change(matter=matter, count=count, examples=tuple(self._examples.get(matter, ())))
            for matter, count in sorted(self._counts.items())
        )
        return Effects(
            incidents=self._incidents,
            withheld_incidents=self._withheld[0],
            withheld_documents=self._withheld[1],
            changes=tuple(changes),
        )

    def _compare(self, case: Case, out: Case) -> None:
        for matter, before, after in _differ(_plain(case), _plain(out), ""):
            self._counts[matter] = self._counts.get(matter, 0) + 1
            held = self._examples.setdefault(matter, [])
            pair = (_shorten(before), _shorten(after))
            if len(held) < _MOST_EXAMPLES and pair not in held:
                held.append(pair)


def preview(cases: Iterable[Case], profile: Profile) -> Effects:
    """Return what a profile would do to cases."""
    watcher = Watcher()
    for _ in watcher.publish(cases, profile):
        pass
    return watcher.tell()


def _plain(case: Case) -> dict[str, Any]:
    return {
        "record": msgspec.to_builtins(case.record),
        "told": [[document, msgspec.to_builtins(report)] for document, report in case.reports],
    }


def _differ(before: Any, after: Any, field: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield what differs between two trees of plain values, each under what it is a matter of."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            yield from _differ(before[key], after.get(key), key)
    elif isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)) and len(before) == len(after):
        for a, b in zip(before, after, strict=True):
            yield from _differ(a, b, field)
    elif before != after and field not in _UNSEEN:
        yield _matter(field), before, after


def _matter(field: str) -> str:
    return next((matter for matter, fields in _MATTERS.items() if field in fields), "names")


def _shorten(value: Any) -> str:
    if value in (None, [], ""):
        return "—"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
