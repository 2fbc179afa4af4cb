"""Several people told one after another: «امرأة وطفلين», «13 جندياً وشرطياً», «17 جندياً إضافة إلى 3 مدنيين», lists of names."""

from __future__ import annotations

from khabar.language import Look, Text
from khabar.mentions.victims import COUNTED_SINGULAR, Victims, casualty_parts, has_part, opens_part, read_one

_CONJUNCT_REACH = 9  # words between two coordinated victims
_ASIDE = 6  # words of an aside in brackets
_NAME_REACH = 5  # words from one name of a list to the next
_OWN_REACH = 3  # words behind «مع» within which a pronoun ties the people to whom they were with
_BREAKS = frozenset(
    {
        "stop",
        "colon",
        "semicolon",
        "bar",
        "ellipsis",
        "dash",
        "open_bracket",
        "complementiser",
        "relative",
        "subordinator",
        "pronoun",
    }
)
_LIST_ENDS = (_BREAKS - {"open_bracket"}) | {"preposition"}
_BODIES = ("body", "force")
_NATION, _ATTRIBUTION = "nationality", "speech/attribution:"
_NAMED, _EACH, _PRONOUN = "counts.named", "counts.each_named", "counts.pronoun"
_ALIF_MAQSURA = "\u0649"


def read_victims(text: Text, at: int, end: int) -> Victims | None:
    """Read the people whose phrase starts at word `at`, with those coordinated to them, before word `end`."""
    first = read_one(text, at, end)
    return None if first is None else with_others(text, first, end)


def with_others(text: Text, first: Victims, end: int) -> Victims:
    """Return some people with those coordinated to them before word `end`."""
    named = _names_from(text, first, end)
    if named is not None and first.max is None and named.min > 1:
        return named  # «الشبان أحمد ورامي وسعيد»
    total = first
    single, several = named is not None and first.max == 1, first.exact and first.min > 1
    while (more := _conjunct(text, total.last, end, named=single, counted=several)) is not None:
        if first.min >= COUNTED_SINGULAR and total is first and _shares_the_number(text, first, more):
            top = None if more.max is None else first.max  # «13 جندياً وشرطياً على الأقل»
            total = Victims(
                first.first, more.last, first.min, top, first.entries, first.exact and more.exact
            )  # «13 جندياً وشرطياً»: of both
            continue
        if total is first and _shares_a_rough_word(text, first, more):
            total = Victims(first.first, more.last, first.min, first.max, first.entries, False)
            continue
        top = None if total.max is None or more.max is None else total.max + more.max
        total = Victims(
            total.first,
            more.last,
            total.min + more.min,
            top,
            tuple([e for e in (*total.entries, *more.entries) if e not in (_NAMED, _PRONOUN)]),
            total.exact and more.exact,
        )
    return total


def names_someone(text: Text, at: int) -> bool:
    """Tell whether a word is a given name or opens the name of a known person, with «و» or without."""
    if at >= len(text.words) or text.raw[text.words[at].end - 1] == _ALIF_MAQSURA:
        return False  # «على» is no «علي»
    if text.words[at].look.plays("actors", "given"):
        return True
    return any(record.person for hit in text.names.get(at, ()) for record in hit.bearers.actors)


def each_named(text: Text, at: int, end: int) -> Victims | None:
    """Return the people of a list of names behind «كل من», parted by commas or «و»: «صبري علي (20 عاماً)، عزيز زيدان»."""
    while at < end and "quote" in text.words[at].look.tags:
        at += 1
    if at >= end or not _may_name(text, at):
        return None
    count, i, parted = 1, at + 1, False
    while i < end:
        look = text.words[i].look
        name = names_someone(text, i)
        if not name and (_LIST_ENDS & look.tags or _is_verb(text, i)):
            break
        starts = (parted or look.form.startswith("و")) and "punct" not in look.tags
        if starts and _may_name(text, i):
            count += 1
        parted = "comma" in look.tags or (parted and "quote" in look.tags)
        i += 1
    return Victims(at, i, count, count, (_EACH,)) if count > 1 else None


def _may_name(text: Text, at: int) -> bool:
    """Tell whether a word is a name, or one that nobody knows."""
    look = text.words[at].look
    unknown = not look.readings and not look.tags
    return unknown or names_someone(text, at) or look.plays("actors", "ordinary_name")


def _names_from(text: Text, first: Victims, end: int) -> Victims | None:
    """Return the people of a list of names that opens right behind a noun of people, or None where none does."""
    if first.last >= end or not names_someone(text, first.last) or text.words[first.last].look.form.startswith("و"):
        return None
    count, at, last = 1, first.last + 1, first.last + 1
    while at < min(end, last + _NAME_REACH):
        look = text.words[at].look
        if _BREAKS & look.tags or ("preposition" in look.tags - {"on"} and not names_someone(text, at)):
            break
        if look.form.startswith("و") and _may_name(text, at):
            count, last = count + 1, at + 1
        at += 1
    return Victims(first.first, last, count, count, first.entries)


def _shares_a_rough_word(text: Text, first: Victims, more: Victims) -> bool:
    """Tell whether a rough word counts both of two bare plurals: «عدد من النساء والأطفال», «شهداء من النساء والأطفال»."""
    opens = (
        {"number", "number_word"} & text.words[first.first].look.tags
        or any(h.entry.domain == "numbers" for h in text.phrases.get(first.first, ()))
        or any("from" in text.words[j].look.tags for j in range(first.first + 1, more.first))
    )
    return bool(opens) and not first.exact and not more.exact and more.last == more.first + 1


def _shares_the_number(text: Text, first: Victims, more: Victims) -> bool:
    """Tell whether one accusative singular joined to another is counted by its number: «13 جندياً وشرطياً»."""
    return (
        more.first == first.last
        and more.min == 1
        and more.max in (1, None)
        and text.words[more.first].look.form.endswith("ا")
    )


def _conjunct(text: Text, at: int, end: int, *, named: bool, counted: bool) -> Victims | None:
    """Return the next people joined by «و», or by a word of adding, to those that end before word `at`."""
    i, stop, within = at, min(end, at + _CONJUNCT_REACH), False
    while i < stop:
        look = text.words[i].look
        if "open_bracket" in look.tags and (behind := _past_aside(text, i, end)):
            i, stop = behind, min(end, stop + behind - i)  # «سعاد حمدان (40 عاماً) وأطفالها»
            continue
        added = _added(text, i, end)
        if added is not None:
            return added
        if _BREAKS & look.tags or opens_part(text, i) or _attributes(look):
            return None
        lone = "lone_and" in look.tags
        if lone or look.form.startswith("و"):
            if has_part(look, "predicate") and not has_part(look, "person", "victim"):
                return None  # «وأسر آخرين»
            found = None if i > at and _describes(text, i) else read_one(text, i, end)
            linked = found is not None and (lone or _linked(text.words[i].look, found))
            if found is not None and linked and not _other_fate(text, found, end):
                several = _names_from(text, found, end) if found.max is None else None
                known = found.max == 1 and any(r.definite for r in look.readings)
                if _is_the_other(look) or (known and counted) or (within and _is_bare(text, found)):
                    return None
                return found if several is None or several.min == 1 else several
            if named and names_someone(text, i):
                return Victims(i, i + 1, 1, 1, (_NAMED,))
            if has_part(look, "predicate") or any(r.pos == "verb" for r in look.readings):
                return None
        elif has_part(look, "predicate", "result") or _is_verb(text, i):
            return None
        elif has_part(look, "cause"):
            within = _is_within(text, i, end)
            if not within:
                return None
        i += 1
    return None


def _is_the_other(look: Look) -> bool:
    """Tell whether a word names the second of two who were counted: «أحدهما من القرية والآخر من الوادي»."""
    return any(r.definite and r.number == "s" and "other" in e.fields for _, r, e in casualty_parts(look))


def _describes(text: Text, at: int) -> bool:
    """Tell whether a nationality joined to another describes those who are counted: «خمسة مهندسين أمريكيين وبريطانيين»."""
    words = text.words
    return words[at].look.plays("actors", _NATION) and words[at - 1].look.plays("actors", _NATION)


def _is_bare(text: Text, found: Victims) -> bool:
    """Tell whether one person is named by a title alone, which may be a second title of the same: «قيادي في التنظيم وزعيم …»."""
    look = text.words[found.first].look
    counted = {"number", "number_word"} & look.tags or any(r.suffix and r.pos == "noun" for r in look.readings)
    return found.max == 1 and not counted


def _past_aside(text: Text, at: int, end: int) -> int:
    """Return the word behind a short aside in brackets that opens at a word, 0 where none closes: «(40 عاماً)»."""
    return next((i + 1 for i in range(at + 1, min(end, at + _ASIDE)) if "close_bracket" in text.words[i].look.tags), 0)


def _is_within(text: Text, at: int, end: int) -> bool:
    """Tell whether «في» at a word says of whose people somebody is: «قيادي في الحركة وثلاثة من مرافقيه»."""
    after = text.words[at + 1].look if at + 1 < end else None
    return "in" in text.words[at].look.tags and after is not None and after.plays("actors", *_BODIES)


def _attributes(look: Look) -> bool:
    """Tell whether a word says who tells it, with no verb: «بحسب», «وفق»."""
    return any(r.pos == "particle" and e.id.startswith(_ATTRIBUTION) for r, e in look.entries("speech"))


def _is_verb(text: Text, at: int) -> bool:
    """Tell whether a word may be a verb: no noun with the article, and no name."""
    readings = text.words[at].look.readings
    if not any(r.pos == "verb" for r in readings) or any(r.definite for r in readings):
        return False
    return not names_someone(text, at)


def _added(text: Text, at: int, end: int) -> Victims | None:
    """Return the people that a word of adding at `at` puts to those before: «إضافة إلى 3 مدنيين», «مع ثلاثة من مرافقيه»."""
    look = text.words[at].look
    own, counted, after = "with" in look.tags, has_part(look, "adding"), at + 1
    if not own and not counted:
        hits = text.phrases.get(at, ())
        after = next((h.last for h in hits if h.entry.fields.get("part") == "adding"), 0)
    if not 0 < after < end:
        return None
    found = read_one(text, after, end)
    if found is None or _other_fate(text, found, end) or (own and not _is_own(text, found, end)):
        return None
    return found if found.exact or not counted else None


def _is_own(text: Text, found: Victims, end: int) -> bool:
    """Tell whether a pronoun ties people to those before them: «مع زوجته», «مع ثلاثة من مرافقيه»."""
    return any(
        any(r.suffix and r.pos == "noun" for r in text.words[i].look.readings)
        for i in range(found.first, min(end, found.last + _OWN_REACH))
        if has_part(text.words[i].look, "person")
    )


def _linked(look: Look, found: Victims) -> bool:
    """Tell whether the word that opens the phrase carries «و»."""
    if any(
        r.prefix.startswith("و") and e.id in found.entries
        for d in ("numbers", "casualties", "actors")
        for r, e in look.entries(d)
    ):
        return True
    return not look.readings and bool(found.entries)


def _other_fate(text: Text, found: Victims, end: int) -> bool:
    """Tell whether the phrase names a fate itself («وعشرة جرحى») or is followed by its own predicate («وطفلان أصيبا»)."""
    if any(has_part(text.words[i].look, "victim") for i in range(found.first, found.last)):
        return True
    after = text.words[found.last].look if found.last < end else None  # at the end stands the fate of all
    return after is not None and any(
        part == "predicate" and r.pos == "verb" and not r.prefix for part, r, _ in casualty_parts(after)
    )
