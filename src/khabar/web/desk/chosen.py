"""Which incidents an address means: one that it names, or all of the list's that fit its question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from khabar.incidents.happening import Happening
from khabar.model import Value
from khabar.web.desk.desks import desk_of
from khabar.web.desk.entry import Entry
from khabar.web.desk.question import Question, read_question
from khabar.web.desk.unasked import list_entries


class Chosen(Value, frozen=True, kw_only=True):
    """The incidents: `incident` where it is one that is named, with what happened; else the question and its entries."""

    question: Question
    ids: tuple[str, ...]
    incident: str | None = None
    happening: Happening | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def query(self) -> str:
        """The query of an address that means the same."""
        return urlencode({"incident": self.incident}) if self.incident else self.question.query()

    def conditions(self) -> list[tuple[str, Any]]:
        """Return what narrows the list, as pairs of a condition and its value."""
        told = {name: getattr(self.question, name) for name in _CONDITIONS}
        return [(name, value) for name, value in told.items() if value not in (None, False, "")]


_CONDITIONS = tuple("since until place party type grade review killed origins reports clash box".split())


def choose(request: Request) -> Chosen:
    """Return the incidents that an address means. Raises `StoreProblem` where it names one that is not to be shown."""
    return choose_given(request, request.query_params)


def choose_given(request: Request, given: Mapping[str, str]) -> Chosen:
    """Return the incidents that the fields of a form mean, as `choose` does those of an address."""
    question = read_question(given)
    named = given.get("incident", "")
    if named:
        case = desk_of(request).case(named)
        return Chosen(question=question, ids=(case.record.id,), incident=case.record.id, happening=case.happening)
    entries = tuple(question.pick(list_entries(request)))
    return Chosen(question=question, ids=tuple(entry.id for entry in entries), entries=entries)
