"""The formulas of the workbook, of functions every spreadsheet program knows.

Belongs here: texts of formulas. Not here: where cells stand (`layout`) or how they look (`writing`).

Between two points of its curve a channel's results lie on a straight line, as in the response curve's own prices;
beyond the last point they stay. The range of the sum adds up distances as squares (independent errors, Gauss 1823).
"""

from dataclasses import dataclass

from smm_assets.what_if.layout import COLUMN, CURVES, FIRST, SCALE_CELL, YES

BEYOND = "1.1"


@dataclass(frozen=True, kw_only=True)
class Points:
    """Rows of a channel's points on the sheet of curves."""

    first: int
    last: int

    def column(self, letter: str) -> str:
        return f"{CURVES}!${letter}${self.first}:${letter}${self.last}"


SPEND, EXPECTED, LOW, HIGH = "B", "C", "D", "E"  # columns of the sheet of curves


def cell(name: str, row: int) -> str:
    return f"{COLUMN[name]}{row}"


def whole(name: str, last: int) -> str:
    """The column of all channels."""
    return f"{COLUMN[name]}{FIRST}:{COLUMN[name]}{last}"


def place(spend: str, points: Points) -> str:
    """Which point of the curve lies before a spend."""
    return f"=MIN(MATCH(MAX(0,{spend}),{points.column(SPEND)},1),{points.last - points.first})"


def between(spend: str, at: str, points: Points, line: str) -> str:
    """Height of a line of the curve at a spend, straight between the points `at` and `at` + 1; no "=" before it."""
    x, y = points.column(SPEND), points.column(line)
    rise = f"(INDEX({y},{at}+1)-INDEX({y},{at}))/(INDEX({x},{at}+1)-INDEX({x},{at}))"
    return f"INDEX({y},{at})+(MIN(MAX(0,{spend}),INDEX({x},{points.last - points.first + 1}))-INDEX({x},{at}))*{rise}"


def results(spend: str, at: str, points: Points, line: str = EXPECTED) -> str:
    return f"={between(spend, at, points, line)}"


def next_results(row: int, more: int, points: Points) -> str:
    """What so much more brings on top of the user's spend; empty where the curve does not reach so far."""
    gain = f"{between(_more(row, more), cell('at_next', row), points, EXPECTED)}-{cell('results_yours', row)}"
    return f'=IF({_more(row, more)}>MAX({points.column(SPEND)}),"",{gain})'


def next_place(row: int, more: int, points: Points) -> str:
    return place(_more(row, more), points)


def _more(row: int, more: int) -> str:
    return f"{cell('yours', row)}+{more}"


def cost(row: int) -> str:
    yours, brought = cell("yours", row), cell("results_yours", row)
    return f'=IF({brought}>0,{yours}/{brought},"")'


def scale(last: int) -> str:
    """How today's spend of channels that may move grows or shrinks with the user's total."""
    now, freeze = whole("now", last), whole("freeze", last)
    moving = f'(SUM({now})-SUMIF({freeze},"{YES}",{now}))'
    kept = f'SUMIF({freeze},"{YES}",{now})'
    return f"=IF({moving}>0,MAX(0,SUM({whole('yours', last)})-{kept})/{moving},0)"


def step(row: int, side: str) -> str:
    """The smallest or largest spend one step allows, in cents, outwards."""
    round_, sign = ("ROUNDDOWN", "-") if side == "down" else ("ROUNDUP", "+")
    now, by = cell("now", row), cell(f"step_{side}", row)
    scaled = f"{round_}(ROUND({now}*{_fixed(SCALE_CELL)}*(1{sign}{by}),6),2)"
    return f'=IF({cell("freeze", row)}="{YES}",{now},{scaled})'


def remark(row: int, *, known: bool) -> str:
    """What is wrong or doubtful about the user's spend, the worst first."""
    yours, now, low, high = (cell(name, row) for name in ("yours", "now", "low", "high"))
    said = [
        (f'AND({cell("freeze", row)}="{YES}",ROUND({yours}-{now},2)<>0)', "frozen: today's spend stays"),
        (f'AND({high}<>"",{yours}>{high})', "above your most"),
        (f'AND({low}<>"",{yours}<{low})', "below your least"),
        (f"{yours}>{cell('step_high', row)}", "more than the largest step up"),
        (f"{yours}<{cell('step_low', row)}", "more than the largest step down"),
        (f"{yours}>{BEYOND}*{cell('highest', row)}", "so much was never spent here: a guess"),
    ]
    text = '""' if known else '"nothing can be expected of it yet"'
    for condition, words in reversed(said):
        text = f'IF({condition},"{words}",{text})'
    return f"={text}"


def outside(row: int) -> str:
    """Whether the user's spend leaves its limits: for conditional formatting."""
    yours, now, low, high = (f"${cell(name, row)}" for name in ("yours", "now", "low", "high"))
    return (
        f'OR(AND(${cell("freeze", row)}="{YES}",ROUND({yours}-{now},2)<>0),AND({high}<>"",{yours}>{high}),'
        f'AND({low}<>"",{yours}<{low}),{yours}>${cell("step_high", row)},{yours}<${cell("step_low", row)})'
    )


def beyond(row: int) -> str:
    """Whether the user's spend is above all that was seen: for conditional formatting."""
    return f"${cell('yours', row)}>{BEYOND}*${cell('highest', row)}"


def total(name: str, last: int) -> str:
    return f"=SUM({whole(name, last)})"


def range_end(side: str, last: int) -> str:
    """An end of the range of the sum."""
    found, edge = whole("results_yours", last), whole(f"range_{side}", last)
    root, sum_ = f"SQRT(SUMPRODUCT(({found}-{edge})*({found}-{edge})))", f"SUM({found})"
    return f"=MAX(0,{sum_}-{root})" if side == "low" else f"={sum_}+{root}"


def total_cost(spend: str, brought: str, last: int) -> str:
    """Cost per result of all channels whose results can be expected."""
    results_ = f"SUM({whole(brought, last)})"
    return f'=IF({results_}>0,SUMPRODUCT({whole(spend, last)}*{whole("priced", last)})/{results_},"")'


def _fixed(address: str) -> str:
    return f"${address[0]}${address[1:]}"
