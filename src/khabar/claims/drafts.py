"""A claim in the making: what a cue, its speaker and its content give before the speakers in force are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from khabar.claims.content import Complement, find_clause, find_phrase, happening
from khabar.claims.cues import Cue
from khabar.claims.scene import DOMAIN, Scene
from khabar.claims.speakers import Subject, antecedent, shortened, skip_asides, stranger_after, stranger_before, subject_after, subject_before
from khabar.language import Entry, Reading
from khabar.mentions import np_end
from khabar.mentions.model import ActorMention, within
from khabar.model import Evidence

_THAT = frozenset({"that", "quote"})
_PREPOSITIONAL = frozenset({"of", "to", "on", "about"})
_CLAUSES = frozenset({"that", "quote", "colon"})
_NEAR_OBJECT = 8  # words of an object before the preposition that follows it
_PUBLISHED_REACH = 60  # words after the speaker in which the outlet may be named
_ADJACENT = 1  # words between a participle and its complement
_OVER_OBJECT = 12  # words after its subject in which a that-clause is preferred to an object
_PARENTHESIS = 16  # words between commas before a complement
_CARRIED = 5  # words after a carrier verb and its subject in which its noun stands
_PLACE = 4  # words that may tell where an unnamed speaker is
_AND = "و"
_THE = "ال"
_JOINED = 90  # words of a content in which «وأن» still joins another
_OWNER = 14  # words after a channel in which the one who used it may be named


@dataclass(slots=True)
class Draft:
    """A claim over words `[start, end)` whose content is `[content, end)` or, told before its cue, `[start, cue)`.

    `speaker` is None where the subject is elided. `inner` is the claim whose content holds this one's speech,
    `lead` the one that it continues; `carriers` brought it to the reader, `origins` stand behind the speaker.
    `hidden`: its content is all the speech of another, and the two are told as one. `needs_voice`: without somebody
    who speaks in its passage it is none.
    """

    cue: Cue
    kind: str
    start: int
    content: int
    end: int
    speaker: Subject | None = None
    entry: Entry | None = None
    carriers: list[ActorMention] = field(default_factory=list)
    origins: list[Subject] = field(default_factory=list)
    lead: Draft | None = None
    outer: Draft | None = None
    level: int = 0
    closers: list[Subject] = field(default_factory=list)
    channel: tuple[int, int] | None = None
    pointed: bool = False
    needs_voice: bool = False
    hidden: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def force_entry(self) -> Entry:
        """Return the entry that gives the force: that of the noun that a carrier verb carries, else the cue's."""
        return self.entry or self.cue.entry


def draft(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """Return the claim that a cue opens, or None where nothing that a claim needs stands around it."""
    match cue.kind:
        case "verb":
            return _relayed(scene, cue, stops) if cue.entry.fields.get("relay") else _verb(scene, cue, stops)
        case "participle":
            return _participle(scene, cue, stops)
        case "noun":
            return _noun(scene, cue, stops)
        case "source":
            return _source(scene, cue)
        case "clause":
            return _clause(scene, cue)
        case "own":
            return Draft(cue, "own", cue.first, cue.first, cue.last)
        case "resume" | "pretext":
            found = find_clause(scene, cue, cue.last, min(scene.sentence_end(cue.first), cue.last + 3), stops)
            return _made(scene, cue, None, found) if found else None
        case "document":
            return _document(scene, cue, stops)
    return None


def joined_contents(scene: Scene, claim: Draft) -> list[Draft]:
    """Return the further claims of a cue that governs «أن … وأن …», each cut off the one before it."""
    out: list[Draft] = []
    if claim.kind != "that" or claim.hidden:
        return out
    last = claim
    for i in range(claim.content + 2, min(claim.end, claim.content + _JOINED)):
        if scene.depth[i] != scene.depth[claim.content - 1] or "complementiser" not in scene.tags(i) or not scene.form(i).startswith(_AND):
            continue
        if i + 1 >= claim.end:
            break
        more = replace(claim, start=i, content=i + 1, end=last.end, evidence=[*claim.evidence, scene.evidence("content", "claims.joined", i, i + 1)], closers=list(claim.closers), origins=list(claim.origins))
        last.end = i
        out.append(more)
        last = more
    return out


def content_end(scene: Scene, found: Complement, at: int) -> int:
    """Return the index after the content that begins with a complement, quotations taken in whole."""
    if found.kind == "quote":
        return found.last + 1
    end = scene.sentence_end(at)
    if scene.enclosing[at] >= 0:
        return max(min(end, scene.enclosing[at]), found.first + 1)
    if found.first in scene.closing:
        close = scene.closing[found.first]
        after = scene.tags(close + 1)
        if close >= end or "stop" in after or "comma" in after:
            return close + 1
    last = scene.enclosing[end - 1] if scene.depth[end - 1] > scene.depth[at] else scene.closing.get(end - 1, -1)
    return max(end, last + 1)


def _made(scene: Scene, cue: Cue, speaker: Subject | None, found: Complement, entry: Entry | None = None) -> Draft:
    found = found._replace(first=min(found.first, len(scene.words) - 1))
    first = min(cue.first, speaker.first) if speaker else cue.first
    made = Draft(cue, found.kind, first, found.first, max(content_end(scene, found, cue.first), cue.last), speaker, entry)
    made.evidence.append(scene.evidence("cue", cue.entry.id, cue.first, cue.last))
    if cue.kind == "noun":
        made.evidence += [scene.evidence("cue", e.id, cue.first, cue.last) for r, e in scene.words[cue.first].look.entries(DOMAIN) if r.pos in ("noun", "masdar") and e is not cue.entry and e.fields.get("force") == cue.entry.fields.get("force")]
    if found.kind == "object" and cue.says("object") == "recording":
        made.evidence += [scene.evidence("channel", e.id, i, i + 1) for i in range(found.first, min(found.first + 3, len(scene.words))) for _, e in scene.words[i].look.entries(DOMAIN) if "recording" in e.fields]
    if entry is not None:
        same = [e.id for _, e in scene.words[found.mark].look.entries(DOMAIN) if e.fields.get("force") == entry.fields.get("force")]
        made.evidence += [scene.evidence("force", rule, found.mark, found.mark + 1) for rule in dict.fromkeys([entry.id, *same])]
    made.evidence.append(scene.evidence("content", f"claims.{found.kind}", found.mark, found.mark + 1))
    if speaker is not None:
        made.evidence.append(scene.evidence("chain", speaker.rule, speaker.first, speaker.last))
    zone = (cue.last, found.mark)
    made.carriers = carriers_in(scene, *zone, speaker, told=bool(cue.entry.fields.get("addressee")))
    if speaker is not None:
        made.speaker = _with_place(scene, speaker, found.mark)
    made.channel = channel_in(scene, *zone)
    made.evidence += _between(scene, *zone)
    if not made.carriers and (outlet := published_in(scene, found.first, min(made.end, scene.sentence_end(cue.first), found.first + _JOINED))):
        made.carriers = [outlet]
    return made


# -- verbs


def _verb(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    limit = scene.sentence_end(cue.first)
    if not _takes_pronoun(cue):
        return _pointing(scene, cue, subject_after(scene, cue, limit))
    relative = "relative" in scene.tags(cue.first - 1)
    before = subject_before(scene, cue) if cue.prefix == "" and not relative else None
    if before is None and cue.prefix == "" and cue.reading is not None and cue.reading.tense == "nonpast" and scene.headline(cue.first):
        before = stranger_before(scene, cue)  # «الأنبار تطالب»: a headline tells the subject first
    if before is not None and scene.speech_phrase(before.first, "impersonal") is not None:
        return None
    apart = before is not None and any(not scene.tags(i) & {"qad", "auxiliary", "quote", "close_bracket"} for i in range(before.last, cue.first))
    after = subject_after(scene, cue, limit) if before is None or apart else None
    if after is not None:
        before = None
    spoken = _document_subject(scene, cue, limit) if before is None and after is None else None
    at = after.after if after else spoken[0] if spoken else cue.last
    found = _complement(scene, cue, at, limit, stops, known=bool(before or after or spoken))
    if found is None and after is not None and (shorter := shortened(scene, after)) is not None:
        found = _complement(scene, cue, shorter.last, limit, stops, known=True)
        after, at = (shorter, shorter.last) if found or cue.entry.fields.get("carrier") else (after, at)
    if cue.entry.fields.get("carrier"):
        return _carried(scene, cue, before or after, at, limit, stops, found)
    if found is None and before and not after:
        after = subject_after(scene, cue, limit)
        found = _complement(scene, cue, after.after, limit, stops, known=True) if after else None
        before = None if found and after and cue.reading and cue.reading.suffix else before
    if found is None:
        return _pointing(scene, cue, after or before)
    speaker = before or after
    if speaker is None and relative and not (found.kind == "that" and len(scene.form(found.mark)) > 2):
        speaker = antecedent(scene, cue.first)
    if speaker is None and spoken is None and found.kind in _CLAUSES and not _impersonal(cue, found.kind):
        speaker = _stranger(scene, cue, found, limit)
        if speaker is not None and found.mark - speaker.last > _OVER_OBJECT:
            return None
    if speaker is None and spoken is None and not _elides(scene, cue, found) and "origin" not in cue.entry.fields:
        return None
    if speaker is None and spoken is None and found.kind in _PREPOSITIONAL and not cue.entry.fields.get("addressee") and not cue.accepts & {"object", "target"}:
        stranger = stranger_after(scene, skip_asides(scene, cue.last, found.mark, commas=False), found.mark)
        speaker = stranger if stranger and stranger.last == found.mark else None
    needs = cue.says("subject") in ("actor", "speaker", "observer")
    if needs and speaker is None and spoken is None and found.kind == "object":
        return None
    if needs and speaker is not None and not _suits(cue, speaker):
        return None
    if any("void" in hit.entry.fields and not hit.prefix for i in range(max(cue.last, found.first - 2), found.first + 1) for hit in scene.text.phrases.get(i, ())):
        return None  # «رفض التعليق», «طلب عدم ذكر اسمه»
    if speaker is not None and speaker.actor is not None and speaker.actor.role == "target" and (found.kind not in _CLAUSES or cue.entry.fields.get("impersonal")) and not speaker.actor.person:
        return None
    if speaker is None and spoken is None and _impersonal(cue, found.kind):
        return None
    made = _made(scene, cue, speaker, found)
    made.needs_voice = needs and speaker is None and not spoken
    if spoken:
        made.speaker, made.channel = spoken[1], spoken[2]
        made.pointed = spoken[1] is None
    if "origin" in cue.entry.fields and not _from_origin(scene, made, found.mark):
        return None
    return made


def _takes_pronoun(cue: Cue) -> bool:
    """Tell whether a verb's pronoun, if it has one, can be whom it is said to or of and not what is said."""
    if cue.reading is None or not cue.reading.suffix:
        return True
    return bool(cue.accepts & {"target", "as"}) or bool(cue.entry.fields.get("addressee"))


def _elides(scene: Scene, cue: Cue, found: Complement) -> bool:
    """Tell whether a verb without subject stands where a speech goes on: with «و», after a mark or what opens a clause."""
    if cue.prefix:
        return True
    if found.kind in _CLAUSES and found.mark - skip_asides(scene, cue.last, found.mark) > _ADJACENT:
        return False
    at = cue.first - 1
    if at < scene.sentence_start(cue.first):
        return True
    return bool(scene.tags(at) & {"comma", "relative", "complementiser", "contrast", "subordinator", "conjunction", "pronoun", "qad", "quote", "stop", "dash", "auxiliary", "close_bracket"}) or scene.verblike(at) or not scene.words[at].look.tags and "object" not in found.kind


def _complement(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int], *, known: bool) -> Complement | None:
    clause = find_clause(scene, cue, at, limit, stops) if cue.accepts & (_THAT | {"of", "to", "on", "from", "about", "in", "as"}) else None
    if not cue.accepts - _THAT:
        return clause
    start = at if _accepted_at(scene, cue, at) else skip_asides(scene, at, limit)
    near = find_phrase(scene, cue, start, limit, stops, frozenset({"of"}) if "as" in cue.accepts and cue.reading and cue.reading.suffix else None)
    if near is None and "comma" in scene.tags(at):
        near = _after_parenthesis(scene, cue, at, limit, stops)
    if near is not None and near.kind in _PREPOSITIONAL and cue.entry.fields.get("adjacent") and near.mark > start:
        near = None
    if clause is None or near is None:
        return near or (clause if clause and _led(scene, cue, clause) else None)
    if near.kind in ("object", "target", "as", "blame", "assigned"):
        prefer = "that" in cue.accepts and clause.mark - at <= _OVER_OBJECT and (known or not happening(scene, near.first, 1))
        return clause if prefer else near
    return near if near.mark <= clause.mark else clause


def _after_parenthesis(scene: Scene, cue: Cue, at: int, limit: int, stops: frozenset[int]) -> Complement | None:
    """Return the complement behind words between commas («وعد الوزير، خلال لقائه وفداً، بفتح المعبر»)."""
    close = next((i for i in range(at + 2, min(at + _PARENTHESIS, limit)) if "comma" in scene.tags(i)), None)
    if close is None or any(i in stops for i in range(at + 1, close)):
        return None
    found = find_phrase(scene, cue, close + 1, min(limit, close + 3), stops)
    return found if found and found.mark == close + 1 else None


def _accepted_at(scene: Scene, cue: Cue, at: int) -> bool:
    """Tell whether the preposition at a word is one that the entry asks for, and no place or channel."""
    if at >= len(scene.words) or at in scene.time_at or scene.role(at + 1, "channel"):
        return False
    tags = scene.tags(at)
    return "in" in cue.accepts and "in" in tags or "for" in cue.accepts and scene.bound(at) == "ل" and at not in scene.actor_over


def _led(scene: Scene, cue: Cue, clause: Complement) -> bool:
    """Tell whether a that-clause is one that the entry takes by itself, or a quotation."""
    return clause.kind != "that" or "that" in cue.accepts or "with_b" in scene.tags(clause.mark) and bool(cue.accepts & {"of", "as"})


def _suits(cue: Cue, speaker: Subject | None) -> bool:
    if speaker is None or speaker.actor is None:
        return False
    if cue.says("subject") == "observer":
        return speaker.actor.kind in ("monitor", "outlet", "agency", "ngo", "igo", "witness", "local_source")
    return True


def _impersonal(cue: Cue, kind: str) -> bool:
    """Tell whether a verb without subject says what nobody answers for («يُعتقد أن», «تُعتبر انتهاكاً»)."""
    reading = cue.reading
    if not cue.entry.fields.get("impersonal") or reading is None or reading.tense != "nonpast":
        return False
    return reading.person == "3ms" or kind == "object"


def _stranger(scene: Scene, cue: Cue, found: Complement, limit: int) -> Subject | None:
    before = stranger_before(scene, cue) if cue.prefix == "" and found.mark == cue.last else None
    if before is not None:
        return before
    if cue.reading is not None and len(cue.reading.person) == 3 and cue.reading.person[2] != "s":
        return None
    at = skip_asides(scene, cue.last, found.mark, commas=False)
    return stranger_after(scene, at, found.mark) if at < found.mark else None


def _document_subject(scene: Scene, cue: Cue, limit: int) -> tuple[int, Subject | None, tuple[int, int]] | None:
    """«قال البيان», «ذكرت إحصائية لـX»: a channel as subject; gives where to go on, its owner and its words."""
    at = skip_asides(scene, cue.last, limit, commas=False)
    if at >= limit or at in scene.actor_over or not any(e.fields.get("says") for _, e in scene.words[at].look.entries(DOMAIN)):
        return None
    if scene.form(at).startswith(_THE) and at + 1 < limit and scene.bound(at + 1) != "ل" and not scene.form(at + 1).startswith(_THE):
        return at + 1, None, (at, at + 1)  # «البيان» alone: the one told of before
    owner = owner_of(scene, at, limit)
    if owner is None and at + 1 < limit and scene.nominal(at + 1) and scene.form(at).startswith(_THE):
        end = np_end(scene.text, scene.mentions, at, limit)
        owner = Subject(at, max(end, at + 1), None, max(end, at + 1), "claims.document")
    return (owner.last if owner else at + 1), owner, (at, owner.last if owner else at + 1)


def owner_of(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return the one who made the statement that starts at a word: the first actor before its content."""
    for i in range(at + 1, min(at + _OWNER, limit)):
        if scene.tags(i) & {"complementiser", "colon", "stop", "relative", "comma"}:
            return None
        mention = scene.actor_at.get(i)
        if mention is not None:
            return Subject(mention.first, mention.last, mention, mention.last, "claims.owner")
    return None


def _carried(scene: Scene, cue: Cue, speaker: Subject | None, at: int, limit: int, stops: frozenset[int], found: Complement | None) -> Draft | None:
    """«أعرب عن قلقه من», «جدد تأكيده أن»: the noun gives the force."""
    for i in range(at, min(at + _CARRIED, limit)):
        if i in stops and i > at:
            break
        noun = next(((r, e) for r, e in scene.words[i].look.entries(DOMAIN) if r.pos in ("masdar", "noun") and "force" in e.fields and e.fields.get("role") != "channel" and "content" not in e.fields), None)
        if noun is None or i in scene.actor_over:
            continue
        inner = Cue(i, i + 1, "noun", noun[1], noun[0])
        deeper = _complement(scene, inner, i + 1, limit, stops, known=True)
        kind, first = (deeper.kind, deeper.first) if deeper and deeper.mark - i <= 8 else ("object", min(i + 1, limit - 1))
        return _made(scene, cue, speaker, Complement(kind, i, first), noun[1])
    if cue.says("carrier") == "only" or found is None:
        return None
    return _made(scene, cue, speaker, found)


def _pointing(scene: Scene, cue: Cue, speaker: Subject | None) -> Draft | None:
    """«حصيلة أعلنها المرصد», «وهو ما أكده الوزير»: a pronoun or «ما» points to what was told before."""
    if speaker is None or cue.reading is None or speaker.first < cue.first or cue.prefix:
        return None
    trailing = bool(scene.tags(cue.first - 1) & {"comma", "quote"}) and (speaker.last >= scene.sentence_end(cue.first) or "stop" in scene.tags(speaker.last)) and bool(cue.accepts & _THAT)
    if not (trailing or cue.reading.suffix and cue.entry.fields.get("points")):
        return None
    start = scene.sentence_start(cue.first)
    if cue.first - start < 2:
        return None
    made = Draft(cue, "back", start, start, scene.sentence_end(cue.first), speaker)
    made.evidence += [scene.evidence("cue", cue.entry.id, cue.first, cue.last), scene.evidence("content", "claims.back", start, cue.first), scene.evidence("chain", speaker.rule, speaker.first, speaker.last)]
    return made


def _from_origin(scene: Scene, made: Draft, limit: int) -> bool:
    """«علمت X من مصادر أن»: the outlet is the channel, those behind «من» are the origin."""
    for mention in within(scene.mentions.actors, made.cue.last, limit):
        if "from" in scene.tags(mention.first - 1):
            made.speaker = Subject(mention.first, mention.last, mention, mention.last, "claims.source")
            made.carriers = []
            return True
    return False


def _relayed(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«نقلت A عن B قوله إن»: A carries, B says."""
    limit = scene.sentence_end(cue.first)
    carrier = subject_before(scene, cue) if cue.prefix == "" else None
    carrier = carrier or subject_after(scene, cue, limit) or _stranger(scene, cue, Complement("that", min(cue.last + 8, limit), 0), limit)
    at = carrier.last if carrier and carrier.first > cue.first else cue.last
    about = next((i for i in range(at, min(at + 12, limit)) if "about" in scene.tags(i)), None)
    if about is None or any(scene.prepositional(i) and not scene.words[i].look.tags for i in range(at, min(at + 2, about))):
        back = next((i for i in range(at, min(at + 3, limit)) if scene.pronoun_of(i, "about")), None)
        found = find_clause(scene, cue, back + 1, limit, stops) if back is not None else None
        if found is None:
            return None
        made = _made(scene, cue, None, found)
        made.carriers, made.pointed = [carrier.actor] if carrier and carrier.actor else [], True
        return made
    if about is None or about + 1 >= limit:
        return None
    source = source_at(scene, about + 1, limit) or stranger_after(scene, about + 1, limit)
    if source is None:
        return None
    found = find_clause(scene, cue, source.last, limit, stops)
    if found is None:
        found = find_phrase(scene, cue, skip_asides(scene, source.last, limit), limit, stops, frozenset({"object"}))
        if found is None or not _saying(scene, source.last, found.first + 1):
            return None
    made = _made(scene, cue, source, found)
    made.start = min(cue.first, carrier.first) if carrier else cue.first
    made.evidence.append(scene.evidence("chain", "claims.relay", about, about + 1))
    made.evidence += [scene.evidence("cue", e.id, i, i + 1) for i in range(source.last, found.first) for r, e in scene.words[i].look.entries(DOMAIN) if r.pos == "masdar"]
    if carrier and carrier.actor:
        made.carriers = [carrier.actor]
    elif carrier:
        made.origins = [made.speaker] if made.speaker else []
        made.speaker = carrier
    return made


def _saying(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verbal noun of saying stands among some words («قوله», «تأكيده»)."""
    return any(r.pos == "masdar" for i in range(first, min(last, len(scene.words))) for r, _ in scene.words[i].look.entries(DOMAIN))


# -- participles and nouns


def _participle(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    limit = scene.sentence_end(cue.first)
    at = skip_asides(scene, cue.last, limit)
    reach = min(limit, at + 14)
    clause = find_clause(scene, cue, at, min(limit, at + _ADJACENT + 2), stops) if cue.accepts - {"object", "target", "blame", "assigned"} else None
    found = clause if clause and _led(scene, cue, clause) else find_phrase(scene, cue, at, reach, stops)
    if found is None:
        return None
    over_object = found.kind in ("from", "on", "to") and scene.nominal(at)
    if found.mark - at > (_NEAR_OBJECT if over_object else _ADJACENT):
        return None
    return _made(scene, cue, None, found)


def _noun(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«انتقادات من X», «مزاعم X عن», «تأكيد X أن», «قولها إن»."""
    limit = scene.sentence_end(cue.first)
    reading = cue.reading
    if reading is None or cue.entry.fields.get("carried") or reading.definite:
        return None
    masdar = reading.pos == "masdar"
    if reading.suffix:
        if masdar and "that" in cue.accepts and "complementiser" in scene.tags(cue.last):
            return _made(scene, cue, None, Complement("that", cue.last, cue.last + 1))
        return None
    actor = scene.actor_at.get(cue.last)
    at = cue.last
    if actor is None and "from" in scene.tags(cue.last):
        actor, at = scene.actor_at.get(cue.last + 1), cue.last + 1
        if actor is not None and cue.entry.fields.get("genitive") == "yes":
            speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
            return _made(scene, cue, speaker, Complement("object", at, cue.first))
    if actor is None or scene.bound(at):
        return None
    speaker = Subject(actor.first, actor.last, actor, actor.last, "claims.genitive")
    if masdar:
        found = Complement("that", actor.last, actor.last + 1) if actor.last < limit and "complementiser" in scene.tags(actor.last) and "that" in cue.accepts else None
    else:
        found = find_phrase(scene, cue, actor.last, min(limit, actor.last + 4), stops) if cue.entry.fields.get("genitive") == "yes" else None
    return _made(scene, cue, speaker, found) if found else None


# -- what leads back to a source


def source_at(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return the source that starts at a word: an actor, or the owner of a document."""
    for i in (at, at + 1):
        mention = scene.actor_over.get(i) if i == at else scene.actor_at.get(i)
        if mention is not None and i < limit and (i == at or scene.tags(at) & {"quote", "open_bracket", "demonstrative", "quantifier"} or scene.form(at) == "ل"):
            return Subject(mention.first, mention.last, mention, min(mention.last, limit), "claims.source")
    if at < limit and (scene.role(at, "channel") or scene.words[at].look.entries(DOMAIN)) and not scene.speech_phrase(at, "impersonal"):
        owner = owner_of(scene, at, min(limit, at + 8))
        if owner is not None and "comma" not in {t for j in range(at, owner.first) for t in scene.tags(j)}:
            return owner
    return None


def _source(scene: Scene, cue: Cue) -> Draft | None:
    limit = scene.sentence_end(cue.first)
    at = cue.last
    if at >= limit:
        return None
    if scene.bound(at) == "" and scene.prepositional(at):
        made = _around(scene, cue, None, at + 1)  # «وفقاً لها»
        made.pointed = True
        return made
    source = source_at(scene, at, limit)
    if source is None and cue.entry.fields.get("behind"):
        source = _quoted_name(scene, at) or stranger_after(scene, at, limit)
    pointing = source is None and any(e.fields.get("says") for _, e in scene.words[at].look.entries(DOMAIN)) and scene.words[at].look.form.startswith(("ال", "لل"))
    if source is None and not pointing:
        return None
    if source and source.actor and source.actor.role == "target":
        return None
    made = _around(scene, cue, source, source.last if source else at + 1)
    if scene.role(at, "channel"):
        made.channel = (at, source.last if source else at + 1)
    made.evidence += [scene.evidence("channel", e.id, at, at + 1) for _, e in scene.words[at].look.entries(DOMAIN)]
    made.pointed = pointing
    return made


def _quoted_name(scene: Scene, at: int) -> Subject | None:
    close = scene.closing.get(at)
    return Subject(at, close + 1, None, close + 1, "claims.source") if close is not None and close - at <= _OVER_OBJECT else None


def _around(scene: Scene, cue: Cue, source: Subject | None, after: int) -> Draft:
    """Return the claim of a source: what follows it where it opens a sentence, else what stands before it."""
    start, end = scene.sentence_start(cue.first), scene.sentence_end(cue.first)
    leading = cue.first - start <= 1 or cue.prefix == _AND or all("punct" in scene.tags(i) for i in range(start, cue.first))
    made = Draft(cue, "leading" if leading else "trailing", cue.first if leading else start, min(after, end - 1) if leading else start, end, source)
    made.evidence.append(scene.evidence("cue", cue.entry.id, cue.first, cue.last))
    if source is not None:
        made.evidence.append(scene.evidence("chain", source.rule, source.first, source.last))
    return made


def _clause(scene: Scene, cue: Cue) -> Draft | None:
    """«بحسب ما أفاد X», «كما قال X»: a verb of saying and its subject, and no complement."""
    limit = scene.sentence_end(cue.first)
    verb = next((i for i in (cue.last, cue.last + 1) if i < limit and _says(scene, i)), None)
    if verb is None:
        return None
    reading, entry = _says(scene, verb) or (None, cue.entry)
    inner = Cue(verb, verb + 1, "verb", entry, reading)
    subject = subject_after(scene, inner, limit)
    if subject is None:
        at = skip_asides(scene, inner.last, limit, commas=False)
        subject = source_at(scene, at, limit)
    if subject is None or "that" not in inner.accepts and "object" not in inner.accepts:
        return None
    made = _around(scene, Cue(cue.first, verb + 1, "clause", cue.entry, None, cue.prefix), subject, subject.last)
    made.entry = entry
    made.evidence.append(scene.evidence("force", entry.id, verb, verb + 1))
    made.carriers = carriers_in(scene, subject.last, min(subject.last + 8, limit), subject) if made.kind == "trailing" else []
    return made


def _says(scene: Scene, i: int) -> tuple[Reading, Entry] | None:
    return next(((r, e) for r, e in scene.words[i].look.entries(DOMAIN) if r.pos == "verb" and not r.prefix and r.passive is not True), None)


def _document(scene: Scene, cue: Cue, stops: frozenset[int]) -> Draft | None:
    """«جاء في بيان لـX أن»."""
    limit = scene.sentence_end(cue.first)
    if cue.last >= limit or not scene.role(cue.last, "channel") or "relative" in scene.tags(cue.first - 1):
        return None
    wide = Cue(cue.first, cue.last, cue.kind, cue.entry, None, cue.prefix)
    found = find_clause(scene, wide, cue.last + 1, limit, stops)
    if found is None:
        return None
    owner = owner_of(scene, cue.last, found.mark)
    made = _made(scene, cue, owner, found)
    made.channel, made.pointed = (cue.last, owner.last if owner else cue.last + 1), owner is None
    made.carriers = carriers_in(scene, owner.last, found.mark, owner) if owner else []
    return made


# -- carriers and channels


def _between(scene: Scene, first: int, last: int) -> list[Evidence]:
    """Return what the words between a cue and its content told: channels and asides that were looked over."""
    out = []
    for i in range(first, last):
        for hit in scene.text.phrases.get(i, ()):
            if hit.entry.domain == DOMAIN and "role" in hit.entry.fields:
                out.append(scene.evidence("channel", hit.entry.id, hit.first, hit.last))
        out += [scene.evidence("channel", e.id, i, i + 1) for _, e in scene.words[i].look.entries(DOMAIN) if "role" in e.fields]
    return out


def _with_place(scene: Scene, speaker: Subject, mark: int) -> Subject:
    """Return an unnamed speaker with where it is told to be («ناشطون على مواقع التواصل»), up to the content."""
    actor, at = speaker.actor, speaker.last
    if actor is None or not (actor.anonymous or not actor.name and not actor.definite) or not at < mark <= at + _PLACE or not scene.tags(at) & {"in", "on", "from"} or scene.tags(at + 1) & {"complementiser"}:
        return speaker
    words = range(at + 1, mark)
    if not words or any("punct" in scene.tags(i) or i in scene.time_at for i in words):
        return speaker
    return speaker._replace(last=mark)


def carriers_in(scene: Scene, first: int, last: int, speaker: Subject | None, *, told: bool = False) -> list[ActorMention]:
    """Return the agencies and outlets that a speech went through, named between its cue and its content."""
    out = []
    for mention in within(scene.mentions.actors, first, last):
        if speaker is not None and speaker.first <= mention.first < speaker.last:
            continue
        if mention.kind in ("agency", "outlet") and not mention.person and (told or _carries(scene, mention)):
            out.append(mention)
    return out[:1]


def _carries(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether words before a mention make it a way to the reader: «لوكالة», «مع قناة», «نشرته صحيفة»."""
    at = mention.first
    if any(r.pos == "verb" and r.suffix for r in scene.words[at].look.readings):
        return True
    if "platform" in (mention.name or "") or mention.anonymous:
        return published(scene, at)
    if mention.kind == "agency" and mention.name and not scene.tags(at - 1) & {"from", "about", "against"}:
        return True
    if scene.bound(at) == "ل" or scene.form(at - 1) == "ل" or scene.tags(at) & {"quote"} and scene.form(at - 1) == "ل":
        return True
    if scene.tags(at - 1) & {"preposition"} and "from" not in scene.tags(at - 1):
        return True
    return published(scene, at)


def published(scene: Scene, at: int) -> bool:
    """Tell whether a verb with a pronoun stands before a word: «بيان نشرته الوكالة», «تداولته مواقع»."""
    return any(r.pos == "verb" and r.suffix for r in scene.words[at - 1].look.readings)


def published_in(scene: Scene, first: int, last: int) -> ActorMention | None:
    """Return the outlet that published a statement named among some words («في بيان تداولته مواقع»)."""
    for mention in within(scene.mentions.actors, first, min(last, first + _PUBLISHED_REACH)):
        at = mention.first
        if mention.kind in ("agency", "outlet") and at - 2 >= first and published(scene, at) and any(scene.role(i, "channel") for i in range(max(first, at - 4), at - 1)):
            return mention
    return None


def channel_in(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the words that tell how it was said («بيان», «اتصال هاتفي»)."""
    for i in range(first, min(last, len(scene.words))):
        if i not in scene.actor_over and scene.role(i, "channel") and (scene.tags(i - 1) & {"preposition"} or scene.bound(i) == "ب"):
            end = i + 1
            while end < last and scene.words[end].look.form.startswith("ال") is False and scene.nominal(end) and not scene.bound(end) and end not in scene.actor_over and end - i < 3:
                end += 1
            return i, end
    return None
