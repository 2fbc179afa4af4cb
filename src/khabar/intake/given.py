"""What a person gives to be taken in at once: files, addresses, a text; and the captures that they become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khabar.intake.finding import Fetch, find_captures
from khabar.model import Value
from khabar.pages import Capture, Known, Refused
from khabar.pages.addresses import is_web_address

PASTED = "pasted text"


class Upload(Value, frozen=True, kw_only=True):
    """A file that was sent: what its sender calls it, and where its bytes lie."""

    name: str
    path: str


class Given(Value, frozen=True, kw_only=True):
    """Inputs of one job. `published` and `publisher` go before what any of them says of itself, `url` is the text's."""

    files: tuple[Upload, ...] = ()
    addresses: tuple[str, ...] = ()
    text: str = ""
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def count(self) -> int:
        """How many inputs these are."""
        return len(self.files) + len(self.addresses) + bool(self.text.strip())

    @property
    def known(self) -> Known:
        """What is known of all inputs."""
        return Known(self.published, self.publisher)


def open_given(given: Given, *, fetch: Fetch) -> Iterator[Capture | Refused]:
    """Yield what was given as captures, in its order; what cannot be had is yielded as a refusal that says why."""
    for upload in given.files:
        try:
            yield Capture(data=Path(upload.path).read_bytes(), name=upload.name)
        except OSError as problem:
            yield Refused(name=upload.name, reason=(problem.strerror or str(problem)).lower())
    if given.text.strip():
        yield Capture(data=given.text.encode(), name=PASTED, url=given.url, media_type="text/plain; charset=utf-8")
    for address in given.addresses:
        if is_web_address(address):
            yield from find_captures([address], fetch=fetch)
        else:
            yield Refused(name=address, reason="is no address: one begins with http:// or https://")
