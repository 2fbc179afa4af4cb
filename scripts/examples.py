"""`python -m bench.readme`: put into README.md what khabar reads and links today, and its figures."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
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
SHOWN_LINES = 40


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "khabar.cli", *arguments]
    environment = os.environ | {"COLUMNS": "100"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def show_example() -> str:
    """Return the example for the README: the text, the command and its output."""
    read = _run(*COMMAND)
    text = (ROOT / COMMAND[1]).read_text(encoding="utf-8").strip()
    quoted = "\n>\n".join(f"> {line}" for line in text.split("\n\n"))
    command = f'khabar {" ".join(COMMAND[:-1])} "{COMMAND[-1]}"'
    return f"This report, which is invented, stands in [{COMMAND[1]}]({COMMAND[1]}):\n\n{quoted}\n\n```\n$ {command}\n{read}\n```\n"


def put_example(readme: str) -> str:
    """Return the README with today's example between its marks."""
    block = f"<!-- example -->\n{show_example()}<!-- /example -->"
    return re.sub(r"<!-- example -->.*<!-- /example -->", lambda _: block, readme, flags=re.S)


def show_incident() -> str:
    """Return the beginning of the incident that most of the demo's reports tell of, as the command line tells it."""
    with tempfile.TemporaryDirectory() as folder:
        store = ("--store", str(Path(folder) / "khabar.db"))
        _run("add", "src/khabar/data/demo", *store)
        listed = json.loads(_run("incidents", "--min-reports", "2", "--format", "json", *store))
        told = _run("incident", listed[0]["id"], *store).splitlines()
    shown = "\n".join([*told[:SHOWN_LINES], "…"])
    return f"```\n$ khabar add src/khabar/data/demo\n$ khabar incident {listed[0]['id']}\n{shown}\n```\n"


def put_incident(readme: str) -> str:
    """Return the README with today's incident between its marks."""
    block = f"<!-- incident -->\n{show_incident()}<!-- /incident -->"
    return re.sub(r"<!-- incident -->.*<!-- /incident -->", lambda _: block, readme, flags=re.S)


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
    path.write_text(put_figures(put_incident(put_example(path.read_text(encoding="utf-8")))), encoding="utf-8")
