"""`smm backtest`: what would have been advised on past mornings, with the data known then, beside what came.

Belongs here: arguments, progress, the table of mornings and the exit code. Not here: which mornings (`backtest`), their
runs (`pipelines/backtesting.py`) or the comparison (`dbt_like_sql`).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.failure import NEEDS_PERSON, JobFailed
from pipelines.cli.manual import DONE, FAILED, WRONG_USE, more
from pipelines.cli.options import HomeOption, JsonOption, day_of, open_project
from pipelines.cli.progress import progress
from pipelines.cli.published import built_for
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError
from smm_assets.report.words import long_day, plural

if TYPE_CHECKING:
    from pipelines.backtesting import Tested
    from smm_assets.backtest.mornings import Asked, Chosen
    from smm_assets.report.backtest_facts import BackTest
    from smm_assets.settings import Project

MISSING = "Missing is spend or promotion money before it: drop the exports of those days or plan them, then: smm run"

FromOption = Annotated[
    datetime | None,
    typer.Option("--from", metavar="DATE", parser=day_of("--from"), help="First morning; else 12 weeks back."),
]
ToOption = Annotated[
    datetime | None,
    typer.Option("--to", metavar="DATE", parser=day_of("--to"), help="Last morning; else a week before this one."),
]
EveryOption = Annotated[int, typer.Option("--every", metavar="DAYS", min=1, help="Days from one to the next.")]


EXAMPLES = more(
    "smm backtest  # the last 12 weeks",
    "smm backtest --from 2026-09-06 --to 2026-11-08",
    "smm backtest --every 14 --json",
    exits=(DONE, FAILED, WRONG_USE, "3 of no morning enough is known"),
)


def backtest(
    ctx: typer.Context,
    first: FromOption = None,
    last: ToOption = None,
    every: EveryOption = 7,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Advise past mornings again, beside what came after.

    Each morning is advised with the data known then, and held against the days that followed.
    """
    from pipelines.cli.backtest_page import page, skipped_lines
    from smm_assets.backtest.mornings import Asked

    project = open_project(ctx, home)
    asked = Asked(first=first.date() if first else None, last=last.date() if last else None, every=every)
    chosen = _chosen(project, asked)
    tested = _run(project, chosen.mornings)
    rows, judged = _found(project, chosen.mornings)
    skipped = [(day, "nothing is known of the days before") for day in chosen.unknown]
    skipped += [(one.as_of, one.nothing) for one in tested if one.nothing]
    if json:
        left_out = [{"as_of": day, "reason": reason} for day, reason in skipped]
        print_json({"mornings": rows, "summary": judged, "skipped": left_out})
    else:
        lines = [*page(project, rows, judged), *skipped_lines(skipped), *_unshown(tested)]
        for line in lines:
            show_line(line)
    _raise_failed(tested)
    if all(one.nothing for one in tested):
        typer.echo(f"No back-test could be made of {plural(len(tested), 'morning')}. {MISSING}", err=True)
        raise typer.Exit(NEEDS_PERSON)


def _chosen(project: "Project", asked: "Asked") -> "Chosen":
    from smm_assets.backtest.mornings import choose
    from smm_assets.report.tables import Tables, day
    from smm_assets.warehouse import open_published

    with open_published(project) as reader:
        current, table = built_for(reader), "marts.decision_history"
        known = Tables(reader).first(table, f"SELECT MIN(date) AS day FROM {table} WHERE spend IS NOT NULL")  # noqa: S608
    known_from = day(known.get("day"))
    if current is None or known_from is None:
        raise UsageError("no day with known spend is there yet", cure="Drop the networks' exports, then: smm run")
    chosen = choose(asked, known_from=known_from, current=current)
    if not chosen.mornings and not chosen.unknown:
        raise UsageError(
            f"the days known, {known_from} on, leave no morning whose week is over by {current}",
            cure=f"Ask for one by itself: smm backtest --to {known_from:%Y-%m}-…, or come back in a week",
        )
    if not chosen.mornings:
        asked_for = [long_day(day) for day in dict.fromkeys([chosen.unknown[0], chosen.unknown[-1]])]
        raise UsageError(
            f"nothing is known of the days before {' to '.join(asked_for)}; the first known day is {known_from}",
            cure=f"Ask for later mornings: smm backtest --from {known_from + timedelta(days=1)}, or load older exports",
        )
    return chosen


def _run(project: "Project", mornings: Sequence[date]) -> list["Tested"]:
    with progress("Back-testing") as tell:
        from pipelines.backtesting import run_backtests

        place = {as_of: number for number, as_of in enumerate(mornings, 1)}
        done: list[Tested] = []
        for one in run_backtests(project, mornings, on_event=tell):
            done.append(one)
            tell(f"{one.as_of} done, {place[one.as_of]} of {len(mornings)}")
    return done


def _found(project: "Project", mornings: Sequence[date]) -> tuple[list[dict[str, Any]], Sequence["BackTest"]]:
    """Rows of marts.backtest_total of these mornings, with their channels, and what all that are kept say together."""
    from smm_assets.report.backtests import collect_backtests
    from smm_assets.report.tables import Tables
    from smm_assets.warehouse import open_published

    with open_published(project) as reader:
        tables = Tables(reader)
        rows = tables.rows("marts.backtest_total", "SELECT * FROM marts.backtest_total ORDER BY as_of, objective")
        lines = tables.rows("marts.backtest", "SELECT * FROM marts.backtest ORDER BY as_of, objective, channel")
        judged = collect_backtests(tables)
    wanted = [row for row in rows if row["as_of"] in set(mornings)]
    for row in wanted:
        key = (row["as_of"], row["objective"])
        row["channels_advised"] = [line for line in lines if (line["as_of"], line["objective"]) == key]
    return wanted, judged


def _unshown(tested: Sequence["Tested"]) -> list[str]:
    if all(one.shown or one.outcome.status == "failed" for one in tested):
        return []
    return ["The last daily run did not end well; the next good one shows these back-tests: smm run"]


def _raise_failed(tested: Sequence["Tested"]) -> None:
    """The first morning that failed, once all were tried. Raises JobFailed."""
    failed = [one for one in tested if one.outcome.status == "failed"]
    if failed:
        others = f" ({len(failed) - 1} more failed too)" if len(failed) > 1 else ""
        raise JobFailed(
            f"the back-test of {failed[0].as_of} failed: {failed[0].outcome.message}{others}",
            cure=failed[0].outcome.cure
            or f"Try it by itself: smm backtest --from {failed[0].as_of} --to {failed[0].as_of}",
            exit_code=failed[0].outcome.exit_code or 1,
        )
