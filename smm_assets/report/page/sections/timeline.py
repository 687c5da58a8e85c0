"""The last 28 days laid out: events with their words, what is not known and still to come, each channel, a table.

Belongs here: cells and words. Not here: facts (`report/sections/timeline`) or pictures (`day_bars`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.language import gettext, mark, ngettext
from smm_assets.report.page.sections.day_bars import counted, results_chart, spend_chart
from smm_assets.report.sections.timeline import Day, Happened, Timeline
from smm_assets.report.words import Words, counted_by, listed, noun, span, status, weekday

KINDS = {
    "promotion": mark("promotion"),
    "holiday": mark("holiday"),
    "stock_out": mark("out of stock"),
    "tracking": mark("counting broken"),
    "creative": mark("new creative"),
    "price": mark("price"),
    "note": mark("note"),
}


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One day as cells of the table."""

    day: str
    spend: str
    results: str
    expected: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Small:
    """One channel's two small pictures with their sums."""

    label: str
    spend: str
    results: str
    spend_chart: Markup
    results_chart: Markup


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One event: its number on the picture, its days and its words."""

    number: int
    days: str
    label: str
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TimelineView:
    """One objective's days."""

    objective: str
    days: str
    source: str
    results_name: str
    spend: str
    results: str
    spend_chart: Markup
    results_chart: Markup
    has_fresh: bool
    coming: str
    unknown: tuple[str, ...]
    flags: tuple[Flag, ...]
    ahead: tuple[Flag, ...]
    rows: tuple[DayRow, ...]
    channels: tuple[Small, ...]


def timeline_view(one: Timeline, words: Words) -> TimelineView:
    """The days of one objective in pictures and words."""
    days, noun_many = one.days, noun(one.metric, many=True)
    fresh = [day for day in days if day.expected is not None]
    return TimelineView(
        objective=status(one.objective),
        days=span(days[0].day, days[-1].day),
        source=counted_by(one.source),
        results_name=noun_many,
        spend=words.money(_sum(day.spend for day in days), exact=False),
        results=words.results(one.metric, sum(day.results or 0.0 for day in days)),
        spend_chart=spend_chart(days, words, one.events),
        results_chart=results_chart(days, one.metric, words, one.events),
        has_fresh=bool(fresh),
        coming=_coming(fresh, one.metric, words),
        unknown=_unknown(days),
        flags=tuple(_flag(n, event) for n, event in enumerate(one.events, 1)),
        ahead=tuple(_flag(n, event) for n, event in enumerate(one.ahead, 1)),
        rows=tuple(_row(day, one.metric, words) for day in reversed(days)),
        channels=tuple(
            Small(
                label=channel.label,
                spend=words.money(_sum(day.spend for day in channel.days), exact=False),
                results=words.results(one.metric, sum(day.results or 0.0 for day in channel.days)),
                spend_chart=spend_chart(channel.days, words, (), name=channel.label),
                results_chart=results_chart(channel.days, one.metric, words, (), name=channel.label),
            )
            for channel in one.channels
        ),
    )


def _sum(values: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _coming(fresh: Sequence[Day], metric: str, words: Words) -> str:
    more = sum((day.expected or 0.0) - (day.results or 0.0) for day in fresh)
    if not fresh or more < 0.05:
        return ""
    return ngettext(
        "The striped day is still filling up: about {results} more are to come.",
        "The striped {count} days are still filling up: about {results} more are to come.",
        len(fresh),
        results=words.results(metric, more),
    )


def _unknown(days: Sequence[Day]) -> tuple[str, ...]:
    """Which days lack whose spend, and whose results, one sentence each."""
    spend = [day for day in days if day.lacks_spend]
    results = [day for day in days if day.lacks_results]
    said = []
    if spend:
        said.append(
            ngettext(
                "Shaded: a day whose spend is not known of every channel, {days}. It lacks {names}.",
                "Shaded: {count} days whose spend is not known of every channel, {days}. They lack {names}.",
                len(spend),
                days=span(spend[0].day, spend[-1].day),
                names=_names(name for day in spend for name in day.lacks_spend),
            )
        )
    if results:
        said.append(
            ngettext(
                "Shaded: a day whose results are not known of every channel, {days}. It lacks {names}.",
                "Shaded: {count} days whose results are not known of every channel, {days}. They lack {names}.",
                len(results),
                days=span(results[0].day, results[-1].day),
                names=_names(name for day in results for name in day.lacks_results),
            )
        )
    return tuple(said)


def _names(names: Iterable[str]) -> str:
    return listed(list(dict.fromkeys(names)))


def _note(day: Day) -> str:
    if day.lacks_spend and day.lacks_results:
        return gettext("without {names}", names=_names(day.lacks_spend + day.lacks_results))
    if day.lacks_spend:
        return gettext("spend without {names}", names=listed(day.lacks_spend))
    return gettext("results without {names}", names=listed(day.lacks_results)) if day.lacks_results else ""


def _flag(number: int, event: Happened) -> Flag:
    kind = gettext(KINDS.get(event.kind, event.kind))
    return Flag(number=number, days=span(event.first, event.last), label=event.label, kind=kind, text=event.text)


def _row(day: Day, metric: str, words: Words) -> DayRow:
    return DayRow(
        day=weekday(day.day),
        spend=words.amount(day.spend, exact=True),
        results=counted(day.results, metric, words),
        expected=_expected(day, metric, words),
        note=_note(day),
    )


def _expected(day: Day, metric: str, words: Words) -> str:
    if day.expected is None:
        return ""
    about = counted(day.expected, metric, words)
    if day.low is None or day.high is None:
        return about
    low, high = counted(day.low, metric, words), counted(day.high, metric, words)
    return f"{about} ({low}–{high})"
