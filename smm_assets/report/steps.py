"""Other totals in words and as a chart, for the terminal and the report.

Belongs here: the cells of one step and the picture of all. Not here: figures (`decisions.changes`) or pages.
"""

from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.report import charts
from smm_assets.report.facts import Advice
from smm_assets.report.step_facts import Step, StepPoint
from smm_assets.report.words import AMOUNTS, UNKNOWN, Words, grouped, noun, quantity


@dataclass(frozen=True, kw_only=True)
class StepsView:
    """All steps of a recommendation. heads: names of the columns of `rows`; notes: why some are not possible."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    has_guesses: bool
    chart: Markup | None


def steps_view(advice: Advice, words: Words) -> StepsView | None:
    """The steps as a table, with a chart where at least two totals are possible; None where there are none."""
    if not advice.steps:
        return None
    more = grouped(advice.steps[0].next_money)
    each = "for 1.00" if advice.metric in AMOUNTS else "each"
    notes = dict.fromkeys(f"{change_words(step)}: {step.note}" for step in advice.steps if step.note)
    return StepsView(
        heads=("", "a day", noun(advice.metric, many=True), "likely", each, f"next {more} bring", "who takes it"),
        rows=tuple(_row(step, advice, words) for step in advice.steps),
        notes=tuple(notes),
        has_guesses=any(step.beyond for step in advice.steps),
        chart=_chart(advice, words),
    )


def _row(step: Step, advice: Advice, words: Words) -> tuple[str, ...]:
    return (
        change_words(step),
        words.amount(step.total, exact=True),
        "not possible" if step.results is None else quantity(step.results),
        range_words(step),
        cost_words(step, words),
        next_words(step, advice.metric, words),
        step.difference + (" *" if step.beyond else ""),
    )


def _chart(advice: Advice, words: Words) -> Markup | None:
    known = [step for step in advice.steps if step.results is not None]
    if len(known) < 2:
        return None
    points = [
        StepPoint(low=step.low or 0.0, middle=step.results or 0.0, high=step.high or 0.0, is_advice=not step.change_pct)
        for step in known
    ]
    said = [f"{words.money(step.total)} brings about {quantity(step.results or 0.0)}" for step in known]
    return charts.steps(points, f"Expected {noun(advice.metric, many=True)} a day by total: {', '.join(said)}")


def change_words(step: Step) -> str:
    """The change of the total: "+10 %", "as advised"."""
    if step.change_pct == 0:
        return "as advised"
    return f"{'+' if step.change_pct > 0 else '−'}{abs(step.change_pct)} %"


def range_words(step: Step) -> str:
    """The likely range of the results: "6.8–8.3"."""
    if step.low is None or step.high is None:
        return ""
    return f"{quantity(step.low)}–{quantity(step.high)}"


def cost_words(step: Step, words: Words) -> str:
    """Money per result."""
    return UNKNOWN if step.cost is None else words.amount(step.cost, exact=True)


def next_words(step: Step, metric: str, words: Words) -> str:
    """What the next money brings on top."""
    return UNKNOWN if step.next_results is None else words.results(metric, step.next_results)
