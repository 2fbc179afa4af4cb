"""Claims of what was told before them: «نفت الوزارة ذلك», «حصيلة أعلنها المرصد», «وهو ما أكده الوزير»."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.before import subject_before
from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.claims.speakers import subject_after

POINTED = "pointed"  # the kind of a claim whose content is what another said before it
THAT = frozenset({"that", "quote"})
_OBJECTS = frozenset({"object", "about"})
_THE = "ال"
_FORCE = "answering"
_NEAR = 16  # words after a verb in which «ذلك» may follow its subject


def answering_claim(scene: Scene, cue: Cue) -> Draft | None:
    """Return the claim of a verb of denying or affirming whose object is «ذلك» alone; its content is found later."""
    if cue.reading is None or cue.reading.suffix or not cue.accepts & _OBJECTS or not cue.entry.fields.get("points"):
        return None
    if cue.says("force") != "deny" and _FORCE not in cue.entry.fields:
        return None
    limit = scene.sentence_end(cue.first)
    found = _around(scene, cue, limit)
    if found is None:
        return None
    speaker, at = found
    if cue.says("force") != "deny":
        cue = replace(cue, force=cue.says(_FORCE))
    made = Draft(cue, POINTED, min(cue.first, speaker.first), at, max(speaker.last, at + 1), speaker)
    made.evidence += [
        scene.evidence("cue", cue.entry.id, cue.first, cue.last),
        scene.evidence("content", "claims.answer", at, at + 1),
        scene.evidence("chain", speaker.rule, speaker.first, speaker.last),
    ]
    return made


def pointing_claim(scene: Scene, cue: Cue, speaker: Subject | None) -> Draft | None:
    """«حصيلة أعلنها المرصد», «وهو ما أكده الوزير»: a pronoun or «ما» points to what was told before."""
    if speaker is None or cue.reading is None or speaker.first < cue.first or cue.prefix:
        return None
    trailing = (
        bool(scene.tags[cue.first - 1] & {"comma", "quote"})
        and (speaker.last >= scene.sentence_end(cue.first) or "stop" in scene.tags[speaker.last])
        and bool(cue.accepts & THAT)
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


def _around(scene: Scene, cue: Cue, limit: int) -> tuple[Subject, int] | None:
    """Return the speaker and the index of «ذلك» where both stand around a verb, None where either lacks."""
    at = cue.last
    if at < limit and "that_alone" in scene.tags[at]:
        speaker = subject_before(scene, cue) if cue.prefix == "" and _ends(scene, at + 1, limit) else None
        speaker = speaker or (subject_after(scene, replace(cue, last=at + 1), limit) if at + 1 < limit else None)
        return (speaker, at) if speaker is not None else None
    if not any("that_alone" in scene.tags[i] for i in range(at, min(at + _NEAR, limit))):
        return None
    speaker = subject_after(scene, cue, limit)
    if speaker is None or speaker.last >= limit or "that_alone" not in scene.tags[speaker.last]:
        return None
    return (speaker, speaker.last) if _ends(scene, speaker.last + 1, limit) else None


def _ends(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a clause ends before a word or says only where, when and how from there on («جملة وتفصيلاً»)."""
    if at >= limit or scene.tags[at] & {"punct", "preposition", "conjunction"} or scene.aside_end(at) > at:
        return True
    return not scene.form(at).startswith(_THE) and at not in scene.actor_at
