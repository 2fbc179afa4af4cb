"""The state in which a happening is told: over, going on, foiled, planned, threatened, denied, only thought of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.signs import Sign
from khabar.events.triggers import Trigger, light_of
from khabar.language import Sentence, Text
from khabar.model import Evidence, Status

_LINE = 14  # a shorter line without a full stop is a heading, whose present tense tells of the past


class Standing(NamedTuple):
    """The status of a trigger, whether it is negated, and why."""

    status: Status
    negated: bool
    evidence: tuple[Evidence, ...]


def find_standing(text: Text, trigger: Trigger, signs: Sequence[Sign]) -> Standing:
    """Return in what state a trigger tells its happening."""
    negation = _negation(text, trigger) or any(_unable(text, s) for s in signs)
    outcome = trigger.fields.get("outcome")
    if outcome is not None:
        return Standing(outcome, negation, (Evidence(slot="status", rule=trigger.entry.id, span=trigger.span),))
    reading = trigger.reading
    past = reading is not None and reading.pos == "verb" and reading.tense == "past"
    if reading is not None and reading.tense == "nonpast" and "س" in reading.prefix:
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.future", span=trigger.span),))
    governing = [s for s in signs if s.place == "governs" and s.status and (not past or s.name == "denial")]
    reaching = [s for s in reversed(governing) if _reaches(text, s, trigger, signs)]
    if reaching:
        sign = next((s for s in reaching if s.name in ("plan", "denial", "threat")), reaching[0])
        return _standing(text, trigger, sign, negation)
    if _announced(text, trigger):
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.announced"),))
    after = next((s for s in signs if _answers(text, trigger, s)), None)
    if after is not None and not past:
        status: Status = "planned" if after.name in ("coming", "future") else after.status or "ongoing"
        return Standing(status, negation, (_reason(text, after),))
    if _goes_on(text, trigger) or (
        not past and any(s.name == "since" and s.place in ("governs", "after") for s in signs)
    ):
        return Standing("ongoing", negation, (Evidence(slot="status", rule="events.status.going_on"),))
    return Standing("happened", negation, ())


def _standing(text: Text, trigger: Trigger, sign: Sign, negation: bool) -> Standing:
    status = sign.status or "happened"
    if status == "happened" and _goes_on(text, trigger):
        status = "ongoing"
    return Standing(status, negation, (_reason(text, sign),))


def _reason(text: Text, sign: Sign) -> Evidence:
    return Evidence(slot="status", rule=sign.rule, span=text.span(sign.first, sign.last))


def _reaches(text: Text, sign: Sign, trigger: Trigger, signs: Sequence[Sign]) -> bool:
    """Tell whether a sign before a trigger rules it: no other verb of the past, no «after» or «because of» between them."""
    if any(s.name in ("cause", "while") and sign.last <= s.first < trigger.first <= s.last + 1 for s in signs):
        return False
    for i in range(sign.last, trigger.first):
        look = text.words[i].look
        if i != trigger.light and look.readings and all(r.pos == "verb" and r.tense == "past" for r in look.readings):
            return False
    return True


def _answers(text: Text, trigger: Trigger, sign: Sign) -> bool:
    """Tell whether a sign behind a trigger speaks of it: close by, or a denial as predicate of what is said about it."""
    if sign.first < trigger.last:
        return False
    if sign.name == "denial" and sign.entry is not None and sign.entry.kind == "phrase":
        return _spoken_of(text, trigger)
    if sign.name not in ("foiled", "coming", "now", "goes_on", "future", "never") or sign.place != "after":
        return False
    between = text.words[trigger.last : sign.first]
    return len(between) <= 5 and not any(
        w.look.tags & {"comma", "stop", "semicolon", "relative", "conjunction"} for w in between
    )


def _spoken_of(text: Text, trigger: Trigger) -> bool:
    """Tell whether the trigger follows a preposition: «what is told about fighting is not true»."""
    first = text.sentences[text.sentence_of[trigger.first]].first
    return any("preposition" in text.words[i].look.tags for i in range(max(first, trigger.first - 2), trigger.first))


def _announced(text: Text, trigger: Trigger) -> bool:
    """Tell whether somebody announces a truce, or something begins in the present tense: it is still to come."""
    if trigger.light is None:
        return False
    found = light_of(text.words[trigger.light].look)
    if found is None:
        return False
    light, entry = found
    stage = entry.fields.get("stage")
    if stage == "declared" and trigger.mode == "ceasefire" and trigger.kind != "verb":
        return True
    return bool(stage == "begun" and light.tense == "nonpast" and trigger.light > trigger.first)


def _negation(text: Text, trigger: Trigger) -> bool:
    """Tell whether a negation stands before the trigger or its light verb, or before a noun such as وقوع that carries it."""
    first = text.sentences[text.sentence_of[trigger.first]].first
    for at in (trigger.first, trigger.light):
        if at is None or at <= first:
            continue
        verb = at != trigger.first or (trigger.reading is not None and trigger.reading.pos == "verb")
        before = text.words[at - 1].look
        if ("neg" if verb else "neg_noun") in before.tags:
            return True
        carried = any(e.fields.get("part") in ("light", "carrier") for _, e in before.entries("events"))
        if not verb and carried and at - 1 > first and "neg_noun" in text.words[at - 2].look.tags:
            return True
    return False


def _unable(text: Text, sign: Sign) -> bool:
    """Tell whether a sign says that it was prevented, or that nobody managed it: «could not» do what it governs."""
    if sign.name == "prevented":
        return sign.place == "governs"
    return (
        sign.name == "manages"
        and sign.place == "governs"
        and sign.first > 0
        and bool(text.words[sign.first - 1].look.tags & {"neg", "neg_past"})
    )


def _goes_on(text: Text, trigger: Trigger) -> bool:
    """Tell whether a verb that must be present, outside a headline, or a light verb of going on tells the trigger."""
    sentence = text.sentences[text.sentence_of[trigger.first]]
    if sentence.headline:
        return False
    found = light_of(text.words[trigger.light].look) if trigger.light is not None else None
    if found is not None and trigger.light is not None:
        light, entry = found
        stage = entry.fields.get("stage")
        if stage == "going" or (stage == "begun" and light.tense != "past"):  # what has begun, has happened
            return True
        if light.tense == "nonpast" and light.prefix in ("", "و", "ف") and not _may_be_past(text, trigger.light):
            return not _after_past_marker(text, trigger.light)
    reading = trigger.reading
    return (
        reading is not None
        and reading.pos == "verb"
        and reading.tense == "nonpast"
        and not _may_be_past(text, trigger.head)
        and not (sentence.last - sentence.first < _LINE and not _closed(text, sentence))
        and not _after_past_marker(text, trigger.first)
    )


def _may_be_past(text: Text, at: int) -> bool:
    """Tell whether a verb that can be read in the present can be read in the past too («تلقى», «ألقى»)."""
    return any(r.pos == "verb" and r.tense == "past" for r in text.words[at].look.readings)


def _closed(text: Text, sentence: Sentence) -> bool:
    return any("stop" in text.words[i].look.tags for i in range(max(sentence.first, sentence.last - 2), sentence.last))


def _after_past_marker(text: Text, at: int) -> bool:
    return at > 0 and bool(text.words[at - 1].look.tags & {"neg_past", "was", "complementiser", "conditional"})
