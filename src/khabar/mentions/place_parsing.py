"""Places told together: the members of a list, and the chain of larger places that says where they are."""

from __future__ import annotations

import msgspec

from khabar.language import Entry
from khabar.mentions.place_atoms import parse_atom
from khabar.mentions.place_borders import read_border
from khabar.mentions.place_expression import Atom, is_settlement
from khabar.mentions.place_unknown import follows_head, is_inflected, is_name_by_article, unknown_end
from khabar.mentions.place_words import PlaceWords

_LONG = 4  # letters of a name that no entry reads
_ADJECTIVAL = ("ه", "ي", "ا", "ات", "ين", "ون")  # «قرية نائية», «حي شعبي»
_MOST_CONTAINERS = 5
_SURROUNDINGS = 5  # words from a name that nobody knows to the countryside that holds it
_MOST_MEMBERS = 25
_LARGE = frozenset(
    {
        "capital",
        "city",
        "governorate",
        "province",
        "state",
        "region",
        "country",
        "district",
        "subdistrict",
        "island",
        "sea",
        "town",
        "mountain",
        "desert",
        "valley",
    }
)


class Group(msgspec.Struct, eq=False):
    """Places told together, and the chain of larger places that holds for all of them."""

    members: list[Atom]
    containers: list[Atom] = []
    last: int = 0


def parse_group(words: PlaceWords, at: int) -> Group | None:
    """Read the place expression that starts at `at`: its members, then the places that hold them."""
    head = parse_atom(words, at)
    if head is None:
        return None
    group = Group([head], last=head.last)
    _add_members(words, group)
    _add_containers(words, group)
    head = group.members[0]
    if head.noun_number == "d" and not head.known and len(group.members) == 1:
        return None  # «معتقلين "سلفيين"» are no two prisons
    if not head.known and not group.containers:
        if not _stands_alone(words, head):
            return None
        _add_surroundings(words, group)
    return group


def _stands_alone(words: PlaceWords, atom: Atom) -> bool:
    """Tell whether an unknown name is surely one without any larger place after it: quoted, or with a first word of names."""
    if words.starts_quote(atom.name_first - 1) or words.role(atom.name_first, "head") is not None:
        return True
    noun, name = atom.noun, words.words[atom.name_first]
    if noun is None or "alone" not in noun.fields or len(name.form) < _LONG:
        return False
    if atom.noun_number != "s" and not is_settlement(noun):
        return False  # «مناطق بريف حلب»
    described = words.role(atom.name_last - 1, "direction") or words.role(atom.name_last - 1, "tail")
    if atom.name_last - atom.name_first > (2 if described else 1):
        return False
    if atom.noun_number == "s" and is_name_by_article(words, atom.name_first):
        return True
    return not name.look.readings and not name.form.endswith(_ADJECTIVAL)


def _add_members(words: PlaceWords, group: Group) -> None:
    """Add the further members of a list: «البارة وكنصفرة», «رهوة، المدرج، العند»."""
    head = group.members[0]
    several = head.noun_number in ("d", "p")
    while len(group.members) < _MOST_MEMBERS:
        at = group.last
        comma = words.tagged(at, "comma") or words.tagged(at, "dash")
        start = at + 1 if comma else at
        if not words.in_paragraph(head.first, start):
            return
        member = parse_atom(words, start, shared=head if several or head.noun is None or head.known else None)
        if member is None:
            member = _unknown_member(words, start, group) if (several or len(group.members) > 1) else None
        if member is None:
            return
        joined = member.prefix.startswith("و")
        plain = not member.prefix and member.part is None and not member.side and member.noun is None
        if not (joined or (comma and plain and (several or len(group.members) > 1))) or len(member.prefix) > 1:
            return
        if several and member.noun is None:
            member.noun = head.noun
        elif member.noun is not None and member.noun_number in ("d", "p"):
            head, several = member, True  # «مدينة تل رفعت وقرى عين دقنة والمالكية»
        group.members.append(member)
        group.last = member.last


def _unknown_member(words: PlaceWords, at: int, group: Group) -> Atom | None:
    """Read one more member of a list of places whose name nobody knows: «وبحفيس»."""
    word = words.word(at)
    if (
        word is None
        or "punct" in word.look.tags
        or not word.form.startswith("و")
        or not (_begins_name(words, at) or (not word.look.readings and 5 <= len(word.form) <= 12))
    ):
        return None
    if is_inflected(words, at) or _are_large(group.members[-1]):
        return None
    last = unknown_end(words, at, 1)
    following = words.word(last)
    ends = following is None or "punct" in following.look.tags or following.form.startswith("و") or last in words.roles
    if not ends:
        return None
    return Atom(at, last, at, last, "و", noun=group.members[0].noun)


def _are_large(atom: Atom) -> bool:
    """Tell whether a member of a list is a country or a region, beside which no village stands: «سيناء وليبيا والتغلغل»."""
    return atom.known and all(r.precision in ("country", "region") or r.kind == "capital" for r in atom.records)


def _begins_name(words: PlaceWords, at: int) -> bool:
    """Tell whether a word joined by و is the first of a name of two: «وأم هجاليج»."""
    read = words.role(at, "head")
    return read is not None and read[0].prefix == "و" and follows_head(words, at + 1)


def _add_containers(words: PlaceWords, group: Group) -> None:
    while len(group.containers) < _MOST_CONTAINERS:
        found = _container(words, group.last, (group.containers or group.members)[-1])
        if found is None:
            break
        group.containers.append(found)
        group.last = found.last


def _add_surroundings(words: PlaceWords, group: Group) -> None:
    """Let a name that nobody knows lie in the countryside told a little later: «قرية السدر ومحيطها في ريف حلب»."""
    inner = group.members[-1]
    for at in range(group.last + 1, group.last + _SURROUNDINGS):
        word = words.word(at - 1)
        if word is None or "punct" in word.look.tags or any(r.pos == "verb" for r in word.look.readings):
            return
        found = _container(words, at, inner)
        if found is not None and found.known and (found.part is not None or found.side):
            group.containers.append(found)
            return


def _container(words: PlaceWords, at: int, inner: Atom) -> Atom | None:
    """Read the larger place that follows at `at`, or None."""
    comma = words.tagged(at, "comma")
    start = at + 1 if comma else at
    if not words.in_paragraph(inner.first, start + 1):
        return None
    entries: list[str] = []
    link: Entry | None = None
    for hit in words.text.phrases.get(start, ()):
        if hit.entry.domain == "places" and hit.entry.fields.get("role") == "link" and not hit.prefix:
            link, start = hit.entry, hit.last
            break
    if link is None and (read := words.role(start, "link")) and not read[0].prefix:
        link, start = read[1], start + 1
    outer = None if words.is_whence(start) else parse_atom(words, start)
    if outer is None and link is not None and (border := read_border(words, start)) is not None:
        return Atom(start, border.last, start, border.last, "", entries=[link.id, *border.entries])
    if outer is None or (not outer.known and outer.part is None and outer.noun is None):
        return None
    if link is not None:
        entries.append(link.id)
    if not _fits(link, outer, inner, comma=comma, nested=inner.part is not None):
        return None
    outer.entries[:0] = entries
    return outer


def _fits(link: Entry | None, outer: Atom, inner: Atom, *, comma: bool, nested: bool) -> bool:
    placed = outer.part is not None or bool(outer.side) or outer.sided
    prefix = outer.prefix
    near = link is None and not prefix and outer.part is not None and "precision" not in outer.part.fields
    if _are_large(inner) and outer.part is None and not outer.side and is_settlement(outer.noun):
        return False  # «في شمال غرب سوريا في مدينة سلقين»
    if near and (nested or outer.also is not None or _is_country(inner)):
        return False  # «على أطراف مدينة مارع محيط مدينة تل رفعت», «قصفت إسرائيل محيط دمشق»: two places
    if link is None:
        if prefix == "ب":
            return not _is_country(inner)  # «في مالي بالعاصمة باماكو»
        return not prefix and (placed or _divides(outer))
    if link.fields.get("needs_l"):
        return prefix == "ل"
    if prefix:
        return prefix == "ب" and placed
    if link.fields.get("only_part"):
        return placed and not comma
    if link.fields.get("inside"):
        if inner.noun is None and any(r.kind == "country" for r in inner.records):
            return False
        holds = placed or _divides(outer) or any(r.kind in _LARGE for r in outer.records) or _is_quarter(outer, inner)
        return holds and (not comma or placed)
    return True


def _is_quarter(outer: Atom, inner: Atom) -> bool:
    """Tell whether a small quarter or street can lie in a large one: «حي الأربعين في درعا البلد»."""
    within = inner.noun is not None and inner.noun.fields.get("precision") == "site"
    return within and any(r.kind == "neighbourhood" for r in outer.records)


def _is_country(atom: Atom) -> bool:
    return atom.known and atom.part is None and not atom.side and all(r.kind == "country" for r in atom.records)


def _divides(atom: Atom) -> bool:
    return atom.noun is not None and atom.noun.id.startswith("places/divisions:")
