"""The state in which a happening is told: over, going on, foiled, planned, threatened, denied, only thought of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.signs import Sign
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.model import Evidence, Status

_NEGATION = 3  # words before a trigger in which a negation reaches it


class Standing(NamedTuple):
    """The status of a trigger, whether it is negated, and why."""

    status: Status
    negated: bool
    evidence: tuple[Evidence, ...]


def find_standing(text: Text, trigger: Trigger, signs: Sequence[Sign]) -> Standing:
    """Return in what state a trigger tells its happening."""
    negation = _negation(text, trigger)
    outcome = trigger.fields.get("outcome")
    if outcome is not None:
        return Standing(outcome, negation, (Evidence(slot="status", rule=trigger.entry.id, span=trigger.span),))
    reading = trigger.reading
    past = reading is not None and reading.pos == "verb" and reading.tense == "past"
    if reading is not None and reading.tense == "nonpast" and "س" in reading.prefix:
        return Standing("planned", negation, (Evidence(slot="status", rule="events.status.future", span=trigger.span),))
    governing = [s for s in signs if s.place == "governs" and "status" in s.entry.fields and (not past or s.name == "denial")]
    for sign in reversed(governing):
        if _reaches(text, sign, trigger):
            return Standing(sign.entry.fields["status"], negation, (_reason(text, sign),))
    after = next((s for s in signs if s.place == "after" and s.name in ("denial", "foiled", "coming", "now", "goes_on") and _joined(text, trigger, s)), None)
    if after is not None and not past:
        status: Status = "planned" if after.name == "coming" else after.entry.fields.get("status", "ongoing")
        return Standing(status, negation, (_reason(text, after),))
    return Standing("ongoing" if _goes_on(text, trigger) else "happened", negation, ())


def _reason(text: Text, sign: Sign) -> Evidence:
    return Evidence(slot="status", rule=sign.entry.id, span=text.span(sign.first, sign.last))


def _reaches(text: Text, sign: Sign, trigger: Trigger) -> bool:
    """Tell whether a sign before a trigger rules it: no other verb of the past between them."""
    for i in range(sign.last, trigger.first):
        look = text.words[i].look
        if i != trigger.light and look.readings and all(r.pos == "verb" and r.tense == "past" for r in look.readings):
            return False
    return True


def _joined(text: Text, trigger: Trigger, sign: Sign) -> bool:
    between = text.words[trigger.last : sign.first]
    return len(between) <= 5 and not any(w.look.tags & {"comma", "stop", "semicolon", "relative", "conjunction"} for w in between)


def _negation(text: Text, trigger: Trigger) -> bool:
    """Tell whether a negation reaches the trigger or its light verb."""
    first = text.sentences[text.sentence_of[trigger.first]].first
    for at in (trigger.first, trigger.light):
        if at is None:
            continue
        verb = at != trigger.first or (trigger.reading is not None and trigger.reading.pos == "verb")
        for i in range(at - 1, max(first, at - (1 if verb else _NEGATION)) - 1, -1):
            tags = text.words[i].look.tags
            if verb and "neg" in tags or not verb and "neg_noun" in tags:
                return True
            if "punct" in tags:
                break
    return False


def _goes_on(text: Text, trigger: Trigger) -> bool:
    """Tell whether a verb of the present, outside a headline, or a light verb of going on tells the trigger."""
    sentence = text.sentences[text.sentence_of[trigger.first]]
    if sentence.headline:
        return False
    if trigger.light is not None:
        for light, entry in text.words[trigger.light].look.entries("events"):
            if entry.fields.get("stage") == "going":
                return True
            if entry.fields.get("part") == "light" and light.tense == "nonpast" and light.prefix in ("", "و", "ف"):
                return not _after_past_marker(text, trigger.light)
    reading = trigger.reading
    return (
        reading is not None
        and reading.pos == "verb"
        and reading.tense == "nonpast"
        and trigger.type == "ASSAULT"
        and not _after_past_marker(text, trigger.first)
    )


def _after_past_marker(text: Text, at: int) -> bool:
    return at > 0 and bool(text.words[at - 1].look.tags & {"neg_past", "was", "complementiser", "conditional"})
