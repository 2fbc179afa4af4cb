"""The further contents of one cue: «أن … وأن …», a contrast that turns a yes into a no, acts inside a speech."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.content import CLAUSES
from khabar.claims.cues import has_pronoun
from khabar.claims.drafts import Draft
from khabar.claims.negation import predicate_negated
from khabar.claims.scene import DOMAIN, Scene, between

_AND = "و"
_JOINED = 90  # words of a content in which another may still be joined
_LEAST = 3  # words of a content
_PLAIN = frozenset({"assert", "announce", "confirm", "suspect", "deny"})
_WE = frozenset({"1s", "1p"})
_MARKS = frozenset({"comma", "stop", "semicolon", "ellipsis"})


def joined_contents(scene: Scene, claim: Draft) -> list[Draft]:
    """Return the further claims of a cue, each cut off the one before it."""
    if claim.hidden or claim.kind not in CLAUSES:
        return []
    starts = _that(scene, claim) if claim.kind == "that" else []
    starts = sorted({*starts, *_acts(scene, claim)} or _contrast(scene, claim))
    out: list[Draft] = []
    last = claim
    for i in starts:
        more = replace(
            claim,
            start=i,
            content=i + 1 if "complementiser" in scene.tags[i] else i,
            end=last.end,
            evidence=[*claim.evidence, scene.evidence("content", "claims.joined", i, i + 1)],
            closers=list(claim.closers),
            origins=list(claim.origins),
        )
        last.end = i
        out.append(more)
        last = more
    return out


def _that(scene: Scene, claim: Draft) -> list[int]:
    """Return where «وأن» joins another content to a that-clause."""
    return [
        i
        for i in between(
            scene.text.at("complementiser"), claim.content + 2, min(claim.end, claim.content + _JOINED) - 1
        )
        if scene.depth[i] == scene.depth[claim.content - 1]
        and scene.form(i).startswith(_AND)
        and "auxiliary" not in scene.tags[i + 1]  # «وإن كانت ليست جديدة»: even if
    ]


def _contrast(scene: Scene, claim: Draft) -> list[int]:
    """Return where «لكنه» turns what a content says into its contrary («إنه سمع دوياً، لكنه لم ير طائرات»)."""
    last = min(claim.end, claim.content + _JOINED)
    for i in between(scene.text.at("contrast"), claim.content + _LEAST, last - _LEAST):
        if (
            not has_pronoun(scene, i)
            or scene.depth[i] != scene.depth[claim.content]
            or scene.text.sentence_of[i] != scene.text.sentence_of[claim.content]
        ):
            continue
        if predicate_negated(scene, claim.content, i) != predicate_negated(scene, i + 1, claim.end):
            return [i]
    return []


def _acts(scene: Scene, claim: Draft) -> list[int]:
    """Return where a quoted speaker does something else with his words («… ونطالب الجماعة باحترامها»)."""
    out: list[int] = []
    last = min(claim.end, claim.content + _JOINED)
    for i in between(scene.speaking, claim.content + _LEAST, last - _LEAST):
        deeper = scene.depth[i] > scene.depth[claim.cue.first] or claim.kind == "colon"
        if not deeper or scene.depth[i] != scene.depth[claim.content] or (out and i - out[-1] < _LEAST):
            continue
        acts = any(
            r.pos == "verb"
            and r.person in _WE
            and r.tense == "nonpast"
            and not r.suffix
            and (r.prefix == _AND or (not r.prefix and scene.tags[i - 1] & _MARKS))
            and str(e.fields.get("force")) not in _PLAIN
            and "hope" not in e.fields
            and "with" in e.fields
            for r, e in scene.words[i].look.entries(DOMAIN)
        )
        if acts and scene.finite(i):
            out.append(i)
    return out
