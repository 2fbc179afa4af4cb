"""Inflection of Arabic words at compile time: from an entry's root, pattern or noun to all its written forms.

Verbs are conjugated by mazini from root and pattern; nouns and adjectives by rule. Forms come out folded,
without proclitics and pronouns; a form that stands only before a pronoun or a genitive is `bound`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import mazini

from khabar.errors import DataProblem
from khabar.language.spelling import fold


class Features(NamedTuple):
    """The grammar of one written form; `passive` is None where active and passive share their letters."""

    pos: str
    tense: str = ""
    person: str = ""
    passive: bool | None = False
    number: str = ""
    gender: str = ""
    bound: bool = False


Form = tuple[str, Features]

# Second persons are hardly ever written in news and look like third persons; imperatives likewise.
_PERSONS = ("3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p")
_TENSES = {"past": "past", "ind": "nonpast", "sub": "nonpast", "juss": "nonpast"}


def verb_forms(root: str, pattern: str, *, passive: bool = True) -> list[Form]:
    """Return every finite third- and first-person form of a verb. Raises `DataProblem` for a root or pattern mazini refuses."""
    slots = _conjugate(root, pattern, passive).slots
    voices: dict[tuple[str, str, str], set[bool]] = {}
    for slot, forms in slots.items():
        tense, _, rest = slot.partition("_")
        voice, _, person = rest.rpartition("_")
        if tense not in _TENSES or person not in _PERSONS or (voice == "pass" and not passive):
            continue
        for form in forms:
            voices.setdefault((fold(form.form), _TENSES[tense], person), set()).add(voice == "pass")
    out: list[Form] = []
    for (written, tense, person), found in voices.items():
        gender = person[1] if person[0] == "3" else ""
        features = Features("verb", tense, person, None if len(found) == 2 else found.pop(), person[-1], gender)
        out.append((written, features))
        out += [(bound, features._replace(bound=True)) for bound in _before_pronoun(written)]
    return out


def participle_forms(root: str, pattern: str, *, passive: bool = False) -> list[Form]:
    """Return the forms of the active (or passive) participle of a verb."""
    slots = _conjugate(root, pattern, True).slots
    pos = "passive_participle" if passive else "participle"
    out: list[Form] = []
    for form in slots.get("pp" if passive else "ap", ()):
        stem = fold(form.form)
        if form.form.endswith("ٍ"):  # a defective participle: ناف, but نافيا, نافية, النافي
            out.append((stem, Features(pos, gender="m", number="s")))
            out += [(stem + end, Features(pos, gender="m", number="p")) for end in ("ون", "ين")]
            stem += "ي"
        out += adjective_forms(stem, pos=pos)
    return out


def _conjugate(root: str, pattern: str, passive: bool) -> mazini.Conjugation:
    try:
        return mazini.conjugate(root, pattern, passive=passive)
    except mazini.MaziniError as problem:
        raise DataProblem(f"root «{root}», pattern «{pattern}»: {problem}") from problem


def _before_pronoun(form: str) -> Iterator[str]:
    if form.endswith("وا"):
        yield form[:-1]
    elif form.endswith("ي"):
        yield form[:-1] + "ا"


def noun_forms(
    noun: str, plurals: Sequence[str] = (), *, sound: bool = False, gender: str = "", pos: str = "noun"
) -> list[Form]:
    """Return singular, dual and plural of a noun, with accusative and bound forms.

    `sound` adds the sound masculine plural; a noun in teh marbuta gets its plural in -at.
    """
    feminine = noun.endswith("ة")
    gender = gender or ("f" if feminine else "m")
    stem = fold(noun)
    single = Features(pos, number="s", gender=gender)
    out = list(_cases(stem, single, feminine=feminine))
    base = stem[:-1] + "ت" if feminine else stem
    dual = single._replace(number="d")
    out += [(base + end, dual) for end in ("ان", "ين")]
    out += [(base + end, dual._replace(bound=True)) for end in ("ا", "ي")]
    plural = single._replace(number="p")
    if feminine and not plurals:
        out.append((stem[:-1] + "ات", plural))
    if sound:
        out += [(stem + end, plural) for end in ("ون", "ين")]
        out += [(stem + end, plural._replace(bound=True)) for end in ("و", "ي")]
    for word in plurals:
        out += _cases(fold(word), plural, feminine=word.endswith("ة"))
    return out


def adjective_forms(
    adjective: str, plurals: Sequence[str] = (), *, pos: str = "adjective", defective: bool = False
) -> list[Form]:
    """Return masculine and feminine, singular, dual and sound plural of an adjective or participle.

    A `defective` one is given with its ي, which the indefinite form drops: موالي is موالٍ.
    """
    stem = fold(adjective)
    male, female = Features(pos, number="s", gender="m"), Features(pos, number="s", gender="f")
    out = list(_cases(stem, male, feminine=False))
    if defective:
        out.append((stem[:-1], male))
    out += _cases(stem + "ه", female, feminine=True)
    out += [(stem + end, male._replace(number="d")) for end in ("ان",)]
    out += [(stem + "ت" + end, female._replace(number="d")) for end in ("ان", "ين")]
    out += [(stem + end, male._replace(number="p")) for end in ("ون", "ين")]
    out += [(stem + end, male._replace(number="p", bound=True)) for end in ("و", "ي")]
    out.append((stem + "ات", female._replace(number="p")))
    for word in plurals:
        out += _cases(fold(word), male._replace(number="p"), feminine=word.endswith("ة"))
    return out


def _cases(stem: str, features: Features, *, feminine: bool) -> Iterator[Form]:
    yield stem, features
    if feminine:
        yield stem[:-1] + "ت", features._replace(bound=True)
    elif stem.endswith("اء"):
        yield from ((stem[:-1] + seat, features._replace(bound=True)) for seat in "وي")
    elif stem.endswith("ي"):
        yield stem + "ا", features
        yield stem[:-1] + "ا", features._replace(bound=True)
    elif not stem.endswith(("ات", "ا")):
        yield stem + "ا", features
