"""Where it was: the place or the list of places that a trigger names, and which names are parties or origins instead."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.ground import Ground
from khabar.events.marks import FINITE, JOINED, SPEECH, mask
from khabar.events.parties import Found
from khabar.events.scope import is_workplace, marker
from khabar.events.spots import halfway, is_far
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.mentions.model import ActorMention, PlaceMention

_DEALS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "SANCTION", "COOPERATE"})
_DEAL_REACH = 7
_LIST_GAP = 2  # words between two places of one list
_WHERE_REACH = 8  # words from a place to «حيث» behind it
_TO, _WHERE, _WITH = mask("to"), mask("where"), mask("with")
_LOCATIVE = mask("in", "to", "on")
_COMPLEMENTISER, _TELLING = mask("complementiser"), mask("comma") | SPEECH
_IN, _COMMA = mask("in"), mask("comma")
_WIDE, _CLOSER_REACH = ("governorate", "region", "country"), 5
_PARTING = mask("conjunction", "contrast", "semicolon", "stop", "after")
_SPOTS = ("site", "town", "district")
_BESIDES = mask("preposition", "comma", "complementiser")
_VISITORS = 14  # words from a visit to where it went, with the offices and names of who made it
_HITTING = ("ASSAULT", "COERCE")
_VICTIM_REACH = 2  # words from a verb to whom it hurt
_SIDES = ("part", "direction")
_LISTING = mask("comma", "lone_and", "quote")


class Placing:
    """Finds the places of a trigger in its window."""

    ground: Ground
    text: Text

    def _places(self, trigger: Trigger, low: int, high: int, actor: Found | None) -> list[PlaceMention]:
        """Return the place or the list of places: after the trigger first, then before it in its window, then behind «حيث»."""
        places = self.ground.places.within(low, high)
        if not places:
            return self._where(trigger)
        first, scene = trigger.first, self._scene(trigger)
        end = self._speech(trigger, places)
        for n, place in enumerate(places):
            if end > place.first >= first and self._located(place, trigger, actor, low):
                if scene is not None and is_far(place, scene):
                    return [scene]
                if trigger.type in _DEALS and (made := self._made(places[:n], place, trigger, low)) is not None:
                    return [made]
                return self._list(self._closer(places[n:]))
        for n in range(len(places) - 1, -1, -1):
            if places[n].first < first and self._located(places[n], trigger, actor, low):
                return self._list(places[self._opening(places, n) : n + 1])
        return self._where(trigger)

    def _made(
        self, before: Sequence[PlaceMention], place: PlaceMention, trigger: Trigger, low: int
    ) -> PlaceMention | None:
        """Return the place right before a deal, which was made there: «وقعت في أنقرة اتفاقاً لتدريب معارضين في تركيا»."""
        near = next((p for p in reversed(before) if p.first < trigger.first), None)
        if near is None or trigger.first - near.last > 1 or place.first - trigger.last <= 1:
            return None
        return near if self._located(near, trigger, None, low) else None

    def _speech(self, trigger: Trigger, places: Sequence[PlaceMention]) -> int:
        """Return the word from which other words than those of a trigger tell of places behind it: «أسر أربعين، وأن القصر …»."""
        end = places[-1].last
        for at in range(trigger.last, end):
            marks = self.ground.marks[at]
            if marks & _COMPLEMENTISER and (marks & JOINED or self.ground.marks[at - 1] & _TELLING):
                return at
        return end

    def _closer(self, places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
        """Return places from the spot on that a wide one is told before: «في جبل الزاوية، والكائنة في قرية مرعيان»."""
        wide = places[0]
        if wide.precision not in _WIDE or len(places) < 2:
            return places
        spot = places[1]
        within = spot.precision in _SPOTS and not spot.whence and not spot.back and spot.country == wide.country
        if not within or spot.first - wide.last > _CLOSER_REACH or self._joined(wide.last, spot.generic_first):
            return places
        marks, at = self.ground.marks, spot.first - 1
        led = bool(marks[at] & _IN) or marker(self.ground, spot.first, wide.last) == "ب"
        parted = any(
            marks[i] & (FINITE | _PARTING) or (marks[i] & JOINED and i + 1 != at) for i in range(wide.last, at + 1)
        )
        return places[1:] if led and not parted else places

    def _scene(self, trigger: Trigger) -> PlaceMention | None:
        """Return the place with which the sentence opens, where all of it was: «وفي بلدة حوارة، رشق مستوطنون …»."""
        first = self.text.sentences[self.text.sentence_of[trigger.head]].first
        if first >= trigger.first or not self.ground.marks[first] & _IN:
            return None
        place = self.ground.places.at(first + 1)
        if place is None or place.last >= trigger.first or not self.ground.marks[place.last] & _COMMA:
            return None
        return place

    def _where(self, trigger: Trigger) -> list[PlaceMention]:
        """Return the place right before «حيث», which is that of the verb behind it: «إلى أربيل حيث التقى»."""
        at = trigger.first - 1
        if at < 1 or not self.ground.marks[at] & _WHERE:
            return []
        near = [p for p in self.ground.places.within(max(0, at - _WHERE_REACH), at) if p.last <= at]
        if not near or self.ground.any_of(FINITE, near[-1].last, at):
            return []
        return [near[-1]]

    def _located(self, place: PlaceMention, trigger: Trigger, actor: Found | None, low: int) -> bool:
        """Tell whether a place mention says where, and is no party or origin."""
        if place.first < trigger.first < place.last or place.whence or place.first in self.ground.quoted:
            return False
        link = marker(self.ground, place.first, low)
        if self._is_of_party(place, trigger, actor, link):
            return False
        if is_workplace(self.ground, place):
            return False
        if self.ground.marks[place.first - 1] & _WITH and place.first:
            return False  # «المتحالفة مع إيران»
        if link == "من" and trigger.type == "CONSULT":
            return False  # «استقبل وفداً من نازحي عفرين»
        likened = link == "ك" and place.span.start > self.text.words[place.first].start  # not «كبري»
        if likened or link == "agent" or (trigger.type == "ASSAULT" and self._on_the_way(place)):
            return False
        met = self._is_visited(place, trigger, link) or self._is_object(place, trigger, actor, link)
        if place.precision == "country" and link in ("", "and") and not (met or self._is_ground(place)):
            return False
        if trigger.type in _DEALS:  # a deal is about many places, and made in one
            return abs(place.first - trigger.last) <= _DEAL_REACH and (link == "ب" or self._locative(place))
        if any(not m.generic for m in self.ground.actors.within(place.first, place.first + 1)):
            return link == "ب" or met or self._locative(place)
        return True

    def _is_of_party(self, place: PlaceMention, trigger: Trigger, actor: Found | None, link: str) -> bool:
        """Tell whether a place belongs to the words of a party: of the doer, or of somebody told by it («موالية لإيران»)."""
        within = actor is not None and place.first < actor.last and actor.first < place.last
        if within and actor is not None and actor.rule != "events.object":
            return not self._is_hit(place, trigger, actor)
        return any(
            m.first < place.generic_first and place.last <= m.last and (m.name or link == "ل")
            for m in self.ground.actors.within(max(0, place.first - 8), place.first)
            if not self._is_caught(m, place, trigger, link)
        )

    def _is_hit(self, place: PlaceMention, trigger: Trigger, actor: Found) -> bool:
        """Tell whether a site right behind a weapon is what it hit: «استهدفت مسيرة مطار …»."""
        weapon = self.ground.weapons.at(actor.first)
        beside = weapon is not None and trigger.last == actor.first and place.first == weapon.last
        return beside and trigger.kind == "verb" and place.precision == "site"

    def _is_caught(self, victim: ActorMention, place: PlaceMention, trigger: Trigger, link: str) -> bool:
        """Tell whether a place behind «في» tells where somebody with an office was hurt: «قتل مهندساً في ولاية …»."""
        if trigger.kind != "verb" or trigger.type not in _HITTING:
            return False
        led = link == "ب" or bool(self.ground.marks[place.first - 1] & _IN)
        return led and 0 <= victim.first - trigger.last <= _VICTIM_REACH

    def _is_object(self, place: PlaceMention, trigger: Trigger, actor: Found | None, link: str) -> bool:
        """Tell whether a place that may act stands right behind the doer as what it hit: «قصف الطيران كييف»."""
        if actor is None or link or trigger.kind != "verb" or trigger.type not in _HITTING:
            return False
        return trigger.last <= actor.first and actor.last == place.first

    def _is_ground(self, place: PlaceMention) -> bool:
        """Tell whether the name of a country tells where and no party: «داخل الأراضي اللبنانية», «مدن سورية»."""
        if place.id is None and place.country:
            return True
        first = self.text.words[place.first].look.entries("places")
        return any(e.fields.get("role") in _SIDES or "nation" in e.fields for _, e in first)

    def _is_visited(self, place: PlaceMention, trigger: Trigger, link: str) -> bool:
        """Tell whether a place that may act is the one that a visit goes to: «زيارة لموسكو», «يزور القاهرة», «زار وزير الخارجية … طهران»."""
        if trigger.mode != "visit" or link not in ("", "ل"):
            return False
        between = place.first - trigger.last
        if link or 0 <= between <= 1:
            return True
        return (
            trigger.kind == "verb"
            and 0 <= between <= _VISITORS
            and not self.ground.any_of(FINITE | _BESIDES, trigger.last, place.first)
        )

    def _on_the_way(self, place: PlaceMention) -> bool:
        """Tell whether a preposition makes a place where somebody was taken or fled to: «نُقل إلى مشفى»."""
        words, at = self.text.words, place.first - 1
        if at < 1 or not self.ground.marks[at] & _TO:
            return False
        return not any(words[i].look.entries("places") for i in range(max(0, at - 3), at))  # «على الطريق المؤدي إلى …»

    def _locative(self, place: PlaceMention) -> bool:
        """Tell whether a preposition of place stands before a name that is also a party's."""
        led = place.first > 0 and bool(self.ground.marks[place.first - 1] & _LOCATIVE)
        return led or place.generic_first < place.first

    def _list(self, places: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Return the first place with those listed after it («كفر نوران وتديل»); what is between two is one spot."""
        out = [places[0]]
        for place in places[1:]:
            gap = place.first - out[-1].last
            if gap > _LIST_GAP or place.whence or not self._joined(out[-1].last, place.generic_first):
                break
            out.append(place)
        if "between" in self.text.words[max(0, places[0].generic_first - 1)].look.tags:
            return [halfway(self.text, out[0], out[1])] if len(out) > 1 else out
        return out

    def _opening(self, places: Sequence[PlaceMention], n: int) -> int:
        """Return where the list begins that place `n` ends: «تعرضت بلدات كنصفرة والرويحة لقصف»."""
        while n and not places[n - 1].whence and places[n].generic_first - places[n - 1].last <= _LIST_GAP:
            if not self._joined(places[n - 1].last, places[n].generic_first):
                break
            n -= 1
        return n

    def _joined(self, end: int, first: int) -> bool:
        if any(not marks & _LISTING for marks in self.ground.marks[end:first]):
            return False
        return first > end or self.text.words[first].look.form.startswith("و")
