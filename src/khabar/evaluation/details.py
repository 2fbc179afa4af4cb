"""Each error of the engine beside the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.evaluation.gold import Annotated, Naming, Said, Stretch, Told
from khabar.evaluation.matching import Pairs
from khabar.evaluation.scores import judge_claim, judge_event

_STOP = re.compile(r"[.!?؟\n]")
_LONGEST = 300


def list_errors(gold: Annotated, said: Annotated, pairs: Pairs) -> Iterator[str]:
    """Yield one line for each claim or event that is missed, made up or wrong in a field."""
    text = gold.document.text
    found_claims, found_events = {id(x) for p in pairs.claims for x in p}, {id(x) for p in pairs.events for x in p}
    for kind, side in (("missed", gold), ("made up", said)):
        for claim in side.claims:
            if id(claim) not in found_claims:
                yield _line(gold.name, f"{kind} claim", _show_claim(claim), text, claim.spans)
        for event in side.events:
            if id(event) not in found_events:
                yield _line(gold.name, f"{kind} event", _show_event(event, text), text, event.trigger)
    for g, p in pairs.claims:
        for judged in judge_claim(g, p, pairs.names):
            if not judged.right:
                yield _line(gold.name, judged.field, _compare(judged.field, g, p), text, g.spans)
    for e, q in pairs.events:
        for judged in judge_event(e, q, pairs.names):
            if not judged.right:
                yield _line(gold.name, judged.field, _compare(judged.field, e, q), text, e.trigger or e.where)


def _line(name: str, kind: str, what: str, text: str, where: Sequence[Stretch]) -> str:
    sentence = _sentence_around(text, where[0]) if where else ""
    return f"{name}  {kind}: {what}\n    {sentence}"


def _sentence_around(text: str, stretch: Stretch) -> str:
    start, end = stretch
    before = [m.end() for m in _STOP.finditer(text, max(0, start - _LONGEST), start)]
    after = _STOP.search(text, end, end + _LONGEST)
    first = before[-1] if before else max(0, start - _LONGEST)
    last = after.start() if after else min(len(text), end + _LONGEST)
    return " ".join(f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}".split())


def _show_claim(claim: Said) -> str:
    return f"{claim.force}, {_show_chain(claim.chain)}"


def _show_chain(chain: Sequence[Naming]) -> str:
    return " < ".join(map(_show_naming, chain)) or "nobody"


def _show_naming(naming: Naming | None) -> str:
    if naming is None:
        return "nothing"
    shown = " = ".join(dict.fromkeys(part for part in (naming.text, naming.name) if part))
    return f"{shown} ({naming.precision}, {naming.country})" if naming.precision else shown


def _show_event(event: Told, text: str) -> str:
    trigger = event.trigger[0] if event.trigger else (0, 0)
    return f"{event.type}/{event.mode or '-'} «{text[trigger[0] : trigger[1]]}»"


def _compare(name: str, gold: Said | Told, said: Said | Told) -> str:
    short = name.partition(".")[2].removesuffix("_when_stated")
    pick = "chain" if short.startswith(("chain", "origin", "anonymous")) else short
    return f"gold {_show_value(getattr(gold, pick))} | read {_show_value(getattr(said, pick))}"


def _show_value(value: object) -> str:
    if isinstance(value, Naming) or value is None:
        return _show_naming(value)
    if isinstance(value, tuple):
        if all(isinstance(part, Naming) for part in value):
            return _show_chain(value)
        return "–".join(str(part) for part in value)
    return str(value)
