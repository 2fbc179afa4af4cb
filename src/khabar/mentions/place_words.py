"""What the words of a text mean to the grammar of places: nouns of kind, sides, links, and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from khabar.language import Entry, Look, NameHit, PhraseHit, Reading, Text, Word
from khabar.mentions.bearers import survey
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_DOMAIN = "places"
_QUOTES = frozenset({"open_quote", "straight_quote"})
_PREPOSITION = frozenset({"preposition"})
_LEADING = frozenset({"in", "to"})
_NONE: list[NameHit] = []
_SHORT, _LARGE = 3, 100_000


class PlaceWords:
    """One text with the words that places are made of; answers are cheap and never look further than a few words."""

    __slots__ = ("_campaigns", "_covers", "_hits", "_whence", "home_phrases", "homes", "roles", "tags", "text", "words")

    def __init__(self, text: Text, actors: Sequence[ActorMention]) -> None:
        self.text, self.words, self.tags = text, text.words, text.tags
        self.homes: tuple[str, ...] = ()  # the countries that the report is about
        self._covers = _cover(actors)
        self._campaigns: set[int] = set()
        self._whence: set[int] = set()
        self.home_phrases: dict[int, PhraseHit] = {}  # «في البلاد»: the country that the report is about
        for start in text.phrased(_DOMAIN):
            for hit in text.phrases[start]:
                role = hit.entry.fields.get("role") if hit.entry.domain == _DOMAIN else None
                if role == "campaign":
                    self._covers.update((k, (hit.first, hit.last, True)) for k in range(hit.first, hit.last))
                    self._campaigns.update(range(hit.first, hit.last))
                elif role == "whence":
                    self._whence.update(range(hit.first + 1, hit.last + 1))
                elif role == "home" and (
                    not hit.entry.fields.get("needs") or not _LEADING.isdisjoint(self.tags[start - 1])
                ):
                    self.home_phrases.setdefault(start, hit)
        # The first reading of each role of each word that has one; most words have none.
        self.roles: dict[int, Mapping[str, tuple[Reading, Entry]]] = {
            at: shape(text.words[at].look).places for at in text.at(_DOMAIN)
        }
        self._hits: dict[int, list[NameHit]] = {}
        for at, names in text.names.items():
            if places := [hit for hit in names if hit.bearers.places and self._is_place(hit)]:
                self._hits[at] = places

    def role(self, at: int, role: str) -> tuple[Reading, Entry] | None:
        """Return how word `at` reads in a role, or None."""
        roles = self.roles.get(at)
        return roles.get(role) if roles else None

    def tagged(self, at: int, tag: str) -> bool:
        """Tell whether word `at` exists and has a grammar tag."""
        return tag in self.tags[at]

    def has_tag(self, at: int, tags: frozenset[str]) -> bool:
        """Tell whether word `at` exists and has one of some grammar tags."""
        return not tags.isdisjoint(self.tags[at])

    def hits(self, at: int) -> list[NameHit]:
        """Return the names of places that start at `at`, longest first, but not those that are part of a name of somebody."""
        return self._hits.get(at, _NONE)

    def beginnings(self) -> list[int]:
        """Return the words at which a place may begin: a name, a noun of kind, a part or a side."""
        return sorted(
            {*self._hits, *self.home_phrases, *[at for at in self.roles if shape(self.words[at].look).placing]}
        )

    def longest(self) -> Iterator[NameHit]:
        """Yield the longest name of a place at each word where one starts."""
        return (hits[0] for hits in self._hits.values())

    def is_plain(self, at: int) -> bool:
        """Tell whether nothing of places begins at a word: no name, no word of the grammar of places, no mark."""
        return at not in self.roles and at not in self._hits and "punct" not in self.tags[at]

    def _is_place(self, hit: NameHit) -> bool:
        return not self._hidden(hit) and not self._doubtful_cut(hit)

    def names_place(self, at: int) -> bool:
        """Tell whether a name that needs no noun before it starts at `at`."""
        return any(survey(hit.bearers).free for hit in self.hits(at))

    def nationality(self, at: int) -> tuple[str, Entry] | None:
        """Return the country of a definite adjective at `at` («التركية»)."""
        if at >= len(self.words):
            return None
        look = self.words[at].look
        return _nationality(look) if "nationality" in shape(look).roles else None

    def is_adjective_here(self, at: int) -> bool:
        """Tell whether the name of a country is the adjective of the noun before it: «قوات سورية»."""
        before = self.word(at - 1)
        if (
            before is None
            or not before.form.endswith(("ه", "ات"))
            or at - 1 in self.roles
            or "punct" in before.look.tags
        ):
            return False
        return self.words[at].look.plays("actors", "nationality")

    def is_whence(self, at: int) -> bool:
        """Tell whether words before `at` say that something came or was fired from the place that begins there."""
        return at in self._whence or (at - 1 in self._whence and self.has_tag(at - 1, _PREPOSITION))

    def is_campaign(self, at: int) -> bool:
        """Tell whether a word is part of the name of a campaign or of the press («نبع السلام», «بلدي نيوز»)."""
        return at in self._campaigns

    def names_actor(self, at: int) -> bool:
        """Tell whether the name of somebody starts at `at`."""
        return any(hit.bearers.actors for hit in self.text.names.get(at, ()))

    def surely_names_actor(self, at: int) -> bool:
        """Tell whether a name that can mean somebody without further company starts at `at`."""
        return any(not actor.needs for hit in self.text.names.get(at, ()) for actor in hit.bearers.actors)

    def is_named(self, at: int) -> bool:
        """Tell whether a word is part of a mention of somebody by name."""
        cover = self._covers.get(at)
        return cover is not None and cover[1] - cover[0] > 1

    def is_described(self, at: int) -> bool:
        """Tell whether a definite adjective stands at `at`, and nothing that points back."""
        word = self.word(at)
        if word is None or self.role(at, "same") or not word.form.startswith("ال"):
            return False
        return any(r.pos == "adjective" and r.definite and not r.prefix for r in word.look.readings)

    def _hidden(self, hit: NameHit) -> bool:
        cover = self._covers.get(hit.first)
        if cover is None:
            return False
        first, last, person = cover
        if "noun" in self.roles.get(first, ()):  # «العاصمة بيروت»: a place that acts
            return False
        return person or (last - first > hit.last - hit.first)

    def _doubtful_cut(self, hit: NameHit) -> bool:
        """Tell whether a short name was cut out of what is a word of its own («بلد», «وبيان»)."""
        if hit.prefix.endswith(("ك", "س")):
            return True
        if not hit.prefix or hit.last - hit.first > 1:
            return False
        rest = len(self.words[hit.first].form) - len(hit.prefix)
        if len(hit.prefix) > 1 and rest <= _SHORT and all(getattr(r, "population", 0) < _LARGE for r in hit.records):
            return True  # «ولغات» is no mention of Ghat
        return any(not r.prefix and not r.definite for r in self.words[hit.first].look.readings)

    def starts_quote(self, at: int) -> bool:
        """Tell whether word `at` opens a short quotation or bracket."""
        return self.has_tag(at, _QUOTES)

    def quote_end(self, at: int, longest: int = 5) -> int:
        """Return the index of the mark that closes the quotation opened at `at`, or 0 where it is longer than a name."""
        for k in range(at + 1, min(at + 2 + longest, len(self.words))):
            if self.tagged(k, "close_quote") or self.tagged(k, "straight_quote"):
                return k
        return 0

    def in_paragraph(self, at: int, other: int) -> bool:
        """Tell whether two words stand in one paragraph."""
        paragraphs = self.text.paragraph_of
        return other < len(paragraphs) and paragraphs[at] == paragraphs[other]

    def word(self, at: int) -> Word | None:
        """Return word `at`, or None past the end."""
        return self.words[at] if 0 <= at < len(self.words) else None


@lru_cache(maxsize=1 << 14)
def _nationality(look: Look) -> tuple[str, Entry] | None:
    for reading, entry in look.by_domain["actors"]:
        if (
            entry.fields.get("role") == "nationality"
            and reading.definite
            and not reading.prefix
            and len(entry.fields.get("country", "")) == 2
        ):
            return entry.fields["country"], entry
    return None


def _cover(actors: Sequence[ActorMention]) -> dict[int, tuple[int, int, bool]]:
    """Return for each word the longest mention of somebody by name that it is part of."""
    out: dict[int, tuple[int, int, bool]] = {}
    for actor in actors:
        if actor.generic or actor.role == "place":
            continue
        for k in range(actor.first, actor.last):
            held = out.get(k)
            if held is None or actor.last - actor.first > held[1] - held[0]:
                out[k] = (actor.first, actor.last, actor.person)
    return out
