"""What the sections of `smm status` say, as texts with colours and columns.

Belongs here: which facts, in which words and colours. Not here: the screen (`status_page.py`), the facts
(`smm_assets/report/facts.py`) or words other pages use too (`verdict.py`, `words.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from pipelines.cli.sentences import headline, not_counted, plan_head
from pipelines.cli.terminal import safe
from smm_assets.report.fetch_words import title
from smm_assets.report.plan_money import plan_money
from smm_assets.report.verdict import agreed, files_line, gain, kpi_value, total_words
from smm_assets.report.words import (
    SOURCES,
    Words,
    grouped,
    listed,
    long_day,
    period,
    plural,
    short_day,
    span,
    status,
)

if TYPE_CHECKING:
    from datetime import tzinfo

    from smm_assets.report.advice_facts import Advice
    from smm_assets.report.facts import ChannelData, Kpi, Pacing, Summary

FULL = "smm status --full"
FLOWING = "missing"  # the column whose texts may take several lines
GOOD, WATCH, BAD, QUIET, COMMAND = "green", "yellow", "bold red", "dim", "bold"
PACE = {"on_track": GOOD, "watch": WATCH, "over": BAD, "under": BAD}
RUNS = {"done": ("done", GOOD), "needs_person": ("done, something needs a person", WATCH), "failed": ("failed", BAD)}
JUDGED = {"breach": BAD, "bad": BAD, "watch": WATCH, "good": GOOD}  # the worst first


@dataclass(frozen=True, kw_only=True)
class Room:
    """How many of each kind are shown before the rest is only counted.

    where: " --home DIR" for commands, where it has to be said; gap: blanks between columns.
    """

    channels: int
    fetched: int
    kpis: int
    needs: int
    where: str = ""
    gap: int = 2


def head(summary: "Summary", home: str) -> Text:
    """Project, morning, currency, folder."""
    first, *rest = (safe(part) for part in (summary.project, long_day(summary.as_of), summary.currency, home))
    return Text.assemble((first, "bold"), *(f" · {part}" for part in rest))


def last_run(summary: "Summary", zone: "tzinfo") -> Iterator[Text]:
    """When the daily job last ran, in the project's time zone, and how it ended."""
    run = summary.run
    if run is None:
        yield Text("none recorded: smm run", WATCH)
        return
    at = run.started_at.replace(tzinfo=UTC).astimezone(zone) if run.started_at else None
    when = f"{short_day(at.date())} {at:%H:%M}" if at else "at an unknown time"
    still_waits = run.status == "done" and summary.needs_person  # since an earlier run
    words, colour = RUNS.get("needs_person" if still_waits else run.status, (run.status, WATCH))
    told = Text.assemble(f"{when}, ", (words, colour))
    if run.message and run.status == "failed":
        told.append(safe(f": {run.message}"))
    yield told


def files(summary: "Summary", room: Room) -> Iterator[Text]:
    """What arrived, and what became of it."""
    held = any(summary.files.by_outcome.get(kind) for kind in ("held", "quarantined", "unrecognised"))
    told = Text(files_line(summary))
    if held:
        told.append(" · ").append(f"smm quarantine list{room.where}", COMMAND)
    yield told


def channels(summary: "Summary", room: Room) -> Iterator[Table | Text]:
    """A row for each channel: how far its data reach, what is missing, and how its money stands."""
    words = Words(summary.currency)
    plans = [line for line in summary.pacing if line.category == "promotion"]
    by_channel = {name: list(lines) for name, lines in groupby(sorted(plans, key=_order), key=lambda one: one.channel)}
    rows = [row for fact in summary.data for row in _rows(fact, by_channel.pop(fact.channel, []), words)]
    rows += [
        _row(line.label, (Text("none", WATCH), Text()), line, words) for lines in by_channel.values() for line in lines
    ]
    if not rows:
        yield Text("no delivery loaded yet: drop the networks' exports into the inbox", WATCH)
        return
    table = _table("", "data", FLOWING, "plan", "spent", "pace", "month end", "status", right=range(3, 7), gap=room.gap)
    for row in rows[: room.channels]:
        table.add_row(*row)
    yield table
    if len(rows) > room.channels:
        yield _more(len(rows) - room.channels, "channel", room)


def _order(line: "Pacing") -> tuple[str, object]:
    return line.channel, line.period_start


def _rows(fact: "ChannelData", lines: "Sequence[Pacing]", words: Words) -> Iterator[list[Text]]:
    """A row for each plan period of a channel; one without money where it has no plan."""
    reach = _reach(fact)
    if not lines:
        unknown = [Text("–", QUIET) for _ in range(4)]
        yield [Text(safe(fact.label)), *reach, *unknown, Text("no plan", QUIET)]
    for line in lines:
        days = f" {period(line.period_start, line.period_end)}" if len(lines) > 1 else ""
        yield _row(f"{line.label}{days}", reach, line, words)


def _row(label: str, reach: tuple[Text, Text], line: "Pacing", words: Words) -> list[Text]:
    return [
        Text(safe(label)),
        *reach,
        Text(words.amount(line.budget)),
        Text(words.amount(line.spend)),
        Text("–" if line.pace is None else grouped(line.pace, 2)),
        Text(words.amount(line.projected)),
        Text(status(line.status), PACE.get(line.status, QUIET)),
    ]


def _reach(fact: "ChannelData") -> tuple[Text, Text]:
    """The last day of a channel's data, and what they lack."""
    lacks = [plural(fact.missing_days, "day")] if fact.missing_days else []
    lacks += [safe(one.name) for one in fact.late_accounts]
    lacks += [f"rate for {safe(listed(fact.unpriced))}"] if fact.unpriced else []
    day = Text(f"{short_day(fact.data_through)}{' late' if fact.late else ''}", WATCH if fact.late else "")
    return day, Text(", ".join(lacks) or "–", WATCH if lacks else QUIET)


def money(summary: "Summary") -> Iterator[Text]:
    """The promotion money of each plan period as a whole."""
    words = Words(summary.currency)
    promotion = [line for line in summary.pacing if line.category == "promotion"]
    for (start, end), group in groupby(promotion, key=lambda line: (line.period_start, line.period_end)):
        yield Text(plan_head(f"{period(start, end)} promotion", plan_money(list(group)), words))
    if not promotion:
        spent = f"spent this month {words.amount(summary.spend_month)}; " if summary.spend_month is not None else ""
        yield Text(f"{spent}no plan for this period: fill in plan.csv to see pacing")
    yield from (Text(safe(text), WATCH) for text in not_counted(summary))


def kpis(summary: "Summary", room: Room) -> Iterator[Text]:
    """Results of the last 7 days, and KPIs, those that need a look first."""
    words, first = Words(summary.currency), True
    for one in summary.headlines:
        source = f"last 7 days, {SOURCES.get(one.source, one.source)}: " if first else f"{one.objective}: "
        yield Text(safe(f"{source}{headline(one, words)}"))
        first = False
    order = list(JUDGED)
    judged = sorted((one for one in summary.kpis if one.status in JUDGED), key=lambda one: order.index(one.status))
    names = list(dict.fromkeys(one.name for one in judged))
    for name in names[: room.kpis]:
        yield _kpi([one for one in judged if one.name == name], words)
    if len(names) > room.kpis:
        yield _more(len(names) - room.kpis, "KPI", room)
    if first and not names:
        yield Text("no results yet", QUIET)


def _kpi(found: "Sequence[Kpi]", words: Words) -> Text:
    target = f", target {kpi_value(found[0], found[0].target, words)}" if found[0].target is not None else ""
    told = Text(safe(f"{found[0].title}{target}: "))
    for number, one in enumerate(found):
        few = "" if one.sample_ok else " few data"
        told.append(" · " if number else "").append(safe(f"{one.label} "))
        told.append(f"{kpi_value(one, one.value, words)} {one.status}{few}", JUDGED[one.status])
    return told


def advice(summary: "Summary", room: Room) -> Iterator[Text]:
    """Each recommendation: what it moves, what that brings, and what approving it would do."""
    words = Words(summary.currency)
    for one in summary.advice:
        head = f"{span(one.period_start, one.period_end)}, {total_words(one, words)}"
        head = f"for {one.objective}, {head}" if len(summary.advice) > 1 else head
        waits = one.status == "proposed" and not one.keep
        yield Text.assemble(f"{head}: ", ("waits for you" if waits else _settled(one), WATCH if waits else GOOD))
        moved = [line for line in one.lines if agreed(line, one) != line.current]
        if moved:
            yield Text(
                " · ".join(safe(f"{line.label} {_move(line.current, agreed(line, one), words)}") for line in moved)
            )
        if waits:
            yield Text(gain(one, words))
            what = f": the plan takes these amounts for {span(one.period_start, one.period_end)}"
            yield Text.assemble((f"smm approve{room.where} {one.recommendation_id}", COMMAND), what)
    if not summary.advice:
        yield Text("none yet: no channel has spend or promotion money", QUIET)
    if summary.without_advice:
        yield Text(safe(f"held, no exchange rate: {listed([one.label for one in summary.without_advice])}"), WATCH)


def _settled(one: "Advice") -> str:
    return "no change" if one.keep and one.status == "proposed" else one.status


def _move(now: object, then: object, words: Words) -> str:
    return f"{words.amount(now, exact=True)} → {words.amount(then, exact=True)}"  # type: ignore[arg-type]


def fetch(summary: "Summary", first: Sequence[tuple[str, str]], room: Room) -> Iterator[Table | Text]:
    """Exports to fetch, those first that bring something new: which days, how, what it unlocks.

    first: what is waited for before anything came.
    """
    for label, how in first:
        yield Text.assemble((safe(label), "bold"), safe(f": {how}"))
    urgent = [] if first else sorted(summary.fetch, key=lambda line: not line.unlocks)
    for line in urgent[: room.fetched]:
        days = span(line.period_start, line.period_end)
        unlocks = f" · unlocks {line.unlocks}" if line.unlocks else ""
        yield Text.assemble((safe(f"{title(line)} {days}"), "bold"), safe(f": {line.why.split(';')[0]}{unlocks}"))
        yield _set_in(Text("↳", QUIET), Text(safe(line.settings), QUIET))
    if len(urgent) > room.fetched:
        yield _more(len(urgent) - room.fetched, "export", room)


def needs(summary: "Summary", room: Room) -> Iterator[Table | Text]:
    """What only a person can do."""
    if not summary.needs:
        yield Text("nothing", GOOD)
    for number, need in enumerate(summary.needs[: room.needs], 1):
        unlocks = f" Unlocks {need.unlocks}." if need.unlocks else ""
        text = safe(f": {need.what.rstrip('.')}. {need.cure.rstrip('.')}.{unlocks}")
        yield _set_in(Text(str(number)), Text.assemble((safe(need.where), WATCH), text))
    if len(summary.needs) > room.needs:
        yield _more(len(summary.needs) - room.needs, "thing", room)


def steps(given: Sequence[str]) -> Iterator[Text]:
    """Commands worth typing now."""
    yield Text(safe(" · ".join(given)))


def _more(count: int, what: str, room: Room) -> Text:
    return Text.assemble(
        (f"{grouped(count)} more {what if count == 1 else what + 's'}: ", QUIET), (f"{FULL}{room.where}", COMMAND)
    )


def _set_in(mark: Text, text: Text) -> Table:
    """A text beside a mark, its later lines below its first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(mark, text)
    return grid


def _table(*names: str, right: Sequence[int] | range, gap: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style=QUIET)
    for number, name in enumerate(names):
        justify: JustifyMethod = "right" if number in right else "left"
        flows = name == FLOWING
        least = len(name) if flows else None
        table.add_column(name, justify=justify, no_wrap=not flows, overflow="ellipsis", min_width=least)
    return table
