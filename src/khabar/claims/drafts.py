"""A claim in the making: what a cue, its speaker and its content give before the speakers in force are known."""

from __future__ import annotations

import msgspec

from khabar.claims.content import RECORDED
from khabar.claims.cues import Cue
from khabar.claims.extents import Subject
from khabar.claims.fitting import Complement
from khabar.claims.interviews import interview_at_end
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.ways import carriers_in, channel_in, published_in
from khabar.language import Entry
from khabar.mentions.model import PRESS, ActorMention
from khabar.model import Evidence

_OFFICE = 7  # words that may tell the field of a title and its bearer
_OPENING = 20  # words before a cue that may tell how it was said
_PLACE = 4  # words that may tell where an unnamed speaker is
_FOR = "ل"


class Draft(msgspec.Struct, eq=False):
    """A claim over words `[start, end)` whose content is `[content, end)` or, told before its cue, `[start, cue)`.

    `speaker` is None where the subject is elided. `inner` is the claim whose content holds this one's speech,
    `lead` the one that it continues; `carriers` brought it to the reader, `origins` stand behind the speaker.
    `hidden`: its content is all the speech of another, and the two are told as one. `needs_voice`: without somebody
    who speaks in its passage it is none. `untold`: news says it, which only an unnamed speaker in force can have told.
    `closed` is where the source that closes it begins, 0 for none.
    """

    cue: Cue
    kind: str
    start: int
    content: int
    end: int
    speaker: Subject | None = None
    entry: Entry | None = None
    carriers: list[ActorMention] = []
    origins: list[Subject] = []
    lead: Draft | None = None
    outer: Draft | None = None
    level: int = 0
    closers: list[Subject] = []
    closed: int = 0
    channel: tuple[int, int] | None = None
    pointed: bool = False
    needs_voice: bool = False
    untold: bool = False
    hidden: bool = False
    evidence: list[Evidence] = []

    @property
    def answers(self) -> bool:
        """Tell whether the claim says yes or no to what was told before it («وهو ما أكده X»)."""
        return "answers" in self.cue.entry.fields

    def carries(self, speaker: Subject | None) -> bool:
        """Tell whether somebody is told as one of its carriers."""
        return speaker is not None and any(m.first <= speaker.first < m.last for m in self.carriers)

    @property
    def force_entry(self) -> Entry:
        """Return the entry that gives the force: that of the noun that a carrier verb carries, else the cue's."""
        return self.entry or self.cue.entry

    @property
    def purpose(self) -> bool:
        """Tell whether the claim tells what its speaker did something for («للمطالبة بـ»)."""
        return self.cue.kind == "noun" and self.cue.prefix == _FOR


def made_of(scene: Scene, cue: Cue, speaker: Subject | None, found: Complement, entry: Entry | None = None) -> Draft:
    """Return the claim of a cue, its speaker and its complement; `entry` is that of a noun that gives the force."""
    found = found._replace(first=min(found.first, len(scene.words) - 1))
    first = min(cue.first, speaker.first) if speaker else cue.first
    made = Draft(
        cue, found.kind, first, found.first, max(content_end(scene, found, cue.first), cue.last), speaker, entry
    )
    made.evidence.append(scene.evidence("cue", cue.entry.id, cue.first, cue.last))
    if cue.kind == "noun":
        made.evidence += [
            scene.evidence("cue", e.id, cue.first, cue.last)
            for r, e in scene.words[cue.first].look.entries(DOMAIN)
            if r.pos in ("noun", "masdar")
            and e is not cue.entry
            and e.fields.get("force") == cue.entry.fields.get("force")
        ]
    if found.kind == "object" and cue.says("object") in RECORDED:
        made.evidence += [
            scene.evidence("channel", e.id, i, i + 1)
            for i in range(found.first, min(found.first + 3, len(scene.words)))
            for _, e in scene.words[i].look.entries(DOMAIN)
            if e.fields.keys() & RECORDED
        ]
    if entry is not None:
        same = [
            e.id
            for _, e in scene.words[found.mark].look.entries(DOMAIN)
            if e.fields.get("force") == entry.fields.get("force")
        ]
        made.evidence += [
            scene.evidence("force", rule, found.mark, found.mark + 1) for rule in dict.fromkeys([entry.id, *same])
        ]
    made.evidence.append(scene.evidence("content", f"claims.{found.kind}", found.mark, found.mark + 1))
    if speaker is not None:
        made.evidence.append(scene.evidence("chain", speaker.rule, speaker.first, speaker.last))
    zone = (cue.last, found.mark)
    made.carriers = carriers_in(scene, *zone, speaker, told=bool(cue.entry.fields.get("informs")))
    if speaker is not None and speaker.last < cue.first and not made.carriers:
        made.carriers = carriers_in(scene, speaker.last, cue.first, speaker)  # «مصادر خاصة لوكالة X قالت»
    if speaker is not None and speaker.told is not None:
        made.carriers = [speaker.told]
    if speaker is not None and speaker.first > cue.first and not made.carriers:
        _opening_words(scene, made)
    if speaker is not None:
        asks = cue.says("object") == "asked"  # «طلب الوزير من السكان»
        made.speaker = (
            speaker if asks else _with_place(scene, speaker, cue.first if speaker.first < cue.first else found.mark)
        )
    made.channel = channel_in(scene, *zone)
    made.evidence += _between(scene, *zone)
    last = min(made.end, scene.sentence_end(cue.first))
    if not made.carriers and (outlet := published_in(scene, found.first, last, scene.depth[cue.first])):
        made.carriers = [outlet]
    if found.kind == "quote" and not made.carriers:
        _closing_words(scene, made, found.last + 1)
    if not made.carriers and made.channel is None and (asked := interview_at_end(scene, found.first, last)):
        made.carriers, made.channel = [asked[0]], asked[1]
    return made


def content_end(scene: Scene, found: Complement, at: int) -> int:
    """Return the index after the content that begins with a complement, quotations taken in whole."""
    if found.kind == "quote":
        return found.last + 1
    end = scene.sentence_end(at)
    if scene.enclosing[at] >= 0:
        return max(min(end, scene.enclosing[at]), found.first + 1)
    if found.first in scene.closing:
        close = scene.closing[found.first]
        after = scene.tags[close + 1]
        if close >= end or "stop" in after or "comma" in after:
            return close + 1
    last = scene.enclosing[end - 1] if scene.depth[end - 1] > scene.depth[at] else scene.closing.get(end - 1, -1)
    return max(end, last + 1)


def _closing_words(scene: Scene, made: Draft, at: int) -> None:
    """«قال الوزير: «…»، في تصريحات نقلتها الصحيفة»: how a quotation was said can close its sentence."""
    at += at < len(scene.words) and "comma" in scene.tags[at]
    limit = min(scene.sentence_end(made.cue.first), at + _OPENING)
    if at + 1 < limit and "in" in scene.tags[at] and (channel := channel_in(scene, at + 1, at + 2)) is not None:
        made.channel = made.channel or channel
        made.carriers = carriers_in(scene, at, limit, made.speaker)


def _opening_words(scene: Scene, made: Draft) -> None:
    """«وفي تصريح لصحيفة الساحل، قال المحافظ»: how it was said can open the sentence."""
    start = scene.sentence_start(made.cue.first)
    if not 2 < made.cue.first - start <= _OPENING:
        return
    last = scene.actor_over.get(made.cue.first - 1)
    through = last is not None and last.kind in PRESS  # «وفي تصريح لوكالة النهر أكد»
    if "comma" not in scene.tags[made.cue.first - 1] and not through:
        return
    channel = channel_in(scene, start, made.cue.first)
    if channel is not None and channel[0] - start <= 2:
        made.channel = made.channel or channel
        made.carriers = carriers_in(scene, start, made.cue.first, made.speaker)


def _with_place(scene: Scene, speaker: Subject, mark: int) -> Subject:
    """Return an unnamed speaker with where it is told to be («ناشطون على مواقع التواصل»), up to the content."""
    actor, at = speaker.actor, speaker.last
    if (
        actor is None
        or not (actor.anonymous or (not actor.name and not actor.definite) or (actor.role == "title" and not actor.id))
        or not at < mark <= at + (_PLACE if actor.anonymous else _OFFICE)
        or scene.role(at + 1, "channel")
        or not scene.tags[at] & {"in", "on", "from"}
        or scene.tags[at + 1] & {"complementiser"}
    ):
        return speaker
    mark = next((i for i in range(at + 1, mark) if scene.bound(i) == _FOR and i in scene.actor_at), mark)
    words = range(at + 1, mark)
    if not words or any("punct" in scene.tags[i] or i in scene.time_at or scene.bound(i) == "ل" for i in words):
        return speaker
    return speaker._replace(last=mark)


def _between(scene: Scene, first: int, last: int) -> list[Evidence]:
    """Return what the words between a cue and its content told: channels and asides that were looked over."""
    out = []
    for i in range(first, last):
        for hit in scene.text.phrases.get(i, ()):
            if hit.entry.domain == DOMAIN and "role" in hit.entry.fields:
                out.append(scene.evidence("channel", hit.entry.id, hit.first, hit.last))
        out += [
            scene.evidence("channel", e.id, i, i + 1)
            for _, e in scene.words[i].look.entries(DOMAIN)
            if "role" in e.fields
        ]
    return out
