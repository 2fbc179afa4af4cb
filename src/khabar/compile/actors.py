"""The actors of `data/actors/*.yaml` as records of the name index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from khabar.compile.lexicon import read_yaml
from khabar.errors import DataProblem
from khabar.language.artefact import DATA
from khabar.language.names import ActorName

FOLDER = DATA / "actors"
JOINED = DATA / "languages" / "ar" / "actors" / "joined.yaml"
# Which list of names an actor is believed by, and what those names need beside them.
_LISTS = (
    ("arabic", ""),
    ("hostile", ""),
    ("latin", ""),
    ("context", "context"),
    ("quoted", "quotes"),
    ("capital", "capital"),
)


def actor_names(folder: Path = FOLDER) -> list[ActorName]:
    """Return the records of all actors, one for each need that some of an actor's names have."""
    return [
        record
        for path in sorted(folder.glob("*.yaml"))
        for actor in _actors(path)
        for record in _records(path.stem, actor)
    ]


def _actors(path: Path) -> list[dict[str, Any]]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise DataProblem(f"{path}: a list of actors was expected")
    return content


def _records(file: str, actor: dict[str, Any]) -> Iterator[ActorName]:
    try:
        for key, needs in _LISTS:
            for names, extra in _split(key, actor.get(key) or ()):
                is_country = key == "arabic" and actor.get("place") == "yes"
                yield ActorName(
                    id=actor["id"],
                    name=actor["name"],
                    kind=actor["kind"],
                    country=actor.get("country", ""),
                    person=file.startswith("people"),
                    needs="country" if is_country else extra or needs,
                    years=actor.get("years", ""),
                    family=actor.get("family", ""),
                    parent=actor.get("parent") or actor.get("affiliation", ""),
                    office=actor.get("holds") or actor.get("office", ""),
                    arabic=_spellings(names) if file.startswith("people") else tuple(names),
                    theatre=tuple(actor.get("theatre", ())),
                    domains=tuple(actor.get("domains", ())),
                    within=tuple(actor.get("within", ())),
                )
    except KeyError as problem:
        raise DataProblem(f"{file}.yaml: {actor.get('id', actor)} lacks {problem}") from problem


def _split(key: str, names: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield names with what they need more than their list says: an opponent's name of one word needs its context."""
    if key != "hostile":
        if names:
            yield names, ""
        return
    for short, need in ((False, ""), (True, "context")):
        found = [name for name in names if (" " not in name) == short]
        if found:
            yield found, need


def _spellings(names: Sequence[str]) -> tuple[str, ...]:
    """Return names with both ways of writing those of two words that may be one («عبد الله», «عبدالله») and all their cases."""
    apart, together = _joints()
    out = dict.fromkeys(names)
    for name in names:
        out |= dict.fromkeys((apart.sub("", name), together.sub(" ", name)))
        first, _, rest = name.partition(" ")
        out |= dict.fromkeys(f"{case} {rest}" for case in _cases().get(first, ()) if rest)
    return tuple(out)


@cache
def _cases() -> dict[str, list[str]]:
    """Return the other cases of the first words of names that have them."""
    cases: dict[str, list[str]] = read_yaml(JOINED)["joined"]["cases"]
    return cases


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for the space between such words, and for the joint where it is missing."""
    joined = read_yaml(JOINED)["joined"]
    before, after = ("|".join(joined[key]) for key in ("before", "after"))
    apart = re.compile(rf"(?<=\b(?:{before})) (?=ال)|(?<=\w) (?=(?:{after})\b)")
    together = re.compile(rf"(?<=\b(?:{before}))(?=ال)|(?<=\w\w)(?=(?:{after})\b)")
    return apart, together
