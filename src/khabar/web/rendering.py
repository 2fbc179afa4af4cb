"""Templates filled in: the language, the theme and the safety of every page in one place.

Every string that is put into a template is escaped, and its hidden and direction characters made visible first; what
is HTML already is only what this module made.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import nh3
from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from khabar.incidents.happening import Happening
from khabar.pages.addresses import is_web_address
from khabar.store.finding.searching import Found
from khabar.views.cards import TONES, escape
from khabar.views.days import name_moment
from khabar.views.labels import load_labels
from khabar.views.sentence import tell
from khabar.views.visible import make_visible, shorten
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.forgery import key_of, show_form_key
from khabar.web.entrance.keeping import find_keeping
from khabar.web.wording.phrases import load_phrases
from khabar.web.wording.values import describe_origin, name_grade_reasons, name_known, name_origin, name_reason

HERE = Path(__file__).parent
THEMES = ("light", "dark")
_LONGEST = 400
_NUMBERS = re.compile(r"\d{4}-\d{2}-\d{2}(?: – \d{4}-\d{2}-\d{2})?")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_LATIN = re.compile(r"([A-Za-z0-9][\w.:/?=&%+~#-]*[A-Za-z0-9/])", re.ASCII)
_TAGS = {"span", "p", "bdi", "mark"}
_ATTRIBUTES = {"span": {"class", "data-of", "id"}, "p": {"class", "data-at"}, "bdi": {"class", "lang", "dir"}}


def render(request: Request, template: str, language: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page in one language; it bears an ETag, and a browser that has it already is told so."""
    phrases = load_phrases(language)
    desk = desk_of(request)
    theme = request.cookies.get("theme")
    body = _environment().get_template(template).render(
        t=phrases,
        say=phrases.say,
        say_if=phrases.say_if,
        count=phrases.count,
        name=phrases.name,
        theme=theme if theme in THEMES else None,
        here=getattr(request.state, "here", request.url.path),
        query=request.url.query,
        profile=desk.profile_name,
        desk=desk,
        person=getattr(request.state, "person", None),
        form_key=lambda: show_form_key(request),
        form_key_value=key_of(request),
        keeping_of=lambda kind, item: find_keeping(request, kind, item),
        name_origin=lambda origin: name_origin(origin, phrases),
        describe_origin=lambda origin: describe_origin(origin, phrases),
        called=lambda name: name_known(name, phrases) or name,
        name_grade_reasons=lambda grade: name_grade_reasons(grade, phrases),
        name_reason=lambda reason: name_reason(reason, phrases),
        **values,
    )  # fmt: skip
    return answer(request, HTMLResponse(body, status))


def answer(request: Request, response: Response) -> Response:
    """Return a response with its ETag, or that nothing has changed."""
    tag = make_tag(bytes(response.body))
    response.headers["etag"] = tag
    response.headers["cache-control"] = "private, no-cache"
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        if tag in known:
            return Response(status_code=304, headers={"etag": tag, "cache-control": "private, no-cache"})
    return response


def make_tag(body: bytes) -> str:
    """Return the ETag of a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def sanitise(fragment: str) -> Markup:
    """Return HTML made of strings, with nothing in it but the few tags that mark words."""
    return Markup(nh3.clean(fragment, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None))


def show_words(text: object) -> Markup:
    """Return words of a report as an element of their own direction, hidden characters as labels."""
    shown = shorten(" ".join(str(text).split()), _LONGEST)
    return sanitise(f'<bdi class="words" lang="ar" dir="auto">{escape(shown)}</bdi>')


def show_name(text: object) -> Markup:
    """Return a name in whatever script, apart from what stands around it."""
    return sanitise(f'<bdi dir="auto">{escape(" ".join(str(text).split()))}</bdi>')


def show_snippet(found: Found) -> Markup:
    """Return a part of a report with the words that were found marked."""
    parts, at = [], 0
    for start, end in found.hits:
        parts += [escape(found.snippet[at:start]), f"<mark>{escape(found.snippet[start:end])}</mark>"]
        at = end
    return sanitise("".join([*parts, escape(found.snippet[at:])]))


def show_prose(text: str) -> Markup:
    """Return a sentence of khabar's own; dates and ranges in it keep their order in Arabic too."""
    escaped = str(text) if isinstance(text, Markup) else escape(text)
    return sanitise(_NUMBERS.sub(r'<bdi class="date" dir="ltr">\g<0></bdi>', escaped))


def show_happening(happening: Happening, language: str) -> Markup:
    """Return the sentence of an incident, each name and word of a report in it apart from the words around it."""
    return sanitise(tell(happening, load_labels(language), wrap=lambda words: f"<bdi>{escape(words)}</bdi>"))


def show_moment(moment: str | None, otherwise: str = "") -> Markup:
    """Return when something was published, to the minute; the whole of it, with its zone, for machines."""
    if not moment:
        return Markup("<time>{}</time>").format(otherwise)
    told = name_moment(moment, zone=False)
    return Markup('<time datetime="{}"><bdi dir="ltr">{}</bdi></time>').format(moment, told)


def show_apart(text: object) -> Markup:
    """Return a sentence; in an Arabic one, addresses and names in Latin letters keep their own direction."""
    told = str(text)
    parts = _LATIN.split(told) if _ARABIC.search(told) else [told]
    return sanitise(
        "".join(f'<bdi dir="ltr">{escape(one)}</bdi>' if n % 2 else escape(one) for n, one in enumerate(parts))
    )


def safe_address(url: str | None) -> str | None:
    """Return an address that leads to a web page, None for every other kind."""
    return url if is_web_address(url) else None


@cache
def version_of(path: str) -> str:
    """Return what changes when a file does."""
    return hashlib.sha256((HERE / "static" / path).read_bytes()).hexdigest()[:12]


def _finish(value: object) -> object:
    return make_visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "words": show_words,
        "prose": show_prose,
        "apart": show_apart,
        "bdi": show_name,
        "web": safe_address,
        "snippet": show_snippet,
        "tell": show_happening,
        "moment": show_moment,
    }
    environment.globals |= {
        "static": lambda path: f"/static/{path}?v={version_of(path)}",
        "tones": TONES,
    }
    return environment
