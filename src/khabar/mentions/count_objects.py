"""Whom a verb or a verbal noun names behind it: people, a number of them, a name."""

from __future__ import annotations

from khabar.language import Look
from khabar.mentions.count_context import (
    STOPS,
    Predicate,
    begins_anew,
    definite,
    genitive,
    in_wording,
    predicate_of,
    unknown,
)
from khabar.mentions.count_subjects import Subjects
from khabar.mentions.victim_lists import each_named, names_someone, read_victims, with_others
from khabar.mentions.victims import Victims, has_part, opens_part, read_one

_OBJECT_REACH = 9  # words from a predicate to its victims
_NOUNS = frozenset({"noun", "adjective", "participle", "passive_participle"})
_ONE, _MANY = (1, 1), (2, None)
_SEVERAL = frozenset({"3mp", "3fp", "3md", "3fd"})
_THEY = "ون"


class Objects(Subjects):
    """Finds whom a predicate names behind it."""

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
            if "comma" in look.tags and i + 1 < stop and begins_anew(text.words[i + 1].look):
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


def _is_quality(look: Look) -> bool:
    """Tell whether a word can describe several people in the nominative: «مجهولون», «ملثمون»."""
    return look.form.endswith(_THEY) and any(
        r.pos in ("adjective", "participle", "passive_participle") and not (r.prefix or r.definite)
        for r in look.readings
    )
