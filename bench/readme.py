"""`python -m bench.readme`: put into README.md what khabar reads in docs/example.txt today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(put_example(path.read_text(encoding="utf-8")), encoding="utf-8")
