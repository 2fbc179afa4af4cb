"""What one written word can be inside a noun phrase, read off its look once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
_NAMED = "named"  # the role of nouns that a date may name («شارع 14 آذار») and that tell no time by themselves
_FULL = ("ون", "ين")  # ends of plurals that bear no genitive
_SHORTEST = 3  # letters that are too few for a word with the article
_NO_NAMES = frozenset({"punct", "number"})
_NO_ROLES: Mapping[str, tuple[Reading, Entry]] = {}
_NO_NATIONS: tuple[str, ...] = ()
_FINITE = ("past", "nonpast")
_ARTICLES = ("وال", "فال", "بال", "كال", "وبال", "ولل", "لل", "ال")
_FIRSTS = frozenset(article[0] for article in _ARTICLES)


class Shape:
    """A word as part of a noun phrase.

    `roles` are its entries in the actors domain by their role; `prefix` its proclitics, as far as a reading or a
    visible article confirms them; `finite`: it can be a finite verb; `nominal`: a noun or adjective; `known`: some
    entry reads it; `begins`: a party may begin with it; `placing`: it can stand before the name of a place;
    `definite`: it carries the article; `number` and `suffix` those of its actor reading. `head` is its reading as the
    head of a party; `twofold`: another word may fold alike; `mark`, `comma` and `stops`: a mark, a comma, a word before which a phrase ends; `full`: a plural with its «ن», which no genitive follows; `leads`: it may stand before the head; `adds`: it may
    belong to a phrase before it as an adjective, `seats` as where a speaker sits; `nameless`: no part of a name;
    `bound`: a name by itself; `country`: that of an adjective of nationality, `nations` all that it may mean; `places`: its entries in the domain
    of places by their role.
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
        "full",
        "gender",
        "head",
        "known",
        "leads",
        "mark",
        "masdar",
        "nameless",
        "nations",
        "nominal",
        "noun",
        "number",
        "places",
        "placing",
        "prefix",
        "roles",
        "seats",
        "stops",
        "suffix",
        "tags",
        "timely",
        "twofold",
    )

    def __init__(self, look: Look) -> None:
        self.tags, self.form = look.tags, look.form
        self.known = bool(look.readings) or bool(look.tags)
        self.mark = "punct" in self.tags
        self.comma = "comma" in self.tags
        self.timely = "times" in look.by_domain and any(
            entry.fields.get("role") != _NAMED for _, entry in look.entries("times")
        )
        own = look.by_domain.get(DOMAIN)
        self.roles = _roles(_plainest(own)) if own else _NO_ROLES
        self.head: tuple[Reading, Entry] | None = None
        self._take_readings(look)
        self.full = self.number == "p" and look.form.endswith(_FULL)
        if self.roles:
            self._take_roles(look)
        else:
            self.begins = self.bound = self.twofold = False
            self.country, self.nations = "", _NO_NATIONS
        roles, tags = self.roles, self.tags
        self.adds, self.seats = self.prefix != "", self.prefix in ("ب", "ل")
        self.leads = self.stops = self.nameless = False
        if tags:
            self.leads, self.nameless = not _LEADING.isdisjoint(tags), not _NO_NAMES.isdisjoint(tags)
            self.stops = not roles and not STOPS.isdisjoint(tags)
        if roles:
            self.leads, self.nameless = self.leads or "part" in roles, self.nameless or "no_name" in roles
            self.adds = self.adds or not _DESCRIBING.isdisjoint(roles)
            self.seats = self.seats or not _SEATING.isdisjoint(roles)

    def _take_readings(self, look: Look) -> None:
        readings, form = look.readings, look.form
        self.finite = self.nominal = self.noun = self.masdar = False
        for reading in readings:
            pos = reading.pos
            if pos == "verb":
                self.finite = self.finite or reading.tense in _FINITE
            elif pos in _NOMINAL:
                self.nominal = True
                if pos == "noun":
                    self.noun = True
                elif pos == "masdar":
                    self.masdar = True
        self.places = _roles(look.by_domain["places"]) if "places" in look.by_domain else _NO_ROLES
        self.placing = self.places is not _NO_ROLES and not _PLACING.isdisjoint(self.places)
        best = next(iter(self.roles.values()))[0] if self.roles else None
        if best is None:
            self.suffix = self.number = self.gender = ""
            self.prefix = _visible_prefix(look)
        else:
            self.suffix, self.number, self.gender, self.prefix = best.suffix, best.number, best.gender, best.prefix
        if best is not None and (best.pos != "particle" or "no_name" in self.roles):
            self.definite = best.definite
        else:
            self.definite = form[:1] in _FIRSTS and form.startswith(_ARTICLES) and len(form) > _SHORTEST

    def _take_roles(self, look: Look) -> None:
        roles = self.roles
        self.begins = not _BEGINNING.isdisjoint(roles)
        self.head = next((pair for role, pair in roles.items() if role in HEADS), None)
        self.twofold = self.head is not None and _folds_like_others(self.head[1])
        given, people = roles.get("given"), roles.get("nationality")
        self.bound = given is not None and bool(given[1].fields.get("bound"))
        self.country = str(people[1].fields.get("country", "")) if people else ""
        self.nations = _nations(look) if people else _NO_NATIONS

    def role(self, *names: str) -> tuple[Reading, Entry] | None:
        """Return the first of these roles that the word has."""
        roles = self.roles
        for name in names if roles else ():
            found = roles.get(name)
            if found:
                return found
        return None


def _roles(pairs: Iterable[tuple[Reading, Entry]]) -> Mapping[str, tuple[Reading, Entry]]:
    """Return the first entry of each role."""
    roles: dict[str, tuple[Reading, Entry]] = {}
    for pair in pairs:
        roles.setdefault(str(pair[1].fields.get("role", "")), pair)
    return roles


def _plainest(pairs: Sequence[tuple[Reading, Entry]]) -> Sequence[tuple[Reading, Entry]]:
    """Return readings with their entries, those with few clitics cut off first."""
    return sorted(pairs, key=_plainness) if len(pairs) > 1 else pairs


def _folds_like_others(entry: Entry) -> bool:
    return bool(entry.fields.get("final")) or str(entry.fields.get("noun", " "))[0] in HAMZAS


def _nations(look: Look) -> tuple[str, ...]:
    found = (e.fields.get("country", "") for _, e in look.by_domain[DOMAIN] if e.fields.get("role") == "nationality")
    return tuple(dict.fromkeys(country for country in found if len(country) == 2))


def _plainness(pair: tuple[Reading, Entry]) -> tuple[int, int]:
    return len(pair[0].suffix), len(pair[0].prefix)


def _visible_prefix(look: Look) -> str:
    form = look.form
    if form[:1] in _FIRSTS and form.startswith(_ARTICLES):
        for article in _ARTICLES:
            if form.startswith(article) and len(form) > len(article) + 2:
                return article[:-1] if article.endswith("لل") else article.removesuffix("ال")
    return look.readings[0].prefix if look.readings else ""


def shape(look: Look) -> Shape:
    """Return the shape of a look, made once."""
    kept: Shape | None = look.shape
    if kept is None:
        kept = look.shape = Shape(look)
    return kept
