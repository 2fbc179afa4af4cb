"""Independent origins: the same speaker is one, a copy is none, whoever only relays is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.incidents.copies import find_shingles
from khabar.incidents.credits import credited_medium, find_credited
from khabar.incidents.identity import find_same_speakers
from khabar.incidents.press import words_of
from khabar.incidents.publishers import Publisher
from khabar.incidents.recalls import find_recalled
from khabar.incidents.record import Carrier, CollapseReason, Copy
from khabar.incidents.roots import Join, Root, documents_of, join_roots
from khabar.incidents.speakers import medium_voice
from khabar.incidents.tellers import Told

_SAME_WORDS = 0.5
_FIRST_HOLDERS = 20  # tellers of one run of words that later ones are compared with
_ENOUGH_WORDS = 12  # runs of words: fewer are a formula that everybody writes


def find_roots(told: Sequence[Told], copies: Sequence[Copy]) -> list[Root]:
    """Return the independent origins of an incident, sorted by key, each with all that is told on its word."""
    nodes: dict[str, list[Told]] = defaultdict(list)
    for telling in told:
        nodes[_node(telling)].append(telling)
    joins = [
        *_copied(nodes, copies),
        *_credited(nodes),
        *_relayed(nodes),
        *find_recalled(nodes),
        *_cited(nodes),
        *_same_text(nodes),
        *find_same_speakers(nodes),
    ]
    return join_roots(nodes, joins)


def _node(told: Told) -> str:
    """Return the key under which a telling stands first: an unnamed speaker is one with nobody of another report."""
    speaker = told.speaker
    if speaker.voice == "unnamed" and not speaker.relayed:
        return f"{speaker.key}@{told.page.id}"
    return speaker.key


def _copied(nodes: Mapping[str, Sequence[Told]], copies: Sequence[Copy]) -> Iterable[Join]:
    """Lay what a copy tells in its own voice, or on the word of its unnamed speakers, on the text that it copies."""
    by_document = _by_document(nodes)
    for copy in copies:
        originals = by_document.get(copy.of, {})
        for key, told in by_document.get(copy.document, {}).items():
            if key in originals or told.speaker.voice == "named":
                continue
            into = _match(told, originals)
            if into is not None:
                because = f"{round(copy.share * 100)} % of its text stands in {copy.of}"
                credited = copy.reason == "credited_copy"
                carrier = Carrier(
                    name=_publisher_name(told), document=copy.document, credited=credited, words=copy.credit
                )
                yield Join(key, into, copy.reason, copy.document, because, copy.credit, carrier)


def _match(told: Told, originals: Mapping[str, Told]) -> str | None:
    """Return the key of the original's speaker for one of the copy: of the same words, else of its voice, else its only one."""
    words = words_of(told.speaker.text)
    voice = told.speaker.voice
    for key in sorted(originals):
        if originals[key].speaker.voice == voice and (voice == "own" or words_of(originals[key].speaker.text) == words):
            return key
    alike = [k for k in sorted(originals) if originals[k].speaker.voice == voice] or sorted(originals)
    return alike[0] if len(alike) == 1 or (voice == "own" and alike) else None


def _credited(nodes: Mapping[str, Sequence[Told]]) -> Iterable[Join]:
    """Lay the own voice of a report that credits one other medium on that medium."""
    for key, told in sorted(nodes.items()):
        for telling in told:
            if telling.speaker.voice != "own" or telling.page.publisher is None:
                continue
            if telling.speaker.key != telling.page.publisher.key:
                continue
            medium = credited_medium(telling.page)
            if medium is not None and not _tells_elsewhere(told, telling):
                because = f"it credits {medium.name}"
                words = find_credited(telling.page)[medium.key][1]
                carrier = Carrier(name=telling.page.publisher.name, document=telling.page.id, words=words)
                speaker = medium_voice(medium)
                yield Join(key, medium.key, "credited_copy", telling.page.id, because, words, carrier, speaker)


def _tells_elsewhere(told: Sequence[Told], telling: Told) -> bool:
    """Tell whether the same publisher also tells in a report that credits nobody."""
    return any(t is not telling and credited_medium(t.page) is None for t in told)


def _relayed(nodes: Mapping[str, Sequence[Told]]) -> Iterable[Join]:
    """Lay an unnamed speaker whom others relay from a medium on the one in that medium's own report."""
    for key, told in sorted(nodes.items()):
        speaker = told[0].speaker
        if speaker.voice != "unnamed" or not speaker.relayed or speaker.publisher is None:
            continue
        own = _unnamed_of(nodes, speaker.publisher)
        same = [k for k in own if k.startswith(f"{speaker.key}@")] or (own if len(own) == 1 else [])
        if same:
            for telling in told:
                because = f"{speaker.publisher.name} carries him"
                carrier = Carrier(name=_publisher_name(telling), document=telling.page.id)
                yield Join(key, same[0], "same_unnamed_speaker", telling.page.id, because, None, carrier)


def _cited(nodes: Mapping[str, Sequence[Told]]) -> Iterable[Join]:
    """Lay a medium that others cite on the speakers on whose word its own report rests."""
    for key, told in sorted(nodes.items()):
        medium = told[0].speaker.publisher
        if medium is None or told[0].speaker.voice == "unnamed" or key != medium.key:
            continue
        if any(t.page.publisher is not None and t.page.publisher.key == medium.key for t in told):
            continue  # it speaks itself
        rests = _unnamed_of(nodes, medium) or [
            k
            for k, others in sorted(nodes.items())
            if others[0].speaker.voice == "unnamed" and _carries(others, medium)
        ]
        if rests:
            for telling in told:
                because = f"{medium.name} itself rests on {nodes[rests[0]][0].speaker.text}"
                carrier = Carrier(name=medium.name, document=None)
                yield Join(key, rests[0], "relayed", telling.page.id, because, None, carrier)


def _carries(told: Sequence[Told], medium: Publisher) -> bool:
    publisher = told[0].speaker.publisher
    return publisher is not None and publisher.key == medium.key


def _unnamed_of(nodes: Mapping[str, Sequence[Told]], medium: Publisher) -> list[str]:
    """Return the unnamed speakers in a medium's own reports, of the first report first."""
    found = [
        (t[0].page.report.document.published or "9999", key)
        for key, t in nodes.items()
        if t[0].speaker.voice == "unnamed" and not t[0].speaker.relayed and _carries(t, medium)
    ]
    return [key for _, key in sorted(found)]


def _same_text(nodes: Mapping[str, Sequence[Told]]) -> Iterable[Join]:
    """Lay what is told on the word of nobody known on another report's telling whose words it has.

    Unnamed speakers of different reports are equated only so, and an own voice is found to be another's: that of who
    is named for the same words, whenever they were published.
    """
    order = sorted(nodes, key=lambda k: (not _is_body(nodes[k][0]), _first_said(nodes[k]), _is_unnamed(nodes[k][0]), k))
    holders: dict[str, list[str]] = defaultdict(list)
    for key in order:
        told = nodes[key]
        words = _shingles(told)
        if told[0].speaker.voice == "named":
            if _is_body(told[0]):
                _hold(holders, key, words)
            continue
        shared = Counter(k for w in words for k in holders[w] if _may_rest_on(told, nodes[k]))
        into = min(shared, key=lambda k: (-shared[k], k), default=None)
        if into is not None and len(words) >= _ENOUGH_WORDS and shared[into] >= _SAME_WORDS * len(words):
            both_unnamed = {told[0].speaker.voice, nodes[into][0].speaker.voice} == {"unnamed"}
            reason: CollapseReason = "same_unnamed_speaker" if both_unnamed else "near_copy"
            because = f"{round(100 * shared[into] / len(words))} % of the words stand in {nodes[into][0].page.id}"
            for telling in told:
                yield Join(key, into, reason, telling.page.id, because)
        _hold(holders, key, words)


def _may_rest_on(told: Sequence[Told], other: Sequence[Told]) -> bool:
    """Tell whether words may be those of another report; nobody without a name is somebody who is named there."""
    if documents_of(told) & documents_of(other):
        return False
    return not (_is_unnamed(told[0]) and _is_body(other[0]))


def _is_body(told: Told) -> bool:
    """Tell whether somebody is known by name and no medium: what he says is not another's."""
    return told.speaker.voice == "named" and told.speaker.publisher is None


def _is_unnamed(told: Told) -> bool:
    return told.speaker.voice == "unnamed"


def _hold(holders: dict[str, list[str]], key: str, words: frozenset[str]) -> None:
    for word in words:
        if len(holders[word]) < _FIRST_HOLDERS:
            holders[word].append(key)


def _shingles(told: Sequence[Told]) -> frozenset[str]:
    return find_shingles(" ".join(q.text.replace("\n", " ") for t in told for q in t.quotes()))


def _first_said(told: Sequence[Told]) -> str:
    return min(t.page.report.document.published or "9999" for t in told)


def _by_document(nodes: Mapping[str, Sequence[Told]]) -> dict[str, dict[str, Told]]:
    out: dict[str, dict[str, Told]] = defaultdict(dict)
    for key, told in nodes.items():
        for telling in told:
            out[telling.page.id][key] = telling
    return out


def _publisher_name(told: Told) -> str:
    return told.page.publisher.name if told.page.publisher else told.page.id
