"""The summary laid out for the HTML report: every cell as text, every chart as SVG with its words.

Belongs here: what stands in which cell. Not here: facts (`summary.py`), markup (`templates/`), shapes (`charts.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from smm_assets.language import gettext, mark
from smm_assets.report.facts import CoverageStrip, Pacing
from smm_assets.report.page import charts
from smm_assets.report.plan_money import PlanMoney, plan_money
from smm_assets.report.words import Words, grouped, listed, period, span, status

OTHERS = mark("everything else")


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """Pacing of one plan period and category."""

    title: str
    budget: str
    spent: str
    left: str
    unplanned: str
    lacking: str
    rows: tuple[tuple[Pacing, dict[str, str], Markup], ...]


def plan_views(pacing: Iterable[Pacing], words: Words) -> list[PlanView]:
    """Two tables per plan period: promotion by channel, and everything else by category."""

    def table(line: Pacing) -> tuple[bool, date, date]:
        return line.category != "promotion", line.period_start, line.period_end

    return [
        _plan_view(OTHERS if others else "promotion", start, end, list(group), words)
        for (others, start, end), group in groupby(sorted(pacing, key=table), key=table)
    ]


def lacking(money: PlanMoney) -> str:
    """Whose spend is not in the sums because nobody knows it; "" where all is known."""
    if not money.unknown:
        return ""
    return gettext("Not known and not counted: {names}", names=listed([_row_name(line) for line in money.unknown]))


def _row_name(line: Pacing) -> str:
    if line.category == "promotion":
        return line.label
    name = status(line.category).capitalize()
    return f"{name}, {line.label}" if line.channel else name


def _plan_view(category: str, start: date, end: date, lines: list[Pacing], words: Words) -> PlanView:
    money = plan_money(lines)
    ends = [float(value or 0) for line in lines for value in (line.budget, line.projected_high, line.spend)]
    top = max(ends, default=1.0) * 1.02
    spent = words.money(money.spent if money.is_known else None, exact=False)
    if round(money.estimated):
        guess = words.money(money.estimated, exact=False)
        spent = gettext("{spent} ({guess} estimated)", spent=spent, guess=guess)
    name = period(start, end)
    return PlanView(
        title=f"{name.capitalize()}, {status(category)}",
        budget=words.money(money.budget, exact=False) if money.budget is not None else "",
        spent=spent,
        left=words.money(money.left if money.is_known else None, exact=False) if money.left is not None else "",
        unplanned=words.money(money.unplanned, exact=False) if round(money.unplanned) else "",
        lacking=lacking(money),
        rows=tuple((line, _cells(line, words), _bullet(line, words, top)) for line in lines),
    )


def _cells(line: Pacing, words: Words) -> dict[str, str]:
    return {
        "name": _row_name(line),
        "plan": words.amount(line.budget),
        "spent": words.amount(line.spend),
        "pace": grouped(line.pace, 2) if line.pace is not None else "–",
        "projected": words.amount(line.projected),
        "range": _range(line, words),
        "needed": words.amount(line.needed_per_day, exact=True),
        "status": status(line.status),
        "reason": "" if line.status == "on_track" else line.reason,
    }


def _range(line: Pacing, words: Words) -> str:
    if line.projected_low is None or line.projected_high is None or line.projected_low == line.projected_high:
        return ""
    return f"{words.amount(line.projected_low)}–{words.amount(line.projected_high)}"


_PLANNED = mark("{name}: {spent} spent of {budget}, expected by now {expected}, month end about {projected}")
_UNPLANNED = mark("{name}: {spent} spent, no plan for it, month end about {projected}")


def _bullet(line: Pacing, words: Words, top: float) -> Markup:
    message = _PLANNED if line.budget is not None else _UNPLANNED
    says = gettext(
        message,
        name=_row_name(line),
        spent=words.money(line.spend, exact=False),
        budget=words.money(line.budget, exact=False),
        expected=words.money(line.expected, exact=False),
        projected=words.money(line.projected, exact=False),
    )
    return charts.bullet(
        spent=float(line.spend or 0),
        estimated=float(line.estimated or 0),
        expected=_float(line.expected),
        budget=_float(line.budget),
        low=_float(line.projected_low),
        high=_float(line.projected_high),
        top=top,
        says=says,
    )


def coverage_rows(strips: Iterable[CoverageStrip]) -> list[tuple[CoverageStrip, str, Markup]]:
    """Each account's days with what they say in words: "complete", or the days missing."""
    rows = []
    for strip in strips:
        lacking = [day for day, state, _ in strip.days if state in ("missing", "stale")]
        days = len(strip.days)
        text = gettext("{known} of {days} days", known=days - len(lacking), days=days)
        if lacking:
            text = gettext("{said}; missing {days}", said=text, days=", ".join(_runs(lacking)))
        name = f"{strip.label} {strip.account}"
        says = gettext("{name}, last {days} days: {text}", name=name, days=days, text=text)
        rows.append((strip, text, charts.strip(strip.days, says)))
    return rows


def _runs(days: Sequence[date]) -> list[str]:
    """Days that follow each other as spans."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [span(start, end) for start, end in runs]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
