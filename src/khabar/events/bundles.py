"""Features of a telling beside a happening told before, by what they are about; those told together are weighed once."""

from __future__ import annotations

from functools import cache

from khabar.events.weighing import Weighed, weigh, weigh_held


@cache
def ruled(rule: str, gap: str, only: bool) -> Weighed:
    """Return what the rule that joins them says, and how far back it reaches."""
    names = [f"rule:{rule or 'none'}"]
    if rule:
        names.append(f"rule and gap:{gap}")
    if only:
        names.append("rule:events.only_one")
    return weigh(*names)


@cache
def barred(apart: bool, alike: bool, days: str) -> Weighed:
    """Return what is known to part tellings."""
    told = {"apart": apart, "modes disagree": not alike, f"days between:{days}": days}
    return weigh_held(told)


@cache
def traits(headline: bool, new_matter: bool, another_source: bool, many_places: bool) -> Weighed:
    """Return how the telling itself is told."""
    told = {
        "a headline": headline,
        "a new matter": new_matter,
        "another source": another_source,
        "many places": many_places,
    }
    return weigh_held(told)


@cache
def situation(gap: str, rank: int, group: str, known: bool) -> Weighed:
    """Return how far back the happening was told, and whether the telling is of a known one."""
    back = "known" if known else "new"
    return weigh(
        f"gap:{gap}",
        f"rank:{rank}",
        f"type:{group}",
        f"it is {back}",
        f"it is {back}, gap:{gap}",
        f"type:{group} and gap:{gap}",
    )


@cache
def setting(gap: str, place: str, time: str, mode: str, known: bool) -> Weighed:
    """Return how place, time and mode stand to each other."""
    return weigh(
        f"place:{place}",
        f"time:{time}",
        f"mode:{mode}",
        f"place:{place} and time:{time}",
        f"place:{place} and gap:{gap}",
        f"place:{place} and mode:{mode}",
        f"mode:{mode} known:{known}",
    )


@cache
def matter(actor: str, target: str, killed: str, wounded: str, kind: str, before: str) -> Weighed:
    """Return how sides and numbers stand to each other, and what each is named by."""
    return weigh(
        f"actor:{actor}", f"target:{target}", f"killed:{killed}", f"wounded:{wounded}", f"{kind} after {before}"
    )


@cache
def placed(place: str, own: bool, here: bool, gap: str) -> Weighed:
    """Return how the place behind the telling, or before it, stands to those told; `here`: it has one."""
    names = [f"place:{place} own:{own} gap:{gap}"]
    if here:
        names.append(f"place of its own:{place}" if own else f"place before it:{place}")
    return weigh(*names)


@cache
def echoing(words: str, place: str, mode: str) -> Weighed:
    """Return what the rare words that both sentences have say: how many, and that beside place and mode."""
    return weigh(f"words:{words}", f"words:{words} and place:{place}", f"words:{words} and mode:{mode}")


@cache
def standing(
    same_word: bool, sides_differ: bool, titled: bool, lead: bool, wide_place: bool, another_status: bool
) -> Weighed:
    """Return how the two stand in the report: word and sides, headline and lead, a wide place, the status."""
    told = {
        "same word": same_word,
        "sides differ": sides_differ,
        "only a headline before": titled,
        "told in the lead": lead,
        "a wide place before": wide_place,
        "another status": another_status,
    }
    return weigh_held(told)


@cache
def known_by(known: bool, nominal: bool, titled: bool, word: bool, number: str) -> Weighed:
    """Return by what the telling is known: article, word, how many it may mean."""
    return weigh(
        f"noun:{nominal} known:{known} titled:{titled}",
        f"choices:{number} known:{known}",
        f"same word:{word} known:{known} noun:{nominal}",
    )


@cache
def opening(opens: bool, first: bool, known: bool, told: str) -> Weighed:
    """Return whether the happening opens the report, and how often it was told."""
    names = [f"told:{told}"]
    if opens:
        names.append("opens the report")
    if opens and first:
        names.append(f"the first happening, known:{known}")
    return weigh(*names)


@cache
def reaching(here: bool, from_lead: str) -> Weighed:
    """Return over how many sentences the telling reaches back."""
    names = [f"in this sentence:{here}"]
    return weigh(*names, f"from the lead, gap:{from_lead}") if from_lead and not here else weigh(*names)


@cache
def around(words: str, same_word: bool) -> Weighed:
    """Return how many words around both are the same."""
    return weigh(f"around:{words}", f"around:{words} same word:{same_word}")


@cache
def naming(names: str, spots: str) -> Weighed:
    """Return how the names in both sentences stand to each other."""
    return weigh(f"names:{names}", f"spots:{spots}")


@cache
def modes(type_: str, before: str | None, now: str | None) -> Weighed:
    """Return the modes of both."""
    return weigh(f"{type_} {before} to {now}")


@cache
def victims(kind: str, back: str) -> Weighed:
    """Return what victims follow, and how far behind."""
    return weigh(f"victims after {kind}, gap:{back}")


@cache
def parted(between: str, words: str) -> Weighed:
    """Return what stands between two tellings of one sentence."""
    return weigh(f"between:{between}", f"words between:{words}")
