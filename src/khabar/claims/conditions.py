"""What must hold around a verb for a claim: whom it agrees with, what its nouns can be, whether anybody answers."""

from __future__ import annotations

from khabar.claims.clauses import skip_asides
from khabar.claims.content import CLAUSES
from khabar.claims.cues import Cue, has_pronoun, told_in
from khabar.claims.extents import SHORTENED, Subject
from khabar.claims.fitting import Complement, happening
from khabar.claims.scene import Scene
from khabar.claims.ways import opening_owner
from khabar.mentions.shapes import shape

_ADJACENT = 1  # words between a participle and its complement
_THE = "ال"
_MOST = "ا"  # the folded letter of elatives
_LENGTHS = (3, 4)
_HERS = "ه"  # the folded ending of feminine nouns


def is_described(scene: Scene, cue: Cue, after: Subject) -> bool:
    """Tell whether the only noun after a verb of describing is what it describes («ووصف القرار بأنه خطأ»)."""
    if "as" not in cue.accepts or (cue.reading is not None and cue.reading.suffix):
        return False
    return scene.maybe_bound(after.last, "ب") or "with_b" in scene.tags[after.last]


def made_known(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb is the passive of news that nobody is said to have told («…، أعلن عن مقتل قائد»)."""
    if found.kind != "about" or found.mark != cue.last or cue.prefix or cue.reading is None:
        return False
    if cue.reading.person != "3ms" or cue.reading.tense != "past" or cue.reading.suffix:
        return False
    start = scene.sentence_start(cue.first)
    if cue.first > start and "comma" not in scene.tags[cue.first - 1]:
        return False
    return start not in scene.actor_at and opening_owner(scene, start, cue.first) is None


def goes_on_now(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb of the imperfect tells what goes on and not what a statement or somebody says."""
    now = cue.reading is not None and cue.reading.tense == "nonpast" and not told_in(scene, cue)
    return now and not _is_what(scene, cue, found)


def is_somebodys(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a noun with the article and nothing else stands between a verb and «أن» («يرى السكرتير أن»)."""
    between = range(cue.last, found.mark)
    return (
        bool(between) and scene.form(cue.last).startswith(_THE) and not any("comma" in scene.tags[i] for i in between)
    )


def is_pointed(scene: Scene, cue: Cue, limit: int) -> bool:
    """Tell whether a pronoun after a verb of a relative clause is all that it takes («ما يدعو له الدين»)."""
    at = cue.last
    return at < limit and scene.prepositional(at) and not any(scene.pronoun_of(at, tag) for tag in ("in", "about"))


def has_thing(scene: Scene, cue: Cue) -> bool:
    """Tell whether the noun between «إن» and a verb of the imperfect is its subject and nobody («إن القانون يقترح»)."""
    at = cue.first - 1
    if cue.prefix or cue.reading is None or cue.reading.tense != "nonpast" or at <= scene.sentence_start(cue.first):
        return False
    if "complementiser" not in scene.tags[at - 1] or at in scene.actor_over or scene.tags[at]:
        return False
    speaks = any("says" in e.fields or "news" in e.fields for _, e in scene.words[at].look.entries("speech"))
    return scene.form(at).startswith(_THE) and bool(scene.words[at].look.readings) and not speaks


def is_hers(scene: Scene, cue: Cue) -> bool:
    """Tell whether a feminine verb stands before a definite feminine noun («دعت الأمانة العامة إلى»)."""
    word = shape(scene.words[cue.last].look) if cue.last < len(scene.words) else None
    return (
        cue.reading is not None
        and cue.reading.person == "3fs"
        and word is not None
        and word.definite
        and scene.form(cue.last).endswith(_HERS)
    )


def tells_of_past(cue: Cue) -> bool:
    """Tell whether a verb is of the past and opens no new clause."""
    return not cue.prefix and cue.reading is not None and cue.reading.tense == "past"


def is_target(scene: Scene, after: Subject, found: Complement | None, limit: int) -> bool:
    """Tell whether the only noun after a verb that needs a target is that target: «واتهمت الجماعة بالقصف»."""
    if after.last >= limit or (found is not None and found.kind == "that") or after.rule == SHORTENED:
        return False  # «اتهم متحدث باسم الجيش المسلحين بـ»: it was cut before them
    at = after.last
    if at in scene.actor_at and not scene.bound(at):
        return False  # «اتهمت ألمانيا روسيا بشن هجوم»
    return scene.maybe_bound(at, "ب") or "on" in scene.tags[at] or (happening(scene, at, 1) and not scene.bound(at))


def disagrees(scene: Scene, cue: Cue, subject: Subject) -> bool:
    """Tell whether a masculine verb stands before a feminine noun: it is whom it is said to."""
    if cue.reading is None or cue.reading.gender != "m" or subject.actor is None or subject.actor.person:
        return False
    if "quantifier" in scene.tags[subject.first]:
        return False  # «كل من الهيئة والاتحاد»
    return any(r.pos == "noun" and r.gender == "f" for r in scene.words[subject.actor.head].look.readings)


def asks(cue: Cue) -> bool:
    """Tell whether a verb's only noun may be whom it is said to."""
    return bool(cue.accepts & {"of", "to", "target"}) and cue.says("force") in ("demand", "accuse")


def takes_pronoun(cue: Cue) -> bool:
    """Tell whether a verb's pronoun, if it has one, can be whom it is said to or of and not what is said."""
    if cue.reading is None or not cue.reading.suffix:
        return True
    fields = cue.entry.fields
    if fields.get("object") == "clause":
        return True  # «رحب بالاتفاق واعتبره خطوة مهمة», «مسألة اعتبرها الوزير منتهية»
    return bool(cue.accepts & {"target", "as"}) or bool(fields.get("addressee"))


def elides(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb without subject stands where a speech goes on: with «و», after a mark or what opens a clause."""
    if cue.prefix or told_in(scene, cue):
        return True
    if found.kind in CLAUSES and found.mark - skip_asides(scene, cue.last, found.mark) > _ADJACENT:
        return False
    at = cue.first - 1
    if at < scene.sentence_start(cue.first):
        return found.kind != "object"
    if "from" in scene.tags[at] and cue.reading is not None and cue.reading.suffix:
        return True  # «تلاحق من تتهمهم بأنهم»
    if cue.reading is not None and cue.reading.tense == "nonpast" and _indefinite(scene, at):
        return False  # «تنظيمات تدعي أنها»
    return (
        bool(
            scene.tags[at]
            & {
                "comma",
                "relative",
                "complementiser",
                "contrast",
                "subordinator",
                "conjunction",
                "pronoun",
                "qad",
                "quote",
                "stop",
                "dash",
                "auxiliary",
                "close_bracket",
            }
        )
        or scene.verblike(at)
        or (not scene.words[at].look.tags and "object" not in found.kind)
    )


def _indefinite(scene: Scene, i: int) -> bool:
    """Tell whether a word is a common noun without the article: a clause after it describes it."""
    look = scene.words[i].look
    nouns = [r for r in look.readings if r.pos == "noun"]
    return bool(nouns) and not look.tags and not any(r.definite or r.suffix for r in nouns) and i not in scene.time_at


def suits(scene: Scene, cue: Cue, speaker: Subject, found: Complement) -> bool:
    """Tell whether a speaker is of the sort that the entry asks for."""
    if speaker.actor is None:
        return _is_outlet(scene, speaker, found)
    if cue.says("subject") == "observer":
        return speaker.actor.kind in ("monitor", "outlet", "agency", "ngo", "igo", "witness", "local_source")
    return True


def _is_outlet(scene: Scene, speaker: Subject, found: Complement) -> bool:
    """Tell whether a noun for an outlet with a name that no entry knows says something in full («كشفت قناة الساحل، أن»)."""
    word = shape(scene.words[speaker.first].look)
    return found.kind == "that" and "outlet" in word.roles and not word.definite


def impersonal(cue: Cue, kind: str) -> bool:
    """Tell whether a verb without subject says what nobody answers for («يُعتقد أن», «تُعتبر انتهاكاً»)."""
    reading = cue.reading
    if not cue.entry.fields.get("impersonal") or reading is None or reading.tense != "nonpast":
        return False
    return reading.person == "3ms" or kind == "object"


def _is_what(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb behind «ما» says what something is («ما تزعم أنها خلايا»): somebody is behind it."""
    what = "pronoun_what" in scene.tags[cue.first - 1] and found.kind == "that"
    return what and has_pronoun(scene, found.mark) and not cue.entry.fields.get("impersonal")


def is_held(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb of the imperfect tells what its subject is held to be: the most of its kind, or one of it."""
    reading = cue.reading
    if cue.says("object") != "clause" or reading is None or reading.tense != "nonpast" or reading.suffix:
        return False
    at = found.first
    form = scene.form(at)
    most = form[:1] == _MOST and len(form) in _LENGTHS and not form.startswith(_THE)  # «أبرز», «أهم», «أحد»
    return (most and not any(r.suffix for r in scene.words[at].look.readings)) or "from" in scene.tags[at]


def says_itself(scene: Scene, cue: Cue) -> bool:
    """Tell whether news with the article is what a verb is said of («وتشير المعلومات إلى أن»): nobody answers for it."""
    at = cue.last
    return at < len(scene.words) and any(
        "news" in e.fields and r.definite for r, e in scene.words[at].look.entries("speech")
    )


def is_adjective(scene: Scene, cue: Cue, speaker: Subject) -> bool:
    """Tell whether a single word after an impersonal verb is an adjective that is written like a name («تعتبر آمنة»)."""
    actor = speaker.actor
    one = actor is None or (actor.role == "person" and actor.kind == "other" and actor.name is None)
    return one and speaker.first >= cue.last and not scene.form(speaker.first).startswith(_THE)


def declines(scene: Scene, cue: Cue, content: int) -> bool:
    """Tell whether somebody will not say a thing («رفض تسمية الجهة»), which says nothing of it."""
    declined = cue.entry.fields.get("declines", ())
    return scene.form(content) in declined or f"{scene.form(content)} {scene.form(content + 1)}" in declined
