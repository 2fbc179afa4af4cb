"""Adjectives and other words of a noun phrase that tell of what sort, of which country or whose a party is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.language import Entry
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.shapes import HEADS, Shape

if TYPE_CHECKING:
    from khabar.mentions.nouns import Reader

_SOUND = ("ون", "ين")  # ends of a plural of people
_TANWIN = "\u064b"


def read_adjective(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """An adjective: of nationality, of sort, «مجهول», or one that ties the party to another."""
    at = phrase.last
    for hit in reader.text.phrases.get(at, ()):
        if (
            hit.entry.domain == "actors"
            and hit.entry.fields.get("role") in ("nationality", "quality")
            and not hit.prefix
        ):
            _take_nationality(phrase, hit.entry)
            return hit.last
    word = reader.shapes[at]
    if word.prefix:
        return _second(reader, phrase, word)
    if (
        word.country
        and at == phrase.head_end
        and phrase.role in ("title", "body", "force")
        and reader.is_open(phrase)
        and _names_country(reader, at)
    ):
        return 0  # «رئيس سوريا», «قوات ليبيا»: the state
    if word.definite and reader.is_open(phrase) and word.role(*HEADS, "portfolio"):
        return 0  # a genitive: an adjective would have no article
    if not word.definite and (phrase.definite or phrase.record):
        return 0
    if word.definite and reader.shapes[phrase.head].full and not reader.shapes[phrase.head].definite:
        return 0  # «اغتال مسلحون الناشط»: another noun
    tie = word.roles.get("tie")
    if tie and not tie[0].suffix:
        end = _tie(reader, phrase, at, limit, str(tie[1].fields["how"]))
        if end:
            phrase.entries.append(tie[1].id)
            return end
    nationality, quality, unknown = word.roles.get("nationality"), word.roles.get("quality"), word.roles.get("unknown")
    if unknown:
        phrase.unknown = True
        phrase.entries.append(unknown[1].id)
        return at + 1
    if nationality:
        if at + 1 < limit and _says_make(reader, at + 1):
            return at + 2  # «طائرة كينية الصنع» is nobody's
        _take_nationality(phrase, nationality[1])
        return at + 1
    if quality:
        phrase.qualities.append(quality[1])
        phrase.entries.append(quality[1].id)
        return at + 1
    return 0


def _says_make(reader: Reader, at: int) -> bool:
    """Tell whether a word says that the nationality before it is where a thing was made."""
    look = reader.words[at].look
    return "roles" in look.by_domain and any(e.fields.get("part") == "make" for _, e in look.entries("roles"))


def is_another(reader: Reader, phrase: Phrase, word: Shape) -> bool:
    """Tell whether an accusative behind a head without its sign is somebody else: «طعن شاب إسرائيلياً»."""
    head = reader.shapes[phrase.last - 1]
    bare = phrase.last == phrase.head_end and head.number == "s" and head.gender == "m" and not head.definite
    if bare and phrase.role != "target" and _names_country(reader, phrase.last):
        return False  # «رئيس سوريا»
    if head.number == "p" and not head.definite and head.form.endswith(_SOUND):
        return word.form.endswith("ا")  # «خطف أربعة مسلحين صحافياً»
    return bool(word.country) and bare and word.form.endswith("ا") and not head.form.endswith(("ا", "ى", "ي"))


def _names_country(reader: Reader, at: int) -> bool:
    """Tell whether a word is the name of a country, written without the sign of an accusative."""
    written = reader.text.raw[reader.words[at].start : reader.words[at].end]
    return _TANWIN not in written and any(
        not hit.prefix and any(r.needs == "country" for r in hit.bearers.actors)
        for hit in reader.text.names.get(at, ())
    )


def _take_nationality(phrase: Phrase, entry: Entry) -> None:
    phrase.country = phrase.country or str(entry.fields.get("country", ""))
    phrase.qualities.append(entry)
    phrase.entries.append(entry.id)


def _second(reader: Reader, phrase: Phrase, word: Shape) -> int:
    """«الصحة والسكان», «العسكرية والأمنية»: a second subject of a ministry, a second adjective or genitive."""
    before = reader.shapes[phrase.last - 1]
    if word.prefix != "و" or not word.definite or word.finite or phrase.person_at:
        return 0
    if "portfolio" in before.roles and not word.role("title", "force"):
        return phrase.last + 1
    if "quality" in before.roles and "quality" in word.roles:
        phrase.entries.append(word.roles["quality"][1].id)
        return phrase.last + 1
    if "portfolio" in word.roles and phrase.genitive and phrase.role in ("title", "body"):
        return phrase.last + 1
    return (
        phrase.last + 1
        if phrase.genitive and not word.roles and not before.role(*HEADS, "portfolio", "nationality", "quality")
        else 0
    )


def _tie(reader: Reader, phrase: Phrase, at: int, limit: int, how: str) -> int:
    """«تابعة للحزب», «مدعومة من إيران»: whose it is."""
    after = at + 1
    if after < limit and "preposition" in reader.words[after].look.tags:
        after += 1
    elif after >= limit or not reader.has_prefix(after):
        phrase.tie = how
        return at + 1
    if after >= limit:
        return 0
    tied = reader.read(after, limit, inner=True)
    if tied is None:
        phrase.tie = how
        word = reader.shapes[after]
        whole = word.definite and not word.finite and not word.tags
        return after + 1 if whole and after > at + 1 else at + 1  # «مدعومين من الغرب»
    phrase.tie = how
    if phrase.owner is None and how != "made of":
        phrase.owner = tied
    return tied.last


def _is_arm(reader: Reader, at: int) -> bool:
    """Tell whether a word is the noun of a weapon, which describes nobody."""
    look = reader.words[at].look
    return "weapons" in look.by_domain and all(r.pos == "noun" for r in look.readings)


def read_stranger(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """A word that no entry of parties knows: an adjective with the article, or a genitive."""
    at = phrase.last
    word = reader.shapes[at]
    if word.tags or word.timely or word.prefix or phrase.person_at or word.role(*HEADS):
        return 0
    if phrase.record and not phrase.entry:
        return 0
    strange = sum(1 for i in range(phrase.head + 1, at) if not reader.shapes[i].roles)
    if strange > 4 or (word.masdar and not reader.is_open(phrase)):
        return 0
    if word.masdar and phrase.role == "source" and phrase.plural and not word.definite:
        return 0  # «رصد نشطاء استهداف القوات»
    if word.placing and word.definite and phrase.place:
        return at + 1
    if word.definite and not (word.finite and not word.nominal):
        if not phrase.definite and not reader.is_open(phrase):
            return 0
        if phrase.definite and _is_arm(reader, at):
            return 0  # «أطلق الجنود الرصاص»
        phrase.genitive = True
        phrase.foreign = phrase.foreign or (at == phrase.head_end and not phrase.definite)
        return at + 1
    if word.finite or not reader.is_open(phrase):
        return 0
    phrase.foreign = phrase.foreign or at == phrase.head_end
    return at + 1 if word.nominal or (phrase.role in ("title", "body", "outlet") and not word.known) else 0
