"""Who takes the incident upon himself: an act that a side tells as its own, on this target, in these words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from khabar.incidents.bearings import Focus, Where, where_lie
from khabar.incidents.parties import is_one_side
from khabar.incidents.passages import Page
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import Quoted
from khabar.incidents.tellers import Told
from khabar.language import load_lexicon
from khabar.model import Claim, Event, Force, PartyKind, Span

_OWN: frozenset[Force] = frozenset({"confirm", "announce", "assert"})
_BESIDE = frozenset({"after", "before", "because", "during", "since"})
_COMMA = "،"
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_FIGHTING: frozenset[PartyKind] = frozenset({"military", "armed_group", "government", "politician"})


def find_confessions(
    told: Iterable[tuple[str, Told]], focus: Focus, chosen: Mapping[str, frozenset[str]]
) -> dict[str, Quoted]:
    """Return the words in which origins, by their keys, take the incident upon themselves; `chosen` are its events.

    What one says must be of the kind of act that most reports tell of, begin with that act as his own, and name the
    incident's place before anything that it came after: neither the seizure of a village that was shelled is its
    shelling, nor fire at where that came from.
    """
    tellers = list(told)
    kinds = {(t.page.id, e.type, e.mode) for _, t in tellers for e in t.events_of(chosen[t.page.id])}
    if not kinds:
        return {}
    votes = Counter((type, mode) for _, type, mode in kinds)
    main = max(sorted(votes, key=str), key=lambda kind: votes[kind])
    found: dict[str, Quoted] = {}
    for key, one in tellers:
        own = [e for e in one.events_of(chosen[one.page.id]) if e.type == main[0] and _is_kind(e.mode, main[1])]
        for words in _confess(one, focus, own):
            found.setdefault(key, words)
    return found


def _is_kind(mode: str | None, other: str | None) -> bool:
    return mode is None or other is None or mode == other


def _confess(told: Told, focus: Focus, events: Sequence[Event]) -> Iterator[Quoted]:
    if told.speaker.voice != "named" or told.speaker.kind not in _FIGHTING:
        return
    for claim in told.claims:
        if claim.negated or claim.certainty != "certain" or claim.force not in _OWN | {"claim_responsibility"}:
            continue
        for event in events:
            real = event.type in _VIOLENT and event.status in ("happened", "ongoing") and event.id in claim.events
            if real and _is_his(told, claim, event) and _is_there(told, claim, event, focus):
                yield told.page.quote(claim.span)
                break


def acts_of(event: Event) -> list[Span]:
    """Return all words that name an event."""
    return [e.span for e in event.evidence if e.slot == "trigger" and e.span is not None] or [event.trigger]


def find_own_acts(page: Page, claim: Claim, event: Event) -> list[Span]:
    """Return the words for an event with which a claim begins, before anything told as what it came after."""
    return [
        act
        for act in acts_of(event)
        if claim.content.start <= act.start < claim.content.end
        and not any(_leads_away(word) for word in page.words(Span(claim.content.start, act.start)).split())
    ]


def _leads_away(word: str) -> bool:
    """Tell whether an act after a word is another one than what is told first: it stands beside it, or follows it."""
    look = load_lexicon(LANGUAGE).look(word)
    return bool(look.tags & _BESIDE) or (
        any("type" in entry.fields for _, entry in look.entries("events")) and not _is_light(word)
    )


def _is_his(told: Told, claim: Claim, event: Event) -> bool:
    """Tell whether an act may be the speaker's: he claims it, or is who does it."""
    if claim.force == "claim_responsibility":
        return event.actor is None or event.actor.name is None or is_one_side(told.speaker, event.actor)
    if event.actor is None:
        return any(_is_by_his_own(told.page, act) for act in find_own_acts(told.page, claim, event))
    return is_one_side(told.speaker, event.actor)


def _is_by_his_own(page: Page, act: Span) -> bool:
    """Tell whether what is the speaker's stands right before an act as what did it: «مدفعيته قصفت …»."""
    before = page.report.document.text[: act.start].split()[-1:]
    return bool(before) and _is_owned(before[0])


def _is_there(told: Told, claim: Claim, event: Event, focus: Focus) -> bool:
    """Tell whether a claim takes up, or begins with as the speaker's own, an act on the incident's place."""
    page = told.page
    if claim.force == "claim_responsibility":
        first = len(page.words(claim.content).split(maxsplit=1)[0])
        where = _where_is(page, Span(claim.content.start, claim.content.start + first), claim, focus)
        return where == "here" or (where == "unsaid" and _is_definite(page.words(claim.content)))
    return any(
        _is_told_as_own(told, claim, act) and _where_is(page, act, claim, focus) == "here"
        for act in find_own_acts(page, claim, event)
    )


def _where_is(page: Page, act: Span, claim: Claim, focus: Focus) -> Where:
    passage = page.passage_at(act.start)
    places = [p for p in passage.places if _is_object(page, act, p.span, claim)] if passage else []
    return where_lie([p for p in places if not p.dateline], focus)


def _is_told_as_own(told: Told, claim: Claim, act: Span) -> bool:
    """Tell whether nobody but the speaker's side stands before an act: «قصف …», «طائراته قصفت …», «شنت غارة …»."""
    page = told.page
    before = Span(claim.content.start, act.start)
    words = page.words(before).split()
    if not words:
        return not _is_definite(page.words(act))
    passage = page.passage_at(before.start)
    named = [a for a in passage.actors if before.start <= a.span.start < before.end] if passage else []
    if named:
        return told.speaker.id is not None and all(is_one_side(told.speaker, a) for a in named)
    return all(_is_light(word) or _is_owned(word) for word in words)


def _is_definite(words: str) -> bool:
    readings = load_lexicon(LANGUAGE).look(words.split()[0]).readings
    return any(r.definite for r in readings)


def _points_to_act(word: str) -> bool:
    """Tell whether a noun names an act told before: «هجوم أعقب القصف على …» is not on where that was."""
    return any(
        reading.definite and reading.pos in ("noun", "masdar") and "type" in entry.fields
        for reading, entry in load_lexicon(LANGUAGE).look(word).entries("events")
    )


def _is_light(word: str) -> bool:
    """Tell whether a word only says that an act was done: «شنت», «نفذوا»."""
    return any(
        (entry.fields.get("roles") or {}).get("subject") == "actor" and "type" not in entry.fields
        for _, entry in load_lexicon(LANGUAGE).look(word).entries("events")
    )


def _is_owned(word: str) -> bool:
    """Tell whether a word is somebody's: «طائراته», «قواتها»."""
    return any(r.suffix for r in load_lexicon(LANGUAGE).look(word).readings)


def _is_object(page: Page, act: Span, place: Span, claim: Claim) -> bool:
    """Tell whether a place after an act is that of the act, not of what is told beside it."""
    if not act.end <= place.start < claim.content.end:
        return False
    words = page.words(Span(act.end, place.start))
    look = load_lexicon(LANGUAGE).look
    if any(look(word).tags & _BESIDE or _points_to_act(word) for word in words.split()):
        return False
    _, comma, after = words.partition(_COMMA)
    return not (comma and any(_leads_away(word) for word in after.split()))
