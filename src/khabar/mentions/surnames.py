"""Surnames: the name of a person in short, anywhere in a report that names the person in full."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.mentions.identity import of_record
from khabar.mentions.model import ActorMention
from khabar.mentions.nouns import Reader
from khabar.mentions.shapes import shape
from khabar.model import Span

_ADJECTIVES = frozenset({"nationality", "quality"})  # surnames that are adjectives too: «الحربي», «المصري»
_SURNAMES = _ADJECTIVES | {"given", "name_link", "ordinary_name"}


def with_surnames(reader: Reader, mentions: list[ActorMention]) -> list[ActorMention]:
    """Find the surname alone of every person whom the report names in full, before it and after it."""
    surnames: dict[str, ActorMention] = {}
    for mention in [*mentions, *_recorded(reader)]:
        if mention.person and mention.id and not mention.anonymous:
            words = _name_words(reader, mention)
            recorded = not mention.id.startswith("person:")
            if len(words) > 1 and len(words[-1]) > 2 and _distinct(reader, words[-1], recorded=recorded):
                surnames.setdefault(words[-1], mention)
    if not surnames:
        return mentions
    full = [_filled(reader, _cut(reader, m, surnames), surnames) for m in mentions]
    taken = {i for m in full for i in range(m.first, m.last)}
    endings = (*surnames, *(name[1:] for name in surnames if name.startswith("ال")))  # «للحربي» is «ل» and «الحربي»
    for at in [at for at, word in enumerate(reader.shapes) if word.form.endswith(endings)]:
        for prefix, rest in reader.words[at].look.splits:
            person = surnames.get(rest)
            if person is None or at in taken or _after_name(reader, at):
                continue
            if _stands_alone(reader, at, prefix, rest):
                full.append(
                    replace(
                        person,
                        first=at,
                        last=at + 1,
                        span=reader.text.span(at, at + 1),
                        head=at,
                        role="person",
                        entries=(*person.entries, "mentions.coreference"),
                    )
                )
                break
    full.sort(key=lambda m: m.first)
    return full


def _recorded(reader: Reader) -> list[ActorMention]:
    """Return the persons whom the report names in full inside longer phrases, without a place of their own."""
    records = (reader.naming.registry.by_id[i] for i in sorted(reader.naming.sure))
    out = []
    for record in records:
        if record.person:
            who = of_record(record)
            out.append(
                ActorMention(
                    first=0,
                    last=0,
                    span=Span(0, 0),
                    name=who.name,
                    kind=who.kind,
                    country=who.country,
                    id=who.id,
                    person=True,
                )
            )
    return out


def _distinct(reader: Reader, surname: str, *, recorded: bool) -> bool:
    """Tell whether the last word of a name can stand for the person: no everyday word."""
    word = shape(reader.naming.registry.lexicon.look(surname))
    if word.finite or word.tags - {"direction"} or word.roles.keys() - _SURNAMES:
        return False
    if word.placing or word.roles.keys() & _ADJECTIVES:
        return not recorded
    return recorded or not word.known or not (word.masdar or word.noun)


def _stands_alone(reader: Reader, at: int, prefix: str, surname: str) -> bool:
    """Tell whether a surname that is a first name too («صالح») stands here without the rest of another name."""
    word = shape(reader.naming.registry.lexicon.look(surname))
    if word.placing or word.roles.keys() & _ADJECTIVES:
        before = reader.shapes[at - 1] if at else None
        return before is None or before.finite or bool(before.tags & {"punct", "preposition", "complementiser"})
    if "given" not in word.roles:
        return True
    after = reader.shapes[at + 1] if at + 1 < len(reader.words) else None
    return prefix != "ل" and (
        after is None or bool(after.tags) or after.finite or not (after.role("given", "name_link") or not after.known)
    )


def _after_name(reader: Reader, at: int) -> bool:
    """Tell whether the word before may be the first name of somebody else with that surname."""
    before = reader.shapes[at - 1] if at else None
    return before is not None and not before.known and not before.prefix and not before.definite


def _cut(reader: Reader, mention: ActorMention, surnames: dict[str, ActorMention]) -> ActorMention:
    """«صالح أرسل»: a surname that is also a first name, with a word after it that belongs to no name."""
    if not (
        mention.id
        and mention.id.startswith("person:")
        and mention.role == "person"
        and mention.last - mention.first > 1
    ):
        return mention
    words = _name_words(reader, mention)
    person = surnames.get(words[0])
    other = surnames.get(words[-1])
    if person is None or person.id == mention.id or words[-1].startswith("ال") or (other and other.id != mention.id):
        return mention
    last = mention.first + 1
    return replace(
        person,
        first=mention.first,
        last=last,
        span=reader.text.span(mention.first, last),
        head=mention.first,
        role="person",
    )


def _filled(reader: Reader, mention: ActorMention, surnames: dict[str, ActorMention]) -> ActorMention:
    """Give an unknown person the record of a fuller name («خالد بحاح» after «خالد محفوظ بحاح»)."""
    if not (mention.person and mention.id and mention.id.startswith("person:")):
        return mention
    words = _name_words(reader, mention)
    fuller = surnames.get(words[-1]) if words else None
    if fuller is None or fuller.id == mention.id or (len(words) > 1 and _name_words(reader, fuller)[:1] != words[:1]):
        return mention
    return replace(mention, id=fuller.id, name=fuller.name, country=fuller.country, kind=fuller.kind)


def _name_words(reader: Reader, mention: ActorMention) -> list[str]:
    """Return the folded words of the name in a mention of a person."""
    if mention.id and mention.id.startswith("person:"):
        return mention.id.removeprefix("person:").split()
    return reader.naming.registry.words(mention.id or "")
