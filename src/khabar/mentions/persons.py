"""Names of persons whom no record knows: a first name, or words that no entry reads after a title, and what follows."""

from __future__ import annotations

import re

from khabar.mentions.naming import Naming
from khabar.mentions.shapes import Shape

_LONGEST = 9
_BEFORE_SURNAME = 4  # words of a name before a surname that is an everyday word
_AFTER = frozenset({"complementiser", "punct"})
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
    if at > first and shapes[at - 1].bound and not word.mark:
        return "linked"  # «عبد الأحد»
    if word.nameless:
        return ""
    if is_given(naming, at) or (titled and at == first and "given" in word.roles and _goes_on(naming, at + 1)):
        return "" if at > first and word.prefix else "given"
    if at > first:
        if "name_link" in word.roles:
            return "linked"
        if not word.tags and ("name_link" in shapes[at - 1].roles or shapes[at - 1].bound):
            return "linked"
    elif not titled:
        return ""
    form = word.form
    if at == first and at + 1 < end:
        if "name_link" in shapes[at + 1].roles and not form.startswith("ال"):
            return "given"
        if "name_link" in word.roles and not shapes[at + 1].known:
            return "given"  # «بن رودس»
    article = form.startswith("ال") and naming.text.raw[naming.text.words[at].start] == "ا"
    if at == first and article:
        return ""
    if titled and at <= first + 1 and _everyday(naming, at, first):
        return "linked"
    if word.roles.keys() == {"ordinary_name"} and not (word.finite or word.tags or word.prefix):
        after = shapes[at + 1] if at + 1 < end else None
        if at > first or (after is not None and not after.nameless and not after.known):
            return "linked" if at > first else "given"
    if at == first + 1 and _titular(naming, at, first):
        return "linked"
    if _strange(word, form):
        return "surname" if article else "stranger"
    named = "title" in word.roles and _closes(naming, at + 1)  # «خالد الشيخ»
    others = word.role("title", "force", "body") or (word.role("nationality") and not _of_group(word))
    plain = not word.tags and not word.prefix and (named or not others)
    return "surname" if at > first and article and plain and at - first < _BEFORE_SURNAME else ""


def is_given(naming: Naming, at: int) -> bool:
    """Tell whether a word is a first name; the name «علي» is not the preposition «على», which folds alike."""
    word, text = naming.shapes[at], naming.text
    if "given" not in word.roles:
        return naming.registry.given[word.form]
    if "preposition" not in word.tags:
        return True
    if text.raw[text.words[at].end - 1] == _DOTLESS or at + 1 >= len(text.words):
        return False
    after = naming.shapes[at + 1]
    return bool(after.role("given", "name_link")) or not after.known or (after.definite and not after.roles)


def _goes_on(naming: Naming, at: int) -> bool:
    """Tell whether a word can only be of a name: «الدكتور على أبو الريش», with the dots left out."""
    return at < len(naming.shapes) and bool(naming.shapes[at].role("given", "name_link"))


def _everyday(naming: Naming, at: int, first: int) -> bool:
    """Tell whether an everyday word is the first or second name after a title («جمال نزال إن», «أحمد سلطان،»)."""
    words, last = naming.shapes, first + 1
    if (
        last >= len(words)
        or not _closes(naming, last + 1)
        or any(words[i].nameless or words[i].prefix for i in (first, last))
    ):
        return False
    if at == first:
        return "ordinary_name" in words[first].roles and not words[last].definite
    if "ordinary_name" not in words[first].roles and not is_given(naming, first):
        return False
    second = words[last]
    said = "speech" in naming.text.words[last].look.by_domain
    return not (second.definite or said or second.timely or second.role("quality", "force", "body"))


def _titular(naming: Naming, at: int, first: int) -> bool:
    """Tell whether a title is the second word of a name behind a first name («سالم خليفة،»): what bears it would go on."""
    title = naming.shapes[at].roles.get("title")
    if title is None or title[0].prefix or title[0].suffix or title[0].definite or title[0].number != "s":
        return False
    return "preposition" not in naming.shapes[first].tags and is_given(naming, first) and _closes(naming, at + 1)


def _of_group(word: Shape) -> bool:
    """Tell whether an adjective is that of a family whose group is called after it («أحمد الحوثي»)."""
    nation = word.roles.get("nationality")
    return (
        nation is not None and bool(nation[1].fields.get("actor")) and word.number in ("s", "") and word.gender != "f"
    )


def _closes(naming: Naming, at: int) -> bool:
    """Tell whether a name can end before a word: at a mark, a complementiser or the end."""
    return at >= len(naming.shapes) or not _AFTER.isdisjoint(naming.shapes[at].tags)


def _strange(word: Shape, form: str) -> bool:
    """Tell whether no entry reads a word and it can stand in a name."""
    return not word.known and not word.prefix and len(form) > 1 and not _VERBAL.fullmatch(form)
