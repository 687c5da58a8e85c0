"""The last 28 days laid out: bars of spend and results, events with their words, a small picture of each channel.

Belongs here: cells and pictures of days. Not here: facts (`report/sections/timeline`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.language import gettext, mark, ngettext
from smm_assets.report.page.plots import TALL, WIDE, Tick, height, nice_top, plot
from smm_assets.report.page.svg import line, rect
from smm_assets.report.sections.timeline import Day, Happened, Timeline
from smm_assets.report.words import (
    AMOUNTS,
    UNKNOWN,
    Words,
    counted_by,
    listed,
    noun,
    quantity,
    short_day,
    span,
    status,
    weekday,
)

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
        spend=words.money(sum(day.spend or 0.0 for day in days), exact=False),
        results=words.results(one.metric, sum(day.results or 0.0 for day in days)),
        spend_chart=_spend(days, words, one.events),
        results_chart=_results(days, one.metric, words, one.events),
        has_fresh=bool(fresh),
        coming=_coming(fresh, one.metric, words),
        unknown=_unknown(days),
        flags=tuple(_flag(n, event) for n, event in enumerate(one.events, 1)),
        ahead=tuple(_flag(n, event) for n, event in enumerate(one.ahead, 1)),
        rows=tuple(_row(day, one.metric, words) for day in reversed(days)),
        channels=tuple(
            Small(
                label=channel.label,
                spend=words.money(sum(day.spend or 0.0 for day in channel.days), exact=False),
                results=words.results(one.metric, sum(day.results or 0.0 for day in channel.days)),
                spend_chart=_spend(channel.days, words, (), name=channel.label),
                results_chart=_results(channel.days, one.metric, words, (), name=channel.label),
            )
            for channel in one.channels
        ),
    )


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
        results=_count(day.results, metric, words),
        expected=_expected(day, metric, words),
        note=_note(day),
    )


def _expected(day: Day, metric: str, words: Words) -> str:
    if day.expected is None:
        return ""
    about = _count(day.expected, metric, words)
    if day.low is None or day.high is None:
        return about
    low, high = _count(day.low, metric, words), _count(day.high, metric, words)
    return f"{about} ({low}–{high})"


def _count(value: float | None, metric: str, words: Words) -> str:
    if value is None:
        return UNKNOWN
    return words.amount(value) if metric in AMOUNTS else quantity(value)


def _spend(days: Sequence[Day], words: Words, events: Sequence[Happened], *, name: str = "") -> Markup:
    """Bars of spend; a day that is not fully known is shaded. name: of the channel, "" for all together."""
    known = [day.spend for day in days if day.spend is not None]
    top, step = nice_top(max(known, default=0.0)), WIDE / len(days)
    shapes = _frame(days, events, [_is_gap(day.spend, day.lacks_spend, day) for day in days])
    for n, day in enumerate(days):
        if day.spend is not None:
            at = height(day.spend, top)
            shapes.append(rect("bar spend", (n + 0.15) * step, at, 0.7 * step, TALL - at))
    says = gettext(
        "{name}, {days}: spend a day between {least} and {most}",
        name=name or gettext("All channels"),
        days=span(days[0].day, days[-1].day),
        least=words.money(min(known, default=None), exact=False),
        most=words.money(max(known, default=None), exact=False),
    )
    unknown = sum(_is_gap(day.spend, day.lacks_spend, day) for day in days)
    return plot(
        "days", shapes, _with_gaps(says, unknown), y=_ticks(words.amount(top), name), notes=_notes(days, events)
    )


def _results(days: Sequence[Day], metric: str, words: Words, events: Sequence[Happened], *, name: str = "") -> Markup:
    """Bars of results, as `_spend`."""
    ends = [value for day in days for value in (day.results, day.high, day.expected) if value is not None]
    top, step = nice_top(max(ends, default=0.0)), WIDE / len(days)
    shapes = _frame(days, events, [_is_gap(day.results, day.lacks_results, day) for day in days])
    for n, day in enumerate(days):
        shapes += _result_bar(day, (n + 0.15) * step, 0.7 * step, top)
    says = gettext(
        "{name}, {days}: {results} in all, {most} on the best day",
        name=name or gettext("All channels"),
        days=span(days[0].day, days[-1].day),
        results=words.results(metric, sum(day.results or 0.0 for day in days)),
        most=_count(max((day.results for day in days if day.results is not None), default=None), metric, words),
    )
    unknown = sum(_is_gap(day.results, day.lacks_results, day) for day in days)
    y = _ticks(_count(top, metric, words), name)
    return plot("days results", shapes, _with_gaps(says, unknown), y=y, x=_weeks(days))


def _ticks(said: str, name: str) -> tuple[Tick, ...]:
    """The top and, where there is room, the ground."""
    return (Tick(at=1.0, text=said),) if name else (Tick(at=1.0, text=said), Tick(at=0.0, text="0"))


def _is_gap(value: float | None, lacking: Sequence[str], day: Day) -> bool:
    return bool(lacking) or (value is None and not day.is_before)


def _with_gaps(says: str, unknown: int) -> str:
    if not unknown:
        return says
    return ngettext(
        "{said}; {count} day is not fully known", "{said}; {count} days are not fully known", unknown, said=says
    )


def _result_bar(day: Day, x: float, width: float, top: float) -> list[str]:
    """What came; stripes for what is still to come, a line for its likely range."""
    if day.results is None:
        return []
    at = height(day.results, top)
    shapes = [rect("bar result", x, at, width, TALL - at)]
    if day.expected is None:
        return shapes
    upper, middle = height(day.expected, top), x + width / 2
    shapes.append(line("stripes", middle, at, middle, upper))
    if day.low is not None and day.high is not None:
        shapes.append(line("likely", middle, height(day.low, top), middle, height(day.high, top)))
    return shapes


def _frame(days: Sequence[Day], events: Sequence[Happened], gaps: Sequence[bool]) -> list[str]:
    """Behind the bars: days that are not fully known, events, Mondays, the ground."""
    step = WIDE / len(days)
    shapes = [rect("unknown", n * step, 0, step, TALL) for n, gap in enumerate(gaps) if gap]
    for event in events:
        start, end = _place(event, days)
        shapes.append(rect("event", start * step, 0, (end - start + 1) * step, TALL))
    shapes += [line("week", n * step, 0, n * step, TALL) for n, day in enumerate(days) if day.day.weekday() == 0]
    return [*shapes, line("ground", 0, TALL, WIDE, TALL)]


def _place(event: Happened, days: Sequence[Day]) -> tuple[int, int]:
    first, last = days[0].day, days[-1].day
    return (max(event.first, first) - first).days, (min(event.last, last) - first).days


def _weeks(days: Sequence[Day]) -> list[Tick]:
    return [Tick(at=n / len(days), text=short_day(day.day)) for n, day in enumerate(days) if day.day.weekday() == 0]


def _notes(days: Sequence[Day], events: Sequence[Happened]) -> list[Tick]:
    found = []
    for n, event in enumerate(events, 1):
        start, end = _place(event, days)
        found.append(Tick(at=(start + end + 1) / 2 / len(days), text=str(n)))
    return found
