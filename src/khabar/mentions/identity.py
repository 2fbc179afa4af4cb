"""Who a noun phrase stands for: canonical English name, kind, country, whether named, whether a person."""

from __future__ import annotations

from collections.abc import Callable

from khabar.mentions.identity_groups import identify_body, identify_force, identify_outlet
from khabar.mentions.identity_persons import identify_source, identify_target, identify_titled
from khabar.mentions.identity_values import Identity, of_record, person_of
from khabar.mentions.naming import Naming
from khabar.mentions.noun_phrase import Phrase

__all__ = ["Identity", "identify", "of_record"]

_BY_ROLE: dict[str, Callable[[Phrase, Naming, Identity | None], Identity]] = {
    "title": identify_titled,
    "force": identify_force,
    "unknown": identify_force,
    "body": identify_body,
    "outlet": identify_outlet,
    "source": identify_source,
    "target": identify_target,
}


def identify(phrase: Phrase, naming: Naming) -> Identity:
    """Return who a phrase stands for, as far as the phrase, the records and the report's country tell."""
    if phrase.person:
        return of_record(phrase.person)
    if phrase.role == "name":
        return of_record(phrase.record) if phrase.record else person_of(phrase, naming, "other", phrase.country)
    owner = identify(phrase.owner, naming) if phrase.owner else None
    return _BY_ROLE.get(phrase.role, identify_target)(phrase, naming, owner)
