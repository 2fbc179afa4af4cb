"""From the YAML that people edit to the artefacts that reading loads."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from khabar.compile.actors import actor_names
from khabar.compile.lexicon import SourceEntry, compile_lexicon, read_entries
from khabar.compile.places import place_names
from khabar.compile.villages import capital_table, village_tables
from khabar.errors import DataProblem
from khabar.language.artefact import COMPILED, DATA
from khabar.language.nameindex import index_names
from khabar.language.villages import CAPITALS


def compile_all(language: str = "ar", folder: Path = COMPILED) -> list[DataProblem]:
    """Compile one language into `folder`; return the problems of what had to be left out."""
    read = list(read_entries(DATA / "languages" / language))
    problems = [e for e in read if isinstance(e, DataProblem)]
    lexicon, bad = compile_lexicon(e for e in read if isinstance(e, SourceEntry))
    places = place_names()
    names = index_names(places, actor_names())
    folder.mkdir(parents=True, exist_ok=True)
    artefacts = (
        ("lexicon", lexicon),
        ("names", names),
        ("villages", village_tables(places) | {CAPITALS: capital_table(places)}),
    )
    for kind, artefact in artefacts:
        name = f"{language}-{kind}"
        fresh = folder / f"{name}.msgpack.{os.getpid()}"
        fresh.write_bytes(msgspec.msgpack.encode(artefact))
        fresh.replace(folder / f"{name}.msgpack")  # at once: a reader never meets half a file
    return problems + bad
