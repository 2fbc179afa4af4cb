"""The documentation names every command, option, error and value that there is."""

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest
import typer

import khabar
from khabar import model
from khabar.cli import make_app

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
CODEBOOK = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS: dict[str, click.Command] = typer.main.get_command(make_app()).commands  # type: ignore[attr-defined]


def section(command: str) -> str:
    found = re.search(rf"^## `khabar {command}\b.*?(?=^## |\Z)", CLI, re.M | re.S)
    assert found, f"docs/cli.md has no section on «{command}»"
    return found[0]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    shown = section(command)
    assert f"khabar {command}" in shown.partition("```")[2]
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            if option.startswith("-") and option not in ("--help", "-h"):
                assert f"`{option}" in shown, option


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^## `khabar (\w+)", CLI, re.M)) == set(COMMANDS)


def test_every_error_is_documented() -> None:
    errors = {n for n in khabar.__all__ if isinstance(e := getattr(khabar, n), type) and issubclass(e, Exception)}
    assert set(re.findall(r"^\| `(\w+)`", ERRORS, re.M)) == errors


@pytest.mark.parametrize(
    "values",
    [
        "Force",
        "Certainty",
        "Quote",
        "EventType",
        "Status",
        "PlacePrecision",
        "TimePrecision",
        "PartyKind",
        "Weapon",
        "Damage",
    ],
)
def test_every_value_is_in_the_codebook(values: str) -> None:
    for value in get_args(getattr(model, values)):
        assert f"`{value}`" in CODEBOOK, value


@pytest.mark.parametrize(
    "shape", [model.Document, model.Claim, model.Link, model.Event, model.Place, model.Time, model.Count]
)
def test_every_field_is_in_the_codebook(shape: type[model.Value]) -> None:
    for field in shape.__struct_fields__:
        assert field in ("evidence", "id") or f"`{field}`" in CODEBOOK, field


def test_the_readme_names_the_main_commands_and_the_licence() -> None:
    for part in ("khabar read", "khabar explain", "make demo", "make test", "Apache"):
        assert part in README


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md", "docs/tutorial.ar.md"])
def test_the_examples_are_what_khabar_prints(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    from scripts.examples import put_examples

    page = (ROOT / name).read_text(encoding="utf-8")
    assert put_examples(page) == page, "run `make examples`"


def test_the_documentation_builds_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for page in (
        "index.html",
        "ar/index.html",
        "tutorial/index.html",
        "ar/tutorial/index.html",
        "reference/data/index.html",
    ):
        assert (tmp_path / page).is_file(), page


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
