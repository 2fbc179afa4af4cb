"""Any stretch of words as a party: a speaker of a claim, an actor or a target of an event."""

from __future__ import annotations

from khabar.language import ActorName, Text
from khabar.mentions.actors import mention_of
from khabar.mentions.model import ActorMention, Described, Mentions, within
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.persons import name_end
from khabar.mentions.shapes import shape

_NAME = 4  # words of a stretch that may be nothing but a name
_SHORT = 2  # letters that are too few for a name
_WHOLE_NAME = 2  # words of a name in full
_LEAD = 3  # words that may stand before the party inside its stretch


def describe_party(text: Text, mentions: Mentions, first: int, last: int) -> Described | None:
    """Return the party that words `[first, last)` tell of, None for an empty stretch."""
    first, last = _trim(text, first, last)
    if first >= last:
        return None
    mention = _mention_in(mentions, first, last)
    if (mention is None or mention.first > first + _LEAD) and mentions.reader is not None:
        mention = _read(mentions, first, last) or mention
    span = text.span(first, last)
    said = text.slice(first, last)
    if mention is None:
        state = _adjective_of(mentions, first, last)
        if state is not None:
            return Described(
                first=first,
                last=last,
                text=said,
                span=span,
                name=state.name,
                kind="military",
                country=state.country,
                id=state.id,
            )
        place = next(iter(within(mentions.places, first, last)), None)
        if place is not None:
            return Described(
                first=first, last=last, text=said, span=span, name=place.name, country=place.country, id=place.id
            )
        return Described(first=first, last=last, text=said, span=span, person=_may_be_name(mentions, first, last))
    return Described(
        first=first,
        last=last,
        text=said,
        span=span,
        name=mention.name,
        kind=mention.kind,
        country=mention.country,
        id=mention.id,
        anonymous=mention.anonymous and not _named_before(mentions, first, mention.first),
        person=mention.person,
        entries=mention.entries,
    )


def _trim(text: Text, first: int, last: int) -> tuple[int, int]:
    """Leave marks and free prepositions out at both ends."""
    words = text.words
    while (
        first < last
        and (
            words[first].look.tags
            & {"comma", "colon", "dash", "stop", "close_quote", "close_bracket", "preposition", "lone_preposition"}
        )
        and "from" not in shape(words[first].look).roles
    ):
        first += 1
    while first < last and words[last - 1].look.tags & {"comma", "colon", "dash", "stop", "open_quote", "open_bracket"}:
        last -= 1
    return first, last


def _mention_in(mentions: Mentions, first: int, last: int) -> ActorMention | None:
    """Return the mention at the beginning of a stretch, else the first person or name in it."""
    inside = within(mentions.actors, max(0, first - _LEAD), last)
    over = [m for m in inside if m.first <= first < m.last]
    if over:
        return over[-1] if over[-1].head >= first else None
    return next((m for m in inside if m.first >= first), None)


def _adjective_of(mentions: Mentions, first: int, last: int) -> ActorName | None:
    """«قصف تركي», «تركي»: the country whose act an adjective of the singular tells, where nothing else tells who did it."""
    if mentions.reader is None:
        return None
    shapes = mentions.reader.shapes
    acts = shapes[first].masdar or "nationality" in shapes[first].roles
    said = next(
        (shapes[i].roles.get("nationality") for i in range(first, last) if shapes[i].roles.get("nationality")), None
    )
    if not acts or said is None or said[0].number in ("p", "d"):
        return None
    return mentions.reader.naming.registry.state(str(said[1].fields.get("country", "")))


def _named_before(mentions: Mentions, first: int, head: int) -> bool:
    """Tell whether a name that no record knows stands before a title: «زهرة آدم المسؤولة المحلية»."""
    if mentions.reader is None or head - first < _WHOLE_NAME:
        return False
    known = mentions.reader.naming.registry.given
    words = mentions.reader.shapes[first:head]
    return all(known[w.form] or "given" in w.roles or not (w.known or w.nameless) for w in words)


def _may_be_name(mentions: Mentions, first: int, last: int) -> bool:
    """Tell whether a stretch can be a name that no record knows: few words, none of which an entry reads."""
    if mentions.reader is None or last - first > _NAME:
        return False
    words = mentions.reader.shapes[first:last]
    return all(not word.known and not word.nameless and len(word.form) > _SHORT for word in words)


def _read(mentions: Mentions, first: int, last: int) -> ActorMention | None:
    if mentions.reader is None:
        return None
    phrase = mentions.reader.read(first, last)
    if phrase is None and last - first <= _NAME:
        end = name_end(mentions.reader.naming, first, last, titled=True)
        phrase = Phrase(first, end, head=first, person_at=(first, end), definite=True) if end == last else None
    return mention_of(mentions.reader, phrase) if phrase else None
