"""Who the subject of the clause is that an elided speech stands in («تظاهر الأهالي مطالبين»)."""

from __future__ import annotations

from khabar.claims.agreement import Agreement
from khabar.claims.clauses import is_object, is_oblique, is_strange
from khabar.claims.cues import told_in
from khabar.claims.drafts import Draft
from khabar.claims.extents import extended
from khabar.claims.links import longer_link, mention_link
from khabar.claims.scene import Scene
from khabar.claims.ways import opening_owner, published
from khabar.mentions.model import PRESS, ActorMention, within
from khabar.mentions.shapes import shape
from khabar.model import Link

_AND = "و"
_THE = "ال"
_FAR = 120  # words before an elided speech in which its subject may stand
_WITH = "ب"
_HERS = "ه"
_OH = "يا"
_MARKS = frozenset({"stop", "comma", "colon", "semicolon", "dash", "open_bracket", "bar"})


class Subjects(Agreement):
    """The subjects of the clauses around elided speeches."""

    def _main_subject(self, claim: Draft) -> Link | None:
        """Return the subject of the clause that an elided speech stands in («تظاهر الأهالي مطالبين»)."""
        scene, cue = self.scene, claim.cue
        start = max(scene.sentence_start(cue.first), cue.first - _FAR)
        if cue.first - start < 2 or (
            cue.prefix[:1] in ("و", "ف")
            and cue.kind == "verb"
            and self.voices
            and self.voices[-1].sentence == scene.text.sentence_of[cue.first]
        ):
            return None
        owner = opening_owner(scene, start, cue.first)
        if owner is not None:
            return mention_link(scene, owner)
        found: ActorMention | None = None
        latest: ActorMention | None = None
        for mention in within(scene.mentions.actors, start, cue.first):
            if (
                scene.depth[mention.first] > scene.depth[cue.first]
                or mention.role == "place"
                or (mention.role == "target" and not self._many(claim) and not claim.purpose)
                or is_object(scene, mention)
                or scene.bound(mention.first)
                or self._apart(mention)
                or scene.form(mention.first - 1) == _OH
            ):
                continue
            if published(scene, mention.first) or (
                scene.governed(mention) and (self._many(claim) or mention.kind in PRESS)
            ):
                continue
            if self._many(claim) and self._plural(mention):
                found = mention
                continue
            if _listed(scene, mention) or not self._agrees(claim, self._gender(mention), self._plural(mention)):
                continue
            at = mention.first - 1
            if found is not None and _tells_of(scene, at):
                continue  # «وأقرت الوزارة، في رد تلقته المنظمة، بأن …، لكنها»
            opens = (
                at < start
                or scene.verblike(at)
                or (claim.purpose and any(r.pos == "verb" for r in scene.words[at].look.readings))
                or any(r.pos == "verb" and r.prefix == _AND for r in scene.words[at].look.readings)
                or (scene.prepositional(at) and scene.verblike(at - 1))
                or (at == start and not scene.words[at].look.readings and not scene.tags[at])
                or scene.tags[at] & {"conjunction", "contrast", "complementiser", "qad", "auxiliary"}
                or (scene.tags[at] & {"quote"} and (at - 1 < start or scene.finite(at - 1)))
            )
            if opens:
                found = mention
            elif mention.kind not in ("other", "military", "armed_group"):
                latest = mention
        if (
            cue.kind == "verb"
            and not cue.prefix
            and latest is not None
            and not scene.tags[cue.first - 1] & {"comma", "complementiser", "subordinator", "contrast"}
            and (found is None or (found.first < latest.first and not told_in(scene, cue)))
        ):
            found = latest  # «محافظ المدينة في مداخلة أوضح فيها»
        return self._named(found, cue.first) if found else None

    def _writes(self, claim: Draft) -> bool:
        """Tell whether a verb stands in a letter, whose writer it is of: «أبعث لكم يا … كتابي الذي طلبت فيه»."""
        reading, at = claim.cue.reading, claim.cue.first
        if reading is None or reading.person != "3fs" or reading.tense != "past" or claim.cue.prefix:
            return False
        if not told_in(self.scene, claim.cue):
            return False
        return any(self.scene.form(i) == _OH for i in range(self.scene.sentence_start(at), at))

    def _named(self, mention: ActorMention, limit: int) -> Link:
        """Return the link of a mention with the words of a name that it left out."""
        end = next((i for i in range(mention.last, limit) if not is_strange(self.scene, i) or self._ends(i)), limit)
        subject = extended(self.scene, mention, mention.first, end)
        link = mention_link(self.scene, mention)
        named = subject.last > mention.last and mention.role in ("title", "person")
        return longer_link(self.scene, link, subject) if named else link

    def _ends(self, i: int) -> bool:
        """Tell whether a word that no entry reads is no part of a name: an adjective, a verb, or bound to a preposition."""
        scene = self.scene
        return scene.form(i).startswith((_THE, _WITH)) or scene.form(i).endswith(_HERS) or scene.verblike(i)

    def _apart(self, mention: ActorMention) -> bool:
        """Tell whether the ending of an actor's head makes it no subject and no «أن» before it explains the ending."""
        return is_oblique(self.scene, mention) and "complementiser" not in self.scene.tags[mention.first - 1]

    def _nearest(self, claim: Draft) -> ActorMention | None:
        """Return the person told last in the sentence of an elided speech with whom no speaker in force agrees."""
        scene, at = self.scene, claim.cue.first
        if not self.voices or claim.cue.kind != "verb" or claim.pointed or self._many(claim):
            return None
        found = None
        for mention in within(scene.mentions.actors, max(scene.sentence_start(at), at - _FAR), at):
            if mention.person and not mention.anonymous and self._agrees(claim, self._gender(mention), False):
                found = mention
        return found


def _tells_of(scene: Scene, i: int) -> bool:
    """Tell whether a word is a verb with a pronoun that tells more of a noun right before it («رد تلقته»)."""
    verbs = [r for r in scene.words[i].look.readings if r.pos == "verb"]
    return bool(verbs) and all(r.suffix and not r.prefix for r in verbs) and not scene.tags[i - 1]


def _listed(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor is joined to the noun before it («من الجيش والشرطة»): it opens no clause."""
    i = mention.first
    if i == scene.sentence_start(i) or scene.tags[i - 1] & _MARKS or scene.form(i)[:1] != _AND:
        return False
    hits = scene.text.names.get(i, ())
    return any(hit.prefix[:1] == _AND for hit in hits) or shape(scene.words[i].look).prefix[:1] == _AND
