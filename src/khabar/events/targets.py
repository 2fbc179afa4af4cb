"""To whom it was done: the object, whom a preposition aims it at, the other side, the one a pronoun means."""

from __future__ import annotations

from khabar.events.aims import Aims
from khabar.events.marks import POINTING, SPEECH, mask
from khabar.events.parties import AGENTS, LINK_REACH, WATCHERS, Found, same
from khabar.events.party_words import is_site
from khabar.events.scope import marker
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape
from khabar.mentions.victims import has_part

_PRONOUNS = {"ه": ("s", "m"), "ها": ("s", "f"), "هم": ("p", "m"), "هن": ("p", "f"), "هما": ("d", "")}
_COMPLEMENTISER, _RELATIVE = mask("complementiser"), mask("relative")
_AUXILIARY = mask("auxiliary", "qad")
_PARTED, _SENTENCE = mask("punct", "preposition", "lone_preposition"), 6  # words from a verdict to the punishment
_SITE = 6  # words of the name of a site
_THINGS = frozenset({"events.aimed", "events.object", "events.object_afar"})
_JOINT = frozenset({"AGREE", "CONSULT"})


class Parties(Aims):
    """Finds who did what a trigger names, and to whom."""

    def target(self, actor: Found | None) -> Found | None:
        """Return whom or what it was aimed at, by whose it is where a pronoun says so."""
        found = self._aim(actor)
        return self._resolved(found, actor) if found is not None else self.met_there(actor) or self._sentenced()

    def _aim(self, actor: Found | None) -> Found | None:
        trigger = self.trigger
        if actor is not None and actor.rule == "events.nationality" and (pair := self.two_nations()) is not None:
            return pair[1]
        if self.receives:
            return self.host()
        if trigger.mode == "troops":
            return self._marked(trigger.last)  # those who are sent are the doer's own
        if trigger.mode == "seize" and (loser := self._loser(actor)) is not None:
            return loser
        found = self._other_side(actor) or (self._marked(trigger.last) if trigger.type != "CONSULT" else None)
        if found is not None and not same(found, actor):
            return found
        if actor is not None and actor.rule == "events.between" and trigger.mode == "clash":
            return self._in_ranks(actor)  # «بين قبيلتين … مع تنامي الفراغ»
        direct = self._aimed_at(actor)
        if direct is not None and self._is_given_thing(direct):
            direct = self._people(direct) or self._aimed(trigger.last, actor)  # «50 طناً من الأدوية» is no one
        if direct is not None and (trigger.type == "AID" or trigger.mode == "ceasefire") and self._is_thing(direct):
            direct = self._aimed(direct.last, actor)  # «قافلة تضم 40 شاحنة إلى»
        if direct is None and (
            (trigger.type in _JOINT and trigger.mode != "visit") or trigger.mode in ("ceasefire", "clash")
        ):
            direct = self._joint(actor)
        ranks = (
            self._in_ranks(actor) if direct is None or (direct.mention is None and trigger.type == "ASSAULT") else None
        )
        return ranks or direct or self._pointed_at(actor) or self._warder(actor)

    def _aimed_at(self, actor: Found | None) -> Found | None:
        """Return the object, whom a preposition aims it at, whom the pronoun means."""
        trigger = self.trigger
        if self.light.get("subject") == "target":
            exposed = [m for m in self.near if self.links[m.first] in ("", "and") and (m.last <= trigger.first)]
            exposed = [
                m for m in exposed if not (m.role == "place" or m.kind in WATCHERS or (m.points and m.anonymous))
            ]
            if exposed:
                return self.whole(exposed[-1], "events.exposed")
        start = (
            actor.last
            if actor is not None
            and trigger.head < actor.first
            and actor.rule in ("events.subject", "events.genitive", "events.for", "events.relative", "events.linked")
            else trigger.last
        )
        if (
            trigger.reading is not None
            and trigger.reading.pos == "verb"
            and trigger.reading.suffix
            and self.roles.get("object") == "target"
        ):
            return self._antecedent(actor)
        if trigger.light is None and self.verb is not None:
            suffered = actor is not None and actor.rule == "events.agent_marker"  # «أن سالماً اعتقل على يد …»
            if self.passive or suffered or self.roles.get("subject") == "target":
                return self.object_from(trigger.last, actor) or self._passive_subject()
            return (
                (
                    self._met(actor, start) or self.object_from(start, actor)
                    if self.roles.get("object") in (None, "target")
                    else None
                )
                or self.object_afar(start, actor)
                or self._aimed(start, actor)
                or self._host()
            )
        genitive = self.roles.get("object") == "target" or self.roles.get("subject") == "target"
        if trigger.reading is not None and trigger.reading.suffix and self.pronoun_is_object():
            return (self._aimed(start, actor) if trigger.mode == "seize" else None) or self._antecedent(actor)
        owned = trigger.type == "CONSULT" and trigger.reading is not None and bool(trigger.reading.suffix)
        direct = (
            self.object_from(start, actor)
            if genitive or owned or (actor is not None and actor.rule in ("events.genitive", "events.pronoun"))
            else None
        )
        return direct or self._aimed(start, actor) or self._relative_object(actor) or self._host()

    def _sentenced(self) -> Found | None:
        """Return whom a court sentences, behind the noun of the punishment: «قضت المحكمة بسجن مسؤول», «حكماً بإعدام»."""
        if self.trigger.mode != "convict":
            return None
        for i in range(self.trigger.last - 1, min(self.sentence.last - 1, self.trigger.last + _SENTENCE)):
            word = shape(self.text.words[i].look)
            if word.prefix != "ب" or word.definite or word.suffix or self.marks[i + 1] & _PARTED:
                continue
            m = next(iter(self.ground.actors.within(i + 1, i + 2)), None)
            noun = any(r.pos == "noun" for r in self.text.words[i + 1].look.readings)
            if m is None and (not noun or self.ground.times.at(i + 1) is not None):
                continue
            end = max(np_end(self.text, self.mentions, i + 1, self.sentence.last), m.last if m is not None else 0)
            return Found(i + 1, end, "events.sentenced", m) if end > i + 1 else None
        return None

    def _pointed_at(self, actor: Found | None) -> Found | None:
        """Return whom the pronoun of the preposition behind a verb points back to: «أسرى أفرج عنهم المقاتلون»."""
        at = self.trigger.last
        if at >= self.high or self.trigger.nominal or not self.marks[at] & POINTING:
            return None
        form = self.text.words[at].look.form
        aimed = (form.removeprefix(link) for link, part in self.roles.items() if part == "target")
        pronoun = next((rest for rest in aimed if rest in _PRONOUNS), None)
        return self._antecedent(actor, pronoun) if pronoun is not None else None

    def _antecedent(self, actor: Found | None, pronoun: str | None = None) -> Found | None:
        """Return whom the pronoun on a trigger points back to, as the one it was done to."""
        low = max(self.sentence.first, self.trigger.first - 2 * LINK_REACH)
        before = [
            Found(m.first, m.last, "events.pronoun_object", m)
            for m in self.ground.actors.within(low, self.trigger.first)
            if m.last <= self.trigger.first and not (self.marks[m.first - 1] & SPEECH or self.says_where(m))
        ]
        site = self._site_before() if pronoun is None else None
        if site is not None:
            return site
        meant = [f for f in reversed(before) if f.mention and self._meant(f.mention, pronoun) and not same(f, actor)]
        return next((f for f in meant if marker(self.ground, f.first, low) == ""), meant[0] if meant else None)

    def _resolved(self, found: Found, actor: Found | None) -> Found:
        """Return what was hit as those whose a pronoun says it is: «صدت القوات هجوماً للمسلحين على مواقعها»."""
        if found.rule not in _THINGS or self.trigger.type not in ("ASSAULT", "COERCE") or found.name:
            return found
        readings = self.text.words[found.first].look.readings
        nouns = [r.suffix for r in readings if r.pos == "noun"]  # «ثكنة» is read as «ثكنـه», too
        pronoun = nouns[0] if nouns and all(nouns) and nouns[0] in _PRONOUNS else None
        owner = self._antecedent(actor, pronoun) if pronoun is not None else None
        if owner is None or owner.mention is None or owner.mention.kind not in AGENTS:
            return found
        return Found(found.first, found.last, "events.pronoun_owner", owner.mention)

    def _site_before(self) -> Found | None:
        """Return the site that «التي» right before a verb takes up: «قاعدة العند التي تحاصرها اللجان»."""
        at = self.trigger.first - 1
        if at < 1 or not self.marks[at] & _RELATIVE:
            return None
        sites = (p for p in self.ground.places.within(max(0, at - _SITE), at) if p.last == at and is_site(p))
        return next((Found(p.generic_first, at, "events.pronoun_object", None, p.country) for p in sites), None)

    def _meant(self, m: ActorMention, pronoun: str | None) -> bool:
        """Tell whether the pronoun given, or that on the trigger, can mean a mention: one man, one woman or things, or people."""
        if pronoun is None:
            pronoun = self.trigger.reading.suffix if self.trigger.reading is not None else ""
        readings = [
            r
            for domain in ("actors", "casualties")
            for r, _ in self.text.words[max(m.first, m.head)].look.entries(domain)
        ]
        wanted = _PRONOUNS.get(pronoun)
        if wanted is None or not readings:
            return wanted == ("s", "m") and m.person
        number, gender = wanted
        if number == "p" and self.ground.amount(max(m.first - 1, 0), m.last) is not None:
            return True  # «36 أسيراً … عنهم»
        if m.person and wanted == ("s", "m"):
            return all(r.gender != "f" for r in readings)
        return any(r.number == number and (not gender or r.gender == gender) for r in readings) or (
            number == "s" and gender == "f" and any(r.number == "p" for r in readings) and not m.person
        )

    def _passive_subject(self) -> Found | None:
        """Return the subject before a passive verb, from the edge of its clause."""
        if (at := self.people_before(numbered=True)) >= 0:
            return Found(at, self.trigger.head, "events.passive_subject")  # «لخمسين أسرة فرت من»
        at = self.trigger.head - 1
        if at > self.low and self.marks[at] & _AUXILIARY:
            at -= 1  # «الذي كان أوقف»
        if at >= self.low and self.marks[at] & _RELATIVE:
            return self._taken_up_by_relative(at)
        ending = [m for m in self.near if m.last == self.trigger.head and m.generic and not m.definite]
        if ending:  # «العثور على مدنيين اعتقلوا»
            return self.whole(ending[-1], "events.passive_subject")
        harm = self.trigger.type in ("ASSAULT", "COERCE")
        before = [m for m in self.bare if m.last <= self.trigger.head and not (harm and m.role == "place")]
        if before:
            return self.whole(
                before[-1] if before[-1].last == self.trigger.head else before[0], "events.passive_subject"
            )
        end = np_end(self.text, self.mentions, self.low, self.trigger.head)
        if end == self.trigger.head > self.low and self.marks[max(0, self.low - 1)] & _COMPLEMENTISER:  # «إن جاره خُطف»
            return Found(self.low, end, "events.passive_subject")
        return None

    def _taken_up_by_relative(self, at: int) -> Found | None:
        """Return whom «الذي» at word `at` takes up, nobody else: «حضر الوالي عزاء الجندي الذي استشهد»."""
        ending = next((m for m in self.ground.actors.within(max(0, at - LINK_REACH), at) if m.last == at), None)
        if ending is not None:
            return self.whole(ending, "events.passive_subject")
        people = at > self.sentence.first and has_part(self.text.words[at - 1].look, "person", "victim")
        return Found(at - 1, at, "events.passive_subject") if people else None
