"""Where a quotation ends whose closing mark is lost: before the sentence in which the report says who spoke next."""

from __future__ import annotations

from collections.abc import Collection

from khabar.language import Text

_DOMAIN = "speech"
_AND = "و"
_LEAD = 8  # words before a comma that lead a sentence over to the next speaker
_SAID = frozenset({"that", "quote"})


def told_quotations(text: Text, actors: Collection[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the quotations of a text and the depth of its words, unclosed ones ended where the report tells on.

    `actors` are the words at which an actor starts.
    """
    if all("quote" in text.tags[close] for _, close in text.quotes):
        return text.quotes, text.depth
    quotes, depth = [], text.depth.copy()
    for opening, close in text.quotes:
        end = close if "quote" in text.tags[close] else _told_on(text, opening, close, actors)
        for i in range(end + 1, close + 1 if end < close else 0):
            depth[i] -= 1
        quotes.append((opening, end))
    return quotes, depth


def _told_on(text: Text, opening: int, close: int, actors: Collection[int]) -> int:
    """Return the last word of an unclosed quotation: that before a sentence that tells who speaks."""
    number = text.sentence_of[opening] + 1
    while number < len(text.sentences) and text.sentences[number].first <= close:
        sentence = text.sentences[number]
        if sentence.first > opening + 2 and _tells(text, sentence.first, sentence.last, actors):
            return sentence.first - 1
        number += 1
    return close


def _tells(text: Text, first: int, last: int, actors: Collection[int]) -> bool:
    """Tell whether a sentence begins with a verb of saying («وقال الوزير»), or with what leads over to one and a comma."""
    if _says(text, first, _AND, named=first + 1 in actors):
        return True
    comma = next((i for i in range(first + 1, min(first + _LEAD, last - 2)) if "comma" in text.tags[i]), 0)
    return bool(comma) and _says(text, comma + 1, "", named=False) and comma + 2 in actors


def _says(text: Text, i: int, prefix: str, *, named: bool) -> bool:
    """Tell whether a word is a verb of saying in the third person, with a prefix; of the past unless its subject is named."""
    return any(
        r.pos == "verb"
        and (named or r.tense == "past")
        and r.person[:1] == "3"
        and r.prefix == prefix
        and not r.suffix
        and not _SAID.isdisjoint(e.fields.get("with", ()))
        for r, e in text.words[i].look.entries(_DOMAIN)
    )
