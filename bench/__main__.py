"""`python -m bench [CORPUS]`: CORPUS holds JSON lines, plain or .gz, each an object with "text"."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from bench.hostile import show_curves
from bench.process import run_khabar, run_python
from bench.store import show_store

DEMO = Path(__file__).parent.parent / "src" / "khabar" / "data" / "demo"
_COPIES = 60
_LINKED = (100_000, 1_000_000)


def main() -> None:
    """Print every figure, one a line."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        reports = copy_corpus(corpus)
        one = Path(folder) / "one.jsonl"
        one.write_text(corpus.read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
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


def copy_corpus(corpus: Path) -> int:
    """Write the corpus to measure on as JSON lines; without one of the user's, copies of the demo reports."""
    if len(sys.argv) > 1:
        path = sys.argv[1]
        with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        print(f"corpus               {len(records)} reports of {path}")
    else:
        demo = [yaml.load(p.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for p in sorted(DEMO.glob("*.yaml"))]
        records = demo * _COPIES
        print(f"corpus               {len(records)} reports: the {len(demo)} of the demo, {_COPIES} times")
    texts = [
        {k: r.get(k) for k in ("text", "published", "publisher")} | {"url": f"https://example.org/{n}"}
        for n, r in enumerate(records)
    ]
    corpus.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in texts), encoding="utf-8")
    print(f"mean length          {sum(len(t['text']) for t in texts) / len(texts):.0f} characters")
    return len(records)


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
