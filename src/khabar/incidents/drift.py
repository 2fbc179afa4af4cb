"""Drift: the words of one root grown harder on their way, from report to report and from a body to its own headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.incidents.holding import name_number
from khabar.incidents.passages import Page, Passage
from khabar.incidents.press import split_words
from khabar.incidents.record import Drift, DriftKind, Quoted
from khabar.incidents.roots import Root
from khabar.incidents.tellers import Told, in_order
from khabar.mentions.model import CountMention
from khabar.model import Certainty, Claim, Event, Force, Party, Span

_SURE: dict[Certainty, int] = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
_ALIKE = 0.3  # of the words of the shorter one
_VERY_ALIKE = 0.5
_LETTERS = 3  # shorter words tell nothing
_SLOTS = ("killed", "wounded")
_OWN_WORDS: frozenset[Force] = frozenset({"assert", "confirm", "announce"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch in which something is told on one word; `claim` is None where it is told flatly, as narration."""

    page: Page
    passage: Passage
    span: Span
    claim: Claim | None = None

    @property
    def certainty(self) -> Certainty:
        """How sure it is said; what is told flatly is certain."""
        return self.claim.certainty if self.claim else "certain"

    @property
    def force(self) -> Force:
        """What the saying does."""
        return self.claim.force if self.claim else "assert"

    @property
    def negated(self) -> bool:
        """Tell whether it says that something is not so."""
        return self.claim.negated if self.claim else False

    def counts(self, slot: str) -> list[CountMention]:
        """Return the numbers of the dead or hurt in its words."""
        return [c for c in self.passage.counts if c.slot == slot and not c.part and self._holds(c.span)]

    def actors(self) -> list[tuple[Event, Party]]:
        """Return who, in its words, did it."""
        return [(e, e.actor) for e in self.passage.events if e.actor is not None and self._holds(e.actor.span)]

    def words(self) -> frozenset[str]:
        """Return the longer folded words, without the article."""
        return _words_of(self.page.words(self.span))

    def quote(self) -> Quoted:
        """Return its words."""
        return Quoted(
            document=self.page.id,
            span=self.span,
            text=self.page.words(self.span),
            headline=self.passage.headline,
        )

    def _holds(self, span: Span) -> bool:
        return self.span.start <= span.start < self.span.end


def find_drifts(
    roots: Sequence[Root], pages: Mapping[str, Page], about: Mapping[str, Sequence[Passage]]
) -> tuple[Drift, ...]:
    """Return where the words of a root hardened: in a later retelling, and in the headline over its own body.

    `about` are the sentences of each report that are about the incident.
    """
    headlines = {document: _headlines(pages[document], passages) for document, passages in about.items()}
    whose = _assign(roots, headlines)
    out: dict[tuple[str, str, DriftKind], Drift] = {}
    for root in roots:
        own = {d: [h for h in said if whose[d, h.span] == root.key] for d, said in headlines.items()}
        for before, after in _steps(root, own):
            for drift in _harder(root.key, before, after):
                out.setdefault((drift.origin, drift.after.document, drift.kind), drift)
    return tuple(_each_number_once(out[key] for key in sorted(out)))


def _each_number_once(drifts: Iterable[Drift]) -> Iterator[Drift]:
    """Yield drifts, of several reports in which a number of one origin hardened alike the first."""
    told: set[tuple[str, str]] = set()
    for drift in drifts:
        if drift.kind != "numbers":
            yield drift
        elif (drift.origin, drift.because) not in told:
            told.add((drift.origin, drift.because))
            yield drift


def _assign(roots: Sequence[Root], headlines: Mapping[str, Sequence[Utterance]]) -> dict[tuple[str, Span], str]:
    """Return for each headline the key of the root of whose words in that report it has most."""
    whose: dict[tuple[str, Span], str] = {}
    for document, said in headlines.items():
        bodies = [(r.key, [u for t in r.told if t.page.id == document for u in _utterances(t)]) for r in roots]
        for headline in said:
            likeness = [(max((_overlap(u, headline) for u in body), default=-1.0), key) for key, body in bodies]
            whose[document, headline.span] = min(likeness, key=lambda found: (-found[0], found[1]), default=(0.0, ""))[
                1
            ]
    return whose


def _headlines(page: Page, about: Sequence[Passage]) -> list[Utterance]:
    """Return what the headlines of a report say of the incident, their claims apart from their flat words."""
    out = []
    numbers = {p.number for p in about}
    told = {e.id for p in about if not p.headline for e in p.events}
    below = _words_of(" ".join(page.words(p.span) for p in about if not p.headline))
    for passage in page.passages:
        if passage.headline and (passage.number in numbers or passage.claims):
            own = [
                c
                for c in passage.claims
                if not told.isdisjoint(c.events) or (not c.events and _touches(page, c, below))
            ]
            out += [Utterance(page, passage, c.span, c) for c in own]
            if not passage.claims:
                out.append(Utterance(page, passage, passage.span))
    return out


def _touches(page: Page, claim: Claim, below: frozenset[str]) -> bool:
    """Tell whether a claim speaks of something of which the body does."""
    return not _words_of(page.words(claim.content)).isdisjoint(below)


def _words_of(text: str) -> frozenset[str]:
    """Return the longer folded words of a text, without the article."""
    return frozenset(w.removeprefix("ال") for w in split_words(text) if len(w) >= _LETTERS)


def _steps(
    root: Root, headlines: Mapping[str, Sequence[Utterance]]
) -> Iterator[tuple[list[Utterance], list[Utterance]]]:
    """Yield (before, after): the source against each retelling in another report, each body against its headline."""
    told = in_order(root.told)
    source = next((t for t in told if _is_home(root, t)), told[0])
    for telling in told:
        body = _utterances(telling)
        if telling.page.id != source.page.id:
            yield _utterances(source), body
        spoken = [u for u in body if u.claim is not None and not u.passage.headline]
        if spoken:
            yield spoken, list(headlines.get(telling.page.id, ()))


def _is_home(root: Root, told: Told) -> bool:
    """Tell whether a report is the root's own: of the speaker himself, or of who first carries him."""
    publisher, speaker = told.page.publisher, root.speaker
    return publisher is not None and publisher.key in {root.key, speaker.publisher.key if speaker.publisher else ""}


def _utterances(told: Told) -> list[Utterance]:
    claims = {c.span.start: c for c in told.claims}
    out = []
    for span in sorted(set(told.spans)):
        passage = told.page.passage_at(span.start)
        if passage is not None:
            out.append(Utterance(told.page, passage, span, claims.get(span.start)))
    return out


def _harder(origin: str, before: Sequence[Utterance], after: Sequence[Utterance]) -> Iterator[Drift]:
    """Yield how what comes after is harder than what comes before."""
    for said in after:
        anew = _says_anew(before, said)
        best = max(before, key=lambda u: (_overlap(u, said), -u.span.start), default=None)
        if best is None:
            continue
        for kind, base, because in (
            *_of_force(best, before, said),
            *_of_certainty(best, said),
            *(() if anew else _of_numbers(best, before, said, after)),
            *_of_attribution(best, before, said),
        ):
            yield Drift(kind=kind, origin=origin, before=base.quote(), after=said.quote(), because=because)


def _says_anew(before: Sequence[Utterance], said: Utterance) -> bool:
    """Tell whether the speaker himself speaks again on a later day: new numbers are an update, no drift."""
    if said.claim is None or len(said.claim.chain) > 1:
        return False
    days = [u.page.report.document.published or "" for u in before]
    return (said.page.report.document.published or "")[:10] > max(days)[:10]


def _overlap(a: Utterance, b: Utterance) -> float:
    one, other = a.words(), b.words()
    return len(one & other) / max(1, min(len(one), len(other)))


_Found = Iterator[tuple[DriftKind, Utterance, str]]


def _of_force(best: Utterance, before: Sequence[Utterance], said: Utterance) -> _Found:
    """Yield a denial that was none, and a negation that was none or is gone."""
    if said.force == "deny":
        if all(u.force != "deny" for u in before):
            yield "force", best, f"«{best.force}» becomes «deny»"
    elif (
        said.claim is not None
        and best.claim is not None
        and said.negated != best.negated
        and {said.force, best.force} <= _OWN_WORDS
        and not (_tells_of_none(said) and _tells_of_none(best))
        and _overlap(best, said) >= _VERY_ALIKE
    ):
        yield "negation", best, "what was not so is so" if best.negated else "what was so is not so"


def _tells_of_none(said: Utterance) -> bool:
    """Tell whether it says that nobody was hurt, which may be negated words or a number."""
    return any(count.max == 0 for slot in _SLOTS for count in said.counts(slot))


def _of_certainty(best: Utterance, said: Utterance) -> _Found:
    if _SURE[said.certainty] > _SURE[best.certainty] and _overlap(best, said) >= _ALIKE:
        yield "certainty", best, f"«{best.certainty}» becomes «{said.certainty if said.claim else 'flat narration'}»"


def _of_numbers(best: Utterance, before: Sequence[Utterance], said: Utterance, after: Sequence[Utterance]) -> _Found:
    """Yield a number that was open and is exact, one that was another, and a silence that became none.

    Whoever tells the former number as well, «وكانت قد أعلنت أن …», tells of a rise.
    """
    for slot in _SLOTS:
        kept = {(c.min, c.max) for u in after for c in u.counts(slot)}
        told = [(u, c) for u in before for c in u.counts(slot)]
        for count in said.counts(slot):
            if count.max != count.min or any((c.min, c.max) == (count.min, count.max) for _, c in told):
                continue
            if not told:
                if count.min == 0 and said.force != "deny" and _overlap(best, said) >= _ALIKE:
                    yield "numbers", best, f"{slot}: nothing said becomes 0"
                continue
            base, other = told[0]
            if (other.min, other.max) in kept and other.min == other.max:
                continue
            if count.min >= min(c.min for _, c in told):
                old = name_number(other.min, other.max)
                yield "numbers", base, f"{slot}: {old} becomes {name_number(count.min, count.max)}"


def _doers_below(page: Page) -> frozenset[str]:
    """Return all whom the body of a report names as having done something."""
    below = [e.actor for p in page.passages if not p.headline for e in p.events if e.actor and p.holds(e.actor.span)]
    mentioned = [a for p in page.passages if not p.headline for a in p.actors]
    return frozenset([a.name or a.text for a in below] + [a.name or page.words(a.span) for a in mentioned])


def _of_attribution(best: Utterance, before: Sequence[Utterance], said: Utterance) -> _Found:
    """Yield a doer who was unknown, suspected or not told at all, and is named without a doubt."""
    named = {p.name or p.text for _, p in said.actors() if p.name != "unknown"}
    if not named:
        return
    told = [(u, p) for u in before for _, p in u.actors()]
    unknown = [u for u, p in told if p.name == "unknown"]
    if unknown and not named & {p.name or p.text for _, p in told}:
        yield "attribution", unknown[0], f"unknown becomes {sorted(named)[0]}"
        return
    if said.certainty != "certain" or said.force in ("suspect", "accuse"):
        return
    if not told and said.passage.headline and _overlap(best, said) >= _ALIKE and not named & _doers_below(said.page):
        yield "attribution", best, f"nobody is named below the headline that names {sorted(named)[0]}"
        return
    for name in sorted(named):
        holders = [u for u, p in told if (p.name or p.text) == name]
        if holders and all(u.force == "suspect" or u.certainty in ("possible", "probable") for u in holders):
            yield "attribution", holders[0], f"{name} was suspected and is named"
