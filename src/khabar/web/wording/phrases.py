"""What the pages say, in Arabic and English: fixed phrases, counted things, and the names of values.

A language is a folder of `data/labels/web` with a file for each part of the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from markupsafe import Markup, escape

from khabar.errors import DataProblem
from khabar.views.labels import Labels, load_labels

_FOLDER = Path(__file__).parents[2] / "data" / "labels" / "web"
Language = Literal["ar", "en"]
Forms = Mapping[str, str]


class Phrases:
    """The phrases of one language: `say("search")`, `count("reports", 3)`, `labels.name("weapon", "ied")`."""

    def __init__(self, labels: Labels, phrases: Mapping[str, str], counted: Mapping[str, Forms]) -> None:
        self.labels = labels
        self._phrases = phrases
        self._counted = counted

    @property
    def language(self) -> str:
        """ "ar" or "en"."""
        return self.labels.language

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return self.labels.direction

    @property
    def other(self) -> str:
        """The language that the pages are not in now."""
        return "en" if self.language == "ar" else "ar"

    def say(self, key: str, **values: object) -> str:
        """Return a phrase, its gaps filled; HTML where something that fills one is HTML already."""
        phrase = self._phrases[key]
        if any(isinstance(value, Markup) for value in values.values()):
            return Markup(escape(phrase)).format(**values)
        return phrase.format(**values)

    def say_if(self, key: str, otherwise: str) -> str:
        """Return a phrase where there is one, else what is given."""
        return self._phrases.get(key, otherwise)

    def count(self, key: str, number: int) -> str:
        """Return how many there are of a thing, in the form that the language has for this number."""
        forms = self._counted[key]
        return (forms.get(_plural(self.language, number)) or forms["other"]).format(n=f"{number:,}")

    def name(self, group: str, value: str | None) -> str:
        """Return the name of a fixed value."""
        return self.labels.name(group, value)


@cache
def load_phrases(language: str) -> Phrases:
    """Return the phrases of "ar" or "en"; raises `DataProblem` for another language."""
    labels = load_labels(language)
    held: dict[str, dict[str, Any]] = {"phrases": {}, "counted": {}}
    for path in sorted((_FOLDER / language).glob("*.yaml")):
        for part, entries in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).items():
            if doubled := held[part].keys() & entries.keys():
                raise DataProblem(f"{path.name}: {', '.join(sorted(doubled))}: another file of these phrases has it")
            held[part] |= entries
    return Phrases(labels, held["phrases"], held["counted"])


def _plural(language: str, number: int) -> str:
    """Return the plural category of CLDR for a whole number."""
    if language != "ar":
        return "one" if number == 1 else "other"
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
