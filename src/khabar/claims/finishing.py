"""From arranged drafts to the claims of the report."""

from __future__ import annotations

import msgspec

from khabar.claims.drafts import Draft
from khabar.claims.force import certainty_of, content_of, force_of, quote_of
from khabar.claims.negation import negated
from khabar.claims.scene import Scene
from khabar.model import Channel, Claim, Link, Span

_NO_END = frozenset({"bar"})
_NO_START = frozenset({"colon", "comma", "close_quote", "close_bracket"})


def finish(scene: Scene, resolved: list[tuple[Draft, tuple[Link, ...]]]) -> list[Claim]:
    """Return the claims of resolved drafts in the order of the text; one without a speaker is none."""
    made = [_claim(scene, draft, chain) for draft, chain in resolved if chain and not draft.hidden]
    made.sort(key=lambda c: (c.span.start, c.cue.start))
    return [_numbered(claim, n) for n, claim in enumerate(made, 1)]


def _numbered(claim: Claim, number: int) -> Claim:
    return msgspec.structs.replace(claim, id=f"c{number}")


def _claim(scene: Scene, draft: Draft, chain: tuple[Link, ...]) -> Claim:
    force = force_of(scene, draft, chain[-1].kind)
    first, last = content_of(draft)
    last = min(max(last, first + 1), len(scene.words))
    first = min(first, last - 1)
    while first < last - 1 and scene.tags[first] & _NO_START:
        first += 1
    while last - 1 > first and scene.tags[last - 1] & _NO_END:
        last -= 1
    start = draft.start if draft.kind == "answer" else min(draft.start, first)
    span = scene.span(start, max(last if draft.end == content_of(draft)[1] else draft.end, draft.cue.last))
    content = scene.span(first, last)
    return Claim(
        id="",
        span=span,
        cue=scene.span(draft.cue.first, draft.cue.last),
        content=content,
        force=force,
        certainty=certainty_of(scene, draft),
        negated=negated(scene, draft, force),
        quote=quote_of(scene, draft),
        chain=chain,
        channel=_channel(scene, draft),
        evidence=tuple(draft.evidence),
    )


def _channel(scene: Scene, draft: Draft) -> Channel | None:
    if draft.channel is None:
        return None
    span: Span = scene.span(*draft.channel)
    return Channel(text=scene.text.raw[span.start : span.end], span=span)
