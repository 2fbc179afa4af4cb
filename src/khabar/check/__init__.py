"""`khabar check`: the language data holds together and every entry reads its own examples."""

from __future__ import annotations

from khabar.check.examples import check_examples
from khabar.check.lint import lint_entries, lint_letters
from khabar.check.records import lint_records
from khabar.compile.lexicon import SourceEntry, compile_lexicon, read_entries
from khabar.errors import KhabarError
from khabar.language.artefact import DATA


def check_language(language: str) -> list[str]:
    """Return what is wrong with a language's data, one line a problem, named by entry or file; empty when all is well.

    Raises `KhabarError` for a language that is not there.
    """
    folder = DATA / "languages" / language
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in (DATA / "languages").iterdir() if p.is_dir()))
        raise KhabarError(f"there is no language «{language}»; there is: {known}")
    read = list(read_entries(folder))
    entries = [e for e in read if isinstance(e, SourceEntry)]
    problems = [str(e) for e in read if not isinstance(e, SourceEntry)]
    problems += map(str, compile_lexicon(entries)[1])
    problems += lint_letters([*folder.glob("*/*.yaml"), *DATA.glob("actors/*.yaml"), *DATA.glob("places/*.yaml")])
    problems += [*lint_records("places"), *lint_records("actors")]
    problems += lint_entries(entries)
    problems += check_examples(entries)
    return problems
