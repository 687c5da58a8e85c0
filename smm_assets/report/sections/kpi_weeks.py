"""Facts about KPIs beside their value: the last eight weeks by the KPI's own formula, its terms, whose KPI it is.

Belongs here: weekly values and definitions. Not here: values of today (`report/results`) or formulas (`kpis`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from smm_assets.kpis.definition import CONSTANT, DAYS, Linear, Ratio
from smm_assets.kpis.formula import parse_formula
from smm_assets.kpis.read import FILE
from smm_assets.language import gettext
from smm_assets.report.tables import Row, Tables, certain_day, number, text
from smm_assets.settings import Project
from smm_assets.settings.documents import read_document

WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class KpiTerms:
    """What a KPI is. direction: up when higher is better; is_own: from the project's kpis.yml."""

    name: str
    title: str
    formula: str
    direction: str
    target: float | None
    warn: float | None
    breach: float | None
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class KpiWeeks:
    """Terms by KPI; values of the last eight weeks, oldest first, by KPI and channel, None where unknown."""

    terms: Mapping[str, KpiTerms] = field(default_factory=dict)
    values: Mapping[tuple[str, str], tuple[float | None, ...]] = field(default_factory=dict)


def collect_kpi_weeks(project: Project, tables: Tables, as_of: date) -> KpiWeeks:
    """KPIs of channels: what they are, and their weeks up to the day before this morning."""
    defined = tables.rows(
        "marts.kpi_values",
        "SELECT * FROM marts.kpi_values WHERE as_of = :as_of AND coalesce(campaign, '') = ''",
        {"as_of": as_of},
    )
    days = tables.rows(
        "marts.channel_daily",
        "SELECT * FROM marts.channel_daily WHERE date >= :since AND date < :as_of",
        {"since": as_of - timedelta(weeks=WEEKS), "as_of": as_of},
    )
    own = _own_names(project)
    terms = {text(row["kpi"]): _terms(row, own) for row in defined if row.get("formula")}
    ratios = {name: parse_formula(one.formula) for name, one in terms.items()}
    weeks = _by_week(days, as_of)
    return KpiWeeks(
        terms=terms,
        values={
            (name, channel): tuple(value_of(ratio, week) for week in rows)
            for name, ratio in ratios.items()
            for channel, rows in weeks.items()
        },
    )


def _own_names(project: Project) -> set[str]:
    """Names of the project's own KPIs; none where its file cannot be read, which the run told."""
    path = project.file(FILE)
    document = read_document(path, []) if path.is_file() else None
    content = document.content if document else None
    return {text(one.get("name")) for one in content if isinstance(one, dict)} if isinstance(content, list) else set()


def _terms(row: Row, own: set[str]) -> KpiTerms:
    return KpiTerms(
        name=text(row["kpi"]),
        title=gettext(text(row.get("title")) or text(row["kpi"])),
        formula=text(row["formula"]),
        direction=text(row.get("direction")),
        target=number(row.get("target")),
        warn=number(row.get("warn")),
        breach=number(row.get("breach")),
        is_own=text(row["kpi"]) in own,
    )


def _by_week(days: Sequence[Row], as_of: date) -> dict[str, list[list[Row]]]:
    """Rows of each channel in eight weeks, oldest first."""
    found: dict[str, list[list[Row]]] = {}
    for row in days:
        weeks = found.setdefault(text(row["channel"]), [[] for _ in range(WEEKS)])
        weeks[WEEKS - 1 - ((as_of - certain_day(row["date"])).days - 1) // 7].append(row)
    return found


def value_of(ratio: Ratio, days: Sequence[Row]) -> float | None:
    """The ratio over the days on which all its metrics are known, as `kpi_values` has it; None where it has none."""
    columns = ratio.columns
    known = [row for row in days if all(row.get(name) is not None for name in columns)]
    if not known:
        return None
    top, bottom = _sum(ratio.top, known), _sum(ratio.bottom, known)
    return top / bottom if bottom else None


def _sum(linear: Linear, days: Sequence[Row]) -> float:
    sums = {name: len(days) if name == DAYS else sum(float(row[name]) for row in days) for name in linear.metrics}
    return sum(float(factor) * (1.0 if name == CONSTANT else sums[name]) for name, factor in linear.factors.items())
