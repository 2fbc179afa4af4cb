"""What a cue introduces: the complement that stands after it and its subject, and where that ends."""

from __future__ import annotations

from khabar.claims.cues import Cue
from khabar.claims.fitting import NEAR, Complement, fitting, object_at
from khabar.claims.scene import DOMAIN, Scene
from khabar.mentions import np_end
from khabar.mentions.model import PRESS
from khabar.mentions.shapes import shape

CLAUSES = frozenset({"that", "quote", "colon"})  # complements that say something in full; one belongs to one cue
RECORDED = frozenset({"recording", "news", "heard"})  # what is shown, told or heard: an object that tells the way
REACH = 40  # words between a cue and a that-clause or a quotation
_FAR = 56  # the same behind «قال», which means nothing else
_WHERE = 8  # words after a cue in which a clause may tell where its speaker was
_ASIDE = 8  # words between commas after a speaker
_QUOTATION = 6  # words in quotation marks that are no name any more
_PREPOSITIONS = {"to": "to", "about": "about", "on": "on", "from": "from", "in": "in"}
_BOUND = {"of": "ب", "for": "ل"}
_THE = "ال"
_OF_PEOPLE = ("ين", "ون", "ي", "يه")  # the endings of plurals and adjectives
_JOINING = ("و", "ف")  # «فإنه», «وأن» go on, they introduce nothing
_NOT_OURS = frozenset({"after", "before", "since", "until", "without", "neg_noun", "because", "except"})


def is_quotation(scene: Scene, start: int) -> bool:
    """Tell whether quotation marks hold speech and not a name or a single expression."""
    close = scene.closing[start]
    size = close - start - 1
    if size >= _QUOTATION:
        return True
    name = scene.actor_over.get(start + 1)
    if name is not None and name.kind in PRESS and name.first <= start + 1 and name.last >= close:
        return False  # «قناة «سي إن إن»»
    inside = [i for i in range(start + 1, close) if "punct" not in scene.tags[i]]
    return len(inside) > 2 and any("complementiser" in scene.tags[i] or scene.finite(i) for i in inside)


def find_clause(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int]) -> Complement | None:
    """Return the first that-clause or quotation from word `at` on, stopping at another cue of the same clause."""
    base, i = scene.depth[cue.first], at
    limit = min(limit, at + (_FAR if cue.kind == "verb" and "resumes" in cue.entry.fields else REACH))
    that, quote = bool(cue.accepts - {"quote"}), bool(cue.accepts & {"quote", "that", "resume", "document", "pretext"})
    while i < limit:
        tags = scene.tags[i]
        if i in scene.closing and scene.depth[i] == base:
            size = scene.closing[i] - i - 1
            if i > cue.last and any("titles" in e.fields for _, e in scene.words[i - 1].look.entries(DOMAIN)):
                i = scene.closing[i] + 1
                continue  # «قالت تحت عنوان «…» إن»
            if "quote" not in cue.accepts and scene.tags[i - 1] & {"from", "on", "about", "in"}:
                i = scene.closing[i] + 1
                continue  # «يعد سالم من «أبرز التجار»»
            behind = size > 1 and i == cue.last and "informs" not in cue.entry.fields  # «أبلغ «النهر» أن»
            if quote and (behind or (size > 0 and is_quotation(scene, i))):
                return Complement("quote", i, i + 1, scene.closing[i])
            i = scene.closing[i] + 1
            continue
        if i in scene.brackets and i > at:
            i = scene.brackets[i] + 1
            continue
        if "complementiser" in tags and that and i + 1 < limit and not _belongs_elsewhere(scene, i, cue):
            return Complement("that", i, i + 1)
        if "colon" in tags and quote and i + 2 < len(scene.words):
            return _after_colon(scene, i)
        if that and i in stops and i > at and (after := _behind_commas(scene, i, limit)):
            return Complement("that", after, after + 1)
        if "semicolon" in tags or (i in stops and i > at):
            return None
        if "subordinator" in tags and "when" not in tags and (i - at > _WHERE or "comma" in scene.tags[i - 1]):
            return None
        i += 1
    return None


def _behind_commas(scene: Scene, i: int, limit: int) -> int:
    """Return the index of «أن» behind words between commas («قال أحد السكان، ويدعى سالم، إن»), 0 where none is."""
    if "comma" not in scene.tags[i - 1]:
        return 0
    close = next((j for j in range(i + 1, min(i + _ASIDE, limit - 2)) if "comma" in scene.tags[j]), 0)
    return close + 1 if close and "complementiser" in scene.tags[close + 1] else 0


def _belongs_elsewhere(scene: Scene, i: int, cue: Cue) -> bool:
    """Tell whether «أن» depends on a word before it that is not the cue («بعد أن», «يمكن أن»)."""
    before, name = scene.tags[i - 1], scene.actor_over.get(i)
    if name is not None and name.kind in PRESS and name.first < i:
        return True  # «شبكة سي إن إن»
    if before & _NOT_OURS or scene.form(i)[:1] in _JOINING:
        return True
    if i - 1 < cue.last or i - 1 in scene.actor_over:
        return False
    return (
        shape(scene.words[i - 1].look).finite
        and not shape(scene.words[i - 1].look).nominal
        and "past" not in {r.tense for r in scene.words[i - 1].look.readings}
    )


def _after_colon(scene: Scene, colon: int) -> Complement:
    first = colon + 1
    if first in scene.closing:
        return Complement("quote", colon, first + 1, scene.closing[first])
    if "complementiser" in scene.tags[first] and first + 1 < len(scene.words):
        return Complement("that", colon, first + 1)
    return Complement("colon", colon, first)


def find_phrase(
    scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], accepts: frozenset[str] | None = None
) -> Complement | None:
    """Return the complement that a preposition or nothing at all leads in, from word `at` on."""
    wanted = cue.accepts if accepts is None else accepts
    base, i = scene.depth[cue.first], at
    limit = min(limit, at + NEAR)
    objects = wanted & {"object", "target", "blame", "assigned", "as"}
    while i < limit:
        tags = scene.tags[i]
        if i in stops and i > at:
            return None
        for kind in wanted:
            mark = _PREPOSITIONS.get(kind)
            if mark and mark in tags and i + 1 < limit:
                first = i + 2 if "complementiser" in scene.tags[i + 1] else i + 1
                if kind != "in" or i == at or not _is_where(scene, i):
                    return fitting(scene, cue, kind, i, first)
            if (
                kind in _BOUND
                and scene.maybe_bound(i, _BOUND[kind])
                and i not in scene.time_at
                and not _goes_on(scene, i)
                and "preposition" not in tags
                and not scene.prepositional(i)
            ) or (kind == "of" and "with_b" in tags):
                return fitting(scene, cue, kind, i, i + 1 if "with_b" in tags else i)
        if "complementiser" in tags and "that" in wanted and i + 1 < limit and not _belongs_elsewhere(scene, i, cue):
            return Complement("that", i, i + 1)
        after = scene.after_group(i)
        if (
            objects
            and (scene.nominal(i) or _owned(scene, i))
            and not scene.aside_end(i) > i
            and not ("target" in objects and scene.maybe_bound(i, "ب"))
        ):
            found = object_at(scene, cue, i, limit, objects)
            if found is not None or not (wanted & _PREPOSITIONS.keys() and cue.says("object")):
                return found
            i += 1
            continue  # «كشف الوزير مساء أمس في المدينة عن مقتل ثلاثة»
        if after > i and scene.depth[i] == base:
            if objects:
                return object_at(scene, cue, i, limit, objects)
            i = after
            continue
        aside = scene.aside_end(i)
        if aside > i:
            i = aside
            continue
        if "preposition" in tags and objects:
            end = max(np_end(scene.text, scene.mentions, i + 1, limit), i + 1)  # what it governs is no object
            i = _asked_of(scene, i + 2, end) if "from" in tags and cue.says("object") == "asked" else end
            continue
        if "comma" in tags and not objects:
            return None
        if scene.finite(i) and not tags & {"auxiliary"}:
            return None
        i += 1
    return None


def _goes_on(scene: Scene, i: int) -> bool:
    """Tell whether a word is joined to what stands before it («مصادر بالشرطة وبالمستشفيات»)."""
    readings = scene.words[i].look.readings
    return bool(readings) and all(r.prefix[:1] in _JOINING for r in readings)


def _owned(scene: Scene, i: int) -> bool:
    """Tell whether a word that reads as a verb with a pronoun may be a noun with one («علمه»)."""
    readings = scene.words[i].look.readings
    return bool(readings) and all(r.suffix and r.tense == "past" for r in readings)


def _is_where(scene: Scene, i: int) -> bool:
    return scene.role(i + 1, "channel")


def _asked_of(scene: Scene, first: int, last: int) -> int:
    """Return the index of the act among the words of those who are asked for it («من السكان مغادرة»), else their end."""
    for i in range(first, last):
        form, look = scene.form(i), scene.words[i].look
        act = any(r.pos == "masdar" and not r.prefix for r in look.readings) or "neg_noun" in scene.tags[i]
        strange = not look.readings and not look.tags and not form.endswith(_OF_PEOPLE)
        if act and not form.startswith(_THE):
            return i
        if (act or strange) and form.startswith(_THE) and scene.form(i - 1).startswith(_THE):
            return i
    return last
