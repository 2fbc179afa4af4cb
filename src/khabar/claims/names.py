"""Names of speakers that no mention knows: after a verb, behind «كان», parted from their verb by an apposition."""

from __future__ import annotations

from khabar.claims.clauses import clause_start, is_strange, leads_with_so
from khabar.claims.cues import Cue
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.mentions.shapes import shape

_APPOSED = 24  # words between a name and its verb that an apposition may take
_QUOTED_NAME = 4  # words in quotation marks that are a name
_SYLLABLE = 2  # letters of a particle of a foreign name
_LONG = 4
_AFTER_NAME = frozenset({"complementiser", "colon", "to", "about", "on"})
_AFTER_QUOTED = _AFTER_NAME | {"in"}
_AGED = 4  # words of a name before its bearer's age in brackets
_WITH = "ب"
_NISBA = "ي"
_THE = "ال"
_ADVERB = "ا"
_PLURAL = ("ون", "ين", "ات")
_FULL = 4  # words of a full name
_SHORT = 6  # words that a subject of no known actor may take


def name_after(scene: Scene, cue: Cue, limit: int) -> Subject | None:
    """Return a speaker told right after a verb by a name that no mention knows («وأعلن هاينز أوبرمان مدير المعهد أن»).

    It is in quotation marks, or has two words or more; a title or words between commas behind it are looked over.
    """
    at = cue.last
    close = scene.closing.get(at)
    if close is not None and close + 1 < limit and close - at <= _QUOTED_NAME and scene.tags[close + 1] & _AFTER_QUOTED:
        return Subject(at, close + 1, None, close + 1, "claims.name")
    aged = next((i for i in range(at + 1, min(at + _AGED + 1, limit)) if i in scene.brackets), 0)
    if aged and scene.tags[aged + 1] & {"number"} and not any(scene.tags[i] for i in range(at, aged)):
        return Subject(at, aged, None, scene.brackets[aged] + 1, "claims.name")  # «وديع خان (47 عاماً)»
    if (known := _named_before(scene, at, limit)) > at:
        return Subject(at, known, None, known, "claims.name")
    if (titled := _before_title(scene, at, limit)) > at:
        return Subject(at, titled, None, _behind_commas(scene, titled, limit), "claims.name")
    end = at
    while end < limit and end - at < _SHORT and _of_name(scene, end, end > at):
        end += 1
    if end - at < 2 or not (any(is_strange(scene, i) for i in range(at, end)) or _given(scene, at, end)):
        return None
    title = scene.actor_at.get(end)
    if title is not None and title.role == "title" and not scene.bound(end) and not scene.joined(end):
        return Subject(at, min(title.last, limit), None, min(title.last, limit), "claims.name")
    if end >= limit or not scene.tags[end] & {"comma", "complementiser", "colon", "quote", "open_bracket", "in"}:
        return None
    return Subject(at, end, None, _behind_commas(scene, end, limit), "claims.name")


def _given(scene: Scene, first: int, last: int) -> bool:
    """Tell whether some words are all given names («جمال سالم»)."""
    return all(_is_given(scene, i) for i in range(first, last))


def _is_given(scene: Scene, i: int) -> bool:
    """Tell whether a word is a given name, or one that is also a common noun and stands before one («جمال سالم»)."""
    roles = shape(scene.words[i].look).roles
    if i + 1 >= len(scene.words):
        return "given" in roles
    form = scene.form(i + 1)
    surname = is_strange(scene, i + 1) and form.startswith(_THE) and form.endswith(_NISBA)  # «فالح العيساوي»
    after = shape(scene.words[i + 1].look).roles
    return "given" in roles or ("ordinary_name" in roles and ("given" in after or surname))


def _named_before(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name at a word by which a mention before it ended («الوزير الطيب الصياد», «الصياد»)."""
    if at >= limit or at in scene.actor_at or scene.bound(at) or scene.joined(at):
        return at
    for words in (2, 1):
        first = scene.surname_at.get(tuple(scene.form(i) for i in range(at, at + words)))
        if first is not None and first < at and at + words <= limit:
            return at + words
    return at


def _before_title(scene: Scene, at: int, limit: int) -> int:
    """Return the index of the comma between the name at a word and the title of its bearer («قال X، عضو المجلس، إن»), or `at`."""
    end = at
    while end < min(at + _FULL, limit - 1) and not (
        scene.tags[end] - {"on"} or scene.bound(end) or end in scene.actor_at
    ):
        end += 1
    title = scene.actor_at.get(end + 1)
    if end - at < 2 or "comma" not in scene.tags[end] or scene.form(at).startswith(_THE):
        return at
    return end if title is not None and title.role == "title" and title.person and not scene.bound(end + 1) else at


def _behind_commas(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the words between commas at a word, where «أن» or more such words follow, or `at`."""
    while at < limit and "comma" in scene.tags[at]:
        close = next(
            (
                i
                for i in range(at + 2, min(at + _APPOSED, limit))
                if scene.tags[i] & {"comma", "complementiser", "colon"}
            ),
            limit,
        )
        if close >= limit or "comma" not in scene.tags[close] or _tells_on(scene, at + 1, close):
            return at
        at = close
        if scene.tags[at + 1] & {"complementiser"}:
            return at + 1
    return at


def _tells_on(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verb stands among some words in no relative clause."""
    relative = next((i for i in range(first, last) if "relative" in scene.tags[i]), last)
    return any(scene.finite(i) for i in range(first, relative))


def over_aside(scene: Scene, at: int, limit: int) -> int:
    """Return the index after words between commas that only tell who a subject is («، وهو أبرز معارض،»), or `at`."""
    if at + 1 >= limit or "comma" not in scene.tags[at]:
        return at
    if "pronoun" in scene.tags[at + 1]:
        return _behind_commas(scene, at, limit)
    if "relative" in scene.tags[at + 1]:  # «، الذي طلب عدم كشف اسمه،»
        close = next((i for i in range(at + 2, min(at + _APPOSED, limit - 1)) if "comma" in scene.tags[i]), 0)
        return close if scene.tags[close + 1] & _AFTER_NAME or scene.bound(close + 1) == _WITH else at
    return at


def _of_name(scene: Scene, i: int, inside: bool) -> bool:
    """Tell whether a word may stand in a name that no mention knows: strange or a given name, without the article."""
    look = scene.words[i].look
    form = look.form
    if inside and is_strange(scene, i) and form.startswith(_THE) and form.endswith(_NISBA) and i not in scene.actor_at:
        return True  # «فالح العيساوي»
    if look.tags or form.startswith(_THE) or form.endswith(_PLURAL) or i in scene.time_at or i in scene.actor_at:
        return False
    if is_strange(scene, i) or (not inside and leads_with_so(scene, i)):
        return not (form.endswith(_ADVERB) and len(form) > _LONG and not inside)
    if not inside and look.plays("actors", "name_link") and i + 1 < len(scene.words):
        return is_strange(scene, i + 1)  # «ابن حلي»
    return _is_given(scene, i) or (inside and len(form) <= _SYLLABLE)


def name_goes_on(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word right after a strange name and right before a mark or «أن» is its second half."""
    look = scene.words[at].look if at < limit else None
    if look is None or look.tags or scene.bound(at) or scene.joined(at):
        return False
    return bool(scene.tags[at + 1] & {"comma", "complementiser", "colon", "quote", "open_bracket"})


def named_after_auxiliary(scene: Scene, cue: Cue) -> Subject | None:
    """Return a name that no entry knows between «كان» and a verb («وكان أوبرمان قد قال إن»)."""
    last = cue.first
    while last > 0 and "qad" in scene.tags[last - 1]:
        last -= 1
    first = last
    while last - first < _FULL and first > scene.sentence_start(cue.first) and _of_name(scene, first - 1, True):
        first -= 1
    named = first < last and any(is_strange(scene, i) for i in range(first, last))
    auxiliary = first > 0 and "auxiliary" in scene.tags[first - 1]
    return Subject(first, last, None, cue.last, "claims.name") if named and auxiliary and not cue.prefix else None


def apposed_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return a name at the head of a clause that an apposition between commas parts from its verb."""
    start = clause_start(scene, cue.first)
    while start < cue.first and scene.tags[start] & {"punct", "qad", "auxiliary"}:
        start += 1
    return apposed_name(scene, start, cue.first) if start < cue.first else None


def apposed_name(scene: Scene, start: int, verb: int) -> Subject | None:
    """Return a name that an apposition between commas parts from its verb («سالم، نازح من حمص، يقول»)."""
    while verb > start and "qad" in scene.tags[verb - 1]:
        verb -= 1
    if (
        verb <= start
        or "comma" not in scene.tags[verb - 1]
        or verb - start > _APPOSED
        or not _of_name(scene, start, False)
    ):
        return None
    comma = next((i for i in range(start + 1, min(start + _SHORT, verb - 1)) if "comma" in scene.tags[i]), None)
    if comma is None or any(scene.verblike(i) for i in range(comma + 1, verb)):
        return None
    if not all(_is_given(scene, i) or (scene.nominal(i) and not scene.bound(i)) for i in range(start, comma)):
        return None
    named = is_strange(scene, comma - 1) or (_is_given(scene, start) and _is_given(scene, comma - 1))
    return Subject(start, comma, None, verb + 1, "claims.name") if named else None
