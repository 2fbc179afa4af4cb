"""The two doors: one person's, opened by the token of the address, and a team's, opened by accounts."""

from __future__ import annotations

import datetime
import hmac
import logging
import secrets
from collections.abc import Callable
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlencode

from sqlalchemy.exc import DBAPIError

from khabar.store.opening import Store
from khabar.store.people.accounts import Account
from khabar.store.people.entering import find_session, find_token, is_to_be_noted, note_session
from khabar.views.labels import LANGUAGES
from khabar.web.entrance.people import SCOPES, Person
from khabar.web.entrance.visit import Asked, Visit

COOKIE = "khabar"
_log = logging.getLogger(__name__)


class Refusal(Exception):
    """Who asks is not let in; either they are led elsewhere, a cookie set on the way, or told why not."""

    def __init__(self, words: str, *, to: str | None = None, cookie: str | None = None) -> None:
        super().__init__(words)
        self.to = to
        self.cookie = cookie


class Door(Protocol):
    """Tells who asks. It may ask the store, and so must not be asked where others wait."""

    team: bool

    def let_in(self, asked: Asked) -> Visit:
        """Return who asks and by what they are known. Raises `Refusal` where they are not let in."""
        ...


class OwnersDoor:
    """Lets in who bears the token: in the address once, then in a cookie, or in a header. Without one, everybody."""

    team = False

    def __init__(self, owner: Person, token: str | None) -> None:
        self._owner = owner
        self._token = token
        self._anybodys = secrets.token_urlsafe(24)

    def let_in(self, asked: Asked) -> Visit:
        """Return the owner's visit."""
        if self._token is None:
            return Visit(self._owner, "start", asked, secret=self._anybodys)
        if asked.bearer is not None and self._is_token(asked.bearer):
            return Visit(self._owner, "token", asked)
        if self._is_token(asked.cookie(COOKIE) or ""):
            return Visit(self._owner, "start", asked, secret=self._token)
        pairs = parse_qsl(asked.query)
        if any(key == "token" and self._is_token(value) for key, value in pairs):
            raise Refusal("", to=_without_token(asked.path, pairs), cookie=self._make_cookie(asked))
        raise Refusal("Open khabar by the whole address that `khabar serve` printed, token included.")

    def _is_token(self, given: str) -> bool:
        return self._token is not None and hmac.compare_digest(
            given.encode("utf-8", "surrogatepass"), self._token.encode()
        )

    def _make_cookie(self, asked: Asked) -> str:
        return f"{COOKIE}={self._token}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if asked.secure else "")


class TeamsDoor:
    """Lets in who has signed in, and programs that bear a token of somebody's; all others only to the sign-in page."""

    team = True

    def __init__(self, store: Store, now: Callable[[], datetime.datetime]) -> None:
        self._store = store
        self._now = now

    def let_in(self, asked: Asked) -> Visit:
        """Return whose session or token it is, or nobody's visit to the sign-in page."""
        if asked.headers.get("authorization"):
            return self._let_program_in(asked)
        found = self._find_session(asked)
        if found is not None:
            return found
        if is_sign_in(asked.path):
            return Visit(None, "nobody", asked, secret=asked.cookie(before_cookie(asked)))
        raise Refusal("Sign in, or give a token.", to=None if asked.api else _to_sign_in(asked))

    def _let_program_in(self, asked: Asked) -> Visit:
        if asked.bearer is None or not asked.api:
            raise Refusal("A token opens the API only: give it as `Authorization: Bearer TOKEN` under /api/.")
        with self._store.reading() as connection:
            found = find_token(connection, asked.bearer, now=self._now())
        if found is None:
            raise Refusal("This token is none, has expired or was revoked.")
        token, account = found
        granted = tuple(scope for scope in SCOPES if scope in token.scopes)
        person = Person(name=account.name, role=account.role, groups=account.groups, granted=granted)
        return Visit(person, "token", asked)

    def _find_session(self, asked: Asked) -> Visit | None:
        secret = asked.cookie(session_cookie(asked))
        if secret is None:
            return None
        now = self._now()
        with self._store.reading() as connection:
            found = find_session(connection, secret, now=now)
        if found is None:
            return None
        session, account = found
        if is_to_be_noted(session, now=now):
            try:
                with self._store.writing() as connection:
                    note_session(connection, session, now=now)
            except DBAPIError:  # the store is busy: the next question notes it
                _log.debug("a session could not be noted as used", exc_info=True)
        return Visit(make_person(account), "session", asked, secret=secret, session=session.hash)


def make_person(account: Account) -> Person:
    """Return who has an account, as who signs in with it."""
    return Person(name=account.name, role=account.role, groups=account.groups)


def session_cookie(asked: Asked) -> str:
    """Return the name of the cookie of sessions; over https it is one that no other host or path can set."""
    return f"__Host-{COOKIE}" if asked.secure else COOKIE


def before_cookie(asked: Asked) -> str:
    """Return the name of the cookie that binds the sign-in form to a browser that has no session yet."""
    return f"{session_cookie(asked)}-before"


def bake(name: str, value: str, asked: Asked, *, lasts: int | None = None) -> str:
    """Return a cookie as a header has it; `lasts` seconds, or until the browser is closed."""
    age = f"; Max-Age={lasts}" if lasts is not None else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}" + ("; Secure" if asked.secure else "")


def is_sign_in(path: str) -> bool:
    """Tell whether this is the page that is open to everybody."""
    return path in {f"/{language}/sign-in" for language in LANGUAGES}


def choose_language(path: str, asked: Asked) -> str:
    """Return the language of an address, else the one that the reader chose, else the one that the browser asks for."""
    named = path.split("/")[1]
    accepted = asked.headers.get("accept-language", "").strip().lower()[:2]
    return next((one for one in (named, asked.cookie("language"), accepted) if one in LANGUAGES), "en")


def _to_sign_in(asked: Asked) -> str:
    where = quote(asked.path) + (f"?{asked.query}" if asked.query else "")
    after = "?" + urlencode({"next": where}) if asked.method == "GET" and asked.path != "/" else ""
    return f"/{choose_language(asked.path, asked)}/sign-in{after}"


def _without_token(path: str, pairs: list[tuple[str, str]]) -> str:
    """Return the address without its token, so that this stays in no history and no log."""
    rest = [(key, value) for key, value in pairs if key != "token"]
    return quote("/" + path.lstrip("/\\")) + (f"?{urlencode(rest)}" if rest else "")
