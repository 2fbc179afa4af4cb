"""The words that may open a claim: verbs, participles and nouns of saying, and what leads back to a source."""

from __future__ import annotations

import msgspec

from khabar.claims.clauses import happens
from khabar.claims.lookalikes import (
    expresses,
    has_own_pronoun,
    is_another_word,
    is_built,
    is_first_person,
    is_in_name,
    is_name_of,
    is_passive,
    lacks_hamza,
)
from khabar.claims.scene import DOMAIN, Scene
from khabar.language import Entry, Reading
from khabar.mentions.shapes import shape

_RANK = {"verb": 0, "participle": 1, "masdar": 2, "noun": 3}
_PRONOUN = "ه"
_TANWIN = "ً"
_TIED = "ة"
_PRONOUNS = ("نه", "نها", "نهم", "نهما", "نهن")  # the endings of «أنه», «لكنها»
_YOU = "ك"
_MY = "ي"
_AND = "و"
_PLACES = "places"
_HEADS = frozenset({"source", "clause", "own", "pretext", "resume", "document"})


class Cue(msgspec.Struct, frozen=True, eq=False):
    """A cue over words `[first, last)`; `kind` is its construction, `reading` None for phrases.

    `force` is another force than the entry's, where the grammar around the cue gives it one.
    """

    first: int
    last: int
    kind: str
    entry: Entry
    reading: Reading | None = None
    prefix: str = ""
    force: str = ""

    @property
    def accepts(self) -> frozenset[str]:
        """What may follow for a claim."""
        return frozenset(self.entry.fields.get("with", ()))

    def says(self, key: str) -> str:
        """Return a field of the entry, "" where it has none."""
        return str(self.entry.fields.get(key, ""))


def find_cues(scene: Scene) -> list[tuple[Cue, ...]]:
    """Return the cues of a text in order; where one word has several readings, likeliest first."""
    out: list[tuple[Cue, ...]] = []
    taken = 0
    for i in scene.speaking:
        if i < taken:
            continue
        phrase = _phrase(scene, i)
        if phrase is not None:
            out.append((phrase,))
            taken = phrase.last
            continue
        if scene.speech_phrase(i, "impersonal") is not None:
            continue
        found = _words(scene, i)
        if found:
            out.append(found)
    return out


def _phrase(scene: Scene, i: int) -> Cue | None:
    for hit in scene.text.phrases.get(i, ()):
        if hit.entry.domain == DOMAIN and (kind := _head(hit.entry)):
            return Cue(i, hit.last, kind, hit.entry, prefix=hit.prefix)
    for reading, entry in scene.words[i].look.entries(DOMAIN):
        if entry.kind == "particle" and (kind := _head(entry)):
            return Cue(i, i + 1, kind, entry, reading, reading.prefix)
    return None


def _head(entry: Entry) -> str:
    """Return the construction that an entry without inflection opens, "" for none."""
    if entry.kind not in ("phrase", "particle"):
        return ""
    for word in entry.fields.get("with", ()):
        if word in _HEADS:
            return str(word)
    return ""


def _words(scene: Scene, i: int) -> tuple[Cue, ...]:
    pairs = scene.words[i].look.entries(DOMAIN)
    if not pairs or (i in scene.actor_over and scene.actor_over[i].first != i and not _parts_name(scene, i)):
        return ()
    out = []
    for reading, entry in sorted(pairs, key=_likeliness) if len(pairs) > 1 else pairs:
        if spelt_otherwise(scene, i, reading):
            continue
        cue = _word(scene, i, reading, entry)
        if cue is not None:
            out.append(cue)
    return tuple(out)


def spelt_otherwise(scene: Scene, i: int, reading: Reading) -> bool:
    """Tell whether a word is spelt as a reading never is: «دعوة» is no «دعوه», «أمراً» no verb."""
    ending = scene.text.raw[scene.words[i].end - 2 : scene.words[i].end]
    if reading.pos == "verb":
        return _TANWIN in ending
    return reading.suffix == _PRONOUN and ending.endswith(_TIED)


def _parts_name(scene: Scene, i: int) -> bool:
    """Tell whether a word inside a mention is the verb of the next clause («رداً على الوزير، قال سالم»), or its own."""
    look = scene.words[i].look
    if scene.form(i).endswith("ا") and scene.tags[i + 1] & {"to", "complementiser"}:
        return any(r.pos == "participle" for r, _ in look.entries(DOMAIN))  # «11 رجل شرطة مشيراً إلى أن»
    if "given" in shape(look).roles or any(r.pos != "verb" or r.tense != "past" or r.prefix for r in look.readings):
        return False
    last = i + 1 == scene.actor_over[i].last and bool(scene.tags[i + 1] & {"complementiser", "about", "colon"})
    return "comma" in scene.tags[i - 1] or last


def has_pronoun(scene: Scene, i: int) -> bool:
    """Tell whether a word is «أن» or «لكن» with the pronoun of the subject («أنها حذرت السفراء»)."""
    return bool(scene.tags[i] & {"complementiser", "contrast"}) and scene.form(i).endswith(_PRONOUNS)


def told_in(scene: Scene, cue: Cue) -> bool:
    """Tell whether a pronoun after a verb points to the statement that it was told in («بيان أوضح فيه أن»)."""
    at = cue.last + 1 if "from" in scene.tags[cue.last] else cue.last
    return at < scene.sentence_end(cue.first) and not cue.prefix and scene.prepositional(at)


def _likeliness(pair: tuple[Reading, Entry]) -> tuple[int, int, int, bool]:
    reading, entry = pair
    return len(reading.prefix), len(reading.suffix), _RANK.get(reading.pos, 4), "relay" not in entry.fields


def _word(scene: Scene, i: int, reading: Reading, entry: Entry) -> Cue | None:
    if "with" not in entry.fields:
        return None
    match reading.pos:
        case "verb":
            return _verb(scene, i, reading, entry)
        case "participle":
            if (
                not reading.definite
                and not reading.suffix
                and reading.prefix in ("", "و")
                and _adverbial(scene, i, reading)
                and not of_place(scene, i)
            ):
                return Cue(i, i + 1, "participle", entry, reading, reading.prefix)
        case "masdar" | "noun":
            return Cue(i, i + 1, "noun", entry, reading, reading.prefix)
    return None


def of_place(scene: Scene, i: int) -> bool:
    """Tell whether a participle is written like a noun of places and no happening follows: «ومدينة أريحا»."""
    return any(e.domain == _PLACES for r in scene.words[i].look.readings for e in r.entries) and not happens(
        scene, min(i + 1, len(scene.words) - 1)
    )


def _adverbial(scene: Scene, i: int, reading: Reading) -> bool:
    """Tell whether a participle continues a speech: accusative, or after a comma or «و»."""
    form, before = scene.form(i), scene.tags[i - 1]
    leads = bool(scene.tags[i + 1] & {"complementiser", "to", "colon"})
    if form.endswith("ا") and not leads and scene.finite(i - 1) and not scene.words[i - 1].look.entries(DOMAIN):
        return False  # «استهدفت مقراً»: its object
    if before & {"preposition", "neg_noun", "number", "number_word"}:
        return False  # «24 متهماً»
    if reading.gender == "f" and reading.number == "s" and scene.text.raw[scene.words[i].end - 1] == _PRONOUN:
        return False  # «ومقره»: a noun with its pronoun
    if reading.gender == "m" and reading.number == "s":
        return form.endswith("ا")
    after_mark = bool(before & {"comma", "close_quote", "straight_quote", "close_bracket", "stop"})
    return (
        after_mark or reading.prefix == "و" or bool(scene.tags[i + 1] & {"complementiser", "to"}) or form.endswith("ين")
    )


def _verb(scene: Scene, i: int, reading: Reading, entry: Entry) -> Cue | None:
    """Return the cue of a finite verb that says what is said now, not what may be said or was not."""
    if entry.fields.get("tense", reading.tense) != reading.tense or (reading.prefix and is_in_name(scene, i)):
        return None
    if reading.suffix[:1] == _YOU or reading.suffix == _MY:
        return None  # a verb takes «ني»
    if reading.passive is True or reading.person[:1] != "3" or reading.prefix[-1:] in ("س", "ل"):
        return None
    if is_first_person(scene, i, reading, entry) or is_built(scene, i, reading, entry):
        return None
    if lacks_hamza(scene, i, reading, entry) or is_passive(scene, i, reading, entry) or is_name_of(scene, i, reading):
        return None
    if is_another_word(scene, i, reading, entry) or (reading.suffix and has_own_pronoun(scene, i)):
        return None
    before = scene.tags[i - 1]
    if before & {"neg", "neg_past"} and "negative" in entry.fields:
        force = str(entry.fields["negative"])
        return None if force == "none" else Cue(i, i + 1, "verb", entry, reading, reading.prefix, force)
    if before & {"future", "neg_past", "neg", "conditional"}:
        return None  # «إذا التزم الطرفان بأن ينسحبا»
    if "relative" in before and entry.fields.get("relative") == "no":
        return None
    whom = "from" in before and reading.tense == "nonpast" and reading.suffix  # «تلاحق من تتهمهم بأنهم»
    if before & {"preposition", "neg_noun"} and "relative" not in before and not whom:
        return None  # a noun with the letters of a verb: «من رصد», «دون ثمن»
    if "preposition" in scene.tags[i] and "complementiser" not in scene.tags[i + 1] and not expresses(scene, i, entry):
        return None  # «عبر», «بين», «عقب»
    if before & {"complementiser", "qad"} and reading.tense == "nonpast":
        return None  # what somebody should say or may say
    apart = _AND if scene.form(i - 1) == _AND else ""  # «، و تناشد»
    return Cue(i, i + 1, "verb", entry, reading, reading.prefix or apart)
