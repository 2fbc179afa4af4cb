"""robots.txt, asked once a site and run: what may be fetched, and how slowly (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx

from khabar.errors import FetchProblem

if TYPE_CHECKING:
    from protego import Protego

AGENT = "khabar"
_LONGEST = 500 * 1024  # bytes of a robots.txt that are read, as the RFC has it

Ask = Callable[[str], tuple[int, bytes]]
"""From the address of a robots.txt to the status and body of the answer."""


class Robots:
    """What the sites visited in this run allow."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | bool | FetchProblem] = {}

    def allows(self, url: httpx.URL) -> bool:
        """Say whether the site of `url` allows khabar to fetch it."""
        rules = self._find(url)
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(str(url), AGENT))

    def delay(self, url: httpx.URL) -> float:
        """Return the seconds that the site asks for between two requests; 0 where it asks for none."""
        rules = self._find(url)
        return 0.0 if isinstance(rules, bool) else float(rules.crawl_delay(AGENT) or 0.0)

    def _find(self, url: httpx.URL) -> Protego | bool:
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._rules:
            try:
                self._rules[site] = self._load(f"{site}/robots.txt")
            except FetchProblem as problem:
                self._rules[site] = problem  # a site that does not answer is not asked again in this run
        rules = self._rules[site]
        if isinstance(rules, FetchProblem):
            raise rules
        return rules

    def _load(self, address: str) -> Protego | bool:
        """A site without the file allows all; one that fails to give it allows nothing for now."""
        from protego import Protego

        status, body = self._ask(address)
        if status >= 500 or status == 429:
            return False
        if status != 200:
            return True
        return Protego.parse(body[:_LONGEST].decode("utf-8", errors="replace"))
