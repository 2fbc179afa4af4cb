"""Who tells of the incident in one report: its speakers, and the publisher's own voice where it adds its own word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from khabar.incidents.about import REPROACH
from khabar.incidents.bearings import Focus, is_nowhere, is_scene, where_lie
from khabar.incidents.passages import Page, Passage, is_prose
from khabar.incidents.publishers import LANGUAGE, find_record, of_record
from khabar.incidents.record import Quoted, Telling
from khabar.incidents.speakers import Speaker, find_speaker, own_voice
from khabar.incidents.tolls import counts_attacks_in, is_of_another, is_of_period
from khabar.language import ActorName, load_lexicon
from khabar.mentions.model import CountMention
from khabar.model import Claim, Event, Force, PartyKind, Span

_TELLING: frozenset[Force] = frozenset(
    {"assert", "confirm", "deny", "suspect", "accuse", "announce", "claim_responsibility", "condemn"}
)
_ANSWERING: frozenset[Force] = frozenset({"deny", "suspect"})  # what is said of what somebody else told
_FAR: frozenset[PartyKind] = frozenset({"government", "official", "politician", "igo"})
_POST = re.compile(r"\s*[—–-].*\(@\w+\)", re.DOTALL)  # how an embedded post is signed
_WORTH_QUOTING = 15  # characters of narration beside a claim


@dataclass(slots=True)
class Told:
    """What one speaker tells of the incident in one report: the stretches that are his, and the claims among them.

    `summed` is the publisher's lead that sums up what he says: its values are his where he gives none himself.
    `about` are all sentences of the report that are about the incident.
    """

    page: Page
    speaker: Speaker
    spans: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    summed: Told | None = None
    about: Sequence[Passage] = ()

    def add(self, passage: Passage, span: Span, claim: Claim | None = None) -> None:
        """Take in one stretch of the speaker's words."""
        self.spans.append(span)
        if claim is not None:
            self.claims.append(claim)
        if passage not in self.passages:
            self.passages.append(passage)

    def counts(self, slot: str) -> list[CountMention]:
        """Return the numbers of the killed or wounded in the speaker's words; parts of a total are none."""
        return [c for p in self.passages for c in p.counts if c.slot == slot and not c.part and self.holds(c.span)]

    def holds(self, span: Span) -> bool:
        """Tell whether a stretch begins in the speaker's words."""
        return any(s.start <= span.start < s.end for s in self.spans)

    def events_of(self, chosen: frozenset[str]) -> list[Event]:
        """Return the chosen events of which the speaker tells; where none was chosen, all that he tells of."""
        found = {e.id: e for p in self.passages for e in p.events if not chosen or e.id in chosen}
        return sorted(found.values(), key=lambda e: (len(e.id), e.id))

    def quotes(self) -> tuple[Quoted, ...]:
        """Return the speaker's words, in the order of the report, each stretch once."""
        return tuple(self.page.quote(span) for span in sorted(set(self.spans)))


def in_order(told: Sequence[Told]) -> list[Told]:
    """Return tellings by publication; those without a date come last."""
    return sorted(told, key=lambda t: (t.page.report.document.published or "9999", t.page.id, t.speaker.key))


def find_tellers(page: Page, telling: Telling, about: Sequence[Passage], focus: Focus) -> list[Told]:
    """Return who tells of the incident in a report: speakers in the order of the report, the own voice last.

    `about` are the sentences that are about it.
    """
    if not about:
        return []
    speakers = _speakers(page)
    told: dict[str, Told] = {}
    posts = _posted(page)
    for passage in about:
        if _POST.match(page.words(passage.span)):
            continue
        if passage.number in posts:
            speaker = posts[passage.number]
            told.setdefault(speaker.key, Told(page, speaker)).add(passage, passage.span)
            continue
        for claim in passage.claims:
            speaker = speakers[claim.id]
            chosen = (
                claim.id in telling.claims
                if telling.claims is not None
                else _tells_of_it(claim, speaker, page)
                and not _judges_from_afar(claim, speaker, focus)
                and not counts_attacks_in(passage, page, focus)
            )
            if chosen and (speaker.key in told or _says_something(claim, passage, telling, focus)):
                told.setdefault(speaker.key, Told(page, speaker)).add(passage, _reach(claim, passage), claim)
    unsigned = [p for p in about if p.number not in posts and not _POST.match(page.words(p.span))]
    own = _narrated(page, unsigned, told)
    out = _in_the_body([t for t in told.values() if t.speaker.key != own.speaker.key])
    out = [t for t in out if not _only_condemns(t, frozenset(telling.events))] or ([] if own.spans else out)
    if own.claims or _counts_as_origin(own, out, frozenset(telling.events), focus):
        out.append(own)
    elif out:
        out[0].summed = own
    for one in (*out, own):
        one.about = about
    return out


def _tells_of_it(claim: Claim, speaker: Speaker, page: Page) -> bool:
    """Tell whether a claim says something of a happening; unnamed people who pass pictures on say nothing."""
    if claim.force == "suspect" and _is_suspected(claim, page):
        return False
    return claim.force in _TELLING and not (claim.force == "announce" and speaker.voice == "unnamed")


def _is_suspected(claim: Claim, page: Page) -> bool:
    """Tell whether who stands as the speaker is who is suspected: «العنصر الذي يُشتبه في أنه المستهدف»."""
    if not claim.chain or claim.chain[-1].span.end > claim.cue.start:
        return False
    between = page.words(Span(claim.chain[-1].span.end, claim.cue.start)).split()
    look = load_lexicon(LANGUAGE).look
    return len(between) == 1 and "relative" in look(between[0]).tags


def _judges_from_afar(claim: Claim, speaker: Speaker, focus: Focus) -> bool:
    """Tell whether another state or the United Nations only condemn it: they know of it from those who told it."""
    if claim.force != "condemn" or speaker.kind not in _FAR:
        return False
    countries = {place.country for place in focus.places if place.country}
    return speaker.kind == "igo" or (bool(countries) and speaker.country not in countries | {None})


def _says_something(claim: Claim, passage: Passage, telling: Telling, focus: Focus) -> bool:
    """Tell whether a claim has an event, dead or hurt, the place, a reproach or what points to it; more only follows."""
    if claim.force in REPROACH or not set(telling.events).isdisjoint(claim.events):
        return True
    named = [p for p in passage.places if is_scene(p) and not p.back]  # «المنطقة» is in every comment
    own = telling.events
    told = passage.counts or any(not own or e.id in own or is_nowhere(e) for e in passage.events)
    return bool(told) or where_lie(named, focus) == "here"


def _only_condemns(told: Told, chosen: frozenset[str]) -> bool:
    """Tell whether somebody only condemns what others told him: he gives no number of his own.

    What else he tells may be another matter: «وأدان القصف، وأفاد بنزوح السكان».
    """
    if not any(claim.force == "condemn" for claim in told.claims):
        return False
    if any(c.force != "condemn" and (not c.events or not chosen.isdisjoint(c.events)) for c in told.claims):
        return False
    return not told.counts("killed") and not told.counts("wounded")


def _in_the_body(told: list[Told]) -> list[Told]:
    """Return the speakers without those of the headline alone, where the body has any: a headline sums up."""
    body = [t for t in told if not all(p.headline for p in t.passages)]
    return body or told


def _speakers(page: Page) -> dict[str, Speaker]:
    out: dict[str, Speaker] = {}
    before: list[Speaker] = []
    for claim in page.report.claims:
        speaker = out[claim.id] = find_speaker(claim, page, before)
        before.append(speaker)
    return out


def _posted(page: Page) -> dict[int, Speaker]:
    """Return who signed the embedded posts of a page, by the numbers of the sentences before the signature."""
    out: dict[int, Speaker] = {}
    for passage in page.passages:
        if not _POST.match(page.words(passage.span)):
            continue
        record = next((r for a in passage.actors[:1] if (r := find_record(a.id)) is not None and _posts(r)), None)
        if record is None:
            continue
        medium = of_record(record)
        speaker = Speaker(record.id, "named", medium.name, medium.name, medium.id, medium.kind, medium.country, None)
        for before in page.passages:
            if before.paragraph == passage.paragraph - 1:
                out[before.number] = speaker
    return out


def _posts(record: ActorName) -> bool:
    """Tell whether an actor is somebody who posts himself: a body with a page, or a person; not a state."""
    return bool(record.domains) or record.person


def _narrated(page: Page, about: Sequence[Passage], told: dict[str, Told]) -> Told:
    """Return what the publisher tells in its own voice: its correspondent's claims, and sentences of no speaker."""
    voice = own_voice(page)
    own = told.get(voice.key) or Told(page, voice)
    for passage in about:
        for span in _unclaimed(passage):
            if span.end - span.start >= _WORTH_QUOTING and _tells(passage, span):
                own.add(passage, span)
    return own


def _reach(claim: Claim, passage: Passage) -> Span:
    """Return a claim with what follows it in its sentence up to the next claim: a speaker's words go on."""
    after = [c.span.start for c in passage.claims if c.span.start >= claim.span.end]
    return Span(claim.span.start, max(claim.span.end, min(after, default=passage.span.end)))


def _unclaimed(passage: Passage) -> Iterator[Span]:
    """Yield the stretch of a sentence before its first claim; all of it where nobody speaks in it."""
    first = min((c.span.start for c in passage.claims), default=passage.span.end)
    if first > passage.span.start:
        yield Span(passage.span.start, first)


def _tells(passage: Passage, span: Span) -> bool:
    """Tell whether a stretch names an event or victims."""
    inside = (span.start <= c.span.start < span.end for c in passage.counts)
    triggers = (span.start <= e.trigger.start < span.end for e in passage.events)
    return any(inside) or any(triggers) or (not passage.claims and bool(passage.events))


def _counts_as_origin(own: Told, others: Iterable[Told], chosen: frozenset[str], focus: Focus) -> bool:
    """Tell whether narration is a word of its own beside the speakers of the report.

    Alone it always is, or beside those who only deny or suspect. Beside other speakers it is where its numbers are not
    theirs, or where after the lead it tells of the dead or hurt and no speaker does: a lead only sums up what is told
    below it.
    """
    speakers = list(others)
    if not own.spans:
        return False
    if not speakers:
        return True
    body = any(not p.headline for p in own.passages)
    if body and all(c.force in _ANSWERING for t in speakers for c in t.claims):
        return True
    for slot in ("killed", "wounded"):
        theirs = [c for t in speakers for c in t.counts(slot)]
        mine = list(_own_counts(own, slot, chosen, focus))
        lead = [c for p, c in mine if p.lead and not p.headline]
        if theirs and lead and not any(_agree(a, b) for a in lead for b in theirs) and not _adds_up(lead, theirs):
            return True
        if not theirs and any(not p.lead and not _follows(p, speakers) for p, _ in mine):
            return True
    return False


def _own_counts(own: Told, slot: str, chosen: frozenset[str], focus: Focus) -> Iterator[tuple[Passage, CountMention]]:
    """Yield the publisher's numbers of the incident that stand in prose: titles and captions only repeat."""
    for count in own.counts(slot):
        passage = own.page.passage_at(count.span.start)
        if passage is None or not is_prose(own.page.words(passage.span)):
            continue
        if not is_of_another(count, own.page, focus, chosen) and not is_of_period(count, own.page, focus):
            yield passage, count


def _adds_up(mine: Sequence[CountMention], theirs: Sequence[CountMention]) -> bool:
    """Tell whether a number is the sum of those that are told after it, one for each place."""
    return any(c.min == c.max == sum(t.min for t in theirs) for c in mine)


def _follows(passage: Passage, speakers: Sequence[Told]) -> bool:
    """Tell whether a sentence goes on in the paragraph of a speaker's words: it may still be his."""
    return any(p.paragraph == passage.paragraph and p.number < passage.number for t in speakers for p in t.passages)


def _agree(a: CountMention, b: CountMention) -> bool:
    """Tell whether two numbers can be the same."""
    low, high = max(a.min, b.min), min(_top(a), _top(b))
    return low <= high


def _top(count: CountMention) -> float:
    return float("inf") if count.max is None else count.max
