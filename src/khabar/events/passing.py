"""What may stand between a verb and its object: the act that is its subject, times, shots, offices, brackets."""

from __future__ import annotations

from khabar.events.doers import Doers
from khabar.events.marks import ADJECTIVE, ADVERB, FINITE, JOINED, PRONOUN_VERB, mask
from khabar.events.parties import AGENTS, SHELLING, Found
from khabar.events.party_words import is_accusative, is_make
from khabar.mentions.model import TimeMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_SHOTS = ("rocket", "missile", "mortar", "artillery")
_COMMA, _FROM = mask("comma"), mask("from")
_PREPOSITION = mask("preposition", "lone_preposition")
_NUMBERED = mask("number_word", "number_bound")
_DATE = 8  # words of a date
_ASIDE, _LONG_ASIDE = mask("comma", "dash"), 10  # words of an aside, with its marks
_ENDS_NUMBER = mask("punct", "preposition", "lone_preposition")
_JOINED_OR_MARK = JOINED | mask("punct", "preposition")
_OPEN_BRACKET, _CLOSE_BRACKET = mask("open_bracket"), mask("close_bracket")


class Passing(Doers):
    """Tells where the words end that stand before an object; each method returns the word it was given where none do."""

    def past_shots(self, i: int) -> int:
        """Return the word behind what a verb of shelling fired, which is not what it hit: «قصفت القوات قذائف عدة»."""
        if self.trigger.mode not in SHELLING or self.verb is None or shape(self.text.words[i].look).prefix:
            return i
        flown = ("drone",) if i == self.trigger.last else ()  # «استهدفت مسيّرة دراجة»
        if i == self.trigger.last and shape(self.text.words[i].look).role("part"):
            i += 1  # «إحدى القذائف»
        fired = next((w for w in self.ground.weapons.within(i, i + 1) if w.weapon in (*_SHOTS, *flown)), None)
        if fired is None:
            return i
        return self._past_description(fired.last)

    def _past_description(self, i: int) -> int:
        """Return the word behind adjectives and where a thing was made: «مسيّرة كينية الصنع»."""
        while i < self.high and (self._tells_more(i) or is_make(self.ground, i)):
            i += 1
        return i

    def past_date(self, i: int) -> int:
        """Return the word behind a time that word `i` stands in: «عصر اليوم الاثنين 30 آب»."""
        return max((t.last for t in self.ground.times.within(i - _DATE, i) if t.last > i), default=i)

    def past_time(self, i: int) -> int:
        """Return the word behind a time between commas or about such a time: «التقى الوزير، أمس، السفير», «قرابة الثامنة»."""
        aside = self.marks[i] & _COMMA and self.verb is not None
        if not (aside or self.marks[i] & _NUMBERED) or i + 1 >= self.high:
            return i
        if not aside:
            near = next(iter(self.ground.times.within(i + 1, min(i + 4, self.high))), None)
            told = near is not None and (near.first == i + 1 or bool(self.marks[near.first - 1] & _FROM))
            return near.last if near is not None and told else i
        timely = self.ground.times.at(i + 1)
        if timely is None or timely.last >= self.high:
            return i
        return timely.last + 1 if self.marks[timely.last] & _COMMA else i

    def past_thing(self, i: int, actor: Found | None) -> int:
        """Return the word behind a thing that is the subject, where an object stands right behind it: «استهدفت طائرة سوقاً»."""
        if self.verb is None or self.passive or actor is not None or i != self.trigger.last or i >= self.high:
            return i
        if is_accusative(self.ground, i) or shape(self.text.words[i].look).prefix or self.marks[i] & _NUMBERED:
            return i
        end = np_end(self.text, self.mentions, i, self.high)
        if not i < end < self.high or self.marks[end] & _JOINED_OR_MARK:
            return i
        return end if is_accusative(self.ground, end) and not self.marks[end] & ADVERB else i

    def past_shell(self, i: int) -> int:
        """Return the word behind the rest of a weapon that hit and who fired it: «أصابت قذيفة هاون أطلقها … منزلاً»."""
        if self.trigger.kind != "phrase" or self.verb is None:
            return i
        weapon = next((w for w in self.ground.weapons.within(self.trigger.first, i + 1) if w.first <= i < w.last), None)
        if weapon is not None:
            return weapon.last
        if i == self.trigger.last and i + 1 < self.high and is_make(self.ground, i + 1):
            return self._past_description(i)
        if not self.marks[i] & PRONOUN_VERB:
            return i
        return next((m.last for m in self.near if m.first == i + 1), i)

    def past_when(self, i: int) -> int:
        """Return the word behind a time with its preposition: «استهدفت الطائرات في الأيام الأخيرة المواقع», «قبل ساعات»."""
        if self.verb is None or self.trigger.nominal or i + 1 >= self.high or not self.marks[i] & _PREPOSITION:
            return i
        if (timely := self.ground.times.at(i) or self.ground.times.at(i + 1)) is not None:
            return self._past_rest(timely)
        if "times" not in self.text.words[i + 1].look.by_domain:
            return i
        return max(i + 2, np_end(self.text, self.mentions, i + 1, self.high))

    def past_break(self, i: int) -> int:
        """Return the word behind a time or a phrase between marks."""
        return max(self.past_time(i), self._past_aside(i))

    def _past_aside(self, i: int) -> int:
        """Return the word behind a phrase between commas or dashes: «استهدف الجيش، في ساعة متأخرة من مساء أمس، سيارة»."""
        mark = self.marks[i] & _ASIDE
        if not mark or self.verb is None or self.trigger.nominal or i + 1 >= self.high:
            return i
        if not self.marks[i + 1] & _PREPOSITION:
            return i
        for j in range(i + 2, min(self.high - 1, i + _LONG_ASIDE)):
            if self.marks[j] & mark:
                return j + 1
            if self.marks[j] & FINITE:
                break
        return i

    def _past_rest(self, timely: TimeMention) -> int:
        """Return the word behind a time with the number that ends it: «بعد يوم واحد», «عند الساعة 6,00»."""
        amount = self.ground.amount(timely.last, self.high)
        if amount is None:
            return timely.last
        alone = amount.last >= self.high or bool(self.marks[amount.last] & _ENDS_NUMBER)
        return amount.last if alone or timely.precision == "hour" else timely.last

    def past_followers(self, i: int, actor: Found | None) -> int:
        """Return the word behind whose people the doer is, or who is joined to it: «استهدف المتمردون وحلفاؤهم المطار»."""
        if actor is not None and i == actor.last and self.verb is not None and self.roles.get("ل") != "target":
            owner = next((m for m in self.near if m.first == i and self.links[i] == "ل" and m.kind in AGENTS), None)
            plain = actor.mention is not None and not actor.mention.definite
            if owner is not None and plain and owner.last < self.high and not self.marks[owner.last] & _COMMA:
                return owner.last  # «حاصرت قوة للجيش مجموعة»
        joined = actor is not None and i == actor.last and i < self.high and self.marks[i] & JOINED
        if not joined or any(m.first == i and not m.generic for m in self.near):
            return i
        readings = self.text.words[i].look.readings
        theirs = all(r.pos == "noun" and r.suffix for r in readings)
        also = any(r.pos == "adjective" and not r.suffix for r in readings)  # «الجيشان التركي والوطني»
        return i + 1 if readings and (theirs or (also and not any(r.pos == "noun" for r in readings))) else i

    def past_office(self, i: int) -> int:
        """Return the word behind the office that somebody was taken from: «أنهت القيادة مهام أربعة ضباط»."""
        held = self.trigger.type == "SANCTION" and i < self.high and self.text.words[i].look.form in self.companions
        return i + 1 if held else i

    def past_act(self, i: int) -> int:
        """Return the word behind an act that is the subject of the verb, with its adjectives: «استهدفت غارة جوية سيارة»."""
        words = self.text.words
        if self.verb is None or i != self.trigger.last or i >= self.high:
            return i
        at = i + 1 if self.marks[i] & ADVERB and i + 1 < self.high else i  # «استهدف أكثر الهجمات دموية منطقة»
        if not any(
            r.pos in ("masdar", "noun") and e.fields.get("type") == "ASSAULT" and e.fields.get("part") != "casualty"
            for r, e in words[at].look.entries("events")
        ):
            return i
        i = at + 1
        while i < self.high and self._tells_more(i):
            i += 1
        return self._past_doer(i)

    def _past_doer(self, i: int) -> int:
        """Return the word behind whose act it was, where what it hit follows: «استهدفت غارات التحالف قاعدة»."""
        doer = next((m for m in self.near if m.first == i and self.links[i] == "" and m.kind in AGENTS), None)
        if doer is None or doer.last >= self.high or self.marks[doer.last] & _JOINED_OR_MARK:
            return i
        word = shape(self.text.words[doer.last].look)
        return doer.last if word.placing or is_accusative(self.ground, doer.last) else i

    def _tells_more(self, i: int) -> bool:
        """Tell whether a word describes the act before it: «غارات روسية محملة بقنابل»."""
        look = self.text.words[i].look
        if self.marks[i] & ADJECTIVE or shape(look).role("nationality"):
            return True
        if any(e.fields.get("other") for _, e in look.entries("casualties")):
            return True  # «غارات أخرى»
        return bool(look.readings) and all("participle" in r.pos for r in look.readings)

    def past_bracket(self, i: int) -> int:
        """Return the word after a bracket that opens at word `i`, or `i`."""
        if i < self.high and self.marks[i] & _OPEN_BRACKET:
            return next((j + 1 for j in range(i, min(self.high, i + 6)) if self.marks[j] & _CLOSE_BRACKET), i)
        return i
