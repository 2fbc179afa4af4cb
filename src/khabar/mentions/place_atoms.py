"""One place expression: nouns of kind, parts and sides before a name, the name, and what follows it."""

from __future__ import annotations

from khabar.language import Entry, PlaceName
from khabar.mentions.place_called import read_name
from khabar.mentions.place_expression import Atom
from khabar.mentions.place_tails import read_tails
from khabar.mentions.place_unknown import TANWEEN
from khabar.mentions.place_words import PlaceWords

_BEFORE = ("part", "direction", "noun")  # roles of the words before a name
_SITES = "places/sites:"
_MOST_BEFORE = 6  # words before a name: «في أقصى محيط مدينة …»


def parse_atom(words: PlaceWords, at: int, *, shared: Atom | None = None) -> Atom | None:
    """Read one place expression at `at`. `shared`: the head of a list, whose noun of kind holds for its members."""
    word = words.word(at)
    if word is None or words.is_plain(at) or ("punct" in word.look.tags and not (shared and words.starts_quote(at))):
        return None
    atom = Atom(at, at, at, at, "")
    k = _read_before(words, at, atom)
    if k < 0:
        return None
    if not read_name(words, k, atom, shared):
        return None
    read_tails(words, atom)
    return atom


def _read_before(words: PlaceWords, at: int, atom: Atom) -> int:
    """Read parts, sides and nouns of kind into the atom; return where its name must start, or -1."""
    k = at
    for _ in range(_MOST_BEFORE):
        if k not in words.roles or (_has_long_name(words, k) and (k == at or not words.hits(k)[0].prefix)):
            break
        step = _one_before(words, k, first=k == at, atom=atom)
        if step == 0:
            break
        if k == at:
            atom.prefix = _step_prefix(words, k)
        k += step
    return k


def _step_prefix(words: PlaceWords, at: int) -> str:
    """Return the proclitics of a word of the grammar of places."""
    for role, (reading, _) in words.roles.get(at, {}).items():
        if role in _BEFORE:
            return reading.prefix
    return ""


def _has_long_name(words: PlaceWords, at: int) -> bool:
    hits = words.hits(at)
    return bool(hits) and hits[0].last - hits[0].first > 1


def _one_before(words: PlaceWords, k: int, *, first: bool, atom: Atom) -> int:
    """Read one word before a name; return how many words it took, 0 where there is none."""
    roles = words.roles.get(k)
    if not roles:
        return 0
    if atom.noun is not None and "head" in roles and not words.hits(k):
        return 0  # «قرية مزرعة الدلفة»: the first word of the name
    for role in _BEFORE:
        read = roles.get(role)
        if read is None:
            continue
        reading, entry = read
        if reading.prefix and not first and not (role == "noun" and reading.prefix == "و" and atom.noun is not None):
            continue
        if (
            reading.suffix
            or words.is_campaign(k)
            or TANWEEN in words.text.raw[words.words[k].start : words.words[k].end]
        ):
            continue
        if reading.definite:
            taken = _definite_before(words, k, role, entry, atom)
            if taken:
                return taken
            continue
        atom.entries.append(entry.id)
        if role == "part":
            atom.part = entry
            also = roles.get("noun")
            atom.also = also[1] if also and also[0].number == "p" else None
        elif role == "direction":
            atom.side = atom.side or entry.fields["side"]
        else:
            joined = atom.noun is not None and reading.prefix == "و"
            if atom.noun is not None and not joined and atom.noun.id.startswith(_SITES):
                atom.site = atom.noun
            atom.noun, atom.noun_number = entry, "p" if joined else reading.number
        return 1
    return 0


def _definite_before(words: PlaceWords, k: int, role: str, entry: Entry, atom: Atom) -> int:
    """Read «الريف الشرقي لـ», «العاصمة النمساوية»: a definite noun whose name follows after an adjective."""
    following = words.role(k + 1, "direction")
    if role == "part" and following and following[0].definite:
        further = words.role(k + 2, "direction")
        at = behind = k + 3 if further and further[0].definite else k + 2  # «الريف الشمالي الغربي»
        link = words.role(at, "link")
        if link and link[1].fields.get("only_part"):
            at += 1
        kind, after = words.role(at, "noun"), words.hits(at + 1)
        named = kind is not None and not kind[0].definite and kind[0].number == "s" and after and not after[0].prefix
        hits = words.hits(at)
        begins = kind[0].prefix if kind is not None and named else hits[0].prefix if hits else None
        if begins == "ل" or (at > behind and begins == ""):
            atom.part, atom.side = entry, following[1].fields["side"]
            atom.entries += [entry.id, following[1].id]
            if kind is not None and named:  # «الريف الغربي لمدينة منبج»
                atom.noun, atom.noun_number = kind[1], "s"
                atom.entries.append(kind[1].id)
                return at + 1 - k
            return at - k
    if role == "noun" and entry.fields.get("road") and _is_tail(words, k + 1):
        hits = words.hits(k + 2)
        if hits and not hits[0].prefix and words.tagged(hits[0].last, "dash"):  # «الطريق الدولي دمشق - درعا»
            atom.noun, atom.noun_number = entry, "s"
            atom.entries.append(entry.id)
            return 2
    if role == "noun":
        nation = words.nationality(k + 1)
        at = k + 2 if nation else k + 1
        hits = words.hits(at)
        if hits and not hits[0].prefix and (nation or _apposed(hits[0].bearers.places, entry)):
            atom.noun, atom.noun_number = entry, "s"
            atom.country = nation[0] if nation else ""
            atom.entries += [entry.id] + ([nation[1].id] if nation else [])
            return at - k
    return 0


def _is_tail(words: PlaceWords, at: int) -> bool:
    tail = words.role(at, "tail")
    return tail is not None and tail[0].definite


def _apposed(records: tuple[PlaceName, ...], entry: Entry) -> bool:
    """Tell whether a name can follow a definite noun directly: «العاصمة بغداد»."""
    kinds = entry.fields.get("kinds", ())
    return any(r.kind in kinds and not r.needs and r.kind in ("capital", "city") for r in records)
