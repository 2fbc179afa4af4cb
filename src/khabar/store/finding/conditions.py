"""The conditions by which stored things are found: by day, by publisher, by words in their shadows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import ColumnElement, literal, or_, select

from khabar.language import Lexicon
from khabar.language.spelling import fold
from khabar.store.finding.shadow import question_stems
from khabar.store.inserting import in_parts
from khabar.store.schema import claims, documents

Conditions = list[ColumnElement[bool]]


def within_days(
    first: ColumnElement[Any], last: ColumnElement[Any], since: str | None, until: str | None
) -> Conditions:
    """Return the conditions that days from `first` to `last` do not end before `since` nor begin after `until`."""
    where: Conditions = []
    if since:
        where.append(last >= since[:10])
    if until:
        where.append(first <= until[:10])
    return where


def of_publisher(publisher: str | None) -> Conditions:
    """Return the condition that this is in the name of a document's publisher, however it is spelled."""
    if not publisher:
        return []
    return [documents.c.publisher_folded.contains(fold(publisher), autoescape=True)]


def of_source(kind: Literal["outlet", "agency", "speaker"], name: str) -> Conditions:
    """Return the condition that a source publishes a document, passes on what others say in it, or speaks in it."""
    if kind == "outlet":
        return [documents.c.publisher == name]
    said = select(claims.c.document)
    if kind == "speaker":
        return [documents.c.number.in_(said.where(claims.c.speaker == name))]
    through = (literal(" < ") + claims.c.chain).contains(f" < {name} < ", autoescape=True)
    return [documents.c.number.in_(said.where(through))]


def holding(shadows: ColumnElement[str], words: str, lexicon: Lexicon) -> Conditions:
    """Return the conditions that each word is in a shadow by one of its stems; none for words that say nothing."""
    asked = question_stems(words, lexicon)
    return [or_(*(shadows.contains(f" {stem} ") for stem in sorted(stems))) for stems in asked]


def without(hidden: Iterable[str], *, of: ColumnElement[str] = documents.c.id) -> Conditions:
    """Return the conditions that a document is none of these, by the column with its id."""
    return [of.not_in(part) for part in in_parts(set(hidden))]
