"""Whether a happening goes on or is still to come, by the tense and the days that tell of it."""

from __future__ import annotations

from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import FINITE, PAST_VERB, mask
from khabar.events.triggers import Trigger

DECIDED = frozenset({"MOBILIZE", "RETREAT", "CONSULT", "AID", "SUPPORT"})  # what is decided is done later
_DATED = 10  # words from a noun to the day on which it will be
_LINE = 14  # a shorter line without a full stop is a heading, whose present tense tells of the past
_PARTED = mask("comma", "stop", "semicolon", "relative", "conjunction", "complementiser")
_PAST_MARKERS = mask("neg_past", "was", "complementiser", "conditional")
_WAS, _COMMA = mask("was"), mask("comma")
_SUBJECT = 5  # words of a subject between «كان» and its verb
_APART = mask("comma", "stop", "semicolon", "colon", "relative", "complementiser", "bar")


def is_ahead(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether the first time behind a verb of the present, or a noun, is still to come («ويصل الوزير الأربعاء»)."""
    document, text = ground.mentions.document, ground.text
    readings = ground.words[trigger.first].look.readings
    if document is None or not document.published:
        return False
    if trigger.nominal and trigger.type in DECIDED:
        return _dated_ahead(ground, trigger, document.published[:10])
    if any(r.tense != "nonpast" for r in readings) or not readings:
        return False
    time = next(iter(ground.times.within(trigger.last, text.sentences[text.sentence_of[trigger.first]].last)), None)
    return time is not None and time.start is not None and time.start > document.published[:10]


def _dated_ahead(ground: Ground, trigger: Trigger, published: str) -> bool:
    """Tell whether a day to come stands behind a noun, before any verb: «اجتماع الوزراء في الثالث من أغسطس»."""
    text, light = ground.text, trigger.light
    last = min(text.sentences[text.sentence_of[trigger.first]].last, trigger.last + _DATED)
    found = light_of(ground.words[light].look) if light is not None and light < trigger.first else None
    low = trigger.last if light is None or found is None or found[0].tense != "nonpast" else light + 1
    time = next(iter(ground.times.within(low, last)), None)
    if time is None or time.start is None or time.start <= published:
        return False
    return time.first < trigger.first or not ground.any_of(FINITE | _PARTED, trigger.last, time.first)


def is_on(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether somebody speaks while a visit is on: «قال الوزير خلال زيارة إلى العاصمة»."""
    at = trigger.first - 1
    if trigger.mode != "visit" or trigger.definite or not trigger.nominal or trigger.light is not None or at < 0:
        return False
    return "during" in ground.words[at].look.tags


def goes_on(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether a verb that must be present, outside a headline, or a light verb of going on tells the trigger."""
    text, reading = ground.text, trigger.reading
    sentence = text.sentences[text.sentence_of[trigger.first]]
    if sentence.headline:
        return False
    found = light_of(ground.words[trigger.light].look) if trigger.light is not None else None
    if found is not None and trigger.light is not None:
        light, entry = found
        stage = entry.fields.get("stage")
        if stage == "going" or (stage == "begun" and light.tense != "past"):  # what has begun, has happened
            return True
        if light.tense == "nonpast" and light.prefix in ("", "و", "ف") and not ground.marks[trigger.light] & PAST_VERB:
            return not _after_past_marker(ground, trigger.light)
    return (
        reading is not None
        and reading.pos == "verb"
        and reading.tense == "nonpast"
        and not (reading.prefix.endswith("ل") and _opens(ground, trigger.first, sentence.first))
        and not ground.marks[trigger.head] & PAST_VERB  # «تلقى», «ألقى» may be past
        and not (sentence.last - sentence.first < _LINE and not ground.is_closed(sentence))
        and not _after_past_marker(ground, trigger.first)
    )


def _opens(ground: Ground, at: int, first: int) -> bool:
    """Tell whether word `at` opens its sentence or stands behind a comma: «ليرد الجيش» goes on with what was done then."""
    return at == first or bool(ground.marks[at - 1] & _COMMA)


def _after_past_marker(ground: Ground, at: int) -> bool:
    """Tell whether a particle or «كان» before a verb of the present makes it the past: «كانت الطائرات تقصف»."""
    marks = ground.marks
    if at > 0 and marks[at - 1] & _PAST_MARKERS:
        return True
    for i in range(at - 2, max(at - 2 - _SUBJECT, -1), -1):
        if marks[i] & _WAS:
            return bool(marks[i] & PAST_VERB)
        if marks[i] & (_APART | FINITE):
            return False
    return False
