"""The lexicon compiler: YAML entries with their examples in, one table of written forms out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from khabar.compile.morphology import Features, Form, adjective_forms, noun_forms, participle_forms, verb_forms
from khabar.errors import DataProblem
from khabar.language.compiled import CompiledEntry, CompiledLexicon, CompiledPhrase
from khabar.language.spelling import fold

KINDS = ("verb", "noun", "adjective", "particle", "phrase")
# What serves the compiler and the check, not the reading.
_SOURCE_ONLY = {
    "examples",
    "never",
    "root",
    "pattern",
    "plural",
    "sound",
    "verbal_noun",
    "participle",
    "passive_participle",
    "passive",
    "finite",
}
_WORDS = ("declines",)  # words of the text, to be met as they are folded there


class TextLoader(yaml.CSafeLoader):
    """A YAML loader for which every scalar is text: NO is Norway, not False."""


TextLoader.yaml_implicit_resolvers = {}


def read_yaml(path: Path) -> Any:
    """Return a YAML file's content with all scalars as text. Raises `DataProblem` naming file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)
    except yaml.YAMLError as problem:
        raise DataProblem(f"{path}: not YAML: {problem}") from problem


class SourceEntry:
    """One entry of the YAML with its place: domain, file, kind and lemma."""

    __slots__ = ("domain", "fields", "file", "id", "kind", "lemma")

    def __init__(self, domain: str, file: str, kind: str, fields: dict[str, Any]) -> None:
        self.domain, self.file, self.kind, self.fields = domain, file, kind, fields
        self.lemma = str(fields[kind])
        self.id = f"{domain}/{file}:{fields.get('id', self.lemma)}"


def read_entries(folder: Path) -> Iterator[SourceEntry | DataProblem]:
    """Yield every entry under a language's folder, or the problem in its stead, so that one bad file spoils nothing else."""
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            content = read_yaml(path)
        except DataProblem as problem:
            yield problem
            continue
        if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
            continue  # a file that its own module reads
        head = {k: v for k, v in content.items() if k != "entries"}
        for fields in content["entries"]:
            kinds = [k for k in KINDS if isinstance(fields, dict) and k in fields]
            if len(kinds) != 1:
                yield DataProblem(f"{path}: an entry needs exactly one of {', '.join(KINDS)}: {fields!r}"[:300])
            else:
                yield SourceEntry(path.parent.name, path.stem, kinds[0], head | fields)


def compile_lexicon(entries: Iterable[SourceEntry]) -> tuple[CompiledLexicon, list[DataProblem]]:
    """Return the table of forms, and the problems of the entries that had to be left out."""
    table: dict[str, list[tuple[int, int]]] = {}
    features: dict[Features, int] = {}
    compiled: list[CompiledEntry] = []
    phrases: list[CompiledPhrase] = []
    problems: list[DataProblem] = []
    for entry in entries:
        try:
            forms = _forms(entry)
        except (DataProblem, KeyError, TypeError) as problem:
            problems.append(DataProblem(f"{entry.id}: {problem!r}"))
            continue
        number = len(compiled)
        lemma = fold(entry.lemma)
        if entry.kind == "phrase":
            phrases.append(CompiledPhrase(number, tuple(_split_phrase(entry.lemma))))
            lemma = fold(_first_lemma(entry.lemma)) if forms else ""
        own = {k: v for k, v in entry.fields.items() if k not in _SOURCE_ONLY}
        own |= {k: [fold(word) for word in own[k]] for k in _WORDS if k in own}
        compiled.append(CompiledEntry(entry.id, entry.domain, entry.kind, lemma, own))
        for form, feature in dict.fromkeys(forms):
            if " " in form:
                problems.append(DataProblem(f"{entry.id}: «{form}» has a space: make it a phrase"))
                break
            table.setdefault(form, []).append((number, features.setdefault(feature, len(features))))
    return CompiledLexicon(tuple(compiled), tuple(tuple(f) for f in features), table, tuple(phrases)), problems


def _forms(entry: SourceEntry) -> list[Form]:
    fields = entry.fields
    match entry.kind:
        case "verb":
            return list(_verb(fields))
        case "noun":
            return noun_forms(
                fields["noun"],
                _list(fields.get("plural")),
                sound=_yes(fields.get("sound")),
                gender=fields.get("gender", ""),
            )
        case "adjective":
            return adjective_forms(
                fields["adjective"], _list(fields.get("plural")), defective=_yes(fields.get("defective"))
            )
        case "particle":
            return [(fold(fields["particle"]), Features("particle"))]
        case _:
            return list(_verb(fields)) if "root" in fields else []


def _verb(fields: dict[str, Any]) -> Iterator[Form]:
    root, pattern = fields["root"], fields["pattern"]
    passive = _yes(fields.get("passive", "yes"))
    if _yes(fields.get("finite", "yes")):
        yield from verb_forms(root, pattern, passive=passive)
    if _yes(fields.get("participle", "yes")):
        yield from participle_forms(root, pattern)
    if passive and _yes(fields.get("passive_participle", "yes")):
        yield from participle_forms(root, pattern, passive=True)
    for noun in _list(fields.get("verbal_noun")):
        yield from noun_forms(noun, pos="masdar")


def _split_phrase(phrase: str) -> Iterator[str]:
    """Yield the elements: `{lemma}`, `<tag>`, `(a|b)`, `…` or a plain word, folded; `~` stays at the end of a word."""
    for element in phrase.split():
        yield element if element[0] == "<" or element == "…" else fold(element)


def _first_lemma(phrase: str) -> str:
    return phrase.partition("{")[2].partition("}")[0]


def _list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _yes(value: Any) -> bool:
    return value in ("yes", "true", True)
