"""Words that point back to a place told before: «المدينة», «البلاد», «بالريف الشمالي»."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Entry, Reading, Text
from khabar.language.villages import load_capital
from khabar.mentions.model import PlaceMention
from khabar.mentions.place_datelines import dateline_end, opens_paragraph
from khabar.mentions.place_expression import is_settlement
from khabar.mentions.place_memory import Memory, Told
from khabar.mentions.place_nations import read_nation
from khabar.mentions.place_resolved import SETTLED, Resolved
from khabar.mentions.place_resolving import Resolver
from khabar.mentions.place_words import PlaceWords
from khabar.mentions.shapes import shape
from khabar.model import Span


class BackReader:
    """Keeps the places of one text, and reads those that are told by what was told before."""

    __slots__ = ("_memory", "_resolver", "_written", "found", "text", "words")

    def __init__(self, text: Text, words: PlaceWords, resolver: Resolver) -> None:
        self.text, self.words = text, words
        self.found: list[PlaceMention] = []
        self._memory = Memory()
        self._written = 0  # the word up to which the last dateline goes
        self._resolver = resolver

    def add_home(self, at: int) -> int:
        """Keep «أنحاء البلاد» as the country that the report is about; return the word after it, 0 where there is none."""
        hit = self.words.home_phrases.get(at)
        home = (
            self._resolver.focus.first
            if hit is None
            else self._resolver.focus.home_among(hit.entry.fields.get("lands"))
        )
        if hit is None or home is None:
            return 0
        start = self.text.words[at].start + len(hit.prefix)
        known = self._memory.country(home)
        place = known or Resolved(None, home, None, None, home, "country", "country")
        self._append(at, hit.last, start, place, (hit.entry.id, home), back=True)
        return hit.last

    def add_nation(self, at: int) -> int:
        """Keep «بلدة تركية» as somewhere in that country; return the word after it, 0 where there is none."""
        nation = read_nation(self.words, at)
        if nation is None:
            return 0
        start = self.text.words[at].start + len(nation.prefix.replace("ل", ""))
        known = self._memory.country(nation.country)
        place = known or Resolved(None, nation.country, None, None, None, "country", "country")
        self._append(at, nation.last, start, replace(place, id=None), nation.entries)
        return nation.last

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
        around = read[1].fields.get("around") == "yes" and not (read[0].prefix == "" and self._follows_office(at))
        told = self._memory.back(at, read[1], same=same is not None, around=around, home=self._resolver.focus.first)
        if told is None:
            return self._add_capital(at, last, read)
        place = told.place
        if place.kind in SETTLED and entry.fields["precision"] == "town":
            place = replace(place, precision="town")
        return self._keep_back(at, last, read, place)

    def _add_capital(self, at: int, last: int, read: tuple[Reading, Entry]) -> int:
        """Read «العاصمة» as that of the country that the report is about; return the word after it, 0 where it is none."""
        home = self._resolver.focus.first
        if home is None or read[1].fields.get("back") != ["capital"] or not self._led(at):
            return 0
        seat = load_capital(home)
        if seat is None:
            return 0
        place = Resolved(seat.name, home, seat.lat, seat.lon, seat.id, "town", "capital")
        return self._keep_back(at, last, read, place)

    def _keep_back(self, at: int, last: int, read: tuple[Reading, Entry], place: Resolved) -> int:
        """Keep and remember the place that a noun points back to; return the word after it."""
        start = self.text.words[at].start + len(read[0].prefix.replace("ل", ""))
        self._append(at, last, start, place, (read[1].id, "places.back"), back=True)
        self._memory.add(Told(last, place, read[1]))
        return last

    def _led(self, at: int) -> bool:
        """Tell whether a preposition of place stands before a word or is joined to it."""
        return self.words.tagged(at - 1, "in") or self.text.words[at].form.startswith("ب")

    def add_countryside(self, at: int) -> int:
        """Read «بالريف الشمالي» as that of the governorate told before; return the word after it, 0 where it is none."""
        read, side = self.words.role(at, "part"), self.words.role(at + 1, "direction")
        if read is None or side is None or not (read[0].definite and side[0].definite):
            return 0
        if read[1].fields.get("part") != "countryside" or (self.found and at - self.found[-1].last <= 1):
            return 0
        told = self._memory.governorate(at)
        if told is None:
            return 0
        further = self.words.role(at + 2, "direction")
        last = at + 3 if further is not None and further[0].definite else at + 2
        start = self.text.words[at].start + len(read[0].prefix)
        place = replace(told, id=None, precision="governorate", kind="governorate")
        self._append(at, last, start, place, (read[1].id, side[1].id, "places.back"), back=True)
        return last

    def _follows_office(self, at: int) -> bool:
        """Tell whether a noun stands behind people or an office: «أهالي المنطقة», «دول المنطقة»."""
        return at > 0 and shape(self.text.words[at - 1].look).head is not None

    def _names_village(self, at: int) -> bool:
        """Tell whether the noun before makes a definite noun a name: «قرية المقاطعة» is no province."""
        before = self.words.role(at - 1, "noun")
        read = self.words.role(at, "noun")
        settled = before is not None and is_settlement(before[1]) and not before[0].definite
        return settled and read is not None and not is_settlement(read[1])

    def _tells_side(self, at: int) -> bool:
        """Tell whether «المحافظة» only says where the place before lies: «بلدة ذيبان شرق المحافظة», «بلدة تابعة للمحافظة»."""
        if not self.found or self.found[-1].last != at - 1:
            return False
        if self.words.role(at - 1, "direction") is not None:
            return True
        return any(hit.entry.fields.get("needs_l") for hit in self.text.phrases.get(at - 1, ()))

    def _append(
        self,
        first: int,
        last: int,
        start: int,
        place: Resolved,
        entries: tuple[str, ...],
        *,
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
                back=back,
                dateline=last <= self._written,
                whence=self.words.is_whence(first),
                heading=opens_paragraph(self.text, first) and self.words.tagged(last, "colon"),
            )
        )
