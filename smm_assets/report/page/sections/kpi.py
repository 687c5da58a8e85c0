"""KPIs laid out: the user's own first, a small line of eight weeks in each cell, target and status, what each means.

Belongs here: cells and words of the table. Not here: facts (`report/results`, `report/sections/kpi_weeks`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from smm_assets.language import gettext, mark
from smm_assets.report.facts import Kpi
from smm_assets.report.page.plots import WIDE, plot
from smm_assets.report.page.svg import line, polyline, spot
from smm_assets.report.sections.kpi_weeks import WEEKS, KpiTerms, KpiWeeks
from smm_assets.report.verdict import kpi_value
from smm_assets.report.words import UNKNOWN, Words

STATES = {
    "good": mark("meets target"),
    "watch": mark("just off target"),
    "bad": mark("off target"),
    "breach": mark("far off target"),
}


@dataclass(frozen=True, kw_only=True)
class KpiCell:
    """One KPI of one channel. state: of its colour; is_few: it rests on little data."""

    channel: str
    label: str
    value: str
    state: str
    state_words: str
    is_few: bool
    spark: Markup | None


@dataclass(frozen=True, kw_only=True)
class KpiRow:
    """One KPI over all channels. notes: what values lack, as the table tells it."""

    name: str
    title: str
    is_own: bool
    target: str
    cells: tuple[KpiCell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What one KPI means: its formula and terms in words."""

    title: str
    formula: str
    terms: str


@dataclass(frozen=True, kw_only=True)
class KpiTable:
    """The table with its heading; has_few: whether a value rests on little data."""

    channels: tuple[str, ...]
    rows: tuple[KpiRow, ...]
    definitions: tuple[Definition, ...]
    has_targets: bool
    has_few: bool


def kpi_table(kpis: Sequence[Kpi], order: Sequence[str], weeks: KpiWeeks, words: Words) -> KpiTable:
    """KPIs with a value anywhere, or a note why not: own ones first, then those with a target. order: of channels."""
    place = {channel: n for n, channel in enumerate(order)}
    found = dict.fromkeys((kpi.channel, kpi.label) for kpi in kpis if kpi.value is not None)
    channels = sorted(found, key=lambda one: (place.get(one[0], len(place)), one))
    own = {name for name, terms in weeks.terms.items() if terms.is_own}
    ordered = sorted(kpis, key=lambda kpi: (kpi.name not in own, kpi.target is None, kpi.name))
    groups = [list(group) for _, group in groupby(ordered, key=lambda kpi: kpi.name)]
    rows = [_row(group, channels, weeks, words) for group in groups if _is_told(group)]
    return KpiTable(
        channels=tuple(label for _, label in channels),
        rows=tuple(rows),
        definitions=tuple(
            _definition(weeks.terms[row.name], group[0], words)
            for row, group in zip(rows, (group for group in groups if _is_told(group)), strict=True)
            if row.name in weeks.terms
        ),
        has_targets=any(row.target for row in rows),
        has_few=any(cell.is_few for row in rows for cell in row.cells),
    )


def _is_told(group: Sequence[Kpi]) -> bool:
    return any(kpi.value is not None or kpi.note for kpi in group)


def _row(group: Sequence[Kpi], channels: Sequence[tuple[str, str]], weeks: KpiWeeks, words: Words) -> KpiRow:
    by_channel, first = {kpi.channel: kpi for kpi in group}, group[0]
    return KpiRow(
        name=first.name,
        title=first.title,
        is_own=first.name in weeks.terms and weeks.terms[first.name].is_own,
        target=kpi_value(first, first.target, words) if first.target is not None else "",
        cells=tuple(_cell(by_channel.get(channel), channel, label, weeks, words) for channel, label in channels),
        notes=tuple(dict.fromkeys(kpi.note for kpi in group if kpi.note)),
    )


def _cell(kpi: Kpi | None, channel: str, label: str, weeks: KpiWeeks, words: Words) -> KpiCell:
    if kpi is None or kpi.value is None:
        return KpiCell(
            channel=channel, label=label, value=UNKNOWN, state="no_data", state_words="", is_few=False, spark=None
        )
    values = weeks.values.get((kpi.name, channel), ())
    return KpiCell(
        channel=channel,
        label=label,
        value=kpi_value(kpi, kpi.value, words),
        state=kpi.status,
        state_words=gettext(STATES[kpi.status]) if kpi.status in STATES else "",
        is_few=not kpi.sample_ok,
        spark=_spark(kpi, values, words),
    )


def _spark(kpi: Kpi, values: Sequence[float | None], words: Words) -> Markup | None:
    """A line of eight weeks; it breaks where a week is unknown. None with fewer than two known ones."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    tall = (high - low) or 1.0

    def place(n: int, value: float) -> tuple[float, float]:
        return n / (len(values) - 1) * WIDE, 10 + 80 * (1 - (value - low) / tall)

    shapes: list[str] = []
    for is_known, run in groupby(enumerate(values), key=lambda one: one[1] is not None):
        if is_known:
            spots = [place(n, value) for n, value in run if value is not None]
            shapes.append(polyline("line", spots) if len(spots) > 1 else spot("lone", *spots[0]))
    if kpi.target is not None and low <= kpi.target <= high:
        shapes.append(line("aim", 0, place(0, kpi.target)[1], WIDE, place(0, kpi.target)[1]))
    if values[-1] is not None:
        shapes.append(spot("value", *place(len(values) - 1, values[-1])))
    says = gettext(
        "{kpi}, {channel}, last {count} weeks: between {low} and {high}, now {now}",
        kpi=kpi.title, channel=kpi.label, count=WEEKS, low=kpi_value(kpi, low, words),
        high=kpi_value(kpi, high, words), now=kpi_value(kpi, values[-1], words),
    )  # fmt: skip
    return plot("spark", shapes, says)


def _definition(terms: KpiTerms, kpi: Kpi, words: Words) -> Definition:
    better = gettext("higher is better") if terms.direction == "up" else gettext("lower is better")
    said = [better]
    if terms.target is not None:
        said.append(gettext("target {value}", value=kpi_value(kpi, terms.target, words)))
        if terms.warn is not None:
            said.append(gettext("off target beyond {value}", value=kpi_value(kpi, terms.warn, words)))
        if terms.breach is not None:
            said.append(gettext("far off beyond {value}", value=kpi_value(kpi, terms.breach, words)))
    return Definition(title=terms.title, formula=terms.formula, terms=", ".join(said))
