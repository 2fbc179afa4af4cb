"""Talks and visits: who receives whom, whom somebody met, the host that a capital stands for; who wards off an attack."""

from __future__ import annotations

from khabar.events.marks import EVENT, FINITE, mask
from khabar.events.parties import LINK_REACH, Found, is_armed, same
from khabar.events.party_words import is_site, names_site
from khabar.events.scope import marker
from khabar.events.sides import Sides
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape
from khabar.mentions.victims import read_one

_OBJECT_REACH = 12
_OF_SITES = ("visit", "explosives", "suicide-attack", "destroy")
_CARRYING = ("events.light_verb", "events.verb_object", "events.subject")
_GRANTS = ("AID", "SUPPORT", "CONCEDE")
_MEETING, _MET = 18, 4  # words from a visit to a meeting, and from the meeting to whom somebody meets
_WITH = frozenset({"", "مع"})
_STOPS = mask("stop", "semicolon", "complementiser")
_HOST_REACH = 6  # words from a visit to the capital


class Hosts(Sides):
    """Finds guests, hosts and other parties whom no verb takes as its plain object."""

    @property
    def receives(self) -> bool:
        """Whether the subject of the verb is the host, whoever it receives being the doer: «استقبل الملك وزيراً»."""
        return self.roles.get("subject") == "host" and self.verb is not None and self.trigger.light is None

    def actor(self) -> Found | None:
        """Return who did it, of a visit received the guest."""
        found = self._guest() if self.receives else super().actor()
        if found is None or self.trigger.type != "PROTEST" or not self.trigger.nominal:
            return found
        return None if found.rule in _CARRYING and is_armed(found) else found  # «قمعت القوات مسيرة»

    def host(self) -> Found | None:
        """Return who receives a guest or a call."""
        return self.subject_of(self.verb) if self.verb is not None and not self.passive else None

    def _guest(self) -> Found | None:
        """Return whom the host receives, or from whom a call comes."""
        host, last = self.host(), self.trigger.last
        for m in self.near:
            if last <= m.first <= last + LINK_REACH and self.roles.get(self.links[m.first]) == "actor":
                return self.whole(m, "events.linked")
        if self.roles.get("object") != "actor":
            return None
        start = max(last, host.last) if host is not None else last
        name = next((m for m in self.near if m.first - start in (0, 1) and m.role == "person"), None)
        title = host is not None and host.mention is not None and host.mention.role == "title"
        after = name.last if name is not None and title else start  # «استقبل الوزير سالم نظيره»
        return self.object_from(after, host) or self.object_from(start, host) or self._second(start)

    def _second(self, start: int) -> Found | None:
        """Return the next person or body of the clause behind the host, whose name nobody knows."""
        for m in self.near:
            if (
                start < m.first <= start + _OBJECT_REACH
                and self.links[m.first] == ""
                and (m.person or m.role == "title")
            ):
                return self.whole(m, "events.object") if self.one_clause(start, m.first) else None
        return None

    def _people(self, found: Found) -> Found | None:
        """Return an object that counts people, whom no mention knows: «أجلت تسعة جرحى»."""
        return found if read_one(self.text, found.first, found.last) is not None else None

    def _is_given_thing(self, found: Found) -> bool:
        """Tell whether the object of an act of aid is what is given: words that name nobody, «مساعدات المنظمة»."""
        if self.trigger.type != "AID" or found.rule != "events.object":
            return False
        entries = self.text.words[found.first].look.entries("events")
        return found.mention is None or any(r.pos == "noun" and e.fields.get("type") == "AID" for r, e in entries)

    def _is_thing(self, found: Found) -> bool:
        """Tell whether a party is but a thing that is sent or moved: «40 شاحنة»."""
        m = found.mention
        if m is None or m.role != "target" or self.links.get(m.first) == "ل" or found.rule != "events.object":
            return False
        look = self.text.words[max(m.first, m.head)].look
        return not look.entries("places") and not any(e.fields.get("people") for _, e in look.entries("actors"))

    def _for_whom(self, start: int) -> Found | None:
        """Return the people or demands joined by «ل» that something is granted to: «لخمسين أسرة», «لمطالب العمال»."""
        if self.trigger.type not in _GRANTS or self.roles.get("ل") != "target":
            return None
        for i in range(start, min(self.high, start + _HOST_REACH)):
            if self.marks[i] & FINITE:
                return None
            look = self.text.words[i].look
            if shape(look).prefix != "ل" or any(r.pos == "masdar" for r in look.readings):
                continue
            amount = self.ground.amount(i, self.high)
            if amount is None and not (look.readings and all(r.pos == "noun" for r in look.readings)):
                return None
            end = np_end(self.text, self.mentions, amount.last if amount is not None else i, self.high)
            return Found(i, end, "events.aimed", next(iter(self.ground.actors.within(i, end)), None))
        return None

    def _warder(self, actor: Found | None) -> Found | None:
        """Return who warded off an attack, where nothing else is told that it was aimed at: «صد الجيش هجوماً»."""
        foiler = self.foiler()
        if foiler is None or self.trigger.type != "ASSAULT":
            return None
        found = self.subject_of(foiler)
        return found if not same(found, actor) else None

    def _met(self, actor: Found | None, start: int) -> Found | None:
        """Return whom somebody met, behind his own office: «التقى سالم رئيس الدولة، أمس، سفير الصين»."""
        who = actor.mention if actor is not None else None
        if self.trigger.type != "CONSULT" or who is None or who.role != "person":
            return None
        office = next((m for m in self.near if m.first == start and m.role == "title"), None)
        if office is None:
            return None
        after = [m for m in self.near if office.last < m.first <= start + _OBJECT_REACH and self.links[m.first] == ""]
        return self.whole(after[0], "events.object") if after and self.one_clause(start, after[0].first) else None

    def met_there(self, actor: Found | None) -> Found | None:
        """Return whom a visitor goes to meet: «يتوجه إلى العاصمة للقاء الرئيس», «حيث يجري محادثات مع الوزير»."""
        if self.trigger.mode != "visit":
            return None
        for i in range(self.trigger.last, min(self.sentence.last - 1, self.trigger.last + _MEETING)):
            if self.marks[i] & _STOPS:
                return None
            if not self.marks[i] & EVENT or all(
                e.fields.get("type") != "CONSULT" or e.fields.get("mode") == "visit"
                for _, e in self.text.words[i].look.entries("events")
            ):
                continue
            m = next(iter(self.ground.parties.within(i + 1, i + _MET)), None)
            if m is not None and (m.name or m.person or m.role == "title") and marker(self.ground, m.first, i) in _WITH:
                found = Found(m.first, m.last, "events.met", m)
                return found if not same(found, actor) else None
        return None

    def _host(self) -> Found | None:
        """Return the government that the capital visited stands for."""
        if (site := self._site_behind()) is not None or self.trigger.mode != "visit":
            return site
        start = self.trigger.first + 1 if self.trigger.kind == "phrase" else self.trigger.last
        for m in self.near:
            capital = (
                m.name
                and not m.generic
                and any(p.precision == "town" for p in self.ground.places.within(m.first, m.first + 1))
            )
            if capital and start <= m.first <= self.trigger.last + _HOST_REACH:
                return Found(m.first, m.last, "events.host", m)
        return None

    def _site_behind(self) -> Found | None:
        """Return the site right behind a noun of visiting or blowing up: «زيارة السجن», «تفجير كنيسة»."""
        at, attack = self.trigger.last, self.trigger.type == "ASSAULT" and self.trigger.mode is None
        if not self.trigger.nominal or not (attack or self.trigger.mode in _OF_SITES) or at >= self.high:
            return None
        place = self.ground.places.at(at)
        if attack and place is None:
            return None
        if place is not None:
            return Found(at, place.last, "events.site_hit", None, place.country) if is_site(place) else None
        if not names_site(self.text.words[at].look) or shape(self.text.words[at].look).prefix:
            return None
        return Found(at, np_end(self.text, self.mentions, at, self.high), "events.object")
