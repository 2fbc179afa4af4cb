"""The state in which a happening is told: over, going on, foiled, planned, threatened, denied, only thought of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.events.going import DECIDED, goes_on, is_ahead, is_on
from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import LIGHT, PAST_ONLY, SPEECH, mask
from khabar.events.negation import is_negated
from khabar.events.rivals import undergone
from khabar.events.signs import Sign
from khabar.events.triggers import Trigger
from khabar.mentions.victims import has_part
from khabar.model import Evidence, Status

UNREAL = frozenset({"planned", "threatened", "hypothetical"})  # nobody has been hurt yet
_CANCELLED = frozenset({"CONSULT", "PROTEST"})
_OUTCOME = 3  # words from «أدى» to the victims
_CLOSE = 5  # words between a trigger and what is said of it
_ANSWERED = 2  # words between a phrase of answering and what it answers
_BESIDE, _FAILING = ("governs", "after"), frozenset({"prevented", "manages"})
_STRONGEST = frozenset({"plan", "denial", "threat"})
_CAUSES = frozenset({"cause", "while"})
_SPOKEN = frozenset({"foiled", "coming", "now", "goes_on", "future", "never"})
_PARTED = mask("comma", "stop", "semicolon", "relative", "conjunction", "complementiser")
_COMING = frozenset({"future", "never"})
_NOT = mask("neg", "neg_past")
_ANY_OR_MARK = mask("any", "punct")
_PREPOSITION, _QAD = mask("preposition"), mask("qad")


class Standing(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The status of a trigger, whether it is negated, and why."""

    status: Status
    negated: bool
    evidence: tuple[Evidence, ...]


def find_standing(ground: Ground, trigger: Trigger, signs: Sequence[Sign]) -> Standing:
    """Return in what state a trigger tells its happening."""
    reading, outcome = trigger.reading, trigger.fields.get("outcome")
    past = reading is not None and reading.pos == "verb" and reading.tense == "past"
    governing = [s for s in signs if s[1] == "governs"]
    past = past and not (governing and _may_be_noun(ground, trigger))
    negation = is_negated(ground, trigger) or any(_unable(ground, s) for s in governing if s[0].name in _FAILING)
    if outcome is not None:
        return Standing(outcome, negation, (Evidence(slot="status", rule=trigger.entry.id, span=trigger.span),))
    if reading is not None and reading.tense == "nonpast" and "س" in reading.prefix:
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.future", span=trigger.span),))
    if trigger.kind == "casualty" and _came_of(ground, trigger.first):
        return Standing("happened", negation, ())
    ruling = [s for s in governing if s[0].status and (not past or s[0].name == "denial")]
    reaching = [s for s in reversed(ruling) if _reaches(ground, s, trigger, signs)] if ruling else None
    if reaching:
        sign = next((s for s in reaching if s[0].name in _STRONGEST), reaching[0])
        return _standing(ground, trigger, sign, negation)
    if trigger.type in _CANCELLED and any(s[0].name == "cancels" for s in governing):
        return Standing("foiled", negation, (Evidence(slot="status", rule="events.status.cancelled"),))
    if trigger.type in DECIDED and not past and any(s[0].name == "decides" for s in governing):
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.decided"),))
    if _may_be(ground, trigger):
        return Standing("hypothetical", negation, (Evidence(slot="status", rule="events.status.possible"),))
    if _announced(ground, trigger):
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.announced"),))
    if _is_aim(ground, trigger):
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.aim", span=trigger.span),))
    if _lasted(signs):
        return Standing("happened", negation, ())
    after = None if past else _answer(ground, trigger, signs)
    if after is not None:
        hint = after[0]
        status: Status = "planned" if hint.name in ("coming", "future") else hint.status or "ongoing"
        return Standing(status, negation, (_reason(ground, after),))
    if not past and is_ahead(ground, trigger):
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.ahead"),))
    if is_on(ground, trigger):
        return Standing("ongoing", negation, (Evidence(slot="status", rule="events.status.during"),))
    if goes_on(ground, trigger) or (not past and any(sign[0].name == "since" for sign in signs if sign[1] in _BESIDE)):
        return Standing("ongoing", negation, (Evidence(slot="status", rule="events.status.going_on"),))
    if trigger.nominal and "lasts" in trigger.fields:  # a siege is told while it lasts
        return Standing("ongoing", negation, (Evidence(slot="status", rule=trigger.entry.id, span=trigger.span),))
    return Standing("happened", negation, ())


def _may_be_noun(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether the letters of a verb of the past may be those of its noun: «يواصل الجيش قصف البلدة»."""
    reading = trigger.reading
    if reading is None or reading.prefix or reading.suffix or trigger.kind != "verb":
        return False
    return any(r.pos == "masdar" and not r.prefix for r in ground.words[trigger.head].look.readings)


def _came_of(ground: Ground, at: int) -> bool:
    """Tell whether a past verb of result carries the victims at a word: «مما أدى إلى مقتل ثلاثة» is no plan."""
    return any(
        has_part(ground.words[i].look, "result")
        and any(r.pos == "verb" and r.tense == "past" for r in ground.words[i].look.readings)
        for i in range(max(0, at - _OUTCOME), at)
    )


def _standing(ground: Ground, trigger: Trigger, sign: Sign, negation: bool) -> Standing:
    status = sign[0].status or "happened"
    if status == "happened" and goes_on(ground, trigger):
        status = "ongoing"
    if sign[0].name == "demand" and trigger.type == "CONSULT":
        status = "planned"  # «دعا الرئيس نظيره إلى زيارة العاصمة»
    if sign[0].name == "demand" and trigger.mode == "ceasefire" and trigger.definite:
        status = "ongoing"  # «طالب الأطراف باحترام الهدنة»
    if status == "ongoing" and trigger.kind == "casualty":
        status = "happened"  # «لا تزال قضية مقتل سبعين مدنياً …»
    return Standing(status, negation, (_reason(ground, sign),))


def _reason(ground: Ground, sign: Sign) -> Evidence:
    hint, _, first, last = sign
    return Evidence(slot="status", rule=hint.rule, span=ground.span(first, last))


def _reaches(ground: Ground, sign: Sign, trigger: Trigger, signs: Sequence[Sign]) -> bool:
    """Tell whether a sign before a trigger rules it.

    Not past another verb of the past, «after» or «because of», nor past what is threatened or planned as an answer to
    it («توعدت بالرد على الهجوم»), nor, of denials, past the part in it that is denied («نفى صلته بالهجوم»).
    """
    end, first, marks = sign[3], trigger.first, ground.marks
    for hint, _, start, last in signs:
        if start >= first:
            break
        if end <= start and first <= last + 1 and hint.name in _CAUSES:
            return False
        if end <= start and hint.name == "involvement" and sign[0].name == "denial":
            return False
    if _answered(ground, end, first):
        return False
    past = SPEECH if sign[0].name == "denial" else 0  # «نفى ما قيل عن …»
    return not any(marks[i] & PAST_ONLY and i != trigger.light and not marks[i] & past for i in range(end, first))


def _answered(ground: Ground, low: int, first: int) -> bool:
    """Tell whether a phrase of answering, from word `low` on, stands right before word `first` and means a known act."""
    return any(
        last <= first <= last + _ANSWERED and not ground.any_of(_ANY_OR_MARK, last, first)
        for _, last in ground.answers_from(low, first)
    )


def _answer(ground: Ground, trigger: Trigger, signs: Sequence[Sign]) -> Sign | None:
    """Return the first sign behind a trigger that speaks of it."""
    for sign in signs:
        hint, place, first, _ = sign
        if first < trigger.last:
            continue
        if hint.phrase and hint.name == "denial":  # the predicate of what is said about it
            if _spoken_of(ground, trigger):
                return sign
        elif place == "after" and hint.name in _SPOKEN and _close(ground, trigger, first):
            if trigger.type == "AGREE" and hint.name in _COMING:
                continue  # what the deal will bring: «الاتفاق لن يوقف القتال»
            return sign
    return None


def _close(ground: Ground, trigger: Trigger, first: int) -> bool:
    """Tell whether few words and no mark stand between a trigger and word `first`."""
    return first - trigger.last <= _CLOSE and not ground.any_of(_PARTED, trigger.last, first)


def _spoken_of(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether the trigger follows a preposition: «what is told about fighting is not true»."""
    text = ground.text
    first = text.sentences[text.sentence_of[trigger.first]].first
    return ground.any_of(_PREPOSITION, max(first, trigger.first - 2), trigger.first)


def _announced(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether somebody announces a truce, or something begins in the present tense: it is still to come."""
    if trigger.light is None:
        return False
    found = light_of(ground.words[trigger.light].look)
    if found is None:
        return False
    light, entry = found
    stage = entry.fields.get("stage")
    if stage == "declared" and trigger.mode == "ceasefire" and trigger.kind != "verb":
        return True
    return bool(stage == "begun" and light.tense == "nonpast" and trigger.light > trigger.first)


def _lasted(signs: Sequence[Sign]) -> bool:
    """Tell whether something said of a happening tells how long it went on: it is over."""
    return any(hint.name == "lasted" and place in _BESIDE for hint, place, _, _ in signs)


def _is_aim(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether a verbal noun joined to ل, or a light noun that is, says what something is done for: «لاقتحام السهل»."""
    reading, at = trigger.reading, trigger.first
    if trigger.light is not None and trigger.light < trigger.first:
        found, at = light_of(ground.words[trigger.light].look), trigger.light
        reading = found[0] if found is not None else None
    if reading is None or reading.pos != "masdar" or reading.definite or not reading.prefix.endswith("ل"):
        return False
    return at > 0 and not undergone(ground, at)


def _may_be(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether a verb of the present behind a noun says that it may be: «محادثات قد تستأنف الأسبوع المقبل»."""
    if not trigger.nominal or trigger.definite:
        return False
    marks, words = ground.marks, ground.words
    for at in range(trigger.last, min(trigger.last + _CLOSE, len(marks) - 1)):
        if marks[at] & _PARTED:
            return False
        if marks[at] & _QAD:
            found = light_of(words[at + 1].look) if marks[at + 1] & LIGHT else None
            return found is not None and found[0].tense == "nonpast" and found[1].fields.get("stage") != "going"
    return False


def _unable(ground: Ground, sign: Sign) -> bool:
    """Tell whether a governing sign says that it was prevented, or that nobody managed it: «could not» do it."""
    hint, _, first, _ = sign
    return hint.name == "prevented" or (hint.name == "manages" and first > 0 and bool(ground.marks[first - 1] & _NOT))
