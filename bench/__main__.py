"""`python -m bench [CORPUS]`: CORPUS holds JSON lines, plain or .gz, each an object with "text"."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.corpus import copy_corpus
from bench.hostile import show_curves
from bench.process import run_khabar, run_python
from bench.store import show_store

_LINKED = (100_000, 1_000_000)


def main() -> None:
    """Print every figure, one a line."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        reports = copy_corpus(sys.argv[1] if len(sys.argv) > 1 else None, corpus)
        one = Path(folder) / "one.jsonl"
        one.write_text(corpus.read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
        print(f"compiled             {'yes' if is_compiled() else 'no'}")
        bare = min(run_python("-c", "pass").seconds for _ in range(5))
        imported = min(run_python("-c", "import khabar").seconds for _ in range(5))
        print(f"import khabar        {imported - bare:.3f} s")
        print(
            f"first report         {min(run_khabar('read', str(one)).seconds for _ in range(3)):.2f} s, whole process"
        )
        _show_throughput(corpus, reports)
        show_store(corpus, Path(folder))
        for count in _LINKED:
            subprocess.run([sys.executable, "-m", "bench.linking", str(count), *sys.argv[1:2]], check=True)
        print()
        show_curves(Path(folder))


def is_compiled() -> bool:
    """Tell whether the engine that is measured is compiled, as a wheel's is; see `make fast`."""
    found = importlib.util.find_spec("khabar.language.words")
    return found is not None and not str(found.origin).endswith(".py")


def _show_throughput(corpus: Path, reports: int) -> None:
    alone = run_khabar("read", str(corpus), "--format", "jsonl")
    print(
        f"one process          {reports / alone.seconds:.0f} reports/s, {reports / alone.busy:.0f} for each second "
        f"of the processor, {alone.memory:.0f} MiB at most"
    )
    two = run_khabar("read", str(corpus), "--format", "jsonl", "--jobs", "2")
    print(
        f"--jobs 2             {reports / two.seconds:.0f} reports/s, {alone.seconds / two.seconds:.2f} times as many"
    )


if __name__ == "__main__":
    main()
