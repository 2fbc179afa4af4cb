"""The documentation of exports says of every format what the format says of itself."""

from pathlib import Path

import pytest

from khabar.cli.exporting import LISTED
from khabar.export import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented_with_what_it_loses(name: str) -> None:
    section = PAGE.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    layout = FORMATS[name].layout
    assert layout.purpose in section
    assert layout.rows in section
    for lost in layout.lost:
        assert f"- {lost}" in section
    assert f"`{layout.suffix}`" in PAGE


def test_the_command_lists_every_format() -> None:
    assert LISTED.split(", ") == list(FORMATS)
