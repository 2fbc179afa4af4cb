"""What surrounds the sentences of claims: speech that flows on behind a colon, lines that are links to other reports."""

from __future__ import annotations

from khabar.claims.content import CLAUSES
from khabar.claims.drafts import Draft
from khabar.claims.scene import Scene
from khabar.model import Evidence

_AND = "و"
_LINK = 18  # words of a line that may be a link
_STOPPED = 2  # paragraphs with a stop that show that the report writes stops
_LEAST = 3


def flowing(scene: Scene, claims: list[Draft]) -> list[Draft]:
    """Return the claims with one for each sentence that goes on with a speech behind a colon without quotation marks.

    It goes on to the end of its paragraph or to the next sentence with a cue of its own.
    """
    starts = {scene.text.sentence_of[d.start] for d in claims} | {scene.text.sentence_of[d.cue.first] for d in claims}
    out: list[Draft] = []
    for claim in claims:
        out.append(claim)
        if claim.kind != "colon" or claim.cue.kind == "colon" or scene.depth[claim.cue.first]:
            continue
        number = scene.text.sentence_of[claim.cue.first] + 1
        while number < len(scene.text.sentences) and number not in starts:
            sentence = scene.text.sentences[number]
            if (
                sentence.paragraph != scene.text.paragraph_of[claim.cue.first]
                or sentence.last - sentence.first < _LEAST
            ):
                break
            reason = Evidence(slot="content", rule="claims.flow", span=scene.span(sentence.first, sentence.last))
            out.append(
                Draft(
                    claim.cue,
                    "colon",
                    sentence.first,
                    sentence.first,
                    sentence.last,
                    lead=claim,
                    evidence=[claim.evidence[0], reason],
                )
            )
            number += 1
    return out


def going_on(scene: Scene, claims: list[Draft]) -> list[Draft]:
    """Return the claims with one for each sentence that «وأن» joins to the speech of the one before it («…. وأن الجسر سليم»)."""
    started = {scene.text.sentence_of[i] for d in claims for i in (d.start, d.cue.first)}
    last = {scene.text.sentence_of[d.cue.first]: d for d in claims if d.kind in CLAUSES}
    out: list[Draft] = []
    for at in scene.text.at("complementiser"):
        number = scene.text.sentence_of[at]
        sentence = scene.text.sentences[number]
        before = last.get(number - 1)
        if at != sentence.first or not scene.form(at).startswith(_AND) or number in started or before is None:
            continue
        if sentence.paragraph != scene.text.paragraph_of[before.cue.first] or sentence.last - at <= _LEAST:
            continue
        reason = Evidence(slot="content", rule="claims.going_on", span=scene.span(at, sentence.last))
        evidence = [before.evidence[0], reason]
        last[number] = Draft(before.cue, "that", at, at + 1, sentence.last, lead=before, evidence=evidence)
        out.append(last[number])
    return sorted([*claims, *out], key=_place)


def _place(claim: Draft) -> int:
    return max(claim.cue.first, claim.start)


def teaser_lines(scene: Scene) -> frozenset[int]:
    """Return the numbers of the paragraphs below the first one with a stop that dots cut off: what other reports begin with."""
    last: dict[int, int] = {}
    for sentence in scene.text.sentences:
        last[sentence.paragraph] = sentence.last
    cut = [p for p in last if any("ellipsis" in scene.tags[last[p] - k] for k in (1, 2) if last[p] >= k)]
    if len(cut) < _STOPPED:
        return frozenset()
    top = min((p for p in last if "stop" in scene.tags[last[p] - 1]), default=max(last))
    return frozenset(p for p in cut if p > top)


def link_lines(scene: Scene) -> frozenset[int]:
    """Return the numbers of the paragraphs that look like titles of other reports: short, without a stop, below the text."""
    last: dict[int, int] = {}
    first: dict[int, int] = {}
    for sentence in scene.text.sentences:
        first.setdefault(sentence.paragraph, sentence.first)
        last[sentence.paragraph] = sentence.last
    stopped = {p: None for p in last if scene.tags[last[p] - 1] & {"stop", "quote"}}
    if len(stopped) < _STOPPED:
        return frozenset()
    top = min(stopped)
    return frozenset(p for p in last if p > top and p not in stopped and last[p] - first[p] <= _LINK)
