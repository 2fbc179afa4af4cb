"""Incidents for people: one page that needs nothing else, runs no script, and prints well in both languages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import khabar
from khabar.export.case import Case
from khabar.export.dossier.head import show_head
from khabar.export.dossier.index import Index
from khabar.export.dossier.table import show_table, show_values
from khabar.export.dossier.voices import show_copies, show_drift, show_reports, show_timeline, show_voices
from khabar.export.dossier.wording import Wording, show_sentence
from khabar.export.options import Options, Written
from khabar.views.cards import escape

_STYLE = (Path(__file__).parent / "dossier.css").read_text(encoding="utf-8")


def write_dossier(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write the incidents one after the other, with their contents before them where they are several."""
    wording = Wording(options.language)
    held = list(cases)
    title_words = escape(f"{wording.say('page')} {held[0].record.id}") if len(held) == 1 else wording.say("pages")
    _write(
        stream,
        f'<!doctype html>\n<html lang="{wording.language}" dir="{wording.labels.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title_words}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
    )
    if len(held) > 1:
        _write(stream, _contents(held, wording))
    for case in held:
        _write(stream, show_case(case, wording))
    made = wording.say("made", version=khabar.__version__)
    _write(stream, f'<footer class="made">{made}</footer>\n</body>\n</html>\n')
    return Written(rows=len(held))


def show_case(case: Case, wording: Wording) -> str:
    """Return one incident with all its parts."""
    index = Index(case)
    parts = (
        show_head(index, wording),
        show_table(index, wording),
        show_values(index, wording),
        show_voices(index, wording),
        show_copies(index, wording),
        show_drift(index, wording),
        show_timeline(index, wording),
        show_reports(index, wording),
    )
    return f'<article id="{escape(case.record.id)}">\n' + "\n".join(part for part in parts if part) + "\n</article>\n"


def _contents(cases: list[Case], wording: Wording) -> str:
    rows = "".join(
        f'<li><a href="#{escape(case.record.id)}">{show_sentence(case.happening, wording.labels)}</a></li>'
        for case in cases
    )
    return f"<nav><h1>{wording.say('pages')}</h1><h2>{wording.say('contents')}</h2><ol>{rows}</ol></nav>\n"


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _write(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8", "replace"))
