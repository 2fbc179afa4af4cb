"""Giving incidents away in the formats that other tools read, as a publish profile lets them go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.asking import open_asked
from khabar.cli.options import Killed, MinOrigins, Place, Since, StoreAddress, Type, Until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.export import Case, Exported
    from khabar.export.preview import Effects
    from khabar.export.profile import Profile

LISTED = (
    "jsonl, csv, csv-origins, xlsx, acled, geojson, parquet, geoparquet, dossier, polecat, ucdp, bayanat, "
    "bayanat-incidents, ftm, annotation, timemap, graphml"
)


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {LISTED}.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; else incidents with the format's ending."),
    ] = None,
    profile: Annotated[
        str, typer.Option(metavar="PROFILE", help="What may leave: open, careful, strict, or a YAML file.")
    ] = "open",
    incident: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this incident; can be repeated.")
    ] = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    killed: Killed = None,
    min_origins: MinOrigins = 0,
    language: Annotated[str, typer.Option(metavar="LANGUAGE", help="Of labels: en or ar.")] = "en",
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags below the head of a CSV.")] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="What people decided, in the place of what the machine read.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write nothing; say what the profile changes, with examples.")
    ] = False,
    store: StoreAddress = None,
) -> None:
    """Write incidents in a format of other tools, and beside the file what was lost, folded or derived.

    Everything goes through a publish profile; `--preview` shows what one would change.

    Examples:

    - `khabar export csv --since 2022-01-01 --until 2022-01-31 --output january.csv`
    - `khabar export dossier --incident i4b1c22d9 --language ar`
    - `khabar export geojson --profile strict --preview`
    """
    from khabar.cli.incidents import describe_wanted
    from khabar.export.formats import export as write_export
    from khabar.export.formats import find_format
    from khabar.export.options import Options
    from khabar.export.preview import preview as look_ahead
    from khabar.export.profile import load_profile
    from khabar.store.incidents.cases import find_cases
    from khabar.store.incidents.wanted import Wanted
    from khabar.views.labels import LANGUAGES

    how = find_format(format)
    if language not in LANGUAGES:
        raise typer.BadParameter(f"«{language}» is none of {', '.join(LANGUAGES)}", param_hint="--language")
    if hxl and not how.hxl:
        raise typer.BadParameter(f"{format} has no row of HXL tags", param_hint="--hxl")
    rules: Profile = load_profile(profile)
    wanted = Wanted(since=since, until=until, place=place, type=type, killed=killed, origins=min_origins)
    describe_wanted(store, wanted, named=incident or ())
    with open_asked(store) as (connection, lexicon):
        found: Iterator[Case] = find_cases(connection, wanted, lexicon=lexicon, incidents=incident or ())
        if preview:
            _show_effects(look_ahead(found, rules))
            return
        path = output or Path(f"incidents{how.suffix}")
        _show_written(
            write_export(format, found, path, rules, options=Options(language=language, hxl=hxl, reviewed=reviewed))
        )


def _show_written(done: Exported) -> None:
    from khabar.run import complain

    typer.echo(f"{done.path}: {done.written.rows}; what was lost or folded: {done.mapping}")
    for why, count in done.written.left_out.items():
        complain(f"left out {count}: {why}")
    if not done.written.rows:
        complain("nothing fits")


def _show_effects(effects: Effects) -> None:
    from khabar.views.visible import on_one_line

    typer.echo(f"incidents: {effects.incidents}; {effects.withheld_incidents} would be left out whole")
    if effects.withheld_documents:
        reports = "1 report" if effects.withheld_documents == 1 else f"{effects.withheld_documents} reports"
        typer.echo(f"{reports} would be left out, and what they tell of told without them")
    for change in effects.changes:
        typer.echo(f"{change.matter}: {change.count} changed")
        for before, after in change.examples:
            typer.echo(f"    {on_one_line(before)}  →  {on_one_line(after)}")
    if not effects.changes and not effects.withheld_documents and not effects.withheld_incidents:
        typer.echo("nothing would change")
