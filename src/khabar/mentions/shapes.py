"""What one written word can be inside a noun phrase, read off its look once and kept."""

from __future__ import annotations

from khabar.language import Entry, Look, Reading

DOMAIN = "actors"
HAMZAS = "أإ"  # they fold alike, but «أمام» is no «إمام»
HEADS = ("title", "force", "body", "source", "outlet", "target")
# Words before which every noun phrase ends.
STOPS = frozenset(
    {
        "complementiser",
        "neg",
        "neg_noun",
        "subordinator",
        "future",
        "conditional",
        "question",
        "pronoun",
        "demonstrative",
        "relative",
        "conjunction",
        "contrast",
        "hedge",
        "qad",
        "when",
        "number_word",
        "number_bound",
    }
)
_NOMINAL = frozenset({"noun", "masdar", "adjective", "participle", "passive_participle"})
# Roles of words at which a party may begin.
_BEGINNING = frozenset({"title", "force", "body", "source", "outlet", "target", "part", "unknown", "given"})
_PLACING = frozenset({"noun", "part", "direction"})
_DESCRIBING = frozenset({"tie", "nationality", "quality", "unknown"})
_SEATING = frozenset({"on_behalf", "at", "from", "to"})
_LEADING = frozenset({"number", "number_word", "number_bound", "open_quote", "straight_quote"})
_SHORTEST = 3  # letters that are too few for a word with the article
_NO_NAMES = frozenset({"punct", "number"})
_ARTICLES = ("وال", "فال", "بال", "كال", "وبال", "ولل", "لل", "ال")


class Shape:
    """A word as part of a noun phrase.

    `roles` are its entries in the actors domain by their role; `prefix` its proclitics, as far as a reading or a
    visible article confirms them; `finite`: it can be a finite verb; `nominal`: a noun or adjective; `known`: some
    entry reads it; `stems`: what is left without proclitics; `begins`: a party may begin with it; `placing`: it can stand before the name of a place;
    `definite`: it carries the article; `number` and `suffix` those of its actor reading. `head` is its reading as the
    head of a party; `twofold`: another word may fold alike; `mark`, `comma` and `stops`: a mark, a comma, a word before which a phrase ends; `leads`: it may stand before the head; `adds`: it may
    belong to a phrase before it as an adjective, `seats` as where a speaker sits; `nameless`: no part of a name;
    `bound`: a name by itself; `country`: that of an adjective of nationality.
    """

    __slots__ = (
        "adds",
        "begins",
        "bound",
        "comma",
        "country",
        "definite",
        "finite",
        "form",
        "gender",
        "head",
        "known",
        "leads",
        "mark",
        "masdar",
        "nameless",
        "nominal",
        "noun",
        "number",
        "placing",
        "prefix",
        "roles",
        "seats",
        "stems",
        "stops",
        "suffix",
        "tags",
        "timely",
        "twofold",
    )

    def __init__(self, look: Look) -> None:
        self.stems = tuple(rest for _, rest in look.splits)
        self.tags, self.form = look.tags, look.form
        self.roles: dict[str, tuple[Reading, Entry]] = {}
        for reading, entry in sorted(look.entries(DOMAIN), key=_plainness):
            self.roles.setdefault(str(entry.fields.get("role", "")), (reading, entry))
        self.begins = not _BEGINNING.isdisjoint(self.roles)
        best = next(iter(self.roles.values()))[0] if self.roles else None
        self.finite = any(r.pos == "verb" and r.tense in ("past", "nonpast") for r in look.readings)
        self.nominal = any(r.pos in _NOMINAL for r in look.readings)
        self.noun = any(r.pos == "noun" for r in look.readings)
        self.masdar = any(r.pos == "masdar" for r in look.readings)
        self.placing = any(e.fields.get("role") in _PLACING for _, e in look.entries("places"))
        self.known = bool(look.readings) or bool(look.tags)
        self.timely = "times" in look.by_domain
        told = best is not None and (best.pos != "particle" or "no_name" in self.roles)
        self.definite = (
            best.definite if best and told else look.form.startswith(_ARTICLES) and len(look.form) > _SHORTEST
        )
        self.prefix = best.prefix if best else _visible_prefix(look)
        self.suffix = best.suffix if best else ""
        self.number = best.number if best else ""
        self.gender = best.gender if best else ""
        self.head = next((pair for role, pair in self.roles.items() if role in HEADS), None)
        self.twofold = self.head is not None and _folds_like_others(self.head[1])
        self.mark = "punct" in self.tags
        self.leads = "part" in self.roles or not _LEADING.isdisjoint(self.tags)
        self.comma = "comma" in self.tags
        self.stops = not self.roles and not STOPS.isdisjoint(self.tags)
        self.adds = self.prefix != "" or not _DESCRIBING.isdisjoint(self.roles)
        self.seats = self.prefix in ("ب", "ل") or not _SEATING.isdisjoint(self.roles)
        given = self.roles.get("given")
        self.bound = given is not None and bool(given[1].fields.get("bound"))
        people = self.roles.get("nationality")
        self.country = str(people[1].fields.get("country", "")) if people else ""
        self.nameless = "no_name" in self.roles or not _NO_NAMES.isdisjoint(self.tags)

    def role(self, *names: str) -> tuple[Reading, Entry] | None:
        """Return the first of these roles that the word has."""
        for name in names:
            found = self.roles.get(name)
            if found:
                return found
        return None


def _folds_like_others(entry: Entry) -> bool:
    return bool(entry.fields.get("final")) or str(entry.fields.get("noun", " "))[0] in HAMZAS


def _plainness(pair: tuple[Reading, Entry]) -> tuple[int, int]:
    return len(pair[0].suffix), len(pair[0].prefix)


def _visible_prefix(look: Look) -> str:
    for article in _ARTICLES:
        if look.form.startswith(article) and len(look.form) > len(article) + 2:
            return article[:-1] if article.endswith("لل") else article.removesuffix("ال")
    return next((r.prefix for r in look.readings), "")


def shape(look: Look) -> Shape:
    """Return the shape of a look, made once."""
    kept: Shape | None = look.shape
    if kept is None:
        kept = look.shape = Shape(look)
    return kept
