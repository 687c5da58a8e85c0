"""Bars of days: spend and results with what is still to come, gaps where something is not known, events, Mondays.

Belongs here: pictures of days. Not here: their words beside the pictures (`timeline`).
"""

from collections.abc import Sequence

from markupsafe import Markup

from smm_assets.language import gettext, mark, ngettext
from smm_assets.report.page.plots import TALL, WIDE, Tick, height, nice_top, plot
from smm_assets.report.page.svg import line, rect
from smm_assets.report.sections.timeline import Day, Happened
from smm_assets.report.words import AMOUNTS, UNKNOWN, Words, axis_day, quantity, span

Days = Sequence[Day]


_SPENT = mark("{name}, {days}: spend a day between {least} and {most}")
_UNSPENT = mark("{name}, {days}: spend is not known")


def counted(value: float | None, metric: str, words: Words) -> str:
    """So many results without their noun."""
    if value is None:
        return UNKNOWN
    return words.amount(value) if metric in AMOUNTS else quantity(value)


def spend_chart(days: Days, words: Words, events: Sequence[Happened], *, name: str = "") -> Markup:
    """Bars of spend; a day that is not fully known is shaded. name: of the channel, "" for all together."""
    known = [day.spend for day in days if day.spend is not None]
    top, step = nice_top(max(known, default=0.0)), WIDE / len(days)
    shapes = _frame(days, events, [_is_gap(day.spend, day.lacks_spend, day) for day in days])
    for n, day in enumerate(days):
        if day.spend is not None:
            at = height(day.spend, top)
            shapes.append(rect("bar spend", (n + 0.15) * step, at, 0.7 * step, TALL - at))
    says = gettext(
        _SPENT if known else _UNSPENT,
        name=name or gettext("All channels"),
        days=span(days[0].day, days[-1].day),
        least=words.money(min(known, default=None), exact=False),
        most=words.money(max(known, default=None), exact=False),
    )
    unknown = sum(_is_gap(day.spend, day.lacks_spend, day) for day in days)
    return plot(
        "days", shapes, _with_gaps(says, unknown), y=_ticks(words.amount(top), name), notes=_notes(days, events)
    )


def results_chart(
    days: Sequence[Day], metric: str, words: Words, events: Sequence[Happened], *, name: str = ""
) -> Markup:
    """Bars of results, as `spend_chart`."""
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
        most=counted(max((day.results for day in days if day.results is not None), default=None), metric, words),
    )
    unknown = sum(_is_gap(day.results, day.lacks_results, day) for day in days)
    y = _ticks(counted(top, metric, words), name)
    return plot("days results", shapes, _with_gaps(says, unknown), y=y, x=_weeks(days)[:: 2 if name else 1])


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
    return [Tick(at=n / len(days), text=axis_day(day.day)) for n, day in enumerate(days) if day.day.weekday() == 0]


def _notes(days: Sequence[Day], events: Sequence[Happened]) -> list[Tick]:
    found = []
    for n, event in enumerate(events, 1):
        start, end = _place(event, days)
        found.append(Tick(at=(start + end + 1) / 2 / len(days), text=str(n)))
    return found
