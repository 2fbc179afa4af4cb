"""Candidates for triggers: where the event words of the lexicon stand, and which reading of a word fits its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.events.ground import ACCOMPANYING, Ground
from khabar.events.marks import EVENT, KNOWN, mask
from khabar.language import Entry, Look, Reading, fold

DOMAIN = "events"
_WITH = 8  # words within which the companion of a verb stands
_BREAKS = mask("stop", "semicolon", "colon", "relative", "complementiser")
_NOMINAL = mask("preposition", "neg_noun")  # words that no verb follows
_LAM = mask("neg_past", "neg")
_GOVERNING = mask("preposition", "cause")
_VERBAL = mask(
    "neg_past",
    "future",
    "was",
    "auxiliary",
    "relative",
    "hedge",
    "complementiser",
    "punct",
    "conjunction",
    "begins",
    "still",
    "neg",
)
_PARTICLES = mask("preposition", "conjunction", "complementiser", "relative")
_PUNCT, _OPEN, _CLOSE = mask("punct"), mask("open_quote"), mask("close_quote")
_WHOLE = frozenset({"noun", "adjective", "particle"})
_BESIDE = 5  # words within which another world takes the word over
_NEXT = 2  # words behind it within which its subject or object stands


class Candidate(NamedTuple):
    """An event word or phrase over words `[first, last)`, read as `reading` where it is one word.

    `companion` is the index of the word that the entry asks for beside it (أطلق … النار), or -1.
    """

    first: int
    last: int
    head: int
    entry: Entry
    reading: Reading | None
    prefix: str
    companion: int = -1


def find_candidates(ground: Ground) -> list[Candidate]:
    """Return the event words in order: the longest at each place, none inside a name or a time."""
    barred = _barred(ground)
    armed = {i for w in ground.weapons.all if w.last - w.first > 1 for i in range(w.first, w.last)}
    words, tellers = ground.words, ground.tellers
    places = [i for i, marks in enumerate(ground.marks) if marks & EVENT or i in tellers]
    out: list[Candidate] = []
    done = 0
    for i in places:
        if i < done or i in barred:
            continue
        found = _phrase(ground, i) if i in tellers else None
        if found is None and (readings := _readings_of(words[i].look)):
            found = _word(ground, i, readings)
        if found is not None and not (i in armed and found.entry.fields["type"] != "ASSAULT"):
            out.append(found)
            done = found.last
            if found.companion >= 0:
                barred.add(found.companion)
    return out


def _barred(ground: Ground) -> set[int]:
    """Return the words that names, times and names with event words in them are made of."""
    out = set(ground.named)
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
        and _fits(ground, index, r, entry)
    ]
    return _best(ground, index, found)[0] if found else None


def _word(ground: Ground, index: int, readings: Sequence[tuple[Reading, Entry]]) -> Candidate | None:
    if _lone_quotation(ground, index):
        return None
    named = _names_word(ground, index)
    pairs = []
    beside: dict[str, int | None] = {}
    for reading, entry in readings:
        if (
            (named and (reading.prefix or reading.suffix))
            or not _fits(ground, index, reading, entry)
            or _barred_by_neighbour(ground, index, index + 1, entry)
        ):
            continue
        if "with" in entry.fields:
            if entry.id not in beside:
                beside[entry.id] = _companion(ground, index, entry)
            if beside[entry.id] is None:
                continue
        pairs.append((reading, entry))
    if not pairs:
        return None
    told = [(r, e) for r, e in pairs if e.id in beside] if beside else None
    reading, entry = _best(ground, index, told or pairs)
    if ground.marks[index] & _PARTICLES and not reading.prefix and not reading.suffix:
        return None  # another word here: a frequent particle or adverb with the letters of an event
    at = beside.get(entry.id)
    return Candidate(index, index + 1, index, entry, reading, reading.prefix, -1 if at is None else at)


def _barred_by_neighbour(ground: Ground, first: int, last: int, entry: Entry) -> bool:
    """Tell whether the word right before or behind makes another word of it: بيان صادر عن is no confiscation."""
    fields, words = entry.fields, ground.words
    if "not_after" in fields and first and words[first - 1].form in _folded_set(tuple(fields["not_after"])):
        return True
    if "not_before" not in fields or last >= len(words):
        return False
    return words[last].form in _folded_set(tuple(fields["not_before"]))


def _lone_quotation(ground: Ground, index: int) -> bool:
    """Tell whether a word stands alone between quotation marks: a name, or a word that the writer doubts."""
    marks = ground.marks
    return 0 < index < len(marks) - 1 and bool(marks[index - 1] & _OPEN) and bool(marks[index + 1] & _CLOSE)


def _names_word(ground: Ground, index: int) -> bool:
    """Tell whether a known name, with the letters joined before it, is this word: وعدن is Aden, not «and they returned»."""
    hits = ground.text.names.get(index)
    return hits is not None and any(hit.last == index + 1 for hit in hits)


@lru_cache(maxsize=50_000)
def _readings_of(look: Look) -> tuple[tuple[Reading, Entry], ...]:
    """Return the event readings of a word that are possible wherever it stands."""
    if any(entry.kind != "phrase" and entry.fields["evidence"] == "name" for _, entry in look.entries("reality")):
        return ()  # an everyday word with the letters of an event
    whole = any(not (r.prefix or r.suffix) and r.pos in _WHOLE for r in look.readings)
    return tuple(
        (reading, entry)
        for reading, entry in look.entries(DOMAIN)
        if entry.kind != "phrase"
        and entry.fields.get("part") not in ACCOMPANYING
        and not (whole and reading.prefix)  # وزير is no «and was visited»
        and (entry.fields.get("plural_only") != "yes" or reading.number == "p")
        and (reading.pos != "participle" or not reading.definite)
        and not (reading.definite and entry.fields.get("article") == "no")
        and (reading.pos != "verb" or (reading.suffix != "ي" and _person_fits(reading, entry.fields["type"])))
    )


def _companion(ground: Ground, index: int, entry: Entry) -> int | None:
    """Return the index of the word that an entry asks for, before the sentence breaks, or None.

    It stands behind the entry's own word; where the entry says `around`, also before it.
    """
    text = ground.text
    sentence = text.sentences[text.sentence_of[index]]
    wanted = _folded_set(tuple(entry.fields["with"]))
    found = _first_of(ground, range(index + 1, min(sentence.last, index + 1 + _WITH)), wanted)
    if found is None and entry.fields.get("around") == "yes":
        found = _first_of(ground, range(index - 1, max(sentence.first, index - 1 - _WITH) - 1, -1), wanted)
    return found


def _first_of(ground: Ground, indexes: range, wanted: frozenset[str]) -> int | None:
    """Return the first word of a stretch, up to where the sentence breaks, that may be one of some words."""
    words, marks = ground.words, ground.marks
    for i in indexes:
        if marks[i] & _BREAKS:
            return None
        if not wanted.isdisjoint(_forms(words[i].look)):
            return i
    return None


@lru_cache(maxsize=50_000)
def _forms(look: Look) -> frozenset[str]:
    """Return a word and what it may be without the letters joined before it and without its article."""
    return frozenset((look.form, *(rest.removeprefix("ال") for _, rest in look.splits)))


@cache
def _folded_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _fits(ground: Ground, index: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a reading is possible as the word is spelt, and is one that the entry means."""
    verb = reading.pos == "verb"
    if not verb and reading.suffix != "ه":
        return True
    last = ground.text.raw[ground.words[index].end - 1]
    if reading.suffix == "ه" and last == "ة":
        return False  # folding makes a feminine ending look like a pronoun
    if not verb:
        return True
    before = ground.marks[index - 1] if index else 0
    if last == "ً" or (before & _NOMINAL and not reading.prefix):
        return False
    if reading.tense == "nonpast":
        clipped = not before & _LAM and _clipped(ground.words[index].form, reading)
        return not (clipped or entry.fields.get("only") == "past")
    return True


def _person_fits(reading: Reading, kind: str) -> bool:
    """Tell whether news would use the person: "we" of the past, not "I" or "you"; a bare dual only where two sides meet."""
    if reading.person == "3fp" or reading.person[:1] == "2":
        return False
    if reading.person in ("1s", "1p"):
        return bool(reading.tense == "past" and reading.person == "1p")
    return not (
        reading.person in ("3md", "3fd") and reading.tense == "past" and kind not in ("CONSULT", "AGREE", "COOPERATE")
    )


def _clipped(form: str, reading: Reading) -> bool:
    """Tell whether a verb of the present stands in its short form, which only لم and لا allow: يعد, of عاد."""
    length = len(form) - len(reading.prefix) - len(reading.suffix)
    lemma = reading.lemma
    return length == 3 and (len(lemma) == 3 or (len(lemma) == 4 and lemma[0] == "ا"))


def _best(ground: Ground, index: int, pairs: list[tuple[Reading, Entry]]) -> tuple[Reading, Entry]:
    """Return the reading that fits the words before it: a verb where a clause opens, else a noun; fewest clitics."""
    if len(pairs) == 1:
        return pairs[0]
    verbal = _verb_expected(ground, index)

    def cost(pair: tuple[Reading, Entry]) -> tuple[int, int, int]:
        reading, entry = pair
        strength = entry.fields.get("strength")
        return (
            (reading.pos == "verb") != verbal,
            len(reading.suffix) + len(reading.prefix),
            0 if strength is None else 1 if strength == "weak" else 2,
        )

    return min(pairs, key=cost)


def _verb_expected(ground: Ground, index: int) -> bool:
    """Tell whether the place asks for a verb: after a particle of verbs, a comma, a name; not after a preposition or a noun."""
    text, marks = ground.text, ground.marks
    if index == text.sentences[text.sentence_of[index]].first:
        return len(marks) > index + 1 and not marks[index + 1] & _PUNCT
    before = marks[index - 1]
    if before & _GOVERNING:
        return False
    if before & _VERBAL or not before & KNOWN:
        return True
    return any(
        r.pos in ("noun", "adjective") and (r.definite or r.suffix) for r in ground.words[index - 1].look.readings
    )


def other_world(ground: Ground, candidate: Candidate, worlds: Sequence[str]) -> bool:
    """Tell whether words beside a candidate speak of another world (sport, markets, illness) that borrows its word."""
    text = ground.text
    sentence = text.sentences[text.sentence_of[candidate.first]]
    low, high = max(sentence.first, candidate.first - _BESIDE), min(sentence.last, candidate.last + _BESIDE)
    spoken = ground.worlds
    return any(i in spoken and not spoken[i].isdisjoint(worlds) for i in range(low, high))


def other_object(ground: Ground, candidate: Candidate, kinds: Sequence[str]) -> bool:
    """Tell whether the subject or object right behind a candidate is a thing that is no party to an act: calm returned."""
    text, spoken = ground.text, ground.worlds
    last = min(text.sentences[text.sentence_of[candidate.first]].last, candidate.last + _NEXT)
    for i in range(candidate.last, last):
        if ground.marks[i] & _PUNCT:
            return False
        if i in spoken and i != candidate.companion and not spoken[i].isdisjoint(kinds):
            return True
    return False


def follows(ground: Ground, first: int, last: int, preposition: str) -> bool:
    """Tell whether some word of `[first, last)` is a preposition, alone, with a pronoun, or as the proclitic of a noun."""
    wanted = fold(preposition)
    for word in ground.words[first:last]:
        form = word.form
        if len(wanted) == 1:
            if any(prefix.endswith(wanted) for prefix, _ in word.look.splits if prefix):
                return True
        elif form == wanted or (form.startswith(wanted) and len(form) - len(wanted) <= 3):
            return True
    return False
