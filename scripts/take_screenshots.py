"""`python scripts/take_screenshots.py [FOLDER]`: pictures of the pages for the documentation, of the reports that ship.

Needs Chromium, by KHABAR_BROWSER or on the path. FOLDER is docs/images unless another is given.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from khabar.cli import make_app
from khabar.export.profile import load_profile
from khabar.web import create_app

ROOT = Path(__file__).parent.parent
TOKEN = "a-token-for-pictures"
SIZE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
# Name of the picture, the page, and where on it the picture begins.
SHOTS = (
    ("incidents", "incidents", None),
    ("incident", "incident/i386633d0", None),
    ("origins", "incident/i386633d0", "#transmission"),
    ("report", "report/d151f8ef27a9ca70", None),
    ("sources", "sources", None),
    ("compare", "compare", None),
    ("add", "add", None),
)


@contextmanager
def serve_demo() -> Iterator[str]:
    """Serve a store of the reports that ship with khabar, and give the address."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "khabar.db")
        make_app(["add"])(["add", str(ROOT / "src/khabar/data/demo"), "--store", store], standalone_mode=False)
        app = create_app(store, profile=load_profile("open"), token=TOKEN)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            _wait_until_worked_out(app)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join(timeout=10)


def _wait_until_worked_out(app: object) -> None:
    catalogue = app.state.catalogue  # type: ignore[attr-defined]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        entries = catalogue.entries()
        if entries and all(entry.happening is not None for entry in entries):
            return
        time.sleep(0.2)


def take(browser: Browser, address: str, folder: Path, language: str, theme: str, *, phone: bool = False) -> None:
    """Take all pictures of one language and theme."""
    context = browser.new_context(
        viewport=PHONE if phone else SIZE, color_scheme=theme, locale=language, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/?token={TOKEN}")
    for name, path, start in SHOTS:
        page.goto(f"{address}/{language}/{path}")
        page.wait_for_load_state("networkidle")
        if start and page.locator(start).count():
            page.locator(start).scroll_into_view_if_needed()
            page.evaluate("s => window.scrollTo(0, document.querySelector(s).offsetTop - 12)", start)
        parts = [name, language, theme, *(["phone"] if phone else [])]
        page.screenshot(path=folder / f"{'-'.join(parts)}.png")
    context.close()


def main(folder: Path, *, everything: bool) -> None:
    """Take the pictures of the documentation, or all that there are to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    found = os.environ.get("KHABAR_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    with serve_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for language in ("en", "ar"):
            take(browser, address, folder, language, "light")
            if everything:
                take(browser, address, folder, language, "dark")
                take(browser, address, folder, language, "light", phone=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images", everything=len(sys.argv) > 1)
