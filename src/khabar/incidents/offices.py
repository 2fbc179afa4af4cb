"""Whose officer somebody is presented as: what the media officer of a rescue service says is its word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from khabar.incidents.passages import Page
from khabar.incidents.press import words_of
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.language import ActorName, load_lexicon
from khabar.model import Link, PartyKind

BODIES: frozenset[PartyKind] = frozenset({"monitor", "ngo"})
AUTHORITIES: frozenset[PartyKind] = frozenset({"military", "government", "armed_group"})
_NEAR = 3  # characters between a name and what presents its bearer
_LONGEST = 6  # words of the name of a body
_WITH_NAME = 2  # words: a title and in whose name
_PRONOUNS = (1, 2)  # letters
_BEHALF = "on_behalf"
_SPOKESMAN = "spokesman"
_OUTLET = "outlet"  # a journalist speaks for nobody of whom he writes


def find_body(link: Link, page: Page) -> ActorName | None:
    """Return the body for which somebody speaks: as an officer of a monitor or a helper, or in the name of a force.

    He is presented beside his name, «فلان، المسؤول الإعلامي في الدفاع المدني», or by his office alone.
    """
    known = find_record(link.id) is not None  # by his name alone, which another may bear
    for words in (*(() if known else (link.text, *_named_elsewhere(link, page))), *_presented(link, page)):
        told = words_of(words)
        for at, body in _find_bodies(told):
            titles = set(_find_titles(words.split()[: at + 1]))
            officer = body.kind in BODIES and not link.anonymous and not known and bool(titles)
            if officer or _SPOKESMAN in titles:
                return body
    return None


def find_told_bodies(words: str) -> Iterator[ActorName]:
    """Yield the forces, authorities and helpers in whose service words present somebody: his title opens them."""
    told = words_of(words)
    for at, body in _find_bodies(told):
        if at and any(_find_titles(words.split()[:at])):
            yield body


def find_named_bodies(words: str) -> Iterator[ActorName]:
    """Yield the forces, authorities, monitors and helpers that are named in some words."""
    return (body for _, body in _find_bodies(words_of(words)))


def speaks_for_whom_was_told(link: Link) -> bool:
    """Tell whether somebody is told as the spokesman of whom a pronoun stands for: «المتحدث باسمه»."""
    words = link.text.split()
    if len(words) < _WITH_NAME or _SPOKESMAN not in _find_titles(words[:1]):
        return False
    look = load_lexicon(LANGUAGE).look
    return any(
        entry.fields.get("role") == _BEHALF for n in _PRONOUNS for _, entry in look(words[1][:-n]).entries("actors")
    )


def find_publishing_body(link: Link) -> ActorName | None:
    """Return the body for which somebody without a name speaks, or with whose name he is told and more beside it."""
    if find_record(link.id) is not None:
        return None
    told = f" {' '.join(words_of(link.text))} "
    for names, record in _publishing():
        for name in names:
            at = told.find(f" {name} ")
            heads = " " in name and told[:at].count(" ") <= 1  # alone, or behind one noun as «team»
            if at >= 0 and (link.anonymous or heads):
                return record
    return None


@cache
def _publishing() -> tuple[tuple[tuple[str, ...], ActorName], ...]:
    """Return the monitors and helpers that publish themselves, with the folded words of their names."""
    return tuple(
        (tuple(" ".join(words_of(name)) for name in record.arabic), record)
        for record in load_lexicon(LANGUAGE).names.actors
        if record.kind in BODIES and record.domains and not record.needs and not record.person
    )


def _named_elsewhere(link: Link, page: Page) -> Iterator[str]:
    """Yield the other words by which the report names the same person: his office stands but once."""
    for other in (other for claim in page.report.claims for other in claim.chain):
        if link.id is not None and other.id == link.id and other.text != link.text:
            yield other.text


def _presented(link: Link, page: Page) -> Iterator[str]:
    """Yield what presents somebody right after his name."""
    passage = page.passage_at(link.span.start)
    for actor in passage.actors if passage is not None else ():
        if 0 <= actor.span.start - link.span.end <= _NEAR and find_record(actor.id) is None:
            yield page.words(actor.span)


def _find_bodies(words: Sequence[str]) -> Iterator[tuple[int, ActorName]]:
    """Yield the bodies that are named in folded words, with the place of the first word of each name."""
    for at in range(len(words)):
        for length in range(min(_LONGEST, len(words) - at), 1, -1):
            body = _bodies().get(tuple(words[at : at + length]))
            if body is not None:
                yield at, body
                break


@cache
def _bodies() -> dict[tuple[str, ...], ActorName]:
    """Return the bodies by the words of those of their names that are believed anywhere; one word alone is none."""
    return {
        tuple(words_of(name)): record
        for record in load_lexicon(LANGUAGE).names.actors
        if record.kind in BODIES | AUTHORITIES and not record.person and not record.needs
        for name in record.arabic
    }


def _find_titles(words: Sequence[str]) -> Iterator[str]:
    """Yield what the titles among some words are called, but for those of journalists."""
    look = load_lexicon(LANGUAGE).look
    for word in words:
        for _, entry in look(word).entries("actors"):
            if entry.fields.get("role") == "title" and entry.fields.get("kind") != _OUTLET:
                yield str(entry.fields.get("english"))
