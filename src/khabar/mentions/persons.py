"""Names of persons whom no record knows: a first name, or words that no entry reads after a title, and what follows."""

from __future__ import annotations

import re

from khabar.language import Text
from khabar.mentions.registry import Registry
from khabar.mentions.shapes import Shape, shape

_LONGEST = 9
_BEFORE_SURNAME = 4  # words of a name before a surname that is an everyday word
_DOTLESS = "ى"
# Shapes of verbs and of words with proclitics that no entry reads: «تناولت», «ذهبوا», «والشعوب».
_VERBAL = re.compile(r"ت\w{2,}ت|\w+وا|يت\w+|ي\w{3,}(?:ون|ان)|(?:وال|بال|فال|كال|لل)\w+")


def name_end(text: Text, first: int, limit: int, known: Registry, *, titled: bool) -> int:
    """Return the index after the name of a person that starts at `first`, or `first` where none does.

    After a title two words that no entry reads are a name too; elsewhere it must begin with a first name.
    """
    at, end = first, min(limit, first + _LONGEST, len(text.words))
    surname, strangers = False, 0
    while at < end and not surname:
        part = _part(text, at, first, end, known, titled=titled)
        if not part:
            break
        if part == "stranger":
            strangers += 1
            if not titled and strangers > 1:
                break
        surname = part == "surname"
        at += 1
    return at if at - first >= 2 or (at > first and _bound(text, first)) else first


def _part(text: Text, at: int, first: int, end: int, known: Registry, *, titled: bool) -> str:
    """Say what a word is in the name that starts at `first`: "given", "linked", "stranger", "surname" or ""."""
    words = text.words
    word, form = shape(words[at].look), words[at].look.form
    if word.tags & {"punct", "number"} or "no_name" in word.roles:
        return ""
    if is_given(text, at, known):
        return "" if at > first and word.prefix else "given"
    if at > first:
        if "name_link" in word.roles:
            return "linked"
        if not word.tags and (shape(words[at - 1].look).role("name_link") or _bound(text, at - 1)):
            return "linked"
    elif titled and at + 1 < end and shape(words[at + 1].look).role("name_link"):
        return "given"
    article = form.startswith("ال")
    if at == first and (not titled or article):
        return ""
    if _strange(word, form):
        return "surname" if article else "stranger"
    plain = not word.tags and not word.prefix and not word.role("nationality", "title", "force", "body")
    return "surname" if at > first and article and plain and at - first < _BEFORE_SURNAME else ""


def is_given(text: Text, at: int, known: Registry) -> bool:
    """Tell whether a word is a first name; the name «علي» is not the preposition «على», which folds alike."""
    look = text.words[at].look
    if "given" not in shape(look).roles:
        return look.form in known.given
    if "preposition" not in look.tags:
        return True
    if text.raw[text.words[at].end - 1] == _DOTLESS or at + 1 >= len(text.words):
        return False
    after = shape(text.words[at + 1].look)
    return bool(after.role("given", "name_link")) or not after.known or (after.definite and not after.roles)


def _strange(word: Shape, form: str) -> bool:
    """Tell whether no entry reads a word and it can stand in a name."""
    return not word.known and not word.prefix and len(form) > 1 and not _VERBAL.fullmatch(form)


def _bound(text: Text, at: int) -> bool:
    given = shape(text.words[at].look).roles.get("given")
    return bool(given and given[1].fields.get("bound"))
