"""How the claims of a text stand to each other: which stands in which, which goes on with which, which is one of its own."""

from __future__ import annotations

from khabar.claims.answering import POINTED
from khabar.claims.closing import (
    DEEPEST,
    answer_before,
    answer_claim,
    close_claim,
    close_own,
    stand_free,
    stand_in_quotation,
)
from khabar.claims.content import CLAUSES
from khabar.claims.drafts import Draft
from khabar.claims.inside import goes_on, is_claimed, is_its_own, is_quoted_in, speaks_of_many, swallow, told_of
from khabar.claims.parting import cut, is_beside, is_told_before, is_voiced, is_when, turns_back
from khabar.claims.scene import Scene

_OPEN = 12  # claims whose content may still go on
_FRONT = 16  # words after a source in front of a sentence in which the verb stands that it is the way of


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
        return answer_before(scene, new, around, out)
    if new.kind == "own":
        return close_own(scene, new, around, out)
    if new.needs_voice and not is_voiced(scene, new, out):
        return False
    if not around:
        return stand_free(scene, new, out)
    inner = around[-1]
    if new.kind == "back" and inner.level < DEEPEST and is_claimed(scene, new):
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
    if new.cue.kind == "noun" and scene.depth[new.cue.first] == scene.depth[inner.cue.first] and is_when(scene, new):
        return True
    if new.kind == "trailing":
        level = [d for d in around if scene.depth[d.cue.first] == scene.depth[new.cue.first]]
        claim = level[-1 if new.answers else 0] if level else inner
        if not level and not new.answers:
            return stand_in_quotation(new, inner)
        return answer_claim(new, claim) if new.answers else close_claim(scene, new, claim)
    if inner.level >= DEEPEST:
        return False
    if is_quoted_in(scene, new, inner) and new.cue.kind == "participle":
        new.lead = inner
        return True
    if is_quoted_in(scene, new, inner):
        new.outer, new.level = inner, inner.level + 1
        swallow(new, inner)
        return True
    level = [d for d in around if scene.depth[d.cue.first] == scene.depth[new.cue.first]]
    lead = level[0] if level else inner
    if lead.outer is not None and lead.outer.hidden:
        lead = lead.outer
    near = new.start - lead.content <= _FRONT
    if lead.kind == "leading" and new.cue.kind == "verb" and near and not is_told_before(scene, lead, new):
        return _led(new, lead, out, open_)
    if new.cue.kind == "participle":
        if new.cue.entry.fields.get("resumes"):
            return _resumes(new, inner)
        cut(scene, new, level)
        new.lead = lead
        return True
    if new.cue.kind == "resume":
        return _resumes(new, inner)
    if goes_on(scene, new, inner):
        new.speaker, new.outer, new.level = inner.speaker, inner.outer, inner.level
        cut(scene, new, [inner])
        return True
    if new.cue.kind == "verb" and (teller := told_of(scene, new, inner)) is not None:
        new.speaker, new.outer, new.level = teller, inner, inner.level + 1
        return True
    if new.cue.kind == "verb" and is_beside(scene, new):
        cut(scene, new, level)
        if new.speaker is None and not new.pointed and not turns_back(scene, new):
            new.lead = lead
        return True
    if new.speaker is None and new.cue.kind == "verb" and inner.kind not in CLAUSES:
        return False  # the speaker of the sentence speaks on inside it
    new.outer, new.level = inner, inner.level + 1
    if new.speaker is not None and new.speaker.actor is None and not speaks_of_many(new):
        return False
    if new.speaker is not None and new.speaker.actor is not None and is_its_own(scene, new.speaker.actor):
        return False
    swallow(new, inner)
    return True


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
