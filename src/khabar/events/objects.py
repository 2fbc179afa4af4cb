"""The object of a verb or a verbal noun: whom or what stands right behind it."""

from __future__ import annotations

from khabar.events.marks import ADJECTIVE, ADVERB, FINITE, KNOWN, POINTING, mask
from khabar.events.means import past_means
from khabar.events.owned import Owned
from khabar.events.parties import SHELLING, WATCHERS, Found, same
from khabar.events.party_words import is_area, is_site, names_site
from khabar.events.scope import marker
from khabar.mentions.model import ActorMention, PlaceMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_OBJECT_REACH = 12
_BOMBS = ("car_bomb", "ied", "suicide_belt", "mine")
_NOMINATIVE = "ون"  # the end of a plural that is no object
_SHORT = 5  # letters of a word of manner
_MEANS = ("ب", "وب")  # begin a number of means: «بعشرات القذائف»
_FROM = mask("from")
_COMMA, _THIS = mask("comma"), mask("demonstrative")
_IN, _QUOTE, _PREPOSITION = mask("in"), mask("quote"), mask("preposition", "lone_preposition")
_ENDS = mask("punct", "relative", "complementiser", "subordinator", "neg")
_HELD = frozenset({"arrest", "abduct", "deport", "displace"})  # what is done to people only
_COUNTING = mask("number", "number_word")
_NUMBERED = mask("number_word", "number_bound")


class Objects(Owned):
    """Finds the object of a trigger."""

    def object_from(self, start: int, actor: Found | None) -> Found | None:
        """Return the object that begins after word `start`: a party, or after a verb any noun phrase; a place is none."""
        if self.trigger.kind == "phrase":  # «تساعد تنظيم …»: the party begins inside the wording
            first, last = self.trigger.first, self.trigger.last
            inside = next((m for m in self.near if first < m.first < last < m.last), None)
            if inside is None and self.roles.get("object") == "target":  # «إطلاق جميع المحتجزين»
                inside = next((m for m in self.near if first < m.first and m.last == last), None)
            if inside is not None and not self._blown_up(inside.first):
                found = self.whole(inside, "events.object")
                if not same(found, actor):
                    return found
        i, stop, linked = (
            self.past_thing(self.past_act(self.past_office(self.past_followers(start, actor))), actor),
            min(self.high, start + _OBJECT_REACH),
            False,
        )
        while i < stop:
            look, marks = self.text.words[i].look, self.marks[i]
            if self.ground.links.get(i, (-1, ""))[1] == "agent":
                return None  # «قصف مصدره …»
            if i == start and self.verb is not None and not look.readings and look.form.endswith(_NOMINATIVE):
                i += 1  # «أحرق متظاهرون غاضبون القنصلية»
                continue
            if (past := max(self.past_shell(i), self.past_shots(i), self.past_when(i), self.past_break(i))) > i:
                i = past
                continue
            if self.trigger.type == "RETREAT" and look.form in self.companions:
                i += 1  # «أطلق سراح 60»
                continue
            if marks & _NUMBERED and self._is_subject_pronoun(i):
                i += 1
                continue
            if (past := self.past_date(i)) > i:
                i = past
                continue
            if i > start and self.marks[i - 1] & ADJECTIVE and marks & _NUMBERED and self.ground.amount(i, stop):
                i += 1  # «قذائف متفجرة عدة»
                continue
            if (timely := self.ground.times.at(i)) is not None:
                i = max(timely.last, i + 1)  # «الاثنين» is a day
                continue
            if self.ground.amount(i, stop) is not None and not look.form.startswith(_MEANS):
                return self._phrase(i, actor)
            if marks & _IN and self.verb is not None and (where := self.ground.places.at(i + 1)) is not None:
                i = self.past_bracket(where.last)
                continue
            if marks & _IN and self.verb is not None and i + 1 < stop and self.marks[i + 1] & _THIS:
                i = max(np_end(self.text, self.mentions, i + 2, stop), i + 2)  # «في هذه الأثناء»
                continue
            if marks & _PREPOSITION:
                linked = any(self.roles.get(r.lemma) == "target" for r in look.readings)
                if not linked:
                    return None
                i += 1
                continue
            if (
                marks & _THIS
                and i + 1 == self.high < self.sentence.last
                and shape(self.text.words[i + 1].look).definite
            ):
                return Found(i, i + 2, "events.object")  # «حظرت الولاية هذه التظاهرة»
            if (
                marks & (_QUOTE | _THIS)
                or marks & POINTING
                or (not linked and (self._adjective(i) or self._adverb(i, stop)))
            ):
                i += 1
                continue
            if marks & _COMMA and self._object_goes_on(i + 1, stop, actor):
                i += 1
                continue
            if marks & _ENDS:
                return None
            link = "" if linked else marker(self.ground, i, start)
            if link == "" and look.form.startswith(_MEANS) and self._is_manner(i, stop):
                link = "ب"
            if link == "ل" and any(m.kind in WATCHERS for m in self.ground.actors.within(i, i + 1)):
                return None  # «وفقاً للمراسل»
            if link == "" or self.roles.get(link) == "target":
                return self._phrase(i, actor)
            if link != "ب":  # the means may stand between: «استهدفت بقذائف الهاون منزلاً»
                return None
            i = past_means(self.ground, i, stop)
        return self.crowd_behind() if i == self.high else None

    def _is_manner(self, i: int, stop: int) -> bool:
        """Tell whether a word with «ب» that no entry knows says how: «بانتظام», «بعشرات القذائف»."""
        known = bool(self.text.words[i].look.readings)
        if self.ground.amount(i, stop) is not None:
            return True
        if known or i + 1 >= stop:
            return False
        return len(self.text.words[i].look.form) > _SHORT or bool(self.marks[i + 1] & ADJECTIVE)  # «بشكل عشوائي»

    def _object_goes_on(self, i: int, stop: int, actor: Found | None) -> bool:
        """Tell whether the object follows a comma behind the subject: «اعتقلت الشرطة، ثلاثة أشخاص»."""
        if (self.verb is None and (actor is None or self.trigger.type != "ASSAULT")) or i >= stop:
            return False
        place = self.ground.places.at(i)
        known = self.ground.amount(i, stop) is not None or (place is not None and is_site(place))
        return known or any(m.first == i and self.links[i] == "" for m in self.near)

    def _is_subject_pronoun(self, i: int) -> bool:
        """Tell whether a word stands for one of many told before, as the subject: «استهدفت إحداها محطة»."""
        return self.verb is not None and all(r.suffix for r in self.text.words[i].look.readings)

    def _phrase(self, i: int, actor: Found | None) -> Found | None:
        """Return the noun phrase at word `i` as the object."""
        place = self.ground.places.at(i)
        if place is not None:
            return self._place_hit(place, i, actor)
        if self.marks[i] & FINITE or self._blown_up(i) or self.ground.damages.within(i, i + 1):
            return None
        amount = self.ground.amount(i, self.high)
        head = amount.last if amount is not None else i
        if amount is not None and self.trigger.mode in _HELD and (head >= self.high or self.marks[head] & _ENDS):
            return Found(i, head, "events.object")  # «توقيف ثلاثمئة.»
        if amount is not None and head < self.high and "times" in self.text.words[head].look.by_domain:
            return None  # «اعتقل 13 عاماً»
        if head >= self.high or (amount is not None and shape(self.text.words[head].look).prefix[-1:] == "ب"):
            return None  # a number at the end of its clause, or before «بتهمة», counts nothing
        if amount is not None and self.marks[head] & _PREPOSITION and not self.marks[head] & _FROM:
            return Found(i, head, "events.object")  # «وأصيب عدد آخر في»
        mention = next((m for m in self.ground.actors.within(i, head + (2 if amount is not None else 1))), None)
        if mention is None and amount is None:
            mention = self._called(i)
        if mention is None and (not self._takes_things(head) or is_area(self.ground, head)):
            return None
        end = max(np_end(self.text, self.mentions, head, self.high), mention.last if mention is not None else 0)
        if mention is not None and mention.role == "source":
            end = self.without_place(mention.head + 1, end)
        found = self.with_owner(Found(i, end, "events.object", mention))
        return found if end > i and not same(found, actor) else None

    def _called(self, i: int) -> ActorMention | None:
        """Return the person whom an unknown word with article describes: «تعذيب المحتجز سالم العبيدي»."""
        look = self.text.words[i].look
        if look.readings or not look.form.startswith("ال"):
            return None
        return next((m for m in self.near if m.first == i + 1 and m.person), None)

    def _blown_up(self, i: int) -> bool:
        """Tell whether a thing is the bomb itself: «فجر انتحاري سيارة مفخخة»."""
        if self.trigger.mode not in ("explosives", "suicide-attack"):
            return False
        return any(w.first <= i < w.last and w.weapon in _BOMBS for w in self.ground.weapons.within(i - 1, i + 1))

    def _place_hit(self, place: PlaceMention, i: int, actor: Found | None) -> Found | None:
        """Return a site as what was hit, or whom a capital stands for in dealings; a town that is hit is no target."""
        if is_site(place):
            return Found(i, place.last, "events.site_hit", None, place.country)
        if (site := self._named_site(i)) is not None:
            return Found(i, min(site.last, place.last), "events.site_hit", None, place.country)
        stands_for = next((m for m in self.ground.actors.within(i, i + 1) if m.name and not m.generic), None)
        if stands_for is None or self.trigger.type in ("ASSAULT", "COERCE"):
            return None
        found = Found(i, stands_for.last, "events.capital", stands_for)
        return found if not same(found, actor) else None

    def _named_site(self, i: int) -> ActorMention | None:
        """Return a site whose name is also that of a town: «قصفت القوات قاعدة "كلجبرين"»."""
        hit = self.trigger.type == "ASSAULT" and names_site(self.text.words[i].look)
        return next((m for m in self.ground.actors.within(i, i + 1) if hit and m.role == "target"), None)

    def _adjective(self, i: int) -> bool:
        """Tell whether a word after a noun trigger is an adjective of it."""
        if not self.trigger.nominal or i - self.trigger.last > 2:
            return False
        word = shape(self.text.words[i].look)
        return not any(m.first == i for m in self.near) and (
            word.role("quality", "nationality") is not None
            or bool(self.marks[i] & ADJECTIVE)
            or (not self.trigger.definite and self.looks_like_adjective(i))
        )

    def _adverb(self, i: int, stop: int) -> bool:
        """Tell whether a word only says how: a particle, or an unknown accusative before a number («فوراً أربعة»)."""
        marks = self.marks[i]
        if marks & _NUMBERED:
            return False
        if marks & KNOWN:
            adverb = bool(marks & ADVERB)
        else:
            vague = self.text.words[i].look.form.endswith("ا")
            told = i + 1 < stop and self.text.words[i + 1].look.form.startswith("ال")  # «أساساً المقاتلين»
            adverb = vague and i + 1 < stop and (told or self.ground.amount(i + 1, stop) is not None)
        return adverb and not any(m.first <= i < m.last for m in self.near)

    def _takes_things(self, i: int) -> bool:
        """Tell whether the object may be words that name no party: after verbs and verbal nouns that take one."""
        reading, readings = self.trigger.reading, self.text.words[i].look.readings
        if self.roles.get("object") != "target":
            return False
        if reading is None:  # a wording: «اغتال مسلحون إمام المسجد»
            return any(r.pos == "noun" for r in readings)
        if not self.trigger.nominal:
            return not self.passive or bool(readings) or (i > 0 and bool(self.marks[i - 1] & _COUNTING))
        named = any(
            r.pos == "noun" or (r.definite and "participle" in r.pos and not self.trigger.definite) for r in readings
        )
        if reading.pos == "noun":
            return named  # «اعتقال نحو عشرين عاملاً»
        return reading.pos == "masdar" and (named or self._owned(i) or self._strange(i))

    def _strange(self, i: int) -> bool:
        """Tell whether a word that nobody knows is the object of a verbal noun that no doer can follow: «استهداف مسبح»."""
        if self.trigger.mode in SHELLING and not self.trigger.fields.get("bare"):
            return False
        word, head = self.text.words[i].look, self.text.words[self.trigger.head].look
        bare = i == self.trigger.last and not head.form.endswith("ا")
        known = word.readings or word.tags or shape(word).prefix or i in self.ground.covered
        told = i + 1 < self.high and bool(self.marks[i + 1] & FINITE)  # «استهداف جديد قام به الطيران»
        return bare and not (known or told or self.trigger.definite or self.looks_like_adjective(i))

    def _owned(self, i: int) -> bool:
        """Tell whether a word that nobody knows belongs to the party right behind it: «استهداف أوكار التنظيم»."""
        if self.text.words[i].look.readings or shape(self.text.words[i].look).definite:
            return False
        return any(m.first == i + 1 and self.links[m.first] == "" for m in self.near)
