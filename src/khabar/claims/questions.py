"""Interviews told as questions and answers: every sentence of an answer is a claim of the guest."""

from __future__ import annotations

from bisect import bisect_right

from khabar.claims.drafts import Draft
from khabar.claims.interviews import is_interview
from khabar.claims.scene import Scene
from khabar.model import Evidence

_ASKS = "؟"
_LEAST = 3  # questions of an interview, and words of a claim
_SHORT = 40  # words of a question


def answered(scene: Scene, claims: list[Draft]) -> list[Draft]:
    """Return the claims with one for each sentence of an answer in which nobody speaks yet."""
    asked = _questions(scene)
    if len(asked) < _LEAST:
        return claims
    first = min(scene.text.sentences[n].first for n in _sentences(scene, asked[:1]))
    told = [d for d in claims if d.cue.first < first]
    guest = next((d for d in reversed(told) if d.speaker and d.speaker.actor and d.speaker.actor.person), None)
    if guest is None or not any(is_interview(scene, i) for i in scene.speaking[: bisect_right(scene.speaking, first)]):
        return claims
    taken = {scene.text.sentence_of[i] for d in claims for i in (d.start, d.cue.first)}
    last = scene.text.paragraph_of[len(scene.words) - 1]
    answers = [p for p in range(asked[0] + 1, last + 1) if p not in asked and p - 1 in asked]
    more = [_answer(scene, guest, n) for n in _sentences(scene, answers) if n not in taken]
    return sorted([*claims, *(d for d in more if d is not None)], key=lambda d: (d.cue.first, d.start))


def _questions(scene: Scene) -> list[int]:
    """Return the numbers of the short paragraphs that end with a question mark."""
    ends: dict[int, tuple[int, int]] = {}
    for sentence in scene.text.sentences:
        ends[sentence.paragraph] = (ends.get(sentence.paragraph, (sentence.first, 0))[0], sentence.last)
    return [
        p
        for p, (first, last) in ends.items()
        if last - first <= _SHORT and scene.text.raw[scene.words[last - 1].start] == _ASKS
    ]


def _sentences(scene: Scene, paragraphs: list[int]) -> list[int]:
    """Return the numbers of the sentences of some paragraphs."""
    return [n for n, sentence in enumerate(scene.text.sentences) if sentence.paragraph in paragraphs]


def _answer(scene: Scene, guest: Draft, number: int) -> Draft | None:
    """Return the claim of a sentence of an answer, None where it is too short for one."""
    sentence = scene.text.sentences[number]
    first = sentence.first
    while first < sentence.last and "punct" in scene.tags[first]:
        first += 1
    if sentence.last - first < _LEAST:
        return None
    reason = Evidence(slot="content", rule="claims.answered", span=scene.span(first, sentence.last))
    return Draft(guest.cue, "colon", first, first, sentence.last, lead=guest, evidence=[guest.evidence[0], reason])
