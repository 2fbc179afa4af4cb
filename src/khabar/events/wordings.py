"""Candidates for triggers: where the event words of the lexicon stand, and which reading of a word fits its place."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.events.needs import is_complete
from khabar.events.readings import Option, best, fits, folded, options_of
from khabar.language import Entry, Look, Reading

_SHORTEST = 3  # letters of a word that keeps its last
_WITH = 8  # words within which the companion of a verb stands
_BREAKS = mask("stop", "semicolon", "colon", "relative", "complementiser")
_PARTICLES = mask("preposition", "conjunction", "complementiser", "relative")
_OPEN, _CLOSE = mask("open_quote"), mask("close_quote")
_DISPERSED = "crowd-control"  # the crowd that is broken up is a happening of its own


def find_candidates(ground: Ground) -> list[Candidate]:
    """Return the event words in order: the longest at each place, none inside a name or a time."""
    barred = _barred(ground)
    armed = {i for w in ground.weapons.all if w.last - w.first > 1 for i in range(w.first, w.last)}
    places = sorted({*ground.tellers, *ground.text.at("events")})
    out: list[Candidate] = []
    done = 0
    for i in places:
        if i < done or i in barred:
            continue
        found = _found_at(ground, i)
        if found is not None and not (i in armed and found.entry.fields["type"] != "ASSAULT"):
            out.append(found)
            done = found.last
            if found.companion >= 0 and found.entry.fields.get("mode") != _DISPERSED:
                barred.add(found.companion)
    return out


def _found_at(ground: Ground, index: int) -> Candidate | None:
    """Return the phrase that starts at a word, else the word itself, where what it needs stands beside it."""
    found = _phrase(ground, index) if index in ground.tellers else None
    if found is not None and is_complete(ground, found):
        return found
    options = options_of(ground.words[index].look)
    found = _word(ground, index, options) if options else None
    return found if found is not None and is_complete(ground, found) else None


def _barred(ground: Ground) -> set[int]:
    """Return the words that names, times and names with event words in them are made of."""
    out = ground.named | ground.quoted
    for actor in ground.actors.all:
        if not actor.generic and actor.last - actor.first > 1:
            out.update(range(actor.first, actor.last))
    for place in ground.places.all:
        out.update(range(place.first, place.last))
    for time in ground.times.all:
        out.update(range(time.first, time.last))
    return out


def _phrase(ground: Ground, index: int) -> Candidate | None:
    """Return the longest event phrase that starts at a word. Its head is its first event word."""
    text = ground.text
    sentence = text.sentences[text.sentence_of[index]].last
    for hit in ground.tellers[index]:
        if hit.last <= sentence and not _barred_by_neighbour(ground, hit.first, hit.last, hit.entry):
            reading = _reading_of(ground, hit.first, hit.entry)
            return Candidate(hit.first, hit.last, hit.first, hit.entry, reading, hit.prefix)
    return None


def _reading_of(ground: Ground, index: int, entry: Entry) -> Reading | None:
    """Return the reading of a phrase's first word: through the lemma that the phrase names, else any that fits."""
    found = [
        (r, entry)
        for r in ground.words[index].look.readings
        if (r.lemma == entry.lemma if entry.lemma else r.pos in ("verb", "masdar") and r.tense != "imperative")
        and fits(ground, index, r, entry)
    ]
    return best(ground, index, found)[0] if found else None


def _word(ground: Ground, index: int, options: Sequence[Option]) -> Candidate | None:
    if _lone_quotation(ground, index):
        return None
    fitting = _fitting(ground, index, options)
    if not fitting:
        return None
    pairs, beside = _accompanied(ground, index, fitting)
    if not pairs:
        return None
    reading, entry = best(ground, index, pairs)
    if ground.marks[index] & _PARTICLES and not reading.prefix and not reading.suffix and _is_particle(ground, index):
        return None  # another word here: a frequent particle or adverb with the letters of an event
    return Candidate(index, index + 1, index, entry, reading, reading.prefix, beside.get(entry.id, -1))


def _is_particle(ground: Ground, index: int) -> bool:
    """Tell whether a word is a particle as it stands: «تحت», not «فتحت»."""
    return any(r.pos == "particle" and not r.prefix for r in ground.words[index].look.readings)


def _fitting(ground: Ground, index: int, options: Sequence[Option]) -> list[Option]:
    """Return the options that are possible here: as the word is spelt, and beside its neighbours."""
    words = ground.words
    named = _names_word(ground, index)
    before = words[index - 1].look.form if index else ""
    after = words[index + 1].look.form if index + 1 < len(words) else ""
    return [
        o
        for o in options
        if not (named and o.joined)
        and not (before in o.not_after or after in o.not_before)
        and (not o.placed or fits(ground, index, o.reading, o.entry))
    ]


def _accompanied(
    ground: Ground, index: int, options: Sequence[Option]
) -> tuple[list[tuple[Reading, Entry]], dict[str, int]]:
    """Return the readings whose companions stand nearby, and where; those that ask for none where no such is found."""
    plain = [(o.reading, o.entry) for o in options if not o.wanted]
    if len(plain) == len(options):
        return plain, {}
    told: list[tuple[Reading, Entry]] = []
    beside: dict[str, int] = {}
    sentence = ground.text.sentences[ground.text.sentence_of[index]]
    behind = range(index + 1, min(sentence.last, index + 1 + _WITH))
    ahead = range(index - 1, max(sentence.first, index - 1 - _WITH) - 1, -1)
    for option in options:
        if not option.wanted:
            continue
        at = _first_of(ground, behind, option.wanted)
        if at < 0 and option.around:
            at = _first_of(ground, ahead, option.wanted)
        if at >= 0:
            told.append((option.reading, option.entry))
            beside[option.entry.id] = at
    return told or plain, beside


def _first_of(ground: Ground, indexes: range, wanted: frozenset[str]) -> int:
    """Return the first word that may be one of some words without joined letters, -1 where none is before a break."""
    words, marks = ground.words, ground.marks
    for i in indexes:
        if marks[i] & _BREAKS:
            break
        if not wanted.isdisjoint(_bare(words[i].look)):
            return i
    return -1


def _barred_by_neighbour(ground: Ground, first: int, last: int, entry: Entry) -> bool:
    """Tell whether the word right before or behind makes another word of it: بيان صادر عن is no confiscation."""
    fields, words = entry.fields, ground.words
    if "not_after" in fields and first and words[first - 1].form in folded(fields["not_after"]):
        return True
    if "not_before" not in fields or last >= len(words):
        return False
    return words[last].form in folded(fields["not_before"])


def _lone_quotation(ground: Ground, index: int) -> bool:
    """Tell whether a word stands alone between quotation marks: a name, or a word that the writer doubts."""
    marks = ground.marks
    return 0 < index < len(marks) - 1 and bool(marks[index - 1] & _OPEN) and bool(marks[index + 1] & _CLOSE)


def _names_word(ground: Ground, index: int) -> bool:
    """Tell whether a known name, with the letters joined before it, is this word: وعدن is Aden, not «and they returned»."""
    hits = ground.text.names.get(index)
    return hits is not None and any(hit.last == index + 1 for hit in hits)


def _bare(look: Look) -> frozenset[str]:
    """Return a word and what it may be without the letters joined before it, its article and the ending of an object."""
    if look.bare is None:
        plain = {look.form, *(rest.removeprefix("ال") for _, rest in look.splits)}
        ended = [form[:-1] for form in plain if len(form) > _SHORTEST and form.endswith("ا")]
        look.bare = frozenset([*plain, *ended])
    return look.bare
