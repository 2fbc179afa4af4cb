"""Places that a text mentions, each with the larger places that its expression tells and one decision on where it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from khabar.language import Entry, Text
from khabar.mentions.model import ActorMention, PlaceMention
from khabar.mentions.place_borders import read_border
from khabar.mentions.place_datelines import dateline_end, opens_paragraph
from khabar.mentions.place_expression import Atom
from khabar.mentions.place_focus import Focus
from khabar.mentions.place_memory import Memory, Told
from khabar.mentions.place_parsing import Group, parse_group
from khabar.mentions.place_resolving import SETTLED, Resolved, Resolver, middle
from khabar.mentions.place_words import PlaceWords
from khabar.model import Span

_BEFORE_PLACES = frozenset({"in", "from", "to", "on"})
_NO_ADJECTIVE = frozenset({"particle", "verb"})
_LEADING = frozenset({"in", "to"})


def find_places(text: Text, actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """Return the places of a text in order; names that are part of somebody's name are not among them."""
    words = PlaceWords(text, actors)
    finder = _Finder(text, words)
    after = 0
    for at in words.beginnings():
        if at < after:
            continue
        group = parse_group(words, at)
        if group is not None:
            kept = finder.add(group)
            after = max(after, group.last) if kept else at + 1
            continue
        after = finder.add_border(at) or finder.add_home(at) or finder.add_back(at) or after
    return finder.found


class _Finder:
    """The mentions of one text in the making."""

    __slots__ = ("_memory", "_resolver", "_written", "found", "text", "words")

    def __init__(self, text: Text, words: PlaceWords) -> None:
        self.text, self.words = text, words
        self.found: list[PlaceMention] = []
        self._memory = Memory()
        self._written = 0  # the word up to which the last dateline goes
        focus = Focus(text, words)
        words.homes = focus.homes
        self._resolver = Resolver(focus)

    def add(self, group: Group) -> bool:
        """Decide the members of a group and keep them; tell whether any was a place."""
        held = self._resolver.chain(group.containers)
        outer = [place for _, place in held]
        decided: list[Resolved | None] = []
        for atom in group.members:
            sister = next((d for d in decided if d is not None and d.lat is not None), None)
            decided.append(self._decide(atom, outer, sister))
        if all(d is None for d in decided):
            return False
        for container, place in reversed(held):
            self._memory.add(Told(container.last, place, container.noun))
        known = [d for d in decided if d is not None and d.id]
        for n, (atom, found) in enumerate(zip(group.members, decided, strict=True)):
            if found is None:
                continue
            place = found
            if not place.id and not outer and known and (centre := middle(known)):
                place = Resolved(place.name, known[0].country, *centre, None, "district", "")
            last = group.last if n == len(group.members) - 1 else atom.last
            self._keep(atom, last, place, tuple(e for c in group.containers for e in c.entries))
        return True

    def _decide(self, atom: Atom, outer: Sequence[Resolved], sister: Resolved | None) -> Resolved | None:
        atom.placed = atom.placed or self._is_placed(atom)
        atom.led = self._is_led(atom)
        if not atom.known:
            return self._resolver.unknown(self.text, atom, outer, self._memory.recent(atom.first), sister)
        place = self._resolver.known(atom, outer, sister)
        if place is None and atom.noun is not None and atom.noun.fields.get("unknown") == "yes":
            return self._resolver.unknown(self.text, atom, outer, self._memory.recent(atom.first), sister)
        if place is not None:
            place = self._resolver.nearer(self.text, place, atom, outer, sister)
        if place is not None and atom.road_end:
            far = self._resolver.known(
                Atom(atom.first, atom.last, atom.last - 1, atom.last, "", records=atom.road_end), outer
            )
            centre = middle([place, far] if far else [place])
            if centre:
                place = Resolved(
                    self.text.slice(atom.name_first, atom.last), place.country, *centre, None, "region", "road"
                )
        return place

    def _is_placed(self, atom: Atom) -> bool:
        """Tell whether a name stands where places stand: after في, من, إلى or ب."""
        return atom.prefix.endswith("ب") or self.words.has_tag(atom.first - 1, _BEFORE_PLACES)

    def _is_led(self, atom: Atom) -> bool:
        """Tell whether a name stands right behind «في» or «إلى» and before no word that describes a noun: «في سيول جارفة»."""
        if atom.prefix or not self.words.has_tag(atom.first - 1, _LEADING):
            return False
        after = self.words.word(atom.name_last)
        if after is None or "punct" in after.look.tags or after.form.startswith(("ال", "و")):
            return True
        return any(r.pos in _NO_ADJECTIVE for r in after.look.readings)

    def _keep(self, atom: Atom, last: int, place: Resolved, entries: tuple[str, ...]) -> None:
        start = self.text.words[atom.first].start + len(_joined(self.text, atom))
        own = (*atom.entries, *((place.id,) if place.id else ()), *entries)
        self._append(atom.first, last, start, place, tuple(dict.fromkeys(own)), speaker_like=self._speaks(atom))
        written = last <= self._written
        town = self._resolver.town_of(place, atom)
        if town is not None:
            self._memory.add(Told(last, town, None, written))
        self._memory.add(Told(last, place, atom.noun or self._own_noun(atom), written))
        self._resolver.remember(place)

    def _own_noun(self, atom: Atom) -> Entry | None:
        """Return the noun of kind that is part of a name («قطاع غزة»)."""
        read = self.words.role(atom.first, "noun") if atom.last - atom.first > 1 else None
        return read[1] if read else None

    def _names_village(self, at: int) -> bool:
        """Tell whether the noun before makes a definite noun a name: «قرية المقاطعة» is no province."""
        before = self.words.role(at - 1, "noun")
        read = self.words.role(at, "noun")
        settled = before is not None and before[1].id.startswith("places/settlements:") and not before[0].definite
        return settled and read is not None and not read[1].id.startswith("places/settlements:")

    def _append(
        self,
        first: int,
        last: int,
        start: int,
        place: Resolved,
        entries: tuple[str, ...],
        *,
        speaker_like: bool = False,
        back: bool = False,
    ) -> None:
        if first >= self._written and opens_paragraph(self.text, first):
            self._written = dateline_end(self.text, first)
        span = Span(start, self.text.span(first, last).end)
        self.found.append(
            PlaceMention(
                first=first,
                last=last,
                span=span,
                entries=entries,
                text=self.text.raw[span.start : span.end],
                name=place.name,
                country=place.country,
                lat=place.lat,
                lon=place.lon,
                id=place.id,
                precision=place.precision,
                generic_first=first,
                speaker_like=speaker_like,
                back=back,
                dateline=last <= self._written,
                whence=self.words.is_whence(first),
            )
        )

    def _speaks(self, atom: Atom) -> bool:
        """Tell whether a bare name stands for a government that speaks: «قالت واشنطن», «واشنطن: …»."""
        if atom.noun is not None or atom.part is not None or atom.side or atom.prefix not in ("", "و"):
            return False
        before, after = self.words.word(atom.first - 1), self.words.word(atom.last)
        if before is not None and any(r.pos == "verb" for r, _ in before.look.entries("speech")):
            return True
        return after is not None and (
            "colon" in after.look.tags or any(r.tense == "nonpast" for r, _ in after.look.entries("speech"))
        )

    def _tells_side(self, at: int) -> bool:
        """Tell whether «المحافظة» only says on which side of it the place before lies: «بلدة ذيبان شرق المحافظة»."""
        side = self.words.role(at - 1, "direction")
        return side is not None and bool(self.found) and self.found[-1].last == at - 1

    def add_border(self, at: int) -> int:
        """Keep a border that starts at `at`; return the word after it, 0 where there is none."""
        border = read_border(self.words, at)
        if border is None:
            return 0
        atom = Atom(
            at, border.last, at, border.last, self.words.roles[at]["part"][0].prefix, entries=list(border.entries)
        )
        name = self.text.slice(at, border.last)
        self._keep(atom, border.last, Resolved(name, border.country, None, None, None, "region", "border"), ())
        return border.last

    def add_home(self, at: int) -> int:
        """Keep «أنحاء البلاد» as the country that the report is about; return the word after it, 0 where there is none."""
        hit, home = self.words.home_phrases.get(at), self._resolver.focus.first
        if hit is None or home is None:
            return 0
        start = self.text.words[at].start + len(hit.prefix)
        known = self._memory.country(home)
        place = known or Resolved(None, home, None, None, home, "country", "country")
        self._append(at, hit.last, start, place, (hit.entry.id, home), back=True)
        return hit.last

    def add_back(self, at: int) -> int:
        """Read «المدينة», «القاعدة ذاتها» as the place told before; return the word after it, 0 where it is none."""
        read = self.words.role(at, "noun")
        if read is None or not read[0].definite or read[0].number != "s" or self.words.names_place(at):
            return 0
        if self.words.is_named(at) or (read[1].fields.get("bare") and self.words.is_described(at + 1)):
            return 0  # «تنظيم القاعدة», «المنطقة العسكرية الرابعة»
        entry = read[1]
        last = at + 1
        same = self.words.role(last, "same")
        if (entry.fields.get("back") == "no" and not same) or self._names_village(at):
            return 0
        if entry.fields.get("back") == "placed" and not self.words.tagged(at - 1, "in"):
            return 0
        tail = self.words.role(last, "tail")
        if same or (tail and tail[0].definite):
            last += 1
        if entry.fields["precision"] == "governorate" and self._tells_side(at):
            return 0
        told = self._memory.back(at, read[1], same=same is not None, home=self._resolver.focus.first)
        if told is None:
            return 0
        place = told.place
        if place.kind in SETTLED and entry.fields["precision"] == "town":
            place = replace(place, precision="town")
        start = self.text.words[at].start + len(read[0].prefix.replace("ل", ""))
        self._append(at, last, start, place, (entry.id, "places.back"), back=True)
        self._memory.add(Told(last, place, entry))
        return last


def _joined(text: Text, atom: Atom) -> str:
    """Return the letters of the first word that do not belong to the place: و and ب, but not the ل of للـ."""
    prefix = atom.prefix
    return prefix if prefix and not text.words[atom.first].form.startswith(prefix[:-1] + "لل") else prefix[:-1]
