"""Who a noun phrase stands for: canonical English name, kind, country, whether named, whether a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from khabar.language import ActorName, fold
from khabar.mentions.naming import Naming
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.shapes import shape
from khabar.model import PartyKind

_BELONGING = frozenset({"armed_group", "igo", "ngo", "monitor", "military", "outlet", "agency"})
_LOYAL = frozenset({"", "of"})


@dataclass(frozen=True, slots=True)
class Identity:
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


def identify(phrase: Phrase, naming: Naming) -> Identity:
    """Return who a phrase stands for, as far as the phrase, the records and the report's country tell."""
    if phrase.person:
        return of_record(phrase.person)
    match phrase.role:
        case "name":
            return _named(phrase, naming)
        case "title":
            return _titled(phrase, naming)
        case "force" | "unknown":
            return _force(phrase, naming)
        case "body":
            return _body(phrase, naming)
        case "outlet":
            return _outlet(phrase, naming)
        case "source":
            return _source(phrase, naming)
        case _:
            return _target(phrase, naming)


def of_record(record: ActorName) -> Identity:
    """Return the values of a record."""
    return Identity(
        record.name, _kind(record.kind), record.country or None, record.id, person=record.person, definite=True
    )


def _kind(value: str) -> PartyKind:
    return cast(PartyKind, value or "other")


def _named(phrase: Phrase, naming: Naming) -> Identity:
    return of_record(phrase.record) if phrase.record else _person(phrase, naming, "other", phrase.country)


def _person(phrase: Phrase, naming: Naming, kind: str, country: str) -> Identity:
    """A person whom no record knows is known by the words of the name."""
    first, last = phrase.person_at or (phrase.first, phrase.last)
    head = shape(naming.text.words[first].look)
    said = fold(naming.text.slice(first, last))[len(head.prefix) if "given" in head.roles else 0 :]
    return Identity(None, _kind(kind), country or naming.focus or None, f"person:{said}", person=True, definite=True)


def _english(entry_fields: list[str]) -> str:
    return " ".join(word for word in entry_fields if word)


def _owner(phrase: Phrase, naming: Naming) -> Identity | None:
    return identify(phrase.owner, naming) if phrase.owner else None


def _determined(phrase: Phrase) -> bool:
    """Tell whether a phrase is definite: by article or pronoun, or because it belongs to something definite."""
    inner = phrase.owner
    if phrase.definite or phrase.suffix:
        return True
    if phrase.tie or phrase.says("construct") == "no":
        return False
    if phrase.located and phrase.role in ("title", "source"):
        return False
    return bool(phrase.place or phrase.genitive or (inner and (inner.record or _determined(inner))))


def _demonym(phrase: Phrase, naming: Naming, country: str) -> str:
    said = [str(q.fields.get("english", "")) for q in phrase.qualities if q.fields.get("role") == "nationality"]
    return said[0] if said else naming.registry.demonym(country)


def _titled(phrase: Phrase, naming: Naming) -> Identity:
    owner = _owner(phrase, naming)
    country = phrase.country or (owner.country if owner and owner.country else "")
    kind = _kind_of_title(phrase, owner)
    if phrase.person_at:
        return _person(phrase, naming, kind, country)
    if phrase.record:
        return of_record(phrase.record)
    title = _english([phrase.portfolio, phrase.says("english")]) if phrase.portfolio else phrase.says("english")
    definite = _determined(phrase) or bool(phrase.portfolio)
    anonymous = phrase.anonymous or phrase.part or (phrase.says("unnamed") == "yes" and not definite)
    if kind == "outlet":
        outlet = owner.name if owner and owner.name and owner.kind in ("outlet", "agency") else None
        if outlet is None and phrase.suffix == "نا":
            outlet = naming.publisher
        return Identity(
            outlet and f"{outlet} correspondent",
            "outlet",
            country or naming.focus or None,
            anonymous=True,
            generic=True,
            definite=definite,
            points=phrase.definite and not outlet,
        )
    where = country or naming.focus
    if definite and not (anonymous or owner or phrase.genitive or phrase.located or phrase.titles) and where:
        holder = naming.registry.holder(where, title, naming.year)
        if holder:
            return of_record(holder)
    said = [str(q.fields.get("english", "")) for q in phrase.qualities if q.fields.get("role") == "quality"]
    name = _english([_demonym(phrase, naming, country), *said, title]) if (country or said) and not owner else None
    return Identity(
        name and name + ("s" if phrase.plural else ""),
        _kind(kind),
        where or None,
        anonymous=anonymous,
        person=not phrase.plural,
        generic=True,
        definite=definite,
        points=phrase.definite and not owner,
    )


def _kind_of_title(phrase: Phrase, owner: Identity | None) -> str:
    entries = [e for e in (phrase.entry, *phrase.titles) if e and not e.fields.get("address")]
    offices = [e for e in entries if not e.fields.get("rank")] or entries or [e for e in (phrase.entry,) if e]
    kind = str(offices[0].fields.get("kind", "other")) if offices else "other"
    if (
        owner
        and owner.kind in _BELONGING
        and not owner.person
        and kind in ("official", "politician", "local_source", "armed_group", "other")
    ):
        return "official" if owner.kind == "military" and kind == "official" else owner.kind
    if owner and phrase.says("construct") == "no" and owner.kind in ("local_source", "other", "witness", "politician"):
        return "other" if owner.kind in ("local_source", "witness") else owner.kind
    if owner and owner.kind == "armed_group" and kind == "military":
        return "armed_group"
    if owner and owner.kind in ("military", "government") and kind == "armed_group":
        return "military"
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    return said[-1] if said and phrase.says("unnamed") and not phrase.person_at else kind


def _force(phrase: Phrase, naming: Naming) -> Identity:
    if phrase.unknown or phrase.role == "unknown":
        return Identity("unknown", "armed_group", None, generic=True)
    if phrase.person_at:
        return _person(phrase, naming, phrase.says("kind"), phrase.country)
    owner = _owner(phrase, naming)
    if owner and owner.name and phrase.tie in _LOYAL and not phrase.located:
        return _belonging(phrase, naming, owner)
    people = next((str(q.fields["actor"]) for q in phrase.qualities if q.fields.get("actor")), "")
    if people in naming.registry.by_id:
        return replace(of_record(naming.registry.by_id[people]), generic=True)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    kind = "armed_group" if "armed_group" in said else "government" if "official" in said else phrase.says("kind")
    definite = _determined(phrase)
    return _composed(phrase, naming, kind, definite)


def _belonging(phrase: Phrase, naming: Naming, owner: Identity) -> Identity:
    """«عناصر الحزب» are the party; «قوات حفتر» and «طائرات تركيا» are forces of a person or a country."""
    if owner.kind in ("government",) and owner.country:
        return _composed(phrase, naming, phrase.says("kind"), True, country=owner.country)
    if owner.person:
        return Identity(f"{owner.name} forces", _kind(phrase.says("kind")), owner.country, generic=True, definite=True)
    return Identity(owner.name, owner.kind, owner.country, owner.id, generic=True, definite=owner.definite)


def _composed(phrase: Phrase, naming: Naming, kind: str, definite: bool, *, country: str = "") -> Identity:
    """A force or body of a country: the record that bears that name, or its English name composed."""
    country = country or phrase.country
    where = country or (naming.focus if definite else "")
    nationality = next((q for q in phrase.qualities if q.fields.get("role") == "nationality"), None)
    if where:
        forms = [w.look.form for w in naming.text.words[phrase.head : _head_end(phrase, naming)]]
        record = naming.choose(naming.registry.composed(forms, where))
        if record:
            found = of_record(record)
            return Identity(
                found.name,
                found.kind,
                found.country,
                found.id,
                generic=True,
                definite=definite,
                points=definite and not country and not phrase.tie,
            )
    demonym = _demonym(phrase, naming, where)
    title = phrase.says("title") or phrase.says("english")
    told = bool(nationality or country) or (bool(phrase.says("title")) and not (phrase.genitive or phrase.owner))
    name = f"{demonym} {title}" if demonym and told else None
    return Identity(
        name,
        _kind(kind),
        where or naming.focus or None,
        anonymous=phrase.anonymous,
        generic=True,
        definite=definite,
        points=definite
        and nationality is None
        and not phrase.tie
        and (not name or phrase.says("refers") == "yes" and not phrase.says("title")),
    )


def _head_end(phrase: Phrase, naming: Naming) -> int:
    """Return the index after the head's own words: its entry's, and adjectives that are not of nationality."""
    at = phrase.head + 1
    while (
        at < phrase.last
        and naming.text.words[at].look.tags.isdisjoint({"punct", "preposition"})
        and not shape(naming.text.words[at].look).role("nationality")
    ):
        at += 1
    return at


def _body(phrase: Phrase, naming: Naming) -> Identity:
    if phrase.person_at:
        return _person(phrase, naming, phrase.says("kind"), phrase.country)
    owner = _owner(phrase, naming)
    if (
        owner
        and owner.name
        and owner.kind not in ("government", "other", "politician")
        and phrase.says("refers")
        and not phrase.tie
    ):
        return Identity(owner.name, owner.kind, owner.country, owner.id, generic=True, definite=True)
    country = phrase.country or (owner.country if owner and owner.country else "")
    definite = _determined(phrase) or bool(phrase.portfolio)
    if phrase.says("homeland"):
        return _homeland(phrase, naming)
    found = _composed(phrase, naming, phrase.says("kind"), definite, country=country)
    if found.id or not found.country:
        return found
    demonym = _demonym(phrase, naming, found.country)
    name = found.name
    if phrase.portfolio and phrase.says("title") != "Government":
        name = f"{demonym} {phrase.portfolio.title()} Ministry"
    elif phrase.says("title") in ("Government", "authorities"):
        state = naming.registry.state(found.country)
        name = f"Government of {state.name}" if state else name
    points = found.points and not phrase.portfolio
    return Identity(name, found.kind, found.country, generic=True, definite=definite, points=points)


def _homeland(phrase: Phrase, naming: Naming) -> Identity:
    """«بلاده»: the country of the one who was spoken of last, as far as the report's own country goes."""
    if not phrase.suffix:
        return Identity(None, "other", naming.focus or None, generic=True, definite=True)
    return Identity(
        naming.registry.state(naming.focus) or None,
        "government",
        naming.focus or None,
        generic=True,
        definite=True,
        points=True,
    )


def _outlet(phrase: Phrase, naming: Naming) -> Identity:
    owner = _owner(phrase, naming)
    if owner and owner.id and not owner.person and owner.kind not in ("government",):
        return Identity(owner.name, owner.kind, owner.country, owner.id, definite=True)
    if phrase.country and not phrase.plural:
        found = _composed(phrase, naming, phrase.says("kind"), True)
        if found.id:
            return found
    if owner and owner.kind not in ("outlet", "agency", "other"):
        return Identity(
            None, owner.kind if owner.kind == "government" else "other", owner.country, generic=True, definite=True
        )
    named = phrase.last - phrase.head > 1 or bool(owner)
    return Identity(
        None,
        _kind(phrase.says("kind")),
        phrase.country or naming.focus or None,
        anonymous=phrase.plural or not (named or phrase.definite),
        generic=True,
        definite=_determined(phrase),
        points=phrase.definite and not (named or phrase.plural),
    )


def _source(phrase: Phrase, naming: Naming) -> Identity:
    owner = _owner(phrase, naming)
    if phrase.person_at:
        return _person(phrase, naming, phrase.says("kind"), phrase.country)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    kind = said[-1] if said else phrase.says("kind")
    if owner and phrase.says("english") == "source" and phrase.tie == "" and not said:
        kind = {"government": "official", "politician": "politician"}.get(owner.kind, owner.kind)
    elif phrase.place and not said and kind == "other":
        kind = "local_source"
    country = phrase.country or (owner.country if owner and owner.country else "")
    qualities = [str(q.fields.get("english", "")) for q in phrase.qualities]
    head = phrase.says("english")
    plural = phrase.plural and not phrase.says("many") and not head.endswith("s")
    name = _english([*qualities, head + ("s" if plural else "")]) if qualities and not owner else None
    points = phrase.definite and not (qualities or owner or phrase.place)
    if owner and kind == "local_source" and not phrase.place and not phrase.located:
        return Identity(
            name, "other", country or naming.focus or None, anonymous=phrase.part, generic=True, definite=True
        )
    return Identity(
        name,
        _kind(kind),
        country or naming.focus or None,
        anonymous=True,
        generic=True,
        definite=phrase.definite,
        points=points,
    )


def _target(phrase: Phrase, naming: Naming) -> Identity:
    owner = _owner(phrase, naming)
    if phrase.person_at:
        return _person(phrase, naming, "other", phrase.country)
    if phrase.unknown:
        return Identity(None, "other", phrase.country or naming.focus or None, generic=True)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind") in ("military", "armed_group")]
    country = phrase.country or (owner.country if owner and owner.country else "") or naming.focus
    return Identity(
        phrase.says("english") or None,
        _kind(said[-1] if said else "other"),
        country or None,
        generic=True,
        definite=phrase.definite,
    )
