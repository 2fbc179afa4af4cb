"""The speakers in force: who an elided subject is, through whom a claim came, and who stands behind it."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.agreement import Voice
from khabar.claims.cues import told_in
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.interviews import is_interview
from khabar.claims.links import distinct, link_of, longer_link, mention_link, named_alike, publishes, same_party
from khabar.claims.posts import POSTED
from khabar.claims.scene import Scene
from khabar.claims.subjects import Subjects
from khabar.claims.ways import carriers_in, channel_in
from khabar.language import fold
from khabar.mentions.model import PRESS, within
from khabar.mentions.shapes import shape
from khabar.model import Evidence, Link

_FAR = 120  # words before an elided speech in which its subject may stand
_THE = "ال"
_QUOTES = '«»"“”‘’'
_NAMES = frozenset({"given", "ordinary_name", "named"})
_TELLING = frozenset({"outlet", "agency", "ngo", "monitor", "igo"})
_PEOPLE = frozenset({"official", "politician", "military", "analyst", "other"})
_SOURCED = frozenset({"trailing", "around"})
_MEMORY = 8  # speakers that an elided subject may look back over


class Register(Subjects):
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

    def _teller(self, claim: Draft) -> tuple[Link, ...]:
        """Return who told last and brings what another said: an outlet or a body, with whom its verb agrees."""
        last = self.voices[-1] if self.voices else None
        if last is None:
            return ()
        if len(last.chain) > 1 and last.chain[-2].kind in _TELLING:
            return last.chain[:-1]  # it goes on to tell what others said
        if last.chain[-1].kind not in _TELLING or last.chain[-1].anonymous:
            return ()
        named = claim.cue.last < len(self.scene.words) and "about" not in self.scene.tags[claim.cue.last]
        return last.chain if named or self._agrees(claim, last.gender, last.plural) else ()

    def _as_spoken(self, link: Link, speaker: Subject) -> Link:
        """Return the link of a noun with the article as the one whom it points back to: who last spoke under that noun.

        «صحيفة X … وكشفت الصحيفة»: not another paper that the text names elsewhere.
        """
        actor = speaker.actor
        if actor is not None and actor.role == "title" and actor.person and not actor.anonymous:
            return self._as_titled(link)
        if speaker.last - speaker.first == 1 and link.name is None and (known := self._as_named(link, speaker)):
            return known
        if speaker.last - speaker.first != 1 or (actor is not None and (link.anonymous or actor.person)):
            return link
        form = self.scene.form(speaker.first)
        if not form.startswith(_THE):
            return link
        for voice in self.voices[: -_MEMORY - 1 : -1]:
            last = voice.chain[-1]
            head = fold(last.text).strip(_QUOTES).split()[:1]
            if head == [form] and last.name is None:
                continue
            if head in ([form], [form[len(_THE) :]]):
                known = replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id)
                return known if actor is not None else replace(known, anonymous=last.anonymous)
        return link

    def _as_named(self, link: Link, speaker: Subject) -> Link | None:
        """Return the link of a single word as the speaker in whose name it stands («فرحان حق … وأكد حق»), None if none."""
        form, roles = self.scene.form(speaker.first), shape(self.scene.words[speaker.first].look).roles
        if link.kind != "other" or form.startswith(_THE) or roles.keys() - _NAMES:
            return None
        for voice in self.voices[: -_MEMORY - 1 : -1]:
            last = voice.chain[-1]
            told = fold(last.text).strip(_QUOTES).split()
            if form in told[1:] or (form in told[:1] and last.kind in _PEOPLE):
                return replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id, anonymous=False)
        return None

    def _as_titled(self, link: Link) -> Link:
        """Return the link of a title without a name as the last speaker whom the report introduced by that very title."""
        said = fold(link.text).split()
        for voice in self.voices[: -_MEMORY - 1 : -1]:
            last = voice.chain[-1]
            told = fold(last.text).split()
            if len(told) > len(said) > 1 and told[: len(said)] == said and last.name and not last.anonymous:
                return replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id)
        return link

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
        return chain if here and chain and chain[-1].kind in _TELLING else ()

    def _hold(self, chain: tuple[Link, ...]) -> None:
        """Remember through whom a speaker gave an interview; what it said right before came the same way."""
        self.held = [*self.held[-_MEMORY:], (chain[-1], chain[:-1])]
        for other in self.claims[-2 : -_MEMORY - 2 : -1]:
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

    def _speaks_on(self, claim: Draft) -> bool:
        """Tell whether a participle goes on with the speech of its sentence («قال X …، منوهاً بدور Y، موضحاً أن»)."""
        if claim.cue.kind != "participle" or claim.purpose or not self.voices:
            return False
        last = self.voices[-1]
        here = self.scene.text.sentence_of[claim.cue.first]
        return last.sentence == here and self._agrees(claim, last.gender, last.plural)

    def _voice(self, claim: Draft) -> Voice | None:
        """Return the speaker in force: the last one with whom the verb agrees."""
        recent = self.voices[: -_MEMORY - 1 : -1]
        if not recent:
            return None
        if claim.untold:
            last = recent[0]
            here = self.scene.text.paragraph_of[claim.cue.first]
            return last if last.chain[-1].anonymous and last.paragraph == here else None  # «وذكرت المعلومات أن»
        if claim.pointed:
            return recent[0]  # «وزعم البيان»: the verb agrees with the document
        paragraph = self.scene.text.paragraph_of[claim.cue.first]
        if _made_known(self.scene, claim) and not self._agrees(claim, recent[0].gender, recent[0].plural):
            return None  # «وقالت الوكالة …. وأعلن عن مقتل جندي»: the passive
        for voice in recent:
            if self._agrees(claim, voice.gender, voice.plural) and paragraph - voice.paragraph <= _MEMORY:
                return voice
        if self._many(claim) and claim.cue.kind == "verb" and not claim.cue.prefix:
            return None  # «الهيكلين اللذين يقولون إنهما»
        return None if self._nearest(claim) else recent[0]

    def _remember(self, claim: Draft, chain: tuple[Link, ...]) -> None:
        scene = self.scene
        sentence = scene.text.sentence_of[claim.cue.first]
        paragraph = scene.text.paragraph_of[claim.cue.first]
        speaker = claim.origins[-1] if claim.origins else claim.speaker
        if speaker is not None:
            gender, plural = self._agreement(claim, speaker)
            self.voices.append(Voice(chain, gender, plural, paragraph, sentence))
        elif claim.lead is None or not self.voices:
            last = next((v for v in reversed(self.voices[-_MEMORY:]) if v.chain[-1].span == chain[-1].span), None)
            reading = claim.cue.reading
            gender = last.gender if last else reading.gender if reading else ""
            self.voices.append(
                Voice(
                    chain, gender, last.plural if last else bool(reading and reading.number == "p"), paragraph, sentence
                )
            )

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
            chain = (link, *chain)
            self._reach_back(claim, link)
        return chain

    def _repeats(self, source: Subject, link: Link) -> bool:
        """Tell whether a source only points back to a speaker («قالت حركة X …، حسب ما نشرت الحركة»)."""
        actor = source.actor
        if source.last - source.first != 1 or (actor is not None and (actor.name or actor.last - actor.first != 1)):
            return False
        form = self.scene.form(source.first)
        return form.startswith(_THE) and form[len(_THE) :] in fold(link.text).split()

    def _reach_back(self, claim: Draft, link: Link) -> None:
        """A relay at the end of a passage reaches over the claims of the same speaker in its paragraph."""
        paragraph = self.scene.text.paragraph_of[claim.cue.first]
        for other in reversed(self.claims[-_MEMORY:]):
            chain = self.chains[id(other)]
            if (
                self.scene.text.paragraph_of[other.cue.first] != paragraph
                or len(chain) != 1
                or not same_party(chain[-1], self.chains.get(id(claim), chain)[-1])
            ):
                break
            self.chains[id(other)] = (link, *chain)

    def _points_back(self, speaker: Subject) -> bool:
        """Tell whether an unnamed speaker is the one who spoke last: «المصدر», «المصدر العسكري» after «مصدر عسكري»."""
        actor = speaker.actor
        if actor is None or not actor.anonymous:
            return False
        if actor.points:
            return True
        form, voice = self.scene.form(actor.first), self.voices[-1].chain[-1] if self.voices else None
        if voice is None or not form.startswith(_THE) or not voice.anonymous or voice.kind != actor.kind:
            return False
        return fold(voice.text).strip(_QUOTES).split()[:1] in ([form], [form[len(_THE) :]])

    def _last_relays(self) -> tuple[Link, ...]:
        """Return those through whom the unnamed speaker that is pointed back to spoke last."""
        if not self.voices:
            return ()
        last = self.voices[-1].chain
        return last[:-1] if len(last) > 1 and last[-1].anonymous else ()


def _made_known(scene: Scene, claim: Draft) -> bool:
    """Tell whether a verb that opens a sentence may be the passive of news that nobody is said to have told."""
    cue = claim.cue
    past = cue.reading is not None and cue.reading.person == "3ms" and cue.reading.tense == "past"
    return past and cue.first == scene.sentence_start(cue.first) and "about" in scene.tags[cue.last]
