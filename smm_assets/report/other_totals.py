"""Other totals in words and as a chart, for the terminal and the report.

Belongs here: the cells of one total and the picture of all. Not here: figures (`decisions.changes`) or pages.
"""

from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.language import gettext
from smm_assets.phrasebook import told
from smm_assets.report.advice_facts import Advice
from smm_assets.report.page import charts
from smm_assets.report.total_facts import OtherTotal, TotalPoint
from smm_assets.report.words import AMOUNTS, UNKNOWN, Words, grouped, noun, percent, quantity


@dataclass(frozen=True, kw_only=True)
class TotalsView:
    """All other totals of a recommendation. heads: names of the columns of `rows`; notes: why some are not
    possible, or which running tests they leave short.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    has_guesses: bool
    chart: Markup | None


def totals_view(advice: Advice, words: Words) -> TotalsView | None:
    """Other totals as a table, with a chart where at least two totals are possible; None where there are none."""
    if not advice.other_totals:
        return None
    more = grouped(advice.other_totals[0].next_money)
    each = gettext("for {one}", one=grouped(1, 2)) if advice.metric in AMOUNTS else gettext("each")
    notes = dict.fromkeys(f"{change_words(one)}: {told(one.note)}" for one in advice.other_totals if one.note)
    return TotalsView(
        heads=(
            "",
            gettext("a day"),
            noun(advice.metric, many=True),
            gettext("likely"),
            each,
            gettext("next {money} bring", money=more),
            gettext("who takes it"),
        ),
        rows=tuple(_row(one, advice, words) for one in advice.other_totals),
        notes=tuple(notes),
        has_guesses=any(one.beyond for one in advice.other_totals),
        chart=_chart(advice, words),
    )


def _row(one: OtherTotal, advice: Advice, words: Words) -> tuple[str, ...]:
    return (
        change_words(one),
        words.amount(one.total, exact=True),
        gettext("not possible") if one.results is None else quantity(one.results),
        range_words(one),
        cost_words(one, words),
        next_words(one, advice.metric, words),
        told(one.difference) + (" *" if one.beyond else ""),
    )


def _chart(advice: Advice, words: Words) -> Markup | None:
    known = [one for one in advice.other_totals if one.results is not None]
    if len(known) < 2:
        return None
    points = [
        TotalPoint(
            low=one.low or 0.0,
            middle=one.results or 0.0,
            high=one.high or 0.0,
            is_advice=not one.change_pct,
            total=words.amount(one.total),
            results=quantity(one.results or 0.0),
        )
        for one in known
    ]
    said = [
        gettext("{total} brings about {results}", total=words.money(one.total), results=quantity(one.results or 0.0))
        for one in known
    ]
    says = gettext(
        "Expected {results} a day by total: {each}", results=noun(advice.metric, many=True), each=", ".join(said)
    )
    return charts.totals(points, says)


def change_words(one: OtherTotal) -> str:
    """The change of the total: "+10 %", "as advised"."""
    if one.change_pct == 0:
        return gettext("as advised")
    return f"{'+' if one.change_pct > 0 else '−'}{percent(abs(one.change_pct))}"


def range_words(one: OtherTotal) -> str:
    """The likely range of the results: "6.8–8.3"."""
    if one.low is None or one.high is None:
        return ""
    return f"{quantity(one.low)}–{quantity(one.high)}"


def cost_words(one: OtherTotal, words: Words) -> str:
    """Money per result."""
    return UNKNOWN if one.cost is None else words.amount(one.cost, exact=True)


def next_words(one: OtherTotal, metric: str, words: Words) -> str:
    """What the next money brings on top."""
    return UNKNOWN if one.next_results is None else words.results(metric, one.next_results)
