"""Candidates for triggers: where the event words of the lexicon stand, and which reading of a word fits its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.language import Entry, Look, Reading, Text, Word, fold
from khabar.mentions.model import Mentions

DOMAIN = "events"
_WITH = 8  # words within which the companion of a verb stands
_BREAKS = frozenset({"stop", "semicolon", "colon", "relative", "complementiser"})
_WHOLE = frozenset({"noun", "adjective", "particle"})
_BESIDE = 5  # words within which another world takes the word over
_NEXT = 2  # words behind it within which its subject or object stands
NOT_TRIGGERS = {"light", "carrier", "same"}  # parts of entries that only accompany a trigger


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


def find_candidates(text: Text, mentions: Mentions) -> list[Candidate]:
    """Return the event words in order: the longest at each place, none inside a name or a time."""
    barred = _barred(text, mentions)
    armed = {i for w in mentions.weapons if w.last - w.first > 1 for i in range(w.first, w.last)}
    out: list[Candidate] = []
    done = 0
    for i in range(len(text.words)):
        if i < done or i in barred:
            continue
        found = (_phrase(text, i) if i in text.phrases else None) or (
            _word(text, i) if _readings_of(text.words[i].look) else None
        )
        if found is not None and not (i in armed and found.entry.fields["type"] != "ASSAULT"):
            out.append(found)
            done = found.last
            if found.companion >= 0:
                barred.add(found.companion)
    return out


def _barred(text: Text, mentions: Mentions) -> set[int]:
    """Return the words that names, times and names with event words in them are made of."""
    out: set[int] = set()
    for actor in mentions.actors:
        if not actor.generic and actor.last - actor.first > 1:
            out.update(range(actor.first, actor.last))
    for place in mentions.places:
        out.update(range(place.first, place.last))
    for time in mentions.times:
        out.update(range(time.first, time.last))
    for hits in text.phrases.values():
        for hit in hits:
            fields = hit.entry.fields
            if fields.get("evidence") == "name" or "bars" in fields:
                out.update(range(hit.first, hit.last))
    return out


def _phrase(text: Text, index: int) -> Candidate | None:
    """Return the longest event phrase that starts at a word. Its head is its first event word."""
    sentence = text.sentences[text.sentence_of[index]].last
    for hit in text.phrases.get(index, ()):
        if hit.entry.domain != DOMAIN or hit.entry.fields.get("part") in NOT_TRIGGERS or hit.last > sentence:
            continue
        if _barred_by_neighbour(text, hit.first, hit.last, hit.entry):
            continue
        return Candidate(hit.first, hit.last, hit.first, hit.entry, _reading_of(text, hit.first, hit.entry), hit.prefix)
    return None


def _reading_of(text: Text, index: int, entry: Entry) -> Reading | None:
    """Return the reading of a phrase's first word: through the lemma that the phrase names, else any that fits."""
    readings = [r for r in text.words[index].look.readings if _fits(text, index, r, entry)]
    if entry.lemma:
        found = [r for r in readings if r.lemma == entry.lemma]
    else:
        found = [r for r in readings if r.pos in ("verb", "masdar") and r.tense != "imperative"]
    return _best(text, index, [(r, entry) for r in found])[0] if found else None


def _word(text: Text, index: int) -> Candidate | None:
    if _lone_quotation(text, index):
        return None
    named = _names_word(text, index)
    pairs = [
        (r, e)
        for r, e in _readings_of(text.words[index].look)
        if not (named and (r.prefix or r.suffix)) and _fits(text, index, r, e)
    ]
    pairs = [(r, e) for r, e in pairs if not _barred_by_neighbour(text, index, index + 1, e)]
    if not pairs:
        return None
    asking = {e.id: e for _, e in pairs if "with" in e.fields}
    beside = companions(text, index, asking.values()) if asking else {}
    pairs = [(r, e) for r, e in pairs if beside.get(e.id, 0) is not None]
    if not pairs:
        return None
    told = [(r, e) for r, e in pairs if e.id in beside]
    reading, entry = _best(text, index, told or pairs)
    if _other_word(text, index, reading):
        return None
    at = beside.get(entry.id)
    return Candidate(index, index + 1, index, entry, reading, reading.prefix, -1 if at is None else at)


def _barred_by_neighbour(text: Text, first: int, last: int, entry: Entry) -> bool:
    """Tell whether the word right before or behind makes another word of it: بيان صادر عن is no confiscation."""
    fields = entry.fields
    if "not_after" in fields and first and text.words[first - 1].form in _folded_set(tuple(fields["not_after"])):
        return True
    if "not_before" not in fields or last >= len(text.words):
        return False
    return text.words[last].form in _folded_set(tuple(fields["not_before"]))


def _lone_quotation(text: Text, index: int) -> bool:
    """Tell whether a word stands alone between quotation marks: a name, or a word that the writer doubts."""
    return (
        0 < index < len(text.words) - 1
        and "open_quote" in text.words[index - 1].look.tags
        and "close_quote" in text.words[index + 1].look.tags
    )


def _names_word(text: Text, index: int) -> bool:
    """Tell whether a known name, with the letters joined before it, is this word: وعدن is Aden, not «and they returned»."""
    return any(hit.last == index + 1 for hit in text.names.get(index, ()))


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
        and entry.fields.get("part") not in NOT_TRIGGERS
        and not (whole and reading.prefix)  # وزير is no «and was visited»
        and (entry.fields.get("plural_only") != "yes" or reading.number == "p")
        and (reading.pos != "participle" or not reading.definite)
        and not (reading.definite and entry.fields.get("article") == "no")
        and (reading.pos != "verb" or (reading.suffix != "ي" and _person_fits(reading, entry.fields["type"])))
    )


def companions(text: Text, index: int, entries: Iterable[Entry]) -> dict[str, int | None]:
    """Return for each entry the index of the word that it asks for, before the sentence breaks, or None.

    It stands behind the entry's own word; where the entry says `around`, also before it.
    """
    sentence = text.sentences[text.sentence_of[index]]
    behind = _up_to_break(text, range(index + 1, min(sentence.last, index + 1 + _WITH)))
    ahead: list[tuple[int, frozenset[str]]] | None = None
    out: dict[str, int | None] = {}
    for entry in entries:
        wanted = _folded_set(tuple(entry.fields["with"]))
        found = next((i for i, forms in behind if not wanted.isdisjoint(forms)), None)
        if found is None and entry.fields.get("around") == "yes":
            if ahead is None:
                ahead = _up_to_break(text, range(index - 1, max(sentence.first, index - 1 - _WITH) - 1, -1))
            found = next((i for i, forms in ahead if not wanted.isdisjoint(forms)), None)
        out[entry.id] = found
    return out


def _up_to_break(text: Text, indexes: range) -> list[tuple[int, frozenset[str]]]:
    """Return the words of a stretch up to where the sentence breaks, each with what it may be without joined letters."""
    out = []
    for i in indexes:
        look = text.words[i].look
        if look.tags & _BREAKS:
            break
        out.append((i, _forms(look)))
    return out


@lru_cache(maxsize=50_000)
def _forms(look: Look) -> frozenset[str]:
    """Return a word and what it may be without the letters joined before it and without its article."""
    return frozenset((look.form, *(rest.removeprefix("ال") for _, rest in look.splits)))


@cache
def _folded_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _fits(text: Text, index: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a reading is possible as the word is spelt, and is one that the entry means."""
    fields = entry.fields
    last = text.raw[text.words[index].end - 1]
    if reading.suffix == "ه" and last == "ة":
        return False  # folding makes a feminine ending look like a pronoun
    if reading.pos != "verb":
        return True
    if last == "ً":
        return False
    if index and text.words[index - 1].look.tags & {"preposition", "neg_noun"} and not reading.prefix:
        return False
    if reading.tense == "nonpast":
        clipped = _clipped(text, index, reading) and not _after_lam(text, index)
        return not (fields.get("only") == "past" or clipped)
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


def _clipped(text: Text, index: int, reading: Reading) -> bool:
    """Tell whether a verb of the present stands in its short form, which only لم and لا allow: يعد, of عاد."""
    length = len(text.words[index].form) - len(reading.prefix) - len(reading.suffix)
    lemma = reading.lemma
    return length == 3 and (len(lemma) == 3 or (len(lemma) == 4 and lemma[0] == "ا"))


def _after_lam(text: Text, index: int) -> bool:
    return index > 0 and bool(text.words[index - 1].look.tags & {"neg_past", "neg"})


def _best(text: Text, index: int, pairs: list[tuple[Reading, Entry]]) -> tuple[Reading, Entry]:
    """Return the reading that fits the words before it: a verb where a clause opens, else a noun; fewest clitics."""
    verbal = _verb_expected(text, index)

    def cost(pair: tuple[Reading, Entry]) -> tuple[int, int, int]:
        reading, entry = pair
        strength = entry.fields.get("strength")
        return (
            (reading.pos == "verb") != verbal,
            len(reading.suffix) + len(reading.prefix),
            0 if strength is None else 1 if strength == "weak" else 2,
        )

    return min(pairs, key=cost)


def _verb_expected(text: Text, index: int) -> bool:
    """Tell whether the place asks for a verb: after a particle of verbs, a comma, a name; not after a preposition or a noun."""
    first = text.sentences[text.sentence_of[index]].first
    if index == first:
        return len(text.words) > index + 1 and "punct" not in text.words[index + 1].look.tags
    tags = text.words[index - 1].look.tags
    if tags & {"preposition", "cause"}:
        return False
    if tags & {
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
    }:
        return True
    before = text.words[index - 1].look
    return not before.readings or any(
        r.pos in ("noun", "adjective") and (r.definite or r.suffix) for r in before.readings
    )


def _other_word(text: Text, index: int, reading: Reading) -> bool:
    """Tell whether a word that could be an event is another word here: a frequent particle or adverb with its letters."""
    tags = text.words[index].look.tags
    return (
        bool(tags & {"preposition", "conjunction", "complementiser", "relative"})
        and not reading.prefix
        and not reading.suffix
    )


def other_world(text: Text, candidate: Candidate, worlds: Sequence[str]) -> bool:
    """Tell whether words beside a candidate speak of another world (sport, markets, illness) that borrows its word."""
    sentence = text.sentences[text.sentence_of[candidate.first]]
    low, high = max(sentence.first, candidate.first - _BESIDE), min(sentence.last, candidate.last + _BESIDE)
    return any(_speaks_of(text, i, worlds) for i in range(low, high))


def other_object(text: Text, candidate: Candidate, kinds: Sequence[str]) -> bool:
    """Tell whether the subject or object right behind a candidate is a thing that is no party to an act: calm returned."""
    last = min(text.sentences[text.sentence_of[candidate.first]].last, candidate.last + _NEXT)
    for i in range(candidate.last, last):
        if "punct" in text.words[i].look.tags:
            return False
        if i != candidate.companion and _speaks_of(text, i, kinds):
            return True
    return False


def _speaks_of(text: Text, index: int, worlds: Sequence[str]) -> bool:
    if not _worlds_of(text.words[index].look).isdisjoint(worlds):
        return True
    return index in text.phrases and any(
        h.entry.domain == "reality" and h.entry.fields["evidence"] in worlds for h in text.phrases[index]
    )


@lru_cache(maxsize=50_000)
def _worlds_of(look: Look) -> frozenset[str]:
    return frozenset(e.fields["evidence"] for _, e in look.entries("reality") if e.kind != "phrase")


def follows(word: Word, preposition: str) -> bool:
    """Tell whether a word is a preposition, alone, with a pronoun, or as the proclitic of a noun."""
    wanted = fold(preposition)
    if len(wanted) == 1:
        return any(prefix.endswith(wanted) for prefix, _ in word.look.splits if prefix)
    return word.form == wanted or (word.form.startswith(wanted) and len(word.form) - len(wanted) <= 3)
