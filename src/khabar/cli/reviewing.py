"""What people decide about readings and sources: verdicts, ratings, how far people agree, and gold made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.asking import answer, open_reading
from khabar.cli.options import Form, InForm, StoreAddress
from khabar.cli.rating import By, deciding
from khabar.errors import ReviewProblem

if TYPE_CHECKING:
    from khabar.model import Report
    from khabar.reviews.standing import Standing
    from khabar.store import Store


class Act(StrEnum):
    """What can be said of a claim or an event, or of a whole report."""

    accept = "accept"
    correct = "correct"
    reject = "reject"
    undo = "undo"
    done = "done"


def review(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a report.")],
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="A claim or an event of it, as c3 or e1; all, with done.")
    ],
    verdict: Annotated[Act, typer.Argument(metavar="VERDICT", help="accept, correct, reject, undo; or done.")],
    value: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="What is otherwise: weapon=mortar, killed=WORDS of the text, killed.min=4; nothing after = for none.",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="A note for those who ask later.")] = None,
    settle: Annotated[bool, typer.Option("--settle", help="Decide what others disagree on.")] = False,
    by: By = None,
    store: StoreAddress = None,
) -> None:
    """Judge what was read of a report: a claim, an event, or that all of it has been judged.

    A verdict stands beside what the machine read, is logged, and `undo` takes it back.

    Examples:

    - `khabar review 9f86d081884c7d65 c1 accept`
    - `khabar review 9f86d081884c7d65 e1 correct --value weapon=mortar --value killed="ثلاثة مدنيين" --value killed.min=4`
    - `khabar review 9f86d081884c7d65 all done`
    """
    import msgspec

    from khabar.store.reviews import reviewing

    if bool(value) != (verdict is Act.correct):
        raise typer.BadParameter("a correction, and nothing else, has values", param_hint="--value")
    with deciding(store, by) as (opened, who, stamp):
        if verdict is Act.done:
            made = reviewing.finish(opened, document, by=who, stamp=stamp)
        elif verdict is Act.undo:
            made = reviewing.undo_last(opened, document, item, by=who, stamp=stamp)
        else:
            values = _read_values(opened, document, value or ())
            told = {"item": item, "verdict": verdict.value, "values": values, "note": note, "settles": settle}
            given = msgspec.convert(told, reviewing.Judgement)
            made = reviewing.review(opened, document, given, by=who, stamp=stamp)
        with opened.reading() as connection:
            state = reviewing.load_standing(connection, document).state
    typer.echo(f"{made.id}: {made.verdict}, logged; the report is {state.replace('_', ' ')}")


def reviews(
    document: Annotated[
        list[str] | None, typer.Argument(metavar="DOCUMENT", help="Only these reports, with each decision.")
    ] = None,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How far those agree who did not see each other's verdicts.")
    ] = False,
    gold: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the judged reports as gold for `khabar eval DIR`.")
    ] = None,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """List the reports that people judged, what they decided, and how far they agree.

    Examples:

    - `khabar reviews`
    - `khabar reviews 9f86d081884c7d65 --format jsonl`
    - `khabar reviews --agreement`
    - `khabar reviews --gold gold/ && khabar eval gold/`
    """
    from khabar.reviews.agreement import Told, measure
    from khabar.reviews.standing import sum_up
    from khabar.store.reviews.reviewed import each_reviewed
    from khabar.views.reviews import print_agreement, print_decided, print_reviewed

    with open_reading(store) as connection:
        found = list(each_reviewed(connection, document or None))
    if document and (unknown := set(document) - {id for id, _, _ in found}):
        raise ReviewProblem(
            f"nobody has decided anything about «{sorted(unknown)[0]}»: `khabar reviews` lists what is judged"
        )
    if gold is not None:
        _write_gold(gold, ((report, sum_up(id, report, made)) for id, report, made in found))
    elif agreement:
        rows = [_agreement_row(one) for one in measure(Told(report, made) for _, report, made in found)]
        answer(rows, format, print_agreement)
    elif document:
        decided = [row for id, report, made in found for row in _decision_rows(id, sum_up(id, report, made))]
        answer(decided, format, print_decided)
    else:
        answer([_report_row(report, sum_up(id, report, made)) for id, report, made in found], format, print_reviewed)


def _read_values(store: Store, document: str, given: Iterable[str]) -> dict[str, Any]:
    """Return the values of a correction: words of the text become where they stand in it."""
    from khabar.reviews.model import SPANNED
    from khabar.store.documents.reports import load_reports

    with store.reading() as connection:
        report = load_reports(connection, [document]).get(document)
    values: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        field, _, part = name.strip().partition(".")
        if not equals:
            raise typer.BadParameter(f"«{one}»: give FIELD=VALUE", param_hint="--value")
        if part:
            chosen = values.setdefault(field, {})
            if not isinstance(chosen, dict):
                raise typer.BadParameter(f"«{one}»: there are no words beside which to say it", param_hint="--value")
            chosen[part] = int(value) if value.isdigit() else value == "yes" if part in ("open", "anonymous") else value
        elif field in SPANNED and value:
            values[field] = {**(values.get(field) or {}), "span": _find(report, value)}
        else:
            values[field] = value == "yes" if field == "negated" else value or None
    return values


def _find(report: Report | None, words: str) -> list[int]:
    at = report.document.text.find(words) if report else -1
    if at < 0:
        raise ReviewProblem(f"«{words}» does not stand in the text: no words, no value")
    return [at, at + len(words)]


def _write_gold(folder: Path, judged: Iterable[tuple[Report, Standing]]) -> None:
    from khabar.reviews.gold import is_gold, make_gold, name_gold
    from khabar.run import complain

    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for report, standing in judged:
        if is_gold(standing):
            (folder / name_gold(standing.document)).write_bytes(make_gold(report, standing))
            written += 1
        elif standing.touched:
            why = f"{len(standing.open)} to settle" if standing.open else "nobody has judged all of it"
            complain(f"{standing.document}: left out, {why}")
    typer.echo(f"{folder}: {written} reports")


def _report_row(report: Report, standing: Standing) -> dict[str, Any]:
    from khabar.views.wording import find_headline

    judged = [item for item in standing.items if item.verdicts or item.settled]
    return {
        "document": standing.document,
        "state": standing.state,
        "judged": len(judged),
        "items": len(standing.items),
        "corrected": sum(1 for item in judged if item.value is None or item.machine is None or item.corrected),
        "open": len(standing.open),
        "reviewers": "; ".join(standing.reviewers),
        "done": "; ".join(standing.done),
        "title": find_headline(report),
    }


def _decision_rows(document: str, standing: Standing) -> Iterator[dict[str, Any]]:
    import msgspec

    for item in standing.items:
        for made in (*item.verdicts, *((item.settled,) if item.settled else ())):
            yield {
                "document": document,
                "item": item.id,
                "decision": made.id,
                "verdict": made.verdict,
                "values": msgspec.json.encode(made.values).decode() if made.values.given() else None,
                "settles": made.settles,
                "by": made.by,
                "at": made.at,
                "note": made.note,
                "gone": item.gone,
                "disagree": "; ".join(item.disagreements),
            }


def _agreement_row(one: Any) -> dict[str, Any]:
    return {
        "field": one.field,
        "items": one.items,
        "equal": round(one.share, 4),
        "kappa": None if one.kappa is None else round(one.kappa, 4),
        "alpha": None if one.alpha is None else round(one.alpha, 4),
    }
