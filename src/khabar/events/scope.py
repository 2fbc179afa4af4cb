"""Clauses: which stretch of a sentence a trigger rules over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import BARE_NOUN, EVENT, FINITE, JOINED, LIGHT, LINKED, OPENS_CLAUSE, SPEECH, mask
from khabar.language import Look
from khabar.mentions.model import Mention, PlaceMention, TimeMention
from khabar.mentions.place_datelines import dateline_end, opens_paragraph
from khabar.mentions.shapes import shape

_OF = "ل"  # «مناطق السيطرة المشتركة لقوات …»
_SPEECH_REACH = 30
_CHANNEL_REACH = 5
_SITES = "places/sites:"
_OFFICE = 8  # words of an office before its site
_DATELINE = 14  # words within which a dateline ends
REACH = 45  # words that a trigger may look away
_BREAKS = mask("colon", "semicolon", "stop", "bar", "subordinator", "complementiser", "ellipsis")
_OPENS_OR_BREAKS = _BREAKS | OPENS_CLAUSE
_DASH, _LONE_AND, _IN = mask("dash"), mask("lone_and"), mask("in")
_JOINED_PREPOSITIONS = {"ب", "ل", "ك"}
_OPENERS = mask("quote", "open_bracket")
_COMPLEMENTISER = mask("complementiser")
_PREPOSITION = mask("preposition", "lone_preposition")
_TELLING = FINITE | EVENT | SPEECH


class Clauses:
    """The clauses of a text as the sorted indexes of their first words."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._complementisers = ground.text.at("complementiser")
        self._matters = ground.text.telling("conjunction", "subordinator", "contrast")
        starts = {s.first for s in ground.text.sentences}
        starts.update([i + 1 for i, marks in enumerate(ground.marks) if marks & _BREAKS])
        starts.update([i for i, marks in enumerate(ground.marks) if marks & _OPENS_OR_BREAKS == OPENS_CLAUSE])
        starts.discard(len(ground.words))
        self.starts = sorted(starts)

    def complementiser(self, low: int, at: int) -> int | None:
        """Return the last «أنّ/إنّ» from word `low` on before word `at`."""
        return _last(self._complementisers, low, at)

    def new_matter(self, low: int, at: int) -> int | None:
        """Return the last word from `low` on before word `at` that begins a new matter («كما», «فيما»)."""
        return _last(self._matters, low, at)

    def first_of(self, at: int) -> int:
        """Return the first word of the clause that word `at` stands in, no further than a trigger may look."""
        n = bisect_right(self.starts, at)
        return max(self.starts[n - 1] if n else 0, at - REACH)

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence around word `at`, no further than a trigger may look."""
        text = self.ground.text
        number = text.sentence_of[at]
        first = max(opening(self.ground, number, at), at - REACH)
        return first, min(text.sentences[number].last, at + REACH)


def _last(places: Sequence[int], low: int, at: int) -> int | None:
    n = bisect_left(places, at)
    return places[n - 1] if n and places[n - 1] >= low else None


def opening(ground: Ground, number: int, before: int) -> int:
    """Return the first word of a sentence behind its dateline («بيروت (وكالة) - …»), no later than word `before`."""
    found = ground.openings.get(number)
    if found is None:
        found = ground.openings[number] = _opening(ground, number)
    first, dash = found
    return dash + 1 if 0 <= dash < before else first


def _opening(ground: Ground, number: int) -> tuple[int, int]:
    """Return the first word of a sentence, and the last word of its dateline, -1 where it has none."""
    text, marks = ground.text, ground.marks
    first = text.sentences[number].first
    if not opens_paragraph(text, first) or not text.names.get(first):
        return first, -1
    end = dateline_end(text, first)
    if end:
        return first, end - 1
    for i in range(first, min(len(marks), first + _DATELINE)):
        if marks[i] & _DASH:
            return first, i if i > first else -1
        if marks[i] & _TELLING:
            break
    return first, -1


def marker(ground: Ground, at: int, low: int) -> str:
    """Return what links word `at` to what stands before it.

    A preposition or proclitic as it is spelt (folded), the part that a phrase of the `roles` domain gives
    ("agent", "target"), "and", or "". `low` is the first word that may be looked at.
    """
    found = ground.ties.get(at)
    if found is None:
        found = ground.ties[at] = _marker(ground, at, 0)
    link, reached = found
    return link if low <= reached else _marker(ground, at, low)[0]


def _marker(ground: Ground, at: int, low: int) -> tuple[str, int]:
    """Return what links a word to what stands before it, and the first of the words that show it."""
    words, marks = ground.words, ground.marks
    own = marks[at]
    if own & LINKED:
        prefix = shape(words[at].look).prefix[-1]
        first, part = ground.links.get(at - 1, (-1, ""))
        return (part, first) if prefix == _OF and part == "agent" and first >= low else (prefix, at)
    if linked := _linked_name(ground, at):
        return linked, at
    i = at - 1
    while i >= low and marks[i] & _OPENERS:
        i -= 1
    if i < low:
        joined = (own & JOINED and not _opens(words[at].look)) or _joined_name(ground, at)
        return "and" if joined else "", at
    if i in ground.links:
        first, part = ground.links[i]
        if first >= low and part:
            return part, first
    if marks[i] & _PREPOSITION:
        look = words[i].look
        return next((r.lemma for r in look.readings if r.pos == "particle"), look.form), i
    joined = (own & JOINED and not _opens(words[at].look)) or _joined_name(ground, at)
    return "and" if joined or marks[i] & _LONE_AND else "", i


def _linked_name(ground: Ground, at: int) -> str:
    """Return the preposition that is joined to a name: «لموسكو», «بدمشق»; "" where there is none."""
    hits = ground.text.names.get(at)
    ends = {hit.prefix[-1:] for hit in hits} if hits else set()
    return ends.pop() if len(ends) == 1 and ends <= _JOINED_PREPOSITIONS else ""


def _joined_name(ground: Ground, at: int) -> bool:
    """Tell whether a name bears «و»: «إسرائيل وحماس»."""
    hits = ground.text.names.get(at)
    return hits is not None and all(hit.prefix.endswith("و") for hit in hits)


def _opens(look: Look) -> bool:
    """Tell whether «ف» makes a word begin what follows from the words before it: «فحزب X دخل»."""
    return shape(look).prefix == "ف"


def role_before(ground: Ground, end: int, low: int) -> str:
    """Return the part of a phrase of the `roles` domain that ends with word `end`, or ""."""
    first, part = ground.links.get(end, (-1, ""))
    return part if first >= low else ""


def of_speaking(ground: Ground, told: Mention, trigger: int) -> bool:
    """Tell whether a time or place before a trigger belongs to words of saying: «أعلن الوزير أمس …», «وأمس أعلن …», «في بيان صدر أمس».

    A verb that carries acts says nothing: «جددت القوات، اليوم، قصفها».
    """
    at = told.first
    if at > trigger:
        return False
    low = max(ground.text.sentences[ground.text.sentence_of[at]].first, at - _SPEECH_REACH)
    if told.last < trigger and says(ground, told.last) and not ground.any_of(FINITE, low, at):
        return True
    if any(_is_channel(ground, i) for i in range(max(low, at - _CHANNEL_REACH), at)):
        return True
    for i in range(at - 1, low - 1, -1):
        if ground.marks[i] & _COMPLEMENTISER and isinstance(told, TimeMention):
            return False  # «أفادت الوكالة بأنه عند فجر اليوم قصفت …»
        if says(ground, i):
            return True
        if ground.marks[i] & FINITE:
            return False
    return False


def says(ground: Ground, at: int) -> bool:
    """Tell whether a word is a verb of saying that carries no act."""
    found = ground.marks[at]
    if not found & SPEECH or all(r.pos != "verb" for r, _ in ground.words[at].look.entries("speech")):
        return False
    light = light_of(ground.words[at].look) if found & LIGHT else None
    return light is None or light[1].fields["stage"] == "declared"


def _is_channel(ground: Ground, at: int) -> bool:
    """Tell whether a word is what something was said in, behind «في»: «في بيان صدر أمس», «في مؤتمر صحفي أمس»."""
    if at < 1 or not (ground.marks[at] & SPEECH and ground.marks[at - 1] & _IN):
        return False
    return any(e.fields.get("role") == "channel" for _, e in ground.words[at].look.entries("speech"))


def is_genitive(ground: Ground, at: int, low: int) -> bool:
    """Tell whether word `at` hangs on a noun right before it («إسقاط الحكومة»), so that it is no subject."""
    return at > low and bool(ground.marks[at - 1] & BARE_NOUN)


def is_workplace(ground: Ground, place: PlaceMention) -> bool:
    """Tell whether a site is but the one that an office is told by: «قال مدير مشفى البلدة»."""
    if place.precision != "site" and not any(entry.startswith(_SITES) for entry in place.entries):
        return False
    offices = (m for m in ground.actors.within(max(0, place.first - _OFFICE), place.first) if m.role == "title")
    return any(m.first < place.generic_first and place.last <= m.last for m in offices)
