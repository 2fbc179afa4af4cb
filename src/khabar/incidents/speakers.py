"""Who speaks in a claim: the root of its chain as one key that other reports can have too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.incidents.offices import (
    AUTHORITIES,
    BODIES,
    find_body,
    find_named_bodies,
    find_publishing_body,
    speaks_for_whom_was_told,
)
from khabar.incidents.passages import Page
from khabar.incidents.press import says_other, split_words, words_of
from khabar.incidents.publishers import LANGUAGE, MEDIA, Publisher, find_record, of_record
from khabar.incidents.record import Carrier, Voice
from khabar.language import ActorName, fold, load_lexicon
from khabar.mentions.registry import registry
from khabar.model import Claim, Link, PartyKind, Span

_OF_AN_OUTLET = "correspondent"
_FIRST_HAND: frozenset[PartyKind] = frozenset({"local_source", "witness"})
_ON_THE_SPOT: frozenset[PartyKind] = frozenset({"local_source", "witness", "monitor", "ngo", "other"})
_PLATFORM = "platform"  # in the place of a superior
_COMMON = frozenset({"target", "source"})  # what everyday words for people are in the lexicon
_WORD = re.compile(r"\w+")
_BRACKET_REACH = 16  # characters
_SOURCE = "source"  # the role of nouns as «مصادر»
_OPENING = 4  # characters: a preposition
_OTHER_REACH = 12  # characters


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody on whose word something is told.

    `key` is the same wherever he speaks: the id of a record, "name:…" of his folded name, or "unnamed:carrier:words".
    """

    key: str
    voice: Voice
    text: str
    name: str | None = None
    id: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    publisher: Publisher | None = None
    carriers: tuple[Carrier, ...] = ()
    relayed: bool = False
    """Carried by somebody else than who publishes the report."""


def own_voice(page: Page) -> Speaker:
    """Return the publisher of a report as a speaker; a report of nobody's speaks for itself."""
    if page.publisher is None:
        return Speaker(f"page:{page.id}", "own", page.id)
    return medium_voice(page.publisher, own=True)


def find_speaker(claim: Claim, page: Page, before: Sequence[Speaker]) -> Speaker:
    """Return who is responsible for a claim; `before` are the speakers of the report so far, the latest last."""
    chain = _without_platforms(claim.chain)
    if not chain:
        return own_voice(page)
    link, carriers = chain[-1], _carriers(chain[:-1], page)
    medium = _spoken_medium(link, page) or _in_brackets(link, page) or _press_of(link)
    if medium is not None:
        if page.publisher is not None and medium.key == page.publisher.key:
            return _source_beside(claim, page) or own_voice(page)
        if medium.body is not None:
            return _carried(medium_voice(medium), carriers)
        speaker = replace(medium_voice(medium, own=link.anonymous), text=link.text)
        return _carried(speaker, carriers)
    body = _body_of(link, page) or _body_before(link, before)
    if body is not None:
        return _carried(body, carriers)
    named = _named(link)
    if named is None or _points_back(link):
        earlier = _earlier(link, before)
        if earlier is not None:
            return earlier
    if named is not None:
        return _carried(named, carriers)
    between = [step for step in reversed(chain[:-1]) if not _is_platform(step)]
    carrier = next((m for step in between if (m := _spoken_medium(step, page)) is not None), None)
    carrier = carrier or _told_beside(claim, page)
    if carrier is not None and not carriers and page.publisher is not None and carrier.key != page.publisher.key:
        carriers = (Carrier(name=carrier.name),)
    return _unnamed(link, carrier or page.publisher, page, carriers)


def _press_of(link: Link) -> Publisher | None:
    record = find_publishing_body(link)
    return of_record(record) if record is not None else None


def _body_of(link: Link, page: Page) -> Speaker | None:
    """Return the body in whose name somebody speaks."""
    record = find_record(link.id)
    if record is not None and not record.person:
        return None
    body = find_body(link, page)
    return _as_body(body, link.text) if body is not None else None


def _body_before(link: Link, before: Sequence[Speaker]) -> Speaker | None:
    """Return the force or authority that spoke last, where somebody is told as its spokesman: «المتحدث باسمه»."""
    if not speaks_for_whom_was_told(link):
        return None
    body = next((s for s in reversed(before) if s.kind in AUTHORITIES and s.voice == "named" and s.id), None)
    return replace(body, text=link.text) if body is not None else None


def _as_body(body: ActorName, text: str) -> Speaker:
    kind: PartyKind = body.kind  # type: ignore[assignment]  # the compiled data holds the codebook's kinds only
    return Speaker(body.id, "named", text, body.name, body.id, kind, body.country or None)


def _without_platforms(chain: Sequence[Link]) -> Sequence[Link]:
    """Return a chain up to the last link that is no platform: where somebody posts is nobody."""
    kept = list(chain)
    while kept and _is_platform(kept[-1]):
        kept.pop()
    while len(kept) > 1 and _are_the_media(kept[-1]) and not kept[-2].anonymous and kept[-2].kind not in MEDIA:
        kept.pop()  # what a side says of the media is its own word
    return kept


def _is_platform(link: Link) -> bool:
    record = find_record(link.id)
    return record is not None and record.parent == _PLATFORM


def _are_the_media(link: Link) -> bool:
    return link.kind == "outlet" and link.anonymous and link.id is None


def medium_voice(medium: Publisher, *, own: bool = False) -> Speaker:
    """Return an outlet, an agency or a body as a speaker; `own`: through its correspondent or as the publisher."""
    body = find_record(medium.body)
    if body is not None:
        return _as_body(body, body.name)  # a press office speaks for its body
    voice: Voice = "own" if own and medium.is_medium else "named"
    return Speaker(
        medium.key,
        voice,
        medium.name,
        name=medium.name,
        id=medium.id,
        kind=medium.kind,
        country=medium.country,
        publisher=medium if medium.is_medium else None,
    )


def _spoken_medium(link: Link, page: Page) -> Publisher | None:
    """Return the outlet, agency or body that speaks as a whole or through its correspondent."""
    name = link.name or ""
    if link.kind in MEDIA and _is_correspondent(link):
        outlet = name.removesuffix(_OF_AN_OUTLET).strip() if name.endswith(_OF_AN_OUTLET) else ""
        if not outlet or outlet == page.report.document.publisher:
            return page.publisher
        return page.press.call(outlet, link.kind)
    if link.anonymous:
        return page.publisher if _belongs_to(link, page.publisher) else None
    if link.kind in MEDIA or link.id is not None:
        record = find_record(link.id)
        if record is not None and record.person and record.kind in BODIES:
            record = find_record(record.parent)  # whoever heads a monitor speaks for it
        if record is not None and (record.kind in MEDIA or record.domains):
            return of_record(record)
        if link.kind in MEDIA:
            return page.press.call(name or link.text, link.kind)
    return None


def _is_correspondent(link: Link) -> bool:
    """Tell whether a link of an outlet is its reporter, named or not."""
    if (link.name or "").endswith(_OF_AN_OUTLET):
        return True
    look = load_lexicon(LANGUAGE).look
    return any(
        entry.fields.get("english") == _OF_AN_OUTLET
        for word in link.text.split()[:2]
        for _, entry in look(word).entries("actors")
    )


def _belongs_to(link: Link, publisher: Publisher | None) -> bool:
    """Tell whether unnamed sources are those of the body that publishes: «مصادر المرصد», or «المصادر» on its page."""
    if publisher is None or publisher.is_medium:
        return False
    record = find_record(publisher.id)
    told = f" {fold(link.text)} "
    named = record is not None and any(fold(name) in told for name in record.arabic)
    return named or link.kind in _ON_THE_SPOT


def _named(link: Link) -> Speaker | None:
    """Return a speaker whom the report names; a bare «ناشطون» names nobody."""
    if link.anonymous or (link.id is None and (_names_nobody(link) or _is_bare(link))):
        return None
    key = link.id or f"name:{' '.join(words_of(link.name or link.text))}"
    return Speaker(key, "named", link.text, name=link.name, id=link.id, kind=link.kind, country=link.country)


def _is_bare(link: Link) -> bool:
    """Tell whether somebody is told by one everyday word: «الفريق»."""
    words = link.text.split()
    return link.name is None and len(words) == 1 and bool(load_lexicon(LANGUAGE).look(words[0]).entries("actors"))


def _names_nobody(link: Link) -> bool:
    """Tell whether people are told by a common noun alone: «ناشطون», «مصادر محلية متطابقة», «الشاب»."""
    words = link.text.split()
    look = load_lexicon(LANGUAGE).look(words[0])
    if link.kind in _FIRST_HAND:
        return len(words) < 2 or any(r.number == "p" and not r.definite for r in look.readings)
    common = {e.fields.get("english") for _, e in look.entries("actors") if e.fields.get("role") in _COMMON}
    return link.kind == "other" and bool(common) and (len(words) < 2 or link.name in common)


def _unnamed(link: Link, carrier: Publisher | None, page: Page, carriers: tuple[Carrier, ...]) -> Speaker:
    text = _with_other(link, page)
    words = fold(link.name) if link.name and text == link.text else " ".join(words_of(text))
    relayed = carrier is not None and (page.publisher is None or carrier.key != page.publisher.key)
    return Speaker(
        f"unnamed:{carrier.key if carrier else page.id}:{words}",
        "unnamed",
        text,
        name=_without_country(link) if text == link.text else None,
        kind=link.kind,
        country=link.country,
        publisher=carrier,
        carriers=carriers,
        relayed=relayed,
    )


def _with_other(link: Link, page: Page) -> str:
    """Return the words for somebody, with the one behind them that tells him from who spoke before: «مصادر طبية أخرى»."""
    behind = page.report.document.text[link.span.end : link.span.end + _OTHER_REACH].split(maxsplit=1)[:1]
    return " ".join((link.text, *(word for word in behind if says_other(word))))


def _without_country(link: Link) -> str | None:
    """Return the name made for somebody unnamed, without the country where his words tell none: «ناشطون في الجبل»."""
    adjective = registry(LANGUAGE).demonym(link.country) if link.country else ""
    if not link.name or not adjective or not link.name.startswith(f"{adjective} "):
        return link.name
    look = load_lexicon(LANGUAGE).look
    told = any(look(word).plays("actors", "nationality") for word in split_words(link.text))
    return link.name if told else link.name.removeprefix(f"{adjective} ")


def _carriers(chain: Sequence[Link], page: Page) -> tuple[Carrier, ...]:
    """Return those who stand between the reader and the origin, without who publishes the report."""
    out = []
    for link in chain:
        medium = _spoken_medium(link, page)
        if medium is None or page.publisher is None or medium.key != page.publisher.key:
            out.append(Carrier(name=medium.name if medium else link.name or link.text))
    return tuple(out)


def _carried(speaker: Speaker, carriers: tuple[Carrier, ...]) -> Speaker:
    return replace(speaker, carriers=carriers, relayed=bool(carriers))


def _points_back(link: Link) -> bool:
    """Tell whether a speaker is told by a word that may stand for a fuller name: «المركز», «المصدر العسكري»."""
    words = split_words(link.text)
    if link.id is not None or not words:
        return False
    return len(words) == 1 or (link.anonymous and words_of(link.text)[0] != words[0])


def _earlier(link: Link, before: Sequence[Speaker]) -> Speaker | None:
    """Return the latest speaker before for whom the word of a link stands: «المركز», «المصادر»."""
    if not _points_back(link):
        return None
    words = words_of(link.text)
    for speaker in reversed(before):
        if any(set(words) <= set(words_of(name)) for name in (speaker.text, *_names_of_superior(speaker))):
            return speaker
    if not link.anonymous or len(words) > 1 or words == split_words(link.text):
        return None
    return next((s for s in reversed(before) if s.voice == "unnamed"), None)


def _names_of_superior(speaker: Speaker) -> tuple[str, ...]:
    """Return the names of the body for which a person speaks: «المركز» after its deputy head."""
    record = find_record(speaker.id)
    body = find_record(record.parent) if record is not None and record.person else None
    return body.arabic if body is not None else ()


def _source_beside(claim: Claim, page: Page) -> Speaker | None:
    """Return the body from whose people a medium says that it has it: «بحسب معلومات حصلت عليها من مصادر في الدفاع المدني»."""
    passage = page.passage_at(claim.span.start)
    for actor in passage.actors if passage else ():
        if actor.role != _SOURCE or not claim.cue.end <= actor.span.start <= claim.content.start + _OPENING:
            continue
        words = page.words(actor.span)
        body = next((b for b in find_named_bodies(words) if b.kind in BODIES), None)
        if body is not None:
            return _as_body(body, words)
    return None


def _in_brackets(link: Link, page: Page) -> Publisher | None:
    """Return the medium whose name in brackets or quotation marks closes a longer name: «وكالة النظام (سانا)»."""
    if link.id is not None or link.anonymous:
        return None
    return _beside(page, Span(link.span.end, link.span.end + _BRACKET_REACH), opened=link.span.end)


def _told_beside(claim: Claim, page: Page) -> Publisher | None:
    """Return the medium named between the cue of a claim and its words: «نقلت وكالة … عن مصدر», «قال مصدر لوكالة …»."""
    return _beside(page, Span(claim.span.start, max(claim.span.start, claim.content.start)))


def _beside(page: Page, within: Span, opened: int | None = None) -> Publisher | None:
    passage = page.passage_at(within.start)
    for actor in passage.actors if passage else ():
        record = find_record(actor.id)
        if record is None or record.kind not in MEDIA or record.parent == _PLATFORM:
            continue
        if not within.start <= actor.span.start < within.end:
            continue
        between = page.words(Span(opened, actor.span.start)) if opened is not None else "("
        if not _WORD.sub("", between).strip():
            continue
        if page.publisher is None or record.id != page.publisher.id:
            return of_record(record)
    return None
