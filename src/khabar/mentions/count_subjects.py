"""Whom a verb or a verbal noun tells of without words of their own: its subject before it, its pronoun, its own number."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Text
from khabar.mentions.count_antecedents import antecedent
from khabar.mentions.count_context import Predicate, begins_anew, predicate_of
from khabar.mentions.model import CountMention
from khabar.mentions.numbers import Amount
from khabar.mentions.victim_lists import read_victims, with_others
from khabar.mentions.victims import Victims, has_part

_SUBJECT_REACH = 16  # words from a passive verb back to its subject
_TEH_MARBUTA = "\u0629"
_LIGHT_REACH = 24  # words from «لقي» to «حتفهم»
_DEATH_REACH = 7  # words from a wound back to the death that came of it
_EDGES = frozenset({"stop", "colon", "semicolon", "bar", "complementiser", "subordinator", "ellipsis"})
_ONE, _TWO, _MANY = (1, 1), (2, 2), (2, None)
_BY_SUFFIX: dict[str, tuple[int, int | None]] = {"ه": _ONE, "ها": _ONE, "هما": _TWO, "هم": _MANY, "هن": _MANY}
_BY_PERSON: dict[str, tuple[int, int | None]] = {
    "3ms": _ONE,
    "3fs": _ONE,
    "3md": _TWO,
    "3fd": _TWO,
    "3mp": _MANY,
    "3fp": _MANY,
}


class Subjects:
    """Who suffers by what stands before a predicate; `done` is the word up to which counts were read, `amounts` the numbers by their end."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.out: list[CountMention] = []
        self.amounts: dict[int, Amount] = {}
        self.done = 0

    def told_at(self, i: int, *, counted: bool = False) -> Predicate | None:
        """Return the predicate that a word is; what ends in ة bears no pronoun: «أسرة», «قتلة»."""
        word = self.text.words[i]
        found = predicate_of(word.look, i, counted=counted)
        if found is None or found.reading is None or not found.reading.suffix:
            return found
        return None if self.text.raw[word.end - 1] == _TEH_MARBUTA else found

    def _inside(self, found: Predicate) -> Victims | None:
        """Return the victims between the words of a phrase («لقي ثلاثة عمال مصرعهم»)."""
        return (
            read_victims(self.text, found.first + 1, found.last)
            if found.reading is None and found.last - found.first > 2
            else None
        )

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
        joined = behind is not None and has_part(behind, "person") and begins_anew(behind)
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
