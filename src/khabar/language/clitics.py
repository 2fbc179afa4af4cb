"""Proclitics and pronouns that Arabic writes as one word with its host."""

from __future__ import annotations

from collections.abc import Iterator

NOMINAL = frozenset({"noun", "masdar", "adjective", "participle", "passive_participle"})
# The pronouns by their last letter, longest first: one look at the end of a word rules most of them out.
_PRONOUNS = {
    "ا": ("هما", "كما", "ها", "نا"),
    "م": ("هم", "كم"),
    "ن": ("هن", "كن"),
    "ه": ("ه",),
    "ك": ("ك",),
    "ي": ("ني", "ي"),
}
MIN_STEM = 2


def word_cuts(form: str) -> Iterator[tuple[str, bool, str]]:
    """Yield every way to cut proclitics off a folded form: (proclitics, article cut off, rest)."""
    seen = set()
    for conjunction in (0, 1):
        for preposition in (0, 1):
            at = 0
            if conjunction:
                if form[:1] not in ("و", "ف"):
                    continue
                at = 1
            if preposition:
                if form[at : at + 1] not in ("س", "ب", "ك", "ل"):
                    continue
                at += 1
            for cut in _article(form, at, preposition == 1):
                if cut not in seen and len(cut[2]) >= MIN_STEM:
                    seen.add(cut)
                    yield cut


def _article(form: str, at: int, preposition: bool) -> Iterator[tuple[str, bool, str]]:
    prefix, rest = form[:at], form[at:]
    yield prefix, False, rest
    if rest.startswith("ال"):
        yield prefix, True, rest[2:]
    elif preposition and prefix.endswith("ل") and rest.startswith("ل"):
        yield prefix, True, rest[1:]


def suffix_cuts(stem: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut a pronoun off a stem: (base, pronoun)."""
    for pronoun in _PRONOUNS.get(stem[-1:], ()):
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= MIN_STEM:
            yield stem[: -len(pronoun)], pronoun
