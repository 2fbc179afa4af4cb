"""What a page, or a part of one, declares of its article."""

from __future__ import annotations

from khabar.model import Credit, Value


class Declared(Value, frozen=True, kw_only=True):
    """The statements of one part of a page (its JSON-LD, its header); None and "" where it says nothing.

    `maker` is an organisation that is named as the author.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    maker: str | None = None
    credits: tuple[Credit, ...] = ()
    body: str = ""
    article: bool = False
    live: bool = False
