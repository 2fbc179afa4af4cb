"""On whom a claim lays a happening that it only points to: «اتهم … بقصف البلدة», «رجح وقوف … وراء الهجوم»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from khabar.incidents.bearings import Focus, lies_elsewhere
from khabar.incidents.culprits import HARMLESS
from khabar.incidents.denials import read_denial
from khabar.incidents.parties import is_one_side
from khabar.incidents.passages import Page
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.tellers import Told
from khabar.language import load_lexicon
from khabar.mentions.model import ActorMention
from khabar.model import Claim, EventType, Force, Span

_SAYING: frozenset[Force] = frozenset({"suspect", "assert", "confirm", "announce", "condemn"})
_VIOLENT: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})
_ACT_WITHIN = 4  # words behind who is said to have done it
_REACH = 30  # words of a content in which the culprit and the word for his part stand
_BEFORE, _AFTER = 6, 3  # words between a culprit and that word
_WORD = re.compile(r"\w+")


class _Part(NamedTuple):
    """A word for the part that somebody had in a happening, and where it stands."""

    kind: str
    span: Span


def find_laid(told: Told, chosen: frozenset[str]) -> Iterator[ActorMention]:
    """Yield the parties on whom a teller lays what his claims point to, without telling it with its doer."""
    for claim in told.claims:
        if claim.negated or (chosen and chosen.isdisjoint(claim.events)):
            continue
        if any(e.actor is not None and _within(e.actor.span, claim) for e in told.page.report.events):
            continue  # told with its doer
        culprit = _find_culprit(told, claim)
        if culprit is not None:
            yield culprit


def find_countered(told: Told, focus: Focus, chosen: frozenset[str]) -> Iterator[ActorMention]:
    """Yield by whom a teller who denies his part says that it was done: «وقال إن … هي التي هاجمت القافلة»."""
    if not any(read_denial(claim, told, chosen) == "part" for claim in told.claims):
        return
    told_apart = {e.id for e in told.page.report.events if lies_elsewhere(e, focus)}
    for claim in told.claims:
        passage = told.page.passage_at(claim.content.start)
        if claim.force == "deny" or claim.negated or passage is None or not told_apart.isdisjoint(claim.events):
            continue
        first = next((a for a in passage.actors if _within(a.span, claim)), None)
        if first is None or first.id is None or first.kind in HARMLESS or is_one_side(told.speaker, first):
            continue
        opens = not told.page.words(Span(claim.content.start, first.span.start)).split()
        acts = told.page.words(Span(first.span.end, claim.content.end)).split()[:_ACT_WITHIN]
        if opens and any(_is_assault(word) for word in acts):
            yield first


def _is_assault(word: str) -> bool:
    look = load_lexicon(LANGUAGE).look(word)
    return any(entry.fields.get("type") in _VIOLENT for _, entry in look.entries("events"))


def _find_culprit(told: Told, claim: Claim) -> ActorMention | None:
    parts = list(_find_parts(told.page, claim.content))
    if any(part.kind == "omission" for part in parts):
        return None
    named = [a for a in _actors(told.page, claim) if not is_one_side(told.speaker, a)]
    if claim.force == "accuse":
        return named[0] if named else None
    if claim.force not in _SAYING:
        return None
    for part in parts:
        before = [a for a in named if a.span.end <= part.span.start and _apart(told.page, a.span, part.span) <= _BEFORE]
        after = [a for a in named if a.span.start >= part.span.end and _apart(told.page, part.span, a.span) <= _AFTER]
        if before or after:
            return (before[-1:] or after[:1])[0]
    return None


def _actors(page: Page, claim: Claim) -> list[ActorMention]:
    """Return the parties in a content that may have done something and are known by name."""
    passage = page.passage_at(claim.content.start)
    return [
        a
        for a in (passage.actors if passage else ())
        if _within(a.span, claim) and a.kind not in HARMLESS and a.id is not None and a.role != "target"
    ]


def _find_parts(page: Page, content: Span) -> Iterator[_Part]:
    """Yield the words of a content for somebody's part in a happening, up to where a culprit may stand."""
    look = load_lexicon(LANGUAGE).look
    text = page.report.document.text
    for number, word in enumerate(_WORD.finditer(text, content.start, content.end)):
        if number == _REACH:
            break
        for _, entry in look(word.group()).entries("roles"):
            if (kind := entry.fields.get("part")) in ("culprit", "omission"):
                yield _Part(str(kind), Span(*word.span()))
                break


def _apart(page: Page, one: Span, other: Span) -> int:
    """Return how many words stand between two stretches."""
    return len(page.words(Span(one.end, other.start)).split())


def _within(span: Span, claim: Claim) -> bool:
    return claim.content.start <= span.start < claim.content.end
