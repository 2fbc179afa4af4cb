"""Speakers of an incident that are one under different names: a short name, a spokesman's state, a statement's army."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from khabar.incidents.copies import find_shingles
from khabar.incidents.parties import is_within
from khabar.incidents.press import says_other, words_of
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.incidents.roots import Join
from khabar.incidents.speakers import Speaker
from khabar.incidents.tellers import Told
from khabar.language import ActorName, fold, load_lexicon

_SHARED = 2  # words of a name: one alone is shared by too many
_SAME_WORDS = 0.4  # of the runs of words of the shorter telling
_SAME_RUNS = 5
_STATE_MEDIA = "official"  # as the names begin that are composed for them
_OF_STATE = "state"  # in the place of an agency's superior
_AUTHORITIES = frozenset({"government", "military"})
_STATE = "country"  # what the name of a whole state needs
_DEFENCE = "Defen"  # as the word is spelt on both sides of the ocean
_PERSON = "person:"
_FULL = 3  # words of a name that stand in a fuller one

Nodes = Mapping[str, Sequence[Told]]


def find_same_speakers(nodes: Nodes) -> Iterator[Join]:
    """Yield why speakers under different keys are one."""
    yield from _by_words(nodes)
    yield from _by_fuller_name(nodes)
    yield from _by_other_name(nodes)
    yield from _by_spokesman(nodes)
    yield from _by_superior(nodes)
    yield from _by_army(nodes)
    yield from _by_bare_noun(nodes)
    yield from _by_noun(nodes)
    yield from _by_statement(nodes)


def _by_words(nodes: Nodes) -> Iterator[Join]:
    """Equate named speakers without a record where the words of one name are all in the other's."""
    named = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "named" and not _is_known(t[0].speaker)]
    for n, a in enumerate(named):
        for b in named[n + 1 :]:
            one, other = (set(words_of(nodes[k][0].speaker.text)) for k in (a, b))
            if len(one & other) >= _SHARED and (one <= other or other <= one):
                yield from _join(nodes, b, a, f"named as {nodes[a][0].speaker.text}")


def _by_fuller_name(nodes: Nodes) -> Iterator[Join]:
    """Equate two bodies of one report where the name of one stands in that of the other: the shorter was misread."""
    named = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "named" and not _is_person(t[0].speaker)]
    for key in named:
        words = set(words_of(nodes[key][0].speaker.text))
        fuller = [
            k
            for k in named
            if k != key
            and len(words) >= _FULL
            and words < set(words_of(nodes[k][0].speaker.text))
            and _documents(nodes[key]) <= _documents(nodes[k])
        ]
        if len(fuller) == 1:
            yield from _join(nodes, key, fuller[0], f"named as {nodes[fuller[0]][0].speaker.text}")


def _by_other_name(nodes: Nodes) -> Iterator[Join]:
    """Equate a speaker without a record with a known one of the incident that has his name among its own."""
    known = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "named" and _is_known(t[0].speaker)]
    for key, told in sorted(nodes.items()):
        speaker = told[0].speaker
        if speaker.voice != "named" or _is_known(speaker):
            continue
        name = tuple(words_of(speaker.text))
        same = [k for k in known if name in _names(nodes[k][0].speaker.id or "")]
        if len(same) == 1:
            yield from _join(nodes, key, same[0], f"another name of {nodes[same[0]][0].speaker.text}")


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
            yield from _join(nodes, key, others[0], f"{nodes[others[0]][0].speaker.text} speaks for it")


def _by_superior(nodes: Nodes) -> Iterator[Join]:
    """Lay a person on the body for which he speaks, wherever that speaks itself; not on a whole state."""
    for key, told in sorted(nodes.items()):
        record = find_record(told[0].speaker.id)
        if told[0].speaker.voice != "named" or record is None or not record.person:
            continue
        bodies = [k for k, t in sorted(nodes.items()) if k != key and _heads(record, t[0].speaker)]
        if len(bodies) == 1:
            yield from _join(nodes, key, bodies[0], f"speaks for {nodes[bodies[0]][0].speaker.text}")


def _heads(person: ActorName, speaker: Speaker) -> bool:
    body = find_record(speaker.id)
    if speaker.voice != "named" or body is None or body.person or body.needs == _STATE:
        return False
    return body.id == person.parent or is_within(person.parent, body.id)


def _by_army(nodes: Nodes) -> Iterator[Join]:
    """Equate the commands of one state's armed forces with each other and with their ministry: they say one thing."""
    armies: dict[str, list[str]] = defaultdict(list)
    for key, told in sorted(nodes.items()):
        record = find_record(told[0].speaker.id)
        if told[0].speaker.voice == "named" and record is not None and record.country and _is_of_army(record):
            armies[record.country].append(key)
    for keys in armies.values():
        for key in keys[1:]:
            yield from _join(nodes, key, keys[0], f"of one army with {nodes[keys[0]][0].speaker.text}")


def _is_of_army(record: ActorName) -> bool:
    """Tell whether a body is a command of a state's armed forces, or the ministry above them."""
    if record.person:
        return False
    if record.kind == "government":
        return any(word.startswith(_DEFENCE) for word in record.name.split())
    above = find_record(record.parent)
    return record.kind == "military" and above is not None and above.kind in _AUTHORITIES


def _by_bare_noun(nodes: Nodes) -> Iterator[Join]:
    """Lay one told by a bare noun on the only speaker of the report for whose body it stands: «مركز» beside its head."""
    for key, told in sorted(nodes.items()):
        words = words_of(told[0].speaker.text)
        if told[0].speaker.voice != "unnamed" or len(words) != 1 or len({t.page.id for t in told}) != 1:
            continue
        beside = [
            k
            for k, others in sorted(nodes.items())
            if any(t.page.id == told[0].page.id for t in others) and words[0] in _nouns_of_body(others[0].speaker)
        ]
        if len(beside) == 1:
            yield from _join(
                nodes, key, beside[0], f"{told[0].speaker.text} stands for {nodes[beside[0]][0].speaker.text}"
            )


def _by_noun(nodes: Nodes) -> Iterator[Join]:
    """Equate people without a name whom a report tells by one noun, «مسعفون» and «مسعفون سوريون», but for «others»."""
    unnamed = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "unnamed" and len(_documents(t)) == 1]
    for n, key in enumerate(unnamed):
        for other in unnamed[n + 1 :]:
            if _documents(nodes[key]) == _documents(nodes[other]) and _may_be_same(
                nodes[key][0].speaker, nodes[other][0].speaker
            ):
                yield from _join(nodes, other, key, f"{nodes[key][0].speaker.text} again")


def _may_be_same(one: Speaker, other: Speaker) -> bool:
    """Tell whether the words for two people without a name may be for the same: of one kind, and one says no more."""
    if one.kind != other.kind or one.publisher != other.publisher:
        return False
    first, second = (words_of(speaker.text) for speaker in (one, other))
    shared = first[:1] == second[:1] and (set(first) <= set(second) or set(second) <= set(first))
    return shared and not any(map(says_other, {*first} ^ {*second}))


def _nouns_of_body(speaker: Speaker) -> frozenset[str]:
    """Return the first words of the names of a body, or of that for which a person speaks."""
    record = find_record(speaker.id)
    body = find_record(record.parent) if record is not None and record.person else record
    return frozenset(name[0] for name in _names(body.id) if name) if body is not None else frozenset()


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
        yield from _join(nodes, key, source, f"what {agency.name if agency else 'the agency'} carries")


def _is_same_word(told: Sequence[Told], source: Sequence[Told]) -> bool:
    """Tell whether somebody is the state's voice: its official media, its statement, an authority in the same words."""
    speaker, known = told[0].speaker, source[0].speaker
    if speaker.voice == "unnamed":
        official = speaker.kind == "outlet" and (speaker.name or "").startswith(_STATE_MEDIA)
        beside = speaker.kind == "military" and _documents(told) <= _documents(source)
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


def _is_person(speaker: Speaker) -> bool:
    record = find_record(speaker.id)
    return record.person if record is not None else (speaker.id or "").startswith(_PERSON)


def _documents(told: Sequence[Told]) -> set[str]:
    return {telling.page.id for telling in told}


def _is_known(speaker: Speaker) -> bool:
    return find_record(speaker.id) is not None


def _join(nodes: Nodes, key: str, into: str, because: str) -> Iterable[Join]:
    return [Join(key, into, "same_speaker", telling.page.id, because) for telling in nodes[key]]


def _names(record: str) -> frozenset[tuple[str, ...]]:
    return _all_names().get(record, frozenset())


@cache
def _all_names() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return the words of all names of every actor, those too that need their context to be believed."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for record in load_lexicon(LANGUAGE).names.actors:
        out[record.id].update(tuple(words_of(fold(name))) for name in record.arabic)
    return {key: frozenset(names) for key, names in out.items()}
