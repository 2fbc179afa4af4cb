"""Which candidates for triggers stand by themselves, and which are but part of what another one tells."""

from __future__ import annotations

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import CARRIER, LIGHT, REALITY, mask
from khabar.mentions.victims import has_part

UNDERGO = 24  # words between a verb such as تعرض and what it says was undergone
_AIMED = 2  # words between a search or an arrest and the verb that says at whom it was aimed
_HIT = 4  # words between an attack and the forces that it hits
_PARTED = mask("punct", "conjunction", "complementiser", "relative", "subordinator", "because", "after")
_CALLED = 8  # words between a verb of describing and what it calls a thing
_QUOTE, _COMPLEMENTISER = mask("quote", "open_quote"), mask("complementiser")
_PRONOUNS = ("ه", "ها", "هم")  # joined to «أنّ»
_BORNE = {"MOBILIZE": ("ASSAULT",), "AID": ("ASSAULT", "COERCE")}  # what is sent, and the acts that it may suffer
_CAUSING, _STOP = LIGHT | mask("because"), mask("stop")


def standing_alone(ground: Ground, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that stand by themselves.

    A supporting word needs a sentence without a trigger; what another trigger of its type was done for
    («زار العاصمة لإجراء محادثات») is no happening beside it.
    """
    of = ground.text.sentence_of
    told = {of[c.first] for c in candidates if c.entry.fields.get("strength") != "support"}
    before: tuple[int, str] | None = None
    out: list[Candidate] = []
    for candidate in candidates:
        fields, sentence = candidate.entry.fields, of[candidate.first]
        if sentence in told and fields.get("strength") == "support":
            continue
        here = sentence, fields["type"]
        if here == before and _is_aim(ground, candidate):
            continue
        if out and fields["type"] in _BORNE and _is_struck(ground, out[-1], candidate):
            continue
        if out and (_is_description(ground, candidate) or _only_aims(out[-1], candidate)):
            continue
        before = here
        if out and _carries(ground, out[-1], candidate):
            out.pop()
        out.append(candidate)
    return out


def _carries(ground: Ground, verb: Candidate, act: Candidate) -> bool:
    """Tell whether a verb with its noun but carries another act: «شنت عملية تفتيش» is a search."""
    if act.prefix.endswith("ب"):
        return False  # «أوقف العمل بالاتفاق»: what is stopped is the agreement
    other = verb.entry.fields["type"] != act.entry.fields["type"]
    return other and act.first == verb.companion + 1 and bool(ground.marks[verb.companion] & CARRIER)


def _is_struck(ground: Ground, attack: Candidate, sent: Candidate) -> bool:
    """Tell whether what is sent is what the act before it hits or hinders: «غارات على تعزيزات», «منع إدخال المساعدات»."""
    if attack.entry.fields["type"] not in _BORNE[sent.entry.fields["type"]]:
        return False
    if not 0 <= sent.first - attack.last <= _HIT:
        return False
    verb = sent.reading is not None and sent.reading.pos == "verb"
    return (
        not verb and not ground.any_of(_PARTED, attack.last, sent.first) and not sent.prefix.startswith(("و", "ف", "ل"))
    )


def _only_aims(act: Candidate, verb: Candidate) -> bool:
    """Tell whether a verb such as استهدف only says at whom the search or arrest before it was aimed."""
    if "aims" not in verb.entry.fields or act.entry.fields["type"] != "COERCE" or verb.first - act.last > _AIMED:
        return False
    finite = verb.reading is not None and verb.reading.pos == "verb" and not verb.prefix
    return finite and (act.reading is None or act.reading.pos != "verb")


def _is_description(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether a noun only says what somebody calls a thing told before: «وصف المشهد بأنه مجزرة»."""
    at, marks = candidate.first - 1, ground.marks
    while at > 0 and marks[at] & _QUOTE:
        at -= 1
    if at < 1 or not marks[at] & _COMPLEMENTISER or not ground.words[at].look.form.endswith(_PRONOUNS):
        return False
    low = max(ground.text.sentences[ground.text.sentence_of[at]].first, at - _CALLED)
    return any(
        "describes" in entry.fields
        for word, found in zip(ground.words[low:at], marks[low:at], strict=True)
        if found & REALITY
        for _, entry in word.look.entries("reality")
    )


def _is_aim(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether a noun joined to ل says what for: لبحث, لإجراء; not what someone came under (تعرض لقصف)."""
    reading = candidate.reading
    aims = candidate.prefix.endswith("ل") and reading is not None and reading.pos == "masdar" and not reading.definite
    return aims and candidate.first > 0 and not undergone(ground, candidate.first)


def undergone(ground: Ground, at: int) -> bool:
    """Tell whether a verb such as تعرض stands before word `at` in its clause, or a word of cause or «إضافة» right before it."""
    look = ground.words[at - 1].look
    if ground.marks[at - 1] & _CAUSING or "adding" in look.tags or any(has_part(look, p) for p in ("cause", "result")):
        return True
    low = max(ground.text.sentences[ground.text.sentence_of[at]].first, at - UNDERGO)
    for i in range(at - 1, low - 1, -1):
        if ground.marks[i] & _STOP:
            return False
        found = light_of(ground.words[i].look) if ground.marks[i] & LIGHT else None
        if found is not None and found[1].fields.get("roles", {}).get("subject") == "target":
            return True
    return False
