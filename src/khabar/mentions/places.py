"""Places that a text mentions, each with the larger places that its expression tells and one decision on where it is."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.language import Entry, Text
from khabar.mentions.model import ActorMention, PlaceMention
from khabar.mentions.place_backs import BackReader
from khabar.mentions.place_borders import read_border
from khabar.mentions.place_expression import Atom
from khabar.mentions.place_focus import Focus
from khabar.mentions.place_memory import Told
from khabar.mentions.place_parsing import Group, parse_group
from khabar.mentions.place_resolved import Resolved, middle
from khabar.mentions.place_resolving import Resolver
from khabar.mentions.place_words import PlaceWords

_BEFORE_PLACES = frozenset({"in", "from", "to", "on"})
_NO_ADJECTIVE = frozenset({"particle", "verb"})
_LEADING = frozenset({"in", "to"})


def find_places(text: Text, actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """Return the places of a text in order; names that are part of somebody's name are not among them."""
    words = PlaceWords(text, actors)
    focus = Focus(text, words, actors)
    words.homes = focus.homes
    finder = _Finder(text, words, Resolver(focus))
    after = 0
    for at in words.beginnings():
        if at < after:
            continue
        group = parse_group(words, at)
        if group is not None:
            kept = finder.add(group)
            after = max(after, group.last) if kept else at + 1
            continue
        after = (
            finder.add_border(at)
            or finder.add_home(at)
            or finder.add_back(at)
            or finder.add_countryside(at)
            or finder.add_nation(at)
            or after
        )
    return finder.found


class _Finder(BackReader):
    """The mentions of one text in the making."""

    __slots__ = ()

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
        self._append(atom.first, last, start, place, tuple(dict.fromkeys(own)))
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


def _joined(text: Text, atom: Atom) -> str:
    """Return the letters of the first word that do not belong to the place: و and ب, but not the ل of للـ."""
    prefix = atom.prefix
    return prefix if prefix and not text.words[atom.first].form.startswith(prefix[:-1] + "لل") else prefix[:-1]
