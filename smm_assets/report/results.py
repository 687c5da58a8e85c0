"""Facts about results: the headline of each objective and the KPI values of the last 7 days.

Belongs here: results, cost per result, KPIs. Not here: intervals and ranking (the tables have them).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from smm_assets.language import gettext
from smm_assets.report.facts import Headline, Kpi
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, number, text, whole

WINDOW = "7d"
FINAL = 0.95  # completeness from which a metric counts as final


# of the week before only days whose counterpart a week later is known
_HEADLINES = """
SELECT
    objective, max(result_metric) AS metric, max(result_source) AS source,
    sum(CASE WHEN date >= :week AND result IS NOT NULL THEN spend END) AS spend,
    sum(CASE WHEN date >= :week AND spend IS NOT NULL THEN result END) AS results,
    sum(CASE WHEN date < :week AND result IS NOT NULL AND week_later THEN spend END) AS spend_before,
    sum(CASE WHEN date < :week AND spend IS NOT NULL AND week_later THEN result END) AS results_before,
    count(DISTINCT CASE WHEN completeness < :final THEN date END) AS filling_days,
    sum(CASE WHEN completeness < :final AND completeness > 0 THEN result / completeness - result END) AS coming
FROM (
    SELECT d.*, EXISTS (
        SELECT 1 FROM marts.decision_history AS n WHERE n.channel = d.channel AND n.objective = d.objective
            AND n.date = d.date + INTERVAL '7' DAY AND n.spend IS NOT NULL AND n.result IS NOT NULL) AS week_later
    FROM marts.decision_history AS d
) AS days
WHERE date >= :start AND date < :as_of AND result_metric IS NOT NULL
GROUP BY objective ORDER BY spend DESC NULLS LAST, objective
"""


def collect_headlines(tables: Tables, as_of: date) -> tuple[Headline, ...]:
    """Results and cost per result of the last 7 days and the 7 before, per objective; most spend first.

    Of the week before only days whose counterpart a week later is known: a late channel is left out of both.
    """
    rows = tables.rows(
        "marts.decision_history",
        _HEADLINES,
        {"as_of": as_of, "week": as_of - timedelta(days=7), "start": as_of - timedelta(days=14), "final": FINAL},
    )
    grades = _grades(tables, as_of)
    return tuple(
        Headline(
            objective=text(row["objective"]),
            metric=text(row["metric"]),
            source=text(row["source"]),
            grade=grades.get(text(row["objective"]), ""),
            results=number(row["results"]),
            cost_per_result=_ratio(number(row["spend"]), number(row["results"])),
            cost_before=_ratio(number(row["spend_before"]), number(row["results_before"])),
            filling_days=whole(row["filling_days"]),
            still_to_come=number(row["coming"]),
        )
        for row in rows
    )


def _grades(tables: Tables, as_of: date) -> Mapping[str, str]:
    """The weakest comparability among the channels of each objective."""
    rows = tables.rows(
        "marts.channel_effectiveness",
        "SELECT objective, max(comparability) AS grade FROM marts.channel_effectiveness "
        'WHERE as_of = :as_of AND "window" = :window GROUP BY objective',
        {"as_of": as_of, "window": WINDOW},
    )
    return {text(row["objective"]): text(row["grade"]) for row in rows}


def collect_kpis(tables: Tables, labels: Labels, as_of: date) -> tuple[Kpi, ...]:
    """KPI values per channel of the last 7 days; campaign values stay in the tables."""
    rows = tables.rows(
        "marts.kpi_values",
        'SELECT * FROM marts.kpi_values WHERE as_of = :as_of AND "window" = :window '
        "AND coalesce(campaign, '') = '' ORDER BY kpi, channel",
        {"as_of": as_of, "window": WINDOW},
    )
    factors = {row["kpi"] for row in rows if row.get("unit") == "ratio" and (row["value"] or 0) >= 1}
    return tuple(
        Kpi(
            name=text(row["kpi"]),
            title=gettext(text(row.get("title")) or text(row["kpi"]).replace("_", " ")),
            unit="times" if row["kpi"] in factors else text(row.get("unit")),
            channel=text(row["channel"]),
            label=labels.channel(text(row["channel"])),
            value=number(row["value"]),
            target=number(row["target"]),
            status=text(row["status"]),
            sample_ok=bool(row["sample_ok"]),
            note=text(row.get("note")),
        )
        for row in rows
    )


def _ratio(top: float | None, bottom: float | None) -> float | None:
    return top / bottom if top is not None and bottom else None
