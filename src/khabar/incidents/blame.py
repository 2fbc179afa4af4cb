"""On whom the incident is laid, by whom, and who denies his part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.incidents.bearings import Focus, Where, where_lie
from khabar.incidents.confessions import find_own_acts
from khabar.incidents.denials import read_denial
from khabar.incidents.families import find_families
from khabar.incidents.laying import find_countered, find_laid
from khabar.incidents.parties import is_one_side
from khabar.incidents.passages import Page
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.incidents.record import HeldValue
from khabar.incidents.tellers import Told
from khabar.language import load_lexicon
from khabar.mentions.model import ActorMention
from khabar.mentions.registry import registry
from khabar.model import Event, Party, PartyKind, Span

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_NOBODY = "unknown"
_HARMLESS: frozenset[PartyKind] = frozenset(
    {"agency", "outlet", "ngo", "monitor", "witness", "analyst", "local_source", "igo"}
)
_AND = "و"
_HEAD = re.compile(r"\s*[:：]")  # «دمشق: غارات …»: where, or about whom, a headline is written
_LINE_START = re.compile(r"(?:^|[\n|])[\s*#•\-–—]*$")
_BESIDE = 12  # characters between a verb that foils an attack and who foiled it


def find_blamed(told: Told, focus: Focus, chosen: frozenset[str]) -> list[HeldValue]:
    """Return the parties that a teller says, or suspects, did it; several where he names them together."""
    found: dict[str, HeldValue] = {}
    for event in _acts(told, focus, chosen):
        actor = event.actor
        if actor is None or not _did_it(told.page, event, actor) or _would_blame_itself(told, event, actor):
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
    own = [e for e in told.events_of(chosen) if e.type in _VIOLENT and _where(e, focus) != "elsewhere"]
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


def _did_it(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether who stands as the actor of an event is said to have done it."""
    mention = _mention_at(page, actor.span)
    told_as_target = mention is not None and mention.role == "target"
    if actor.id is None and actor.name != _NOBODY and (actor.kind == "other" or told_as_target or _is_his(page, actor)):
        return False  # a thing, those to whom it was done, or men of the one who speaks
    return not (
        _is_victim(page, event, actor)
        or _heads_line(page, actor.span)
        or _names_area(page, actor)
        or _only_speaks(page, event, actor)
        or (event.status == "foiled" and _foils(page.report.document.text, event, actor.span))
    )


def _is_victim(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether a name that nobody knows stands right behind the word for his death: «قُتل المدعو (فلان)»."""
    if find_record(actor.id) is not None or actor.name == _NOBODY:
        return False
    look = load_lexicon(LANGUAGE).look
    for number in (event.killed, event.wounded):
        if number is None or not number.span.start <= actor.span.start <= number.span.end + _BESIDE:
            continue
        between = page.words(Span(min(number.span.end, actor.span.start), actor.span.start)).split()
        if not any("preposition" in look(w).tags or any(r.prefix for r in look(w).readings) for w in between):
            return True
    return False


def _heads_line(page: Page, span: Span) -> bool:
    """Tell whether a name only heads a line: «دمشق: غارات على …»."""
    text = page.report.document.text
    return bool(_HEAD.match(text, span.end) and _LINE_START.search(text[: span.start]))


def _names_area(page: Page, actor: Party) -> bool:
    """Tell whether the name of a country stands in that of an area: «شمال غربي سوريا»."""
    mention = _mention_at(page, actor.span)
    if mention is None or mention.role != "place":
        return False
    before = page.report.document.text[: actor.span.start].split()[-1:]
    look = load_lexicon(LANGUAGE).look
    return any(e.fields.get("part") != "kind" for word in before for _, e in look(word).entries("places"))


def _is_his(page: Page, actor: Party) -> bool:
    """Tell whether somebody without a name is only told as another's or by his weapon: «فرقه», «المدفعية»."""
    words = page.words(actor.span).split()
    look = load_lexicon(LANGUAGE).look(words[0])
    if actor.id is not None or actor.name == _NOBODY or len(words) > 1:
        return False
    return bool(look.entries("weapons")) or (bool(look.readings) and all(r.suffix for r in look.readings))


def _mention_at(page: Page, span: Span) -> ActorMention | None:
    passage = page.passage_at(span.start)
    return next((a for a in passage.actors if a.span == span), None) if passage else None


def _only_speaks(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether somebody only tells of it: who helps or watches never does it, nor whoever says that another act was."""
    spoken = [c for c in page.report.claims if any(_overlap(link.span, actor.span) for link in c.chain)]
    if not spoken:
        return False
    if actor.kind in _HARMLESS or (actor.id is None and actor.name is None) or event.status == "foiled":
        return True
    return not any(find_own_acts(page, claim, event) for claim in spoken)


def _foils(text: str, event: Event, span: Span) -> bool:
    """Tell whether somebody stands at the verb of an attack's failing: the air defence that met the missiles."""
    foiling = [e.span for e in event.evidence if e.slot == "status" and e.span is not None]
    before = text[: span.start].split()[-1:]
    look = load_lexicon(LANGUAGE).look
    if any(entry.fields.get("status") == "foiled" for word in before for _, entry in look(word).entries("reality")):
        return True
    return any(0 <= verb.start - span.end <= _BESIDE or 0 <= span.start - verb.end <= _BESIDE for verb in foiling)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _make_values(page: Page, actor: Party) -> Iterator[HeldValue]:
    """Yield a value for the actor and for each that is named with him: «قوات النظام وروسيا»."""
    if actor.name == _NOBODY or actor.id is not None or not _is_of_state(page, actor):
        named = actor.id is not None or actor.name == _NOBODY or not _is_guessed(page, actor)
        yield _make_value(page, actor, (actor.name if named else None) or actor.text)
    elif actor.name is not None and not _is_means(page, actor):
        yield _make_value(page, actor, actor.name)
    else:
        state = registry(LANGUAGE).state(actor.country or "")
        yield _make_value(page, actor, state.name if state else actor.text, state.id if state else None)
    passage = page.passage_at(actor.span.start)
    for other in passage.actors if passage else ():
        named = other.name is not None and other.name != actor.name and other.kind not in _HARMLESS
        if named and actor.span.start < other.span.start < actor.span.end and _is_joined(page, other.span):
            yield _make_value(page, other, other.name or "", other.id)


def _is_means(page: Page, actor: Party) -> bool:
    """Tell whether a state's arms stand for it: «طائرة مسيرة تركية»."""
    return any(load_lexicon(LANGUAGE).look(word).entries("weapons") for word in page.words(actor.span).split()[:1])


def _make_value(page: Page, party: Party | ActorMention, text: str, id: str | None = None) -> HeldValue:
    """Return a party as a value; one everyday word names nobody, several describe somebody."""
    return HeldValue(
        slot="blamed",
        text=text,
        name=text if text != _NOBODY and (id is not None or text == party.name or " " in text) else None,
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
    mention = _mention_at(page, actor.span)
    of_force = mention is not None and mention.generic and mention.kind == "military"
    return of_force and bool(actor.country) and not _tells_country(page, actor)


def _is_of_state(page: Page, actor: Party) -> bool:
    """Tell whether a force or an authority is told as a country's by its words alone: «المدفعية» is nobody's."""
    return actor.kind in ("government", "military") and _tells_country(page, actor)


def _tells_country(page: Page, actor: Party) -> bool:
    look = load_lexicon(LANGUAGE).look
    return any(
        entry.fields.get("role") == "nationality" and entry.fields.get("country") == actor.country
        for word in page.words(actor.span).split()
        for _, entry in look(word).entries("actors")
    )
