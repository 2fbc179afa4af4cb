"""Where a content ends though no claim begins: «قال إن …، رافضاً تسمية الجهة», «قال إن …، مفضلاً عدم كشف اسمه»."""

from __future__ import annotations

from khabar.claims.cues import of_place
from khabar.claims.drafts import Draft
from khabar.claims.scene import DOMAIN, Scene, between

_OPEN = frozenset({"that", "object", "to", "of", "about", "on", "from", "in", "target", "blame", "assigned", "as"})
_NOUNS = frozenset({"object", "to", "of", "about", "on"})
_AND = "و"
_CLAUSE = 24  # words of a relative clause
_ADVERB = "ا"
_SEVERAL = "ين"
_HERS = "ة"


def end_at_clauses(scene: Scene, claims: list[Draft]) -> None:
    """End contents that are a noun before a comma and «و» with a verb of the past: the report goes on («، وقام الجيش»)."""
    starts = [at + 1 for at in scene.text.at("comma") if at + 1 < len(scene.words) and _tells_on(scene, at + 1)]
    if not starts:
        return
    clauses = scene.text.at("complementiser")
    for claim in claims:
        if claim.kind not in _NOUNS or not claim.speaker:
            continue
        depth = scene.depth[claim.cue.first]
        i = next((i for i in between(starts, claim.content + 1, claim.end) if scene.depth[i] == depth), 0)
        if i and not between(clauses, claim.content, i) and not _relates(scene, claim.content, i):
            claim.end = i - 1


def _relates(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a relative clause, which a verb with «و» may go on, stands near before a word."""
    return any("relative" in scene.tags[i] for i in range(max(first, last - _CLAUSE), last))


def _tells_on(scene: Scene, i: int) -> bool:
    """Tell whether a word is «و» with a verb of the past and nothing else, and its subject follows."""
    subject = scene.actor_at.get(i + 1)
    if subject is None or subject.role in ("target", "place") or scene.bound(i + 1):
        return False
    readings = scene.words[i].look.readings
    return scene.form(i)[:1] == _AND and scene.finite(i) and all(r.tense == "past" and not r.suffix for r in readings)


def end_at_turns(scene: Scene, claims: list[Draft]) -> None:
    """End contents before a participle that tells what their speaker does with his words, and says nothing more."""
    turns = [i for i in scene.speaking if "comma" in scene.tags[i - 1] and _turns(scene, i)]
    if not turns:
        return
    for claim in claims:
        if claim.kind not in _OPEN:
            continue
        for i in between(turns, claim.content + 1, claim.end):
            if scene.depth[i] == scene.depth[claim.cue.first]:
                claim.end = i - 1
                break


def _turns(scene: Scene, i: int) -> bool:
    """Tell whether a word is a participle of saying in the accusative: «رافضاً», «مطالبةً», «مفضلين»."""
    form, raw = scene.form(i), scene.text.raw[scene.words[i].start : scene.words[i].end]
    if scene.speech_phrase(i, "impersonal") is not None and form.endswith((_ADVERB, _SEVERAL)):
        return True
    return any(
        r.pos == "participle"
        and not (r.definite or r.suffix)
        and "with" in e.fields
        and not e.fields.keys() & {"object", "resumes"}
        and (form.endswith((_ADVERB, _SEVERAL)) or (r.gender == "f" and raw.rstrip("ًٌٍَُِّْ").endswith(_HERS)))
        for r, e in scene.words[i].look.entries(DOMAIN)
    ) and not of_place(scene, i)
