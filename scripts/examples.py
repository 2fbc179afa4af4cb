"""`python scripts/examples.py`: put into the README and the documentation what khabar prints today, and its figures.

A block that begins with `$ khabar …` shows a command and what it prints: each command of a page is run in its order, in
one empty folder from which the project's own `src` and `docs` can be seen. A block that ends with a line of `…` alone
keeps as many lines as it has.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from khabar.evaluation.folder import score_folder

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/tutorial*.md")))
_FIELDS = {
    "claim.force": "force",
    "claim.negated": "negation",
    "claim.chain": "whole chain",
    "event.mode": "mode",
    "event.place": "place",
    "event.time": "time",
    "event.actor": "actor",
    "event.killed": "number of dead",
    "event.status": "status",
}
_BLOCK = re.compile(r"^```\n(\$ khabar .*?)\n```$", re.M | re.S)
_MORE = "…"


def put_examples(page: str) -> str:
    """Return a page with what its commands print today. Raises `CalledProcessError` for one that fails."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        for name in ("src", "docs"):
            (folder / name).symlink_to(ROOT / name)
        return _BLOCK.sub(lambda block: f"```\n{_show(block[1], folder)}\n```", page)


def _show(block: str, folder: Path) -> str:
    """Return a block with its commands run; what they print is cut where the block was cut."""
    shown: list[str] = []
    for part in re.split(r"^(?=\$ khabar )", block, flags=re.M)[1:]:
        command, _, before = part.rstrip("\n").partition("\n")
        printed = _run(command.removeprefix("$ khabar "), folder)
        kept = before.split("\n")
        if kept[-1] == _MORE:
            printed = [*printed[: len(kept) - 1], _MORE]
        shown += [command, *printed]
    return "\n".join(shown)


def _run(arguments: str, folder: Path) -> list[str]:
    command = [sys.executable, "-m", "khabar.cli", *shlex.split(arguments)]
    environment = {**os.environ, "COLUMNS": "100"}
    environment.pop("KHABAR_STORE", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, f"khabar {arguments}", done.stdout, done.stderr)
    return [line.rstrip() for line in done.stdout.rstrip().splitlines()]


def put_figures(readme: str) -> str:
    """Return the README with the figures of today over the gold reports of the project."""
    block = f"<!-- figures -->\n{_show_figures()}<!-- /figures -->"
    return re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, readme, flags=re.S)


def _show_figures() -> str:
    folder = ROOT / "tests" / "gold" / "reports"
    scores, _ = score_folder(folder)
    rows = [
        ("claims found, F1", scores.claims.f1),
        ("claims found with the right origin, F1", scores.origins.f1),
        ("events found, F1", scores.events.f1),
    ]
    rows += [(f"{_FIELDS[name]} right, of those found", scores.right[name] / scores.judged[name]) for name in _FIELDS]
    table = "".join(f"| {name} | {value:.2f} |\n" for name, value in rows)
    return (
        f"Over the {len(list(folder.glob('*.json')))} invented reports in [tests/gold](tests/gold), which were written in "
        f"the manner of real ones and annotated by hand (`khabar eval tests/gold/reports`):\n\n| | |\n| --- | --- |\n{table}"
    )


if __name__ == "__main__":
    for name in PAGES:
        path = ROOT / name
        path.write_text(put_figures(put_examples(path.read_text(encoding="utf-8"))), encoding="utf-8")
