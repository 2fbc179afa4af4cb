"""Leafing through what is too long for one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
ON_A_PAGE = 40


class Leaf(NamedTuple, Generic[T]):
    """A page of a list: what is shown on it, its number of how many, and how many come before it."""

    shown: Sequence[T]
    page: int
    pages: int
    first: int


def turn(found: Sequence[T], page: str) -> Leaf[T]:
    """Return the page that an address asks for; the last where there are not so many."""
    pages = max(1, -(-len(found) // ON_A_PAGE))
    at = min(read_page(page), pages)
    first = (at - 1) * ON_A_PAGE
    return Leaf(found[first : first + ON_A_PAGE], at, pages, first)


def read_page(given: str) -> int:
    """Return the number of a page, the first where there is none in what was given."""
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 7 else 1
