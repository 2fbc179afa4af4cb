"""The parties near one trigger: who can have acted, what links each to the words before it, the verb and its voice."""

from __future__ import annotations

import msgspec

from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import ADJECTIVE, EVENT, FINITE, JOINED, PRONOUN_VERB, mask
from khabar.events.party_words import folded, is_accusative, light_roles, names_site
from khabar.events.scope import is_genitive, marker
from khabar.events.triggers import Trigger
from khabar.language import Entry, Text
from khabar.mentions.model import ActorMention
from khabar.model import Party

LINK_REACH, _ADJECTIVES = 16, 2
_LONG, _NISBA = 4, ("ي", "يه", "يا")  # letters of an adjective made from a noun, and its ends
WATCHERS = frozenset({"ngo", "monitor", "outlet", "agency", "analyst", "witness", "local_source"})
AGENTS = frozenset({"military", "armed_group", "government"})
_CROWDS = frozenset({"local_source", "other"})
_ON, _COMMA, _RELATIVE = mask("on"), mask("comma"), mask("relative")
PARTS = mask("stop", "semicolon", "complementiser", "subordinator", "conjunction", "contrast")
_OBLIQUE, _NUMBER = mask("preposition", "punct"), mask("number", "number_word")
_UNCLEAR = FINITE | mask("preposition", "comma", "relative")
SHELLING = frozenset({"heavy-weapons", "aerial", "drone"})
_GROUNDS = frozenset({"events.site_hit", "events.ground"})  # what stands there is no government


class Found(msgspec.Struct, frozen=True, eq=False):
    """A party as it was found: `mention`, or None for words that no mention knows, and the rule that found it."""

    first: int
    last: int
    rule: str
    mention: ActorMention | None = None
    country: str | None = None

    @property
    def name(self) -> str | None:
        """The name that the party is known by, None for plain words."""
        return self.mention.name if self.mention is not None else None

    def party(self, text: Text) -> Party:
        """Return the party with its words."""
        span, said, m = text.span(self.first, self.last), text.slice(self.first, self.last), self.mention
        if m is None:
            state = self.country is not None and self.rule not in _GROUNDS
            return Party(text=said, span=span, kind="government" if state else "other", country=self.country)
        return Party(text=said, span=span, name=m.name, kind=m.kind, country=m.country, id=m.id)


class Window:
    """The parties in the window `[low, high)` of one trigger; `light` are the roles of the verb that governs it."""

    def __init__(self, ground: Ground, trigger: Trigger, low: int, high: int, *, told_by_noun: bool = False) -> None:
        self.ground, self.trigger, self.low, self.high = ground, trigger, low, high
        self.text, self.mentions, self.marks = ground.text, ground.mentions, ground.marks
        self.told_by_noun = told_by_noun  # a verb whose subject is the noun of the happening: «قصف … استهدف»
        self.roles = folded(trigger.fields.get("roles"))
        self.sentence = self.text.sentences[self.text.sentence_of[trigger.head]]
        exposing = self._exposing()
        self.light = light_roles(ground, trigger) if exposing is None else folded(exposing.fields.get("roles"))
        self.near = self._near()
        opens = self.sentence.first  # a preposition may stand in the wording of the trigger before
        self.links = {m.first: marker(ground, m.first, opens) for m in self.near}
        self._bare: list[ActorMention] | None = None
        light = trigger.light
        self.verb = light if light is not None else None if trigger.nominal else trigger.head

    def _near(self) -> list[ActorMention]:
        first, last, head = self.trigger.first, self.trigger.last, self.trigger.head
        inside = self.trigger.kind == "phrase"  # the party may begin inside the wording
        return [
            m
            for m in self.ground.parties.within(self.low, self.high)
            if (m.last <= first or m.first >= last or inside) and m.first != head
        ]

    @property
    def bare(self) -> list[ActorMention]:
        """The parties without a preposition that hang on no noun."""
        if self._bare is None:
            free = [m for m in self.near if self.links[m.first] == ""]
            self._bare = [m for m in free if not is_genitive(self.ground, m.first, self.low)]
        return self._bare

    def _exposing(self) -> Entry | None:
        """Return the light verb of being exposed that stands further before: «تعرّضت منازل … لقصف»."""
        if marker(self.ground, self.trigger.first, self.low) != "ل":
            return None
        for i in range(self.trigger.first - 1, max(self.low, self.trigger.first - LINK_REACH) - 1, -1):
            if not self.marks[i] & EVENT:
                continue
            for reading, entry in self.text.words[i].look.entries("events"):
                if (
                    reading.pos == "verb"
                    and entry.fields.get("part") == "light"
                    and folded(entry.fields.get("roles")).get("subject") == "target"
                ):
                    return entry
        return None

    def _stage(self) -> str:
        """Return the stage that the light verb tells: «أعلن المتحدث قصف البلدة» only says the act."""
        light = self.trigger.light
        found = light_of(self.text.words[light].look) if light is not None else None
        return str(found[1].fields.get("stage")) if found is not None else ""

    def _set_about(self) -> bool:
        """Tell whether the light verb says that somebody did the act: «أقدم شاب على قتل»."""
        return self.light.get("subject") == "actor" and self._stage() == "done"

    def says_where(self, m: ActorMention) -> bool:
        """Tell whether a noun of place leads to a name: «إنزال جوي شمال سوريا»."""
        return any(p.generic_first < m.first < p.last for p in self.ground.places.within(max(0, m.first - 3), m.last))

    def is_place(self, m: ActorMention) -> bool:
        """Tell whether a place mention begins with or covers the head, so that the words say where and not who."""
        return m.first in self.ground.covered

    def looks_like_adjective(self, i: int) -> bool:
        """Tell whether an indefinite word ends like an adjective and names nobody: «قصف ليلي»."""
        form = self.text.words[i].look.form
        if len(form) < _LONG or not form.endswith(_NISBA) or form.startswith("ال"):
            return False
        return not self.marks[i] & _OBLIQUE and not any(
            m.first <= i < m.last for m in self.ground.actors.within(i - 1, i + 1)
        )

    def one_clause(self, first: int, last: int) -> bool:
        """Tell whether no other verb begins between two words, but one of the noun («هجوم شنه المسلحون ضد»)."""
        for i in range(first, last):
            marks = self.marks[i]
            if marks & PARTS or (marks & _RELATIVE and i - first > _ADJECTIVES) or self.goes_on(i):
                return False
            if marks & FINITE and not (marks & PRONOUN_VERB and self.trigger.nominal):
                return False
        return True

    def goes_on(self, i: int) -> bool:
        """Tell whether a comma with «و» behind it begins another matter: «…، وتقع القرية على الطريق»."""
        return bool(self.marks[i] & _COMMA) and i + 1 < self.high and bool(self.marks[i + 1] & JOINED)

    def clear(self, first: int, last: int) -> bool:
        """Tell whether only marks, adverbs and adjectives stand between two words."""
        return not self.ground.any_of(_UNCLEAR, first, last)

    def may_act(self, m: ActorMention) -> bool:
        """Tell whether somebody can have done it: armed or in office, or a named party; victims and sources are none."""
        if m.anonymous and m.name != "unknown" and m.kind not in AGENTS:
            crowd = self.trigger.type == "PROTEST" and m.kind in _CROWDS
            return crowd or (self.trigger.type == "CONSULT" and m.definite and m.kind == "official")
        harm = self.trigger.type in ("ASSAULT", "COERCE")
        site = m.role == "target" and (harm or names_site(self.text.words[m.head].look))
        if site or (m.role == "place" and self.says_where(m)):
            return False
        if m.kind in AGENTS or m.person or (m.name and not m.generic and (m.kind != "other" or m.id)):
            acts = m.kind not in WATCHERS or not harm
        else:
            acts = self.trigger.type not in ("ASSAULT", "COERCE", "SANCTION") and (
                m.kind != "other" or self.trigger.type in ("PROTEST", "RETREAT")
            )
        if not acts:
            return False
        for c in self.ground.counts.within(max(0, m.first - 8), m.first + 1):
            if c.first == m.first or (m.first < c.last and (not m.definite or self.numbered(m))):
                told = any(m.last <= other.first < c.last for other in self.near)  # «خطف مسلحون مهندسين»
                return told or (m.kind in AGENTS and is_accusative(self.ground, m.last))
        return True

    def numbered(self, m: ActorMention) -> bool:
        """Tell whether a number stands right before a mention: «ثلاثة عناصر من القوات»."""
        return m.first > 0 and bool(self.marks[m.first - 1] & _NUMBER)

    def pronoun_is_object(self) -> bool:
        """Tell whether the pronoun on a verbal noun is whom it was done to («اعتقالهم»), not who did it («قصفها»)."""
        if self.roles.get("object") != "target" or (
            self.trigger.mode in SHELLING and not self.trigger.fields.get("bare")
        ):
            return False
        after = self.trigger.last
        while after < self.high and self.marks[after] & ADJECTIVE:
            after += 1
        if self.trigger.mode in SHELLING and after < self.high and self.marks[after] & _ON:
            return False  # «جدد الجيش قصفه على المدينة»
        after = self.trigger.last
        return not (after < self.high and any(m.first == after and self.links[m.first] == "" for m in self.near))

    def whole(self, m: ActorMention, rule: str) -> Found:
        """Return a mention with the parties joined to it by «و»."""
        last = m.last
        for other in self.near:
            if other.first < last:
                continue
            if (
                other.first - last > 1
                or self.links[other.first] != "and"
                or (other.kind != m.kind and not {other.kind, m.kind} <= AGENTS)
            ):
                break
            last = other.last
        return Found(m.first, last, rule, m)


def is_armed(found: Found | None) -> bool:
    """Tell whether somebody is known to bear arms or to rule those who do."""
    return found is not None and found.mention is not None and found.mention.kind in AGENTS


def same(one: Found | None, other: Found | None) -> bool:
    """Tell whether two finds are one party: by their words or their name."""
    if one is None or other is None:
        return False
    if one.first < other.last and other.first < one.last:
        return True
    return bool(one.name) and one.name == other.name
