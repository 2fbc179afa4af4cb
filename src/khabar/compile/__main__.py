"""`python -m khabar.compile [--strict]`: compile the language data; exit 1 on problems where strict."""

from __future__ import annotations

import sys

from khabar.compile import compile_all
from khabar.errors import DataProblem

if __name__ == "__main__":
    try:
        problems = compile_all()
    except DataProblem as flaw:
        sys.exit(f"khabar: {flaw}")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems and "--strict" in sys.argv else 0)
