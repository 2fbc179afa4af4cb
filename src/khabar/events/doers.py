"""Who did it: the subject of the verb, the genitive of the noun, the one after «من قبل», the one told before."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.events.lights import light_of
from khabar.events.marks import ADJECTIVE, EVENT, FINITE, KNOWN, LIGHT, PRONOUN_VERB, ROLE, SPEECH, VERB, mask
from khabar.events.means import past_means
from khabar.events.parties import AGENTS, LINK_REACH, SHELLING, Found
from khabar.events.party_words import folded, has_alike
from khabar.events.scope import marker, role_before
from khabar.events.subjects import Subjects
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_PREPOSITION, _FROM, _COLON = mask("preposition"), mask("from"), mask("colon")
_ENDS = mask("punct", "preposition")
_LONE = mask("lone_preposition")
_BETWEEN = mask("comma", "quote", "bracket")
_FLOWN = ("drone", "airstrike")
_MARKED = 8  # words up to «من قبل» that may hold another verb
_ADJECTIVES = 3  # words that describe an act
_OBJECT_AFTER = 12  # words between the doer after a noun and whom or what it hit
_FOR_REACH = 5  # words between a noun and the doer after «ل», quotation marks with them
_TWOFOLD = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID"})  # whose verbal nouns bear a doer and an object
_OWN_ACTS = frozenset({"CONSULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE", "AID", "AGREE"})
_ANSWERS = frozenset({"deny", "threaten", "promise"})  # what a doer says of its own act: «ردّت بقصف»، «هددت بقصف»


class Doers(Subjects):
    """Finds who did what a trigger names."""

    def actor(self) -> Found | None:
        """Return who did it."""
        trigger = self.trigger
        marked = self._marked_agent() if trigger.mode != "clash" else None
        if marked is not None:
            return marked
        if trigger.kind == "casualty" and (
            self.verb is None or (trigger.light is not None and self._stage() != "claimed")
        ):
            return None
        if (sides := self._sides()) is not None:
            return sides
        if trigger.light is not None:
            announced = trigger.type == "ASSAULT" and trigger.mode != "targeted" and self._stage() == "declared"
            announced = announced and not (trigger.reading is not None and self._own_act())
            told_after = self._after_noun()
            if self._is_its_subject(trigger.light):
                return told_after or self._pronoun() or self._nationality()
            if told_after is not None and self._warded_off():  # «صدّ هجوم لمسلحي X»
                return told_after
            if (
                self.light.get("subject") in (None, "actor")
                and not announced
                and (subject := self.subject_of(trigger.light)) is not None
            ):
                return subject
            return told_after or self._relative() or self._nationality()
        if self.verb is not None:
            if self.passive or self.roles.get("subject") not in (None, "actor"):
                return self.by_link(trigger.last)
            return None if self.told_by_noun else self.subject_of(self.verb)
        return (
            self._governed()
            or self._after_noun()
            or self._relative()
            or self._pronoun()
            or self._nationality()
            or self._governing()
        )

    def by_means(self) -> Found | None:
        """Return the country whose adjective the means bears: «اغتيل القائد بطائرة مسيرة إسرائيلية»."""
        if self.trigger.type != "ASSAULT":
            return None
        for weapon in self.ground.weapons.within(self.trigger.last, min(self.high, self.trigger.last + LINK_REACH)):
            if weapon.weapon not in _FLOWN or marker(self.ground, weapon.first, self.trigger.last) != "ب":
                continue  # a Russian shell may be anybody's
            for i in range(weapon.first + 1, min(self.high, weapon.last + 2)):
                word = shape(self.text.words[i].look)
                found = word.role("nationality")
                if found is not None and not word.prefix and "country" in found[1].fields:
                    return Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"]))
        return None

    def _own_act(self) -> bool:
        """Tell whether whoever declares an act bears arms and the act is theirs: «أعلن الحزب استهداف الموقع»."""
        light, reading = self.trigger.light, self.trigger.reading
        if light is None or reading is None or reading.pos != "masdar" or self.roles.get("object") != "target":
            return False
        teller = next((m for m in self.near if light < m.first < self.trigger.first), None)
        return teller is not None and teller.kind in ("military", "armed_group") and teller.last == self.trigger.first

    def _is_its_subject(self, light: int) -> bool:
        """Tell whether the verb before the noun has another object, a pronoun: «مقاتلون تدعمهم ضربات جوية»."""
        readings, first = self.text.words[light].look.readings, self.trigger.first
        return light < first and bool(readings) and all(r.pos == "verb" and r.suffix for r in readings)

    def _stage(self) -> str:
        """Return the stage that the light verb tells: «أعلن المتحدث قصف البلدة» only says the act."""
        light = self.trigger.light
        found = light_of(self.text.words[light].look) if light is not None else None
        return str(found[1].fields.get("stage")) if found is not None else ""

    def _marked_agent(self) -> Found | None:
        """Return the party behind «من قبل، على يد» in the clause of the trigger."""
        for m in self.near:
            if m.first >= self.trigger.first and self.links[m.first] == "agent":
                far = m.first - self.trigger.last > _MARKED and not self.one_clause(self.trigger.last, m.first)
                return None if far else self.whole(m, "events.agent_marker")
        return self._unknown_agent()

    def _unknown_agent(self) -> Found | None:
        """Return the words behind «من قبل» that name nobody known: «دهسته من قبل عربة عسكرية»."""
        for i in range(self.trigger.last + 1, min(self.high - 1, self.trigger.last + _MARKED)):
            if role_before(self.ground, i, self.trigger.last) != "agent":
                continue
            if i + 1 in self.ground.covered or any(m.first == i + 1 for m in self.ground.actors.within(i + 1, i + 2)):
                return None
            end = np_end(self.text, self.mentions, i + 1, self.high)
            return Found(i + 1, end, "events.agent_marker") if end > i + 1 and not self.marks[i + 1] & FINITE else None
        return None

    def _warded_off(self) -> bool:
        """Tell whether the light verb before the noun says that the act was foiled: its subject is the other side."""
        light = self.trigger.light
        if light is None or light > self.trigger.first:
            return False
        return any(e.fields.get("status") == "foiled" for _, e in self.text.words[light].look.entries("reality"))

    def elliptic(self, actor: Found | None) -> bool:
        """Tell whether an active verb leaves its subject to the clause before, or the noun says «a like one»."""
        if actor is not None or self.told_by_noun or self.trigger.kind == "casualty":
            return False
        if self.trigger.light is not None:
            return self.light.get("subject") in (None, "actor")
        if self.verb is not None:
            return not self.passive and self.roles.get("subject") == "actor" and self.trigger.kind == "verb"
        if self.both_known:
            return True
        return any(has_alike(self.ground, i) for i in range(self.trigger.last, min(self.high, self.trigger.last + 3)))

    @property
    def both_known(self) -> bool:
        """Whether the sides of a clash are only «the two sides»."""
        return self.trigger.mode == "clash" and any(
            self.marks[i] & ROLE
            and any(e.fields.get("part") == "both" and r.definite for r, e in self.text.words[i].look.entries("roles"))
            for i in range(self.trigger.last, min(self.high, self.trigger.last + 6))
        )

    def _governed(self) -> Found | None:
        """Return the subject of a verb whose object is the trigger: «نصب مقاتلون كميناً», «شنّت طائرات، أمس، غارات»."""
        low = max(self.low, self.trigger.first - LINK_REACH)
        for i in range(self.trigger.first - 1, low - 1, -1):
            if self.marks[i] & EVENT and any(
                r.pos == "verb"
                and e.fields.get("part") == "light"
                and folded(e.fields.get("roles")).get("subject") == "actor"
                for r, e in self.text.words[i].look.entries("events")
            ):
                after = next((m for m in self.near if i < m.first <= i + 2 and m.last <= self.trigger.first), None)
                return self.whole(after, "events.light_verb") if after is not None and self.may_act(after) else None
        touching = next((m for m in self.bare if self.trigger.first - 1 <= m.last <= self.trigger.first), None)
        link = marker(self.ground, self.trigger.first, self.low)
        if (
            touching is not None
            and touching.first > self.low
            and self.may_act(touching)
            and link in ("", "ب")
            and self._makes(touching.first - 1, direct=link == "")
        ):
            return self.whole(touching, "events.verb_object")
        if link == "ب" and any(self._accuses(i) for i in range(low, self.trigger.first)):
            accused = [m for m in self.bare if m.last <= self.trigger.first and self.may_act(m)]
            return self.whole(accused[-1], "events.accused") if accused else None
        return None

    def _makes(self, i: int, *, direct: bool) -> bool:
        """Tell whether a verb stands at word `i`: one with a direct object, or no word of saying, unless of accusing."""
        look = self.text.words[i].look
        told = {
            e.fields.get("force")
            for r, e in look.entries("speech")
            if r.pos == "verb" and e.fields.get("with") != ["quote"]
        }
        answered = not told or (told <= _ANSWERS and not self.trigger.definite)
        return bool(self.marks[i] & VERB) and (direct or answered or self._accuses(i))

    def _accuses(self, i: int) -> bool:
        return bool(self.marks[i] & SPEECH) and any(
            r.pos == "verb" and e.fields.get("force") == "accuse" for r, e in self.text.words[i].look.entries("speech")
        )

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
            ):
                return self.whole(m, "events.genitive")
            if (
                link == "ل"
                and gap <= _FOR_REACH
                and not self._has_doer()
                and self._described(at, m.first)
                and self.trigger.type == "ASSAULT"
                and (self.roles.get(link) != "target" or (m.kind in AGENTS and self.trigger.mode in SHELLING))
            ):
                return self.whole(m, "events.for")
            origin = gap <= 4 and bool(self.marks[m.first - 1] & _FROM) and self.trigger.mode != "clash"
            if self.roles.get(link) == "actor" or (
                origin and (self.trigger.type == "ASSAULT" or self.light.get("subject") == "target")
            ):
                return self.whole(m, "events.linked")
        return None

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
                self.roles.get(self.links[m.first]) == "parties" or m.first == mutual
            ):
                return self._side(m)
        return None

    def _mutual(self) -> int:
        """Return the word where the sides of a mutual act begin («قصف متبادل بين …»), -1 where it is none."""
        for i in range(self.trigger.last, min(self.high - 2, self.trigger.last + _ADJECTIVES)):
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
        return Found(m.first, m.last, "events.between", m)

    def _subject_genitive(self, m: ActorMention) -> bool:
        """Tell whether the genitive of a verbal noun is its doer: no object role, or shelling by somebody armed."""
        if self.roles.get("object") != "target" and self.roles.get("subject") != "target":
            own = self.trigger.type in ("ASSAULT", "COERCE", "PROTEST", "RETREAT") or m.person
            return own or (self.trigger.type in _TWOFOLD and self._object_behind(m))
        if self.trigger.mode in SHELLING and m.kind in AGENTS and not self.trigger.fields.get("bare"):
            return True
        if m.kind not in AGENTS or m.person or self.trigger.type not in _TWOFOLD:
            return False
        return self._object_behind(m)

    def _of_masdar(self, m: ActorMention) -> bool:
        """Tell whether a party stands inside the wording, behind its verbal noun: «سيطرة تنظيم … على»."""
        reading = self.trigger.reading
        inside = self.trigger.kind == "phrase" and self.trigger.head < m.first < self.trigger.last
        return inside and (reading is not None and reading.pos == "masdar")

    def _object_behind(self, m: ActorMention) -> bool:
        """Tell whether the object follows the genitive: «استهداف القوات للأحياء», «استهداف القوات، بالرشاشات، قرية …»."""
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
            elif word.prefix or marks & (_ENDS | FINITE):
                return False
            else:
                return not word.definite or any(p.generic_first == i for p in self.ground.places.within(i, i + 3))
        return False

    def _relative(self) -> Found | None:
        """Return the subject of a verb whose object is the trigger: «غارات شنتها طائرات X»."""
        for i in range(self.trigger.last, min(self.high, self.trigger.last + 8)):
            if self.marks[i] & _PREPOSITION:
                return None
            if self.marks[i] & PRONOUN_VERB and not self._witnesses(i):
                after = next((m for m in self.near if i < m.first <= i + 3), None)
                return (
                    self.whole(after, "events.relative")
                    if after is not None and self.links[after.first] == ""
                    else None
                )
        return None

    def _witnesses(self, i: int) -> bool:
        """Tell whether a verb says where it was, not who did it: «الهجوم الذي شهدته المدينة»."""
        found = light_of(self.text.words[i].look) if self.marks[i] & LIGHT else None
        return found is not None and folded(found[1].fields.get("roles")).get("subject") in ("place", "event")

    def _pronoun(self) -> Found | None:
        """Return whom the pronoun on a verbal noun points back to, where it is the doer: «قصفها المدفعي»."""
        reading = self.trigger.reading
        if reading is None or not reading.suffix or self.trigger.kind == "casualty" or self.pronoun_is_object():
            return None
        before = self.earlier()
        return replace(before, rule="events.pronoun") if before is not None else None

    def _nationality(self) -> Found | None:
        """Return the country whose adjective the trigger bears: «قصف جوي روسي»."""
        if (
            self.trigger.type not in ("ASSAULT", "AID", "COERCE")
            or self.trigger.kind == "casualty"
            or self.trigger.mode == "clash"
        ):
            return None
        for i in range(self.trigger.first + 1, min(self.high, self.trigger.last + 2)):
            word = shape(self.text.words[i].look)
            if self.marks[i] & _ENDS or word.prefix[-1:] in ("ل", "ب") or any(m.first < i < m.last for m in self.near):
                break
            found = word.role("nationality")
            if found is not None and "country" in found[1].fields:
                named = next((m for m in self.near if m.first == i and m.name and self.may_act(m)), None)
                if named is not None:
                    return self.whole(named, "events.subject")  # «زرع الحوثيون لغماً»
                return Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"]))
        return None

    def _governing(self) -> Found | None:
        """Return the subject of the clause that a verbal noun stands in: «تمكنت القوات من تأمين الطرق»."""
        if self.trigger.type == "AGREE" and self.trigger.definite and self.trigger.light is None:
            return None  # «الاتفاق النووي» is nobody's act here
        if self.trigger.type == "ASSAULT" or ("subject" not in self.roles and self.trigger.type not in _OWN_ACTS):
            return None
        before = self.earlier(same_clause=True)
        if before is not None and not self.marks[before.last] & _COLON:
            return replace(before, rule="events.governing")
        if self.trigger.type == "CONSULT" and not self._has_doer():  # «وخلال زيارة …، قال الرئيس»
            after = next(
                (
                    m
                    for m in self.ground.actors.within(
                        self.trigger.last,
                        min(self.sentence.last, self.trigger.last + 2 * LINK_REACH),
                    )
                    if m.person and self.may_act(m) and marker(self.ground, m.first, self.trigger.last) == ""
                ),
                None,
            )
            return Found(after.first, after.last, "events.governing_after", after) if after is not None else None
        return None
