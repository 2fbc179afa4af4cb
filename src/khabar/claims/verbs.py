"""Claims of finite verbs: «قال X إن», «X يؤكد», «أعلنها X»."""

from __future__ import annotations

from khabar.claims.answering import THAT, answering_claim, pointing_claim
from khabar.claims.before import (
    DESCRIBED,
    antecedent,
    brought_by,
    described_before,
    describes_speech,
    subject_before,
    topic_before,
    topic_entries,
)
from khabar.claims.bounds import before_act, before_saying
from khabar.claims.clauses import skip_asides
from khabar.claims.complements import find_complement, of_pronoun
from khabar.claims.conditions import (
    asks,
    disagrees,
    elides,
    goes_on_now,
    has_thing,
    impersonal,
    is_adjective,
    is_described,
    is_held,
    is_hers,
    is_pointed,
    is_somebodys,
    is_target,
    made_known,
    says_itself,
    suits,
    takes_pronoun,
    tells_of_past,
)
from khabar.claims.content import CLAUSES, RECORDED
from khabar.claims.cues import Cue, has_pronoun, told_in
from khabar.claims.drafts import Draft, made_of
from khabar.claims.fitting import Complement
from khabar.claims.names import name_after, named_after_auxiliary, over_aside
from khabar.claims.origins import from_origin
from khabar.claims.owners import document_subject, news_before, told_owner
from khabar.claims.relays import carried_claim
from khabar.claims.scene import Scene
from khabar.claims.speakers import cut, shortened, subject_after, subject_behind_object
from khabar.claims.strangers import (
    stranger_after,
    stranger_around,
    stranger_before,
    stranger_before_act,
    stranger_before_body,
    stranger_before_target,
    strangers_before,
)
from khabar.mentions.shapes import shape

_PREPOSITIONAL = frozenset({"of", "to", "on", "about"})
_OBJECTS = frozenset({"target", "object"})
_SO = "ف"
_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object


def verb_claim(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim of a finite verb with the subject and the complement around it."""
    limit, told_last = scene.sentence_end(cue.first), False
    if (answer := answering_claim(scene, cue)) is not None:
        return answer
    if not takes_pronoun(cue):
        return pointing_claim(scene, cue, subject_after(scene, cue, limit))
    if has_thing(scene, cue):
        return None
    relative = "relative" in scene.tags[cue.first - 1]
    if relative and is_pointed(scene, cue, limit):
        return pointing_claim(scene, cue, subject_after(scene, cue, limit))  # «ما يدعو له الدين»
    before = subject_before(scene, cue) if cue.prefix == "" and not relative else None
    if before is None and not relative:
        before = described_before(scene, cue) or strangers_before(scene, cue) or named_after_auxiliary(scene, cue)
    if cue.prefix == _SO or ("qad" in scene.tags[cue.first - 1] and scene.form(cue.first - 1)[:1] == _SO):
        before = topic_before(scene, cue) or before
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
        and (cue.entry.fields.get("informs") or cue.entry.fields.get("addressee") or cue.accepts & _OBJECTS)
        and disagrees(scene, cue, after)
    ):
        after = None  # «وأبلغ وكالة رويترز أن», «كما حذر الدول المتورطة من», «القرار الذي يدعو الحركة إلى»
    inside = told_in(scene, cue)
    if after is not None and after.first == cue.last + 1 and asks(cue) and inside:
        after = None  # «بيان طالب فيه الحكومة بالاستقالة»: whom it is said to
    if before is None and after is None and not cue.accepts.isdisjoint(THAT):
        after = name_after(scene, cue, limit)
    if after is not None:
        before = None
    if after is not None and after.actor is not None and "object" in cue.accepts and "that" not in cue.accepts:
        end = before_act(scene, after.actor)  # «وأدانت اللجنة الهجوم»
        after = cut(scene, after, end) if end < min(after.last, after.actor.last) else after
    if after is not None and cue.says("object") == "asked":
        asked = next((i for i in range(after.first + 1, after.last) if "from" in scene.tags[i]), after.last)
        some = asked == after.first + 1 and not shape(scene.words[after.first].look).definite  # «أعضاء من اللجنة»
        after = cut(scene, after, asked) if asked < after.last and not some else after  # «طلب الوزير من نظيره توضيحاً»
    if after is not None and after.actor is not None and cue.entry.fields.get("carrier"):
        end = before_saying(scene, after.first, after.last)  # «جدد الوزير التأكيد على أن»
        after = cut(scene, after, end) if end < after.last else after
    spoken = document_subject(scene, cue, limit) if before is None and after is None and not inside else None
    at = over_aside(scene, after.after, limit) if after else spoken[0] if spoken else cue.last
    found = find_complement(scene, cue, at, limit, stops, known=bool(before or after or spoken))
    if before is not None and before.rule == DESCRIBED and not describes_speech(scene, before, found):
        before = None
    if found is None and after is not None and (shorter := shortened(scene, after)) is not None:
        found = find_complement(scene, cue, shorter.last, limit, stops, known=True)
        after, at = (shorter, shorter.last) if found or cue.entry.fields.get("carrier") else (after, at)
    if after is not None and is_described(scene, cue, after):
        shorter = shortened(scene, after)  # «وصفت الوزارة التقرير بأنه كاذب»
        if shorter is not None or cue.prefix:
            at = shorter.last if shorter is not None else after.first
            found = Complement("as", at, at)
            before, after = None, shorter
    pronoun = cue.reading is not None and bool(cue.reading.suffix)  # «التي وصفها بأنها»
    if after is not None and not pronoun and "target" in cue.accepts and is_target(scene, after, found, limit):
        found = Complement("target", after.first, after.first)
        before = after = None
    if before is None and after is None and found is not None and found.kind in _OBJECTS and found.first == cue.last:
        after = stranger_before_target(scene, found.first, limit)
        found = found._replace(mark=after.last, first=after.last) if after else found
    if before is None and after is None and spoken is None and found is not None:
        after = stranger_before_act(scene, cue, found, limit)
        if after is not None:
            found = found._replace(mark=after.after, first=after.after)
        else:
            after = subject_behind_object(scene, cue, found, limit)
            told_last = after is not None
    if cue.entry.fields.get("carrier"):
        return carried_claim(scene, cue, before or after, at, limit, stops, found)
    if found is None and before and not after:
        after = subject_after(scene, cue, limit)
        found = find_complement(scene, cue, after.after, limit, stops, known=True) if after else None
        before = None if found and after and cue.reading and cue.reading.suffix else before
    if found is None:
        found = of_pronoun(scene, cue, after.last if after else cue.last, limit)
    if found is None:
        return pointing_claim(scene, cue, after or before)
    if relative and after is not None and found.kind == "object" and impersonal(cue, found.kind):
        return None  # «الذي يعتبر المسؤول الأول»
    if before is not None and found.kind == "object" and is_held(scene, cue, found):
        return None  # «سالم الخطيب يعتبر أبرز التجار»
    speaker = before or after
    if speaker is None and spoken is None and made_known(scene, cue, found):
        return None
    if speaker is None and relative and not pronoun and not (found.kind == "that" and len(scene.form(found.mark)) > 2):
        speaker = antecedent(scene, cue.first)
        if speaker is None and not spoken and found.kind != "quote" and goes_on_now(scene, cue, found):
            return None  # «ما يشير إلى أن», «الشواهد التي تؤكد أن»
    if speaker is None and spoken is None and tells_of_past(cue) and not told_in(scene, cue):
        speaker = news_before(scene, cue.first)
    if (
        speaker is None
        and spoken is None
        and found.kind in CLAUSES
        and not has_pronoun(scene, cue.first - 1)
        and (not impersonal(cue, found.kind) or is_somebodys(scene, cue, found))
    ):
        speaker = stranger_around(scene, cue, found)
        if speaker is not None and found.mark - max(speaker.last, cue.first) > _OVER_OBJECT + 4 * (
            speaker.last <= cue.first
        ):
            return None
    if speaker is None and spoken is None and not elides(scene, cue, found) and "origin" not in cue.entry.fields:
        return None
    if (
        speaker is None
        and spoken is None
        and found.kind in _PREPOSITIONAL
        and (not cue.entry.fields.get("addressee") or is_hers(scene, cue))
        and (not cue.accepts & {"object", "target"} or is_hers(scene, cue))
    ):
        stranger = stranger_after(scene, skip_asides(scene, cue.last, found.mark, commas=False), found.mark)
        if (
            stranger is not None
            and (owner := scene.actor_at.get(stranger.last)) is not None
            and owner.last <= found.mark
        ):
            stranger = stranger._replace(last=owner.last)  # «دعت الأمانة العامة لمجلس التعاون إلى»
        speaker = stranger if stranger and stranger.last == found.mark else None
    if speaker is None and spoken is None and found.kind in _PREPOSITIONAL and cue.entry.fields.get("addressee"):
        speaker = stranger_before_body(scene, cue.last, found.mark)
    needs = cue.says("subject") in ("actor", "speaker", "observer")
    asks_of = cue.says("object") == "asked" and "from" in scene.tags[cue.last]
    if needs and speaker is None and spoken is None and found.kind == "object" and not (inside or asks_of):
        return None
    if needs and speaker is not None and not suits(scene, cue, speaker, found):
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
        and (found.kind not in CLAUSES or cue.entry.fields.get("impersonal"))
        and not speaker.actor.person
        and cue.says("force") != "confirm"  # «اعترف المتهم بقتل التاجر»
    ):
        return None
    nobody = speaker is None or (found.kind == "object" and is_adjective(scene, cue, speaker))
    if nobody and spoken is None and impersonal(cue, found.kind):
        return None
    made = made_of(scene, cue, speaker, found)
    if speaker is not None and speaker.rule == "claims.topic":
        made.evidence += [
            scene.evidence("chain", e.id, speaker.first - 1, speaker.first)
            for e in topic_entries(scene, speaker.first - 1)
        ]
    if told_last and speaker is not None:
        made.end = speaker.first
    if before is not None and before.rule == DESCRIBED and not made.carriers:
        made.carriers = brought_by(scene, before)
    if cue.says("object") in RECORDED and found.kind in CLAUSES and speaker is not None:
        made.origins = told_owner(scene, speaker, found.mark)
    made.needs_voice = needs and speaker is None and not spoken and not inside
    made.untold = speaker is None and says_itself(scene, cue)
    if spoken:
        made.speaker, made.channel = spoken[1], spoken[2]
        made.pointed = spoken[1] is None
    if "origin" in cue.entry.fields and not from_origin(scene, made, found.mark):
        return None
    return made
