"""The values of a party, and what the English of a phrase is made of."""

from __future__ import annotations

from typing import cast

import msgspec

from khabar.language import ActorName, fold
from khabar.mentions.naming import Naming
from khabar.mentions.noun_phrase import Phrase
from khabar.model import PartyKind


class Identity(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The values of a party. `points`: definite and unspecific, it may point back («التنظيم», «المصدر»)."""

    name: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    id: str | None = None
    anonymous: bool = False
    person: bool = False
    generic: bool = False
    definite: bool = False
    points: bool = False


def of_record(record: ActorName) -> Identity:
    """Return the values of a record."""
    return Identity(
        record.name, kind_of(record.kind), record.country or None, record.id, person=record.person, definite=True
    )


def kind_of(value: str) -> PartyKind:
    """Return a word of the data as a kind of party."""
    return cast(PartyKind, value or "other")


def person_of(phrase: Phrase, naming: Naming, kind: str, country: str) -> Identity:
    """A person whom no record knows is known by the words of the name."""
    first, last = phrase.person_at or (phrase.first, phrase.last)
    head = naming.shapes[first]
    said = fold(naming.text.slice(first, last))[len(head.prefix) if "given" in head.roles else 0 :]
    return Identity(None, kind_of(kind), country or naming.focus or None, f"person:{said}", person=True, definite=True)


def english(entry_fields: list[str]) -> str:
    """Return the words that are there, joined."""
    return " ".join(word for word in entry_fields if word)


def determined(phrase: Phrase) -> bool:
    """Tell whether a phrase is definite: by article or pronoun, or because it belongs to something definite."""
    inner = phrase.owner
    if phrase.definite or phrase.suffix:
        return True
    if phrase.tie or phrase.says("construct") == "no":
        return False
    if phrase.located and phrase.role in ("title", "source"):
        return False
    return bool(phrase.place or phrase.genitive or (inner and (inner.record or determined(inner))))


def demonym_of(phrase: Phrase, naming: Naming, country: str) -> str:
    """Return the English adjective that a phrase says, or that of a country."""
    said = [str(q.fields.get("english", "")) for q in phrase.qualities if q.fields.get("role") == "nationality"]
    return said[0] if said else naming.registry.demonym(country)
