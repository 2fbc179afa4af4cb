"""The name in a place expression: which of its bearers can be meant here, and when it is no name at all."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Entry, NameHit, PlaceName
from khabar.language.geography import is_within
from khabar.mentions.bearers import survey
from khabar.mentions.place_expression import Atom, is_settlement
from khabar.mentions.place_unknown import TANWEEN, follows_head, read_unknown
from khabar.mentions.place_words import PlaceWords

_SETTLED = frozenset(
    {"capital", "city", "town", "village", "locality", "neighbourhood", "district", "subdistrict", "camp"}
)
_DIVIDED = frozenset({"district", "subdistrict"})
_SEATS = _SETTLED - _DIVIDED - {"neighbourhood", "camp"}
_NEIGHBOURS_KM = 40.0  # between the members of a list of villages or quarters
_SEVERAL = ("d", "p")  # numbers of a noun that holds for all members of a list


def read_name(words: PlaceWords, k: int, atom: Atom, shared: Atom | None) -> bool:
    """Read the name at `k` into the atom, known or not."""
    quoted = words.starts_quote(k) and (atom.noun is not None or atom.part is not None or shared is not None)
    start = k + 1 if quoted or (k > atom.first and words.tagged(k, "symbol")) else k  # «شمالي #حلب»
    begun = k > atom.first
    noun = atom.noun or (shared.noun if shared and shared.noun_number in _SEVERAL else None)
    for hit in words.hits(start):
        if begun and hit.prefix and not (hit.prefix == "ل" and _after_side(words, start, atom)):
            continue
        if noun is not None and hit.last - start == 1 and words.role(start, "head") and follows_head(words, hit.last):
            continue  # «قرية تل الضمان» is not a village called تل
        records = _sites(hit, atom) or _told_bearers(words, hit, atom, noun, shared)
        if (
            not records
            or _is_ordinary(words, hit.first, hit.last, records, noun)
            or (noun is not None and _is_abroad(records, noun))
        ):
            continue
        if not begun:
            atom.prefix = hit.prefix
        atom.records, atom.name_first, atom.name_last = _as_spelled(words, start, hit, records), start, hit.last
        atom.sided = words.role(start, "direction") is not None or words.role(start, "part") is not None
        atom.last = _past_quote(words, hit.last, quoted)
        return True
    if atom.noun is not None and begun and atom.noun.fields.get("unknown") == "yes" and not _is_definite(words, k - 1):
        return read_unknown(words, k, atom, quoted)
    return False


def _told_bearers(
    words: PlaceWords, hit: NameHit, atom: Atom, noun: Entry | None, shared: Atom | None
) -> tuple[PlaceName, ...]:
    """Return the places that a name can mean here: after a noun of kind, in a list, or standing alone."""
    also = atom.also
    if noun is None and shared is None and also is None:
        return survey(hit.bearers).free
    told = [
        r
        for r in hit.bearers.places
        if r.needs != "noun" or _has_noun(r, noun) or _has_noun(r, also) or _is_sister(words, hit, r, shared)
    ]
    if len(told) > 1 and is_settlement(noun):
        told = [r for r in told if not (r.kind in _DIVIDED and _has_seat(r, told))]
    return tuple(told)


def _has_seat(division: PlaceName, records: list[PlaceName]) -> bool:
    """Tell whether the town that a district is called after bears the name too: «مدينة جسر الشغور» is the town."""
    return any(
        r.kind in _SEATS and r.country == division.country and is_within(r, division, _NEIGHBOURS_KM) for r in records
    )


def _sites(hit: NameHit, atom: Atom) -> tuple[PlaceName, ...]:
    """Return the sites of the town that a name means, behind their noun and its: «مطار مدينة عدن»."""
    if atom.site is None:
        return ()
    kinds = atom.site.fields.get("kinds", ())
    found = tuple([r for r in hit.bearers.places if r.precision == "site" and r.kind in kinds])
    if found:
        atom.noun = atom.site
    return found


def _has_noun(record: PlaceName, noun: Entry | None) -> bool:
    return noun is not None and record.kind in noun.fields.get("kinds", ())


def _is_sister(words: PlaceWords, hit: NameHit, record: PlaceName, head: Atom | None) -> bool:
    """Tell whether a name that needs a noun stands in a list of its likes: «صعدة وحجة والجوف»."""
    if head is None:
        return False
    likes = [r for r in head.records if r.country == record.country]
    if head.noun is None and any(r.kind == record.kind or _both_large(r, record) for r in likes):
        return True
    return (
        any(_both_settled(r, record) for r in likes)
        and not _told_otherwise(words, hit)
        and any(is_within(r, record, _NEIGHBOURS_KM) for r in likes)
    )


def _both_settled(a: PlaceName, b: PlaceName) -> bool:
    return a.kind in _SETTLED and b.kind in _SETTLED


def _told_otherwise(words: PlaceWords, hit: NameHit) -> bool:
    """Tell whether a name is an everyday word too and no further place of the list follows: «دمشق والثورة»."""
    if not words.words[hit.first].look.readings:
        return False
    return not any(next_.prefix == "و" and survey(next_.bearers).free for next_ in words.hits(hit.last))


def _both_large(a: PlaceName, b: PlaceName) -> bool:
    large = ("capital", "city", "governorate", "province", "state")
    return a.kind in large and b.kind in large


def _as_spelled(words: PlaceWords, at: int, hit: NameHit, records: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Let vowel marks decide between namesakes: «عُمان» is not «عمّان»."""
    word = words.words[at]
    if hit.last - at > 1 or word.end - word.start == len(word.form):
        return records
    spelled = words.text.raw[word.start + len(hit.prefix) : word.end]
    return tuple(replace(r, needs="") for r in records if spelled in r.arabic) or records


def _is_ordinary(words: PlaceWords, first: int, last: int, records: tuple[PlaceName, ...], noun: Entry | None) -> bool:
    """Tell whether a name is another word here: «مطار المدينة», «دوماً», «قوات سورية»."""
    word = words.words[first]
    if last - first > 1:
        return False
    if TANWEEN in words.text.raw[word.start : word.end]:
        return True
    if all(r.needs for r in records):
        read = words.role(first, "noun")
        return read is not None and read[0].definite and not is_settlement(noun) and not _is_division(records, noun)
    return words.is_adjective_here(first)


def _is_division(records: tuple[PlaceName, ...], noun: Entry | None) -> bool:
    """Tell whether a name is that of a division behind its noun: «ولاية الجزيرة»."""
    if noun is None or not noun.id.startswith("places/divisions:"):
        return False
    return any(r.precision == "governorate" and r.kind in noun.fields["kinds"] for r in records)


def _is_abroad(records: tuple[PlaceName, ...], noun: Entry) -> bool:
    """Tell whether the noun before the name of a country is none of its nouns: «من ناحية إيران»."""
    kinds = noun.fields.get("kinds", ())
    return (
        all(r.kind == "country" for r in records) and "country" not in kinds and noun.id.startswith("places/divisions:")
    )


def _after_side(words: PlaceWords, at: int, atom: Atom) -> bool:
    return atom.part is not None and bool(atom.side) and words.role(at - 1, "direction") is not None


def _is_definite(words: PlaceWords, at: int) -> bool:
    read = words.role(at, "noun")
    return read is None or read[0].definite


def _past_quote(words: PlaceWords, at: int, quoted: bool) -> int:
    closes = words.tagged(at, "close_quote") or words.tagged(at, "straight_quote")
    return at + 1 if closes and quoted else at
