"""Pictures of pages to text by Debian's tesseract, where it and its Arabic are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import NamedTuple

from khabar.errors import InputError
from khabar.pages.pdf.apart import draw_page_apart

_DOTS = 300  # per inch, as tesseract likes it
_MOST_PIXELS = 40_000_000
_SECONDS = 120.0
_MOST_PAGES = 50
_ARABIC = "ara"


class Ocr(NamedTuple):
    """The program found, what it calls itself, and how much is asked of it."""

    program: str
    name: str
    seconds: float = _SECONDS
    most_pages: int = _MOST_PAGES

    def read_page(self, data: bytes, number: int) -> str:
        """Return the text of a page of a PDF; raises `InputError` where a program fails or takes too long."""
        return self._run(draw_page_apart(data, number, dots=_DOTS, most_pixels=_MOST_PIXELS))

    def _run(self, picture: bytes) -> str:
        command = [self.program, "stdin", "stdout", "-l", _ARABIC, "--dpi", str(_DOTS)]
        try:
            done = subprocess.run(
                command,
                input=picture,
                capture_output=True,
                timeout=self.seconds,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired:
            raise InputError(f"OCR took longer than {self.seconds:g} seconds for a page") from None
        except (OSError, subprocess.CalledProcessError) as problem:
            said = getattr(problem, "stderr", None) or str(problem).encode()
            raise InputError(f"OCR failed: {' '.join(said.decode('utf-8', 'replace').split())[:200]}") from None
        return done.stdout.decode("utf-8", errors="replace")


def find_ocr() -> Ocr | None:
    """Return the tesseract on the search path, if it is there and reads Arabic."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    languages = _ask(program, "--list-langs").split()
    if _ARABIC not in languages:
        return None
    version = _ask(program, "--version").split("\n")[0].strip()
    return Ocr(program, f"OCR ({version or 'tesseract'}, {_ARABIC})")


def _ask(program: str, question: str) -> str:
    try:
        done = subprocess.run([program, question], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", errors="replace")
