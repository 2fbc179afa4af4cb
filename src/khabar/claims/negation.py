"""Whether what a claim says is negated: its main predicate, what it denies, or what its own words make of it."""

from __future__ import annotations

from khabar.claims.drafts import Draft
from khabar.claims.force import HEAD, content_of
from khabar.claims.scene import DOMAIN, Scene

_NOMINAL = frozenset({"about", "of", "object", "on", "to", "from", "in", "for", "target", "as", "assigned", "blame"})
_DEMAND = "demand"


def negated(scene: Scene, claim: Draft, force: str) -> bool:
    """Tell whether the main predicate of the content is negated; a denial negates what it denies."""
    first, last = content_of(claim)
    for evidence in claim.evidence:
        if evidence.slot == "force" and evidence.span is not None and evidence.rule.startswith("speech/content_force"):
            told = next(
                (
                    h.entry.fields.get("negated")
                    for i in range(first, min(last, first + HEAD))
                    for h in scene.text.phrases.get(i, ())
                    if h.entry.id == evidence.rule
                ),
                None,
            )
            if told is not None:
                return str(told) == "yes"
    if force == "deny":
        return not _affirmed_denial(scene, first, last)
    if force in ("condemn", "welcome", "accuse", "claim_responsibility") and claim.kind not in (
        "that",
        "quote",
        "colon",
    ):
        return False
    if claim.kind in _NOMINAL:
        return bool(scene.tags[first] & {"neg", "neg_noun"}) and "without" not in scene.tags[first]
    return predicate_negated(scene, first, last)


def _affirmed_denial(scene: Scene, first: int, last: int) -> bool:
    return any(
        h.entry.fields.get("negated") == "no"
        for i in range(first, min(last, first + HEAD))
        for h in scene.text.phrases.get(i, ())
    )


def predicate_negated(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a negation stands at the main predicate of a clause: before its first finite verb, or at its head."""
    base = scene.depth[first] if first < len(scene.depth) else 0
    i, relative = first, False
    end = min(last, first + HEAD)
    while i < end:
        tags = scene.tags[i]
        if "relative" in tags and i > first:
            relative = True
        elif "comma" in tags:
            relative = False
        elif "complementiser" in tags and i > first:
            return False
        elif (
            "neg" in tags
            and "complementiser" not in tags
            and not relative
            and scene.depth[i] <= base + 1
            and not _calls(scene, i)
        ):
            return "still" not in scene.tags[i + 1]
        elif "neg_noun" in tags and i == first and "without" not in tags:
            return True
        elif "conditional" in tags or "subordinator" in tags or (scene.verblike(i) and not relative):
            return False
        i += 1
    return False


def _calls(scene: Scene, i: int) -> bool:
    """Tell whether a negation is part of a phrase of calling for («لا بد من»)."""
    return any(
        h.entry.domain == DOMAIN and h.entry.fields.get("force") == _DEMAND for h in scene.text.phrases.get(i, ())
    )
