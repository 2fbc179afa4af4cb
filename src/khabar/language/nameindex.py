"""The name index: from a first folded word to every name that starts with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.language.compiled import CompiledNames
from khabar.language.names import ActorName, PlaceName
from khabar.language.spelling import fold

_WORD = re.compile(r"\w+|[^\w\s«»\"“”]")


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, cut as a text is cut, without quotation marks."""
    return tuple(_WORD.findall(fold(name)))


def index_names(places: Sequence[PlaceName], actors: Sequence[ActorName]) -> CompiledNames:
    """Return all records with their index, the longest names first under each first word."""
    found: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
    for slot, arabic in ((0, [p.arabic for p in places]), (1, [a.arabic for a in actors])):
        for number, names in enumerate(arabic):
            for words in filter(None, map(name_words, dict.fromkeys(names))):
                bearers = found.setdefault(words, ([], []))[slot]
                if number not in bearers:
                    bearers.append(number)
    index: dict[str, list[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]]] = {}
    for words, (of_place, of_actor) in found.items():
        index.setdefault(words[0], []).append((words[1:], tuple(of_place), tuple(of_actor)))
    for starts in index.values():
        starts.sort(key=lambda start: -len(start[0]))
    return CompiledNames(tuple(places), tuple(actors), index)
