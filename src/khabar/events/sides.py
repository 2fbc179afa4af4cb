"""To whom it was done by its marks: the other side of a clash or a deal, «ضد», those in whose ranks victims fell."""

from __future__ import annotations

from khabar.events.further import Further
from khabar.events.marks import JOINED, mask
from khabar.events.parties import AGENTS, Found, same
from khabar.events.scope import marker
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_OBJECT_REACH = 12
_SIDE_REACH = 5  # words that the second side may go on («وأنصار صالح»)
_PREPOSITION, _COMMA = mask("preposition"), mask("comma")
_NEW_MATTER = mask("conjunction", "semicolon", "stop", "contrast", "complementiser")
_DOING = ("events.subject", "events.subject_before", "events.governing", "events.verb_object")
_NUMBERS = mask("number", "number_word", "quantifier")


class Sides(Further):
    """Finds the other side, and whom words such as «ضد» aim an act at."""

    def _joint(self, actor: Found | None) -> Found | None:
        """Return the party joined by «و» to who dealt with it: «وقعت الحكومة والحركة اتفاقاً»."""
        if actor is None or actor.mention is None:
            return None
        last = actor.mention.last
        if self.trigger.type == "CONSULT" and last < self.high and self.marks[last] & JOINED:
            other = next((m for m in self.near if m.first == last + 1 and m.person), None)
            if other is not None and shape(self.text.words[last].look).role("nationality"):
                return Found(last, other.last, "events.joint", other)  # «لقاء الرئيسين التركي فلان والروسي فلان»
        if actor.rule not in _DOING:
            return None
        after = next((m for m in self.near if m.first == last and self.links[m.first] == "and"), None)
        return self.whole(after, "events.joint") if after is not None else None

    def _marked(self, start: int) -> Found | None:
        """Return the party behind «ضد، بحق» in the clause of the trigger."""
        for m in self.near:
            if m.first >= start and self.links[m.first] == "target":
                return self.whole(m, "events.target_marker") if self.one_clause(start, m.first) else None
        if self.high > start and self.ground.links.get(self.high - 1, (-1, ""))[1] == "target":
            return self.crowd_behind()  # «أطلقت الغاز لتفريق المتظاهرين»
        return None

    def _loser(self, actor: Found | None) -> Found | None:
        """Return from whom ground was taken, told behind it: «تحرير المدينة من قبضة الحركة», «قرية كانت تسيطر عليها القوات»."""
        last = min(self.sentence.last, self.trigger.last + 2 * _OBJECT_REACH)
        for m in self.ground.parties.within(self.trigger.last, last):
            if m.kind in AGENTS and marker(self.ground, m.first, self.trigger.last) == "loser":
                found = Found(m.first, m.last, "events.target_marker", m)
                return found if self._same_matter(m.first) and not same(found, actor) else None
        return None

    def _same_matter(self, at: int) -> bool:
        """Tell whether no new matter begins between a trigger and a word."""
        return not self.ground.any_of(_NEW_MATTER, self.trigger.last, at)

    def _in_ranks(self, actor: Found | None) -> Found | None:
        """Return whose ranks the victims stood in, told further on: «ما أدى إلى قتلى في صفوف القوات»."""
        for m in self.near:
            if m.first >= self.trigger.last and self.links[m.first] == "ranks":
                told = any(
                    c.last >= m.first - _SIDE_REACH for c in self.ground.counts.within(self.trigger.last, m.first)
                )
                aimed = told or m.kind in AGENTS or self.trigger.type == "COERCE"  # «حملة اعتقالات في صفوف الناشطين»
                found = self.whole(m, "events.target_marker") if aimed else None
                return found if not same(found, actor) else None
        return None

    def _other_side(self, actor: Found | None) -> Found | None:
        """Return the other side of «بين X وY»."""
        if actor is None or actor.rule != "events.between":
            return None
        start = max(actor.last, self.trigger.last)
        sides = [
            self.ground.sides[i] for i in range(start, min(self.high, start + _OBJECT_REACH)) if i in self.ground.sides
        ]
        start = sides[0] if sides else start
        for m in self.near:
            if m.first >= start and self.links[m.first] not in ("", "ل", "في") and m.first - start <= _OBJECT_REACH:
                last = next(
                    (i for i in range(m.last, min(self.high, m.last + _OBJECT_REACH)) if i in self.ground.sides), 0
                )
                end = last or max(
                    m.last, np_end(self.text, self.mentions, m.first, min(self.high, m.last + _SIDE_REACH))
                )
                if self.ground.any_of(_PREPOSITION | _COMMA, m.last, end):
                    end = self.whole(m, "events.between").last
                return Found(m.first, end, "events.between", m)
        return self._second_side(actor.last)

    def _second_side(self, i: int) -> Found | None:
        """Return the words behind «و» as the other side, whoever they name: «بين القوات وأحد المطلوبين»."""
        if i >= self.high or not self.text.words[i].look.form.startswith("و"):
            return None
        start = i + 1 if self.marks[i] & _NUMBERS else i
        end = np_end(self.text, self.mentions, start, min(self.high, i + _SIDE_REACH))
        return Found(i, end, "events.between") if end > start else None
