"""Names of persons whom no record knows: a first name, or words that no entry reads after a title, and what follows."""

from __future__ import annotations

import re

from khabar.language import Text
from khabar.mentions.registry import Registry
from khabar.mentions.shapes import Shape, shape

_LONGEST = 9
_DOTLESS = "ى"
# Shapes of verbs and of words with proclitics that no entry reads: «تناولت», «ذهبوا», «والشعوب».
_VERBAL = re.compile(r"ت\w{2,}ت|\w+وا|يت\w+|ي\w{3,}(?:ون|ان)|(?:وال|بال|فال|كال|لل)\w+")


def name_end(text: Text, first: int, limit: int, known: Registry, *, titled: bool) -> int:
    """Return the index after the name of a person that starts at `first`, or `first` where none does.

    After a title two words that no entry reads are a name too; elsewhere it must begin with a first name.
    """
    words, at = text.words, first
    strangers = 0
    end = min(limit, first + _LONGEST, len(words))
    surname = False
    while at < end:
        word = shape(words[at].look)
        form = words[at].look.form
        if "punct" in word.tags or "number" in word.tags or "no_name" in word.roles:
            break
        given = is_given(text, at, known)
        linked = "name_link" in word.roles
        if given and at > first and word.prefix:
            break
        if (
            given
            or (linked and at > first)
            or (at > first and shape(words[at - 1].look).role("name_link") and not word.tags)
        ):
            at += 1
            continue
        if at == first and titled and at + 1 < end and shape(words[at + 1].look).role("name_link"):
            at += 1
            continue
        if at == first and not (titled and _strange(word, form) and not form.startswith("ال")):
            break
        if _strange(word, form):
            if surname and not form.startswith("ال"):
                break
            if at > first and _bound(text, at - 1):
                at += 1
                continue
            strangers += 1
            if not titled and strangers > 1 and not form.startswith("ال"):
                break
            surname = surname or form.startswith("ال")
            at += 1
            continue
        if (
            at > first
            and form.startswith("ال")
            and not surname
            and not word.prefix
            and not word.role("nationality", "title", "force", "body")
            and at - first < 4
        ):
            surname = True
            at += 1
            continue
        break
    return at if at - first >= 2 or (at > first and _bound(text, first)) else first


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
