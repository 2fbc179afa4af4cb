"""Signs about reality: the words around a trigger that speak for or against a particular happening."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from khabar.events.triggers import Trigger
from khabar.language import Entry, Text
from khabar.mentions.model import Mentions, within
from khabar.model import Span, Status

DOMAIN = "reality"
REACH = 40  # words to either side in which signs count
NEAR = 8
GOVERN = 9  # words before a trigger in which a sign may govern it
_STOPS = frozenset({"comma", "semicolon", "stop", "colon", "bar", "ellipsis"})


class Sign(NamedTuple):
    """A word of the `reality` domain beside a trigger: what it speaks for and where it stands.

    `place` is "governs" (the trigger depends on it), "before", "after", "beside" (just before or after) or "far".
    """

    name: str
    place: str
    first: int
    last: int
    entry: Entry | None

    @property
    def status(self) -> Status | None:
        """The status that the sign gives to what it governs."""
        if self.entry is None:
            return "planned"
        found: Status | Literal["none"] = self.entry.fields.get("status", "none")
        return None if found == "none" else found

    @property
    def rule(self) -> str:
        """The entry, or the rule of grammar, that makes the sign."""
        return self.entry.id if self.entry else "events.status.future"


def find_signs(text: Text, trigger: Trigger) -> list[Sign]:
    """Return the signs of the trigger's sentence, at most `REACH` words away, in order."""
    sentence = text.sentences[text.sentence_of[trigger.first]]
    low, high = max(sentence.first, trigger.first - REACH), min(sentence.last, trigger.last + REACH)
    governed = _governed(text, trigger, low)
    out: list[Sign] = []
    for i in range(low, high):
        if trigger.first < i < trigger.last:
            continue
        if i != trigger.head and _future(text, i):
            out.append(Sign("future", _place(text, trigger, i, i + 1, governed), i, i + 1, None))
        for entry, last in _entries(text, i):
            name = entry.fields["evidence"]
            if name == "name" or not _before(text, last, entry):
                continue
            if i == trigger.head:
                continue
            out.append(Sign(name, _place(text, trigger, i, last, governed), i, last, entry))
    return out


def _future(text: Text, index: int) -> bool:
    """Tell whether a word is a verb with the س of the future and nothing else, or سوف."""
    look = text.words[index].look
    verbs = [r for r in look.readings if r.tense == "nonpast" and r.prefix.endswith("س")]
    return ("future" in look.tags and "neg" not in look.tags) or (bool(verbs) and len(verbs) == len(look.readings))


def _entries(text: Text, index: int) -> list[tuple[Entry, int]]:
    hits = [(h.entry, h.last) for h in text.phrases.get(index, ()) if h.entry.domain == DOMAIN]
    words = [(entry, index + 1) for reading, entry in text.words[index].look.entries(DOMAIN) if entry.kind != "phrase"]
    return [*hits, *{e.id: (e, n) for e, n in words}.values()]


def _before(text: Text, last: int, entry: Entry) -> bool:
    """Tell whether what an entry asks of the next word holds: قد speaks of doubt only before a verb of the present."""
    wanted = entry.fields.get("before")
    if wanted is None:
        return True
    return last < len(text.words) and any(
        r.tense == wanted and r.person[:1] == "3" for r in text.words[last].look.readings
    )


def _governed(text: Text, trigger: Trigger, low: int) -> int:
    """Return the first word of the stretch before a trigger in which a word governs it.

    The stretch ends at a stop or comma, at a relative pronoun, and before another trigger of the sentence's past.
    """
    start = trigger.first
    for i in range(trigger.first - 1, max(low, trigger.first - GOVERN) - 1, -1):
        tags = text.words[i].look.tags
        if tags & _STOPS or "relative" in tags:
            break
        start = i
    return start


def _place(text: Text, trigger: Trigger, first: int, last: int, governed: int) -> str:
    if last <= trigger.first:
        if first >= governed:
            return "governs"
        return "before" if trigger.first - last < REACH // 2 else "far"
    return "after" if first - trigger.last < NEAR else "far"


class Feature(NamedTuple):
    """One reason for or against: its name, the entry that made it (or ""), and the words it stands on."""

    name: str
    rule: str
    span: Span | None


def describe(text: Text, mentions: Mentions, trigger: Trigger, signs: list[Sign]) -> list[Feature]:
    """Return all that can be said about the reality of a trigger, as named features, each name once."""
    out: dict[str, Feature] = {}

    def add(name: str, rule: str = "", span: Span | None = None) -> None:
        out.setdefault(name, Feature(name, rule or "events.reality." + name.partition(":")[0], span))

    for sign in signs:
        span = text.span(sign.first, sign.last)
        add(f"{sign.name}:{sign.place}", sign.rule, span)
        add(sign.name, sign.rule, span)
    for name in _own(text, trigger):
        add(name, span=trigger.span)
    for name, where in _surroundings(text, mentions, trigger):
        add(name, span=where)
    group = "assault" if trigger.type == "ASSAULT" else "protest" if trigger.type == "PROTEST" else "other"
    for name in [n for n in out if n in _BY_GROUP or n.partition(":")[0] in _BY_GROUP]:
        add(f"{group}/{name}", out[name].rule, out[name].span)
    return list(out.values())


_BY_GROUP = frozenset(
    {
        "kind",
        "form",
        "light",
        "definite",
        "alone",
        "time",
        "count",
        "place",
        "weapon",
        "governs",
        "quoted",
        "long",
        "strength",
        "law",
        "crime",
        "many",
        "news",
    }
)


def _own(text: Text, trigger: Trigger) -> list[str]:
    """Return the features of the trigger's own words."""
    fields, reading = trigger.fields, trigger.reading
    out = [
        f"kind:{trigger.kind}",
        f"type:{trigger.type}",
        f"mode:{trigger.type}/{trigger.mode}",
        f"word:{trigger.entry.id.partition('/')[2]}",
        f"strength:{fields.get('strength', 'plain')}",
    ]
    if reading is not None:
        if reading.pos == "verb":
            out.append(f"form:{reading.tense}")
            out += [f"form:{reading.prefix}+" for _ in (1,) if reading.prefix]
            if reading.person in ("1s", "1p"):
                out.append("form:first_person")
            if reading.passive:
                out.append("form:passive")
        else:
            out.append(
                f"form:{reading.pos}:{reading.number or 's'}:{'def' if reading.definite else 'of' if reading.suffix else 'indef'}"
            )
            if reading.prefix:
                out.append(f"form:noun:{reading.prefix}+")
            if trigger.light is None:
                out.append(
                    f"alone:{reading.number or 's'}:{'def' if reading.definite else 'of' if reading.suffix else 'indef'}"
                )
    if trigger.light is not None:
        out += _carried(text, trigger, trigger.light)
    if trigger.anaphoric:
        out.append("anaphoric")
    if trigger.definite:
        out.append("definite")
    return out


def _carried(text: Text, trigger: Trigger, at: int) -> list[str]:
    """Return what the light verb adds: its stage and tense."""
    pairs = [(r, e) for r, e in text.words[at].look.entries("events") if e.fields.get("part") == "light"]
    reading, entry = pairs[0]
    form = reading.tense or reading.pos
    side = "before" if at < trigger.first else "after"
    return [f"light:{entry.fields['stage']}:{form}", f"light:{side}"]


def _surroundings(text: Text, mentions: Mentions, trigger: Trigger) -> list[tuple[str, Span | None]]:
    """Return the features of the sentence: times, places, counts, weapons, quotation, length."""
    number = text.sentence_of[trigger.first]
    sentence = text.sentences[number]
    low, high = max(sentence.first, trigger.first - REACH), min(sentence.last, trigger.last + REACH)
    out: list[tuple[str, Span | None]] = []
    before = text.words[trigger.first - 1].look.tags if trigger.first > sentence.first else frozenset()
    for tag in (
        "neg",
        "neg_past",
        "neg_noun",
        "complementiser",
        "relative",
        "preposition",
        "future",
        "was",
        "any",
        "demonstrative",
        "quantifier",
        "conditional",
    ):
        if tag in before:
            out.append((f"after_word:{tag}", None))
    if trigger.first == sentence.first:
        out.append(("opens", None))
    for name, found in (("place", mentions.places), ("weapon", mentions.weapons), ("actor", mentions.actors)):
        here = within(found, low, high)
        if here:
            out.append((f"{name}:sentence", here[0].span))
            if within(found, trigger.last, min(high, trigger.last + NEAR)):
                out.append((f"{name}:after", None))
            if within(found, max(low, trigger.first - NEAR), trigger.first):
                out.append((f"{name}:before", None))
    for place in within(mentions.places, low, high):
        out.append((f"place:{place.precision}", place.span))
    for count in within(mentions.counts, low, high):
        out.append((f"count:{count.slot}", count.span))
    out += _times(mentions, trigger, low, high)
    if text.depth[trigger.first]:
        out.append(("quoted", None))
    out.append(("headline" if sentence.headline else "lead" if number < 3 else "body", None))
    closed = any(
        "stop" in text.words[i].look.tags for i in range(max(sentence.first, sentence.last - 2), sentence.last)
    )
    out.append(("closed" if closed else "open:late" if number > 2 else "open:early", None))
    if len(text.sentences) == 1:
        out.append(("single", None))
    length = sentence.last - sentence.first
    out.append((f"long:{0 if length < 12 else 1 if length < 25 else 2 if length < 45 else 3}", None))
    if any(text.words[i].look.tags & {"question", "question_mark"} for i in range(low, high)):
        out.append(("asked", None))
    return out


def _times(mentions: Mentions, trigger: Trigger, low: int, high: int) -> list[tuple[str, Span | None]]:
    out: list[tuple[str, Span | None]] = []
    published = mentions.document.published if mentions.document else None
    for time in within(mentions.times, low, high):
        near = "near" if abs(time.first - trigger.first) <= 2 * NEAR else "away"
        out.append((f"time:{time.precision}:{near}", time.span))
        if published and time.end and time.start:
            fresh = (
                "future" if time.start > published[:10] else "fresh" if time.end >= _weeks_before(published) else "old"
            )
            out.append((f"time:{fresh}:{near}", time.span))
    if not out:
        out.append(("time:none", None))
    return out


def _weeks_before(published: str) -> str:
    return (date.fromisoformat(published[:10]) - timedelta(days=21)).isoformat()
