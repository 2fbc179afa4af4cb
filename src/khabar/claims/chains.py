"""The speakers in force: who an elided subject is, through whom a claim came, and who stands behind it."""

from __future__ import annotations

from khabar.claims.closing import TOLD
from khabar.claims.cues import told_in
from khabar.claims.drafts import Draft
from khabar.claims.interviews import is_interview
from khabar.claims.links import distinct, link_of, longer_link, mention_link, named_alike, publishes, same_party
from khabar.claims.posts import POSTED
from khabar.claims.recalling import MEMORY, TELLING, Recalled
from khabar.claims.scene import Scene
from khabar.claims.ways import carriers_in, channel_in
from khabar.mentions.model import PRESS, within
from khabar.model import Evidence, Link

_FAR = 120  # words before an elided speech in which its subject may stand
_LISTENERS = frozenset({"witness", "local_source", "analyst", "official", "politician", "other"})
_SOURCED = frozenset({"trailing", "around"})


class Register(Recalled):
    """The speakers of a report in the order in which they spoke."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.chains: dict[int, tuple[Link, ...]] = {}
        self.claims: list[Draft] = []
        self.held: list[tuple[Link, tuple[Link, ...]]] = []

    def resolve(self, claim: Draft) -> tuple[Link, ...]:
        """Return the chain of a claim and remember its speaker."""
        chain = self.chains[id(claim)] = self._chain(claim)
        chain = self.chains[id(claim)] = self._closed(claim, chain)
        self.claims.append(claim)
        if len(chain) > 1 and claim.outer is None and claim.channel and is_interview(self.scene, claim.channel[0]):
            self._hold(chain)
        if chain and claim.outer is None and claim.kind != POSTED:
            self._remember(claim, chain)
        return chain

    def chain_of(self, claim: Draft) -> tuple[Link, ...]:
        """Return the chain of a resolved claim, relays that were told later included."""
        return self.chains.get(id(claim), ())

    def _chain(self, claim: Draft) -> tuple[Link, ...]:
        outer = self.chains.get(id(claim.outer), ()) if claim.outer else ()
        if claim.speaker is None:
            return self._elided(claim, outer)
        own = self._as_spoken(link_of(self.scene, claim.speaker), claim.speaker)
        if claim.speaker.actor is not None and (claim.speaker.first, claim.speaker.last) != (
            claim.speaker.actor.first,
            claim.speaker.actor.last,
        ):
            own = longer_link(self.scene, own, claim.speaker)
        behind = tuple(link_of(self.scene, s) for s in claim.origins)
        relays = self._relays(claim)
        if not relays and claim.pointed:
            relays = self._teller(claim)
        if outer and claim.outer is not None and self._closes_it(claim.outer, own):
            outer = ()  # «وتشير الحصيلة إلى …، بحسب الحاكم الذي أضاف»
        if not relays and not outer:
            relays = self._last_relays() if self._points_back(claim.speaker) else self._held(claim, own)
        return distinct((*outer, *relays, own, *behind))

    def _closes_it(self, outer: Draft, own: Link) -> bool:
        """Tell whether a speaker is the source that closes the claim around its own."""
        return any(same_party(link_of(self.scene, s), own) for s in outer.closers)

    def _elided(self, claim: Draft, outer: tuple[Link, ...]) -> tuple[Link, ...]:
        """Return the chain of a claim without a subject of its own."""
        relays = self._relays(claim)
        behind = tuple(link_of(self.scene, s) for s in claim.origins)
        if claim.lead is not None and not claim.pointed:
            led = self.chains.get(id(claim.lead), ())
            if led:
                return distinct((*relays, *led, *behind))
        inside = self._inside(claim, outer)
        if inside:
            return distinct((*outer, *inside, *behind))
        if outer:
            claim.hidden = True  # a speaker who speaks on inside its own speech
            return outer
        claim.pointed = claim.pointed or self._writes(claim)
        subject = None if claim.pointed or claim.untold or self._speaks_on(claim) else self._main_subject(claim)
        if subject is None and claim.purpose:
            return ()
        if subject is not None and (said := self._said_here(claim, subject)):
            return said
        if subject is not None:
            relays = relays or self._on_the_way(claim) or self._brought(claim, subject) or self._told_by(claim)
            claim.evidence.append(Evidence(slot="chain", rule="claims.main_subject", span=subject.span))
            return distinct((*relays, subject, *behind))
        voice = self._voice(claim)
        if voice is None:
            nearest = None if claim.untold else self._nearest(claim)
            return distinct((*relays, *((mention_link(self.scene, nearest),) if nearest else ()), *behind))
        claim.evidence.append(Evidence(slot="chain", rule="claims.in_force", span=voice.chain[-1].span))
        return distinct((*relays, *voice.chain, *behind))

    def _on_the_way(self, claim: Draft) -> tuple[Link, ...]:
        """Return those through whom the main subject of a sentence spoke, named before its speech goes on."""
        first = max(self.scene.sentence_start(claim.cue.first), claim.cue.first - _FAR)
        claim.channel = claim.channel or channel_in(self.scene, first, claim.cue.first)
        return (
            tuple(
                mention_link(self.scene, m)
                for m in carriers_in(self.scene, first + 1, claim.cue.first, None)
                if not publishes(self.scene, m)
            )
            if claim.channel
            else ()
        )

    def _said_here(self, claim: Draft, subject: Link) -> tuple[Link, ...]:
        """Return the chain of the claim right before one of the same sentence, where the subject is who spoke there."""
        last = self.claims[-1] if self.claims else None
        if last is None or claim.channel or claim.carriers or last.outer is not None:
            return ()
        chain = self.chains[id(last)]
        here = self.scene.text.sentence_of[claim.cue.first] == self.scene.text.sentence_of[last.cue.first]
        return chain if here and len(chain) > 1 and same_party(chain[-1], subject) else ()

    def _brought(self, claim: Draft, subject: Link) -> tuple[Link, ...]:
        """Return the outlet that brought the statement in which something is said («نشرت الصحيفة مقابلة مع الوزير قال فيها»)."""
        scene, cue = self.scene, claim.cue
        if not told_in(scene, cue):
            return ()
        for mention in within(scene.mentions.actors, max(scene.sentence_start(cue.first), cue.first - _FAR), cue.first):
            link = mention_link(scene, mention)
            brings = mention.kind in PRESS and not (mention.person or mention.anonymous or scene.governed(mention))
            verb = scene.verblike(mention.first - 1)
            if verb and brings and not publishes(scene, mention) and not same_party(link, subject):
                return (link,)
        return ()

    def _told_by(self, claim: Draft) -> tuple[Link, ...]:
        """Return who told the clause before a participle whose subject says something («تظاهر الأهالي، بحسب المرصد، مطالبين بـ»)."""
        last = self.claims[-1] if self.claims else None
        if claim.cue.kind != "participle" or last is None or last.kind not in _SOURCED:
            return ()
        here = self.scene.text.sentence_of[claim.cue.first] == self.scene.text.sentence_of[last.cue.first]
        chain = self.chains[id(last)]
        return chain if here and chain and chain[-1].kind in TELLING else ()

    def _hold(self, chain: tuple[Link, ...]) -> None:
        """Remember through whom a speaker gave an interview; what it said right before came the same way."""
        self.held = [*self.held[-MEMORY:], (chain[-1], chain[:-1])]
        for other in self.claims[-2 : -MEMORY - 2 : -1]:
            said = self.chains[id(other)]
            if (
                len(said) != 1
                or other.channel
                or self.scene.headline(other.cue.first)
                or not named_alike(said[-1], chain[-1])
            ):
                break
            self.chains[id(other)] = (*chain[:-1], *said)

    def _held(self, claim: Draft, own: Link) -> tuple[Link, ...]:
        """Return those through whom a speaker gave an interview: what it says later came the same way.

        Not what it says in a statement or a speech.
        """
        if claim.channel is not None and not is_interview(self.scene, claim.channel[0]):
            return ()
        return next((relays for speaker, relays in self.held if named_alike(speaker, own)), ())

    def _inside(self, claim: Draft, outer: tuple[Link, ...]) -> tuple[Link, ...]:
        """Return the subject of the content in which an elided speech stands («إن الجماعة … تزعم أن»)."""
        if claim.outer is None or claim.cue.reading is None:
            return ()
        mention = self.scene.actor_at.get(claim.outer.content)
        if mention is None or mention.last > claim.start or mention.role in ("place", "target"):
            return ()
        if not self._agrees(claim, self._gender(mention), self._plural(mention)):
            return ()  # «إن الشرطة تحقق في الهجوم الذي قال إن»
        link = mention_link(self.scene, mention)
        return (link,) if not (outer and same_party(outer[-1], link)) else ()

    def _relays(self, claim: Draft) -> tuple[Link, ...]:
        return tuple(mention_link(self.scene, m) for m in claim.carriers if not publishes(self.scene, m))

    def _closed(self, claim: Draft, chain: tuple[Link, ...]) -> tuple[Link, ...]:
        """Put the sources that close a claim before its speaker, or behind it where they told the speaker."""
        for source in claim.closers:
            if source.actor is not None and publishes(self.scene, source.actor):
                continue
            link = link_of(self.scene, source)
            if any(same_party(link, known) for known in chain) or (chain and self._repeats(source, chain[-1])):
                continue
            if chain and chain[-1].kind in PRESS and link.kind not in PRESS:
                chain = (*chain, link)  # «ذكرت الشبكة أن …، وفقاً لمصادر محلية»
                continue
            if chain and link.kind in _LISTENERS and source.rule != TOLD and not self.scene.headline(claim.cue.first):
                continue  # «دعا الرئيس إلى إنهاء نزاع قتل فيه الآلاف، حسب مراقبين»: no way to the reader
            chain = (link, *chain)
            self._reach_back(claim, link)
        return chain

    def _reach_back(self, claim: Draft, link: Link) -> None:
        """A relay at the end of a passage reaches over the claims of the same speaker in its paragraph."""
        paragraph = self.scene.text.paragraph_of[claim.cue.first]
        for other in reversed(self.claims[-MEMORY:]):
            chain = self.chains[id(other)]
            if (
                self.scene.text.paragraph_of[other.cue.first] != paragraph
                or len(chain) != 1
                or not same_party(chain[-1], self.chains.get(id(claim), chain)[-1])
            ):
                break
            self.chains[id(other)] = (link, *chain)
