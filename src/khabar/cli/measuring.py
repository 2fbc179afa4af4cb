"""How good the engine and its data are: eval, check, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.options import Jobs
from khabar.errors import KhabarError


def evaluate(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="Gold files in the codebook's JSON.")] = None,
    details: Annotated[bool, typer.Option("--details", help="List each error beside its sentence.")] = False,
    gsr: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Judged sentences: id,event_type,accept,total,label,date,text."),
    ] = None,
    links: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Articles with their `incident`, one a line; may be gzipped."),
    ] = None,
    groups: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Where to write the main incident of each of them.")
    ] = None,
    origins: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Incidents with their annotated origins; needs --articles.")
    ] = None,
    articles: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="The articles of --origins, one a line; may be gzipped.")
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """Measure the engine against gold annotations.

    Examples:

    - `khabar eval gold/`
    - `khabar eval gold/ --details`
    - `khabar eval --gsr sentences.csv`
    - `khabar eval --links articles.jsonl --groups grouped.jsonl`
    - `khabar eval --origins origins/ --articles articles.jsonl`
    """
    if folder is None and gsr is None and links is None and origins is None:
        raise typer.BadParameter("give a folder of gold files, --gsr FILE.csv, --links FILE.jsonl or --origins DIR")
    if origins is not None and articles is None:
        raise typer.BadParameter("--origins needs the articles of its incidents: --articles FILE.jsonl")
    from khabar.evaluation import evaluate_folder, evaluate_links, evaluate_origins, evaluate_sentences

    if folder:
        figures, errors = evaluate_folder(folder)
        typer.echo("\n".join([*(errors if details else ()), *figures]))
    if gsr:
        figures, errors = evaluate_sentences(gsr)
        typer.echo("\n".join([*(errors if details else ()), *figures]))
    if links:
        typer.echo("\n".join(evaluate_links(links, jobs=jobs, output=groups)))
    if origins and articles:
        figures, errors = evaluate_origins(origins, articles)
        typer.echo("\n".join([*(errors if details else ()), *figures]))


def check(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="The language whose data to check.")] = "ar",
) -> None:
    """Check the language data: its form, and every example through its own entry.

    Example: `khabar check ar`
    """
    try:
        from khabar.check import check_language
    except ModuleNotFoundError as missing:
        raise KhabarError(f"this needs «{missing.name}»: pip install 'khabar[compile]'") from None

    problems = check_language(language)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise KhabarError(
            f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in the data of «{language}»"
        )
    typer.echo(f"the data of «{language}» holds together")


def schema(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="report, or export: a line of `khabar export jsonl`.")
    ] = "report",
) -> None:
    """Print the JSON Schema of a report, or of an exported incident.

    Examples:

    - `khabar schema > report.schema.json`
    - `khabar schema export > incident.schema.json`
    """
    import msgspec

    if what not in ("report", "export"):
        raise typer.BadParameter(f"«{what}» has no schema: report or export")
    if what == "report":
        from khabar.model import Report

        shape = msgspec.json.schema(Report)
    else:
        from khabar.export.jsonl import make_schema

        shape = make_schema()
    typer.echo(msgspec.json.format(msgspec.json.encode(shape), indent=2).decode())
