"""What a dossier says in its language: its own words, the names of values, of parties and of places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from khabar.export.flat import call_value
from khabar.export.layout import load_table
from khabar.incidents.happening import Happening
from khabar.incidents.record import HeldValue, Origin
from khabar.views.cards import escape
from khabar.views.labels import Labels, load_labels
from khabar.views.names import find_arabic
from khabar.views.sentence import tell, write_number

_GAP = re.compile(r"\{values?\}")


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.labels: Labels = load_labels(language)
        self._words: dict[str, Any] = load_table("words")[language]

    @cached_property
    def other(self) -> Wording:
        """The other of the two languages."""
        return Wording("en" if self.language == "ar" else "ar")

    def say(self, key: str, **values: object) -> str:
        """Return what the dossier says for a key, escaped, its values in their places."""
        told = str(self._words[key])
        return escape(told.format(**values) if values else told)

    def join(self, told: Iterable[str]) -> str:
        """Return a list, as this language parts its members."""
        return ("، " if self.language == "ar" else ", ").join(told)

    def frame(self, key: str, shown: str) -> str:
        """Return what the dossier says for a key around a list that is already escaped."""
        before, _, after = _GAP.sub("\0", str(self._words[key])).partition("\0")
        return escape(before) + shown + escape(after)

    def show_value(self, value: HeldValue) -> str:
        """Return a value escaped and isolated; numbers and days run from left to right in every language."""
        if value.min is not None:
            return isolate(write_number(self.labels, value.min, value.max))
        if value.start:
            return left_to_right(call_value(value))
        if value.happened is not None:
            return isolate(str(self._words["yes" if value.happened else "no"]))
        if value.weapon is not None:
            return isolate(self.labels.name("weapon", value.weapon))
        named = isolate(self.name(value.name, value.text, value.id))
        return self.frame("not_so", named) if value.denial else named

    def origin(self, origin: Origin) -> str:
        """Return an origin's name, or its words where it has none."""
        return self.name(origin.name, origin.text, origin.id or origin.key)

    def name(self, name: str | None, text: str = "", identity: str | None = None) -> str:
        """Return a name: in English khabar's own, in Arabic the words of the report or the commonest Arabic name."""
        if self.language != "ar":
            return name or text
        return find_arabic(identity, name) or text or name or ""


def quote(text: str) -> str:
    """Return words of a report as an element of their own direction."""
    return f'<q lang="ar" dir="rtl">{escape(" ".join(text.split()))}</q>'


def left_to_right(text: str) -> str:
    """Return numbers or days, escaped, in their own order also between Arabic words."""
    return f'<bdi dir="ltr">{escape(text)}</bdi>'


def show_sentence(happening: Happening, labels: Labels) -> str:
    """Return the sentence of an incident, escaped; names keep their direction."""
    return tell(happening, labels, wrap=isolate)


def isolate(text: str) -> str:
    """Return a name, escaped, that cannot turn the direction of what stands around it."""
    return f"<bdi>{escape(' '.join(text.split()))}</bdi>"
