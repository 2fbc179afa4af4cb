"""Where the compiled language data lies, and how it is loaded."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from khabar.errors import DataProblem

DATA = Path(__file__).parent.parent / "data"
COMPILED = DATA / "compiled"


def load_bytes(name: str) -> bytes:
    """Return one compiled artefact. Raises `DataProblem` where it is missing."""
    path = COMPILED / f"{name}.msgpack"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataProblem(f"the compiled data {path} is missing: run `python -m khabar.compile`") from None


@cache
def data_version(language: str) -> str:
    """Return what tells one compilation of a language's data from another: 16 digits of its hash."""
    digest = hashlib.sha256()
    for name in ("lexicon", "names", "villages"):
        digest.update(load_bytes(f"{language}-{name}"))
    return digest.hexdigest()[:16]
