"""What one trigger tells of its happening: who, whom, where, when, with what, how many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.marks import FINITE, VERB, mask
from khabar.events.means import finer, is_denied
from khabar.events.placing import Placing
from khabar.events.reality import Judgement
from khabar.events.scope import REACH, Clauses, marker, of_speaking, says
from khabar.events.sharing import verb_of_noun
from khabar.events.targets import Parties
from khabar.events.triggers import Trigger
from khabar.mentions.model import TimeMention, WeaponMention
from khabar.mentions.victims import has_part
from khabar.model import Evidence, Span

_TITLE_WORDS = 16
_BY = ("ب", "عبر")
_STOP, _UNTIL = mask("stop"), mask("until")
_AFTER, _RELATIVE, _COMMA = mask("after"), mask("relative"), mask("comma")
_COMPLEMENTISER = mask("complementiser")
_GOING_ON = ("ASSAULT", "MOBILIZE", "PROTEST")


class RoleReader(Placing):
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
        if not noun.nominal or noun.type != verb.type or marker(self.ground, noun.first, verb.last) not in _BY:
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
            and not self._of_another(t, trigger)
            and not self._apart(t, trigger)
            and not (t.scope == "now" and self._is_past_now(t, trigger))
            and not (acts and of_speaking(self.ground, t, trigger.first))
            and (t.first >= trigger.first or not self._earlier(trigger))
        ]
        return min(
            near,
            key=lambda t: t.first - trigger.last if t.first >= trigger.first else trigger.first - t.last + 1,
            default=None,
        )

    def _earlier(self, trigger: Trigger) -> bool:
        """Tell whether a trigger was before the day told before it: «تراجعت الحكومة أمس بعد احتجاجات»; attacks are told by their results."""
        if not trigger.nominal or trigger.type == "ASSAULT":
            return False
        known = trigger.definite or marker(self.ground, trigger.first, 0) == "ب"
        if trigger.type == "AGREE" and trigger.light is None and known:
            return True  # «دافع الوزير أمس عن الاتفاق»
        return trigger.first > 0 and bool(self.ground.marks[trigger.first - 1] & _AFTER)

    def _until(self, time: TimeMention) -> bool:
        """Tell whether «حتى» stands before: «حتى الآن» is no time of the happening."""
        return time.first > 0 and bool(self.ground.marks[time.first - 1] & _UNTIL)

    def _is_past_now(self, time: TimeMention, trigger: Trigger) -> bool:
        """Tell whether «الآن» is the time of other words: it dates what goes on right before it («معارك تدور الآن»)."""
        if trigger.type not in _GOING_ON or time.first < trigger.first:
            return True
        return self.ground.any_of(_COMMA | _COMPLEMENTISER, trigger.last, time.first)

    def _apart(self, time: TimeMention, trigger: Trigger) -> bool:
        """Tell whether a time is that of what stands right behind it, which is not the trigger: «… بعد يومين من الهجوم»."""
        return time.apart and (
            time.first >= trigger.first or self.ground.any_of(_COMMA | FINITE, time.last, trigger.first)
        )

    def _of_another(self, time: TimeMention, trigger: Trigger) -> bool:
        """Tell whether a time behind a verb is that of what another did: «اعتقلت الحركة التي قمعت الحزب عام 2009 عشرة»."""
        if time.first < trigger.last:
            return False
        marks = self.ground.marks
        before = time.first - 1
        told = before not in self.ground.covered and says(self.ground, before)
        if told and "between" not in self.text.words[before].look.tags:
            return True  # «… قبل أن تعلن أمس», not «بين الأحد والثلاثاء»
        if trigger.kind != "verb":
            return False
        for at in range(trigger.last, time.first - 1):
            if marks[at] & _COMMA:
                return False
            if marks[at] & _RELATIVE and marks[at + 1] & VERB:
                return not self.ground.any_of(_COMMA, at, time.first)
        return False

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
            if specific and after[0].weapon == "artillery":
                return specific[0]
            return next((w for w in after[1:3] if finer(after[0].weapon, w) != after[0].weapon), after[0])
        return near[-1] if near and trigger.first - near[-1].last <= REACH // 5 else None
