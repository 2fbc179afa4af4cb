"""A candidate for a trigger: an event word or phrase where it stands."""

from __future__ import annotations

import msgspec

from khabar.language import Entry, Reading


class Candidate(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An event word or phrase over words `[first, last)`, read as `reading` where it is one word.

    `companion` is the index of the word that the entry asks for beside it (أطلق … النار), or -1.
    """

    first: int
    last: int
    head: int
    entry: Entry
    reading: Reading | None
    prefix: str
    companion: int = -1
