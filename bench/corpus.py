"""The reports to measure on: a corpus of the user's, or the demo reports."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).parent.parent / "src" / "khabar" / "data" / "demo"
_COPIES = 60


def read_corpus(path: str | None) -> list[dict[str, Any]]:
    """Return the objects of a corpus, JSON lines that may be gzipped, or of the demo reports."""
    if path is None:
        return [yaml.load(p.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for p in sorted(DEMO.glob("*.yaml"))]
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def copy_corpus(path: str | None, copy: Path) -> int:
    """Write the corpus to measure on as JSON lines, of the demo reports many copies; return how many reports it has."""
    records = read_corpus(path)
    if path is None:
        told = f"the {len(records)} of the demo, {_COPIES} times"
        records *= _COPIES
        print(f"corpus               {len(records)} reports: {told}")
    else:
        print(f"corpus               {len(records)} reports of {path}")
    texts = [
        {k: r.get(k) for k in ("text", "published", "publisher")} | {"url": f"https://example.org/{n}"}
        for n, r in enumerate(records)
    ]
    copy.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in texts), encoding="utf-8")
    print(f"mean length          {sum(len(t['text']) for t in texts) / len(texts):.0f} characters")
    return len(records)
