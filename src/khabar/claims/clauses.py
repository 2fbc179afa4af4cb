"""Where the clause of a verb begins, and what in it is no subject and no content."""

from __future__ import annotations

from khabar.claims.scene import Scene
from khabar.mentions import np_end
from khabar.mentions.model import ActorMention

_OBLIQUE = "ين"
_OBLIQUE_BOUND = "ي"
_OBJECT = "ا"
_SO = "ف"
_MY = "ي"
_THE = "ال"
_NISBA = ("ي", "يه")
_CHANNEL = 3  # words that may tell how it was said
_WITH = "ب"
_FOR = "ل"
_BEHIND = frozenset({"comma", "complementiser", "colon", "lone_preposition"})
_NAME = 5  # words of a name between commas
_BACK = 30  # words before a verb in which its subject may begin
_OPENERS = frozenset(
    {"complementiser", "contrast", "subordinator", "conjunction", "colon", "semicolon", "ellipsis", "bar", "except"}
)


def clause_start(scene: Scene, verb: int) -> int:
    """Return the index of the first word of the clause that a verb stands in, after what opens it."""
    floor = max(scene.sentence_start(verb), verb - _BACK)
    base, i = scene.depth[verb], verb - 1
    while i >= floor:
        tags = scene.tags[i]
        if scene.depth[i] < base:
            return i + 1
        if i in scene.quote_opening and scene.depth[i] == base:
            i = scene.quote_opening[i] - 1
            continue
        if tags & _OPENERS and i not in scene.actor_over:
            return i + 1
        if "dash" in tags and i == floor:
            return i + 1
        i -= 1
    return max(i + 1, floor)


def parted(scene: Scene, first: int, verb: int) -> bool:
    """Tell whether a dash or a verb parts an actor from a verb: it is a dateline, or the subject of another clause."""
    dashes = sum("dash" in scene.tags[i] for i in range(first, verb))
    return (
        dashes > 0 and not ("dash" in scene.tags[first] and "dash" in scene.tags[verb - 1] and verb - first > 3)
    ) or _verb_between(scene, first, verb)


def _verb_between(scene: Scene, first: int, verb: int) -> bool:
    """Tell whether a finite verb stands between two words that belongs to no relative clause."""
    relative = False
    for i in range(first, verb):
        tags = scene.tags[i]
        if "relative" in tags:
            relative = True
        elif "comma" in tags:
            relative = False
        elif scene.verblike(i) and not relative:
            return True
    return False


def skip_asides(scene: Scene, at: int, limit: int, *, commas: bool = True) -> int:
    """Return the index after asides, phrases such as «في بيان», «لصحيفة الشرق» and, if told so, commas."""
    while at < limit:
        end = scene.aside_end(at)
        if end == at and "comma" in scene.tags[at] and commas:
            end = at + 1
        if (
            end == at
            and at + 1 < limit
            and scene.tags[at] & {"in", "preposition"}
            and not scene.tags[at] & {"to", "about", "on", "from"}
        ):
            end = _phrase_end(scene, at + 1, limit)
        if (
            end == at
            and at + 1 < limit
            and scene.bound(at) == _WITH
            and (time := scene.time_at.get(at + 1)) is not None
        ):
            end = time.last  # «بتاريخ 13 كانون الثاني»
        if end == at and at + 1 < limit and "from" in scene.tags[at] and scene.prepositional(at + 1):
            end = at + 2  # «من خلالها»
        if (end == at and scene.bound(at) == "ل") or (end == at and scene.form(at) == "ل"):
            end = _addressee_end(scene, at, limit)
        if end == at:
            return at
        at = end
    return at


def _phrase_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the noun phrase that a preposition governs, or before the preposition where none follows."""
    if "complementiser" in scene.tags[at] or "colon" in scene.tags[at]:
        return at - 1
    if at in scene.closing and scene.closing[at] - at <= _NAME:
        return scene.closing[at] + 1  # «مع «النهر»»
    time = scene.time_at.get(at)
    end = time.last if time else np_end(scene.text, scene.mentions, at, limit)
    while end < limit and end in scene.placed and "comma" not in scene.tags[end]:
        if end != at and (end - 1 not in scene.placed or scene.bound(end)):
            break
        end += 1  # «في عدن», which is written like a verb
    if scene.role(at, "channel"):
        while at < end < min(limit, at + _CHANNEL) and _describes(scene, end):
            end += 1  # «في اتصال هاتفي»
        act = at + 1 < end and happens(scene, at + 1) and not scene.form(at + 1).startswith(_THE)
        end = at + 1 if act and at + 1 not in scene.actor_over else end  # «أعلن في بيان استهداف موقع»
    while end > at and "lone_preposition" in scene.tags[end - 1]:
        end -= 1
    return end if end > at else at - 1


def _describes(scene: Scene, i: int) -> bool:
    """Tell whether a word may be an adjective of an indefinite noun before it."""
    form, readings = scene.form(i), scene.words[i].look.readings
    return (
        (scene.nominal(i) or all(r.suffix == _NISBA[0] for r in readings))
        and not form.startswith(_THE)
        and not scene.bound(i)
        and i not in scene.actor_over
        and i not in scene.time_at
        and (form.endswith(_NISBA) or (bool(readings) and all(r.pos == "adjective" for r in readings)))
    )


def _addressee_end(scene: Scene, at: int, limit: int) -> int:
    first = at + 1 if scene.form(at) == "ل" else at
    if first < limit and first in scene.closing:
        return scene.closing[first] + 1
    over = scene.actor_over.get(first)
    if over is not None:
        return max(over.last, first + 1)
    return max(np_end(scene.text, scene.mentions, first, limit), first)


def is_strange(scene: Scene, i: int) -> bool:
    """Tell whether no entry reads a word: it may be a foreign name."""
    look = scene.words[i].look
    return not look.readings and not look.tags


def leads_with_so(scene: Scene, i: int) -> bool:
    """Tell whether every reading of a word takes its first letter for «ف» («فالح», «فيشر»): in a name it is none."""
    readings = scene.words[i].look.readings
    return bool(readings) and all(r.prefix[:1] == _SO for r in readings)


def happens(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun of a happening and nobody who could speak."""
    look = scene.words[i].look
    nouns = (*look.entries("events"), *look.entries("casualties"))
    return any(r.pos in ("noun", "masdar") and e.fields.get("part") != "person" for r, e in nouns)


def is_object(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether the ending of an actor's head makes it an object («استهدفت عضواً»)."""
    look = scene.words[max(mention.head, mention.first)].look
    return any(r.pos == "noun" and not r.definite and look.form == r.lemma + _OBJECT for r in look.readings)


def is_oblique(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether the ending of an actor's head makes it no subject («المواطنين»)."""
    at = max(mention.head, mention.first)
    form = scene.form(at)
    if not form.endswith((_OBLIQUE, _OBLIQUE_BOUND)):
        return False
    nouns = [r for r in scene.words[at].look.readings if r.pos == "noun" and not r.suffix]
    if not nouns or any(r.number not in ("p", "d") for r in nouns):
        return False
    return form.endswith(_OBLIQUE) or any(form.endswith(r.lemma + _OBLIQUE_BOUND) for r in nouns)  # «مسؤولي المدينة»


def _may_name(scene: Scene, i: int) -> bool:
    """Tell whether a word may stand in a name between commas."""
    look = scene.words[i].look
    known = (look.readings and look.form.startswith(_THE)) or any(
        r.suffix and r.suffix != _MY and r.pos != "verb" for r in look.readings
    )
    told = look.entries("speech") or look.entries("events") or scene.speech_phrase(i, "impersonal") is not None
    joined = scene.joined(i) and not leads_with_so(scene, i)
    other = known or told or joined or scene.bound(i) or scene.tags[i] or i in scene.time_at or i in scene.actor_over
    return scene.nominal(i) and not other


def _is_holder(scene: Scene, named: ActorMention) -> bool:
    """Tell whether an actor between commas is the person whose title stands before («، سامر الخطيب،», «، المحامي سامر ذيبان،»)."""
    if named.role == "person":
        return True
    one = named.role == "title" and named.person and named.last - named.first > 2
    return (
        one
        and not (named.id or scene.bound(named.first) or scene.joined(named.first))
        and is_strange(scene, named.last - 1)
    )


def apposed_end(scene: Scene, mention: ActorMention, end: int, limit: int) -> int:
    """Return the index after a name between commas that follows a title («وزير النقل، سامر الخطيب، إن»), or `end`."""
    if mention.role != "title" or mention.id or end + 1 >= limit or "comma" not in scene.tags[end]:
        return end
    named = scene.actor_at.get(end + 1)
    if named is not None and _is_holder(scene, named) and named.last < limit:
        told = scene.bound(named.last) == _FOR or scene.tags[named.last] & _BEHIND
        return named.last if told else end
    at = end + 1
    while at < limit and at - end <= _NAME and _may_name(scene, at):
        at += 1
    strange = any(is_strange(scene, i) or leads_with_so(scene, i) for i in range(end + 1, at))
    return (
        at
        if strange and at > end + 2 and (at >= limit or scene.tags[at] & {"comma", "complementiser", "colon"})
        else end
    )
