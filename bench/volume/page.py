"""Figures as tables for people, and the page of the documentation made of those last kept.

usage: python -m bench.volume.page

Belongs here: words and rounding. Not here: figures (`results`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.volume.measure import ROOT
from bench.volume.results import Results, ratio, read
from bench.volume.ways import WAYS

PAGE = ROOT / "docs" / "measurements-volume.md"
MOST_MODELS = 15
MOST_LOAD = 4.0  # what the benchmark's own processes of the last minute make of two cores
_HEAD = """\
# What large exports cost

Exports of four networks (Meta, Google Ads, TikTok, LinkedIn) in the files they give out, by day and ad over {days}
days, a file a network and month, made with a known truth: `python -m bench.volume.generate`. Three ways turn them into
the same tables, in turns, each a process of its own; the channel days of each are checked against the truth to the
cent:

* **this project**: recognises the files, checks every row, keeps every version with its file and line, builds all
  tables, audits and publishes them. `smm run` is the whole morning besides: advice, page, alerts and Dagster's books.
* **bare SQL**: DuckDB's own reader with every column's type written down, one fact table, day marts of channels,
  campaigns and publishers, effectiveness of three windows. No recognition, no checks, no former versions. The floor.
* **dlt + dbt-duckdb**: files through Arrow, merged by ad and day, incremental models for the same tables.

"""
_MEASURED = """\
Measured on {processor}, {cores} cores, {memory} GiB, {system}, Python {python}; {versions}.
`make bench-volume` measures again. *Work* begins when interpreter and libraries are loaded; *processor* counts all
cores and is not stretched by what else the machine does.
"""
_WORK = ("work_seconds", "work_cpu")
_TIMES = [
    *("", "seconds", "of it work", "processor", "of it work", "peak MB"),
    *("work × floor, by the clock", "by the processor", "dlt + dbt × work, by the clock", "by the processor"),
]


def tables(results: Results) -> str:
    """All tables there are figures for."""
    parts = [
        *(_history(results, rows) for rows in results.histories),
        *(_morning(results, name) for name in results.mornings),
        _memory(results) if results.memory else "",
        *(_stages(results, rows) for rows in results.stages),
    ]
    return "\n".join(part for part in parts if part)


def page(results: Results) -> str:
    """The whole page."""
    return _HEAD.format(days=400) + _measured(results) + "\n" + tables(results)


def _measured(results: Results) -> str:
    machine = results.machine
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    named = {name: machine[name] for name in ("processor", "cores", "system", "python")}
    return _MEASURED.format(memory=machine["memory_gib"], versions=versions, **named)


def _history(results: Results, rows: str) -> str:
    title = f"## {int(rows):,} rows, {results.sizes[rows]:,.0f} MB"
    return titled(title, _TIMES, _times(results.histories[rows]), _rounds(results.histories[rows]))


def _morning(results: Results, name: str) -> str:
    times, _, rows = name.partition(" × ")
    length = "a year" if times == "1" else f"{times} times as many days"
    title = f"## One more morning on {length} of history ({int(times) * int(rows):,} rows)"
    told = (
        f"A new day and seven days told again: {results.morning_rows[name]:,} rows. {_rounds(results.mornings[name])}"
    )
    return titled(title, _TIMES, _times(results.mornings[name]), told)


def _times(figures: Mapping[str, Any]) -> list[list[str]]:
    """A row for every way."""
    rows = []
    for name, own in figures.items():
        taken = [_number(own[key]) for key in ("seconds", "work_seconds", "cpu", "work_cpu")]
        floor = [ratio(figures, name, "floor", figure) for figure in _WORK]
        rival = [ratio(figures, "rival", name, figure) for figure in _WORK]
        rows.append([WAYS[name].label, *taken, f"{own['peak']:,.0f}", *map(_times_of, floor + rival)])
    return rows


def _rounds(figures: Mapping[str, Any]) -> str:
    """How often was measured, and whether something else kept the machine busy meanwhile."""
    number = min(own["rounds"] for own in figures.values())
    told = f"Medians of {number} rounds." if number > 1 else "One round."
    load = max(own["load"] for own in figures.values())
    busy = f" The machine had other work to do (load {load:.0f}): compare times of the processor only."
    return told + (busy if load > MOST_LOAD else "")


def _memory(results: Results) -> str:
    ways = list(dict.fromkeys(name for figures in results.memory.values() for name in figures))
    rows = [
        [f"{int(rows):,}", *(f"{figures[name]['peak']:,.0f}" if name in figures else "" for name in ways)]
        for rows, figures in results.memory.items()
    ]
    told = "Most memory the process held, in MB; of this project the intake, of bare SQL all it does."
    return titled("## Memory one file takes", ["rows of the file", *(WAYS[name].label for name in ways)], rows, told)


def _stages(results: Results, rows: str) -> str:
    whole = sum(results.stages[rows].values())
    stages = [[name, _number(cpu), f"{cpu / whole:.0%}"] for name, cpu in results.stages[rows].items()]
    slowest = sorted(results.models.items(), key=lambda one: -one[1])[:MOST_MODELS]
    models = [[f"`{name}`", _number(cpu)] for name, cpu in slowest]
    own = titled(f"## Where this project's time goes ({int(rows):,} rows)", ["stage", "processor", "share"], stages)
    return own + "\n" + titled("### The tables that take longest", ["table", "processor"], models)


def titled(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], told: str = "") -> str:
    """A heading, a paragraph and a table."""
    line: Callable[[Sequence[str]], str] = lambda cells: f"| {' | '.join(cells)} |\n"  # noqa: E731
    marks = ["---", *["---:"] * (len(header) - 1)]
    return f"{title}\n\n{told}{chr(10) * 2 if told else ''}{line(header)}{line(marks)}{''.join(map(line, rows))}"


def _number(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def _times_of(found: float | None) -> str:
    return "" if found is None else f"{found:.2f}"


def main() -> None:
    """Command line."""
    PAGE.write_text(page(read()), encoding="utf-8")


if __name__ == "__main__":
    main()
