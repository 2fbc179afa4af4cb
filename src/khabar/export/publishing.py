"""Applying a publish profile: the one door through which incidents leave khabar.

What comes out is a case like the one that went in, so that no format, page or answer needs to know of profiles. Every
string of it has been through the mask: what is withheld stands nowhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from khabar.export.case import Case
from khabar.export.coarser import find_area, snap, widen, widen_in
from khabar.export.leaving import leave_out
from khabar.export.profile import Profile
from khabar.export.withheld import MASK, find_withheld, is_finer
from khabar.incidents.holding import name_number
from khabar.incidents.model import Tie, split_key
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Report
from khabar.reviews.telling import ReviewedReport
from khabar.views.names import find_arabic

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_UNNAMED = "unnamed source"
_FIXED = frozenset(
    "kind type mode status force certainty quote slot weapon damage precision voice reason reliability credibility "
    "published".split()
)
"""Fields whose values are khabar's own words, never a report's."""
_FOUND_BY = frozenset({"url", "sha256", "domains"})
_BY_REVIEWERS = frozenset({"by", "reviewers", "done", "notes"})


def publish(cases: Iterable[Case], profile: Profile) -> Iterator[Case]:
    """Yield the cases as the profile lets them go; those that it withholds whole are left out."""
    return (out for _, out in publish_each(cases, profile) if out is not None)


def publish_each(cases: Iterable[Case], profile: Profile) -> Iterator[tuple[Case, Case | None]]:
    """Yield each case, as far as it may be known of, and what leaves of it, None for nothing."""
    masks = _Masks(profile)
    unseen, withheld = frozenset(profile.items.unseen), frozenset(profile.items.documents)
    for whole in cases:
        case = leave_out(whole, unseen)
        if case is None:
            continue
        kept = None if case.record.id in profile.items.incidents else leave_out(case, withheld)
        yield case, masks.cover(kept) if kept is not None and profile.covers else kept


class _Masks:
    """Covers one case after the other; documents keep the same new name in all of them."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._documents: dict[str, str] = {}

    def cover(self, case: Case) -> Case:
        """Return the case with everything covered, blurred and renamed that the profile withholds."""
        cover = _Cover(case, self._profile, self._rename(case))
        reports = tuple((cover.name(d), cover.report(d, r)) for d, r in case.reports)
        return Case(
            record=msgspec.convert(cover.value(msgspec.to_builtins(case.record)), type=IncidentRecord),
            tellings=msgspec.convert(cover.value(msgspec.to_builtins(case.tellings)), type=tuple[Telling, ...]),
            reports=reports,
            ties=tuple(cover.tie(tie) for tie in case.ties),
            review=case.review,
            reviews=msgspec.convert(cover.value(msgspec.to_builtins(case.reviews)), type=tuple[ReviewedReport, ...]),
            corrected=self.cover(case.corrected) if case.corrected else None,
            rejected=case.rejected,
            brought=tuple(cover.card(key) for key in case.brought),
        )

    def _rename(self, case: Case) -> dict[str, str]:
        names: dict[str, str] = {}
        profile = self._profile
        if profile.addresses == "withheld":
            for document, _ in case.reports:
                names[document] = self._documents.setdefault(document, f"report-{len(self._documents) + 1}")
        for number, origin in enumerate(case.record.origins, start=1):
            told = origin.voice != "own" and (profile.unnamed, profile.persons, profile.words) != (
                "described",
                "named",
                "kept",
            )
            if told or profile.items.names or origin.key in profile.items.origins:
                names[origin.key] = f"origin-{number}"
        return names


class _Cover:
    """Walks through the values of one case."""

    def __init__(self, case: Case, profile: Profile, names: dict[str, str]) -> None:
        self._profile = profile
        self._withheld = find_withheld(case, profile)
        self._names = names
        self._no_words = profile.words == "withheld"
        self._texts = {d: self._text(d, r) for d, r in case.reports}

    def _text(self, document: str, report: Report) -> str:
        if self._no_words:
            return ""
        text = self._withheld.cover(document, report.document.text)
        return _ADDRESS.sub(_blank, text) if self._profile.addresses == "withheld" else text

    def name(self, key: str) -> str:
        """Return the name under which a document or an origin goes out."""
        return self._names.get(key, key)

    def tie(self, tie: Tie) -> Tie:
        """Return a tie between the cards as they are called outside."""
        return msgspec.structs.replace(tie, a=self.card(tie.a), b=self.card(tie.b))

    def card(self, key: str) -> str:
        """Return the name under which an event goes out."""
        document, event = split_key(key)
        return f"{self.name(document)}/{event}"

    def report(self, identity: str, report: Report) -> Report:
        """Return a report with its text covered and its values blurred."""
        raw = msgspec.to_builtins(report)
        covered = self.value({**raw, "document": {**raw["document"], "text": "", "id": self.name(identity)}})
        covered["document"]["text"] = self._texts[identity]
        covered["document"]["headlines"] = list(self._headlines(identity, report))
        if covered["document"].get("sha256") is None:
            covered["document"]["sha256"] = ""  # None would be filled with the hash of the text
        return msgspec.convert(covered, type=Report)

    def _headlines(self, identity: str, report: Report) -> Iterator[str]:
        """Yield the headlines as they stand in the covered text."""
        for line in () if self._no_words else report.document.headlines:
            at = report.document.text.find(line)
            yield self._texts[identity][at : at + len(line)] if at >= 0 else self._withheld.mask(line)

    def value(self, node: Any, field: str = "") -> Any:
        """Return a value of plain dicts, lists and strings as the profile lets it go."""
        if isinstance(node, dict):
            return self._fields({key: self._field(key, child) for key, child in node.items()}, node)
        if isinstance(node, (list, tuple)):
            return [self.value(child, field) for child in node]
        return self._string(node) if isinstance(node, str) else node

    def _field(self, key: str, child: Any) -> Any:
        profile = self._profile
        if key in ("evidence", "headlines") or (key in _BY_REVIEWERS and profile.reviewers == "withheld"):
            return []
        if (
            (key in _FOUND_BY and profile.addresses == "withheld")
            or (key == "byline" and profile.persons == "withheld")
            or (key == "channel" and self._no_words)
        ):
            return None
        if key == "because" and self._no_words:
            return ""
        if key in _FIXED and (key != "published" or profile.days == "exact"):
            return child
        return self.value(child, key)

    def _string(self, text: str) -> str:
        if text in self._names:
            return self._names[text]
        if self._profile.days != "exact":
            text = widen_in(text, self._profile.days)
        if self._profile.addresses == "withheld":
            text = _ADDRESS.sub(_blank, text)
            for old, new in self._names.items():
                text = text.replace(old, new)
        return self._withheld.mask(text)

    def _fields(self, new: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
        """Return a value whose fields depend on each other: a place, a time, a speaker, a quotation."""
        if old.get("start") and old.get("end") and "precision" in old and self._profile.days != "exact":
            self._widen_time(new, old)
        if "lat" in old and is_finer(old.get("precision"), old.get("id"), self._profile.places):
            self._coarsen_place(new, old)
        if "anonymous" in old and old["anonymous"] and self._profile.unnamed == "withheld":
            new |= {"text": _UNNAMED, "name": None}
        if "voice" in old and old["voice"] == "unnamed" and self._profile.unnamed == "withheld":
            new |= {"text": _UNNAMED, "name": None}
        if self._no_words and "text" in old:
            self._drop_words(new)
        elif "headline" in old:  # a quotation: its words as they stand in the covered text
            start, end = old["span"]
            new["text"] = self._texts.get(old["document"], "")[start:end]
        return new

    def _widen_time(self, new: dict[str, Any], old: dict[str, Any]) -> None:
        days = self._profile.days
        if days == "exact":
            return
        new["start"], new["end"] = widen(old["start"], old["end"], days)
        new["text"] = f"{new['start']} – {new['end']}"
        if "rule" in old and old["precision"] in ("hour", "day", *(("week",) if days == "month" else ())):
            new["precision"] = days

    def _coarsen_place(self, new: dict[str, Any], old: dict[str, Any]) -> None:
        lat, lon, rule = old["lat"], old["lon"], self._profile.places
        if rule == "grid":
            point = snap(lat, lon, self._profile.grid_km) if lat is not None and lon is not None else (None, None)
            new |= {"lat": point[0], "lon": point[1], "name": None, "id": None, "text": "", "precision": "district"}
            return
        level: Any = rule
        area = find_area(old.get("id"), old.get("country"), lat, lon, level)
        if area is None:
            new |= {"lat": None, "lon": None, "name": None, "id": None, "text": "", "precision": level}
            return
        words = area.arabic[0] if area.arabic else area.name
        new |= {"lat": area.lat, "lon": area.lon, "name": area.name, "id": area.id, "text": words, "precision": level}

    def _call(self, someone: dict[str, Any]) -> str:
        """Return the Arabic name that khabar knows of a party or place whose name may be told, else that name."""
        name = str(someone.get("name") or "")
        known = find_arabic(someone.get("id"), name) if name and MASK not in name else None
        return self._withheld.mask(known or name)

    def _drop_words(self, new: dict[str, Any]) -> None:
        """Put what khabar calls it in the place of the report's words."""
        if "slot" in new:
            new["text"] = _call_value(new)
        elif "lat" in new or "headline" not in new:
            unnamed = new.get("anonymous") or new.get("voice") == "unnamed"
            new["text"] = self._call(new) or (_UNNAMED if unnamed else "")
        else:
            new["text"] = ""


def _call_value(value: dict[str, Any]) -> str:
    """Return what a slot's value is called without the words of any report."""
    if value.get("min") is not None:
        return name_number(value["min"], value.get("max"))
    if value.get("start"):
        return value["start"] if value["start"] == value.get("end") else f"{value['start']} – {value.get('end')}"
    if value.get("happened") is not None:
        return "yes" if value["happened"] else "no"
    return str(value.get("name") or value.get("weapon") or "")


def _blank(found: re.Match[str]) -> str:
    return MASK * len(found[0])
