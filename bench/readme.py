"""`python -m bench.readme`: put into README.md what khabar reads in docs/example.txt, and its figures, today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from khabar.evaluation.folder import score_folder

ROOT = Path(__file__).parent.parent
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
COMMAND = ("read", "docs/example.txt", "--published", "2021-10-14", "--publisher", "Invented News")


def show_example() -> str:
    """Return the example for the README: the text, the command and its output."""
    arguments = [sys.executable, "-m", "khabar.cli", *COMMAND]
    read = subprocess.run(
        arguments, cwd=ROOT, env=os.environ | {"COLUMNS": "100"}, check=True, capture_output=True, encoding="utf-8"
    )
    text = (ROOT / COMMAND[1]).read_text(encoding="utf-8").strip()
    quoted = "\n>\n".join(f"> {line}" for line in text.split("\n\n"))
    command = f'khabar {" ".join(COMMAND[:-1])} "{COMMAND[-1]}"'
    return f"This report, which is invented, stands in [{COMMAND[1]}]({COMMAND[1]}):\n\n{quoted}\n\n```\n$ {command}\n{read.stdout.rstrip()}\n```\n"


def put_example(readme: str) -> str:
    """Return the README with today's example between its marks."""
    block = f"<!-- example -->\n{show_example()}<!-- /example -->"
    return re.sub(r"<!-- example -->.*<!-- /example -->", lambda _: block, readme, flags=re.S)


def show_figures() -> str:
    """Return the figures over the gold reports of the project as a table."""
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


def put_figures(readme: str) -> str:
    """Return the README with today's figures between their marks."""
    block = f"<!-- figures -->\n{show_figures()}<!-- /figures -->"
    return re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, readme, flags=re.S)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(put_figures(put_example(path.read_text(encoding="utf-8"))), encoding="utf-8")
