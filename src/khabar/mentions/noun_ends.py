"""What closes the noun phrase of a party: brackets, quotation marks, a name after a comma, words that ask for no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.model import PRESS
from khabar.mentions.noun_phrase import Phrase
from khabar.mentions.persons import name_end
from khabar.mentions.shapes import STOPS

if TYPE_CHECKING:
    from khabar.mentions.nouns import Reader

_GROUP = 8  # words that brackets or quotation marks inside it may hold
_SHORT = 4
_SLASH = "/"


def read_anonymity(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """«الذي طلب عدم الكشف عن اسمه»: words that ask for no name."""
    if phrase.role == "outlet" or (phrase.record is not None and phrase.record.kind in PRESS):
        return 0  # «قال لوكالة الساحل طالباً عدم كشف اسمه»: who told it to them
    at = phrase.last
    if "relative" in reader.words[at].look.tags:
        at += 1
    for hit in reader.text.phrases.get(at, ()):
        if hit.entry.domain == "actors" and hit.entry.fields.get("role") == "anonymity":
            phrase.anonymous = True
            phrase.entries.append(hit.entry.id)
            return hit.last
    return 0


def read_group(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """Brackets or quotation marks that hold a name, a short form or a closer word."""
    at = phrase.last
    tags = reader.words[at].look.tags
    if reader.words[at].look.form == _SLASH and (alias := _alias_end(reader, phrase, at, limit)):
        return alias
    if tags & {"close_quote", "straight_quote"} and reader.opening.get(at, -2) >= phrase.first - 1:
        phrase.first = min(phrase.first, reader.opening[at])
        return at + 1
    close = reader.closing.get(at)
    if close is None or close - at > _GROUP or close >= limit:
        return 0
    record, hit = reader.record(at + 1, close)
    named = hit is not None and hit.last == close
    other_name = "open_bracket" not in tags and close - at == 2 and not reader.shapes[at + 1].known
    if phrase.record and not phrase.entry and not named and not other_name:
        return 0  # «الولايات المتحدة «بأشد العبارات»», not «منظمة الطفولة «يونيسف»»
    if "open_bracket" in tags:
        if (
            named
            and record
            and phrase.record is None
            and phrase.owner is None
            and record.needs not in ("country", "capital")
        ):
            phrase.owner = reader.named(at + 1, record, hit) if hit else None
        if (
            phrase.role == "title"
            and not phrase.person_at
            and name_end(reader.naming, at + 1, close, titled=True) == close
        ):
            phrase.person_at = (at + 1, close)
        return close + 1
    if phrase.person_at or not (reader.is_open(phrase) or named or phrase.role in ("outlet", "title") or phrase.record):
        return 0
    if any(_speaks(reader, i) for i in range(at + 1, close)) or (phrase.record and not named and close - at > _SHORT):
        return 0
    if named and record:
        if record.person:
            phrase.person, phrase.person_at = record, (at + 1, close)
        elif phrase.record is None and phrase.owner is None:
            phrase.owner = reader.named(at + 1, record, hit) if hit else None
            phrase.entries.append(record.id)
    elif phrase.role == "title":
        end = name_end(reader.naming, at + 1, close, titled=True)
        phrase.person_at = (at + 1, end) if end > at + 2 else None
    phrase.grouped = True
    return close + 1


def _alias_end(reader: Reader, phrase: Phrase, at: int, limit: int) -> int:
    """«تنظيم "ي ب ك/ بي كا كا"»: the word after another name of the same party and its closing quotation mark, 0 where none is."""
    if phrase.record is None or at + 1 >= limit:
        return 0
    record, hit = reader.record(at + 1, limit)
    if record is None or hit is None or record.person:
        return 0
    opened = any(reader.closing.get(i) == hit.last for i in range(phrase.first, at))
    return hit.last + 1 if opened else hit.last


def _speaks(reader: Reader, at: int) -> bool:
    """Tell whether a word belongs to a clause rather than to a name."""
    word = reader.shapes[at]
    return (word.finite and not word.nominal) or not word.tags.isdisjoint(STOPS)


def read_apposition(reader: Reader, phrase: Phrase, limit: int, inner: bool) -> int:
    """After a comma: the name of the one whose title was told, or words that ask for no name."""
    at = phrase.last + 1
    if at >= limit or inner:
        return 0
    for hit in reader.text.phrases.get(at, ()):
        if hit.entry.domain == "actors" and hit.entry.fields.get("role") == "anonymity":
            phrase.anonymous = True
            phrase.entries.append(hit.entry.id)
            return hit.last
    if phrase.person_at or phrase.role != "title" or phrase.plural:
        return 0
    record, found = reader.record(at, limit)
    if record and record.person and found and not found.prefix:
        phrase.person, phrase.person_at = record, (found.first, found.last)
        phrase.entries.append(record.id)
        return found.last
    word = reader.shapes[at]
    title = word.roles.get("title")
    if word.prefix or (not word.known and reader.words[at].look.form.startswith("و")):
        return 0
    start = at + 1 if title and not word.prefix and title[1].fields.get("address", title[1].fields.get("rank")) else at
    end = name_end(reader.naming, start, limit, titled=True)
    if end > start and _closed_by(reader, end, limit):
        phrase.person_at = (start, end)
        return end
    return 0


def _closed_by(reader: Reader, at: int, limit: int) -> bool:
    """Tell whether an apposition may end here: at a mark, a complementiser or the limit."""
    return (
        at >= limit
        or bool(reader.words[at].look.tags & {"punct", "complementiser", "preposition"})
        or reader.shapes[at].finite
    )
