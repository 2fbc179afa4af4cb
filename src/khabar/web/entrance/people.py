"""Who asks, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from fastapi import Request
from starlette.exceptions import HTTPException

from khabar.model import Value

Role = Literal["viewer", "analyst", "reviewer", "administrator"]
Scope = Literal["read", "export", "add", "review", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)
_ROLE_OF: dict[Scope, Role] = {
    "read": "viewer",
    "export": "viewer",
    "add": "analyst",
    "review": "analyst",
    "admin": "administrator",
}


class Person(Value, frozen=True, kw_only=True):
    """Somebody who asks. Each role may do all that the ones before it may; `groups` open items kept to them.

    A viewer looks; an analyst also adds, and reviews readings; a reviewer also decides what two analysts disagree on,
    and rates sources; an administrator also keeps accounts and what is restricted.
    """

    name: str
    role: Role = "viewer"
    groups: tuple[str, ...] = ()
    granted: tuple[Scope, ...] = SCOPES  # what a token was made for; who signs in may use all that the role allows

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What they may use the API for: what was granted, as far as the role allows it."""
        return tuple(scope for scope in self.granted if self.may(_ROLE_OF[scope]))

    def may(self, role: Role) -> bool:
        """Tell whether they may do what needs a role."""
        return ROLES.index(self.role) >= ROLES.index(role)


def person_of(request: Request) -> Person:
    """Return who asks, as the guard found."""
    person: Person = request.state.person
    return person


def needs(role: Role) -> Callable[[Request], Person]:
    """Return a dependency for routes that need a role: gives who asks, or answers 403."""

    def check(request: Request) -> Person:
        person = person_of(request)
        if not person.may(role):
            raise HTTPException(403, f"this needs the role {role}, and yours is {person.role}")
        return person

    return check


def needs_scope(scope: Scope) -> Callable[[Request], Person]:
    """Return a dependency for routes of the API: gives who asks, or answers 403 where their token is not for this."""

    def check(request: Request) -> Person:
        person = person_of(request)
        if scope not in person.scopes:
            raise HTTPException(403, f"this needs a token with the scope {scope}, and a role that allows it")
        return person

    return check
