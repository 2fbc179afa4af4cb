"""Who did it and to whom: the parties of one trigger by their place in its clause and what links them to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.events.scope import finite, is_noun, marker, role_before
from khabar.events.triggers import Trigger
from khabar.language import Entry, Text, fold
from khabar.mentions.numbers import read_amount
from khabar.mentions.phrases import np_end
from khabar.mentions.model import ActorMention, Mentions, within
from khabar.mentions.shapes import shape
from khabar.model import Party

_REPORTERS = frozenset({"outlet", "agency", "monitor", "witness", "analyst", "local_source"})
_SUBJECT_REACH = 5
_OBJECT_REACH = 12
_LINK_REACH = 16
_WATCHERS = frozenset({"ngo", "monitor", "outlet", "agency", "analyst", "witness", "local_source"})
_AGENTS = frozenset({"military", "armed_group", "government"})
_SHELLING = frozenset({"heavy-weapons", "aerial", "drone"})


@dataclass(frozen=True, slots=True)
class Found:
    """A party as it was found: `mention`, or None for words that no mention knows, and the rule that found it."""

    first: int
    last: int
    rule: str
    mention: ActorMention | None = None
    country: str | None = None

    def party(self, text: Text) -> Party:
        """Return the party with its words."""
        span, said, m = text.span(self.first, self.last), text.slice(self.first, self.last), self.mention
        if m is None:
            return Party(text=said, span=span, kind="government" if self.country else "other", country=self.country)
        return Party(text=said, span=span, name=m.name, kind=m.kind, country=m.country, id=m.id)


class Parties:
    """The parties in the window `[low, high)` of one trigger; `light` are the roles of the verb that governs it."""

    def __init__(self, text: Text, mentions: Mentions, trigger: Trigger, low: int, high: int, *, told_by_noun: bool = False) -> None:
        self.text, self.mentions, self.trigger, self.low, self.high = text, mentions, trigger, low, high
        self.told_by_noun = told_by_noun  # a verb whose subject is the noun of the happening: «قصف … استهدف»
        self.roles = _folded(trigger.fields.get("roles"))
        self.light = _light_roles(text, trigger)
        self.sentence = text.sentences[text.sentence_of[trigger.head]]
        self.exposing = self._exposing()
        if self.exposing is not None:
            self.light = _folded(self.exposing.fields.get("roles"))
        self.near = [m for m in within(mentions.actors, low, high) if self._can_be_party(m)]
        self.links = {m.first: marker(text, m.first, low) for m in self.near}
        reading = trigger.reading
        self.verb = trigger.light if trigger.light is not None else trigger.head if reading is None or reading.pos == "verb" else None
        if trigger.light is None and is_noun(text, trigger):
            self.verb = None
        self.passive = self.verb is not None and self._is_passive()

    def _exposing(self) -> Entry | None:
        """Return the light verb of being exposed that stands further before: «تعرّضت منازل … لقصف»."""
        if marker(self.text, self.trigger.first, self.low) != "ل":
            return None
        for i in range(self.trigger.first - 1, max(self.low, self.trigger.first - _LINK_REACH) - 1, -1):
            for reading, entry in self.text.words[i].look.entries("events"):
                if reading.pos == "verb" and entry.fields.get("part") == "light" and _folded(entry.fields.get("roles")).get("subject") == "target":
                    return entry
        return None

    def _earlier(self) -> Found | None:
        """Return whom the sentence tells of before the window: the last subject that can have acted."""
        low = max(self.sentence.first, self.trigger.first - 2 * _LINK_REACH)
        found = None
        for m in within(self.mentions.actors, low, self.trigger.first):
            if m.last <= self.trigger.first and self._can_be_party(m) and self._may_act(m) and m.kind not in _WATCHERS and marker(self.text, m.first, low) == "":
                found = m
        return self._whole(found, "events.earlier_subject") if found is not None else None

    def _can_be_party(self, m: ActorMention) -> bool:
        if m.last > self.trigger.first and m.first < self.trigger.last and self.trigger.kind != "phrase":
            return False
        if m.first == self.trigger.head or (m.kind in _REPORTERS and not m.name):
            return False
        return not (m.generic and self._is_place(m))

    def _is_place(self, m: ActorMention) -> bool:
        """Tell whether a place mention begins with or covers the head, so that the words say where and not who."""
        return any(p.first <= m.first < p.last for p in within(self.mentions.places, max(0, m.first - 12), m.first + 1))

    def _is_passive(self) -> bool:
        trigger = self.trigger
        reading = trigger.reading
        if trigger.light is not None or reading is None or reading.pos != "verb" or reading.passive is False:
            return False
        if reading.passive:
            return True
        after = trigger.last
        if any(c.first < trigger.head < c.last and c.last <= after + 1 for c in within(self.mentions.counts, max(0, trigger.head - 16), trigger.head)):
            return True
        if any(c.first <= after < c.last and c.slot in ("killed", "wounded", "captured") for c in within(self.mentions.counts, max(0, after - 8), after + 2)):
            return not any(after <= m.first < after + 2 and m.kind in _AGENTS and m.definite and not m.person for m in self.near)
        for m in self.near:
            if after <= m.first <= after + 1:
                return self.trigger.fields.get("victim") == "passive" and not (m.kind in _AGENTS and (m.name or m.definite))
        return "victim" in trigger.fields and self._oblique(after)

    def _oblique(self, at: int) -> bool:
        """Tell whether word `at` is no noun that could be the subject: a preposition, a mark, the end."""
        return at >= self.high or bool({"preposition", "punct"} & self.text.words[at].look.tags) or shape(self.text.words[at].look).prefix[-1:] in ("ب", "ل")

    # -- who did it

    def actor(self) -> Found | None:
        """Return who did it."""
        trigger = self.trigger
        marked = self._linked(trigger.first, "agent", "events.agent_marker")
        if marked is not None:
            return marked
        if trigger.kind == "casualty" and self.verb is None:
            return None
        if trigger.light is not None:
            if self.light.get("subject") in (None, "actor") and (subject := self._subject(trigger.light)) is not None:
                return subject
            return self._after_noun() or self._relative()
        if self.verb is not None:
            if self.passive or self.roles.get("subject") not in (None, "actor"):
                return self._by_link(trigger.last)
            return None if self.told_by_noun else self._subject(self.verb)
        return self._after_noun() or self._relative() or self._pronoun() or self._nationality() or self._governing()

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
        return any(has_alike(self.text, i) for i in range(self.trigger.last, min(self.high, self.trigger.last + 3)))

    @property
    def both_known(self) -> bool:
        """Whether the sides of a clash are only «the two sides»."""
        return any(
            any(e.fields.get("part") == "both" and r.definite for r, e in self.text.words[i].look.entries("roles"))
            for i in range(self.trigger.last, min(self.high, self.trigger.last + 6))
        )

    def _linked(self, start: int, link: str, rule: str) -> Found | None:
        """Return the first party after word `start` with a link."""
        for m in self.near:
            if m.first >= start and self.links[m.first] == link:
                return self._whole(m, rule)
        return None

    def _by_link(self, start: int) -> Found | None:
        """Return the party whose preposition makes it the actor by the roles of the trigger."""
        for m in self.near:
            if start <= m.first <= start + _LINK_REACH and self.roles.get(self.links[m.first]) == "actor" and m.kind in _AGENTS:
                return self._whole(m, "events.linked")
        return None

    def _subject(self, verb: int) -> Found | None:
        """Return the subject of a verb: right before it, right after it, else further before it in its clause."""
        before = [m for m in self.near if m.last <= verb and self.links[m.first] == "" and self._may_act(m)]
        if before and self._only_marks(before[-1].last, verb):
            return self._whole(before[-1], "events.subject_before")
        for m in self.near:
            if m.first > verb:
                fits = self.trigger.light is None or m.first < self.trigger.first or verb > self.trigger.head
                if fits and m.first <= verb + _SUBJECT_REACH and self.links[m.first] in ("", "and") and self._may_act(m) and self._clear(verb + 1, m.first):
                    return self._whole(m, "events.subject")
                break
        return self._whole(before[0], "events.subject_before") if before else self._earlier()

    def _only_marks(self, first: int, last: int) -> bool:
        return last - first <= 3 and all({"quote", "bracket", "relative", "qad", "auxiliary", "comma"} & self.text.words[i].look.tags for i in range(first, last))

    def _clear(self, first: int, last: int) -> bool:
        """Tell whether only marks, adverbs and adjectives stand between two words."""
        return not any(finite(self.text.words[i].look) or {"preposition", "comma", "relative"} & self.text.words[i].look.tags for i in range(first, last))

    def _after_noun(self) -> Found | None:
        """Return the doer after a noun: «قصف قوات X», «قصف لقوات X», «قصف من X», «بين X وY»."""
        at = self.trigger.last
        definite = self.trigger.reading is not None and self.trigger.reading.definite
        for m in self.near:
            gap, link = m.first - at, self.links[m.first]
            if gap < 0:
                continue
            if gap > _LINK_REACH:
                break
            if self.roles.get(link) == "parties":
                return self._side(m)
            if not self._may_act(m):
                continue
            if link == "" and gap <= 2 and not definite and (m.definite or m.name) and self._clear(at, m.first) and self._subject_genitive(m):
                return self._whole(m, "events.genitive")
            if link == "ل" and gap <= 3 and self._clear(at, m.first) and self.trigger.type == "ASSAULT" and (self.roles.get(link) != "target" or (m.kind in _AGENTS and self.trigger.mode in _SHELLING)):
                return self._whole(m, "events.for")
            if self.roles.get(link) == "actor" or (link == "من" and gap <= 4 and self.trigger.type == "ASSAULT"):
                return self._whole(m, "events.linked")
        return None

    def _side(self, m: ActorMention) -> Found | None:
        """Return the first side of «بين X وY»; in «بينه وبين Y» it is the one whom the clause tells of."""
        if self.text.words[m.first - 1].look.form[:1] == "و" or shape(self.text.words[m.first].look).prefix[:1] == "و":
            before = self._earlier()
            return replace(before, rule="events.between") if before is not None else None
        return Found(m.first, m.last, "events.between", m)

    def _subject_genitive(self, m: ActorMention) -> bool:
        """Tell whether the genitive of a verbal noun is its doer: no object role, or shelling by somebody armed."""
        if self.roles.get("object") != "target" and self.roles.get("subject") != "target":
            return self.trigger.type in ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST") or m.person
        if self.trigger.mode in _SHELLING and m.kind in _AGENTS and not self.trigger.fields.get("bare"):
            return True
        return m.kind in _AGENTS and any(o.first >= m.last and o.first - m.last <= 3 and self.links[o.first] in ("ل", "") for o in self.near)

    def _may_act(self, m: ActorMention) -> bool:
        """Tell whether somebody can have done it: armed or in office, or a named party; victims are none."""
        if not m.definite and any(c.first <= m.first < c.last for c in within(self.mentions.counts, max(0, m.first - 8), m.first + 1)):
            return False
        if m.kind in _AGENTS or m.person or (m.name and not m.generic and m.kind != "other"):
            return m.kind not in _WATCHERS or self.trigger.type not in ("ASSAULT", "COERCE")
        return self.trigger.type not in ("ASSAULT", "COERCE", "SANCTION") and m.kind != "other"

    def _relative(self) -> Found | None:
        """Return the subject of a verb whose object is the trigger: «غارات شنتها طائرات X»."""
        for i in range(self.trigger.last, min(self.high, self.trigger.last + 8)):
            if "preposition" in self.text.words[i].look.tags:
                return None
            if any(r.pos == "verb" and r.suffix for r in self.text.words[i].look.readings):
                after = next((m for m in self.near if i < m.first <= i + 3), None)
                return self._whole(after, "events.relative") if after is not None and self.links[after.first] == "" else None
        return None

    def _pronoun(self) -> Found | None:
        """Return whom the pronoun on a verbal noun points back to, where it is the doer: «قصفها المدفعي»."""
        reading = self.trigger.reading
        if reading is None or not reading.suffix or self.trigger.kind == "casualty" or self._pronoun_is_object():
            return None
        before = self._earlier()
        return replace(before, rule="events.pronoun") if before is not None else None

    def _pronoun_is_object(self) -> bool:
        """Tell whether the pronoun on a verbal noun is whom it was done to («اعتقالهم»), not who did it («قصفها»)."""
        if self.roles.get("object") != "target" or (self.trigger.mode in _SHELLING and not self.trigger.fields.get("bare")):
            return False
        after = self.trigger.last
        return not (after < self.high and any(m.first == after and self.links[m.first] == "" for m in self.near))

    def _nationality(self) -> Found | None:
        """Return the country whose adjective the trigger bears: «قصف جوي روسي»."""
        if self.trigger.type != "ASSAULT" or self.trigger.kind == "casualty" or self.trigger.mode == "clash":
            return None
        for i in range(self.trigger.first + 1, min(self.high, self.trigger.last + 2)):
            found = shape(self.text.words[i].look).role("nationality")
            if found is not None and "country" in found[1].fields:
                return Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"]))
            if {"punct", "preposition"} & self.text.words[i].look.tags:
                break
        return None

    def _governing(self) -> Found | None:
        """Return the subject of the clause that a verbal noun stands in: «تمكنت القوات من تأمين الطرق»."""
        if self.trigger.type == "ASSAULT" or "subject" not in self.roles and self.trigger.type not in ("CONSULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE", "AID", "AGREE"):
            return None
        before = self._earlier()
        return replace(before, rule="events.governing") if before is not None else None

    # -- to whom

    def target(self, actor: Found | None) -> Found | None:
        """Return whom or what it was aimed at."""
        trigger = self.trigger
        found = self._other_side(actor) or self._linked(trigger.last, "target", "events.target_marker")
        if found is not None and not same(found, actor):
            return found
        if self.light.get("subject") == "target":
            exposed = [m for m in self.near if self.links[m.first] in ("", "and") and (m.last <= trigger.first)]
            if exposed:
                return self._whole(exposed[-1], "events.exposed")
        start = actor.last if actor is not None and trigger.head < actor.first and actor.rule in ("events.subject", "events.genitive", "events.for", "events.relative", "events.linked") else trigger.last
        if trigger.light is None and self.verb is not None:
            if self.passive or self.roles.get("subject") == "target":
                return self._object(trigger.last, actor) or self._passive_subject()
            return (self._object(start, actor) if self.roles.get("object") in (None, "target") else None) or self._aimed(start, actor)
        genitive = self.roles.get("object") == "target" or self.roles.get("subject") == "target"
        if trigger.reading is not None and trigger.reading.suffix and self._pronoun_is_object():
            return self._antecedent(actor)
        direct = self._object(start, actor) if genitive or (actor is not None and actor.rule in ("events.genitive", "events.pronoun")) else None
        return direct or self._aimed(start, actor) or self._relative_object(actor)

    def _antecedent(self, actor: Found | None) -> Found | None:
        """Return whom the pronoun on a trigger points back to, as the one it was done to."""
        before = [Found(m.first, m.last, "events.pronoun_object", m) for m in self.near if m.last <= self.trigger.first]
        return next((f for f in reversed(before) if not same(f, actor)), None)

    def _other_side(self, actor: Found | None) -> Found | None:
        """Return the other side of «بين X وY»."""
        if actor is None or actor.rule != "events.between":
            return None
        start = max(actor.last, self.trigger.last)
        sides = [h.last for i in range(start, min(self.high, start + _OBJECT_REACH)) for h in self.text.phrases.get(i, ()) if h.entry.domain == "roles" and h.entry.fields["part"] == "side"]
        start = sides[0] if sides else start
        for m in self.near:
            if m.first >= start and self.links[m.first] not in ("", "ل", "في") and m.first - start <= _OBJECT_REACH:
                return Found(m.first, m.last, "events.between", m)
        return None

    def _aimed(self, start: int, actor: Found | None) -> Found | None:
        """Return the party whose preposition makes it the target by the roles of the trigger."""
        for m in self.near:
            part = self.roles.get(self.links[m.first], "target" if self.links[m.first] == "ل" and actor is not None and self.trigger.type == "ASSAULT" else "")
            if start <= m.first <= start + _LINK_REACH and part in ("target", "loser") and not self._is_place(m):
                found = self._whole(m, "events.aimed")
                if not same(found, actor):
                    return found
        return self._aimed_words(start, actor)

    def _aimed_words(self, start: int, actor: Found | None) -> Found | None:
        """Return the noun phrase after a preposition that the roles of the trigger give to the target, whatever it names."""
        for i in range(start, min(self.high - 1, start + _LINK_REACH)):
            look = self.text.words[i].look
            if finite(look) and i > start or {"stop", "semicolon", "complementiser"} & look.tags:
                return None
            marked = role_before(self.text, i, start) == "target"
            if marked or ("preposition" in look.tags and any(self.roles.get(r.lemma) == "target" for r in look.readings)):
                if is_area(self.text, i + 1) or any(p.first <= i + 1 < p.last for p in within(self.mentions.places, max(0, i - 8), i + 2)):
                    return None
                end = np_end(self.text, self.mentions, i + 1, self.high)
                found = Found(i + 1, end, "events.aimed", next(iter(within(self.mentions.actors, i + 1, end)), None))
                return found if end > i + 1 and not same(found, actor) else None
        return None

    def _relative_object(self, actor: Found | None) -> Found | None:
        """Return the object of a verb that the trigger is the subject of: «قصف … استهدف مخيماً»."""
        for i in range(self.trigger.last, min(self.high, self.trigger.last + _LINK_REACH)):
            look = self.text.words[i].look
            if any(r.pos == "verb" and not r.prefix and _folded(e.fields.get("roles")).get("object") == "target" for r, e in look.entries("events")):
                return self._object(i + 1, actor)
        return None

    def _object(self, start: int, actor: Found | None) -> Found | None:
        """Return the object that begins after word `start`: a party, or after a verb any noun phrase; a place is none."""
        i, stop, linked = start, min(self.high, start + _OBJECT_REACH), False
        while i < stop:
            look = self.text.words[i].look
            if read_amount(self.text, i, stop) is not None and not shape(look).prefix:
                return self._phrase(i, actor)
            where = next(iter(within(self.mentions.places, i + 1, i + 2)), None)
            if where is not None and "in" in look.tags and self.verb is not None:
                i = self._past_bracket(where.last)
                continue
            if {"preposition", "lone_preposition"} & look.tags:
                linked = any(self.roles.get(r.lemma) == "target" for r in look.readings)
                if not linked:
                    return None
                i += 1
                continue
            if "quote" in look.tags or (not linked and self._adjective(i)):
                i += 1
                continue
            if {"punct", "relative", "complementiser", "subordinator", "neg"} & look.tags:
                return None
            timely = next(iter(within(self.mentions.times, i, i + 1)), None)
            if timely is not None:
                i = max(timely.last, i + 1)
                continue
            link = "" if linked else marker(self.text, i, start)
            if link == "" or self.roles.get(link) == "target":
                return self._phrase(i, actor)
            if link != "ب":  # the means may stand between: «استهدفت بقذائف الهاون منزلاً»
                return None
            i = max(np_end(self.text, self.mentions, i, self.high), i + 1)
        return None

    def _past_bracket(self, i: int) -> int:
        """Return the word after a bracket that opens at word `i`, or `i`."""
        if i < self.high and "open_bracket" in self.text.words[i].look.tags:
            return next((j + 1 for j in range(i, min(self.high, i + 6)) if "close_bracket" in self.text.words[j].look.tags), i)
        return i

    def _phrase(self, i: int, actor: Found | None) -> Found | None:
        """Return the noun phrase at word `i` as the object."""
        if any(p.first == i for p in within(self.mentions.places, i, i + 1)) or finite(self.text.words[i].look):
            return None
        amount = read_amount(self.text, i, self.high)
        head = amount.last if amount is not None else i
        mention = next((m for m in within(self.mentions.actors, i, head + (2 if amount is not None else 1))), None)
        if mention is None and (not self._takes_things(head) or is_area(self.text, head)):
            return None
        end = max(np_end(self.text, self.mentions, head, self.high), mention.last if mention is not None else 0)
        found = Found(i, end, "events.object", mention)
        return found if end > i and not same(found, actor) else None

    def _adjective(self, i: int) -> bool:
        """Tell whether a word after a noun trigger is an adjective of it."""
        if not is_noun(self.text, self.trigger) or i - self.trigger.last > 2:
            return False
        word = shape(self.text.words[i].look)
        return not any(m.first == i for m in self.near) and (word.role("quality", "nationality") is not None or any(r.pos == "adjective" for r in self.text.words[i].look.readings))

    def _takes_things(self, i: int) -> bool:
        """Tell whether the object may be words that name no party: after verbs and verbal nouns that take one."""
        reading = self.trigger.reading
        if reading is None or self.roles.get("object") != "target":
            return False
        if not is_noun(self.text, self.trigger):
            return not self.passive or bool(self.text.words[i].look.readings)
        return reading.pos == "masdar" and any(r.pos == "noun" for r in self.text.words[i].look.readings)

    def _passive_subject(self) -> Found | None:
        """Return the subject before a passive verb, from the edge of its clause."""
        for m in self.near:
            if m.last <= self.trigger.head and self.links[m.first] == "":
                return self._whole(m, "events.passive_subject")
        return None

    def _whole(self, m: ActorMention, rule: str) -> Found:
        """Return a mention with the parties joined to it by «و»."""
        last = m.last
        for other in self.near:
            if other.first < last:
                continue
            if other.first - last > 1 or self.links[other.first] != "and" or (other.kind != m.kind and not {other.kind, m.kind} <= _AGENTS):
                break
            last = other.last
        return Found(m.first, last, rule, m)


def same(one: Found | None, other: Found | None) -> bool:
    """Tell whether two finds are one party: by their words or their name."""
    if one is None or other is None:
        return False
    if one.first < other.last and other.first < one.last:
        return True
    return bool(one.mention and other.mention and one.mention.name and one.mention.name == other.mention.name)


def is_area(text: Text, i: int) -> bool:
    """Tell whether a noun only says where («مناطق سكنية», «بضع بلدات»)."""
    look = text.words[i].look
    return "places" in look.by_domain and not look.entries("actors") or "number_word" in look.tags and i + 1 < len(text.words) and "places" in text.words[i + 1].look.by_domain


def has_alike(text: Text, i: int) -> bool:
    """Tell whether a word says that the happening is like the one told before («مماثل»)."""
    return any(e.fields.get("part") == "alike" for _, e in text.words[i].look.entries("roles"))


def _light_roles(text: Text, trigger: Trigger) -> Mapping[str, str]:
    """Return the roles of the light verb that governs a trigger."""
    if trigger.light is None:
        return {}
    for _, entry in text.words[trigger.light].look.entries("events"):
        if entry.fields.get("part") == "light":
            return _folded(entry.fields.get("roles"))
    return {}


def _folded(roles: Mapping[str, str] | None) -> Mapping[str, str]:
    return _fold_items(tuple(roles.items())) if roles else {}


@lru_cache(maxsize=1024)
def _fold_items(items: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {fold(link): part for link, part in items}
