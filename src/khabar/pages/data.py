"""The words that reading pages needs, from the files of `data/pages`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parents[1] / "data" / "pages"


def load_data(name: str) -> dict[str, Any]:
    """Return a file as it is written, with its examples; every scalar is text."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: dict[str, Any] = yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=loader)
    return loaded
