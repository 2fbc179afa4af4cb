"""`python -m bench.pages [PAGE…]`: milliseconds of the processor to take in a page, and how they grow with its links."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from khabar.pages import Capture, Known, open_capture

LAYOUTS = Path(__file__).parent.parent / "tests" / "pages" / "layouts"
_SENTENCE = "أعلنت الوزارة أن القوات انسحبت من البلدة مساء أمس بعد مفاوضات استمرت ثلاثة أيام بين الطرفين."
_TIMES = 10


def main() -> None:
    """Print every figure, one a line."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(LAYOUTS.glob("*.html"))
    for path in paths:
        data = path.read_bytes()
        print(f"{path.name:32} {len(data) / 1024:7.1f} KiB {measure(data):8.1f} ms")
    for links in (100, 1_000, 10_000, 100_000):
        data = make_page(links)
        print(
            f"an article and {links:,} links".ljust(32), f"{len(data) / 1024:7.1f} KiB {measure(data, times=1):8.1f} ms"
        )


def measure(data: bytes, *, times: int = _TIMES) -> float:
    """Return the least milliseconds of the processor in which the bytes of a page become documents."""
    capture = Capture(data=data, name="page.html")
    spent = []
    for _ in range(times):
        start = time.process_time()
        list(open_capture(capture, Known()))
        spent.append(time.process_time() - start)
    return 1000 * min(spent)


def make_page(links: int) -> bytes:
    """Return an article of twenty paragraphs and a list of links."""
    paragraphs = "".join(f"<p>{_SENTENCE} {number}</p>" for number in range(20))
    items = "".join(f'<li><a href="/{number}">قسم الأخبار {number}</a></li>' for number in range(links))
    return f"<html><body><article><h1>عنوان</h1>{paragraphs}</article><ul>{items}</ul></body></html>".encode()


if __name__ == "__main__":
    main()
