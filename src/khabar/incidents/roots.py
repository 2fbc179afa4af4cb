"""Gathering what is told on one word: tellings joined to their roots, with the reason for each that is none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from khabar.incidents.record import Carrier, Collapse, CollapseReason, Quoted
from khabar.incidents.speakers import Speaker
from khabar.incidents.tellers import Told, in_order

Nodes: TypeAlias = Mapping[str, Sequence[Told]]
"""What is told, by the keys of speakers."""


@dataclass(slots=True)
class Root:
    """One independent origin in the making: what is told on its word, and why tellings were laid on it."""

    key: str
    speaker: Speaker
    told: list[Told] = field(default_factory=list)
    collapses: list[Collapse] = field(default_factory=list)
    carriers: dict[str, list[Carrier]] = field(default_factory=dict)


@dataclass(slots=True)
class Join:
    """Two keys that are one origin: the reason, the document that is thereby no origin of its own, in words."""

    key: str
    into: str
    reason: CollapseReason
    document: str
    because: str
    words: Quoted | None = None
    carrier: Carrier | None = None
    speaker: Speaker | None = None


def documents_of(told: Sequence[Told]) -> set[str]:
    """Return the documents in which something is told."""
    return {telling.page.id for telling in told}


def join_all(nodes: Nodes, key: str, into: str, because: str) -> Iterator[Join]:
    """Yield that all that is told under one key is another speaker's word."""
    for telling in nodes[key]:
        yield Join(key, into, "same_speaker", telling.page.id, because)


def join_roots(nodes: Mapping[str, Sequence[Told]], joins: Sequence[Join]) -> list[Root]:
    """Follow every join to its end and gather what is told on each word."""
    into: dict[str, str] = {}
    for join in joins:
        start, end = _end(into, join.key), _end(into, join.into)
        if start != end:
            into[start] = end
    named = {join.into: join.speaker for join in joins if join.speaker is not None}
    roots: dict[str, Root] = {}
    for key in sorted(nodes):
        end = _end(into, key)
        root = roots.setdefault(end, Root(end, _best_known(nodes[end]) if end in nodes else named[end]))
        root.told.extend(nodes[key])
    for key in sorted(nodes):
        roots[_end(into, key)].collapses += _repeated(nodes[key])
    for join in joins:
        root = roots[_end(into, join.key)]
        root.collapses.append(
            Collapse(document=join.document, reason=join.reason, because=join.because, words=join.words)
        )
        if join.carrier is not None:
            root.carriers.setdefault(join.document, []).append(join.carrier)
    return [roots[key] for key in sorted(roots)]


def _best_known(told: Sequence[Told]) -> Speaker:
    """Return a speaker as his own report has him, else as the first one does."""
    return next((t.speaker for t in told if t.speaker.voice == "own"), told[0].speaker)


def _repeated(told: Sequence[Told]) -> Iterable[Collapse]:
    """Yield why several tellings of one speaker are one origin: every report after the first, every correspondent."""
    speaker = told[0].speaker
    for n, telling in enumerate(in_order(told)):
        if speaker.voice == "own" and telling.claims:
            because = f"its own correspondent or voice: {telling.page.words(telling.claims[0].cue)}"
            yield Collapse(document=telling.page.id, reason="correspondent", because=because)
        elif n and speaker.voice == "unnamed":
            because = f"the same words, carried by {speaker.publisher.name if speaker.publisher else 'the same'}"
            yield Collapse(document=telling.page.id, reason="same_unnamed_speaker", because=because)
        elif n:
            yield Collapse(document=telling.page.id, reason="same_speaker", because=f"{speaker.text} again")


def _end(into: Mapping[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key
