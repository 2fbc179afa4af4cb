"""khabar reads Arabic news reports: who said what, through whom, how surely, and what happened.

`khabar.read(khabar.Document(text=..., published="2021-07-12"))` gives a `Report`: its claims, its events, and
`to_json()`, `to_rows()` and a notebook view. `khabar.link(reports)` gives what many reports say of each incident: on
whose word it rests, how many independent origins stand behind it, and where they disagree.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from khabar.errors import (
    AccountProblem,
    BinaryInput,
    DamagedInput,
    DataProblem,
    DateProblem,
    EmptyInput,
    EncodingProblem,
    ExportProblem,
    FetchProblem,
    FetchRefused,
    GoldProblem,
    InputError,
    KhabarError,
    MissingTool,
    ProfileProblem,
    ReviewProblem,
    StoreProblem,
    StoreTooNew,
    TooLarge,
)
from khabar.model import (
    Channel,
    Claim,
    Count,
    Credit,
    Document,
    Event,
    Evidence,
    Link,
    Party,
    Place,
    Report,
    Span,
    Time,
)

if TYPE_CHECKING:
    from khabar.incidents.linking import link
    from khabar.incidents.record import IncidentRecord
    from khabar.language import Lexicon as Language
    from khabar.reading import read

__version__ = "0.1.0"

__all__ = [
    "AccountProblem",
    "BinaryInput",
    "Channel",
    "Claim",
    "Count",
    "Credit",
    "DamagedInput",
    "DataProblem",
    "DateProblem",
    "Document",
    "EmptyInput",
    "EncodingProblem",
    "Event",
    "Evidence",
    "ExportProblem",
    "FetchProblem",
    "FetchRefused",
    "GoldProblem",
    "IncidentRecord",
    "InputError",
    "KhabarError",
    "Language",
    "Link",
    "MissingTool",
    "Party",
    "Place",
    "ProfileProblem",
    "Report",
    "ReviewProblem",
    "Span",
    "StoreProblem",
    "StoreTooNew",
    "Time",
    "TooLarge",
    "__version__",
    "link",
    "read",
]

# The engine and its data are loaded by the first use, so that `import khabar` stays cheap.
_LATER = {
    "IncidentRecord": ("khabar.incidents.record", "IncidentRecord"),
    "Language": ("khabar.language", "Lexicon"),
    "link": ("khabar.incidents.linking", "link"),
    "read": ("khabar.reading", "read"),
}


def __getattr__(name: str) -> object:
    """Load one of the names in `_LATER`."""
    if name not in _LATER:
        raise AttributeError(f"module 'khabar' has no attribute {name!r}")
    module, attribute = _LATER[name]
    value: object = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
