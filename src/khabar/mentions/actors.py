"""Who is spoken of in a text: names, persons with their titles, forces, bodies, unnamed sources, victims."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.language import NameHit
from khabar.language.looks import NAME
from khabar.mentions.coreference import point_back
from khabar.mentions.identity import Identity, identify
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.nouns import Reader
from khabar.mentions.shapes import DOMAIN, Shape

# Fields of entries that tell of no party without more.
_EMPTYING = frozenset({"means", "rank", "manner", "homeland", "bare"})


def read_actors(reader: Reader) -> list[ActorMention]:
    """Return the actors that a text mentions, in order, none inside another; short forms carry their fuller names."""
    found: list[ActorMention] = []
    after = 0
    for at in _beginnings(reader):
        mention = _mention_at(reader, at) if at >= after else None
        if mention:
            found.append(mention)
            after = mention.last
    return [m for m in point_back(reader, found) if not (m.role == "outlet" and m.points and m.id is None)]


def _mention_at(reader: Reader, at: int) -> ActorMention | None:
    text = reader.text
    phrase = reader.read(at, text.sentences[text.sentence_of[at]].last)
    if phrase is None or _empty(reader, phrase):
        return None
    return mention_of(reader, phrase)


def _beginnings(reader: Reader) -> list[int]:
    """Return the words at which a party may begin: by their own entries, a name, a phrase or a first name."""
    given, text, shapes = reader.naming.registry.given, reader.text, reader.shapes
    found = {at for at in text.at(DOMAIN) if shapes[at].begins}
    found.update([at for at, hits in text.names.items() if _names_actor(hits)])
    found.update(text.phrased(DOMAIN))
    found.update([at for at in text.at(NAME) if given[shapes[at].form]])
    return sorted([at for at in found if not shapes[at].mark])


def _names_actor(hits: Sequence[NameHit]) -> bool:
    for hit in hits:  # noqa: SIM110 (asked of every name)
        if hit.bearers.actors:
            return True
    return False


def _empty(reader: Reader, phrase: Phrase) -> bool:
    """Tell whether a phrase tells of no party after all: a means without an owner, a rank without a name, a place."""
    if phrase.entry is None:
        return _placed_name(reader, phrase)
    head = reader.shapes[phrase.head]
    if (
        phrase.says("address")
        and phrase.record is None
        and (_placed_name(reader, phrase) or _begins_place(reader, phrase))
    ):
        return True  # «الشيخ زويد»
    before = reader.shapes[phrase.head - 1] if phrase.head else None
    if before and _qualifies(head, before):
        return True
    if (
        phrase.role != "title"
        and phrase.head in reader.text.names
        and any(
            h.last >= phrase.head_end and h.last - h.first > 1 and reader.naming.place(h)
            for h in reader.text.names.get(phrase.head, ())
        )
    ):
        return True
    if phrase.role == "source" and phrase.suffix and not phrase.plural:
        return True
    if phrase.entry.fields.keys().isdisjoint(_EMPTYING):
        return phrase.role == "outlet" and _no_outlet(phrase)
    told = phrase.country or phrase.owner or phrase.unknown or phrase.person_at or phrase.qualities
    if phrase.says("means") and not told and not phrase.definite:
        return True
    if (
        phrase.says("means")
        and before
        and before.definite
        and before.number == ""
        and "punct" not in before.tags
        and not before.finite
        and not told
    ):
        return True
    if (
        phrase.says("rank")
        and not phrase.person_at
        and (phrase.genitive or phrase.owner or not (phrase.definite or phrase.qualities))
    ):
        return True
    if phrase.says("manner") and head.prefix == "ب" and not phrase.definite:
        return True
    if (phrase.says("homeland") and not phrase.suffix) or (phrase.says("bare") and phrase.foreign):
        return True
    return phrase.role == "outlet" and _no_outlet(phrase)


def _placed_name(reader: Reader, phrase: Phrase) -> bool:
    """Tell whether what looks like the name of an unknown person is that of a place («بلدة محمد آغا»)."""
    if phrase.record is not None:
        return False
    if phrase.head > 0 and reader.shapes[phrase.head - 1].placing:
        return True
    place, _, last = reader.place(phrase.head, phrase.last)
    if place is None:
        return False
    while last < phrase.last and (joined := _joined_place(reader, last)):  # «الشيخ زويد ورفح», «صلاح الدين وديالى»
        last = joined
    return last >= phrase.last


def _begins_place(reader: Reader, phrase: Phrase) -> bool:
    """Tell whether an address alone is the first word of the name of a place: «الشيخ جراح»."""
    hits = reader.text.names.get(phrase.head, ())
    alone = phrase.last == phrase.head + 1
    return alone and any(hit.last > phrase.last and reader.naming.place(hit) is not None for hit in hits)


def _joined_place(reader: Reader, at: int) -> int:
    """Return the word after the name of a place that is joined by و, 0 where none is."""
    hits = reader.text.names.get(at, ())
    return next((hit.last for hit in hits if hit.prefix == "و" and reader.naming.place(hit) is not None), 0)


def _qualifies(head: Shape, before: Shape) -> bool:
    """Tell whether a word that is an adjective too stands as one after a noun («تعزيزات عسكرية»)."""
    if not head.role("quality", "nationality") or head.prefix or head.number in ("p", "d"):
        return False
    return not before.finite and not before.tags and not before.prefix.startswith("و") and "part" not in before.roles


def _no_outlet(phrase: Phrase) -> bool:
    """Tell whether «موقع» or «شبكة» is no outlet: nothing of the press is told of it."""
    owner = phrase.owner.record if phrase.owner else None
    press = any(
        q.fields.get("media") or (q.fields.get("role") == "nationality" and not q.fields.get("actor"))
        for q in phrase.qualities
    )
    if phrase.says("doubtful"):
        return not (press or phrase.grouped or (owner and owner.kind in PRESS))
    return not (
        press
        or phrase.grouped
        or owner
        or phrase.plural
        or phrase.definite
        or phrase.country
        or phrase.last - phrase.first > 1
    )


def mention_of(reader: Reader, phrase: Phrase) -> ActorMention:
    """Return a phrase as a mention."""
    who = identify(phrase, reader.naming)
    if who.person and phrase.role == "name":
        who = _apposed(reader, phrase, who)
    role = (
        "place"
        if phrase.record and phrase.record.needs in ("country", "capital") and phrase.role == "name"
        else phrase.role
    )
    return ActorMention(
        first=phrase.first,
        last=phrase.last,
        span=reader.text.span(phrase.first, phrase.last),
        entries=tuple(dict.fromkeys(phrase.entries)),
        name=who.name,
        kind=who.kind,
        country=who.country,
        id=who.id,
        anonymous=who.anonymous or _unnamed(reader, phrase, who),
        person=who.person,
        definite=who.definite,
        generic=who.generic,
        role="person" if who.person and role in ("name", "force", "target", "body", "outlet") else role,
        head=phrase.head,
        points=who.points,
    )


def _unnamed(reader: Reader, phrase: Phrase, who: Identity) -> bool:
    """Tell whether an indefinite noun stands for somebody whom the report does not name («فصيل مسلح», «ضابطا سابقا»)."""
    if not who.generic or who.definite or who.id or phrase.person_at or phrase.grouped or phrase.foreign:
        return False
    if phrase.role == "title" or phrase.says("human"):
        return True
    owned = phrase.owner or phrase.country or phrase.unknown or phrase.genitive or phrase.tie
    return not owned and not any(reader.shapes[i].definite for i in range(phrase.head, phrase.last))


def _apposed(reader: Reader, phrase: Phrase, who: Identity) -> Identity:
    """«جيفري بريسكت، نائب المبعوثة»: what a title after the name of an unknown person says of it."""
    at = phrase.last
    if at < len(reader.words) and reader.shapes[at].comma:
        at += 1
    if who.kind != "other" or at >= len(reader.words):
        return who
    word = reader.shapes[at]
    if word.prefix or not word.role("title", "source"):
        return who
    title = reader.read(at, len(reader.words), inner=True)
    if title is None:
        return who
    told = identify(title, reader.naming)
    return Identity(who.name, told.kind, told.country or who.country, who.id, person=True, definite=True)
