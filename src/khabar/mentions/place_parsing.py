"""Place expressions: nouns of kind, parts and sides before a name, what follows it, and the chain of larger places."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.language import Entry, PlaceName
from khabar.mentions.place_words import PlaceWords

_MOST_BEFORE = 6  # words before a name: «في أقصى محيط مدينة …»
_MOST_TAILS = 3
_MOST_CONTAINERS = 5
_MOST_MEMBERS = 25
_PRONOUNS = ("ها", "هم", "هما", "هن", "نا")
_TANWEEN = "\u064b"
_LARGE = frozenset({"capital", "city", "governorate", "province", "state", "region", "country", "district", "subdistrict", "island", "sea", "town", "mountain", "desert", "valley"})


@dataclass(slots=True)
class Atom:
    """One place expression without the larger places: words `[first, last)`, its name at `[name_first, name_last)`."""

    first: int
    last: int
    name_first: int
    name_last: int
    prefix: str
    records: tuple[PlaceName, ...] = ()
    noun: Entry | None = None
    noun_number: str = ""
    part: Entry | None = None
    side: str = ""
    country: str = ""
    open_side: bool = False  # «الريف الشرقي»: the name may follow after من or ل
    placed: bool = False  # stands after a preposition of place
    sided: bool = False  # a name that begins with a side or part: «شمال لبنان», «ريف دمشق»
    road_end: tuple[PlaceName, ...] = ()
    entries: list[str] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Tell whether the name index knows the name."""
        return bool(self.records)


@dataclass(slots=True)
class Group:
    """Places told together, and the chain of larger places that holds for all of them."""

    members: list[Atom]
    containers: list[Atom] = field(default_factory=list)
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
    if not head.known and not group.containers and not _stands_alone(words, head):
        return None
    return group


def _stands_alone(words: PlaceWords, atom: Atom) -> bool:
    """Tell whether an unknown name is surely one without any larger place after it: quoted, or with a first word of names."""
    return words.starts_quote(atom.name_first - 1) or words.role(atom.name_first, "head") is not None


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
        member = parse_atom(words, start, shared=head if several or head.noun is None else None)
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
        group.members.append(member)
        group.last = member.last


def _unknown_member(words: PlaceWords, at: int, group: Group) -> Atom | None:
    """Read one more member of a list of places whose name nobody knows: «وبحفيس»."""
    word = words.word(at)
    if word is None or "punct" in word.look.tags or word.look.readings or not word.form.startswith("و") or not 5 <= len(word.form) <= 12:
        return None
    if any(word.form.endswith(end) for end in _PRONOUNS) or _TANWEEN in words.text.raw[word.start : word.end]:
        return None
    last = _unknown_end(words, at, 1)
    following = words.word(last)
    ends = following is None or "punct" in following.look.tags or following.form.startswith("و") or last in words.roles
    if not ends:
        return None
    return Atom(at, last, at, last, "و", noun=group.members[0].noun)


def _add_containers(words: PlaceWords, group: Group) -> None:
    while len(group.containers) < _MOST_CONTAINERS:
        found = _container(words, group.last, (group.containers or group.members)[-1])
        if found is None:
            return
        group.containers.append(found)
        group.last = found.last


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
    outer = parse_atom(words, start)
    if outer is None or not outer.known and outer.part is None and outer.noun is None:
        return None
    if link is not None:
        entries.append(link.id)
    if not _fits(link, outer, inner, comma=comma):
        return None
    outer.entries[:0] = entries
    return outer


def _fits(link: Entry | None, outer: Atom, inner: Atom, *, comma: bool) -> bool:
    placed = outer.part is not None or bool(outer.side) or outer.sided
    prefix = outer.prefix
    if inner.open_side and (link is not None and link.fields.get("only_part") or prefix == "ل"):
        return True
    if link is None:
        if prefix == "ب":
            return True
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
        return (placed or _divides(outer) or any(r.kind in _LARGE for r in outer.records)) and (not comma or placed)
    return True


def _divides(atom: Atom) -> bool:
    return atom.noun is not None and atom.noun.id.startswith("places/divisions:")


def parse_atom(words: PlaceWords, at: int, *, shared: Atom | None = None) -> Atom | None:
    """Read one place expression at `at`. `shared`: the head of a list, whose noun of kind holds for its members."""
    word = words.word(at)
    if word is None or "punct" in word.look.tags and not (shared and words.starts_quote(at)):
        return None
    atom = Atom(at, at, at, at, "")
    k = _read_before(words, at, atom)
    if k < 0:
        return None
    if not _read_name(words, k, atom, shared):
        return None
    _read_tails(words, atom)
    return atom


def _read_before(words: PlaceWords, at: int, atom: Atom) -> int:
    """Read parts, sides and nouns of kind into the atom; return where its name must start, or -1."""
    k = at
    for _ in range(_MOST_BEFORE):
        if _has_long_name(words, k) and (k == at or not words.hits(k)[0].prefix):
            break
        step = _one_before(words, k, first=k == at, atom=atom)
        if step == 0:
            break
        if k == at:
            atom.prefix = step_prefix(words, k)
        k += step
    return k


def step_prefix(words: PlaceWords, at: int) -> str:
    """Return the proclitics of a word of the grammar of places."""
    return next((reading.prefix for role, (reading, _) in words.roles.get(at, {}).items() if role in ("part", "direction", "noun")), "")


def _has_long_name(words: PlaceWords, at: int) -> bool:
    hits = words.hits(at)
    return bool(hits) and hits[0].last - hits[0].first > 1


def _one_before(words: PlaceWords, k: int, *, first: bool, atom: Atom) -> int:
    """Read one word before a name; return how many words it took, 0 where there is none."""
    roles = words.roles.get(k)
    if not roles:
        return 0
    for role in ("part", "direction", "noun"):
        read = roles.get(role)
        if read is None:
            continue
        reading, entry = read
        if reading.prefix and not first and not (role == "noun" and reading.prefix == "و" and atom.noun is not None):
            continue
        if reading.suffix:
            continue
        if reading.definite:
            taken = _definite_before(words, k, role, entry, atom)
            if taken:
                return taken
            continue
        atom.entries.append(entry.id)
        if role == "part":
            atom.part = entry
        elif role == "direction":
            atom.side = atom.side or entry.fields["side"]
        else:
            atom.noun, atom.noun_number = entry, reading.number if atom.noun is None else "p"
        return 1
    return 0


def _definite_before(words: PlaceWords, k: int, role: str, entry: Entry, atom: Atom) -> int:
    """Read «الريف الشرقي لـ», «العاصمة النمساوية»: a definite noun whose name follows after an adjective."""
    following = words.role(k + 1, "direction")
    if role == "part" and following and following[0].definite:
        at = k + 2
        link = words.role(at, "link")
        if link and link[1].fields.get("only_part"):
            at += 1
        hits = words.hits(at)
        if hits and (hits[0].prefix == "ل" or at > k + 2 and not hits[0].prefix):
            atom.part, atom.side = entry, following[1].fields["side"]
            atom.entries += [entry.id, following[1].id]
            return at - k
    if role == "noun":
        nation = words.nationality(k + 1)
        at = k + 2 if nation else k + 1
        hits = words.hits(at)
        if hits and not hits[0].prefix and (nation or _apposed(hits[0].records, entry)):
            atom.noun, atom.noun_number = entry, "s"
            atom.country = nation[0] if nation else ""
            atom.entries += [entry.id] + ([nation[1].id] if nation else [])
            return at - k
    return 0


def _apposed(records: tuple[object, ...], entry: Entry) -> bool:
    """Tell whether a name can follow a definite noun directly: «العاصمة بغداد»."""
    kinds = entry.fields.get("kinds", ())
    return any(isinstance(r, PlaceName) and r.kind in kinds and not r.needs and r.kind in ("capital", "city") for r in records)


def _read_name(words: PlaceWords, k: int, atom: Atom, shared: Atom | None) -> bool:
    """Read the name at `k` into the atom, known or not."""
    quoted = words.starts_quote(k) and (atom.noun is not None or atom.part is not None or shared is not None)
    start = k + 1 if quoted else k
    begun = k > atom.first
    noun = atom.noun or (shared.noun if shared else None)
    for hit in words.hits(start):
        if begun and hit.prefix and not (hit.prefix == "ل" and _after_side(words, start, atom)):
            continue
        records = tuple(r for r in hit.records if isinstance(r, PlaceName) and (r.needs != "noun" or noun is not None and r.kind in noun.fields.get("kinds", ())))
        if not records or _is_ordinary(words, hit.first, hit.last, records) or noun is not None and _is_abroad(records, noun):
            continue
        if not begun:
            atom.prefix = hit.prefix
        atom.records, atom.name_first, atom.name_last = records, start, hit.last
        atom.sided = words.role(start, "direction") is not None or words.role(start, "part") is not None
        atom.last = _past_quote(words, hit.last, quoted)
        return True
    if atom.noun is not None and begun and atom.noun.fields.get("unknown") == "yes" and not _is_definite(words, k - 1):
        return _read_unknown(words, k, atom, quoted)
    return False


def _is_ordinary(words: PlaceWords, first: int, last: int, records: tuple[PlaceName, ...]) -> bool:
    """Tell whether a name is another word here: «مطار المدينة», «دوماً», «قوات سورية»."""
    word = words.words[first]
    if last - first > 1:
        return False
    if _TANWEEN in words.text.raw[word.start : word.end]:
        return True
    if all(r.needs for r in records):
        read = words.role(first, "noun")
        return read is not None and read[0].definite
    return words.is_adjective_here(first)


def _is_abroad(records: tuple[PlaceName, ...], noun: Entry) -> bool:
    """Tell whether the noun before the name of a country is none of its nouns: «من ناحية إيران»."""
    kinds = noun.fields.get("kinds", ())
    return all(r.kind == "country" for r in records) and "country" not in kinds and noun.id.startswith("places/divisions:")


def _after_side(words: PlaceWords, at: int, atom: Atom) -> bool:
    return atom.part is not None and bool(atom.side) and words.role(at - 1, "direction") is not None


def _is_definite(words: PlaceWords, at: int) -> bool:
    read = words.role(at, "noun")
    return read is None or read[0].definite


def _past_quote(words: PlaceWords, at: int, quoted: bool) -> int:
    closes = words.tagged(at, "close_quote") or words.tagged(at, "straight_quote")
    return at + 1 if closes and quoted else at


def _read_unknown(words: PlaceWords, k: int, atom: Atom, quoted: bool) -> bool:
    """Take the words after a noun of kind as a name that the index does not know."""
    if quoted:
        end = words.quote_end(k)
        if not end or end == k + 1:
            return False
        atom.name_first, atom.name_last, atom.last = k + 1, end, end + 1
        return True
    end = _unknown_end(words, k, 0)
    if end == k:
        return False
    atom.name_first, atom.name_last, atom.last = k, end, end
    return True


def _unknown_end(words: PlaceWords, k: int, taken: int) -> int:
    """Return where an unknown name that starts at `k` ends; `k` itself where the word is no name."""
    word = words.word(k)
    if word is None or not taken and not _may_be_name(words, k):
        return k
    end = k + 1
    following = words.word(end)
    if following is None or following.start - word.end > 1 or "punct" in following.look.tags:
        return end
    if words.role(k, "head") and _may_be_name(words, end):
        end += 1
        following = words.word(end)
    if following is not None and (words.role(end, "direction") or words.role(end, "tail")) and following.form.startswith("ال"):
        return end + 1
    return end


def _may_be_name(words: PlaceWords, at: int) -> bool:
    word = words.word(at)
    if word is None or len(word.form) < 3 and words.role(at, "head") is None:
        return False
    look = word.look
    if "punct" in look.tags or "number" in look.tags:
        return False
    if words.role(at, "head") is not None:
        return True
    if words.nationality(at) or any(words.role(at, role) for role in ("direction", "tail", "same", "ordinary", "link", "part")):
        return False
    if any(word.form.endswith(end) for end in _PRONOUNS) or _TANWEEN in words.text.raw[word.start : word.end]:
        return False
    return not look.readings or word.form.startswith("ال") and all(r.definite and r.pos in ("noun", "masdar") for r in look.readings)


def _read_tails(words: PlaceWords, atom: Atom) -> None:
    """Read what belongs to the expression after the name: «النفطي», «الشرقي», «السورية», «"اليونسية"»."""
    for _ in range(_MOST_TAILS):
        at = atom.last
        if words.starts_quote(at) and atom.noun is not None and words.quote_end(at, 3) and words.words[at].start - words.words[at - 1].end <= 1:
            atom.last = words.quote_end(at, 3) + 1
            continue
        side = words.role(at, "direction")
        if side and side[0].definite and not side[0].prefix and (atom.part is not None or atom.noun is not None):
            atom.side = atom.side or side[1].fields["side"]
            atom.entries.append(side[1].id)
            atom.last += 1
            continue
        tail = words.role(at, "tail")
        if tail and tail[0].definite and not tail[0].prefix and (atom.noun is not None or any(r.precision == "site" for r in atom.records)):
            atom.entries.append(tail[1].id)
            atom.last += 1
            continue
        if _renamed(words, atom):
            continue
        nation = words.nationality(at)
        if nation and (atom.noun is not None or atom.part is not None or any(r.country == nation[0] for r in atom.records)):
            atom.country = nation[0]
            atom.entries.append(nation[1].id)
            atom.last += 1
            continue
        _read_road_end(words, atom)
        return


def _renamed(words: PlaceWords, atom: Atom) -> bool:
    """Take in a second name of the same place: «العاصمة النمساوية فيينا»."""
    ids = {r.id for r in atom.records}
    for hit in words.hits(atom.last):
        if not hit.prefix and any(isinstance(r, PlaceName) and r.id in ids for r in hit.records):
            atom.last = hit.last
            return True
    return False


def _read_road_end(words: PlaceWords, atom: Atom) -> None:
    """Read the far end of a road: «طريق سرمدا - باب الهوى»."""
    if atom.noun is None or not atom.noun.fields.get("road") or not words.tagged(atom.last, "dash"):
        return
    for hit in words.hits(atom.last + 1):
        if not hit.prefix:
            atom.road_end = tuple(r for r in hit.records if isinstance(r, PlaceName) and r.needs != "noun")
            atom.last = hit.last
            return
