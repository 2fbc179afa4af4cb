"""Where it was: the place or the list of places that a trigger names, and which names are parties or origins instead."""

from __future__ import annotations

from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.events.parties import Found
from khabar.events.scope import is_workplace, marker
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.mentions.model import PlaceMention

_DEALS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "SANCTION", "COOPERATE"})
_DEAL_REACH = 7
_LIST_GAP = 2  # words between two places of one list
_TO = mask("to")
_LOCATIVE = mask("in", "to", "on")
_LISTING = mask("comma", "lone_and", "quote")


class Placing:
    """Finds the places of a trigger in its window."""

    ground: Ground
    text: Text

    def _places(self, trigger: Trigger, low: int, high: int, actor: Found | None) -> list[PlaceMention]:
        """Return the place or the list of places: after the trigger first, then before it in its window."""
        places = self.ground.places.within(low, high)
        if not places:
            return []
        first = trigger.first
        after = [p for p in places if p.first >= first and self._located(p, trigger, actor, low)]
        if after:
            return self._list(after)
        for place in reversed(places):
            if place.first < first and self._located(place, trigger, actor, low):
                return [place]
        return []

    def _located(self, place: PlaceMention, trigger: Trigger, actor: Found | None, low: int) -> bool:
        """Tell whether a place mention says where, and is no party or origin."""
        if place.first < trigger.first < place.last or place.whence or place.first in self.ground.quoted:
            return False
        if (
            actor is not None
            and place.first < actor.last
            and actor.first < place.last
            and actor.rule != "events.object"
        ):
            return False
        if any(
            m.first < place.generic_first and place.last <= m.last and m.name
            for m in self.ground.actors.within(max(0, place.first - 8), place.first)
        ):
            return False
        if is_workplace(self.ground, place):
            return False
        link = marker(self.ground, place.first, low)
        if link in ("agent", "ك") or (trigger.type == "ASSAULT" and self._on_the_way(place)):
            return False
        if place.precision == "country" and link in ("", "and"):
            return False
        if trigger.type in _DEALS:  # a deal is about many places, and made in one
            return abs(place.first - trigger.last) <= _DEAL_REACH and (link == "ب" or self._locative(place))
        if any(not m.generic for m in self.ground.actors.within(place.first, place.first + 1)):
            return link == "ب" or self._locative(place) or (link == "ل" and trigger.mode == "visit")
        return True

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

    def _list(self, places: list[PlaceMention]) -> list[PlaceMention]:
        """Return the first place with those listed after it («كفر نوران وتديل»); a road between two is one spot."""
        out = [places[0]]
        if "between" in self.text.words[max(0, places[0].generic_first - 1)].look.tags:
            return out
        for place in places[1:]:
            gap = place.first - out[-1].last
            if gap > _LIST_GAP or not self._joined(out[-1].last, place.generic_first):
                break
            out.append(place)
        return out

    def _joined(self, end: int, first: int) -> bool:
        if any(not marks & _LISTING for marks in self.ground.marks[end:first]):
            return False
        return first > end or self.text.words[first].look.form.startswith("و")
