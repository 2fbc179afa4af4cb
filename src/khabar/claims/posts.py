"""Posts of social media that a report shows: a line of text above «— name (@account) date»."""

from __future__ import annotations

from khabar.claims.cues import Cue
from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene, between
from khabar.language import Entry

POST = Entry("claims.post", "speech", "particle", "—", {"force": "assert"})
POSTED = "post"  # the kind of its claim: who speaks in the report goes on behind it
_ACCOUNT = "@"
_NAME = 12  # words of a name between the dash and its account
_ARABIC = "\u0600"  # the first letter that is Arabic
_LEAST = 3  # words of a post
_MOST = 120
_LINKS = frozenset({"pic", "https", "http"})  # what ends a post: links to its pictures


def find_posts(scene: Scene) -> list[Draft]:
    """Return a claim for each post above the line that says whose it is."""
    out: list[Draft] = []
    shown: set[str] = set()
    for bracket in scene.text.at("bracket"):
        if bracket + 2 < len(scene.words) and "open_bracket" in scene.tags[bracket]:
            account = scene.words[bracket + 1]
            if scene.text.raw[account.start] == _ACCOUNT and (made := _post(scene, bracket)) is not None:
                span = scene.span(made.content, bracket)
                told = scene.text.raw[span.start : span.end]
                if told not in shown:  # a page may show a post twice
                    out.append(made)
                shown.add(told)
    return out


def _post(scene: Scene, bracket: int) -> Draft | None:
    """Return the claim of the post whose account opens with a bracket."""
    start = scene.sentence_start(bracket)
    dash = next((i for i in range(bracket - 1, max(start, bracket - _NAME) - 1, -1) if "dash" in scene.tags[i]), -1)
    if not 0 < dash < bracket - 1:
        return None
    paragraph = scene.text.paragraph_of[dash - 1]
    first = dash - 1
    while first > max(0, dash - _MOST) and scene.text.paragraph_of[first - 1] == paragraph:
        first -= 1
    while first < dash and "punct" in scene.tags[first]:
        first += 1
    last = next((i for i in range(first, dash) if scene.form(i) in _LINKS), dash)
    if last - first < _LEAST or scene.depth[first] or dash - first >= _MOST:
        return None
    if 2 * sum(scene.form(i)[:1] >= _ARABIC for i in range(first, last)) < last - first:
        return None
    mention = scene.actor_at.get(dash + 1)
    known = mention if mention is not None and mention.last == bracket else None
    speaker = Subject(dash + 1, bracket, known, bracket, "claims.name")
    made = Draft(Cue(dash, dash + 1, "post", POST), POSTED, first, first, last, speaker)
    made.evidence += [
        scene.evidence("cue", POST.id, dash, dash + 1),
        scene.evidence("chain", speaker.rule, dash + 1, bracket),
    ]
    return made


def without_told(posts: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Return the posts in whose text nobody else speaks."""
    cues = sorted(d.cue.first for d in drafts)
    return [p for p in posts if not between(cues, p.content, p.end)]
