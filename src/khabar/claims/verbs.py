"""Claims of finite verbs: «قال X إن», «X يؤكد», «أعلنها X»."""

from __future__ import annotations

from khabar.claims.clauses import skip_asides
from khabar.claims.complements import find_complement
from khabar.claims.content import Complement, happening
from khabar.claims.cues import Cue, has_pronoun, told_in
from khabar.claims.drafts import Draft, made_of
from khabar.claims.relays import carried_claim
from khabar.claims.scene import Scene
from khabar.claims.sources import document_subject, news_before
from khabar.claims.speakers import (
    Subject,
    antecedent,
    shortened,
    subject_after,
    subject_before,
    topic_before,
    topic_entries,
)
from khabar.claims.strangers import (
    name_after,
    over_aside,
    stranger_after,
    stranger_around,
    stranger_before,
    stranger_before_target,
)
from khabar.claims.ways import opening_owner
from khabar.mentions.actors import mention_of
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_THAT = frozenset({"that", "quote"})
_PREPOSITIONAL = frozenset({"of", "to", "on", "about"})
_OBJECTS = frozenset({"target", "object"})
_CLAUSES = frozenset({"that", "quote", "colon"})
_THE = "ال"
_SO = "ف"
_HERS = "ه"  # the folded ending of feminine nouns
_OUTLETS = frozenset({"outlet", "agency"})
_ADJACENT = 1  # words between a participle and its complement
_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object


def verb_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim of a finite verb with the subject and the complement around it."""
    limit = scene.sentence_end(cue.first)
    if not takes_pronoun(cue):
        return pointing_claim(scene, cue, subject_after(scene, cue, limit))
    if _has_thing(scene, cue):
        return None
    relative = "relative" in scene.tags[cue.first - 1]
    if relative and _is_pointed(scene, cue, limit):
        return pointing_claim(scene, cue, subject_after(scene, cue, limit))  # «ما يدعو له الدين»
    before = subject_before(scene, cue) if cue.prefix == "" and not relative else None
    if cue.prefix == _SO:
        before = topic_before(scene, cue)
    if (
        before is None
        and cue.prefix == ""
        and cue.reading is not None
        and cue.reading.tense == "nonpast"
        and scene.headline(cue.first)
    ):
        before = stranger_before(scene, cue)  # «الأنبار تطالب»: a headline tells the subject first
    if before is not None and scene.speech_phrase(before.first, "impersonal") is not None:
        return None
    apart = (
        before is not None
        and "auxiliary" not in scene.tags[before.first - 1]
        and any(
            not scene.tags[i] & {"qad", "auxiliary", "quote", "close_bracket"} for i in range(before.last, cue.first)
        )
    )
    after = (
        subject_after(scene, cue, limit)
        if (before is None or apart) and not has_pronoun(scene, cue.first - 1)
        else None
    )
    if (
        after is not None
        and (cue.entry.fields.get("informs") or cue.accepts & _OBJECTS)
        and _disagrees(scene, cue, after)
    ):
        after = None  # «وأبلغ وكالة رويترز أن», «كما حذر الدول المتورطة من»
    if after is not None and after.first == cue.last + 1 and _asks(cue) and told_in(scene, cue):
        after = None  # «بيان طالب فيه الحكومة بالاستقالة»: whom it is said to
    if before is None and after is None and not cue.accepts.isdisjoint(_THAT):
        after = name_after(scene, cue, limit)
    if after is not None:
        before = None
    spoken = document_subject(scene, cue, limit) if before is None and after is None else None
    at = over_aside(scene, after.after, limit) if after else spoken[0] if spoken else cue.last
    found = find_complement(scene, cue, at, limit, stops, known=bool(before or after or spoken))
    if found is None and after is not None and (shorter := shortened(scene, after)) is not None:
        found = find_complement(scene, cue, shorter.last, limit, stops, known=True)
        after, at = (shorter, shorter.last) if found or cue.entry.fields.get("carrier") else (after, at)
    if after is not None and _is_described(scene, cue, after):
        found = Complement("as", after.first, after.first)
        before = after = None
    if after is not None and "target" in cue.accepts and _is_target(scene, after, found, limit):
        found = Complement("target", after.first, after.first)
        before = after = None
    if before is None and after is None and found is not None and found.kind in _OBJECTS and found.first == cue.last:
        after = stranger_before_target(scene, found.first, limit)
        found = found._replace(mark=after.last, first=after.last) if after else found
    if cue.entry.fields.get("carrier"):
        return carried_claim(scene, cue, before or after, at, limit, stops, found)
    if found is None and before and not after:
        after = subject_after(scene, cue, limit)
        found = find_complement(scene, cue, after.after, limit, stops, known=True) if after else None
        before = None if found and after and cue.reading and cue.reading.suffix else before
    if found is None:
        return pointing_claim(scene, cue, after or before)
    if relative and after is not None and found.kind == "object" and impersonal(cue, found.kind):
        return None  # «الذي يعتبر المسؤول الأول»
    speaker = before or after
    if speaker is None and spoken is None and _made_known(scene, cue, found):
        return None
    if speaker is None and relative and not (found.kind == "that" and len(scene.form(found.mark)) > 2):
        speaker = antecedent(scene, cue.first)
        if speaker is None and not spoken and found.kind != "quote" and _goes_on_now(scene, cue):
            return None  # «ما يشير إلى أن», «الشواهد التي تؤكد أن»
    if speaker is None and spoken is None and _tells_of_past(cue) and not told_in(scene, cue):
        speaker = news_before(scene, cue.first)
    if (
        speaker is None
        and spoken is None
        and found.kind in _CLAUSES
        and (not impersonal(cue, found.kind) or _is_somebodys(scene, cue, found))
    ):
        speaker = stranger_around(scene, cue, found, limit)
        if speaker is not None and found.mark - speaker.last > _OVER_OBJECT:
            return None
    if speaker is None and spoken is None and not elides(scene, cue, found) and "origin" not in cue.entry.fields:
        return None
    if (
        speaker is None
        and spoken is None
        and found.kind in _PREPOSITIONAL
        and not cue.entry.fields.get("addressee")
        and (not cue.accepts & {"object", "target"} or _is_hers(scene, cue))
    ):
        stranger = stranger_after(scene, skip_asides(scene, cue.last, found.mark, commas=False), found.mark)
        speaker = stranger if stranger and stranger.last == found.mark else None
    needs = cue.says("subject") in ("actor", "speaker", "observer")
    inside = told_in(scene, cue)
    if needs and speaker is None and spoken is None and found.kind == "object" and not inside:
        return None
    if needs and speaker is not None and not suits(cue, speaker):
        return None
    if any(
        "void" in hit.entry.fields and not hit.prefix
        for i in range(max(cue.last, found.first - 2), found.first + 1)
        for hit in scene.text.phrases.get(i, ())
    ):
        return None  # «رفض التعليق», «طلب عدم ذكر اسمه»
    if (
        speaker is not None
        and speaker.actor is not None
        and speaker.actor.role == "target"
        and (found.kind not in _CLAUSES or cue.entry.fields.get("impersonal"))
        and not speaker.actor.person
    ):
        return None
    if speaker is None and spoken is None and impersonal(cue, found.kind):
        return None
    made = made_of(scene, cue, speaker, found)
    if speaker is not None and speaker.rule == "claims.topic":
        made.evidence += [
            scene.evidence("chain", e.id, speaker.first - 1, speaker.first)
            for e in topic_entries(scene, speaker.first - 1)
        ]
    made.needs_voice = needs and speaker is None and not spoken and not inside
    if spoken:
        made.speaker, made.channel = spoken[1], spoken[2]
        made.pointed = spoken[1] is None
    if "origin" in cue.entry.fields and not from_origin(scene, made, found.mark):
        return None
    return made


def _is_described(scene: Scene, cue: Cue, after: Subject) -> bool:
    """Tell whether the only noun after a verb of describing is what it describes («ووصف القرار بأنه خطأ»)."""
    if "as" not in cue.accepts or (cue.reading is not None and cue.reading.suffix) or not cue.prefix:
        return False
    return scene.maybe_bound(after.last, "ب") or "with_b" in scene.tags[after.last]


def _made_known(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb is the passive of news that nobody is said to have told («…، أعلن عن مقتل قائد»)."""
    if found.kind != "about" or found.mark != cue.last or cue.prefix or cue.reading is None:
        return False
    if cue.reading.person != "3ms" or cue.reading.tense != "past" or cue.reading.suffix:
        return False
    start = scene.sentence_start(cue.first)
    if cue.first > start and "comma" not in scene.tags[cue.first - 1]:
        return False
    return start not in scene.actor_at and opening_owner(scene, start, cue.first) is None


def _goes_on_now(scene: Scene, cue: Cue) -> bool:
    return cue.reading is not None and cue.reading.tense == "nonpast" and not told_in(scene, cue)


def _is_somebodys(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a noun with the article and nothing else stands between a verb and «أن» («يرى السكرتير أن»)."""
    between = range(cue.last, found.mark)
    return (
        bool(between) and scene.form(cue.last).startswith(_THE) and not any("comma" in scene.tags[i] for i in between)
    )


def _is_pointed(scene: Scene, cue: Cue, limit: int) -> bool:
    """Tell whether a pronoun after a verb of a relative clause is all that it takes («ما يدعو له الدين»)."""
    at = cue.last
    return at < limit and scene.prepositional(at) and not any(scene.pronoun_of(at, tag) for tag in ("in", "about"))


def _has_thing(scene: Scene, cue: Cue) -> bool:
    """Tell whether the noun between «إن» and a verb of the imperfect is its subject and nobody («إن القانون يقترح»)."""
    at = cue.first - 1
    if cue.prefix or cue.reading is None or cue.reading.tense != "nonpast" or at <= scene.sentence_start(cue.first):
        return False
    if "complementiser" not in scene.tags[at - 1] or at in scene.actor_over or scene.tags[at]:
        return False
    speaks = any("says" in e.fields or "news" in e.fields for _, e in scene.words[at].look.entries("speech"))
    return scene.form(at).startswith(_THE) and bool(scene.words[at].look.readings) and not speaks


def _is_hers(scene: Scene, cue: Cue) -> bool:
    """Tell whether a feminine verb stands before a definite feminine noun («دعت الأمانة العامة إلى»)."""
    word = shape(scene.words[cue.last].look) if cue.last < len(scene.words) else None
    return (
        cue.reading is not None
        and cue.reading.person == "3fs"
        and word is not None
        and word.definite
        and scene.form(cue.last).endswith(_HERS)
    )


def _tells_of_past(cue: Cue) -> bool:
    return not cue.prefix and cue.reading is not None and cue.reading.tense == "past"


def _is_target(scene: Scene, after: Subject, found: Complement | None, limit: int) -> bool:
    """Tell whether the only noun after a verb that needs a target is that target: «واتهمت الجماعة بالقصف»."""
    if after.last >= limit or (found is not None and found.kind == "that"):
        return False
    at = after.last
    return scene.maybe_bound(at, "ب") or "on" in scene.tags[at] or (happening(scene, at, 1) and not scene.bound(at))


def _disagrees(scene: Scene, cue: Cue, subject: Subject) -> bool:
    """Tell whether a masculine verb stands before a feminine noun: it is whom it is said to."""
    if cue.reading is None or cue.reading.gender != "m" or subject.actor is None or subject.actor.person:
        return False
    if "quantifier" in scene.tags[subject.first]:
        return False  # «كل من الهيئة والاتحاد»
    return any(r.pos == "noun" and r.gender == "f" for r in scene.words[subject.actor.head].look.readings)


def _asks(cue: Cue) -> bool:
    """Tell whether a verb's only noun may be whom it is said to."""
    return bool(cue.accepts & {"of", "to", "target"}) and cue.says("force") in ("demand", "accuse")


def takes_pronoun(cue: Cue) -> bool:
    """Tell whether a verb's pronoun, if it has one, can be whom it is said to or of and not what is said."""
    if cue.reading is None or not cue.reading.suffix:
        return True
    return bool(cue.accepts & {"target", "as"}) or bool(cue.entry.fields.get("addressee"))


def elides(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb without subject stands where a speech goes on: with «و», after a mark or what opens a clause."""
    if cue.prefix or told_in(scene, cue):
        return True
    if found.kind in _CLAUSES and found.mark - skip_asides(scene, cue.last, found.mark) > _ADJACENT:
        return False
    at = cue.first - 1
    if at < scene.sentence_start(cue.first):
        return found.kind != "object"
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


def suits(cue: Cue, speaker: Subject | None) -> bool:
    """Tell whether a speaker is of the sort that the entry asks for."""
    if speaker is None or speaker.actor is None:
        return False
    if cue.says("subject") == "observer":
        return speaker.actor.kind in ("monitor", "outlet", "agency", "ngo", "igo", "witness", "local_source")
    return True


def impersonal(cue: Cue, kind: str) -> bool:
    """Tell whether a verb without subject says what nobody answers for («يُعتقد أن», «تُعتبر انتهاكاً»)."""
    reading = cue.reading
    if not cue.entry.fields.get("impersonal") or reading is None or reading.tense != "nonpast":
        return False
    return reading.person == "3ms" or kind == "object"


def pointing_claim(scene: Scene, cue: Cue, speaker: Subject | None) -> Draft | None:
    """«حصيلة أعلنها المرصد», «وهو ما أكده الوزير»: a pronoun or «ما» points to what was told before."""
    if speaker is None or cue.reading is None or speaker.first < cue.first or cue.prefix:
        return None
    trailing = (
        bool(scene.tags[cue.first - 1] & {"comma", "quote"})
        and (speaker.last >= scene.sentence_end(cue.first) or "stop" in scene.tags[speaker.last])
        and bool(cue.accepts & _THAT)
    )
    if not (trailing or (cue.reading.suffix and cue.entry.fields.get("points"))):
        return None
    start = scene.sentence_start(cue.first)
    if cue.first - start < 2 + ("pronoun_what" in scene.tags[cue.first - 1]) or (
        "in" in scene.tags[start] and scene.role(start + 1, "channel")
    ):
        return None
    made = Draft(cue, "back", start, start, scene.sentence_end(cue.first), speaker)
    made.evidence += [
        scene.evidence("cue", cue.entry.id, cue.first, cue.last),
        scene.evidence("content", "claims.back", start, cue.first),
        scene.evidence("chain", speaker.rule, speaker.first, speaker.last),
    ]
    return made


def from_origin(scene: Scene, made: Draft, limit: int) -> bool:
    """«علمت X من مصادر أن»: the outlet is the channel, those behind «من» the origin; alone, the outlet says it."""
    outlet = made.speaker
    told = outlet.actor if outlet is not None and outlet.actor is not None and outlet.actor.kind in _OUTLETS else None
    for i in range(made.cue.last, limit):
        mention = scene.actor_over.get(i)
        if mention is None or "from" not in scene.tags[i - 1]:
            continue
        made.speaker = Subject(i, mention.last, _read_from(scene, i, mention), mention.last, "claims.source")
        made.carriers = [told] if told is not None and told.last <= i else []
        return True
    return told is not None


def _read_from(scene: Scene, first: int, mention: ActorMention) -> ActorMention | None:
    """Return an actor from a word on, where a mention had taken in the words before it."""
    if mention.first == first:
        return mention
    reader = scene.mentions.reader
    phrase = reader.read(first, mention.last) if reader is not None else None
    return mention_of(reader, phrase) if reader is not None and phrase is not None else None
