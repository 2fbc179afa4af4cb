"""Names of places that the name index does not know, told by the noun of kind before them."""

from __future__ import annotations

from khabar.mentions.place_expression import Atom
from khabar.mentions.place_villages import named_at
from khabar.mentions.place_words import PlaceWords
from khabar.mentions.victims import has_part

_MOST_QUOTED = 4
_MOST_HEADS = 4  # words of an unknown name: «تل أبو الظهور»
_NO_NAME = frozenset(
    {"punct", "number", "preposition", "conjunction", "relative", "complementiser", "neg", "subordinator"}
)
_SHORTEST = 5  # letters of a name with its article
_PEOPLE = ("ين", "ون", "ات")
_ADJECTIVES = frozenset({"adjective", "participle", "passive_participle"})
_NOUNS = frozenset({"noun", "masdar"})
_HIDING = frozenset({"times", "speech"})  # domains whose words are no names: «بلدة مساء السبت»
_PRONOUNS = ("ها", "هم", "هما", "هن", "نا")
TANWEEN = "\u064b"


def read_unknown(words: PlaceWords, k: int, atom: Atom, quoted: bool) -> bool:
    """Take the words after a noun of kind as a name that the index does not know."""
    if quoted:
        end = words.quote_end(k, _MOST_QUOTED)
        if not end or end == k + 1 or words.names_actor(k + 1) or words.words[k + 1].look.tags & _NO_NAME:
            return False
        atom.name_first, atom.name_last, atom.last = k + 1, end, end + 1
        return True
    if (known := _village_end(words, k)) > k:
        atom.name_first, atom.name_last, atom.last = k, known, known
        return True
    surely = atom.noun_number == "s" and (is_name_by_article(words, k) or _is_noun_before_town(words, k, atom))
    end = unknown_end(words, k, int(surely))
    if surely and end == k + 1 and is_name_by_article(words, end) and not words.nationality(end):
        end += bool(words.words[end].look.readings)  # «منطقة النهر الأزرق»
    if end == k:
        return False
    atom.name_first, atom.name_last, atom.last = k, end, end
    return True


def _village_end(words: PlaceWords, k: int) -> int:
    """Return where the name of a village of the country spoken of ends that starts at `k`; `k` itself where there is none."""
    forms = []
    for at in range(k, min(k + _MOST_HEADS, len(words.words))):
        if words.words[at].look.tags & _NO_NAME or words.role(at, "direction"):
            break
        forms.append(words.words[at].form)
    count = named_at(forms, words.homes) if forms else 0
    if count == 1 and (
        words.names_actor(k) or _goes_on(words, k) or not (_may_be_name(words, k) or _is_plain_noun(words, k))
    ):
        return k
    return k + count


def _goes_on(words: PlaceWords, k: int) -> bool:
    """Tell whether an everyday noun is but the first word of a name: «برج الحياة», «النهر الأبيض»."""
    following = words.word(k + 1)
    if following is None or not following.form.startswith("ال") or following.look.tags & _NO_NAME:
        return False
    word = words.words[k]
    return not word.form.startswith("ال") or any(r.pos in _NOUNS for r in word.look.readings)


def _is_noun_before_town(words: PlaceWords, k: int, atom: Atom) -> bool:
    """Tell whether an everyday noun is the name of a quarter or village, for a part of its town follows: «حي نزال وسط مدينة الفلوجة»."""
    word = words.word(k)
    if word is None or atom.noun is None or "alone" not in atom.noun.fields:
        return False
    if not word.look.readings or not _is_plain_noun(words, k):
        return False
    side = words.role(k + 1, "direction") or words.role(k + 1, "part")
    return side is not None and not side[0].definite and not side[0].prefix and _names_place_after(words, k + 2)


def _is_plain_noun(words: PlaceWords, at: int) -> bool:
    """Tell whether a word is nothing but an indefinite noun in the singular without clitics, and none of times and causes."""
    word = words.words[at]
    if at in words.roles or word.look.tags & _NO_NAME or is_inflected(words, at) or words.nationality(at):
        return False
    if words.names_actor(at) or _HIDING & word.look.by_domain.keys() or has_part(word.look, "cause"):
        return False
    return all(
        r.pos in _NOUNS and not (r.prefix or r.suffix or r.definite) and r.number == "s" for r in word.look.readings
    )


def _names_place_after(words: PlaceWords, at: int) -> bool:
    """Tell whether the name of a place follows, behind its noun of kind or without it."""
    return words.names_place(at) or (words.role(at, "noun") is not None and bool(words.hits(at + 1)))


def unknown_end(words: PlaceWords, k: int, taken: int) -> int:
    """Return where an unknown name that starts at `k` ends; `k` itself where the word is no name."""
    if words.word(k) is None or (not taken and not _may_be_name(words, k)):
        return k
    end = k + 1
    while end - k < _MOST_HEADS and words.role(end - 1, "head") and follows_head(words, end):
        end += 1
    if end == k + 1 and _is_strange_genitive(words, k, end):
        return end + 1  # «قرية عون الدادات»
    following = words.word(end)
    trailing = words.role(end, "direction") or words.role(end, "tail")
    if following is not None and trailing and following.form.startswith("ال"):
        return end + 1
    return end


def _is_strange_genitive(words: PlaceWords, k: int, at: int) -> bool:
    """Tell whether two words that no entry reads are one name, the second with the article."""
    first, second = words.words[k], words.word(at)
    if second is None or first.look.readings or first.form.startswith("ال") or not second.form.startswith("ال"):
        return False
    near = second.start - first.end <= 1 and at not in words.roles and not second.look.readings and not second.look.tags
    return near and not words.names_actor(at) and not words.hits(at)


def is_name_by_article(words: PlaceWords, at: int) -> bool:
    """Tell whether a word behind a noun without the article must be a name, for no adjective agrees so: «قرية الغربالية».

    A noun may be a genitive there («قرية الأطفال»), and sides are told so too («قرية الشمالية»).
    """
    word = words.word(at)
    if word is None or not word.form.startswith("ال") or len(word.form) < _SHORTEST or words.names_actor(at):
        return False
    if word.form.endswith(_PEOPLE) or word.look.tags & _NO_NAME:
        return False
    if any(words.role(at, role) for role in ("direction", "tail", "same", "ordinary", "link", "part", "noun")):
        return False
    return all(r.definite and not r.prefix and r.pos in _ADJECTIVES for r in word.look.readings)


def follows_head(words: PlaceWords, at: int) -> bool:
    """Tell whether a word belongs to a name that «تل», «أبو», «كفر» begin."""
    word = words.word(at)
    if word is None or word.look.tags & _NO_NAME or word.start - words.words[at - 1].end > 1:
        return False
    if words.role(at, "head") or word.form.startswith("ال"):
        return words.role(at, "direction") is None
    return not is_inflected(words, at) and all(r.pos != "verb" and not r.prefix for r in word.look.readings)


def is_inflected(words: PlaceWords, at: int) -> bool:
    """Tell whether a word bears a pronoun or tanween, as names do not."""
    word = words.words[at]
    return word.form.endswith(_PRONOUNS) or TANWEEN in words.text.raw[word.start : word.end]


def _may_be_name(words: PlaceWords, at: int) -> bool:
    word = words.word(at)
    if word is None or (len(word.form) < 3 and words.role(at, "head") is None):
        return False
    look = word.look
    if "punct" in look.tags or "number" in look.tags:
        return False
    if words.role(at, "head") is not None:
        return True
    if look.tags & _NO_NAME:
        return False
    if word.form.startswith("لل") or words.surely_names_actor(at):
        return False
    if words.nationality(at) or any(
        words.role(at, role) for role in ("direction", "tail", "same", "ordinary", "link", "part")
    ):
        return False
    if is_inflected(words, at):
        return False
    return not look.readings or (
        word.form.startswith("ال") and all(r.definite and r.pos in ("noun", "masdar") for r in look.readings)
    )
