"""`smm explain`: why a number or a recommendation is what it is.

Belongs here: arguments and printing. Not here: finding out (`smm_assets/explain`).
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.options import HomeOption, JsonOption, open_project, read_day
from pipelines.cli.page import WIDTH
from pipelines.cli.published import published
from pipelines.cli.terminal import aligned, print_json, safe
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.explain import Number, Part

app = typer.Typer(no_args_is_help=True, help="Why: a number down to file and line, or the advice with its reasons.")


@app.command()
def number(
    ctx: typer.Context,
    metric: Annotated[str, typer.Option(help="A metric of channel_daily, such as spend, conversions or cpa.")],
    channel: Annotated[str, typer.Option(help="The channel.")],
    day: Annotated[str, typer.Option("--date", help="The day, YYYY-MM-DD.")],
    campaign: Annotated[str, typer.Option(help="Only this campaign, by name or id.")] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """One number of channel_daily with the rows, files and lines it is made of."""
    from smm_assets.explain import Question, explain_number
    from smm_assets.report.tables import Tables

    project = open_project(ctx, home)
    asked = Question(metric=metric, channel=channel, day=_day(day), campaign=campaign)
    with published(project, None) as reader:
        found = explain_number(Tables(reader), asked, project)
    if json:
        print_json(found)
        return
    for line in _lines(found):
        typer.echo(safe(line))


def _day(text: str) -> date:
    try:
        return read_day(text).date()
    except UsageError:
        raise UsageError(f"'{text}' is not a day", cure="Write year-month-day: --date 2026-11-20") from None


def _lines(found: "Number", indent: str = "") -> Iterator[str]:
    yield f"{indent}{found.metric} of {found.channel} on {found.date:%a %d %b %Y}: {_amount(found.value)}"
    if found.formula:
        yield f"{indent}  = {found.formula}"
    for operand in found.operands:
        yield from _lines(operand, f"{indent}  ")
    if found.parts:
        yield from (f"{indent}  {line}" for line in _table(found.parts))
        tie = "adds up exactly" if found.ties else f"differs from the published {_amount(found.value)}"
        yield f"{indent}  sum of {len(found.parts)} rows {_amount(found.total)}: {tie}"
    for part in found.parts:
        for change in part.changes:
            yield (
                f"{indent}  changed: {part.what} from {_amount(change.old)} to {_amount(change.new)} by "
                f"{change.new_file}, exported {change.changed_at:%Y-%m-%d %H:%M} UTC"
            )
    for shape in found.shapes:
        used = "used" if shape.is_chosen else "not used"
        name = f"{shape.shape} by {shape.breakdown_set}" if shape.breakdown_set else shape.shape
        yield f"{indent}  {used}: {shape.network} {name}, {shape.rows} rows, {_amount(shape.value)} ({shape.reason})"
    for one in found.coverage:
        when = f", last exported {one.exported_at:%Y-%m-%d %H:%M} UTC" if one.exported_at else ""
        yield f"{indent}  known: {one.network} {one.account_id} {one.status}, {one.files} files{when}"
    yield from (f"{indent}  {remark}" for remark in found.remarks)


def _table(parts: Sequence["Part"]) -> list[str]:
    header = ["value", "row", "as exported", "file", "line", "exported (UTC)", "cell"]
    rows = [
        [
            _amount(part.value),
            part.what + (" (residual: levels tie)" if part.is_residual else ""),
            _original(part),
            part.file or "",
            "" if part.row_number is None else str(part.row_number),
            f"{part.exported_at:%Y-%m-%d %H:%M}" if part.exported_at else "",
            _cell(part),
        ]
        for part in parts
    ]
    return aligned(header, rows, right=(0, 4))


def _original(part: "Part") -> str:
    if part.original is None or part.currency is None:
        return ""
    rate = f" × {part.value / part.original:.6f}" if part.value is not None and part.original else ""
    return f"{_amount(part.original)} {part.currency}{rate if part.value != part.original else ''}"


def _cell(part: "Part") -> str:
    if part.cell is not None:
        return f"{part.cell.heading}: {part.cell.text}"
    if part.older:
        return "from an older export; this one does not report it"
    return "a sum of several lines; the first is named" if part.is_sum and part.file else ""


def _amount(value: Decimal | None) -> str:
    if value is None:
        return "unknown"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@app.command()
def recommendation(
    ctx: typer.Context,
    recommendation_id: Annotated[str, typer.Argument(metavar="[ID]", help="Which; the newest when left out.")] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """The advice with its reasons, what stopped each channel, and what it expects at each spend."""
    from smm_assets.explain.advice import stored_advice

    project = open_project(ctx, home)
    with published(project, None) as reader:
        found = stored_advice(reader, recommendation_id)
    if json:
        print_json(found)
        return
    for advice in found:
        head = advice.header
        typer.echo(safe(f"{head['recommendation_id']} of {head['as_of']}, {head['status']}: {head['summary']}"))
        for line in advice.lines:
            _say_line(line)
        for name, text in (("Stop if", head["stop_if"]), ("Review on", head["review_on"])):
            if text:
                typer.echo(safe(f"{name}: {text}"))


def _say_line(line: dict[str, object]) -> None:
    words = (
        f"{line['channel']}: {line['action']}, {line['current_spend']:.2f} to {line['recommended_spend']:.2f} a day, "
        f"trust {line['trust']}. {line['reason']}"
    )
    if line["binding_constraint"]:
        price = line["shadow_price"]
        more = f"; one more unit of money would bring {price:.4f}" if isinstance(price, float) else ""
        words += f" Stopped by: {line['binding_constraint']}{more}"
    typer.echo("\n".join(textwrap.wrap(safe(words), WIDTH, initial_indent="  ", subsequent_indent="    ")))
