"""Words with the letters of a verb of saying that are something else: names, nouns, numbers, other verbs, prepositions."""

from __future__ import annotations

from khabar.claims.clauses import is_strange
from khabar.claims.scene import DOMAIN, Scene
from khabar.language import Entry, Reading
from khabar.mentions.shapes import shape

_YA = "ي"
_DAMMA = "\u064f"
_SHADDA = "\u0651"
_UNROUNDED = frozenset({"فعَل يفعُل", "فعَل يفعِل", "فعَل يفعَل", "فعِل يفعَل", "تفعّل", "تفاعل", "انفعل", "افتعل", "استفعل"})
_TANWIN = "\u064b"
_BELOW = "إ"
_I, _ALIF, _LONG_A = "أ", "ا", "آ"
_AND = "و"
_THE = "ال"
_HERS = "ه"
_SO = "ف"
_THAT = "ن"  # the last letter of «أن» and «إن» without a pronoun
_FEW = frozenset({"3md", "3fd", "3fp"})


def lacks_hamza(scene: Scene, i: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a word ends without the hamza by which its verb is told from another word («هنا»)."""
    written = scene.text.raw[scene.words[i].start : scene.words[i].end]
    ends = entry.id.endswith(_I) and reading.tense == "past" and not reading.suffix and reading.person == "3ms"
    return ends and written.endswith(_ALIF)


def is_passive(scene: Scene, i: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a written damma makes a verb a passive one («تُعتبر», «اتُّهم»)."""
    written = scene.text.raw[scene.words[i].start : scene.words[i].end][len(reading.prefix) :]
    if entry.fields.get("relay"):
        return False  # «ونُقل عن الوزير قوله»
    if reading.tense == "nonpast":
        return entry.fields.get("pattern") in _UNROUNDED and written[1:2] == _DAMMA
    return _DAMMA in written[1:4]


def is_name_of(scene: Scene, i: int, reading: Reading) -> bool:
    """Tell whether a word with «ف» right behind a verb of saying is the name of its subject («قال فالح»)."""
    return reading.prefix == _SO and any(
        r.pos == "verb" and "quote" in e.fields.get("with", ()) for r, e in scene.words[i - 1].look.entries(DOMAIN)
    )


def _runs_on(scene: Scene, i: int) -> bool:
    return scene.finite(i) and i not in scene.actor_over and not scene.tags[i]


def is_built(scene: Scene, i: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a word written with a dotted ya is no perfect of a verb that ends in «ى» («تبني وطناً» is no «تبنى»)."""
    if entry.fields.get("maqsura") is None or reading.tense != "past" or reading.suffix or reading.person != "3ms":
        return False
    return scene.text.raw[scene.words[i].end - 1] == _YA


def is_first_person(scene: Scene, i: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a hamza makes a verb one of the first person («أعتقد»), a name, or a tanwin a noun («طالباً»)."""
    written = scene.text.raw[scene.words[i].start : scene.words[i].end]
    if _TANWIN in written and _LONG_A not in written:
        return True  # but «آملاً أن» has no other reading
    if written[len(reading.prefix) :][:1] == _BELOW and entry.id.partition(":")[2][:1] == _I:
        return True  # «إيد»: a name
    return written[len(reading.prefix) :][:1] == _I and entry.id.partition(":")[2][:1] == _ALIF


def _in_state(scene: Scene, i: int) -> bool:
    """Tell whether a word that can be a verbal noun stands after a noun that a preposition governs and that needs it."""
    before = scene.words[i - 1].look
    return (
        any(r.pos in ("masdar", "noun") for r in scene.words[i].look.readings)
        and bool(scene.tags[i - 2] & {"preposition", "from", "in"})
        and not before.tags
        and not before.form.startswith(_THE)
        and not before.form.endswith(_HERS)
        and i - 1 not in scene.actor_over
        and not shape(before).timely
        and not scene.role(i - 1, "channel")
    )


def _is_feeling(scene: Scene, i: int) -> bool:
    """Tell whether a word can be a noun that others express («قلق»)."""
    return any(r.pos in ("masdar", "noun") and "carried" in e.fields for r, e in scene.words[i].look.entries(DOMAIN))


def _in_construct(scene: Scene, i: int) -> bool:
    """Tell whether a word is a verbal noun that needs a noun after it («تبديد»)."""
    readings = scene.words[i].look.readings
    masdars = bool(readings) and all(r.pos == "masdar" and not r.definite and not r.suffix for r in readings)
    return masdars or (
        not readings and is_strange(scene, i) and not scene.form(i).startswith(_THE) and i not in scene.actor_over
    )


def _is_object_of(scene: Scene, i: int) -> bool:
    """Tell whether a word that can be a verbal noun stands right behind one."""
    before = scene.words[i - 1].look.readings
    return (
        bool(before)
        and all(r.pos == "masdar" and not r.definite and not r.suffix for r in before)
        and any(r.pos == "masdar" for r in scene.words[i].look.readings)
        and i - 1 not in scene.actor_over
    )


def _now(scene: Scene, i: int) -> bool:
    """Tell whether a word is a verb of the imperfect that another verb cannot follow."""
    return scene.finite(i) and all(r.tense == "nonpast" and not r.suffix for r in scene.words[i].look.readings)


def is_another_word(scene: Scene, i: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a word with the letters of a verb of saying is another: a number, a name, an imperative, a noun."""
    if "number_word" in scene.tags[i] and reading.person in _FEW:
        return True  # «اثنين»
    if (
        not reading.prefix
        and reading.person in _FEW
        and any(r.pos == "participle" for r in scene.words[i].look.readings)
    ):
        return True  # «، طالبا من السكان»
    if not reading.prefix and reading.person in _FEW and i == scene.sentence_start(i):
        return True  # «اقرأ أيضاً»: a verb before its subject is singular
    if reading.prefix and reading.person in _FEW and reading.tense == "past" and "punct" not in scene.tags[i - 1]:
        return True  # «يقظة وحذراً»
    if not reading.prefix and reading.tense == "past" and i > scene.sentence_start(i) + 1 and _in_state(scene, i):
        return True  # «في حال رفض المجلس الاتفاق»
    if not reading.prefix and i > scene.sentence_start(i) and _is_feeling(scene, i) and _in_construct(scene, i - 1):
        return True  # «تبديد قلق السكان من»
    if not reading.prefix and reading.tense == "past" and i > scene.sentence_start(i) and _is_object_of(scene, i):
        return True  # «تم إجراء كشف موقعي»
    if not reading.prefix and reading.tense == "past" and i > scene.sentence_start(i) and _now(scene, i - 1):
        return True  # «ترفض نشر مراقبين»
    if "quote" not in entry.fields["with"] and i + 1 < len(scene.words) and _runs_on(scene, i + 1):
        return True  # «حث ألقت»: a slip of the pen
    if reading.prefix == _SO and reading.tense == "nonpast" and i and is_strange(scene, i - 1):
        return True  # «هاينز فيشر»
    return (
        reading.tense == "past"
        and "complementiser" in scene.tags[i - 1]
        and scene.form(i - 1).endswith(_THAT)
        and not scene.tags[i - 2] & {"after", "before", "since", "until", "except"}
        and any(r.pos in ("masdar", "noun") for r in scene.words[i].look.readings)
    )  # «أن رد القوات»


def has_own_pronoun(scene: Scene, i: int) -> bool:
    """Tell whether a word is another with its pronoun («بينهم») and so no verb."""
    return any(r.pos == "particle" and e.domain == "actors" for r in scene.words[i].look.readings for e in r.entries)


def is_in_name(scene: Scene, i: int) -> bool:
    """Tell whether a word stands in a person's name: «أحمد فتحي»."""
    if "given" in shape(scene.words[i].look).roles:
        return True
    return scene.form(i)[:1] != _AND and i > 0 and "given" in shape(scene.words[i - 1].look).roles


def expresses(scene: Scene, i: int, entry: Entry) -> bool:
    """Tell «عبّر الوزير عن» from the preposition «عبر»."""
    actor = scene.actor_at.get(i + 1)
    if _SHADDA in scene.text.raw[scene.words[i].start : scene.words[i].end]:
        return True
    after = scene.tags[actor.last] if actor is not None else frozenset()
    title = scene.actor_at.get(actor.last + 1) if actor is not None and "comma" in after else None
    if title is not None and title.role == "title" and "comma" in scene.tags[title.last]:
        after = scene.tags[title.last + 1]  # «بيّن سالم، مدير المركز، أن»
    if actor is not None and actor.person and "that" in entry.fields["with"]:
        end = actor.last + is_strange(scene, actor.last)
        if "comma" in scene.tags[end]:
            after = scene.tags[end + 1] or after  # «وبين الدكتور سالم، أن»
    if actor is not None and "qad" in scene.tags[i - 1] and "preposition" in after and "about" in entry.fields["with"]:
        return True  # «وقد عبر الوزير في مؤتمر صحافي عن»
    return bool(
        ("about" in entry.fields["with"] and "about" in after)
        or ("that" in entry.fields["with"] and after & {"complementiser", "colon"})
    )
