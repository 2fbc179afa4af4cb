"""On whom the incident is laid, by whom, and who denies his part in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.incidents.bearings import Focus, Where, where_lie
from khabar.incidents.confessions import find_own_acts
from khabar.incidents.culprits import HARMLESS, NOBODY, did_it, is_means, mention_at, tells_country
from khabar.incidents.denials import read_denial
from khabar.incidents.families import find_families
from khabar.incidents.laying import find_countered, find_laid
from khabar.incidents.parties import is_one_side
from khabar.incidents.passages import Page
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import HeldValue
from khabar.incidents.tellers import Told
from khabar.mentions.model import ActorMention
from khabar.mentions.registry import registry
from khabar.model import Event, Party, Span

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_AND = "و"


def find_blamed(told: Told, focus: Focus, chosen: frozenset[str]) -> list[HeldValue]:
    """Return the parties that a teller says, or suspects, did it; several where he names them together."""
    found: dict[str, HeldValue] = {}
    for event in _acts(told, focus, chosen):
        actor = event.actor
        if actor is None or not did_it(told.page, event, actor) or _would_blame_itself(told, event, actor):
            continue
        if told.holds(actor.span):
            for value in _make_values(told.page, actor):
                found.setdefault(value.text, value)
        elif (named := _find_again(told, event, actor)) is not None and named.name is not None:
            found.setdefault(named.name, _make_value(told.page, named, named.name, named.id))
    for culprit in (*find_countered(told, focus, chosen), *find_laid(told, chosen)):
        text = culprit.name or told.page.words(culprit.span)
        found.setdefault(text, _make_value(told.page, culprit, text, culprit.id))
    return list(found.values())


def _would_blame_itself(told: Told, event: Event, actor: Party) -> bool:
    """Tell whether the actor whom others name is the teller's own side, and he does not tell the act as his."""
    if not is_one_side(told.speaker, actor):
        return False
    return not any(
        c.force not in ("deny", "accuse", "condemn") and not c.negated and find_own_acts(told.page, c, event)
        for c in told.claims
        if event.id in c.events
    )


def _find_again(told: Told, event: Event, actor: Party) -> ActorMention | None:
    """Return where a teller names the actor himself, whom the report names first in the words of another."""
    if actor.id is None:
        return None
    for passage in told.passages:
        for mention in passage.actors if event in passage.events else ():
            if mention.id == actor.id and told.holds(mention.span):
                return mention
    return None


def _acts(told: Told, focus: Focus, chosen: frozenset[str]) -> list[Event]:
    """Return the events on which blame may rest: acts there; wider ones where the report has none there; no answers."""
    told_there = [e for e in told.page.report.events if e.id in chosen and _where(e, focus) == "here"]
    his = [e for e in told.page.report.events if e.id in chosen and e.actor is not None and told.holds(e.actor.span)]
    said = {e.id: e for e in (*told.events_of(chosen), *his)}.values()
    own = [e for e in said if e.type in _VIOLENT and _where(e, focus) != "elsewhere"]
    if focus.type is not None:
        kin = set(find_families(focus.type, focus.mode))
        own = [e for e in own if kin & set(find_families(e.type, e.mode))]
    if any(e.place is not None for e in told_there):
        own = [e for e in own if _where(e, focus) != "around"]
    return [e for e in own if not any(_answers(told.page, e, other) for other in told_there or own)]


def _where(event: Event, focus: Focus) -> Where:
    return where_lie((event.place,) if event.place is not None else (), focus)


def _answers(page: Page, event: Event, first: Event) -> bool:
    """Tell whether an act is aimed at who did another: «وردت الفصائل بقصف مواقع …»."""
    target = event.target
    if event is first or first.actor is None or first.actor.name is None or target is None:
        return False
    passage = page.passage_at(target.span.start)
    doer = first.actor
    aimed = [a for a in passage.actors if target.span.start <= a.span.start < target.span.end] if passage else []
    return any(a.name is not None and is_one_side(a, doer) for a in aimed)


def find_exculpations(told: Told, blamed: Sequence[HeldValue], events: frozenset[str]) -> Iterator[HeldValue]:
    """Yield the parties, of those blamed, that a teller denies to have done it: his own side."""
    for claim in told.claims:
        if read_denial(claim, told, events) != "part":
            continue
        for party in {value.text: value for value in blamed if not value.denial}.values():
            if party.name is not None and is_one_side(told.speaker, party):
                yield HeldValue(
                    slot="blamed",
                    text=f"not {party.text}",
                    name=party.name,
                    id=party.id,
                    kind=party.kind,
                    country=party.country,
                    denial=True,
                    quotes=(told.page.quote(claim.content),),
                )


def _make_values(page: Page, actor: Party) -> Iterator[HeldValue]:
    """Yield a value for the actor and for each that is named with him: «قوات النظام وروسيا»."""
    if actor.name == NOBODY or actor.id is not None or not _is_of_state(page, actor):
        named = actor.id is not None or actor.name == NOBODY or not _is_guessed(page, actor)
        yield _make_value(page, actor, (actor.name if named else None) or actor.text)
    elif actor.name is not None and not is_means(page, actor):
        yield _make_value(page, actor, actor.name)
    else:
        state = registry(LANGUAGE).state(actor.country or "")
        yield _make_value(page, actor, state.name if state else actor.text, state.id if state else None)
    passage = page.passage_at(actor.span.start)
    for other in passage.actors if passage else ():
        named = other.name is not None and other.name != actor.name and other.kind not in HARMLESS
        if named and actor.span.start < other.span.start < actor.span.end and _is_joined(page, other.span):
            yield _make_value(page, other, other.name or "", other.id)


def _make_value(page: Page, party: Party | ActorMention, text: str, id: str | None = None) -> HeldValue:
    """Return a party as a value; one everyday word names nobody, several describe somebody."""
    return HeldValue(
        slot="blamed",
        text=text,
        name=text if text != NOBODY and (id is not None or text == party.name or " " in text) else None,
        id=id or party.id,
        kind=party.kind,
        country=party.country,
        quotes=(page.quote(party.span),),
    )


def _is_joined(page: Page, span: Span) -> bool:
    """Tell whether «و» stands before a name."""
    before = page.report.document.text[: span.start].rstrip('"“”«')
    return page.words(span).startswith(_AND) or before.endswith(_AND)


def _is_guessed(page: Page, actor: Party) -> bool:
    """Tell whether the name of a force was made of a country that its words do not tell: «الطائرات»."""
    mention = mention_at(page, actor.span)
    of_force = mention is not None and mention.generic and mention.kind == "military"
    return of_force and bool(actor.country) and not tells_country(page, actor)


def _is_of_state(page: Page, actor: Party) -> bool:
    """Tell whether a force or an authority is told as a country's by its words alone: «المدفعية» is nobody's."""
    return actor.kind in ("government", "military") and tells_country(page, actor)
