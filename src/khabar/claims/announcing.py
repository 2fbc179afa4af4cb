"""Announcements: a party's own act or decision, told from news of losses and of what others did."""

from __future__ import annotations

from khabar.claims.content import CLAUSES
from khabar.claims.drafts import Draft
from khabar.claims.scene import Scene
from khabar.mentions.model import within

_LOSSES = frozenset({"casualties", "damage"})
_FIGHTERS = frozenset({"military", "armed_group"})
_STATE = frozenset({"military", "government", "official"})
_ACTING = frozenset({"military", "armed_group", "government", "official"})  # parties that announce what they did
_ENEMY = {"military": "armed_group", "armed_group": "military"}
_VICTIM = 8  # words of a content in which its dead or captured are told
_MAIN = 24  # words of a clause in which its main verb may stand
_DUMMY = "ه"  # the pronoun of «أنه» that stands for nothing before a feminine verb


def announced(scene: Scene, claim: Draft, kind: str, first: int, last: int) -> str:
    """Return the force of a verb of announcing: what one does oneself is announced, losses and others' acts asserted."""
    if claim.cue.says("object") == "recording" or claim.cue.entry.kind != "verb":
        own = claim.kind != "trailing" or (kind in _ACTING and _tells_act(scene, kind, first))
        return "announce" if own else "assert"
    if claim.kind == "back":
        return "assert"
    if claim.kind in CLAUSES:
        own = (
            "complementiser" in scene.tags[first - 1]
            and len(scene.form(first - 1)) > 2
            and (_future(scene, first) or (_verb_of(scene, first) and "neg" not in scene.tags[first]))
        ) or _will_be(scene, first, last)
        quoted = scene.depth[first] > scene.depth[claim.cue.first]
        return (
            "announce"
            if own or _own_forces(scene, first) or (quoted and _first_person(scene, first, min(last, first + 8)))
            else "assert"
        )
    look = scene.words[first].look
    loss = any(look.entries(domain) for domain in _LOSSES) and all(
        e.fields.get("type") == "ASSAULT" for _, e in look.entries("events")
    )
    return (
        "assert"
        if loss and not ((kind in _FIGHTERS or _speaks_for_force(scene, claim)) and _is_enemy(scene, kind, first, last))
        else "announce"
    )


def _speaks_for_force(scene: Scene, claim: Draft) -> bool:
    """Tell whether a force stands in the title of a speaker («المتحدث باسم الجيش»)."""
    speaker = claim.speaker
    if speaker is None or speaker.actor is None or speaker.actor.role != "title":
        return False
    return any(
        entry.fields.get("role") == "force"
        for i in range(speaker.first, speaker.last)
        for _, entry in scene.words[i].look.entries("actors")
    )


def _is_enemy(scene: Scene, kind: str, first: int, last: int) -> bool:
    """Tell whether the losses that a force tells are those of the fighters that it fights («مقتل أربعة متمردين»)."""
    other = _ENEMY.get(kind, "armed_group")
    hurt = within(scene.mentions.actors, first, min(last, first + _VICTIM))
    return bool(hurt) and hurt[0].kind == other


def _tells_act(scene: Scene, kind: str, first: int) -> bool:
    """Tell whether what a closing source announced is an act of its own side («قصف الجيش الميناء، وفق ما أعلن»)."""
    at = next((i for i in range(first, min(first + _VICTIM, len(scene.words))) if _past(scene, i)), -1)
    doer = scene.actor_at.get(at + 1) if at >= 0 else None
    if doer is None or scene.bound(doer.first):
        return False
    return doer.kind == kind or {doer.kind, kind} <= _STATE


def _past(scene: Scene, i: int) -> bool:
    return any(r.pos == "verb" and r.tense == "past" for r in scene.words[i].look.readings) and not scene.tags[i]


def _verb_of(scene: Scene, first: int) -> bool:
    """Tell whether the verb behind «أنه», «أنها» can have its pronoun for a subject («أنه سقطت قذائف» cannot)."""
    if not scene.verblike(first):
        return False
    readings = [r for r in scene.words[first].look.readings if r.pos == "verb"]
    he = scene.form(first - 1).endswith(_DUMMY)
    return not (he and readings and all(r.person[:2] == "3f" for r in readings if r.person[:1] == "3"))


def _will_be(scene: Scene, first: int, last: int) -> bool:
    """Tell whether the main verb of a clause is one of the future («أن العمل في الوزارات سيستأنف»)."""
    relative = False
    for i in range(first, min(last, first + _MAIN)):
        tags = scene.tags[i]
        if "relative" in tags:
            relative = True
        elif tags & {"comma", "contrast", "subordinator"}:
            return False
        elif _future(scene, i):
            return True
        elif scene.finite(i) and not relative:
            return False
        elif scene.finite(i):
            relative = False
    return False


def _own_forces(scene: Scene, first: int) -> bool:
    """Tell whether a body that has forces tells what its own did («أن الوحدات العسكرية … تمكنت»)."""
    actor = scene.actor_at.get(first)
    return actor is not None and actor.role == "force" and actor.generic and actor.definite and actor.kind == "military"


def _future(scene: Scene, at: int) -> bool:
    return "future" in scene.tags[at] or any(
        r.prefix.endswith("س") for r in scene.words[at].look.readings if r.pos == "verb"
    )


def _first_person(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verb of the first person stands among some words."""
    return any(
        r.person in ("1s", "1p") and r.pos == "verb"
        for i in range(first, last)
        for r in scene.words[i].look.readings
        if r.prefix in ("", "س", "و", "وس")
    )
