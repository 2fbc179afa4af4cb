"""What the fixed values of records are called, in Arabic and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from khabar.errors import DataProblem

LANGUAGES = ("ar", "en")
_FOLDER = Path(__file__).parent.parent / "data" / "labels"


class Labels:
    """The names of values in one language: `labels.name("weapon", "ied")`."""

    def __init__(self, language: str, names: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._names = names

    @property
    def direction(self) -> str:
        """The direction of writing, as HTML names it."""
        return "rtl" if self.language == "ar" else "ltr"

    def name(self, group: str, value: str | None) -> str:
        """Return the name of a value; one that has none stands for itself, None is empty."""
        return self._names.get(group, {}).get(value, value) if value else ""

    def names_of(self, group: str) -> Mapping[str, str]:
        """Return the names of all values of a group."""
        return self._names.get(group, {})

    def name_kind(self, type: str, mode: str | None) -> str:
        """Return what an event of this type and mode is called."""
        return self._names["mode"].get(f"{type}/{mode}") or self.name("type", type)


@cache
def load_labels(language: str) -> Labels:
    """Return the labels of "ar" or "en"; raises `DataProblem` for another language."""
    if language not in LANGUAGES:
        raise DataProblem(f"khabar has no labels in «{language}»; it has them in {', '.join(LANGUAGES)}")
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return Labels(language, yaml.load(text, Loader=yaml.BaseLoader))
