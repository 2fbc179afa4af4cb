"""Who bears a title, who speaks unnamed, and whom or what a happening was done to."""

from __future__ import annotations

from khabar.mentions.identity_values import Identity, demonym_of, determined, english, kind_of, of_record, person_of
from khabar.mentions.model import PRESS
from khabar.mentions.naming import Naming
from khabar.mentions.noun_phrase import Phrase

_BELONGING = frozenset({"armed_group", "igo", "ngo", "monitor", "military", "outlet", "agency"})


def identify_titled(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return who bears a title: by name, by the office that the records know, or unnamed."""
    country = phrase.country or (owner.country if owner and owner.country else "")
    kind = _kind_of_title(phrase, owner)
    if phrase.person_at:
        return person_of(phrase, naming, kind, country)
    if phrase.owner and phrase.owner.role == "name" and phrase.owner.record and phrase.owner.record.needs == "country":
        owner = None  # «رئيس ناميبيا» is the Namibian president
    if phrase.record:
        return of_record(phrase.record)
    title = english([phrase.portfolio, phrase.says("english")]) if phrase.portfolio else phrase.says("english")
    definite = determined(phrase) or bool(phrase.portfolio or phrase.titles)
    anonymous = phrase.anonymous or phrase.part or (phrase.says("unnamed") == "yes" and not definite)
    if kind == "outlet":
        outlet = owner.name if owner and owner.name and owner.kind in PRESS else None
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
    local = False
    if definite and not (anonymous or owner or phrase.genitive or phrase.located or phrase.titles) and where:
        woman = naming.shapes[phrase.head].gender == "f"
        holder = None if woman else naming.registry.holder(where, title, naming.year)
        local = holder is not None and _is_local(phrase)  # the president of a council is none of the state
        if holder and not local:
            return of_record(holder)
    said = [
        str(q.fields.get("of_title") or q.fields.get("english", ""))
        for q in phrase.qualities
        if q.fields.get("role") == "quality"
    ]
    name = (
        english([demonym_of(phrase, naming, country), *said, title])
        if (country or said) and not (owner or local)
        else None
    )
    return Identity(
        name and name + ("s" if phrase.plural else ""),
        kind_of(kind),
        where or None,
        anonymous=anonymous,
        person=not phrase.plural,
        generic=True,
        definite=definite,
        points=phrase.definite and not owner,
    )


def _is_local(phrase: Phrase) -> bool:
    """Tell whether an office is that of a town and of no state: «رئيس بلدية الشرفة»."""
    if phrase.place is None or phrase.place.precision == "country":
        return False
    return all(q.fields.get("role") != "nationality" for q in phrase.qualities)


def _kind_of_title(phrase: Phrase, owner: Identity | None) -> str:
    entries = [e for e in (phrase.entry, *phrase.titles) if e and not e.fields.get("address")]
    offices = [e for e in entries if not e.fields.get("rank")] or entries or [e for e in (phrase.entry,) if e]
    kind = str(offices[0].fields.get("kind", "other")) if offices else "other"
    if kind == "politician" and any(e.fields.get("kind") == "official" for e in offices):
        kind = "official"
    if (
        owner
        and owner.kind in _BELONGING
        and not owner.person
        and kind in ("official", "politician", "local_source", "armed_group", "other")
    ):
        ranked = any(e.fields.get("rank") for e in phrase.titles)
        return "official" if owner.kind == "military" and kind == "official" and not ranked else owner.kind
    if owner and phrase.says("construct") == "no" and owner.kind in ("local_source", "other", "witness", "politician"):
        return "other" if owner.kind in ("local_source", "witness") else owner.kind
    if owner and owner.kind == "armed_group" and kind == "military":
        return "armed_group"
    if owner and owner.kind in ("military", "government") and kind == "armed_group":
        return "military"
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    return said[-1] if said and phrase.says("unnamed") and not phrase.person_at else kind


def identify_source(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return what a phrase tells of a speaker whom nobody names."""
    if phrase.person_at:
        return person_of(phrase, naming, phrase.says("kind"), phrase.country)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    kind = said[-1] if said and phrase.says("kind") != "outlet" else phrase.says("kind")
    if owner and phrase.says("english") == "source" and phrase.tie == "" and not said:
        kind = {"government": "official", "politician": "politician"}.get(owner.kind, owner.kind)
    elif phrase.place and not said and kind == "other":
        kind = "local_source"
    country = phrase.country or (owner.country if owner and owner.country else "")
    qualities = [str(q.fields.get("english", "")) for q in phrase.qualities]
    head = phrase.says("english")
    plural = phrase.plural and not phrase.says("many") and not head.endswith("s")
    name = english([*qualities, head + ("s" if plural else "")]) if qualities and not owner else None
    points = phrase.definite and not (qualities or owner or phrase.place)
    if owner and kind == "local_source" and not phrase.place and not phrase.located:
        return Identity(
            name, "other", country or naming.focus or None, anonymous=phrase.part, generic=True, definite=True
        )
    return Identity(
        name,
        kind_of(kind),
        country or naming.focus or None,
        anonymous=True,
        generic=True,
        definite=phrase.definite,
        points=points,
    )


def identify_target(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return what or who is told of as the object of a happening."""
    if phrase.person_at:
        return person_of(phrase, naming, "other", phrase.country)
    if phrase.unknown:
        return Identity(None, "other", phrase.country or naming.focus or None, generic=True)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind") in ("military", "armed_group")]
    country = phrase.country or (owner.country if owner and owner.country else "") or naming.focus
    return Identity(
        phrase.says("english") or None,
        kind_of(said[-1] if said else phrase.says("kind")),
        country or None,
        generic=True,
        definite=phrase.definite,
    )
