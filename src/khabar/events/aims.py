"""Whom or what a preposition aims an act at: «على», «ل», «مع» behind its verb or its noun."""

from __future__ import annotations

from khabar.events.hosts import Hosts
from khabar.events.marks import ADJECTIVE, EVENT, FINITE, PRONOUN_VERB, mask
from khabar.events.parties import AGENTS, LINK_REACH, PARTS, SHELLING, WATCHERS, Found, same
from khabar.events.party_words import folded, is_area, is_site, tells_protest
from khabar.events.scope import role_before
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape
from khabar.mentions.victims import has_part

_PREPOSITION, _FROM, _COMMA = mask("preposition"), mask("from"), mask("comma")
_TO, _PEOPLE = "الي", frozenset({"local_source", "other"})
_ENDS = mask("stop", "semicolon", "complementiser")
_POINTERS = mask("demonstrative", "relative", "pronoun")  # no party of themselves


class Aims(Hosts):
    """Finds the target behind a preposition."""

    def _aimed(self, start: int, actor: Found | None) -> Found | None:
        """Return the party whose preposition makes it the target by the roles of the trigger."""
        for m in self.near:
            part = self.roles.get(
                self.links[m.first],
                "target" if self.links[m.first] == "ل" and self._takes_for(m, actor) else "",
            )
            if self.trigger.type == "AID" and not part and self._is_given(m):
                part = "target"
            if self.trigger.type == "CONSULT" and self.links[m.first] == "ب" and (m.person or m.role == "title"):
                part = "target"
            if self.trigger.mode == "seize" and self.marks[m.first - 1] & _FROM and m.kind in AGENTS:
                part = "loser"
            if m.kind in WATCHERS and self.links[m.first] == "ل":
                continue  # «وفقاً للمراسل»
            dealing = self.trigger.type not in ("ASSAULT", "COERCE") and m.name and not m.generic
            if (
                start <= m.first <= start + LINK_REACH
                and part in ("target", "loser")
                and (dealing or not self.is_place(m))
            ):
                found = self.with_owner(self._with_genitive(self.whole(m, "events.aimed")))
                if not same(found, actor):
                    return found
        return (
            self._aimed_words(start, actor)
            or self._behind_wording(actor)
            or self._done_to(start, actor)
            or self._with_whom(actor)
            or self._for_whom(start)
        )

    def _with_genitive(self, found: Found) -> Found:
        """Return an indefinite thing with what it holds: «غارات على مخازن أسلحة»."""
        m = found.mention
        if m is None or m.definite or m.role != "target" or not self.ground.weapons.within(found.last, found.last + 1):
            return found
        return Found(found.first, found.last + 1, found.rule, m)

    def _behind_wording(self, actor: Found | None) -> Found | None:
        """Return the party right behind a wording of dealings that ends with its preposition: «رفع العقوبات عن الدولة»."""
        at = self.trigger.last
        if self.trigger.kind != "phrase" or self.trigger.type in ("ASSAULT", "COERCE", "CONSULT"):
            return None
        if not self.marks[at - 1] & _PREPOSITION:
            return None
        after = next((m for m in self.near if m.first == at), None)
        found = self.whole(after, "events.aimed") if after is not None else None
        return None if same(found, actor) else found

    def _done_to(self, start: int, actor: Found | None) -> Found | None:
        """Return the noun phrase joined by «ل» behind the doer of a verbal noun: «استهداف الفصائل، أمس، لمواقع الجيش»."""
        if "target" not in (self.roles.get("object"), self.roles.get("subject")):
            return None
        if not self.trigger.nominal or self.trigger.type not in ("ASSAULT", "COERCE", "SANCTION"):
            return None
        owned = self.trigger.reading is not None and bool(self.trigger.reading.suffix)  # «ملاحقتها للخلايا»
        borne = actor is not None and actor.rule == "events.genitive"
        known = owned or borne
        if not known and (self.trigger.mode in SHELLING or self.trigger.kind == "casualty"):
            return None
        i = start if known else self._past_adjectives(start)
        while i < self.high and (self.marks[i] & _COMMA or self.ground.times.at(i) is not None):
            timely = self.ground.times.at(i)
            i = max(i + 1, timely.last if timely is not None else 0)
        if i >= self.high or shape(self.text.words[i].look).prefix != "ل" or is_area(self.ground, i):
            return None
        if any(p.first <= i < p.last and not is_site(p) for p in self.ground.places.within(i - 1, i + 1)):
            return None
        end = np_end(self.text, self.mentions, i, self.high)
        found = Found(i, end, "events.aimed", next(iter(self.ground.actors.within(i, end)), None))
        if (not borne and found.mention is None) or (not known and found.mention and found.mention.kind in AGENTS):
            return None  # «اعتقالات للجيش» are made by it, «الاعتقال للمدنيين» is not
        return found if end > i and not same(found, actor) else None

    def _past_adjectives(self, i: int) -> int:
        """Return the word behind adjectives of the trigger: «نزوحاً جماعياً للأهالي»."""
        while i < self.high and (self.marks[i] & ADJECTIVE or self.looks_like_adjective(i)):
            i += 1
        return i

    def _crowd_hit(self, i: int) -> Found | None:
        """Return the crowd of a protest that the next telling begins with: «أطلقت الشرطة النار على تظاهرة»."""
        at = i + 1
        if at != self.high or at >= len(self.text.words) or self.trigger.type != "ASSAULT":
            return None
        return Found(at, at + 1, "events.aimed") if tells_protest(self.text.words[at].look) else None

    def _brought_to(self, i: int) -> bool:
        """Tell whether «إلى» at word `i` leads to people whom no mention knows, as those to whom something is brought."""
        look = self.text.words[i].look
        if self.trigger.type != "AID" or not any(r.lemma == _TO for r in look.readings):
            return False
        return has_part(self.text.words[i + 1].look, "person", "victim")

    def _is_given(self, m: ActorMention) -> bool:
        """Tell whether people stand behind what is sent or brought: «إيصال الأدوية إلى السكان», «مساعدات للنازحين»."""
        link = self.links[m.first]
        return (link == _TO and m.role != "place") or (link == "ل" and m.kind in _PEOPLE)

    def _takes_for(self, m: ActorMention, actor: Found | None) -> bool:
        """Tell whether «ل» names whom an attack hit: its doer is known, and not by «ل» too («قصف للجيش ومدفعي للفصائل»)."""
        if (
            actor is None
            or self.trigger.type != "ASSAULT"
            or (not self.trigger.nominal and self.roles.get("object") == "target")
        ):
            return False
        return actor.rule != "events.for" or m.kind not in AGENTS

    def _with_whom(self, actor: Found | None) -> Found | None:
        """Return the other party between a verb and its noun: «وقّعت الوزارة مع نظيرتها مذكرة»."""
        light, words = self.trigger.light, self.text.words
        if light is None or self.trigger.type in ("ASSAULT", "COERCE"):
            return None
        for i in range(light + 1, self.trigger.first - 1):
            look = words[i].look
            if self.marks[i] & _PREPOSITION and any(self.roles.get(r.lemma) == "target" for r in look.readings):
                end = np_end(self.text, self.mentions, i + 1, self.trigger.first)
                found = Found(i + 1, end, "events.aimed", next(iter(self.ground.actors.within(i + 1, end)), None))
                return found if end > i + 1 and not same(found, actor) else None
        return None

    def _aimed_words(self, start: int, actor: Found | None) -> Found | None:
        """Return the noun phrase after a preposition that the roles of the trigger give to the target, whatever it names."""
        whole = self.trigger.kind == "phrase" and self.marks[self.trigger.last - 1] & _PREPOSITION
        last = self.high - 1
        if last >= start and self.marks[last] & _PREPOSITION and (crowd := self._crowd_hit(last)) is not None:
            return crowd
        begin = self.trigger.last - 1 if whole and start == self.trigger.last else start  # «السيطرة على»
        for i in range(begin, min(self.high - 1, begin + (1 if whole else LINK_REACH))):
            marks = self.marks[i]
            relative = marks & PRONOUN_VERB and self.trigger.nominal  # «غارة نفذها التحالف على مواقع»
            if (marks & FINITE and i > start and not relative) or marks & _ENDS or self.goes_on(i):
                return None
            if i > start + 1 and self.marks[i - 2] & _COMMA and self.text.words[i - 1].look.form.endswith("ا"):
                return None  # «…، حفاظاً على السلامة»
            marked = role_before(self.ground, i, start) == "target" or self._brought_to(i)
            if marked or (
                marks & _PREPOSITION
                and any(self.roles.get(r.lemma) == "target" for r in self.text.words[i].look.readings)
            ):
                site = next((p for p in self.ground.places.within(i + 1, i + 2) if is_site(p)), None)
                if site is not None and self.trigger.type == "ASSAULT":
                    return Found(site.first, site.last, "events.site_hit", None, site.country)
                if is_area(self.ground, i + 1) or any(
                    p.first <= i + 1 < p.last for p in self.ground.places.within(max(0, i - 8), i + 2)
                ):
                    return None
                if role_before(self.ground, i + 1, i) == "manner" and self.trigger.mode != "seize":
                    continue  # «على متن سيارات»
                if self.marks[i + 1] & _POINTERS:
                    return None
                end = np_end(self.text, self.mentions, i + 1, self.high)
                found = Found(i + 1, end, "events.aimed", next(iter(self.ground.actors.within(i + 1, end)), None))
                found = self.with_owner(found) if end > i + 1 else found
                if self.trigger.type == "PROTEST" and found.mention is None:
                    return None  # «احتجاجاً على تدهور الأمن» is aimed at nobody
                return found if end > i + 1 and not same(found, actor) else None
        return None

    def _relative_object(self, actor: Found | None) -> Found | None:
        """Return the object of a verb that the trigger is the subject of: «قصف … استهدف مخيماً»; battles hit nobody."""
        if self.trigger.mode == "clash":
            return None
        for i in range(self.trigger.last, min(self.high, self.trigger.last + LINK_REACH)):
            if self.marks[i] & PARTS:
                return None
            if not self.marks[i] & EVENT:
                continue
            look = self.text.words[i].look
            if any(
                r.pos == "verb" and not r.prefix and folded(e.fields.get("roles")).get("object") == "target"
                for r, e in look.entries("events")
            ):
                return self.object_from(i + 1, actor)
        return None
