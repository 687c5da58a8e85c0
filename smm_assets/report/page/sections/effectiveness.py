"""What each channel's money brings, laid out: ranges on one axis, both windows, shares, places, the week before.

Belongs here: cells and words of this section. Not here: facts (`report/sections/effectiveness`, `comparison`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from smm_assets.language import gettext, mark
from smm_assets.report.page.ranges import axis, axis_end, pair, ranged, round_values
from smm_assets.report.sections.effectiveness import Effectiveness, Efficiency, PublishedFigure, Publishers
from smm_assets.report.words import UNKNOWN, Words, counted_by, grouped, listed, noun, quantity, share, status

GRADES = {
    "A": mark("A: every channel's results are counted by one own source, so they can be compared."),
    "B": mark("B: as the networks report, the same action within the same time: they can be compared with care."),
    "C": mark("C: the same action, but counted within another time or after mere views: places are not told."),
    "D": mark("D: different actions: their costs cannot be compared."),
}


FIGURES = {
    "ctr": mark("clicks of those it was shown to"),
    "cpc": mark("price of a click"),
    "cpm": mark("price of 1,000 times shown"),
    "cvr": mark("conversions of those who clicked"),
}


@dataclass(frozen=True, kw_only=True)
class EfficiencyRow:
    """One channel or publisher as cells."""

    name: str
    label: str
    cost: str
    likely: str
    week: str
    loaded: str
    returned: str
    returned_likely: str
    spend: str
    results: str
    shares: str
    grade: str
    rank: str
    chart: Markup
    shares_chart: Markup


@dataclass(frozen=True, kw_only=True)
class PublishedRow:
    """A figure of ours beside a published one, as cells."""

    label: str
    metric: str
    ours: str
    others: str
    source: str


@dataclass(frozen=True, kw_only=True)
class EffectivenessView:
    """One table: channels of an objective, or publishers of a network."""

    title: str
    result_name: str
    source: str
    axis: Markup
    rows: tuple[EfficiencyRow, ...]
    places: str
    grades: tuple[str, ...]
    benchmarks: tuple[str, ...]
    flips: tuple[str, ...]
    has_loaded: bool
    has_return: bool
    published: tuple[PublishedRow, ...]


def effectiveness_view(one: Effectiveness, words: Words) -> EffectivenessView:
    """Channels of an objective, cheapest first."""
    return _view(status(one.objective), one.metric, counted_by(one.source), one.lines, words, week=one.week)


def publishers_view(one: Publishers, words: Words) -> EffectivenessView:
    """Publishers of a network, cheapest first."""
    return _view(one.network, one.metric, counted_by("platform"), one.lines, words)


def _view(
    title: str, metric: str, source: str, lines: Sequence[Efficiency], words: Words,
    *, week: Mapping[str, Efficiency] | None = None,
) -> EffectivenessView:  # fmt: skip
    end = axis_end((one.cost for one in lines), (one.high for one in lines))
    by_channel = week or {}
    ticks = [(value, words.money(value, exact=end < 4)) for value in round_values(end)]
    return EffectivenessView(
        title=title,
        result_name=noun(metric),
        source=source,
        axis=axis(end, ticks, gettext("Axis from 0 to {end}", end=words.money(end, exact=False))),
        rows=tuple(_row(line, by_channel.get(line.name), metric, end, words) for line in lines),
        places=places(lines),
        grades=tuple(gettext(GRADES[grade]) for grade in sorted({one.grade for one in lines} & set(GRADES))),
        benchmarks=_benchmarks(lines, words),
        flips=tuple(dict.fromkeys(one.flips_under for one in lines if one.flips_under)),
        has_loaded=any(one.loaded is not None and one.loaded != one.cost for one in lines),
        has_return=any(one.returned is not None for one in lines),
        published=tuple(_published(one, figure, words) for one in lines for figure in one.published),
    )


def _row(one: Efficiency, week: Efficiency | None, metric: str, end: float, words: Words) -> EfficiencyRow:
    likely = _likely(one.low, one.high, words)
    says = gettext(
        "{channel}: {cost} each, likely {likely}",
        channel=one.label, cost=words.money(one.cost), likely=likely or UNKNOWN,
    )  # fmt: skip
    shares = gettext(
        "spend {spend}, results {results}", spend=share(one.share_of_spend), results=share(one.share_of_results)
    )
    return EfficiencyRow(
        name=one.name,
        label=one.label,
        cost=words.money(one.cost),
        likely=likely,
        week=_cost_of_week(week, words),
        loaded=words.money(one.loaded),
        returned=times(one.returned),
        returned_likely=f"{times(one.returned_low)}–{times(one.returned_high)}" if one.returned_low else "",
        spend=words.money(one.spend, exact=False),
        results=_results(one, metric, words),
        shares=shares,
        grade=one.grade,
        rank=UNKNOWN if one.rank is None else grouped(one.rank),
        chart=ranged(value=one.cost, low=one.low, high=one.high, end=end, says=says, mark=one.benchmark),
        shares_chart=pair(one.share_of_spend, one.share_of_results, f"{one.label}: {shares}"),
    )


def _results(one: Efficiency, metric: str, words: Words) -> str:
    """Results of the window; where spend is not known of all its days, also those the cost is told of."""
    shown = words.results(metric, one.results)
    if one.matched is None or one.matched == one.results:
        return shown
    return gettext("{results}, {some} of them on days with known spend", results=shown, some=quantity(one.matched))


def _cost_of_week(week: Efficiency | None, words: Words) -> str:
    if week is None or week.cost is None:
        return UNKNOWN
    likely = _likely(week.low, week.high, words)
    return f"{words.money(week.cost)} ({likely})" if likely else words.money(week.cost)


def _likely(low: float | None, high: float | None, words: Words) -> str:
    if low is None or high is None:
        return ""
    exact = high < 10
    return f"{words.amount(low, exact=exact)}–{words.amount(high, exact=exact)}"


def times(value: float | None) -> str:
    """A return: money that came for each one spent."""
    return UNKNOWN if value is None else f"{grouped(value, 1)}×"


def places(lines: Sequence[Efficiency]) -> str:
    """Which channels are surely cheaper than others, in words."""
    ranked = sorted((one for one in lines if one.rank is not None), key=lambda one: one.rank or 0)
    if len(ranked) < 2:
        return ""
    groups = [[one.label for one in group] for _, group in groupby(ranked, key=lambda one: one.rank)]
    if len(groups) == 1:
        return _within_one_group(ranked)
    said = "; ".join(f"{n}. {listed(group)}" for n, group in enumerate(groups, 1))
    return gettext("Surely cheaper than those after them: {places}.", places=said)


def _within_one_group(lines: Sequence[Efficiency]) -> str:
    """Ranges that overlap in a chain: its two ends may still lie apart."""
    apart = {
        one.label: [other.label for other in lines if _is_below(one, other)]
        for one in sorted(lines, key=lambda one: (one.cost is None, one.cost or 0.0))
    }
    said = [
        gettext("{cheaper} is surely cheaper than {dearer}", cheaper=name, dearer=listed(others))
        for name, others in apart.items()
        if others
    ]
    if not said:
        return gettext("Their likely ranges overlap: none of them is surely cheaper than the others.")
    return gettext("{sentences}. Otherwise their likely ranges overlap.", sentences="; ".join(said))


def _is_below(one: Efficiency, other: Efficiency) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _published(one: Efficiency, figure: PublishedFigure, words: Words) -> PublishedRow:
    def shown(value: float | None) -> str:
        return words.money(value) if figure.metric in ("cpc", "cpm") else share(value, 1)

    return PublishedRow(
        label=one.label,
        metric=gettext(FIGURES[figure.metric]),
        ours=shown(figure.ours),
        others=shown(figure.others),
        source=one.benchmark_source,
    )


def _benchmarks(lines: Sequence[Efficiency], words: Words) -> tuple[str, ...]:
    return tuple(
        gettext(
            "Upright line at {channel}: {amount}, what others pay ({source}).",
            channel=one.label, amount=words.money(one.benchmark), source=one.benchmark_source,
        )
        for one in lines
        if one.benchmark is not None
    )  # fmt: skip
