"""What follows the name of a place and belongs to its expression: adjectives, sides, second names, the end of a road."""

from __future__ import annotations

from khabar.mentions.bearers import survey
from khabar.mentions.place_expression import Atom
from khabar.mentions.place_words import PlaceWords

_MOST_TAILS = 3


def read_tails(words: PlaceWords, atom: Atom) -> None:
    """Read what belongs to the expression after the name: «النفطي», «الشرقي», «السورية», «"اليونسية"»."""
    for _ in range(_MOST_TAILS):
        at = atom.last
        if at >= len(words.words) or (words.is_plain(at) and not words.nationality(at)):
            return
        if (
            words.starts_quote(at)
            and atom.noun is not None
            and words.quote_end(at, 3)
            and words.words[at].start - words.words[at - 1].end <= 1
        ):
            atom.last = words.quote_end(at, 3) + 1
            continue
        side = words.role(at, "direction")
        if side and side[0].definite and not side[0].prefix and (atom.part is not None or atom.noun is not None):
            atom.side = atom.side or side[1].fields["side"]
            atom.entries.append(side[1].id)
            atom.last += 1
            continue
        tail = words.role(at, "tail")
        sited = atom.noun is not None or any(r.precision == "site" for r in atom.records)
        if tail and tail[1].fields.get("of") == "quarter" and not _is_quarter(atom):
            return
        if tail and _is_definite_tail(words, at) and (sited or words.role(atom.name_first, "noun")):
            atom.entries.append(tail[1].id)
            atom.last += 1
            continue
        if _renamed(words, atom):
            continue
        nation = words.nationality(at)
        if nation and (
            atom.noun is not None or atom.part is not None or any(r.country == nation[0] for r in atom.records)
        ):
            atom.country = nation[0]
            atom.entries.append(nation[1].id)
            atom.last += 1
            continue
        _read_road_end(words, atom)
        return


def _is_quarter(atom: Atom) -> bool:
    """Tell whether the noun of an expression is that of a part of a town: «حي الوحدة الثانية»."""
    return (
        atom.noun is not None
        and atom.noun.fields.get("precision") == "site"
        and "neighbourhood" in atom.noun.fields.get("kinds", ())
    )


def _is_definite_tail(words: PlaceWords, at: int) -> bool:
    return words.words[at].form.startswith("ال")


def _renamed(words: PlaceWords, atom: Atom) -> bool:
    """Take in a second name of the same place: «العاصمة النمساوية فيينا»."""
    ids = {r.id for r in atom.records}
    for hit in words.hits(atom.last):
        if not hit.prefix and any(r.id in ids for r in hit.bearers.places):
            atom.last = hit.last
            return True
    return False


def _read_road_end(words: PlaceWords, atom: Atom) -> None:
    """Read the far end of a road: «طريق سرمدا - باب الهوى»."""
    if atom.noun is None or not atom.noun.fields.get("road") or not words.tagged(atom.last, "dash"):
        return
    for hit in words.hits(atom.last + 1):
        if not hit.prefix:
            atom.road_end = survey(hit.bearers).free
            atom.last = hit.last
            return
