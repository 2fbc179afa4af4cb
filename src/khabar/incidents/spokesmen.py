"""Who speaks for whom: a spokesman for his state, a commander for his force, a statement for the army that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.incidents.copies import find_shingles
from khabar.incidents.offices import find_told_bodies
from khabar.incidents.parties import is_within
from khabar.incidents.press import words_of
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.incidents.roots import Join, Nodes, documents_of, join_all
from khabar.incidents.speakers import Speaker
from khabar.incidents.tellers import Told
from khabar.language import ActorName, load_lexicon

_SAME_WORDS = 0.4  # of the runs of words of the shorter telling
_SAME_RUNS = 5
_STATE_MEDIA = "official"  # as the names begin that are composed for them
_OF_STATE = "state"  # in the place of an agency's superior
_AUTHORITIES = frozenset({"government", "military"})
_STATE = "country"  # what the name of a whole state needs
_DEFENCE = "Defen"  # as the word is spelt on both sides of the ocean


def find_spokesmen(nodes: Nodes) -> Iterator[Join]:
    """Yield why speakers are one because one of them speaks for the other, or carries what he says."""
    yield from _by_spokesman(nodes)
    yield from _by_superior(nodes)
    yield from _by_office(nodes)
    yield from _by_army(nodes)
    yield from _by_statement(nodes)


def _by_spokesman(nodes: Nodes) -> Iterator[Join]:
    """Lay a state or a body on the one who speaks for it in the same report, where that is one only."""
    speaking: dict[str, list[str]] = defaultdict(list)
    for key, told in sorted(nodes.items()):
        for telling in told:
            if telling.speaker.voice == "named" and telling.speaker.kind in _AUTHORITIES:
                speaking[telling.page.id].append(key)
    for key, told in sorted(nodes.items()):
        documents = {t.page.id for t in told}
        if told[0].speaker.voice != "named" or len(documents) != 1 or told[0].speaker.id is None:
            continue
        others = [
            k for k in speaking[documents.pop()] if k != key and is_within(nodes[k][0].speaker.id, told[0].speaker.id)
        ]
        if len(set(others)) == 1:
            yield from join_all(nodes, key, others[0], f"{nodes[others[0]][0].speaker.text} speaks for it")


def _by_superior(nodes: Nodes) -> Iterator[Join]:
    """Lay a person on the body for which he speaks, wherever that speaks itself; not on a whole state."""
    for key, told in sorted(nodes.items()):
        record = find_record(told[0].speaker.id)
        if told[0].speaker.voice != "named" or record is None or not record.person:
            continue
        bodies = [k for k, t in sorted(nodes.items()) if k != key and _heads(record, t[0].speaker)]
        if len(bodies) == 1:
            yield from join_all(nodes, key, bodies[0], f"speaks for {nodes[bodies[0]][0].speaker.text}")


def _heads(person: ActorName, speaker: Speaker) -> bool:
    body = find_record(speaker.id)
    if speaker.voice != "named" or body is None or body.person or body.needs == _STATE:
        return False
    return body.id == person.parent or is_within(person.parent, body.id)


def _by_office(nodes: Nodes) -> Iterator[Join]:
    """Lay a person who is told as of a body, «المستشار في قوات …», on that body where it speaks in the same report."""
    for key, told in sorted(nodes.items()):
        speaker = told[0].speaker
        if speaker.voice != "named" or find_record(speaker.id) is not None:
            continue
        named = {body.id for telling in told for body in find_told_bodies(telling.speaker.text)}
        beside = [k for k in sorted(named & set(nodes)) if documents_of(nodes[k]) & documents_of(told)]
        if len(beside) == 1:
            yield from join_all(nodes, key, beside[0], f"speaks for {nodes[beside[0]][0].speaker.text}")


def _by_army(nodes: Nodes) -> Iterator[Join]:
    """Equate the commands of one state's armed forces with each other and with their ministry: they say one thing."""
    armies: dict[str, list[str]] = defaultdict(list)
    for key, told in sorted(nodes.items()):
        record = find_record(told[0].speaker.id)
        if told[0].speaker.voice == "named" and record is not None and record.country and _is_of_army(record):
            armies[record.country].append(key)
    for keys in armies.values():
        for key in keys[1:]:
            yield from join_all(nodes, key, keys[0], f"of one army with {nodes[keys[0]][0].speaker.text}")


def _is_of_army(record: ActorName) -> bool:
    """Tell whether a body is a command of a state's armed forces, or the ministry above them."""
    if record.person:
        return False
    if record.kind == "government":
        return any(word.startswith(_DEFENCE) for word in record.name.split())
    above = find_record(record.parent)
    return record.kind == "military" and above is not None and above.kind in _AUTHORITIES


def _by_statement(nodes: Nodes) -> Iterator[Join]:
    """Lay what a state says through its official media, statements and ministries on what its agency carries of it."""
    carried = {
        country: key
        for key, told in sorted(nodes.items(), reverse=True)
        if (country := _state_that_carries(told[0].speaker)) is not None
    }
    for key, told in sorted(nodes.items()):
        speaker = told[0].speaker
        source = carried.get(_country_of(speaker) or (speaker.publisher.country if speaker.publisher else None) or "")
        if source is None or key == source or not _is_same_word(told, nodes[source]):
            continue
        agency = nodes[source][0].speaker.publisher
        yield from join_all(nodes, key, source, f"what {agency.name if agency else 'the agency'} carries")


def _is_same_word(told: Sequence[Told], source: Sequence[Told]) -> bool:
    """Tell whether somebody is the state's voice: its official media, its statement, an authority in the same words."""
    speaker, known = told[0].speaker, source[0].speaker
    if speaker.voice == "unnamed":
        official = speaker.kind == "outlet" and (speaker.name or "").startswith(_STATE_MEDIA)
        official = official or any(carrier.name.startswith(_STATE_MEDIA) for carrier in speaker.carriers)
        beside = speaker.kind == "military" and documents_of(told) <= documents_of(source)
        return (
            official
            or beside
            or (known.voice == "unnamed" and (_is_statement(speaker) or _is_same_source(speaker, known)))
        )
    if speaker.voice != "named" or speaker.kind not in _AUTHORITIES:
        return False
    words, other = (find_shingles(" ".join(q.text for t in some for q in t.quotes())) for some in (told, source))
    return len(words & other) >= max(_SAME_RUNS, _SAME_WORDS * min(len(words), len(other)))


def _state_that_carries(speaker: Speaker) -> str | None:
    """Return whose state's agency speaks, or carries an unnamed authority."""
    record = find_record(speaker.publisher.id) if speaker.publisher else None
    if record is None or record.parent != _OF_STATE:
        return None
    return record.country if speaker.voice != "unnamed" or speaker.kind in _AUTHORITIES else None


def _country_of(speaker: Speaker) -> str | None:
    """Return whose a speaker is, by his record or by an adjective that tells it: «البيان العسكري السوري»."""
    look = load_lexicon(LANGUAGE).look
    told = (
        entry.fields.get("country")
        for word in speaker.text.split()
        for _, entry in look(word).entries("actors")
        if entry.fields.get("role") == "nationality"
    )
    return speaker.country or next(told, None)


def _is_same_source(speaker: Speaker, source: Speaker) -> bool:
    """Tell whether another medium of the country carries the same kind of source: the army gives it to several."""
    return (
        speaker.kind == source.kind
        and words_of(speaker.text) == words_of(source.text)
        and speaker.publisher is not None
        and source.publisher is not None
        and speaker.publisher.country == source.publisher.country
    )


def _is_statement(speaker: Speaker) -> bool:
    """Tell whether a speaker is a statement: «البيان العسكري السوري»."""
    look = load_lexicon(LANGUAGE).look(speaker.text.split()[0])
    return any(e.fields.get("says") == "yes" for _, e in look.entries("speech") if e.fields.get("role") == "channel")
