"""What a denial denies: that it happened, the speaker's own part in it, what it aimed at, or what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from khabar.incidents.parties import Side, is_one_side
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.speakers import Speaker
from khabar.incidents.tellers import Told
from khabar.language import load_lexicon
from khabar.model import Claim, Event, Party, PartyKind, Span

Denied = Literal["happening", "part", "aim", "losses"]
_OPENING = 3  # words in which what is denied is named: «وقوع أي قصف»
_AIMED = 2  # words after an act in which those stand whom it is said not to have been aimed at
_FIGHTING: frozenset[PartyKind] = frozenset({"military", "armed_group", "government"})
_NOUNS = ("noun", "masdar")


def find_denials(
    told: Iterable[tuple[str, Told]], chosen: Mapping[str, frozenset[str]]
) -> dict[Denied, frozenset[str]]:
    """Return who, by the keys of origins, denies what of an incident; `chosen` are its events in each document."""
    found: dict[Denied, set[str]] = {}
    for key, one in told:
        for claim in one.claims:
            denied = read_denial(claim, one, chosen[one.page.id])
            if denied is not None:
                found.setdefault(denied, set()).add(key)
    return {denied: frozenset(keys) for denied, keys in found.items()}


def read_denial(claim: Claim, told: Told, chosen: frozenset[str]) -> Denied | None:
    """Return what a claim denies of the incident (its `chosen` events), None where it denies nothing of it.

    «نفى وقوع أي قصف» denies the happening, «نفى قصف البلدة» and «نفى صلته بالقصف» the part of a side that fights,
    «نفى استهداف المدنيين» an aim: none of them is another.
    """
    if claim.force != "deny":
        return None
    if any(c.max == 0 and claim.span.start <= c.span.start < claim.span.end for p in told.passages for c in p.counts):
        return "losses"
    if chosen and claim.events and chosen.isdisjoint(claim.events):
        return None  # of something else
    words = told.page.words(claim.content).split()
    if _opens_with_occurrence(words):
        return "happening"
    act = next((n for n, word in enumerate(words[:_OPENING]) if _is_act(word)), None)
    if act is not None and any(_is_people(word) for word in words[act + 1 : act + 1 + _AIMED]):
        return "aim"
    events = list(_events(claim, told, chosen))
    doers: list[Side] = [e.actor for e in events if e.actor is not None and _is_doer(told, claim, e.actor, act)]
    if _may_have_done_it(told.speaker, doers):
        return "part"
    denied = any(e.status == "denied" for e in _events(claim, told, chosen))
    return "happening" if denied or act is not None else "part"


def _events(claim: Claim, told: Told, chosen: frozenset[str]) -> Iterator[Event]:
    for event in told.page.report.events:
        if event.id in claim.events and (not chosen or event.id in chosen):
            yield event


def _is_doer(told: Told, claim: Claim, actor: Party, act: int | None) -> bool:
    """Tell whether somebody is named as having done what is denied: where it opens with the act, only beside that.

    «نفى الجيش قصف السوق» is about the army's own act, whomever the report names elsewhere as having done it.
    """
    if actor.name is None or act is None:
        return actor.name is not None
    beside = told.page.words(Span(claim.content.start, max(claim.content.start, actor.span.start))).split()
    return claim.content.start <= actor.span.start < claim.content.end and len(beside) <= act + _AIMED


def _may_have_done_it(speaker: Speaker, doers: list[Side]) -> bool:
    """Tell whether a speaker is of a side that fights, so that an act he denies is his own; not where another did it."""
    if speaker.voice == "own" or speaker.kind not in _FIGHTING:
        return False
    return not doers or any(is_one_side(speaker, doer) for doer in doers)


def _opens_with_occurrence(words: list[str]) -> bool:
    """Tell whether words begin with a happening itself: «وقوع …», «أي قصف»."""
    look = load_lexicon(LANGUAGE).look
    for number, word in enumerate(words[:_OPENING]):
        for reading, entry in look(word).entries("events"):
            if reading.pos not in _NOUNS or reading.definite or reading.suffix:
                continue
            if (entry.fields.get("roles") or {}).get("subject") == "event" and "type" not in entry.fields:
                return True
            if number and "type" in entry.fields and "any" in look(words[number - 1]).tags:
                return True
    return False


def _is_act(word: str) -> bool:
    """Tell whether a word names an act as something not told before: «قصف», «استهداف»."""
    return any(
        reading.pos in _NOUNS and not reading.definite and not reading.suffix and "type" in entry.fields
        for reading, entry in load_lexicon(LANGUAGE).look(word).entries("events")
    )


def _is_people(word: str) -> bool:
    look = load_lexicon(LANGUAGE).look(word)
    return any(entry.fields.get("part") == "person" for _, entry in look.entries("casualties")) or any(
        entry.fields.get("people") == "yes" for _, entry in look.entries("actors")
    )
