"""What a browser loads until a page is painted and at rest."""

from __future__ import annotations

import os
import shutil
from collections import Counter


def weigh_first_paint(site: str, token: str) -> str:
    """Return how many bytes a browser that was never here receives for the list of incidents, by their kind."""
    path = os.environ.get("KHABAR_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        return "no Chromium on this machine"
    from playwright.sync_api import sync_playwright

    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context()
        domain = site.partition("//")[2].partition(":")[0]
        context.add_cookies([{"name": "khabar", "value": token, "domain": domain, "path": "/"}])
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
        network.on(
            "Network.loadingFinished",
            lambda told: sizes.update({kinds.get(told["requestId"], "?"): int(told["encodedDataLength"])}),
        )
        page.goto(f"{site}/en/incidents")
        page.wait_for_load_state("networkidle")
        painted = page.evaluate("performance.getEntriesByType('paint').map(one => Math.round(one.startTime))")
        browser.close()
    parts = ", ".join(f"{kind.lower()} {size / 1000:.0f}" for kind, size in sizes.most_common())
    return f"{sum(sizes.values()) / 1000:.0f} kB ({parts}); painted after {painted[-1] if painted else '?'} ms"
