"""What a medium tells again: what it only recalls, and what somebody had told it on an earlier day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.incidents.publishers import Publisher
from khabar.incidents.roots import Join, Nodes, documents_of
from khabar.incidents.tellers import Told

_TOLLS = ("killed", "wounded")


def find_recalled(nodes: Nodes) -> Iterator[Join]:
    """Yield why tellings of one medium are one origin: it told the same before."""
    yield from _in_its_own_voice(nodes)
    yield from _of_an_unnamed_speaker(nodes)


def _in_its_own_voice(nodes: Nodes) -> Iterator[Join]:
    """Lay what a medium only recalls in its own voice on the one speaker on whose word it had told it before."""
    for key, told in sorted(nodes.items()):
        speaker = told[0].speaker
        if speaker.voice != "own" or speaker.publisher is None or any(t.claims for t in told):
            continue
        first, documents = min(_published(t) for t in told), documents_of(told)
        before = [
            k
            for k, others in sorted(nodes.items())
            if k != key
            and any(
                _is_by(t, speaker.publisher) and t.page.id not in documents and _published(t) <= first for t in others
            )
        ]
        if len(before) == 1 and not _adds(told, nodes[before[0]]):
            for telling in told:
                because = f"{speaker.publisher.name} recalls what {nodes[before[0]][0].speaker.text} said"
                yield Join(key, before[0], "relayed", telling.page.id, because)


def _adds(told: Sequence[Told], before: Sequence[Told]) -> bool:
    """Tell whether somebody gives numbers of dead or hurt that were not given before."""
    mine, theirs = (
        {(c.slot, c.min, c.max) for t in some for s in _TOLLS for c in t.counts(s)} for some in (told, before)
    )
    return not mine <= theirs


def _of_an_unnamed_speaker(nodes: Nodes) -> Iterator[Join]:
    """Lay one without a name, of whom a medium says that he spoke on an earlier day, on the one in its report of that day."""
    for key, told in sorted(nodes.items()):
        speaker, medium = told[0].speaker, told[0].speaker.publisher
        if speaker.voice != "unnamed" or speaker.relayed or medium is None:
            continue
        days = {day for telling in told for day in _days_of_saying(telling)}
        before = [
            k
            for k, others in sorted(nodes.items())
            if k != key and k.startswith(f"{speaker.key}@") and {_published(t) for t in others} & days
        ]
        if len(before) == 1:
            for telling in told:
                because = f"{medium.name} tells again what he said"
                yield Join(key, before[0], "same_unnamed_speaker", telling.page.id, because)


def _days_of_saying(told: Told) -> Iterator[str]:
    """Yield the days before the publication on which a report says that somebody spoke: «قال … الخميس إن …»."""
    for passage in told.passages:
        for claim in (c for c in told.claims if c in passage.claims):
            said = (t for t in passage.times if claim.span.start <= t.span.start < claim.content.start)
            yield from (t.start for t in said if t.start and t.start == t.end and t.start < _published(told))


def _is_by(told: Told, medium: Publisher) -> bool:
    return told.page.publisher is not None and told.page.publisher.key == medium.key


def _published(told: Told) -> str:
    return (told.page.report.document.published or "9999")[:10]
