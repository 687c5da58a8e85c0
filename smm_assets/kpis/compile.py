"""KPIs as SQL: every formula a ratio of sums over the days on which all its metrics are known.

Belongs here: one SELECT for all KPIs. Not here: what a KPI is (`definition`) or running it (`sqlmodels.build`).
"""

from collections.abc import Sequence
from decimal import Decimal

from smm_assets.kpis.definition import CONSTANT, DAYS, Kpi, Linear
from smm_assets.kpis.lineage import STORED_AS
from smm_assets.kpis.thresholds import warning_level
from smm_assets.warehouse.columns import literal

SUM = "DECIMAL(38, 6)"  # of money, results and counts alike
SHORT, PLACES = Decimal(10**9), 6
_TABLES = {"channel": "channel_daily", "campaign": "campaign_daily"}
_CAMPAIGN = {"channel": ("''", "CAST(NULL AS VARCHAR)"), "campaign": ("d.campaign_key", "MAX(d.campaign_name)")}


_REASON = """CASE
        WHEN v.value IS NULL AND v.denominator = 0 THEN 'nothing to divide by in the window'
        WHEN v.value IS NULL THEN 'on no day of the window is all it needs known'
    END"""


def select(kpis: Sequence[Kpi]) -> str:
    """The body of model kpi_values, in the portable subset. Without KPIs it yields no rows."""
    parts = [_sums(kpi) for kpi in kpis] or [_nothing()]
    union = "\n    UNION ALL\n".join(parts)
    return f"""WITH summed AS (
{union}
),

valued AS (
    SELECT
        as_of, "window", channel, campaign, campaign_name, kpi, title, formula, unit, direction, owner, numerator,
        denominator, numerator / NULLIF(denominator, 0) AS value, target, warn, breach, data_through, sample_ok,
        metrics, window_end
    FROM summed
),

retired AS (
    SELECT DISTINCT c.channel, r.metric, r.since, n.label || ' reports no ' || REPLACE(r.metric, '_', ' ') || ' since '
        || CAST(r.since AS VARCHAR) || ': ' || r.why AS note
    FROM ref('seed_retired_metric') AS r
    INNER JOIN ref('seed_campaign') AS c ON c.network = r.network AND c.is_paid_media
        AND (r.publisher IS NULL OR c.publisher = r.publisher)
    INNER JOIN ref('seed_network') AS n ON n.network = r.network
    WHERE r.raw_table = 'ad_delivery'
),

noted AS (
    SELECT v."window", v.channel, v.campaign, v.kpi, MIN(r.note) AS note
    FROM valued AS v
    INNER JOIN retired AS r
        ON r.channel = v.channel AND r.since <= v.window_end AND STRPOS(v.metrics, ',' || r.metric || ',') > 0
    GROUP BY v."window", v.channel, v.campaign, v.kpi
)

SELECT
    v.as_of, v."window", v.channel, v.campaign, v.campaign_name, v.kpi, v.title, v.formula, v.unit, v.direction,
    v.owner, v.value, v.numerator, v.denominator, v.target, v.warn, v.breach, v.data_through,
    CASE
        WHEN v.value IS NULL THEN 'no_data' WHEN v.target IS NULL THEN 'no_target'
        WHEN v.direction = 'up' AND v.value >= v.target THEN 'good'
        WHEN v.direction = 'down' AND v.value <= v.target THEN 'good'
        WHEN v.direction = 'up' AND v.value >= v.warn THEN 'watch'
        WHEN v.direction = 'down' AND v.value <= v.warn THEN 'watch'
        WHEN v.direction = 'up' AND v.value < v.breach THEN 'breach'
        WHEN v.direction = 'down' AND v.value > v.breach THEN 'breach' ELSE 'bad'
    END AS status,
    v.value IS NOT NULL AND v.sample_ok AS sample_ok, o.note, {_REASON} AS reason
FROM valued AS v
LEFT JOIN noted AS o
    ON o."window" = v."window" AND o.channel = v.channel AND o.campaign = v.campaign AND o.kpi = v.kpi"""  # noqa: S608


def _sums(kpi: Kpi) -> str:
    key, name = _CAMPAIGN[kpi.level]
    known = " AND ".join(f"d.{metric} IS NOT NULL" for metric in kpi.ratio.columns)
    enough = " AND ".join(_reached(metric, number, known) for metric, number in sorted(kpi.min_sample.items()))
    group = ", d.campaign_key" if kpi.level == "campaign" else ""
    texts = {name: getattr(kpi, name) for name in ("title", "formula", "unit", "direction", "owner")}
    numbers = {"target": kpi.target, "warn": _warn(kpi), "breach": kpi.breach}
    return f"""    SELECT
        w.as_of, w.window_name AS "window", d.channel, {key} AS campaign, {name} AS campaign_name,
        {literal(kpi.name)} AS kpi, {", ".join(f"{literal(text)} AS {key}" for key, text in texts.items())},
        {_linear(kpi.ratio.top, known)} AS numerator,
        {_linear(kpi.ratio.bottom, known)} AS denominator,
        {", ".join(f"{_number(number)} AS {key}" for key, number in numbers.items())},
        MAX(d.data_through) AS data_through, {enough} AS sample_ok,
        {literal(_stored(kpi))} AS metrics, w.window_end
    FROM ref('seed_window') AS w
    INNER JOIN ref('{_TABLES[kpi.level]}') AS d ON d.date >= w.window_start AND d.date <= w.window_end
    GROUP BY w.as_of, w.window_name, w.window_end, d.channel{group}"""  # noqa: S608


def _warn(kpi: Kpi) -> Decimal | None:
    return warning_level(kpi.direction, (kpi.target, kpi.warn, kpi.breach))


def _reached(metric: str, number: Decimal, known: str) -> str:
    """Whether the days that count hold enough of the metric."""
    return f"COALESCE({_total(metric, known)}, 0) >= {number:f}"


def _stored(kpi: Kpi) -> str:
    """Raw columns the formula rests on, each between commas."""
    names = sorted({column for metric in kpi.ratio.columns for column in STORED_AS.get(metric, (metric,))})
    return f",{','.join(names)},"


def _linear(linear: Linear, known: str) -> str:
    if not linear.metrics:
        return f"CAST({linear.constant or 0:f} AS DOUBLE)"
    exact = all(_is_short(factor) for factor in linear.factors.values())
    terms = [_term(name, factor, known, exact) for name, factor in sorted(linear.factors.items())]
    return f"CAST({' + '.join(terms)} AS DOUBLE)"


def _term(name: str, factor: Decimal, known: str, exact: bool) -> str:
    """One metric's sum, always added up in decimals, times its factor; in decimals too when `exact`."""
    if name == CONSTANT:
        return f"({factor:f})"
    total = f"CAST({_total(name, known)} AS {SUM})"
    total = total if exact else f"CAST({total} AS DOUBLE)"
    return total if factor == 1 else f"({factor:f}) * {total}"


def _total(name: str, known: str) -> str:
    """A metric over the days that count; for `days` how many there are."""
    if name == DAYS:
        return f"COUNT(DISTINCT CASE WHEN {known} THEN d.date END)"
    return f"SUM(CASE WHEN {known} THEN d.{name} END)"


def _is_short(factor: Decimal) -> bool:
    """Whether a sum times this factor keeps within 38 digits."""
    return abs(factor) < SHORT and factor == round(factor, PLACES)


def _number(value: Decimal | None) -> str:
    return "CAST(NULL AS DOUBLE)" if value is None else f"CAST({value:f} AS DOUBLE)"


def _nothing() -> str:
    texts = ", ".join(
        f"CAST(NULL AS VARCHAR) AS {name}" for name in ("kpi", "title", "formula", "unit", "direction", "owner")
    )
    return f"""    SELECT
        w.as_of, w.window_name AS "window", w.window_name AS channel, '' AS campaign,
        CAST(NULL AS VARCHAR) AS campaign_name, {texts}, CAST(0 AS DOUBLE) AS numerator,
        CAST(0 AS DOUBLE) AS denominator, CAST(0 AS DOUBLE) AS target, CAST(0 AS DOUBLE) AS warn,
        CAST(0 AS DOUBLE) AS breach, w.as_of AS data_through, TRUE AS sample_ok, '' AS metrics, w.window_end
    FROM ref('seed_window') AS w
    WHERE w.as_of IS NULL"""  # noqa: S608
