"""Speakers whom the report told of before: who of them is in force, and to whom of them a noun or a name points back."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.agreement import Voice
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.claims.subjects import Subjects
from khabar.language import fold
from khabar.mentions.shapes import shape
from khabar.model import Link

_THE = "ال"
_QUOTES = '«»"“”‘’'
_NAMES = frozenset({"given", "ordinary_name", "named"})
TELLING = frozenset({"outlet", "agency", "ngo", "monitor", "igo"})
_PEOPLE = frozenset({"official", "politician", "military", "analyst", "other"})
MEMORY = 8  # speakers that an elided subject may look back over


class Recalled(Subjects):
    """The speakers told of before: which is in force, and to which a noun, a title or a name points back."""

    def _voice(self, claim: Draft) -> Voice | None:
        """Return the speaker in force: the last one with whom the verb agrees."""
        recent = self.voices[: -MEMORY - 1 : -1]
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
            if self._agrees(claim, voice.gender, voice.plural) and paragraph - voice.paragraph <= MEMORY:
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
            last = next((v for v in reversed(self.voices[-MEMORY:]) if v.chain[-1].span == chain[-1].span), None)
            reading = claim.cue.reading
            gender = last.gender if last else reading.gender if reading else ""
            self.voices.append(
                Voice(
                    chain, gender, last.plural if last else bool(reading and reading.number == "p"), paragraph, sentence
                )
            )

    def _speaks_on(self, claim: Draft) -> bool:
        """Tell whether a participle goes on with the speech of its sentence («قال X …، منوهاً بدور Y، موضحاً أن»)."""
        if claim.cue.kind != "participle" or claim.purpose or not self.voices:
            return False
        last = self.voices[-1]
        here = self.scene.text.sentence_of[claim.cue.first]
        return last.sentence == here and self._agrees(claim, last.gender, last.plural)

    def _teller(self, claim: Draft) -> tuple[Link, ...]:
        """Return who told last and brings what another said: an outlet or a body, with whom its verb agrees."""
        last = self.voices[-1] if self.voices else None
        if last is None:
            return ()
        if len(last.chain) > 1 and last.chain[-2].kind in TELLING:
            return last.chain[:-1]  # it goes on to tell what others said
        if last.chain[-1].kind not in TELLING or last.chain[-1].anonymous:
            return ()
        named = claim.cue.last < len(self.scene.words) and "about" not in self.scene.tags[claim.cue.last]
        return last.chain if named or self._agrees(claim, last.gender, last.plural) else ()

    def _last_relays(self) -> tuple[Link, ...]:
        """Return those through whom the unnamed speaker that is pointed back to spoke last."""
        if not self.voices:
            return ()
        last = self.voices[-1].chain
        return last[:-1] if len(last) > 1 and last[-1].anonymous else ()

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

    def _as_spoken(self, link: Link, speaker: Subject) -> Link:
        """Return the link of a noun with the article as the one whom it points back to: who last spoke under that noun.

        «صحيفة X … وكشفت الصحيفة»: not another paper that the text names elsewhere; «مسؤول أميركي … وأضاف المسؤول».
        """
        actor = speaker.actor
        if actor is not None and actor.role == "title" and actor.person and not actor.anonymous:
            return self._as_titled(link)
        if speaker.last - speaker.first == 1 and link.name is None and (known := self._as_named(link, speaker)):
            return known
        if speaker.last - speaker.first != 1 or (actor is not None and actor.person and not link.anonymous):
            return link
        form = self.scene.form(speaker.first)
        if not form.startswith(_THE):
            return link
        for voice in self.voices[: -MEMORY - 1 : -1]:
            last = voice.chain[-1]
            head = fold(last.text).strip(_QUOTES).split()[:1]
            if head == [form] and last.name is None:
                continue
            if head in ([form], [form[len(_THE) :]]) and last.anonymous >= link.anonymous:
                known = replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id)
                return known if actor is not None else replace(known, anonymous=last.anonymous)
        return link

    def _as_named(self, link: Link, speaker: Subject) -> Link | None:
        """Return the link of a single word as the speaker in whose name it stands («فرحان حق … وأكد حق»), None if none."""
        form, roles = self.scene.form(speaker.first), shape(self.scene.words[speaker.first].look).roles
        if link.kind != "other" or form.startswith(_THE) or roles.keys() - _NAMES:
            return None
        for voice in self.voices[: -MEMORY - 1 : -1]:
            last = voice.chain[-1]
            told = fold(last.text).strip(_QUOTES).split()
            if form in told[1:] or (form in told[:1] and last.kind in _PEOPLE):
                return replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id, anonymous=False)
        return None

    def _as_titled(self, link: Link) -> Link:
        """Return the link of a title without a name as the last speaker whom the report introduced by that very title."""
        said = fold(link.text).split()
        for voice in self.voices[: -MEMORY - 1 : -1]:
            last = voice.chain[-1]
            told = fold(last.text).split()
            if len(told) > len(said) > 1 and told[: len(said)] == said and last.name and not last.anonymous:
                return replace(link, name=last.name, kind=last.kind, country=last.country, id=last.id)
        return link

    def _repeats(self, source: Subject, link: Link) -> bool:
        """Tell whether a source only points back to a speaker («قالت حركة X …، حسب ما نشرت الحركة»)."""
        actor = source.actor
        if source.last - source.first != 1 or (actor is not None and (actor.name or actor.last - actor.first != 1)):
            return False
        form = self.scene.form(source.first)
        return form.startswith(_THE) and form[len(_THE) :] in fold(link.text).split()


def _made_known(scene: Scene, claim: Draft) -> bool:
    """Tell whether a verb that opens a sentence may be the passive of news that nobody is said to have told."""
    cue = claim.cue
    past = cue.reading is not None and cue.reading.person == "3ms" and cue.reading.tense == "past"
    return past and cue.first == scene.sentence_start(cue.first) and "about" in scene.tags[cue.last]
