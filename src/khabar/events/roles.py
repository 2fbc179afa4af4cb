"""What one trigger tells of its happening: who, whom, where, when, with what, how many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.marks import SPEECH, VERB, mask
from khabar.events.means import is_denied
from khabar.events.parties import Found
from khabar.events.reality import Judgement
from khabar.events.scope import REACH, Clauses, is_workplace, marker, of_speaking
from khabar.events.targets import Parties
from khabar.events.triggers import Trigger
from khabar.mentions.model import PlaceMention, TimeMention, WeaponMention
from khabar.mentions.victims import has_part
from khabar.model import Evidence, Span

_TITLE_WORDS = 16
_DEALS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "SANCTION", "COOPERATE"})
_DEAL_REACH = 7
_LIST_GAP = 2  # words between two places of one list
_STOP, _TO, _UNTIL = mask("stop"), mask("to"), mask("until")
_LOCATIVE = mask("in", "to", "on")
_QAD, _AFTER = mask("qad"), mask("after")
_VERB_REACH = 14  # words between a noun and the verb that it is the subject of
_LISTING = mask("comma", "lone_and", "quote")
_COMPLEMENTISER = mask("complementiser")
_PRONOUNS = ("ه", "ها")  # joined to «إنّ»
_PARTING = mask("complementiser", "subordinator", "semicolon")


class RoleReader:
    """Reads drafts of one text; `sayings` are the stretches of characters in which speech is told, not what was said."""

    def __init__(self, ground: Ground, sayings: Sequence[Span]) -> None:
        self.ground, self.text = ground, ground.text
        self.clauses = Clauses(ground)
        self._sayings = sorted(sayings)
        self._titles: dict[int, bool] = {}

    def read(self, triggers: Sequence[Trigger], n: int, judgement: Judgement) -> Draft:
        """Return what trigger `n` of the triggers of a text tells."""
        trigger = triggers[n]
        low, high = self._window(triggers, n)
        number = self.text.sentence_of[trigger.head]
        evidence = [Evidence(slot="trigger", rule=trigger.entry.id, span=trigger.span), *judgement.evidence]
        draft = Draft(trigger, judgement, number, self._title(number), evidence=evidence)
        parties = Parties(
            self.ground,
            trigger,
            low,
            high,
            told_by_noun=self._told_by_noun(triggers, n) or self._done_by_act(triggers, n),
        )
        draft.actor = parties.actor()
        draft.actor = draft.actor or parties.by_means()
        draft.elliptic = parties.elliptic(draft.actor)
        draft.target = None if draft.casualty and parties.verb is None else parties.target(draft.actor)
        if draft.actor is not None and draft.target is not None and draft.target.rule == "events.joint":
            draft.actor = replace(draft.actor, last=draft.target.first)
        draft.both_known = parties.both_known
        draft.places = self._places(trigger, low, high, draft.actor)
        draft.time = self._time(trigger, low, high)
        if trigger.type == "ASSAULT":
            draft.weapon = self._weapon(trigger, low, high)
            draft.damage = next(iter(self.ground.damages.within(low, high)), None)
        return draft

    def _title(self, number: int) -> bool:
        """Tell whether a sentence is a headline, found out once."""
        found = self._titles.get(number)
        if found is None:
            found = self._titles[number] = self._is_title(number)
        return found

    def _is_title(self, number: int) -> bool:
        """Tell whether a sentence is a headline: the report's, or a short line without a stop above a paragraph."""
        sentence = self.text.sentences[number]
        if sentence.headline:
            return True
        alone = all(
            self.text.sentences[n].paragraph != sentence.paragraph
            for n in (number - 1, number + 1)
            if 0 <= n < len(self.text.sentences)
        )
        return (
            alone
            and number + 1 < len(self.text.sentences)
            and sentence.last - sentence.first <= _TITLE_WORDS
            and not self.ground.marks[sentence.last - 1] & _STOP
        )

    def _told_by_noun(self, triggers: Sequence[Trigger], n: int) -> bool:
        """Tell whether a trigger is a verb whose subject is the noun trigger before it: «قصف صاروخي استهدف مخيماً»."""
        return n > 0 and verb_of_noun(self.ground, triggers[n - 1], triggers[n])

    def _done_by_act(self, triggers: Sequence[Trigger], n: int) -> bool:
        """Tell whether a verb's subject is the act right behind it: «قتلت غارة قائداً»."""
        trigger, after = triggers[n], triggers[n + 1] if n + 1 < len(triggers) else None
        if after is None or trigger.reading is None or trigger.reading.pos != "verb" or after.first != trigger.last:
            return False
        return self._is_subject(trigger, after) and not has_part(self.text.words[after.head].look, "person")

    def _window(self, triggers: Sequence[Trigger], n: int) -> tuple[int, int]:
        """Return the words that belong to trigger `n`: its sentence, cut at the triggers around it."""
        trigger = triggers[n]
        start, end = self.clauses.sentence(trigger.head)
        clause_start = self.clauses.first_of(
            trigger.light if trigger.light is not None and trigger.light < trigger.head else trigger.first
        )
        before = triggers[n - 1] if n else None
        low = start
        if before is not None and before.last > start and before.last <= trigger.first:
            low = max(start, clause_start, before.last) if clause_start > before.first else before.last
        if trigger.light is not None and trigger.light < low:
            low = trigger.light
        low = max(low, self._after_complementiser(low, trigger.first), self._after_conjunction(low, trigger.first))
        after = triggers[n + 1] if n + 1 < len(triggers) else None
        if (
            after is not None
            and trigger.reading is not None
            and trigger.reading.pos == "verb"
            and (self._is_subject(trigger, after) or self._is_means(trigger, after))
        ):
            after = triggers[n + 2] if n + 2 < len(triggers) else None  # «أحرق محتجون مقر الحزب»
        high = end
        if after is not None and trigger.last <= after.first < end:
            governed = (
                after.light is not None and after.light >= trigger.last and bool(self.ground.marks[after.light] & VERB)
            )
            high = min(after.light or 0, after.first) if governed else after.first
            break_at = bisect_left(self.clauses.starts, trigger.last)
            nxt = self.clauses.starts[break_at] if break_at < len(self.clauses.starts) else high
            if trigger.last < nxt < high:
                high = nxt
        return low, max(high, trigger.last)

    def _is_subject(self, verb: Trigger, noun: Trigger) -> bool:
        """Tell whether a noun of people or of an act right behind a verb is its subject («محتجون», «غارة جوية»)."""
        if noun.first - verb.last > 1 or noun.kind not in ("noun", "phrase"):
            return False
        if has_part(self.text.words[noun.head].look, "person"):
            return True
        return (
            noun.first == verb.last and noun.type == "ASSAULT" and verb.type in ("ASSAULT", "COERCE") and noun.nominal
        )

    def _is_means(self, verb: Trigger, noun: Trigger) -> bool:
        """Tell whether an act behind «ب» is what a verb was done with: «استهدف التحالف بغارتين مخزناً»."""
        if not noun.nominal or noun.type != verb.type or marker(self.ground, noun.first, verb.last) != "ب":
            return False
        return self.clauses.first_of(noun.first) <= verb.first

    def _after_complementiser(self, low: int, first: int) -> int:
        """Return the word after the last «أنّ/إنّ» before the trigger: what stands before it is speech."""
        at = self.clauses.complementiser(low, first)
        return low if at is None else at + 1

    def _after_conjunction(self, low: int, first: int) -> int:
        """Return the last word before the trigger that begins a new matter («كما», «فيما»), or `low`."""
        at = self.clauses.new_matter(low + 1, first)
        return low if at is None else at

    # -- where

    def _places(self, trigger: Trigger, low: int, high: int, actor: Found | None) -> list[PlaceMention]:
        """Return the place or the list of places: after the trigger first, then before it in its window."""
        places = self.ground.places.within(low, high)
        if not places:
            return []
        first = trigger.first
        after = [p for p in places if p.first >= first and self._located(p, trigger, actor, low)]
        if after:
            return self._list(after)
        for place in reversed(places):
            if place.first < first and self._located(place, trigger, actor, low):
                return [place]
        return []

    def _located(self, place: PlaceMention, trigger: Trigger, actor: Found | None, low: int) -> bool:
        """Tell whether a place mention says where, and is no party or origin."""
        if place.first < trigger.first < place.last or place.whence or place.first in self.ground.quoted:
            return False
        if (
            actor is not None
            and place.first < actor.last
            and actor.first < place.last
            and actor.rule != "events.object"
        ):
            return False
        if any(
            m.first < place.generic_first and place.last <= m.last and m.name
            for m in self.ground.actors.within(max(0, place.first - 8), place.first)
        ):
            return False
        if is_workplace(self.ground, place):
            return False
        link = marker(self.ground, place.first, low)
        if link in ("agent", "ك") or (trigger.type == "ASSAULT" and self._on_the_way(place)):
            return False
        if place.precision == "country" and link in ("", "and"):
            return False
        if trigger.type in _DEALS:  # a deal is about many places, and made in one
            return abs(place.first - trigger.last) <= _DEAL_REACH and (link == "ب" or self._locative(place))
        if any(not m.generic for m in self.ground.actors.within(place.first, place.first + 1)):
            return link == "ب" or self._locative(place) or (link == "ل" and trigger.mode == "visit")
        return True

    def _on_the_way(self, place: PlaceMention) -> bool:
        """Tell whether a preposition makes a place where somebody was taken or fled to: «نُقل إلى مشفى»."""
        words, at = self.text.words, place.first - 1
        if at < 1 or not self.ground.marks[at] & _TO:
            return False
        return not any(words[i].look.entries("places") for i in range(max(0, at - 3), at))  # «على الطريق المؤدي إلى …»

    def _locative(self, place: PlaceMention) -> bool:
        """Tell whether a preposition of place stands before a name that is also a party's."""
        led = place.first > 0 and bool(self.ground.marks[place.first - 1] & _LOCATIVE)
        return led or place.generic_first < place.first

    def _list(self, places: list[PlaceMention]) -> list[PlaceMention]:
        """Return the first place with those listed after it («كفر نوران وتديل»)."""
        out = [places[0]]
        for place in places[1:]:
            gap = place.first - out[-1].last
            if gap > _LIST_GAP or not self._joined(out[-1].last, place.generic_first):
                break
            out.append(place)
        return out

    def _joined(self, end: int, first: int) -> bool:
        if any(not marks & _LISTING for marks in self.ground.marks[end:first]):
            return False
        return first > end or self.text.words[first].look.form.startswith("و")

    # -- when

    def _time(self, trigger: Trigger, low: int, high: int) -> TimeMention | None:
        """Return the time nearest to the trigger in its window, after it before others; times of speaking are none."""
        times = self.ground.times.within(low, high)
        if not times:
            return None
        acts = trigger.type in ("ASSAULT", "COERCE")
        near = [
            t
            for t in times
            if not self._of_saying(t, trigger)
            and not self._until(t)
            and not (acts and of_speaking(self.ground, t.first, trigger.first))
            and (t.first >= trigger.first or not self._earlier(trigger))
        ]
        return min(
            near,
            key=lambda t: t.first - trigger.last if t.first >= trigger.first else trigger.first - t.last + 1,
            default=None,
        )

    def _earlier(self, trigger: Trigger) -> bool:
        """Tell whether a trigger was before the day told before it: «تراجعت الحكومة أمس بعد احتجاجات»; attacks are told by their results."""
        before = trigger.first > 0 and self.ground.marks[trigger.first - 1] & _AFTER
        return bool(before) and trigger.nominal and trigger.type != "ASSAULT"

    def _until(self, time: TimeMention) -> bool:
        """Tell whether «حتى» stands before: «حتى الآن» is no time of the happening."""
        return time.first > 0 and bool(self.ground.marks[time.first - 1] & _UNTIL)

    def _of_saying(self, time: TimeMention, trigger: Trigger) -> bool:
        """Tell whether a time stands in words of speaking that the trigger stands outside of."""
        n = bisect_left(self._sayings, (time.span.end,))
        return any(
            s.start <= time.span.start < s.end and not s.start <= trigger.span.start < time.span.start
            for s in self._sayings[max(0, n - 4) : n]
        )

    # -- with what

    def _weapon(self, trigger: Trigger, low: int, high: int) -> WeaponMention | None:
        """Return the weapon named nearest to the trigger."""
        near = [
            w
            for w in self.ground.weapons.within(low, high)
            if w.weapon is not None and not is_denied(self.ground, trigger.last, w)
        ]
        after = [w for w in near if trigger.first <= w.first < trigger.last + REACH // 3]
        if after:
            specific = [w for w in after[:2] if w.weapon not in ("artillery", "other")]
            return specific[0] if specific and after[0].weapon == "artillery" else after[0]
        return near[-1] if near and trigger.first - near[-1].last <= REACH // 5 else None


def verb_of_noun(ground: Ground, noun: Trigger, verb: Trigger) -> bool:
    """Tell whether the second trigger is a verb, without «و», whose subject is the first, a noun of the same sentence."""
    reading = verb.reading
    if (
        reading is None
        or reading.pos != "verb"
        or reading.prefix
        or noun.type != verb.type
        or verb.kind == "casualty"
        or noun.kind == "casualty"
    ):
        return False
    if noun.type != "ASSAULT" and noun.mode != verb.mode:
        return False
    of = ground.text.sentence_of
    if not noun.nominal or of[noun.head] != of[verb.head] or verb.first - noun.last > _VERB_REACH:
        return False
    end = verb.first - 1 if _resumes(ground, verb.first - 1) else verb.first
    return not any(_parts(ground, i) for i in range(noun.last, end))


def _resumes(ground: Ground, at: int) -> bool:
    """Tell whether word `at` is «إنه، إنها» behind a verb of saying: «غارة قيل إنها استهدفت …»."""
    if at < 1 or not ground.marks[at] & _COMPLEMENTISER or not ground.marks[at - 1] & SPEECH:
        return False
    return ground.words[at].look.form.endswith(_PRONOUNS) and bool(ground.marks[at - 1] & VERB)


def _parts(ground: Ground, at: int) -> bool:
    """Tell whether a word between a noun and a verb begins another clause («أنّ», «فيما», «فقد», a joined verb)."""
    marks = ground.marks[at]
    if marks & _PARTING:
        return True
    look = ground.words[at].look
    if marks & _QAD and look.form.startswith(("و", "ف")):
        return True
    return bool(marks & VERB) and any(r.pos == "verb" and r.prefix for r in look.readings)


def _mistaken(before: Draft, draft: Draft) -> bool:
    """Tell whether a verb took for its subject whom the verb before it did something to: «اعتقلت القوات X … وحاصرت»."""
    one, other = draft.actor, before.target
    if one is None or other is None or before.actor is None or one.rule != "events.earlier_subject":
        return False
    return draft.sentence == before.sentence and one.first < other.last and other.first < one.last


def share_subjects(drafts: Sequence[Draft]) -> None:
    """Give a verb without a subject of its own that of the telling before it, in its sentence or the one before."""
    for before, draft in pairwise(drafts):
        if before.actor is not None and _mistaken(before, draft):
            draft.actor = replace(before.actor, rule="events.same_subject")
        if draft.elliptic and before.actor is not None and draft.sentence - before.sentence <= 1:
            draft.actor = replace(before.actor, rule="events.same_subject")
            if draft.both_known and draft.target is None and before.target is not None:
                draft.target = replace(before.target, rule="events.same_sides")
