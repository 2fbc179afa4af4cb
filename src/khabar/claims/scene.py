"""One report as the claims engine sees it: its words with the groups, the actors and the times that start at each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from khabar.claims.quoting import told_quotations
from khabar.language import Text
from khabar.language.clitics import suffix_cuts
from khabar.language.matching import PhraseHit
from khabar.mentions.model import ActorMention, Mentions, TimeMention
from khabar.mentions.shapes import shape
from khabar.model import Document, Evidence, Span

DOMAIN = "speech"
_LONGEST_PREPOSITION = 7  # letters of a preposition with its pronoun
_ADVERB_END = "ا"
_ONE_LETTER = "بلك"  # the prepositions that are written onto their noun
_LIKE = "ك"
_AND = "و"
_FEMININE = "ت"  # the ending of a third person feminine of the perfect
_IMPERFECT = "يت"  # the letters that begin a third person of the imperfect


class Scene:
    """A text, its mentions and its document, with what starts or stands at each word looked up once."""

    def __init__(self, text: Text, mentions: Mentions, document: Document) -> None:
        self.text, self.mentions, self.document = text, mentions, document
        self.words = text.words
        self.tags = text.tags
        self.brackets: dict[int, int] = _brackets(text)
        self.speaking: list[int] = text.telling(DOMAIN)  # the words at which an entry or a phrase of saying starts
        self.hedging = sorted({*self.speaking, *text.at("hedge"), *text.at("qad")})
        self.actor_at: dict[int, ActorMention] = {}
        self.actor_over: dict[int, ActorMention] = {}
        for mention in reversed(mentions.actors):  # the first of each word counts
            self.actor_at[mention.first] = mention
            self.actor_over |= dict.fromkeys(range(mention.first, mention.last), mention)
        quotes, self.depth = told_quotations(text, self.actor_at)
        self.closing: dict[int, int] = dict(quotes)
        self.quote_opening: dict[int, int] = {close: start for start, close in quotes}
        self.enclosing: list[int] = _enclosing(text, quotes)
        self.surname_at: dict[tuple[str, ...], int] = {}  # the last words of titled persons, and where they stand first
        for mention in mentions.actors:
            if (
                mention.role == "title"
                and mention.last - mention.first > 2
                and not self.words[mention.last - 1].look.readings
            ):
                for words in (1, 2):
                    tail = tuple(self.form(i) for i in range(mention.last - words, mention.last))
                    self.surname_at.setdefault(tail, mention.last - words)
        self.placed: set[int] = {i for place in mentions.places for i in range(place.first, place.last)}
        self.time_at: dict[int, TimeMention] = {}
        for time in mentions.times:
            self.time_at.setdefault(time.first, time)

    def form(self, i: int) -> str:
        """Return the folded form of a word; empty beyond the text."""
        return self.words[i].look.form if 0 <= i < len(self.words) else ""

    def sentence_end(self, i: int) -> int:
        """Return the index after the sentence of a word."""
        return self.text.sentences[self.text.sentence_of[i]].last

    def sentence_start(self, i: int) -> int:
        """Return the index of the first word of the sentence of a word."""
        return self.text.sentences[self.text.sentence_of[i]].first

    def headline(self, i: int) -> bool:
        """Tell whether a word stands in a headline."""
        return self.text.sentences[self.text.sentence_of[i]].headline

    def after_group(self, i: int) -> int:
        """Return the index after the quotation or brackets that open at a word, or `i` itself."""
        close = self.closing.get(i, self.brackets.get(i))
        return i if close is None else close + 1

    def bound(self, i: int) -> str:
        """Return the preposition that a word carries as its first letter, "" where it carries none."""
        if not 0 <= i < len(self.words):
            return ""
        form = self.words[i].look.form
        if len(form) == 1 and form in _ONE_LETTER:
            return form
        noun = self.actor_at.get(i)
        for hit in self.text.names.get(i, ()):
            plain = hit.prefix[-1:] == _LIKE or (noun is not None and noun.head == i and bool(noun.entries))
            if plain and any(not r.prefix for r in self.words[i].look.readings):
                continue  # «كبير», «لجنة القرية»
            if hit.prefix:
                return hit.prefix[-1] if hit.prefix[-1] in _ONE_LETTER else ""
        look = self.words[i].look
        prefix = shape(look).prefix
        sure = all(r.prefix for r in look.readings)  # «بشن», but not «كبير»
        long = sure if len(form) == 3 or prefix[-1:] == _LIKE else len(form) > 3
        return prefix[-1] if prefix and prefix[-1] in _ONE_LETTER and long else ""

    def finite(self, i: int) -> bool:
        """Tell whether a word is a finite verb and nothing else, and in no name of a place («عدن»)."""
        word = shape(self.words[i].look)
        verb = word.finite and not word.nominal and not word.roles and "auxiliary" not in word.tags
        return verb and i not in self.placed

    def prepositional(self, i: int) -> bool:
        """Tell whether a word that no entry reads, but as a name, is a preposition with a pronoun («عليها», «لهم»)."""
        look = self.words[i].look
        form = look.form
        if look.tags or (
            self.text.raw[self.words[i].start : self.words[i].end] != form
            and any(entry.fields.get("role") != "given" for reading in look.readings for entry in reading.entries)
        ):
            return False  # «فئة» is written like «فيه» once it is folded
        if len(form) <= 3 and form[:1] in _ONE_LETTER:
            return not look.plays("actors", "part")  # «بعض»
        reader = self.mentions.reader
        if reader is None or len(form) > _LONGEST_PREPOSITION:
            return False
        look_up = reader.naming.registry.lexicon.look
        return any("preposition" in look_up(base).tags for base, _ in suffix_cuts(form))

    def pronoun_of(self, i: int, tag: str) -> bool:
        """Tell whether a word is a preposition with a tag that carries a pronoun («عنه»)."""
        reader = self.mentions.reader
        if reader is None or len(self.form(i)) > _LONGEST_PREPOSITION:
            return False
        look = reader.naming.registry.lexicon.look
        return any(tag in look(base).tags for base, _ in suffix_cuts(self.form(i)))

    def verblike(self, i: int) -> bool:
        """Tell whether a word is a finite verb, or one that no entry knows and that looks like an imperfect."""
        look = self.words[i].look
        if look.readings or look.tags or i in self.actor_over:
            return self.finite(i)
        joined = look.form[:1] == _AND
        bare = look.form[1:] if joined else look.form
        if joined and bare.endswith(_FEMININE) and len(bare) > 3:
            return True
        return bare[:1] in _IMPERFECT and len(bare) > 3 and not bare.endswith(("ه", "ات"))

    def joined(self, i: int) -> bool:
        """Tell whether a word begins with «و» or «ف» that is no letter of its own."""
        form = self.form(i)
        readings = self.words[i].look.readings
        return (
            form[:1] in ("و", "ف")
            and (not readings or all(r.prefix[:1] in ("و", "ف") for r in readings))
            and i not in self.actor_at
        )

    def nominal(self, i: int) -> bool:
        """Tell whether a word can begin a noun phrase."""
        word = shape(self.words[i].look)
        if "punct" in word.tags or word.tags & {
            "complementiser",
            "preposition",
            "relative",
            "subordinator",
            "conjunction",
            "neg",
            "conditional",
            "future",
            "pronoun",
            "demonstrative",
        }:
            return False
        if self.prepositional(i):
            return False
        return word.nominal or word.definite or not word.finite

    def maybe_bound(self, i: int, preposition: str) -> bool:
        """Tell whether a word carries a preposition, or looks so and no entry reads it."""
        look = self.words[i].look
        return self.bound(i) == preposition or (
            not look.readings
            and not look.tags
            and look.form.startswith(preposition)
            and len(look.form) > 3
            and i not in self.actor_at
        )

    def speech_phrase(self, i: int, key: str) -> PhraseHit | None:
        """Return the longest phrase of saying at a word whose entry has a field."""
        for hit in self.text.phrases.get(i, ()):
            if hit.entry.domain == DOMAIN and key in hit.entry.fields:
                return hit
        return None

    def aside_end(self, i: int) -> int:
        """Return the index after the aside that starts at a word («بدوره», «أمس», a bracket), or `i`."""
        for hit in self.text.phrases.get(i, ()):
            if hit.entry.fields.get("role") == "aside":
                return hit.last
        look = self.words[i].look
        if look.plays(DOMAIN, "aside"):
            return i + 1
        if i in self.brackets:
            return self.brackets[i] + 1
        time = self.time_at.get(i)
        if time is not None:
            return time.last
        if any(r.pos == "participle" and e.fields.get("resumes") for r, e in look.entries(DOMAIN)):
            return i + 1
        if i not in self.actor_over and self.prepositional(i):
            return i + 1
        if (
            not look.readings
            and look.form.endswith(_ADVERB_END)
            and i not in self.actor_over
            and self.bound(i) == ""
            and self.nominal(i)
            and len(look.form) > 4
            and not suffix_cuts(look.form)
        ):
            return i + 1
        return i

    def governed(self, mention: ActorMention) -> bool:
        """Tell whether a preposition governs an actor, marks of quotation looked through."""
        if self.bound(mention.first):
            return True
        at = mention.first - 1
        while at > 0 and "quote" in self.tags[at]:
            at -= 1
        return "preposition" in self.tags[at] or (self.form(at) in _ONE_LETTER and bool(self.form(at)))

    def role(self, i: int, role: str) -> bool:
        """Tell whether an entry of saying gives a word a role."""
        return 0 <= i < len(self.words) and self.words[i].look.plays(DOMAIN, role)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words `[first, last)`."""
        return self.text.span(first, last)

    def evidence(self, slot: str, rule: str, first: int, last: int) -> Evidence:
        """Return a reason with the words that it stands on."""
        return Evidence(slot=slot, rule=rule, span=self.span(first, last))


def between(words: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of some words, in order, that are among `[first, last)`."""
    low = bisect_left(words, first)
    return words[low : bisect_left(words, last, low)]


def _enclosing(text: Text, quotes: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each word the index of the mark that closes the innermost quotation around it, -1 outside."""
    out = [-1] * len(text.words)
    for opening, close in quotes:  # an inner quotation opens after the one around it
        out[opening + 1 : close + 1] = [*[close] * (close - opening - 1), -1]
    return out


def _brackets(text: Text) -> dict[int, int]:
    """Return the index of the closing bracket by that of the opening one, inside one sentence."""
    out: dict[int, int] = {}
    stack: list[int] = []
    for at in text.at("bracket"):
        if "open_bracket" in text.words[at].look.tags:
            stack.append(at)
        elif stack:
            start = stack.pop()
            if text.paragraph_of[start] == text.paragraph_of[at]:
                out[start] = at
    return out
