"""Who a force, a body or an outlet is: a recorded one, one of a country, the one whose members are told of."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.mentions.identity_values import Identity, demonym_of, determined, kind_of, of_record, person_of
from khabar.mentions.naming import Naming
from khabar.mentions.noun_phrase import Phrase

_LOYAL = frozenset({"", "of"})


def identify_force(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return whose force, or of which country, a phrase tells."""
    if phrase.unknown or phrase.role == "unknown":
        return Identity("unknown", "armed_group", None, generic=True)
    if phrase.person_at:
        return person_of(phrase, naming, phrase.says("kind"), phrase.country)
    if owner and owner.name and phrase.tie in _LOYAL and not phrase.located:
        return _belonging(phrase, naming, owner)
    people = next((str(q.fields["actor"]) for q in phrase.qualities if q.fields.get("actor")), "")
    if people in naming.registry.by_id:
        return replace(of_record(naming.registry.by_id[people]), generic=True)
    said = [str(q.fields["kind"]) for q in phrase.qualities if q.fields.get("kind")]
    kind = "armed_group" if "armed_group" in said else "government" if "official" in said else phrase.says("kind")
    definite = determined(phrase)
    return _composed(phrase, naming, kind, definite)


def _belonging(phrase: Phrase, naming: Naming, owner: Identity) -> Identity:
    """«عناصر الحزب» are the party; «قوات حفتر» and «طائرات تركيا» are forces of a person or a country."""
    if owner.kind == "government" and owner.country:
        state = naming.registry.state(owner.country)
        if owner.id and not (state and state.id == owner.id):
            return Identity(owner.name, "military", owner.country, owner.id, generic=True, definite=True)
        return _composed(phrase, naming, phrase.says("kind"), True, country=owner.country)
    if owner.person:
        return Identity(
            f"{owner.name} forces", kind_of(phrase.says("kind")), owner.country, generic=True, definite=True
        )
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
    demonym = demonym_of(phrase, naming, where)
    title = phrase.says("title") or phrase.says("english")
    told = bool(nationality or country) or (bool(phrase.says("title")) and not (phrase.genitive or phrase.owner))
    name = f"{demonym} {title}" if demonym and told else None
    return Identity(
        name,
        kind_of(kind),
        where or naming.focus or None,
        anonymous=phrase.anonymous,
        generic=True,
        definite=definite,
        points=definite
        and nationality is None
        and not phrase.tie
        and (not name or (phrase.says("refers") == "yes" and not phrase.says("title"))),
    )


def _head_end(phrase: Phrase, naming: Naming) -> int:
    """Return the index after the head's own words: its entry's, and adjectives that are not of nationality."""
    at = phrase.head + 1
    while (
        at < phrase.last
        and naming.text.words[at].look.tags.isdisjoint({"punct", "preposition"})
        and not naming.shapes[at].roles.get("nationality")
    ):
        at += 1
    return at


def identify_body(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return which government, body or organisation a phrase tells."""
    if phrase.person_at:
        return person_of(phrase, naming, phrase.says("kind"), phrase.country)
    if (
        owner
        and owner.name
        and owner.kind not in ("government", "other", "politician")
        and phrase.says("refers")
        and not phrase.tie
    ):
        return Identity(owner.name, owner.kind, owner.country, owner.id, generic=True, definite=True)
    country = phrase.country or (owner.country if owner and owner.country else "")
    definite = determined(phrase) or bool(phrase.portfolio)
    if phrase.says("homeland"):
        return _homeland(phrase, naming)
    if phrase.says("named") or (phrase.grouped and (phrase.tie or owner is None)):
        # «مرصد «تعقب السفن»» is one by itself, not the country's.
        return Identity(
            None, kind_of(phrase.says("kind")), country or naming.focus or None, generic=True, definite=True
        )
    found = _composed(phrase, naming, phrase.says("kind"), definite, country=country)
    if found.id or not found.country:
        return found
    demonym = demonym_of(phrase, naming, found.country)
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
    state = naming.registry.state(naming.focus)
    return Identity(
        state.name if state else None,
        "government",
        naming.focus or None,
        generic=True,
        definite=True,
        points=True,
    )


def identify_outlet(phrase: Phrase, naming: Naming, owner: Identity | None) -> Identity:
    """Return which outlet or agency a phrase tells."""
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
        kind_of(phrase.says("kind")),
        phrase.country or naming.focus or None,
        anonymous=phrase.plural or not (named or phrase.definite),
        generic=True,
        definite=determined(phrase),
        points=phrase.definite and not (named or phrase.plural),
    )
