"""Proclitics and pronouns that Arabic writes as one word with its host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

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
_NONE: tuple[tuple[str, str], ...] = ()
_CONJUNCTIONS = frozenset("وف")
_PREPOSITIONS = frozenset("سبكل")
_CUT_OFF = frozenset((*_CONJUNCTIONS, *_PREPOSITIONS, "ا"))


def word_cuts(form: str) -> list[tuple[str, bool, str]]:
    """Return every way to cut proclitics or an article off a folded form: (proclitics, article cut off, rest)."""
    if form[:1] not in _CUT_OFF:
        return []
    out: list[tuple[str, bool, str]] = []
    for at in (0, 1) if form[:1] in _CONJUNCTIONS else (0,):
        if at:
            _cut(form, at, out)
        elif form.startswith("ال") and len(form) - 2 >= MIN_STEM:
            out.append(("", True, form[2:]))
        letter = form[at : at + 1]
        if letter in _PREPOSITIONS:
            _cut(form, at + 1, out)
            if letter == "ل" and form.startswith("ل", at + 1) and len(form) - at - 2 >= MIN_STEM:
                out.append((form[: at + 1], True, form[at + 2 :]))
    return out


def _cut(form: str, at: int, out: list[tuple[str, bool, str]]) -> None:
    """Cut before letter `at`, and once more after an article there."""
    if len(form) - at >= MIN_STEM:
        out.append((form[:at], False, form[at:]))
        if form.startswith("ال", at) and len(form) - at - 2 >= MIN_STEM:
            out.append((form[:at], True, form[at + 2 :]))


def with_pronouns(host: str) -> Iterator[str]:
    """Yield a folded form with every pronoun; a teh marbuta becomes a teh before it."""
    for pronoun in chain.from_iterable(_PRONOUNS.values()):
        if len(host) >= MIN_STEM:
            yield host + pronoun
            if host.endswith("ه"):
                yield host[:-1] + "ت" + pronoun


def suffix_cuts(stem: str) -> Sequence[tuple[str, str]]:
    """Return every way to cut a pronoun off a stem: (base, pronoun)."""
    pronouns = _PRONOUNS.get(stem[-1:])
    if pronouns is None:
        return _NONE
    return [
        (stem[: -len(pronoun)], pronoun)
        for pronoun in pronouns
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= MIN_STEM
    ]
