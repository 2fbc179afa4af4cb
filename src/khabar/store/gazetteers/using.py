"""The language in which the processes that work for one store read: khabar's own, with the store's places beside it."""

from __future__ import annotations

import msgspec

from khabar.language import Lexicon, load_lexicon
from khabar.language.compiled import CompiledNames
from khabar.reading import LANGUAGE
from khabar.store.packing import inflate

_used: dict[str, Lexicon] = {}


def use_places(body: bytes | None) -> None:
    """Let this process, and those that it forks, read with these imported places; None: without any."""
    lexicon = load_lexicon(LANGUAGE)
    _used[LANGUAGE] = extend(lexicon, body)


def language_in_use() -> Lexicon:
    """Return the language that this process reads in."""
    return _used.get(LANGUAGE) or load_lexicon(LANGUAGE)


def extend(lexicon: Lexicon, body: bytes | None) -> Lexicon:
    """Return a lexicon with the places of a store's compiled form."""
    if body is None:
        return lexicon
    return lexicon.with_places(msgspec.msgpack.decode(inflate(body), type=CompiledNames))
