"""Names of persons whom no record knows: a first name, or words that no entry reads after a title, and what follows."""

from __future__ import annotations

import re

from khabar.mentions.naming import Naming
from khabar.mentions.shapes import Shape

_LONGEST = 9
_BEFORE_SURNAME = 4  # words of a name before a surname that is an everyday word
_DOTLESS = "ى"
# Shapes of verbs and of words with proclitics that no entry reads: «تناولت», «ذهبوا», «والشعوب».
_VERBAL = re.compile(r"ت\w{2,}ت|\w+وا|يت\w+|ي\w{3,}(?:ون|ان)|(?:وال|بال|فال|كال|لل)\w+")


def name_end(naming: Naming, first: int, limit: int, *, titled: bool) -> int:
    """Return the index after the name of a person that starts at `first`, or `first` where none does.

    After a title two words that no entry reads are a name too; elsewhere it must begin with a first name.
    """
    at, end = first, min(limit, first + _LONGEST, len(naming.shapes))
    surname, strangers = False, 0
    while at < end and not surname:
        part = _part(naming, at, first, end, titled=titled)
        if not part:
            break
        if part == "stranger":
            strangers += 1
            if not titled and strangers > 1:
                break
        surname = part == "surname"
        at += 1
    return at if at - first >= 2 or (at > first and naming.shapes[first].bound) else first


def _part(naming: Naming, at: int, first: int, end: int, *, titled: bool) -> str:
    """Say what a word is in the name that starts at `first`: "given", "linked", "stranger", "surname" or ""."""
    shapes = naming.shapes
    word = shapes[at]
    if word.nameless:
        return ""
    if is_given(naming, at):
        return "" if at > first and word.prefix else "given"
    if at > first:
        if "name_link" in word.roles:
            return "linked"
        if not word.tags and ("name_link" in shapes[at - 1].roles or shapes[at - 1].bound):
            return "linked"
    elif not titled:
        return ""
    elif at + 1 < end and "name_link" in shapes[at + 1].roles:
        return "given"
    form = word.form
    article = form.startswith("ال")
    if at == first and article:
        return ""
    if _strange(word, form):
        return "surname" if article else "stranger"
    plain = not word.tags and not word.prefix and not word.role("nationality", "title", "force", "body")
    return "surname" if at > first and article and plain and at - first < _BEFORE_SURNAME else ""


def is_given(naming: Naming, at: int) -> bool:
    """Tell whether a word is a first name; the name «علي» is not the preposition «على», which folds alike."""
    word, text = naming.shapes[at], naming.text
    if "given" not in word.roles:
        return word.form in naming.registry.given
    if "preposition" not in word.tags:
        return True
    if text.raw[text.words[at].end - 1] == _DOTLESS or at + 1 >= len(text.words):
        return False
    after = naming.shapes[at + 1]
    return bool(after.role("given", "name_link")) or not after.known or (after.definite and not after.roles)


def _strange(word: Shape, form: str) -> bool:
    """Tell whether no entry reads a word and it can stand in a name."""
    return not word.known and not word.prefix and len(form) > 1 and not _VERBAL.fullmatch(form)
