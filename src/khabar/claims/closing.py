"""Sources and answers behind a claim: what they close, confirm or deny, and what they tell alone in their sentence."""

from __future__ import annotations

from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.mentions.model import PRESS
from khabar.model import Evidence

TOLD = "claims.told"  # the rule of sources that are told to have said it
DEEPEST = 5  # speeches inside speeches
_RECENT = 12  # claims before one that a source may belong to


def stand_free(scene: Scene, new: Draft, out: list[Draft]) -> bool:
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
        if closed is not None and _goes_on_with(scene, new, closed, last):
            return close_claim(scene, new, closed)
        return True
    if closed is None:
        return (new.answers or new.kind == "leading") and _answers_sentence(scene, new)
    return answer_claim(new, closed) if new.answers else close_claim(scene, new, closed)


def _goes_on_with(scene: Scene, new: Draft, quoted: Draft, last: int) -> bool:
    """Tell whether only the rest of its own sentence stands between a quotation and the outlet that brought it."""
    if quoted.kind != "quote" or new.kind != "trailing" or new.speaker is None or new.speaker.actor is None:
        return False
    here = scene.text.sentence_of[quoted.cue.first] == scene.text.sentence_of[new.cue.first]
    rest = range(new.content, next((i for i in range(new.content, last) if "relative" in scene.tags[i]), last))
    return here and new.speaker.actor.kind in PRESS and not any(scene.finite(i) for i in rest)


def stand_in_quotation(new: Draft, outer: Draft) -> bool:
    """A source that a quotation names is behind what stands before it there, not behind the quotation."""
    if outer.level >= DEEPEST or new.speaker is None:
        return False
    new.outer, new.level = outer, outer.level + 1
    new.start = new.content = max(new.content, outer.content)
    return True


def close_own(scene: Scene, new: Draft, around: list[Draft], out: list[Draft]) -> bool:
    """«على حد قوله»: closes the claim that it stands in; alone it makes what stands before it one."""
    start = scene.sentence_start(new.cue.first)
    claim = around[-1] if around else next((d for d in reversed(out[-2:]) if d.end > start and not d.hidden), None)
    if claim is not None:
        claim.evidence.append(scene.evidence("chain", new.cue.entry.id, new.cue.first, new.cue.last))
        return False
    new.kind, new.start, new.content = "trailing", start, start
    new.evidence.append(scene.evidence("cue", new.cue.entry.id, new.cue.first, new.cue.last))
    return True


def close_claim(scene: Scene, new: Draft, claim: Draft) -> bool:
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
    behind = inside or new.cue.entry.fields.get("behind")
    fields = new.cue.entry.fields
    told = (new.cue.kind == "clause" and "also" not in fields) or "mouth" in fields  # «حسبما أفاد X», «على لسان X»
    source = new.speaker._replace(rule=TOLD) if told and not behind else new.speaker
    (claim.origins if behind else claim.closers).append(source)
    claim.closers += [Subject(m.first, m.last, m, m.last, "claims.source") for m in new.carriers]
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


def answer_claim(new: Draft, claim: Draft) -> bool:
    """«وهو ما نفاه X»: another confirms or denies what a claim says; it is a claim of its own with that content."""
    claim.end = min(claim.end, new.cue.first)
    return _with_content(new, claim.content, claim.end)


def answer_before(scene: Scene, new: Draft, around: list[Draft], out: list[Draft]) -> bool:
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
