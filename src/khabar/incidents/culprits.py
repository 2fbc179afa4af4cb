"""Whether who stands as the actor of an event is said to have done it: not its victims, tellers, targets or means."""

from __future__ import annotations

import re

from khabar.incidents.confessions import find_own_acts
from khabar.incidents.passages import Page, overlap
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.language import load_lexicon
from khabar.mentions.model import ActorMention
from khabar.model import Event, Party, PartyKind, Span

NOBODY = "unknown"
HARMLESS: frozenset[PartyKind] = frozenset(
    {"agency", "outlet", "ngo", "monitor", "witness", "analyst", "local_source", "igo"}
)
_HEAD = re.compile(r"\s*[:：]")  # «دمشق: غارات …»: where, or about whom, a headline is written
_LINE_START = re.compile(r"(?:^|[\n|])[\s*#•\-–—]*$")
_BESIDE = 12  # characters between a verb that foils an attack and who foiled it


def did_it(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether who stands as the actor of an event is said to have done it."""
    mention = mention_at(page, actor.span)
    told_as_target = mention is not None and mention.role == "target"
    if actor.id is None and actor.name != NOBODY and (actor.kind == "other" or told_as_target or _is_his(page, actor)):
        return False  # a thing, those to whom it was done, or men of the one who speaks
    return not (
        (is_means(page, actor) and not tells_country(page, actor))
        or _is_victim(page, event, actor)
        or _heads_line(page, actor.span)
        or _names_area(page, actor)
        or _only_speaks(page, event, actor)
        or (event.status == "foiled" and _foils(page.report.document.text, event, actor.span))
    )


def _is_victim(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether a name that nobody knows stands right behind the word for his death: «قُتل المدعو (فلان)»."""
    if find_record(actor.id) is not None or actor.name == NOBODY:
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
    mention = mention_at(page, actor.span)
    if mention is None or mention.role != "place":
        return False
    before = page.report.document.text[: actor.span.start].split()[-1:]
    look = load_lexicon(LANGUAGE).look
    return any(e.fields.get("part") != "kind" for word in before for _, e in look(word).entries("places"))


def _is_his(page: Page, actor: Party) -> bool:
    """Tell whether somebody without a name is only told as another's or by his weapon: «فرقه», «المدفعية»."""
    words = page.words(actor.span).split()
    look = load_lexicon(LANGUAGE).look(words[0])
    if actor.id is not None or actor.name == NOBODY or len(words) > 1:
        return False
    return bool(look.entries("weapons")) or any(
        r.suffix and words[0].endswith(r.suffix)
        for r in look.readings  # as it is spelt: «روسية» is nobody's
    )


def mention_at(page: Page, span: Span) -> ActorMention | None:
    """Return the mention that stands exactly there."""
    passage = page.passage_at(span.start)
    return next((a for a in passage.actors if a.span == span), None) if passage else None


def _only_speaks(page: Page, event: Event, actor: Party) -> bool:
    """Tell whether somebody only tells of it: who helps or watches never does it, nor whoever says that another act was."""
    spoken = [c for c in page.report.claims if any(overlap(link.span, actor.span) for link in c.chain)]
    if not spoken:
        return False
    if actor.kind in HARMLESS or (actor.id is None and actor.name is None) or event.status == "foiled":
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


def is_means(page: Page, actor: Party) -> bool:
    """Tell whether a state's arms stand for it: «طائرة مسيرة تركية»."""
    return any(load_lexicon(LANGUAGE).look(word).entries("weapons") for word in page.words(actor.span).split()[:1])


def tells_country(page: Page, actor: Party) -> bool:
    """Tell whether the words for a party say whose it is."""
    look = load_lexicon(LANGUAGE).look
    return any(
        entry.fields.get("role") == "nationality" and entry.fields.get("country") == actor.country
        for word in page.words(actor.span).split()
        for _, entry in look(word).entries("actors")
    )
