"""Who did it behind the noun of an act: its genitive, the one after «ل», «من» or «بين»."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.events.carried import Carried
from khabar.events.marks import ADJECTIVE, FINITE, KNOWN, POINTING, ROLE, mask
from khabar.events.means import past_means
from khabar.events.parties import AGENTS, LINK_REACH, SHELLING, Found
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_PREPOSITION, _FROM = mask("preposition"), mask("from")
_ENDS = mask("punct", "preposition")
_LONE, _IN = mask("lone_preposition"), mask("in")
_BETWEEN = mask("comma", "quote", "bracket")
_ADJECTIVES = 3  # words that describe an act
_OBJECT_AFTER = 12  # words between the doer after a noun and whom or what it hit
_FOR_REACH = 5  # words between a noun and the doer after «ل», quotation marks with them
_TWOFOLD = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION"}
)  # whose verbal nouns bear a doer and an object


_AGREED = ("علي", "مع")
_SIDE = 8  # words that join more to the first side
_DEALINGS = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Genitives(Carried):
    """Finds the doer of an act behind its noun."""

    def _after_noun(self) -> Found | None:
        """Return the doer after a noun: «قصف قوات X», «قصف لقوات X», «قصف من X», «بين X وY»."""
        at, reading = self.trigger.last, self.trigger.reading
        definite = (reading is not None and reading.definite) or shape(self.text.words[self.trigger.head].look).full
        masdar = self.trigger.kind == "phrase" and reading is not None and reading.pos == "masdar"
        people = self.trigger.head + 1 if masdar else at
        amount = self.ground.amount(people, self.high) if self.trigger.type == "RETREAT" else None
        if (
            amount is not None
            and (some := next((m for m in self.ground.actors.within(people, amount.last + 1)), None)) is not None
            and some.last >= amount.last
            and self._subject_genitive(some)
        ):
            return Found(people, some.last, "events.genitive", some)
        for m in self.near:
            if self._flown(m):
                return self.whole(m, "events.for")
            inside = self._of_masdar(m)
            gap, link = 0 if inside else m.first - at, self.links[m.first]
            if gap < 0:
                continue
            if gap > LINK_REACH:
                break
            if not self.may_act(m):
                continue
            if (
                link == ""
                and gap <= 2
                and (gap == 0 or not m.person)
                and not definite
                and not self._has_doer()
                and (m.definite or m.name)
                and not self.says_where(m)
                and self.clear(min(at, m.first), m.first)
                and self._subject_genitive(m)
                and not self._only_where(m)
            ):
                return self.whole(m, "events.genitive")
            if (
                link == "ل"
                and gap <= _FOR_REACH
                and not self._has_doer()
                and self._described(at, m.first)
                and self.trigger.type == "ASSAULT"
                and (
                    self.roles.get(link) != "target"
                    or (m.kind in AGENTS and (self.trigger.mode in SHELLING or self._fallen_in()))
                )
            ):
                return self.whole(m, "events.for")
            origin = gap <= 4 and bool(self.marks[m.first - 1] & _FROM) and self.trigger.mode != "clash"
            if self.roles.get(link) == "actor" or (
                origin and (self.trigger.type == "ASSAULT" or self.light.get("subject") == "target")
            ):
                return self.whole(m, "events.linked")
        return None

    def _from_whom(self) -> Found | None:
        """Return the party behind «من» right behind the noun of an attack: «هجوم من الجبهة»."""
        at = self.trigger.last
        if self.trigger.type != "ASSAULT" or self.trigger.mode == "clash" or at >= self.high:
            return None
        after = next((m for m in self.near if m.first == at + 1), None) if self.marks[at] & _FROM else None
        acts = after is not None and after.kind in AGENTS and self.may_act(after)
        return self.whole(after, "events.linked") if after is not None and acts else None

    def _fallen_in(self) -> bool:
        """Tell whether people fell in an act whose noun stands behind «في», so that «ل» names its doer: «قتلوا في كمين للحركة»."""
        at = self.trigger.first - 1
        return self.trigger.light is None and at >= self.sentence.first and bool(self.marks[at] & _IN)

    def _flown(self, m: ActorMention) -> bool:
        """Tell whether what an act was done with goes on behind its wording, with whose it is: «هجوم لطائرة مسيرة تركية»."""
        inside = self.trigger.kind == "phrase" and self.trigger.head < m.first < self.trigger.last < m.last
        return inside and self.trigger.mode in SHELLING and bool(m.country) and self.may_act(m)

    def _has_doer(self) -> bool:
        """Tell whether the noun bears a pronoun, who did it: «استهدافها للتنظيم»."""
        return self.trigger.reading is not None and bool(self.trigger.reading.suffix)

    def _described(self, first: int, last: int) -> bool:
        """Tell whether only adjectives stand between two words, and the marks of «لـ "X"»."""
        described = ADJECTIVE | _LONE
        return all(
            self.marks[i] & described or not self.marks[i] & KNOWN or self.looks_like_adjective(i)
            for i in range(first, last)
        ) and self.clear(first, last)

    def _sides(self) -> Found | None:
        """Return the first of the parties between whom it was: «بين X وY»."""
        mutual = self._mutual()
        for m in self.near:
            if self.trigger.last <= m.first <= self.trigger.last + LINK_REACH and (
                self.roles.get(self.links[m.first]) == "parties"
                or m.first == mutual
                or (self.links[m.first] == "بين" and self.trigger.type in _DEALINGS and self.trigger.mode != "visit")
            ):
                return self._side(m)
        return None

    def _mutual(self) -> int:
        """Return the word where the sides of a mutual act begin («قصف متبادل بين …»), -1 where it is none."""
        for i in range(self.trigger.head + 1, min(self.high - 2, self.trigger.last + _ADJECTIVES)):
            if self.marks[i] & ROLE and any(
                e.fields.get("between") == "yes" for _, e in self.text.words[i].look.entries("roles")
            ):
                return i + 2 if self.marks[i + 1] & _PREPOSITION else -1
        return -1

    def _side(self, m: ActorMention) -> Found | None:
        """Return the first side of «بين X وY»; in «بينه وبين Y» it is the one whom the clause tells of."""
        if self.text.words[m.first - 1].look.form[:1] == "و" or shape(self.text.words[m.first].look).prefix[:1] == "و":
            before = self.earlier()
            return replace(before, rule="events.between") if before is not None else None
        return Found(m.first, self._end_of_side(m), "events.between", m)

    def _end_of_side(self, m: ActorMention) -> int:
        """Return the word behind the first side, «من جهة» behind it: «بين الجيش والعشائر من جهة و…»."""
        for i in range(m.last, min(self.high, m.last + _SIDE)):
            if i in self.ground.sides:
                end = i
                while end > m.last and self.marks[end - 1] & _BETWEEN:
                    end -= 1
                return end
            if self.marks[i] & (FINITE | _PREPOSITION):
                break
        return m.last

    def _subject_genitive(self, m: ActorMention) -> bool:
        """Tell whether the genitive of a verbal noun is its doer: no object role, or shelling by somebody armed."""
        if self.roles.get("object") != "target" and self.roles.get("subject") != "target":
            own = self.trigger.type in ("ASSAULT", "COERCE", "PROTEST", "RETREAT") or m.person
            own = own or (self.trigger.type == "AGREE" and (m.role != "place" or self._upon(m.last)))
            return own or (self.trigger.type in _TWOFOLD and self._object_behind(m))
        if self.trigger.mode in SHELLING and m.kind in AGENTS and not self.trigger.fields.get("bare"):
            return True
        if self.trigger.type == "CONSULT" and self.trigger.mode == "visit" and (m.person or m.role == "title"):
            return True  # «زيارة وزير الخارجية إلى»
        if m.person or self.trigger.type not in _TWOFOLD:
            return False
        return self._object_behind(m) if m.kind in AGENTS else self._hits(m)

    def _hits(self, m: ActorMention) -> bool:
        """Tell whether people or a body do an act to whom or what «ل» right behind them names: «استهداف المستوطنين لمنزل»."""
        after = next((x for x in self.ground.actors.within(m.last, m.last + 1)), None)
        return after is not None and after.role == "target" and self.links.get(after.first) == "ل"

    def _only_where(self, m: ActorMention) -> bool:
        """Tell whether the genitive of an attack is a place: «تفجير سروج», «حرب اليمن», not «هجوم روسيا على»."""
        if m.role != "place" or self.trigger.type != "ASSAULT" or self.trigger.mode in SHELLING:
            return False
        return not (self._upon(m.last) or self._object_behind(m))

    def _upon(self, at: int) -> bool:
        """Tell whether what was agreed to, or with whom, follows a capital: «موافقة أديس أبابا على», not «اتفاق جنيف»."""
        if at >= self.high or not self.marks[at] & _PREPOSITION:
            return False
        return any(r.lemma in _AGREED for r in self.text.words[at].look.readings)

    def _of_masdar(self, m: ActorMention) -> bool:
        """Tell whether a party stands inside the wording, behind its verbal noun: «سيطرة تنظيم … على»."""
        reading = self.trigger.reading
        inside = self.trigger.kind == "phrase" and self.trigger.head < m.first < self.trigger.last
        return inside and (reading is not None and reading.pos == "masdar")

    def _object_behind(self, m: ActorMention) -> bool:
        """Tell whether the object follows the genitive: «استهداف القوات، أمس، للأحياء», «استهداف القوات، بالرشاشات، قرية …»."""
        words, i, stop = self.text.words, m.last, min(self.sentence.last, m.last + _OBJECT_AFTER)
        if i < stop and shape(words[i].look).prefix.endswith("ل"):
            return True
        while i < stop:
            marks, word = self.marks[i], shape(words[i].look)
            timely = self.ground.times.at(i)
            if timely is not None or marks & _BETWEEN:
                i = max(i + 1, timely.last if timely is not None else 0)
            elif word.prefix == "ب":
                i = past_means(self.ground, i, stop)
            elif word.prefix == "ل":
                return True
            elif word.prefix or marks & (_ENDS | FINITE | POINTING):
                return False
            else:
                return not word.definite or any(p.generic_first == i for p in self.ground.places.within(i, i + 3))
        return False
