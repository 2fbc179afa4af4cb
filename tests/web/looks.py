"""How a page is looked at in a browser: whether everybody can use it, on a phone too."""

import time
from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("en", "ar")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 375, "height": 740}}


def check(page: Any) -> list[str]:
    """Return what axe-core objects to. It is let in past the policy of the page by the browser itself."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def wait_until(page: Any, holds: str) -> None:
    """Wait until an expression holds; the policy of the pages lets no browser's own waiting evaluate one."""
    until = time.monotonic() + 10
    while not page.evaluate(holds):
        assert time.monotonic() < until, holds
        time.sleep(0.02)
