"""How incidents are to leave: in which format, under which profile, with what."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.export.formats import FORMATS
from khabar.export.options import Options
from khabar.export.profile import Profile, list_profiles, load_profile
from khabar.export.tightening import tighten
from khabar.model import Value
from khabar.views.labels import LANGUAGES
from khabar.web.desk.desk import Desk

MOST = 20_000  # incidents of one export
MANY = 500  # more are written by a job, which tells how far it has come


class Wish(Value, frozen=True, kw_only=True):
    """How incidents are to leave: a format, a profile by name (empty: the server's own), the options of the format."""

    format: str
    profile: str
    labels: str
    hxl: bool
    reviewed: bool = False


def read_wish(given: Mapping[str, str], language: str) -> Wish:
    """Return how an address or a form wants incidents to leave; what makes no sense in it is as if it were not there."""
    format = given.get("format", "")
    labels = given.get("labels", "")
    format = format if format in FORMATS else "dossier" if given.get("incident") else "csv"
    return Wish(
        format=format,
        profile=given.get("profile", "") if given.get("profile") in list_profiles() else "",
        labels=labels if labels in LANGUAGES else language,
        hxl=given.get("hxl") == "1" and FORMATS[format].hxl,
        reviewed=given.get("reviewed") == "1",
    )


def choose_profile(desk: Desk, name: str) -> Profile:
    """Return the profile of a name, never laxer than the desk's own."""
    return tighten(load_profile(name), desk.profile) if name else desk.profile


def offer_profiles(desk: Desk) -> tuple[str, ...]:
    """Return the names of the profiles that withhold more than the desk's own, which is the first and has none."""
    stricter = [name for name in ("careful", "strict") if choose_profile(desk, name) != desk.profile]
    return ("", *stricter)


def options_of(wish: Wish) -> Options:
    """Return the options with which a format is written."""
    return Options(language=wish.labels, hxl=wish.hxl, reviewed=wish.reviewed)
