"""Where a noun phrase ends, whoever or whatever it tells of."""

from __future__ import annotations

from khabar.language import Text
from khabar.mentions.model import Mentions, within
from khabar.mentions.shapes import Shape, shape

_LONGEST = 30
_STOPS = frozenset(
    {
        "complementiser",
        "neg",
        "subordinator",
        "future",
        "conditional",
        "question",
        "relative",
        "conjunction",
        "contrast",
        "hedge",
        "qad",
        "when",
        "pronoun",
    }
)


def np_end(text: Text, mentions: Mentions, first: int, limit: int) -> int:
    """Return the index after the noun phrase that starts at word `first`; it ends at `limit` at the latest.

    It stops before a finite verb, a complementiser, a comma that begins no apposition, a time, a preposition that
    does not belong to it. Members joined by «و» are taken in where an actor follows. `first` itself means none.
    """
    limit = min(limit, first + _LONGEST, len(text.words))
    at = first
    while at < limit:
        end = _member_end(text, mentions, at, limit)
        if end == at:
            break
        at = end
        if at >= limit or not _joined(text, mentions, at):
            break
    return at


def _joined(text: Text, mentions: Mentions, at: int) -> bool:
    """Tell whether a further member of the phrase starts here: an actor with «و» before it."""
    word = shape(text.words[at].look)
    if not (word.prefix.startswith("و") or text.words[at].look.form.startswith("و")):
        return False
    return any(m.first == at for m in within(mentions.actors, at, at + 1))


def _member_end(text: Text, mentions: Mentions, first: int, limit: int) -> int:
    for mention in within(mentions.actors, first, min(first + 2, limit)):
        return min(mention.last, limit)
    if mentions.reader is not None:
        phrase = mentions.reader.read(first, limit)
        if phrase:
            return phrase.last
    at = first
    while at < limit:
        word = shape(text.words[at].look)
        if not _carries_on(word, at == first, text, at):
            break
        at += 1
    return at


def _carries_on(word: Shape, start: bool, text: Text, at: int) -> bool:
    """Tell whether a word can stand inside a plain noun phrase: noun after noun, adjective after noun."""
    if "punct" in word.tags or word.tags & _STOPS or word.timely:
        return False
    if start:
        return (not word.finite or word.nominal) and "no_name" not in word.roles
    before = shape(text.words[at - 1].look)
    if "preposition" in word.tags or word.prefix or "no_name" in before.roles:
        return False
    if word.finite and not word.definite:
        return False
    return word.definite or not before.definite
