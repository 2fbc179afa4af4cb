"""How the claims of a text stand to each other: beside, inside, continued, closed by a relay; and where each ends."""

from __future__ import annotations

from khabar.claims.answering import POINTED
from khabar.claims.content import CLAUSES, happening
from khabar.claims.cues import has_pronoun
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape
from khabar.model import Evidence

_CONNECTS = frozenset({"conjunction", "contrast", "subordinator", "except", "when"})
_DESPITE = frozenset({"except", "contrast", "neg_noun", "although"})
_BEFORE_CLAUSE = _CONNECTS | {"comma", "qad"}
_TIMES = frozenset({"after", "before", "since"})
_MARKS = frozenset({"comma", "semicolon"})
_AND = "و"
_TELLING = frozenset({"assert", "announce", "confirm", "promise"})
_OPEN = 12  # claims whose content may still go on
_DONE = "claim_responsibility"
_TOLD = 16  # words before a claim of responsibility in which what happened is told
_DEEPEST = 5  # speeches inside speeches
_RECENT = 12  # claims before one that a source may belong to
_FRONT = 16  # words after a source in front of a sentence in which the verb stands that it is the way of
_LED = 40  # words after a source in front of a sentence in which a contrast may end what it says
_WHEN = 4  # words between a comma and «بعد» before what somebody said («خصوصاً بعد إعلان التنظيم»)
_AT_ONCE = 3  # words of a content before the subject of the speech that is all of it


def arrange(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the claims in order, with their outer and leading claims found and their ends drawn."""
    out: list[Draft] = []
    open_: list[Draft] = []
    for new in drafts:
        open_ = [d for d in open_[-_OPEN:] if d.end > new.cue.first]
        keep = _place(scene, new, open_, out)
        if keep:
            out.append(new)
            open_.append(new)
    return out


def _place(scene: Scene, new: Draft, open_: list[Draft], out: list[Draft]) -> bool:
    """Relate a claim to those whose content it stands in; tell whether it is one of its own."""
    around = [d for d in open_ if d.kind not in ("trailing", "back", "own")]
    if new.kind == POINTED:
        return _answers_before(scene, new, around, out)
    if new.kind == "own":
        return _own(scene, new, around, out)
    if new.needs_voice and not _voiced(scene, new, out):
        return False
    if not around:
        return _free(scene, new, out)
    inner = around[-1]
    if new.kind == "back" and inner.level < _DEEPEST and _is_claimed(scene, new):
        new.start = new.content = inner.content
        new.outer, new.level = inner, inner.level + 1
        return True  # «أكدت مصادر مقتل عشرة في تفجير …، تبناه تنظيم»
    if new.kind == "back":
        return False
    if (
        new.cue.kind == "noun"
        and inner.kind not in (*CLAUSES, "leading")
        and scene.depth[new.cue.first] == scene.depth[inner.cue.first]
    ):
        return inner.kind not in ("as", "target")  # what somebody denies, another said
    if new.cue.kind == "noun" and scene.depth[new.cue.first] == scene.depth[inner.cue.first] and _is_when(scene, new):
        return True
    if new.kind == "trailing":
        level = [d for d in around if scene.depth[d.cue.first] == scene.depth[new.cue.first]]
        claim = level[-1 if new.answers else 0] if level else inner
        if not level and not new.answers:
            return _quotes(new, inner)
        return _answers(new, claim) if new.answers else _closes(scene, new, claim)
    if inner.level >= _DEEPEST:
        return False
    if _quoted_in(scene, new, inner) and new.cue.kind == "participle":
        new.lead = inner
        return True
    if _quoted_in(scene, new, inner):
        new.outer, new.level = inner, inner.level + 1
        _swallow(new, inner)
        return True
    level = [d for d in around if scene.depth[d.cue.first] == scene.depth[new.cue.first]]
    lead = level[0] if level else inner
    if lead.outer is not None and lead.outer.hidden:
        lead = lead.outer
    near = new.start - lead.content <= _FRONT
    if lead.kind == "leading" and new.cue.kind == "verb" and near and not _told_before(scene, lead, new):
        return _led(new, lead, out, open_)
    if new.cue.kind == "participle":
        if new.cue.entry.fields.get("resumes"):
            return _resumes(new, inner)
        _cut(scene, new, level)
        new.lead = lead
        return True
    if new.cue.kind == "resume":
        return _resumes(new, inner)
    if _goes_on(scene, new, inner):
        new.speaker, new.outer, new.level = inner.speaker, inner.outer, inner.level
        _cut(scene, new, [inner])
        return True
    if new.cue.kind == "verb" and (teller := _told_of(scene, new, inner)) is not None:
        new.speaker, new.outer, new.level = teller, inner, inner.level + 1
        return True
    if new.cue.kind == "verb" and _beside(scene, new):
        _cut(scene, new, level)
        if new.speaker is None and not new.pointed and not _turned(scene, new):
            new.lead = lead
        return True
    if new.speaker is None and new.cue.kind == "verb" and inner.kind not in CLAUSES:
        return False  # the speaker of the sentence speaks on inside it
    new.outer, new.level = inner, inner.level + 1
    if new.speaker is not None and new.speaker.actor is None and not _many(new):
        return False
    if new.speaker is not None and new.speaker.actor is not None and _owned(scene, new.speaker.actor):
        return False
    _swallow(new, inner)
    return True


def _is_when(scene: Scene, new: Draft) -> bool:
    """Tell whether the report itself tells, behind a mark, before or after whose saying something happened («، وذلك بعد إعلان»)."""
    at = new.cue.first - 1
    if "from" in scene.tags[at]:
        at -= 2  # «بعد ساعات من قول الوزير»
    return bool(scene.tags[at] & _TIMES) and any(scene.tags[i] & _MARKS for i in range(at - _WHEN, at))


def _is_claimed(scene: Scene, new: Draft) -> bool:
    """Tell whether somebody claims what happened, told right before («مقتل عشرة في تفجير …، تبناه تنظيم»)."""
    reading, first = new.cue.reading, max(new.cue.first - _TOLD, scene.sentence_start(new.cue.first))
    return (
        new.cue.entry.fields.get("force") == _DONE
        and reading is not None
        and reading.tense == "past"
        and any(happening(scene, i, 1) for i in range(first, new.cue.first))
    )


def _quotes(new: Draft, outer: Draft) -> bool:
    """A source that a quotation names is behind what stands before it there, not behind the quotation."""
    if outer.level >= _DEEPEST or new.speaker is None:
        return False
    new.outer, new.level = outer, outer.level + 1
    new.start = new.content = max(new.content, outer.content)
    return True


def _many(new: Draft) -> bool:
    """Tell whether a verb speaks of several people: its subject, known or not, is nothing but people."""
    return new.cue.reading is not None and new.cue.reading.person in ("3mp", "3md", "3fp")


def _owned(scene: Scene, actor: ActorMention) -> bool:
    """Tell whether an actor is the speaker's own («بلاده», «حكومته»): it speaks for the one who tells of it."""
    return bool(shape(scene.words[max(actor.head, actor.first)].look).suffix)


def _told_before(scene: Scene, lead: Draft, new: Draft) -> bool:
    """Tell whether what a source in front of a sentence says ends before a contrast («حسب X يقاتل …، لكن Y قال»)."""
    return any(scene.tags[i] & {"contrast"} for i in range(lead.content, min(new.cue.first, lead.content + _LED)))


def _turned(scene: Scene, new: Draft) -> bool:
    """Tell whether a clause with «إلا أنه», «لكنه» turns back to the subject of the clause before it."""
    return bool(scene.tags[new.start - 1] & {"complementiser", "contrast"})


def _voiced(scene: Scene, new: Draft, out: list[Draft]) -> bool:
    """Tell whether somebody speaks in the passage of a claim before it."""
    if out and scene.tags[new.cue.first - 1] & {"contrast"}:
        return True
    if (
        not out
        or new.cue.prefix[:1] not in ("و", "ف")
        or (not scene.tags[new.cue.first - 1] & {"punct"} and new.cue.first > scene.sentence_start(new.cue.first))
    ):
        return False
    return scene.text.paragraph_of[out[-1].cue.first] == scene.text.paragraph_of[new.cue.first]


def _free(scene: Scene, new: Draft, out: list[Draft]) -> bool:
    """A claim that stands in no other; a source alone in its sentence closes the claim before it."""
    if (
        new.cue.entry.fields.get("behind")
        and new.speaker
        and out
        and out[-1].kind == "trailing"
        and out[-1].end > new.cue.first
    ):
        out[-1].origins.append(new.speaker)  # «بحسب ما ذكرت الوكالة نقلاً عن مصدر»
        out[-1].evidence += new.evidence
        return False
    if new.kind not in ("trailing", "leading"):
        return True
    closed = out[-1] if out and out[-1].end >= new.start - 2 else None
    if new.kind == "trailing":
        before = [d for d in out[-_RECENT:] if new.content < d.end <= new.cue.first and d.kind != "trailing"]
        if before:
            closed = max(before, key=lambda d: d.end)
            new.start = new.content = closed.end
    last = new.cue.first if new.kind == "trailing" else new.end
    if any("punct" not in scene.tags[i] for i in range(new.content, last)):
        return True
    if closed is None:
        return (new.answers or new.kind == "leading") and _answers_sentence(scene, new)
    return _answers(new, closed) if new.answers else _closes(scene, new, closed)


def _answers(new: Draft, claim: Draft) -> bool:
    """«وهو ما نفاه X»: another confirms or denies what a claim says; it is a claim of its own with that content."""
    claim.end = min(claim.end, new.cue.first)
    return _with_content(new, claim.content, claim.end)


def _answers_before(scene: Scene, new: Draft, around: list[Draft], out: list[Draft]) -> bool:
    """«… . ونفى X ذلك»: what the last claim says, where it ends in this sentence or the one before, else that sentence."""
    last = around[-1] if around else out[-1] if out else None
    number = scene.text.sentence_of[new.start]
    if last is not None and scene.text.sentence_of[max(last.cue.first, last.content)] + 1 >= number:
        first = last.content
        if last.content < new.start:
            last.end = min(last.end, new.start)
        end = last.closed or last.end
        return _with_content(new, first, max(min(end, new.start), first + 1))
    if not _answers_sentence(scene, new):
        new.kind, new.end = "object", new.content + 1  # nothing stands before it
    return True


def _answers_sentence(scene: Scene, new: Draft) -> bool:
    """«… . وهو ما نفاه X»: the sentence before it, told by nobody, is the content."""
    number = scene.text.sentence_of[new.cue.first]
    if number == 0:
        return False
    before = scene.text.sentences[number - 1]
    return _with_content(new, before.first, before.last)


def _with_content(new: Draft, first: int, last: int) -> bool:
    if new.speaker is None:
        return False
    new.kind, new.start, new.end = "answer", new.cue.first, new.speaker.last
    new.content, new.closed = first, last
    return True


def _own(scene: Scene, new: Draft, around: list[Draft], out: list[Draft]) -> bool:
    """«على حد قوله»: closes the claim that it stands in; alone it makes what stands before it one."""
    start = scene.sentence_start(new.cue.first)
    claim = around[-1] if around else next((d for d in reversed(out[-2:]) if d.end > start and not d.hidden), None)
    if claim is not None:
        claim.evidence.append(scene.evidence("chain", new.cue.entry.id, new.cue.first, new.cue.last))
        return False
    new.kind, new.start, new.content = "trailing", start, start
    new.evidence.append(scene.evidence("cue", new.cue.entry.id, new.cue.first, new.cue.last))
    return True


def _closes(scene: Scene, new: Draft, claim: Draft) -> bool:
    """A source told after a claim is one through whom it came, or one who stands behind it."""
    if new.speaker is None:
        return False
    if new.speaker.rule == "claims.document" and not (
        claim.speaker and claim.speaker.actor and claim.speaker.actor.kind in PRESS
    ):
        return False  # «أعلنت المنظمة أن …، وفق حصيلة أولية»: she says it
    if _is_second_voice(new, claim):
        claim.end = min(claim.end, new.cue.first)
        return _with_content(new, claim.content, claim.end)
    inside = "complementiser" in scene.tags[new.cue.first - 1]  # «أوضح أنه بحسب الوزارة»
    (claim.origins if inside or new.cue.entry.fields.get("behind") else claim.closers).append(new.speaker)
    if claim.end <= new.cue.first:
        claim.closed = claim.end
    claim.end = max(claim.end, new.speaker.last)
    claim.evidence += [
        *new.evidence,
        Evidence(slot="chain", rule="claims.closing", span=scene.span(new.cue.first, new.cue.last)),
    ]
    return False


def _is_second_voice(new: Draft, claim: Draft) -> bool:
    """Tell whether a person is named as the source of what others are said to have told: no way to the reader."""
    one, other = new.speaker, claim.speaker
    if (
        one is None
        or one.actor is None
        or other is None
        or other.actor is None
        or claim.closers
        or claim.kind != "that"
    ):
        return False
    return one.actor.person and one.actor.kind not in PRESS and other.actor.role == "source" and other.actor.anonymous


def _led(new: Draft, lead: Draft, out: list[Draft], open_: list[Draft]) -> bool:
    """«بحسب الوكالة، قال X إن»: the source in front is the way by which the claim came."""
    if new.speaker is not None and lead.speaker is not None:
        if lead.cue.entry.fields.get("behind"):
            new.origins = [*new.origins, lead.speaker]  # «نقلاً عن شهود، قالت الصحيفة»
        else:
            new.origins, new.speaker = [new.speaker, *new.origins], lead.speaker
    elif lead.speaker is not None:
        new.speaker = lead.speaker
    new.start = lead.start
    new.channel = new.channel or lead.channel
    new.evidence = [*lead.evidence, *new.evidence]
    if lead in out:
        out.remove(lead)
    open_.remove(lead)
    return True


def _resumes(new: Draft, claim: Draft) -> bool:
    """«… قائلاً: …»: the same speech goes on."""
    claim.end = max(claim.end, new.end)
    claim.evidence += new.evidence
    claim.carriers = claim.carriers or new.carriers
    return False


def _quoted_in(scene: Scene, new: Draft, inner: Draft) -> bool:
    if inner.kind in ("quote", "colon") and inner.cue.kind != "colon":
        return inner.kind == "quote" and inner.content <= new.start < inner.end
    return scene.depth[new.cue.first] > scene.depth[inner.cue.first]


def _told_of(scene: Scene, new: Draft, inner: Draft) -> Subject | None:
    """Return those of whom a content tells that they say something too («إن السكان عادوا وطالبوا بفتح الطريق»).

    Of one alone only that he admits something («إن الرجل انهار واعترف بتورطه»).
    """
    if new.speaker is not None or new.cue.prefix != _AND or inner.kind != "that":
        return None
    many = _many(new)
    mention = scene.actor_at.get(inner.content)
    if mention is not None and mention.person and _parts(new, inner):
        return Subject(mention.first, mention.last, mention, mention.last, "claims.inner_subject")
    if mention is None or any("punct" in scene.tags[i] for i in range(inner.content, new.cue.first)):
        return None
    if not (new.cue.says("force") == "confirm" or (many and _several(scene, mention) and not _speak_together(inner))):
        return None
    return Subject(mention.first, mention.last, mention, mention.last, "claims.inner_subject")


def _parts(new: Draft, inner: Draft) -> bool:
    """Tell whether a woman or a body speaks and the verb of a man follows («أكدت نادية أن الرئيس …، وأكد له أن»)."""
    one, other = inner.cue.reading, new.cue.reading
    if one is None or other is None or inner.speaker is None or inner.speaker.first < inner.cue.last:
        return False
    return (one.person, other.person) == ("3fs", "3ms")


def _goes_on(scene: Scene, new: Draft, inner: Draft) -> bool:
    """Tell whether one who speaks inside a speech goes on: «رفضوا الانسحاب وطالبوا بـ», «ترحب بالاتفاق لكنها تطالب بـ»."""
    if inner.outer is None or inner.speaker is None or new.cue.kind != "verb" or new.speaker is not None:
        return False
    before = new.cue.first - 1
    turned = "contrast" in scene.tags[before] and has_pronoun(scene, before) and inner.kind not in CLAUSES
    return turned or (_many(inner) and new.cue.prefix == _AND and _many(new))


def _several(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a mention is one of several people."""
    return not mention.person and shape(scene.words[max(mention.head, mention.first)].look).number in ("p", "d")


def _speak_together(claim: Draft) -> bool:
    """Tell whether several people may speak in a claim, or nobody knows who does."""
    actor = claim.speaker.actor if claim.speaker is not None else None
    return actor is None or not (actor.person or actor.kind in PRESS or actor.kind == "monitor")


def _beside(scene: Scene, new: Draft) -> bool:
    """Tell whether a verb begins a new clause of the report and not one of the speech that it stands in."""
    if new.cue.prefix[:1] in ("و", "ف"):
        return True
    teller = new.speaker.first if new.speaker is not None else new.cue.first
    if teller < new.cue.first and scene.tags[teller - 1] & {"ellipsis"} and scene.form(teller)[:1] == _AND:
        return True  # «تركيا تتعهد بالحوار.. ومعارضون يشككون»
    at = new.start - 1
    while at > 0 and scene.tags[at] & {"qad", "auxiliary", "pronoun", "comma"}:
        if scene.tags[at] & {"auxiliary"} and scene.words[at].look.form[:1] == "و":
            return True
        at -= 1
    if scene.tags[at] & _CONNECTS or (
        scene.tags[at] & {"complementiser"}
        and (scene.tags[at - 1] & _DESPITE or ("from" in scene.tags[at - 1] and "although" in scene.tags[at - 2]))
    ):
        return True
    if "relative" in scene.tags[new.start - 1]:
        return False
    return new.speaker is not None and new.speaker.first > new.cue.first


def _cut(scene: Scene, new: Draft, level: list[Draft]) -> None:
    """End the claims that a new clause of the report follows."""
    at = new.start
    if at > 2 and "complementiser" in scene.tags[at - 1]:
        at -= 2 if "although" in scene.tags[at - 2] else 4 if "although" in scene.tags[at - 3] else 0
    while at > 0 and (scene.tags[at - 1] & _BEFORE_CLAUSE or scene.form(at - 1) == _AND):
        at -= 1
    for d in level:
        if d.content < at < d.end:
            d.end = at


def _swallow(new: Draft, inner: Draft) -> None:
    """The speech is the whole content of the outer claim: one claim with both speakers."""
    if new.speaker is None or new.speaker.actor is None or new.kind == "back" or inner.kind not in CLAUSES:
        return
    if not 0 <= new.start - inner.content <= _AT_ONCE or str(new.force_entry.fields.get("force")) not in _TELLING:
        return
    new.start = inner.start
    new.evidence = [*inner.evidence, *new.evidence]
    inner.hidden = True
