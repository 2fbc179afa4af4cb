"""Speakers of an incident that are one under different names: a short name, a fuller one, a bare noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from khabar.incidents.press import says_other, words_of
from khabar.incidents.publishers import LANGUAGE, find_record
from khabar.incidents.roots import Join, Nodes, documents_of, join_all
from khabar.incidents.speakers import Speaker
from khabar.incidents.spokesmen import find_spokesmen
from khabar.language import fold, load_lexicon

_SHARED = 2  # words of a name: one alone is shared by too many
_FULL = 3  # words of a name that stand in a fuller one
_ON_SITE = frozenset({"ngo", "monitor"})
_PERSON = "person:"


def find_same_speakers(nodes: Nodes) -> Iterator[Join]:
    """Yield why speakers under different keys are one."""
    yield from _by_words(nodes)
    yield from _by_fuller_name(nodes)
    yield from _by_other_name(nodes)
    yield from _by_name_inside(nodes)
    yield from _by_bare_noun(nodes)
    yield from _by_noun(nodes)
    yield from find_spokesmen(nodes)


def _by_words(nodes: Nodes) -> Iterator[Join]:
    """Equate named speakers without a record where the words of one name are all in the other's."""
    named = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "named" and not _is_known(t[0].speaker)]
    for n, a in enumerate(named):
        for b in named[n + 1 :]:
            one, other = (set(words_of(nodes[k][0].speaker.text)) for k in (a, b))
            if len(one & other) >= _SHARED and (one <= other or other <= one):
                yield from join_all(nodes, b, a, f"named as {nodes[a][0].speaker.text}")


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
            and documents_of(nodes[key]) <= documents_of(nodes[k])
        ]
        if len(fuller) == 1:
            yield from join_all(nodes, key, fuller[0], f"named as {nodes[fuller[0]][0].speaker.text}")


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
            yield from join_all(nodes, key, same[0], f"another name of {nodes[same[0]][0].speaker.text}")


def _by_name_inside(nodes: Nodes) -> Iterator[Join]:
    """Lay people without a name whom a report tells as those of a body, «مصادر في الدفاع المدني», on that body."""
    bodies = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "named" and t[0].speaker.kind in _ON_SITE]
    for key, told in sorted(nodes.items()):
        words = tuple(words_of(told[0].speaker.text))
        if told[0].speaker.voice != "unnamed":
            continue
        inside = [k for k in bodies if any(_is_inside(name, words) for name in _names(nodes[k][0].speaker.id or ""))]
        if len(inside) == 1:
            yield from join_all(nodes, key, inside[0], f"people of {nodes[inside[0]][0].speaker.text}")


def _is_inside(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a name of two words or more stands in some words, behind their noun."""
    return len(name) > 1 and any(words[at : at + len(name)] == name for at in range(1, len(words) - len(name) + 1))


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
            yield from join_all(
                nodes, key, beside[0], f"{told[0].speaker.text} stands for {nodes[beside[0]][0].speaker.text}"
            )


def _by_noun(nodes: Nodes) -> Iterator[Join]:
    """Equate people without a name whom a report tells by one noun, «مسعفون» and «مسعفون سوريون», but for «others»."""
    unnamed = [k for k, t in sorted(nodes.items()) if t[0].speaker.voice == "unnamed" and len(documents_of(t)) == 1]
    for n, key in enumerate(unnamed):
        for other in unnamed[n + 1 :]:
            if documents_of(nodes[key]) == documents_of(nodes[other]) and _may_be_same(
                nodes[key][0].speaker, nodes[other][0].speaker
            ):
                yield from join_all(nodes, other, key, f"{nodes[key][0].speaker.text} again")


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


def _is_person(speaker: Speaker) -> bool:
    record = find_record(speaker.id)
    return record.person if record is not None else (speaker.id or "").startswith(_PERSON)


def _is_known(speaker: Speaker) -> bool:
    return find_record(speaker.id) is not None


def _names(record: str) -> frozenset[tuple[str, ...]]:
    return _all_names().get(record, frozenset())


@cache
def _all_names() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return the words of all names of every actor, those too that need their context to be believed."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for record in load_lexicon(LANGUAGE).names.actors:
        out[record.id].update(tuple(words_of(fold(name))) for name in record.arabic)
    return {key: frozenset(names) for key, names in out.items()}
