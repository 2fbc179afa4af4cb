"""Tellings of one happening brought together: within a sentence, over the report, from the headline into the lead."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby

from khabar.events.parties import Found
from khabar.events.roles import Draft, verb_of_noun
from khabar.events.scope import is_noun, marker
from khabar.language import Text, Word
from khabar.mentions.model import CountMention, PlaceMention, TimeMention
from khabar.mentions.victims import has_part

_COMPARED = 8  # tellings at either end of a happening that a new one is compared with
_LOOK_BACK = 12  # happenings that a new telling is compared with
_HEADLINES = 6  # first happenings, compared with all
_SENTENCES_BACK = 6  # sentences over which a definite noun points back
_TELLING = 3
_LEAD_SENTENCES = 3
_VICTIMS_BACK = 2  # sentences over which victims alone belong to the attack before
_ROUGH_DAYS = {"day": 1, "week": 3, "month": 10}
_AROUND = 6  # words around a trigger by which a telling is known again
_RETOLD_WORDS = 5
_PROVINCE_KM = 50.0
_SAME_KM = 2.0
_WITHIN_KM = {"site": 6.0, "town": 8.0, "district": 40.0, "governorate": 110.0, "region": 160.0}
_FINE = ("site", "town", "district", "governorate", "region", "country")
_PREPOSED = ("ب", "ل", "ك")
_OPEN = frozenset({"planned", "threatened", "hypothetical", "denied"})
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})
_STRIKES = frozenset({"heavy-weapons", "aerial", "drone", "explosives", "suicide-attack"})
_HAND = frozenset({"firearms", "targeted", "clash", "primitive"})


@dataclass(slots=True)
class Happening:
    """All tellings of one happening, first to last."""

    drafts: list[Draft] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def some(self) -> list[Draft]:
        """Its first and latest tellings: as many as a comparison may cost."""
        return (
            self.drafts if len(self.drafts) <= 2 * _COMPARED else [*self.drafts[:_COMPARED], *self.drafts[-_COMPARED:]]
        )

    @property
    def type(self) -> str:
        """The event type of its tellings."""
        return self.drafts[0].trigger.type

    @property
    def modes(self) -> set[str]:
        """The modes that its tellings name."""
        return {d.trigger.mode for d in self.some if d.trigger.mode}

    @property
    def places(self) -> list[PlaceMention]:
        """The places that its tellings name."""
        return [p for d in self.some for p in d.places]

    @property
    def times(self) -> list[TimeMention]:
        """The times that its tellings name."""
        return [d.time for d in self.some if d.time is not None]

    @property
    def casualty(self) -> bool:
        """Whether all its tellings know victims only."""
        return all(d.casualty for d in self.some)

    @property
    def act(self) -> Draft:
        """The first telling that names the act; where none does, the first."""
        return next((d for d in self.some if not d.casualty), self.drafts[0])

    def counts(self, slot: str) -> list[CountMention]:
        """Return the numbers that its tellings give of the killed or the wounded."""
        return [c for d in self.some for c in getattr(d, slot)[:8]]

    def add(self, other: Happening, reason: str) -> None:
        """Take in the tellings of another."""
        self.drafts.extend(other.drafts)
        self.reasons.extend([reason, *other.reasons[1:]])

    def last_before(self, sentence: int) -> int:
        """Return the sentence of its latest telling before a sentence, -1 where there is none."""
        return max((d.sentence for d in self.drafts[-4:] if d.sentence < sentence), default=-1)

    @property
    def last_sentence(self) -> int:
        """The sentence of its latest telling."""
        return max(d.sentence for d in self.drafts[-4:])


def merge(text: Text, drafts: Sequence[Draft]) -> list[Happening]:
    """Return the happenings that drafts, in the order of the text, tell of."""
    out: list[Happening] = []
    for _, told in groupby(drafts, key=lambda d: d.sentence):
        for knot in _knots(text, list(told)):
            for happening in chain(reversed(out[-_LOOK_BACK:]), out[: max(0, min(_HEADLINES, len(out) - _LOOK_BACK))]):
                reason = _across(text, happening, knot)
                if reason:
                    happening.add(knot, reason)
                    break
            else:
                only = _only_one(text, out, knot)
                if only is not None:
                    only.add(knot, "events.only_one")
                else:
                    out.append(knot)
    return out


def _only_one(text: Text, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the one attack that a report tells of, where a bare telling without place, day and names can mean no other."""
    draft = knot.act
    if knot.type != "ASSAULT" or knot.places or knot.times or draft.judgement.status in _OPEN or _motive(text, draft):
        return None
    attacks = [h for h in told[-_LOOK_BACK:] if h.type == "ASSAULT"]
    if len(attacks) != 1 or len(told) > _LOOK_BACK:
        return None
    (only,) = attacks
    back = draft.sentence - only.last_before(draft.sentence)
    same = _modes_agree(only, draft) and _counts_meet(only, knot) and not _parties_differ(only, draft)
    return only if same and back <= _SENTENCES_BACK and only.act.judgement.status not in _OPEN else None


def _knots(text: Text, drafts: list[Draft]) -> list[Happening]:
    """Bring together what one sentence tells of one happening: an act, its verb, its victims."""
    knots: list[Happening] = []
    for draft in drafts:
        for knot in reversed(knots[-_LOOK_BACK:]):
            reason = _in_sentence(text, knot, draft)
            if reason:
                knot.add(Happening([draft], [""]), reason)
                break
        else:
            knots.append(Happening([draft], [""]))
    acts = [k for k in knots if not k.casualty and k.type == "ASSAULT"]
    starts = [a.drafts[0].trigger.first for a in acts]
    out = []
    for knot in knots:
        at = knot.drafts[0].trigger.first
        n = bisect_left(starts, at)
        near = (
            [
                a
                for a in acts[max(0, n - 3) : n + 3]
                if places_agree(a.places, knot.places) and not _answered(text, knot, a)
            ]
            if knot.casualty
            else []
        )
        if near:
            min(near, key=lambda a: abs(a.drafts[0].trigger.first - at)).add(knot, "events.victims")
        else:
            out.append(knot)
    return out


def _answered(text: Text, one: Happening, other: Happening) -> bool:
    """Tell whether one is told as the answer to the other: «قتل شرطيين رداً على الهجوم» are two happenings."""
    first, last = sorted((one.drafts[0].trigger.first, other.drafts[0].trigger.first))
    return any(
        h.entry.fields.get("part") == "response"
        for i in range(first, min(last, first + 40))
        for h in text.phrases.get(i, ())
    )


def _motive(text: Text, draft: Draft) -> bool:
    """Tell whether a telling is what another act answers: «انتقاماً لمقتل القائدين»."""
    first = draft.trigger.first
    return any(
        h.entry.fields.get("part") == "response" and h.last >= first
        for i in range(max(0, first - 3), first)
        for h in text.phrases.get(i, ())
    )


def _in_sentence(text: Text, knot: Happening, draft: Draft) -> str:
    """Return why a trigger tells of what one before it in its sentence tells of."""
    last = knot.drafts[-1]
    if knot.type != draft.trigger.type or draft.trigger.first < last.trigger.last:
        return "events.overlap" if knot.type == draft.trigger.type else ""
    between = text.words[last.trigger.last : draft.trigger.first]
    broken = any({"conjunction", "subordinator", "semicolon", "stop"} & w.look.tags for w in between)
    if draft.trigger.type == "PROTEST" and not broken and _accusative(text, draft):
        return "events.purpose"  # «تظاهروا … احتجاجاً على»
    if not between and draft.trigger.definite and last.trigger.kind == "verb" and is_noun(text, draft.trigger):
        return "events.subject_noun"  # «استهدف القصف …»
    if verb_of_noun(text, last.trigger, draft.trigger) or _clause_of_noun(text, last, draft, between):
        return "events.relative_verb"
    if (
        not between
        and draft.trigger.mode == last.trigger.mode
        and not draft.casualty
        and not last.casualty
        and is_noun(text, draft.trigger)
        and is_noun(text, last.trigger)
    ):
        return "events.same_kind"  # «إدخال وتوزيع المساعدات»
    if draft.casualty and knot.casualty:
        return "" if broken and draft.places else "events.victims"
    if draft.casualty:
        result = any(has_part(w.look, "result") for w in between)
        return "events.result" if result and places_agree(knot.places, draft.places) else ""
    if not _modes_agree(knot, draft) and draft.trigger.mode != "destroy":
        return ""
    if knot.casualty:
        if _answered(text, knot, Happening([draft], [""])) or _motive(text, last):
            return ""
        caused = marker(text, draft.trigger.first, last.trigger.last) in ("ب", "في") or any(
            has_part(w.look, "cause") for w in between[-3:]
        )
        return "events.cause" if caused and not (broken and draft.places and knot.places) else ""
    if _or_joined(text, last, draft) and places_agree(knot.places, draft.places):
        return "events.same_kind"
    if (
        draft.trigger.mode == "destroy"
        and knot.type == "ASSAULT"
        and (not draft.places or places_agree(knot.places, draft.places))
    ):
        return "events.effect"
    link = marker(text, draft.trigger.first, last.trigger.last)
    if (
        draft.trigger.mode is not None
        and draft.trigger.mode == last.trigger.mode
        and is_noun(text, draft.trigger)
        and (amid(text, draft) or _after(text, draft))
        and places_agree(knot.places, draft.places)
    ):
        return "events.same_kind"
    if link in ("ب", "في") and len(between) <= 10 and not (draft.places and knot.places):
        return "events.means"
    if (
        knot.type == "ASSAULT"
        and is_noun(text, draft.trigger)
        and not broken
        and len(between) <= 14
        and places_agree(knot.places, draft.places)
        and not _parties_differ(knot, draft)
        and (link == "ب" or any({"because"} & w.look.tags for w in between[-2:]))
    ):
        return "events.means"
    prefix = draft.trigger.reading.prefix if draft.trigger.reading is not None else ""
    if (
        draft.trigger.mode is None
        and draft.actor is draft.target is None
        and not draft.places
        and not broken
        and not prefix.startswith("و")
    ):
        return "events.description"
    again = (
        draft.trigger.entry.lemma == last.trigger.entry.lemma
        and not draft.places
        and not broken
        and draft.target is None
    )
    if again or (
        _points_back(text, draft) and places_agree(knot.places, draft.places) and (broken or not draft.places)
    ):
        return "events.points_back"
    return ""


def _clause_of_noun(text: Text, noun: Draft, verb: Draft, between: Sequence[Word]) -> bool:
    """Tell whether a bare verb right behind a noun of no attack describes it: «قرار صادق بموجبه على الاتفاق»."""
    reading = verb.trigger.reading
    if (
        noun.trigger.type == "ASSAULT"
        or reading is None
        or reading.pos != "verb"
        or reading.prefix
        or (verb.trigger.kind == "phrase" and verb.actor is not None)
    ):
        return False
    return (
        is_noun(text, noun.trigger)
        and len(between) <= 4
        and not any({"punct", "conjunction", "complementiser", "subordinator"} & w.look.tags for w in between)
    )


def _after(text: Text, draft: Draft) -> bool:
    """Tell whether a noun stands behind «بعد»: «اشتباكات … بعد محاولة تسلل»."""
    return draft.trigger.first > 0 and "after" in text.words[draft.trigger.first - 1].look.tags


def amid(text: Text, draft: Draft) -> bool:
    """Tell whether a noun stands behind «خلال», «وسط» or «إثر»: it was at the same time."""
    first = draft.trigger.first
    return any(
        "because" in text.words[i].look.tags
        or any(h.entry.fields.get("part") == "amid" and h.entry.domain == "roles" for h in text.phrases.get(i, ()))
        for i in range(max(0, first - 2), first)
    )


def _accusative(text: Text, draft: Draft) -> bool:
    """Tell whether a trigger is an indefinite verbal noun in the accusative, without «و»."""
    reading = draft.trigger.reading
    return (
        reading is not None
        and reading.pos in ("masdar", "noun")
        and not reading.prefix
        and not reading.definite
        and text.words[draft.trigger.head].look.form.endswith("ا")
    )


def _or_joined(text: Text, one: Draft, other: Draft) -> bool:
    """Tell whether two triggers are alternatives of one matter: «هدنة أو تعليق للعمليات»."""
    return (
        0 <= other.trigger.first - one.trigger.last - 1 <= 1
        and "number_bound" in text.words[other.trigger.first - 1].look.tags
    )


def _across(text: Text, happening: Happening, knot: Happening) -> str:
    """Return why a later sentence tells of a happening, "" where it does not."""
    draft = knot.act
    if happening.type != knot.type or not _modes_agree(happening, draft):
        return ""
    titled = all(d.headline for d in happening.some)
    near = places_agree(happening.places, knot.places) or (
        titled and knot.type == "ASSAULT" and _named_after_town(happening.places, knot.places)
    )
    if not near or not all(_times_agree(happening.times, t) for t in knot.times):
        return ""
    back = draft.sentence - happening.last_before(draft.sentence)
    if back > draft.sentence or any(k.casualty and _motive(text, k.act) for k in (happening, knot)):
        return ""
    if titled and not _counts_differ(happening, knot) and (happening.last_sentence == 0 or back <= 2):
        return "events.headline"
    if _retold(text, happening, draft):
        return "events.retold"
    if _same_toll(happening, knot):
        return "events.same_toll"
    if _points_back(text, draft) and back <= _SENTENCES_BACK and (not knot.places or happening.places or back <= 1):
        return "events.points_back"
    if (
        (knot.casualty or happening.casualty)
        and back <= _VICTIMS_BACK
        and (not knot.places or not happening.places)
        and _counts_meet(happening, knot)
    ):
        return "events.victims"
    if draft.trigger.type != "ASSAULT":
        told_again = (
            draft.trigger.type in _TALKS
            or draft.trigger.mode == "ceasefire"
            or _same_place(happening.places, knot.places)
            or (_lead(happening) and _coarse(happening) and back <= _SENTENCES_BACK and _same_word(happening, draft))
            or _share(text, happening, draft, "actor")
        )
        return (
            "events.same_kind"
            if _share(text, happening, draft, "target") or (told_again and not _parties_differ(happening, draft))
            else ""
        )
    if draft.trigger.mode == "destroy" and back <= 1 and not knot.places:
        return "events.effect"
    if not _counts_meet(happening, knot) or _parties_differ(happening, draft):
        return ""
    if (
        not knot.places
        and not happening.places
        and draft.trigger.mode in happening.modes
        and _share(text, happening, draft, "actor")
        and not knot.casualty
    ):
        return "events.same_actor"
    if _same_place(happening.places, knot.places) and (
        _lead(happening)
        or knot.casualty
        or happening.casualty
        or draft.trigger.entry.lemma == happening.act.trigger.entry.lemma
    ):
        return "events.same_place"
    if _lead(happening) and back <= _SENTENCES_BACK and _coarse(happening) and knot.places:
        return "events.lead"
    return ""


def _same_word(happening: Happening, draft: Draft) -> bool:
    """Tell whether both sides name the act by one word."""
    return any(d.trigger.entry.lemma == draft.trigger.entry.lemma for d in happening.some)


def _points_back(text: Text, draft: Draft) -> bool:
    """Tell whether a trigger is known already: with the article or «this», not by a pronoun of its doer."""
    reading = draft.trigger.reading
    if draft.trigger.anaphoric or (draft.trigger.definite and not (reading is not None and reading.suffix)):
        return True
    return _annexed(text, draft) or _known_subject(text, draft)


def _annexed(text: Text, draft: Draft) -> bool:
    """Tell whether a noun is known through the act behind it: «عملية الخطف»."""
    trigger = draft.trigger
    if trigger.kind != "phrase" or trigger.last - trigger.head < 2:
        return False
    return any(r.definite and r.pos == "masdar" for r, _ in text.words[trigger.head + 1].look.entries("events"))


def _retold(text: Text, happening: Happening, draft: Draft) -> bool:
    """Tell whether the words around a trigger were told before around the same word."""
    mine = _around(text, draft)
    return len(mine) >= _RETOLD_WORDS and any(
        d.trigger.entry.lemma == draft.trigger.entry.lemma and 3 * len(mine & _around(text, d)) >= 2 * len(mine)
        for d in happening.some
        if d.sentence != draft.sentence
    )


def _around(text: Text, draft: Draft) -> frozenset[str]:
    """Return the forms of the words around a trigger, in its sentence."""
    sentence = text.sentences[draft.sentence]
    first, last = max(sentence.first, draft.trigger.first - _AROUND), min(sentence.last, draft.trigger.last + _AROUND)
    return frozenset(w.form for w in text.words[first:last] if "punct" not in w.look.tags)


def _known_subject(text: Text, draft: Draft) -> bool:
    """Tell whether a verb tells on of an act or a weapon with the article: «كما استهدف القصف», «سقطت إحدى القذائف»."""
    trigger = draft.trigger
    if draft.casualty or trigger.type != "ASSAULT":
        return False
    if trigger.kind == "phrase":
        return any(
            r.definite for w in text.words[trigger.first + 1 : trigger.last] for r, _ in w.look.entries("weapons")
        )
    if trigger.reading is None or trigger.reading.pos != "verb":
        return False
    around = [
        i
        for i in (trigger.head - 1, trigger.head + 1)
        if 0 <= i < len(text.words) and text.sentence_of[i] == draft.sentence
    ]
    return any(
        r.definite
        and r.pos in ("masdar", "noun")
        and r.prefix[-1:] not in _PREPOSED
        and e.fields.get("type") == "ASSAULT"
        for i in around
        for r, e in text.words[i].look.entries("events")
    )


def _share(text: Text, happening: Happening, draft: Draft, slot: str) -> bool:
    """Tell whether both sides name one actor, or one target: by its name or by most of its words."""
    mine = getattr(draft, slot)
    return mine is not None and any(
        _alike(text, mine, other) for other in (getattr(d, slot) for d in happening.some) if other is not None
    )


def _alike(text: Text, one: Found, other: Found) -> bool:
    names = [f.mention.name if f.mention is not None else None for f in (one, other)]
    if all(names):
        return names[0] == names[1]
    a, b = ({w.form for w in text.words[f.first : f.last] if "punct" not in w.look.tags} for f in (one, other))
    return 2 * len(a & b) >= len(a | b) > 0


def _same_toll(happening: Happening, knot: Happening) -> bool:
    """Tell whether both sides count the same dead, three or more: one number in two places of a report is one toll."""
    mine = {c.min for c in knot.counts("killed") if c.min >= _TELLING}
    return any(c.min in mine for c in happening.counts("killed"))


def _counts_meet(happening: Happening, knot: Happening) -> bool:
    """Tell whether the numbers of both sides may be the same, slot by slot."""
    for slot in ("killed", "wounded"):
        mine, theirs = knot.counts(slot), happening.counts(slot)
        if (
            mine
            and theirs
            and not any(a.min <= (b.max or a.min) and b.min <= (a.max or b.min) for a in mine for b in theirs)
        ):
            return False
    return True


def _lead(happening: Happening) -> bool:
    """Tell whether a happening is told only where a report begins: its headline and first sentences."""
    return happening.drafts[-1].sentence <= _LEAD_SENTENCES


def _coarse(happening: Happening) -> bool:
    """Tell whether a happening is placed by a governorate or more, or not at all."""
    return not happening.places or any(_FINE.index(p.precision) >= 3 for p in happening.places)


def _parties_differ(happening: Happening, draft: Draft) -> bool:
    """Tell whether both sides name an actor, or both a target, and never the same."""
    for slot in ("actor", "target"):
        mine = getattr(draft, slot)
        theirs = [getattr(d, slot) for d in happening.some]
        names = {f.mention.name for f in theirs if f is not None and f.mention and f.mention.name}
        if mine is not None and mine.mention and mine.mention.name and names and mine.mention.name not in names:
            return True
    return _sides_swapped(happening, draft)


def _sides_swapped(happening: Happening, draft: Draft) -> bool:
    """Tell whether who did it to one side is whom it was done to on the other: an attack and its answer."""
    for mine, slot in ((draft.actor, "target"), (draft.target, "actor")):
        name = mine.mention.name if mine is not None and mine.mention is not None else None
        theirs = {
            f.mention.name
            for f in (getattr(d, slot) for d in happening.some)
            if f is not None and f.mention is not None
        }
        if name is not None and name in theirs and "clash" not in happening.modes:
            return True
    return False


def _modes_agree(happening: Happening, draft: Draft) -> bool:
    """Tell whether the modes may be of one happening: equal, unsaid, or two kinds of striking or of fighting by hand."""
    mode, modes = draft.trigger.mode, happening.modes
    if mode is None or not modes or mode in modes or (mode == "destroy" and modes <= _STRIKES):
        return True
    if draft.trigger.definite or draft.casualty or happening.casualty:
        return True
    return (mode in _STRIKES and modes <= _STRIKES and _loose(draft, happening)) or (
        mode in _HAND and modes <= _HAND and "clash" not in {mode, *modes}
    )


def _loose(draft: Draft, happening: Happening) -> bool:
    """Tell whether either side says its means only by the bare word for shelling."""
    return draft.trigger.weapon is None or all(d.trigger.weapon is None for d in happening.some)


def km(a: PlaceMention, b: PlaceMention) -> float | None:
    """Return the distance of two places, None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def _pair_agrees(a: PlaceMention, b: PlaceMention) -> bool:
    if a.id and a.id == b.id:
        return True
    if "country" in (a.precision, b.precision):
        return a.country is None or b.country is None or a.country == b.country
    apart = km(a, b)
    if apart is None:
        return a.text == b.text or (a.name is not None and a.name == b.name)
    return apart <= max(_WITHIN_KM[a.precision], _WITHIN_KM[b.precision])


def places_agree(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether the places may be one: none on a side, the same, or one within the other."""
    if not some or not others:
        return True
    return any(_pair_agrees(a, b) for a in some for b in others)


def _named_after_town(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether a headline may name a province by the bare name of its town: «قصف على إدلب»."""
    for a in some:
        for b in others:
            apart = km(a, b)
            if a.precision == "town" and a.generic_first == a.first and apart is not None and apart <= _PROVINCE_KM:
                return True
    return False


def _same_place(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether both sides name one place, known to the district or better."""
    for a in some:
        for b in others:
            if _FINE.index(a.precision) <= 2 and _FINE.index(b.precision) <= 2:
                apart = km(a, b)
                if (a.id and a.id == b.id) or (apart is not None and apart <= _SAME_KM):
                    return True
    return False


def _times_agree(times: Sequence[TimeMention], time: TimeMention | None) -> bool:
    """Tell whether the times may be one: unknown on a side, or sharing a day."""
    if time is None or time.start is None or time.end is None:
        return True
    known = [t for t in times if t.start and t.end]
    return not known or any(_meet(t, time) for t in known)


def _meet(one: TimeMention, other: TimeMention) -> bool:
    """Tell whether two times share a day; «قبل أسبوعين» is rough by half its unit."""
    low, high = max(one.start or "", other.start or "")[:10], min(one.end or "", other.end or "")[:10]
    if low <= high:
        return True
    slack = max(_slack(one), _slack(other))
    return slack > 0 and (date.fromisoformat(low) - date.fromisoformat(high)).days <= slack


def _slack(time: TimeMention) -> int:
    """Return the days by which a distance in weeks or months may be off."""
    return _ROUGH_DAYS.get(time.precision, 0) if time.rule == "times.ago" else 0


def _counts_differ(happening: Happening, knot: Happening) -> bool:
    """Tell whether both give exact numbers of dead that lie far apart."""
    mine = [c for c in knot.counts("killed") if c.max is not None]
    theirs = [c for c in happening.counts("killed") if c.max is not None]
    return bool(mine and theirs) and not any(
        a.min <= 2 * b.min + 2 and b.min <= 2 * a.min + 2 for a in mine for b in theirs
    )
