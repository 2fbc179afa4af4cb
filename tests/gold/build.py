"""Turn the gold annotations in `sources/` into the codebook's JSON in `reports/`.

`python tests/gold/build.py` writes, `--check` only says whether a report is not what its source gives.
Sources name every value by the words of the text; this finds the words, and stops where they are not
in the text or stand there more than once. See `README.md` for the notation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import re
import sys
from collections.abc import Iterator
from typing import Any

import yaml

HERE = pathlib.Path(__file__).parent
GAP = " … "
NUMBERED = re.compile(r"^(.*) @(\d+)$", re.S)
SENTENCE_END = re.compile(r"(?<=[.!؟])[»”\"]?(?=\s)|\n|\|\|")
LETTER = re.compile(r"[^\W\d_]|[\u064b-\u0652\u0670\u0640]")
Span = tuple[int, int]


class Unclear(Exception):
    """A quote that is not in its text, or stands there more than once."""


class Text:
    """A report's text, with the ways of finding words in it."""

    def __init__(self, raw: str) -> None:
        """Cut `raw` into sentences."""
        self.raw = raw
        self.sentences = list(self._sentences())

    def _sentences(self) -> Iterator[Span]:
        start = 0
        for end in [*(m.end() for m in SENTENCE_END.finditer(self.raw)), len(self.raw)]:
            words = self.raw[start:end].rstrip(" \n|")
            if words.strip():
                yield start + len(words) - len(words.lstrip()), start + len(words)
            start = end

    def _standing(self, words: str, scope: Span) -> list[Span]:
        """Find `words` in `scope`: as whole words if they stand there so, else inside longer ones."""
        found = [
            (m.start(), m.end())
            for m in re.finditer(re.escape(words), self.raw)
            if scope[0] <= m.start() and m.end() <= scope[1] and not LETTER.match(self.raw[m.end() : m.end() + 1])
        ]
        whole = [s for s in found if s[0] == 0 or not LETTER.match(self.raw[s[0] - 1])]
        return whole or found

    def all(self, quote: str, scope: Span) -> list[Span]:
        """Find every place in `scope` that `quote` may stand for; `first … last` reaches to the nearest `last`."""
        numbered = NUMBERED.match(quote)
        quote, number = (numbered[1], int(numbered[2])) if numbered else (quote, 0)
        first, gap, last = quote.partition(GAP)
        found = self._standing(first, scope)
        if gap:
            ends = ((start, self._standing(last, (end, scope[1]))) for start, end in found)
            found = [(start, end[0][1]) for start, end in ends if end]
        return found[number - 1 : number] if number else found

    def find(self, quote: str, *scopes: Span) -> Span:
        """Find the one place of `quote` in the first of the scopes that has it."""
        for scope in scopes or (self.whole,):
            found = self.all(quote, scope)
            if len(found) > 1:
                raise Unclear(f"«{quote}» stands {len(found)} times in «{self.raw[scope[0] : scope[1]]}»")
            if found:
                return found[0]
        raise Unclear(f"«{quote}» is not there")

    def sentence(self, quote: str) -> Span:
        """Find the sentence (or sentences) in which `quote` stands."""
        start, end = self.find(quote)
        inside = [s for s in self.sentences if s[0] < end and start < s[1]]
        return inside[0][0], inside[-1][1]

    @property
    def whole(self) -> Span:
        """The whole text."""
        return 0, len(self.raw)


def anchored(text: Text, value: dict[str, Any] | None, names: dict[str, Any], *scopes: Span) -> dict[str, Any] | None:
    """Give a value its span, and what `names` knows of it."""
    if value is None:
        return None
    value = dict(value)
    known = names[value.pop("is")] if "is" in value else {}
    span = text.find(value.pop("text"), *scopes, text.whole)
    return {"text": text.raw[slice(*span)], **known, **value, "span": list(span)}


def link(text: Text, value: dict[str, Any], names: dict[str, Any], span: Span) -> dict[str, Any]:
    """Read one link of a chain."""
    found = anchored(text, value, names, span)
    assert found
    return {"text": found["text"], "name": None, "kind": "other", "anonymous": False, "country": None} | found


def read_claim(text: Text, number: int, value: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Read one claim."""
    span = text.find(value["span"])
    cue = text.find(value["cue"], span, text.whole)
    content = text.find(value["content"], span)
    channel = value.get("channel")
    return {
        "id": f"c{number}",
        "span": list(span),
        "cue": list(cue),
        "content": list(content),
        "force": value["force"],
        "certainty": value.get("certainty", "certain"),
        "negated": value.get("negated", False),
        "quote": value.get("quote", "indirect"),
        "chain": [link(text, v, names["parties"], span) for v in value["chain"]],
        "channel": anchored(text, {"text": channel} if channel else None, {}, span),
        "events": value.get("events", []),
        "cue_text": text.raw[slice(*cue)],
        "content_text": text.raw[slice(*content)],
        "span_text": text.raw[slice(*span)],
    }


def read_time(text: Text, value: dict[str, Any] | None, *scopes: Span) -> dict[str, Any] | None:
    """Read a time: a day where only `start` is given."""
    found = anchored(text, value, {}, *scopes)
    if found is None:
        return None
    start = found.get("start")
    return {"precision": "day"} | found | {"start": start, "end": found.get("end", start)}


def read_count(text: Text, value: dict[str, Any] | None, *scopes: Span) -> dict[str, Any] | None:
    """Read a number of people: exactly `min` where no `max` is given."""
    found = anchored(text, value, {}, *scopes)
    return {"min": found["min"], "max": found.get("max", found["min"])} | found if found else None


def read_party(text: Text, value: dict[str, Any] | None, names: dict[str, Any], *scopes: Span) -> dict[str, Any] | None:
    """Read an actor or a target."""
    found = anchored(text, value, names, *scopes)
    return {"text": found["text"], "name": None, "kind": "other", "country": None} | found if found else None


def read_event(text: Text, number: int, value: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Read one event; its values are looked for in its mentions, in the order in which the source lists them."""
    told = [text.sentence(m) for m in value["mentions"]]
    trigger = text.find(value["trigger"], *told)
    return {
        "id": f"e{number}",
        "type": value["type"],
        "mode": value.get("mode"),
        "status": value.get("status", "happened"),
        "trigger": list(trigger),
        "mentions": [list(s) for s in sorted(set(told))],
        "place": anchored(text, value.get("place"), names["places"], *told),
        "time": read_time(text, value.get("time"), *told),
        "actor": read_party(text, value.get("actor"), names["parties"], *told),
        "target": read_party(text, value.get("target"), names["parties"], *told),
        "weapon": value.get("weapon"),
        "killed": read_count(text, value.get("killed"), *told),
        "wounded": read_count(text, value.get("wounded"), *told),
        "damage": value.get("damage"),
        "trigger_text": text.raw[slice(*trigger)],
    }


MODES = {
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional clash",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber displace siege",
    "MOBILIZE": "troops weapons police militia",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "RETREAT": "withdraw release disarm ceasefire access resign return",
    "SANCTION": "convict expel withdraw discontinue sanction",
    "AID": "economic military judicial peacekeeping intelligence asylum humanitarian",
    "CONSULT": "visit third-party multilateral phone",
    "AGREE": "",
    "SUPPORT": "",
    "COOPERATE": "",
    "CONCEDE": "",
}
VALUES = {
    "force": "assert confirm deny suspect accuse announce demand promise threaten warn condemn welcome "
    "claim_responsibility",
    "certainty": "certain probable possible unknown",
    "quote": "direct indirect mixed",
    "type": " ".join(MODES),
    "status": "happened ongoing foiled planned threatened denied hypothetical",
    "weapon": "rocket missile mortar artillery drone airstrike barrel_bomb ied car_bomb suicide_belt mine grenade "
    "small_arms chemical knife other",
    "damage": "none minor material major",
    "kind": "outlet agency government military armed_group igo ngo monitor official politician witness analyst "
    "local_source other",
}
PRECISIONS = {
    "place": "site town district governorate country region",
    "time": "hour day week month year",
}
FIELDS = {
    "document": {"publisher", "url", "published", "credited_source", "byline", "headlines"},
    "claim": {"span", "cue", "content", "force", "certainty", "negated", "quote", "chain", "channel", "events"},
    "event": {
        *("type", "mode", "status", "trigger", "mentions", "place", "time"),
        *("actor", "target", "weapon", "killed", "wounded", "damage"),
    },
}


def refuse_unknown(kind: str, value: dict[str, Any]) -> None:
    """Stop at a field that the notation does not have."""
    if odd := set(value) - FIELDS[kind]:
        raise Unclear(f"{kind} has no field {', '.join(sorted(odd))}")


def refuse_odd_values(built: dict[str, Any]) -> None:
    """Stop at a value that the codebook does not have."""
    parties = [party for claim in built["claims"] for party in claim["chain"]]
    parties += [party for event in built["events"] for slot in ("actor", "target") if (party := event[slot])]
    for value in built["claims"] + built["events"] + parties:
        for field, allowed in VALUES.items():
            if value.get(field) is not None and value[field] not in allowed.split():
                raise Unclear(f"{field} is never {value[field]}: {allowed}")
    for event in built["events"]:
        if event["mode"] and event["mode"] not in MODES[event["type"]].split():
            raise Unclear(f"{event['type']} has no mode {event['mode']}")
        for slot, allowed in PRECISIONS.items():
            if event[slot] and event[slot]["precision"] not in allowed.split():
                raise Unclear(f"the precision of a {slot} is never {event[slot]['precision']}: {allowed}")


def build(name: str, source: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Turn one source into the codebook's JSON."""
    raw = source["text"].strip("\n")
    text = Text(raw)
    names = {k: names[k] | source.get(k, {}) for k in names}
    for kind, values in (("document", [source["document"]]), ("claim", source["claims"]), ("event", source["events"])):
        for value in values:
            refuse_unknown(kind, value)
    digest = hashlib.sha256(raw.encode()).hexdigest()
    report = {
        "document": {"id": name, "publisher": None, "url": None, "published": None}
        | source["document"]
        | {"language": "ar", "text": raw, "sha256": digest},
        "claims": [read_claim(text, i, c, names) for i, c in enumerate(source["claims"], 1)],
        "events": [read_event(text, i, e, names) for i, e in enumerate(source["events"], 1)],
    }
    tied = {i for c in report["claims"] for i in c["events"]}
    if lost := tied - {e["id"] for e in report["events"]}:
        raise Unclear(f"claims are tied to {', '.join(sorted(lost))}, which is no event")
    refuse_odd_values(report)
    return report


class DatesAsText(yaml.SafeLoader):
    """YAML in which dates are left as they are written."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, test) for tag, test in tests if tag != "tag:yaml.org,2002:timestamp"]
        for first, tests in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(path: pathlib.Path) -> Any:
    """Load a source."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=DatesAsText)


def main() -> int:
    """Build every report."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 where a report is out of date")
    check = options.parse_args().check
    names = load(HERE / "names.yaml")
    failed = False
    for path in sorted((HERE / "sources").glob("*.yaml")):
        out = HERE / "reports" / f"{path.stem}.json"
        try:
            built = json.dumps(build(path.stem, load(path), names), ensure_ascii=False, indent=1) + "\n"
        except (Unclear, KeyError, ValueError, yaml.YAMLError) as problem:
            print(f"{path.name}: {type(problem).__name__}: {problem}", file=sys.stderr)
            failed = True
            continue
        if not check:
            out.write_text(built, encoding="utf-8")
        elif not out.exists() or out.read_text(encoding="utf-8") != built:
            print(f"{out.name} is not what {path.name} gives: run python tests/gold/build.py", file=sys.stderr)
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
