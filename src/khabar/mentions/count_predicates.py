"""What befell people by a verb or a verbal noun: whom it names after it, before it, between its words."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Entry, Look, Text
from khabar.mentions.count_antecedents import antecedent
from khabar.mentions.count_context import (
    STOPS,
    Predicate,
    among,
    definite,
    genitive,
    in_wording,
    negation,
    predicate_of,
    unknown,
)
from khabar.mentions.model import CountMention
from khabar.mentions.numbers import Amount
from khabar.mentions.victim_lists import each_named, names_someone, read_victims, with_others
from khabar.mentions.victims import Victims, has_part, opens_part, read_one, widened

_OBJECT_REACH = 9  # words from a predicate to its victims
_SUBJECT_REACH = 16  # words from a passive verb back to its subject
_TEH_MARBUTA = "\u0629"
_LIGHT_REACH = 24  # words from «لقي» to «حتفهم»
_DEATH_REACH = 7  # words from a wound back to the death that came of it
_EDGES = frozenset({"stop", "colon", "semicolon", "bar", "complementiser", "subordinator", "ellipsis"})
_NOUNS = frozenset({"noun", "adjective", "participle", "passive_participle"})
_ONE, _TWO, _MANY = (1, 1), (2, 2), (2, None)
_FATES = ("killed", "wounded")
_SEVERAL = frozenset({"3mp", "3fp", "3md", "3fd"})
_THEY = "ون"
_BY_SUFFIX: dict[str, tuple[int, int | None]] = {"ه": _ONE, "ها": _ONE, "هما": _TWO, "هم": _MANY, "هن": _MANY}
_BY_PERSON: dict[str, tuple[int, int | None]] = {
    "3ms": _ONE,
    "3fs": _ONE,
    "3md": _TWO,
    "3fd": _TWO,
    "3mp": _MANY,
    "3fp": _MANY,
}


def all_but_one(both: Victims | Amount) -> tuple[int, int | None]:
    """Return the least and the most of one of two fates told by one number: all but one of an exact number."""
    if not both.exact:
        return both.min, both.max
    return 1, None if both.max is None else max(1, both.max - 1)


class Predicates:
    """Counts by predicates; `done` is the word up to which counts were read, `amounts` the numbers by their end."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.out: list[CountMention] = []
        self.amounts: dict[int, Amount] = {}
        self.done = 0

    def put(self, slot: str, victims: Victims, entry: str, *, part: bool = False, rule: str = "") -> None:
        """Keep a count."""
        entries = tuple(e for e in (entry, *victims.entries, rule) if e)
        span = self.text.span(victims.first, victims.last)
        self.out.append(
            CountMention(
                first=victims.first,
                last=victims.last,
                span=span,
                entries=entries,
                slot=slot,
                min=victims.min,
                max=victims.max,
                part=part,
            )
        )
        self.done = max(self.done, victims.last)

    def none(self, first: int, last: int, entry: Entry, slot: str) -> None:
        """Count nobody for a slot, or for both."""
        nobody = Victims(first, last, 0, 0, ())
        for which in ("killed", "wounded"):
            if slot in ("", "wounded", which) or entry.fields.get("harm"):
                self.put(which, nobody, entry.id, rule="counts.nobody")

    def told_at(self, i: int, *, counted: bool = False) -> Predicate | None:
        """Return the predicate that a word is; what ends in ة bears no pronoun: «أسرة», «قتلة»."""
        word = self.text.words[i]
        found = predicate_of(word.look, i, counted=counted)
        if found is None or found.reading is None or not found.reading.suffix:
            return found
        return None if self.text.raw[word.end - 1] == _TEH_MARBUTA else found

    def _share(self, one: Predicate, other: Predicate, victims: Victims) -> None:
        """Put one number for two fates."""
        low, high = all_but_one(victims)
        for found in (one, other):
            self.put(found.slot, Victims(victims.first, victims.last, low, high, victims.entries), found.entry.id)
        self.done = victims.last

    def predicate(self, found: Predicate, start: int, end: int) -> None:
        """Count whom a predicate tells of."""
        fields = found.entry.fields
        at = found.last
        both = self.told_at(at) if at < end and self.text.words[at].look.form.startswith("و") else None
        if both is not None and found.reading is not None and found.reading.suffix:
            both = None
        inside = self._inside(found)
        if (
            both is not None
            and both.slot != found.slot
            and inside is None
            and (found.reading is None or found.reading.number in ("s", ""))
            and self.subject(found, start) is None
        ):  # «قتل وجرح عدة أشخاص»
            victims = read_one(self.text, both.last, end)
            if victims is not None and (both.slot in _FATES or not victims.exact):
                self._share(found, both, widened(victims, found.first))
                return
        if (
            both is not None
            and both.slot != found.slot
            and (told := self._of_both(found, both, start, end)) is not None
        ):
            self._share(found, both, told)
            return
        if found.reading is not None and found.reading.pos == "masdar":
            if found.reading.definite:
                return  # «الاغتيال» points back to what was counted
            if any(has_part(self.text.words[j].look, "sentence") for j in range(max(start, at - 4), found.first)):
                return  # «حكماً بإعدام ثلاثة»
            if found.first > start and has_part(self.text.words[found.first - 1].look, "attempt"):
                return  # «نجا من محاولة اغتيال»
        negated = negation(
            self.text,
            found.first,
            max(start, found.first - (3 if found.reading is not None and found.reading.pos == "masdar" else 2)),
        )
        if negated == "unknown":
            return
        if "strict" in fields:
            if found.reading is not None and found.reading.suffix:
                return  # it has no object: «قضية» is a case
            victims = inside or read_victims(self.text, at, end) or self._gone(found, start, end)
            if victims is not None and "people" in fields and not self._are_people(victims):
                return  # «القضاء على ثلاثة أوكار»
        else:
            known = found.reading is not None and found.reading.suffix  # «أصابته ثلاث رصاصات»
            victims = (
                inside
                or (self._whom(found, end) if known else self._after(found, end))
                or self._suffix(found)
                or self._named(found, end)
                or self._before(found, start)
            )
        if negated:
            if found.reading is not None and found.reading.suffix:
                return
            if victims is None or not victims.exact or victims.min == 1:
                self.none(found.first, victims.last if victims else at, found.entry, found.slot)
            return
        if victims is not None:
            apart = victims.first > at and "comma" in self.text.words[victims.first - 1].look.tags
            self.put(
                fields["slot"],
                victims if apart else widened(victims, found.first),
                found.entry.id,
                part=among(self.text, self.amounts, min(found.first, victims.first)),
            )

    def _of_both(self, found: Predicate, both: Predicate, start: int, end: int) -> Victims | None:
        """Return the people before two verbs of which some met the one fate, some the other: «20 مدنياً قتلوا وأصيبوا»."""
        several = all(one.reading is not None and one.reading.person in ("3mp", "3fp") for one in (found, both))
        if not several or read_one(self.text, both.last, end) is not None:
            return None
        told = self.subject(found, start)
        if told is None:
            return None
        return Victims(told.first, both.last, told.min, told.max, told.entries, told.exact)

    def _gone(self, found: Predicate, start: int, end: int) -> Victims | None:
        """Return the people before a verb of several that nothing but a preposition follows: «ثمانية أشخاص قضوا في الغارة»."""
        reading = found.reading
        if reading is None or reading.person not in _SEVERAL:
            return None
        after = self.text.words[found.last].look if found.last < end else None
        if after is not None and not {"preposition", "punct"} & after.tags and not has_part(after, "cause"):
            return None
        return antecedent(self.text, self.amounts, found.first, reading, start) or self.subject(found, start)

    def _are_people(self, victims: Victims) -> bool:
        """Tell whether some word of a phrase says that it counts people."""
        words = self.text.words[victims.first : victims.last]
        return any(has_part(w.look, "person", "victim") or w.look.plays("actors", "title", "force") for w in words)

    def _inside(self, found: Predicate) -> Victims | None:
        """Return the victims between the words of a phrase («لقي ثلاثة عمال مصرعهم»)."""
        return (
            read_victims(self.text, found.first + 1, found.last)
            if found.reading is None and found.last - found.first > 2
            else None
        )

    def _after(self, found: Predicate, end: int) -> Victims | None:
        """Return the victims that follow a predicate; an active verb's subject is stepped over."""
        text, i = self.text, found.last
        stop = min(end, found.last + _OBJECT_REACH)
        prepositional = False
        several = found.reading is not None and found.reading.person in _SEVERAL
        while i < stop:
            look = text.words[i].look
            bound = any(h.entry.domain == "numbers" for h in text.phrases.get(i, ()))  # «ما لا يقل عن»
            if (
                (STOPS & look.tags and not bound)
                or opens_part(text, i)
                or self.told_at(i)
                or has_part(look, "result")
                or (several and has_part(look, "cause"))  # «امرأة وثلاثة أطفال جرحوا إثر ثماني غارات»
                or (i == found.last and self._is_stranger(found, i))
                or (i == found.last and several and "with" in look.tags)  # «أطفال قتلوا مع والدهم»
            ):
                return None
            if "comma" in look.tags and i + 1 < stop and _begins_anew(text.words[i + 1].look):
                return None  # «استشهد سالم غيلة، ودموع والده …»
            if prepositional:
                victims = read_one(text, i, end) if i + 1 < stop else None
                if (
                    victims is not None
                    and victims.exact
                    and not definite(look)
                    and text.words[i - 1].look.form
                    and not genitive(text, i)
                    and not in_wording(text, i)
                ):
                    return read_victims(text, i, end)
            elif not look.form.startswith("و") or i == found.last:
                victims = self._object_after(found, read_victims(text, i, end), end)
                if victims is not None and (i == found.last or not definite(look) or victims.exact):
                    return victims
            if (
                "preposition" in look.tags
                or any(r.prefix[-1:] in ("ب", "ل", "ك") for r in look.readings)
                or "comma" in look.tags
            ):
                if found.reading is None or found.reading.pos != "verb":
                    return None
                prepositional = True
            i += 1
        return None

    def _whom(self, found: Predicate, end: int) -> Victims | None:
        """Return the people whom a number counts right behind a noun with its doer: «مجزرة بقتلها خمسة أطفال»."""
        at = found.last
        if found.reading is None or found.reading.pos != "masdar" or at >= end:
            return None
        if not {"number", "number_word"} & self.text.words[at].look.tags:
            return None
        return read_victims(self.text, at, end)

    def _is_stranger(self, found: Predicate, at: int) -> bool:
        """Tell whether a name that nobody knows follows «مقتل», so that no further word is the victim: «مقتل مهسا أميني»."""
        look = self.text.words[at].look
        masdar = found.reading is not None and found.reading.pos == "masdar" and found.slot == "killed"
        plain = not look.readings and not look.tags and at not in self.text.phrases
        return masdar and plain and not look.form.startswith("و")

    def _object_after(self, found: Predicate, subject: Victims | None, end: int) -> Victims | None:
        """Return the people who follow the subject of an active verb at once: «خطف مسلحون ثلاثة عمال»."""
        if (
            subject is None
            or found.reading is None
            or found.reading.pos != "verb"
            or subject.last >= end
            or (subject.exact and subject.max != 1)
        ):
            return subject
        at = subject.last
        apart = self._object_apart(at, end) if subject.exact else None
        if apart is not None:
            return apart
        if at + 1 < end and _is_quality(self.text.words[at].look):
            at += 1  # «اغتال مسلحون مجهولون ضابطاً»
        look = self.text.words[at].look
        if look.form.startswith("و") or look.plays("actors", "nationality"):
            return subject  # «أصابت عشرات المواطنين الفلسطينيين»
        return read_victims(self.text, at, end) or subject

    def _object_apart(self, at: int, end: int) -> Victims | None:
        """Return people whom a number counts behind a comma: «قتل انتحاري من التنظيم، 32 شخصاً على الأقل»."""
        words = self.text.words
        comma = next((i for i in range(at, min(end, at + _OBJECT_REACH)) if "comma" in words[i].look.tags), end)
        if comma + 2 >= end:
            return None
        if not {"number", "number_word", "number_bound"} & words[comma + 1].look.tags:
            return None
        found = read_one(self.text, comma + 1, end)
        opens = found is not None and found.min > 1 and not words[comma + 1].look.form.startswith("و")
        if found is None or not opens or not any(has_part(w.look, "person") for w in words[comma + 1 : found.last]):
            return None
        after = words[found.last].look if found.last < end else None
        return found if after is None or predicate_of(after, found.last, counted=False) is None else None

    def _named(self, found: Predicate, end: int) -> Victims | None:
        """Return one victim where a word that nobody knows, a name, follows a predicate of death."""
        i = found.last
        words = self.text.words
        if i + 2 < end and "quantifier" in words[i].look.tags and "from" in words[i + 1].look.tags:
            return each_named(self.text, i + 2, end)  # «استشهاد كل من أحمد ورامي»
        if (
            i >= end
            or self.text.words[i].look.form.startswith("و")
            or (found.reading is not None and found.reading.person not in ("", "3ms", "3fs"))
        ):
            return None
        look = self.text.words[i].look
        masdar = found.reading is not None and found.reading.pos == "masdar" and found.slot == "killed"
        hits = self.text.names.get(i, ())
        person = any(record.person for hit in hits for record in hit.bearers.actors)
        nothing = not look.readings and not look.tags and not hits
        passive = (
            found.reading is not None
            and found.reading.pos == "verb"
            and found.reading.passive is not False
            and found.slot == "killed"
        )
        given = (
            look.plays("actors", "given")
            and names_someone(self.text, i)
            and i + 1 < end
            and not self.text.words[i + 1].look.tags
        )
        if (
            person
            or (given and (masdar or passive))
            or (nothing and masdar)
            or (nothing and passive and self.subject(found, i) is None and unknown(self.text, i + 1, end))
        ):
            return with_others(self.text, Victims(i, i + 1, 1, 1, ("counts.named",)), end)
        if (
            masdar
            and look.readings
            and not look.tags
            and not hits
            and all(r.pos in _NOUNS and not r.prefix for r in look.readings)
        ):
            low, high = _MANY if any(r.number == "p" for r in look.readings) else _ONE
            return Victims(i, i + 1, low, high, ("counts.named",))
        return None

    def _suffix(self, found: Predicate) -> Victims | None:
        """Return the victims that a pronoun on the predicate stands for («مقتله»)."""
        if (
            found.reading is None
            or found.reading.suffix not in _BY_SUFFIX
            or found.reading.number != "s"
            or found.slot in ("captured", "missing")
        ):
            return None
        if found.slot == "wounded" and self._cause_of_death(found):
            return None
        light = next(
            (
                j
                for j in range(found.first - 1, max(-1, found.first - _LIGHT_REACH), -1)
                if has_part(self.text.words[j].look, "light")
            ),
            None,
        )
        if (
            light is not None and (met := read_victims(self.text, light + 1, found.first)) is not None
        ):  # «لقي العشرات من … مصرعهم»
            return Victims(met.first, found.last, met.min, met.max, met.entries, met.exact)
        low, high = _BY_SUFFIX[found.reading.suffix]
        meant = Victims(found.first, found.last, low, high, ("counts.pronoun",))
        behind = self.text.words[found.last].look if found.last < len(self.text.words) else None
        joined = behind is not None and has_part(behind, "person") and _begins_anew(behind)
        return with_others(self.text, meant, self._stop(found)) if joined else meant  # «بقتله وعائلته»

    def _stop(self, found: Predicate) -> int:
        """Return the end of the sentence of a predicate."""
        return self.text.sentences[self.text.sentence_of[found.first]].last

    def _cause_of_death(self, found: Predicate) -> bool:
        """Tell whether a wound is what somebody died of: «قتل إثر إصابته», «متأثراً بإصابته»."""
        if found.reading.prefix.endswith("ب"):
            return True
        words, at = self.text.words, found.first
        if at > 0 and has_part(words[at - 1].look, "cause"):
            return True
        for j in range(at - 1, max(-1, at - _DEATH_REACH), -1):  # «توفي الطفل بعد إصابته»
            if (_EDGES | {"comma"}) & words[j].look.tags:
                return False
            fate = predicate_of(words[j].look, j, counted=False)
            if fate is not None:
                return fate.slot == "killed"
        return False

    def _before(self, found: Predicate, start: int) -> Victims | None:
        """Return the subject before a passive verb («امرأة قُتلت»), or what the verb's own number says of it."""
        reading = found.reading or next(
            (r for r in self.text.words[found.first].look.readings if r.pos == "verb"), None
        )
        if (
            reading is None
            or reading.pos != "verb"
            or (
                found.reading is not None
                and reading.passive is False
                and found.entry.fields.get("intransitive") is None
            )
        ):
            return None
        subject = antecedent(self.text, self.amounts, found.first, reading, start) or self.subject(found, start)
        if subject is not None and reading.number == "d" and (subject.max is None or subject.max == 1):
            return replace(subject, min=2, max=2)
        if subject is not None:
            return subject
        person = reading.person
        edge = self._edge(found, start)
        doing = person == "3ms" and any(r.pos == "masdar" for r in self.text.words[found.first].look.readings)
        if doing and found.reading is not None and found.reading.prefix:
            return None  # «تدمير وقتل وتعذيب»
        if person in _BY_PERSON and edge < found.first and edge > start:
            least, most = _BY_PERSON[person]
            return Victims(found.first, found.last, least, most, ("counts.agreement",), exact=most is not None)
        return None

    def _edge(self, found: Predicate, start: int) -> int:
        """Return the first word of the clause that a predicate stands in."""
        low = max(start, self.done, found.first - _SUBJECT_REACH)
        return next((i + 1 for i in range(found.first - 1, low - 1, -1) if _EDGES & self.text.words[i].look.tags), low)

    def subject(self, found: Predicate, start: int) -> Victims | None:
        """Return the people who open the clause, or a part of it after a comma, before a predicate."""
        edge = self._edge(found, start)
        for at in (
            edge,
            *((edge + 1,) if "auxiliary" in self.text.words[edge].look.tags else ()),
            *(i + 1 for i in range(edge, found.first - 1) if {"comma", "dash"} & self.text.words[i].look.tags),
        ):
            victims = read_victims(self.text, at, found.first)
            if victims is not None:
                return Victims(victims.first, found.last, victims.min, victims.max, victims.entries, victims.exact)
        return None


def _begins_anew(look: Look) -> bool:
    """Tell whether a word is joined by «و»."""
    return look.form.startswith("و") and (not look.readings or any(r.prefix.startswith("و") for r in look.readings))


def _is_quality(look: Look) -> bool:
    """Tell whether a word can describe several people in the nominative: «مجهولون», «ملثمون»."""
    return look.form.endswith(_THEY) and any(
        r.pos in ("adjective", "participle", "passive_participle") and not (r.prefix or r.definite)
        for r in look.readings
    )
