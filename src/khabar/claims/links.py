"""The links of a chain: parties as the report names them, which of them are one, and who publishes."""

from __future__ import annotations

import re

import msgspec

from khabar.claims.clauses import is_strange
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.claims.ways import CORRESPONDENT
from khabar.mentions import describe_party
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape
from khabar.model import Link

# What many outlets have in their names or addresses, and what no two of them are told apart by.
_WORDS = re.compile(r"[a-z]+")
_COMMON = re.compile(
    r"al|news|agency|arab(?:ic|ia|i)?|syrian?|press|network|media|channel|correspondent|newspaper|https?|www"
)
_MEN = ("ون", "ين")
_PLURAL = ("ون", "ين", "ات")
_THE = "ال"
_MARKS = '«»"“”'
_ALIKE = 4  # letters that two ways of writing an outlet have in common


def link_of(scene: Scene, speaker: Subject) -> Link:
    """Return the link of a speaker as the text names it here."""
    if speaker.actor is not None:
        return mention_link(scene, speaker.actor)
    party = describe_party(scene.text, scene.mentions, speaker.first, speaker.last)
    if party is None:
        span = scene.span(speaker.first, speaker.last)
        text = scene.text.raw[span.start : span.end]
        return Link(text=text, span=span, anonymous=not _is_name(scene, speaker))
    return Link(
        text=party.text,
        span=party.span,
        name=None if speaker.rule == "claims.document" else party.name,
        kind="government" if speaker.rule == "claims.ministry" else party.kind,
        anonymous=speaker.rule != "claims.ministry"
        and (party.anonymous or not (party.name or party.person))
        and not _is_name(scene, speaker),
        country=party.country,
        id=None if speaker.rule == "claims.document" else party.id,
    )


def _is_name(scene: Scene, speaker: Subject) -> bool:
    """Tell whether a speaker that no mention knows is told by a name."""
    first = speaker.first
    given = any("given" in shape(scene.words[i].look).roles for i in range(first, min(first + 2, speaker.last)))
    if speaker.rule == "claims.crowd":
        return True
    return (
        speaker.rule == "claims.name"
        or (given and speaker.last - first > 1)
        or (
            speaker.last - first == 2
            and is_strange(scene, first)
            and not scene.form(first).endswith(_PLURAL)
            and not scene.form(first).startswith(_THE)
        )
    )


def mention_link(scene: Scene, m: ActorMention) -> Link:
    """Return the link of a mention."""
    return Link(
        text=scene.text.raw[m.span.start : m.span.end],
        span=m.span,
        name=m.name,
        kind=m.kind,
        anonymous=(m.anonymous and not _crowd(scene, m))
        or _some(scene, m)
        or (m.kind == "monitor" and m.name is None and _several(scene, m)),
        country=m.country,
        id=m.id,
    )


def _some(scene: Scene, m: ActorMention) -> bool:
    """Tell whether a mention stands for some people without a name («علماء», «سياسيون»)."""
    return m.name is None and not m.definite and not m.person and m.role in ("title", "source") and _several(scene, m)


def _crowd(scene: Scene, m: ActorMention) -> bool:
    """Tell whether a mention is a party of many with the article, which needs no name («المتظاهرون»)."""
    head = scene.form(max(m.head, m.first))
    return m.kind == "other" and m.role == "source" and head.startswith(_THE) and head.endswith(_MEN)


def _several(scene: Scene, m: ActorMention) -> bool:
    """Tell whether a mention stands for several of its kind («المراصد»)."""
    return shape(scene.words[max(m.head, m.first)].look).number == "p"


def longer_link(scene: Scene, link: Link, speaker: Subject) -> Link:
    """Return the link of a subject that tells more, or less, than its mention."""
    first, last = min(speaker.first, speaker.actor.first if speaker.actor else speaker.first), speaker.last
    span = scene.span(first, last)
    text = scene.text.raw[span.start : span.end]
    if speaker.actor is not None and last <= speaker.actor.last:
        return msgspec.structs.replace(
            link, text=text, span=span
        )  # its mention has words that are no name, or lacks a title
    if link.anonymous and speaker.actor is not None and speaker.actor.role == "source":
        return msgspec.structs.replace(link, text=text, span=span)
    if link.anonymous and speaker.actor is not None and _only_describes(scene, speaker.actor.last, last):
        return msgspec.structs.replace(link, text=text, span=span)  # «مسؤول في الصحة», «مصادر موالية للحكومة»
    return Link(text=text, span=span, name=None, kind=link.kind, anonymous=False, country=link.country)


def publishes(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an outlet is the one that publishes the report; a paper names itself without a noun."""
    publisher, name = scene.document.publisher, (mention.name or "").removesuffix(CORRESPONDENT)
    said = scene.text.raw[mention.span.start : mention.span.end]
    if publisher:
        return (
            alike(publisher, name)
            or initials(name) == publisher.upper()
            or publisher in said
            or said.strip(_MARKS) in publisher
            or alike(scene.document.url or "", name)
        )
    if mention.kind != "outlet":
        return False
    first = mention.first + 1 if "quote" in scene.tags[mention.first] else mention.first
    return "quote" in scene.tags[first - 1] and not scene.words[first].look.entries("actors")


def alike(a: str, b: str) -> bool:
    """Tell whether two Latin spellings of an outlet share a long enough run of letters."""
    if _holds(a, b) or _holds(b, a):
        return True
    a, b = _telling(a), _telling(b)
    return any(a[i : i + _ALIKE] in b for i in range(len(a) - _ALIKE + 1)) if a and b else False


def _telling(name: str) -> str:
    """Return the letters of the words of a name that not many names have."""
    return "".join(word for word in _WORDS.findall(name.lower()) if not _COMMON.fullmatch(word))


def _holds(a: str, b: str) -> bool:
    """Tell whether all words of one name stand in another, and not only words that many names have."""
    inner, outer = set(_WORDS.findall(a.lower())), set(_WORDS.findall(b.lower()))
    return inner == outer != set() or (inner <= outer and any(not _COMMON.fullmatch(word) for word in inner))


def initials(name: str) -> str:
    """Return the first letters of the words of a name."""
    return "".join(word[0] for word in name.upper().split())


def _only_describes(scene: Scene, first: int, last: int) -> bool:
    """Tell whether the words behind an unnamed speaker are no name: a preposition leads them in, or all are known."""
    if scene.tags[first] & {"preposition"}:
        return True
    return not any(
        is_strange(scene, i) or (i in scene.actor_at and scene.actor_at[i].role != "place") for i in range(first, last)
    )


def same_party(a: Link, b: Link) -> bool:
    """Tell whether two links are one party."""
    if a.id and b.id:
        return a.id == b.id
    return a.span == b.span or bool(a.name and a.name == b.name) or a.text == b.text


def named_alike(a: Link, b: Link) -> bool:
    """Tell whether two links are one person by id, or by the last word of their names."""
    return same_party(a, b) or (not a.anonymous and bool(b.text) and a.text.split()[-1:] == b.text.split()[-1:])


def distinct(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links without one that only repeats its neighbour."""
    out: list[Link] = []
    for link in links:
        if not out or not same_party(out[-1], link):
            out.append(link)
    return tuple(out)
