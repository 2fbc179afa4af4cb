"""Inputs made to be slow: one sentence, one bracket, one quotation mark or one word of saying, over and over."""

from __future__ import annotations

from pathlib import Path

from bench.process import run_khabar

PATTERNS = {
    "one sentence": "قال المتحدث باسم الوزارة إن القوات قصفت بلدة في ريف المدينة وقتلت ثلاثة من سكانها ",
    "brackets": "قصف ([",
    "quotation marks": "قصف «",
    "closed quotations": "«قال» ",
    "words of saying": "قال ",
    "names": "دمشق وحلب وحمص ",
    "times": "أمس السبت قبل يومين ",
    "attacks": "غارة قصف هجوم ",
    "one word": "ا",
}
MEGABYTES = (0.3125, 1.25, 5.0)


def show_curves(folder: Path) -> None:
    """Print the processor seconds of each pattern at each size; in linear time each column is four times the one before."""
    print(f"{'seconds at':20}" + "".join(f"{size:>9g} MB" for size in MEGABYTES) + "    last/first: 16 is linear")
    for name, pattern in PATTERNS.items():
        seconds = [_measure(folder / "hostile.txt", pattern, size) for size in MEGABYTES]
        # What every run pays, the start of Python and the loading of the data, is no part of the curve.
        start = _measure(folder / "hostile.txt", pattern, 0.001)
        growth = (seconds[-1] - start) / max(seconds[0] - start, 0.05)
        print(f"{name:20}" + "".join(f"{value:12.2f}" for value in seconds) + f"    {growth:.1f}", flush=True)


def _measure(path: Path, pattern: str, megabytes: float) -> float:
    size = int(megabytes * 2**20)
    path.write_text(pattern * (size // len(pattern.encode()) + 1), encoding="utf-8")
    return run_khabar("read", str(path), "--format", "jsonl").busy
