"""Rows of seeds that settings, networks and the morning alone give.

Belongs here: seeds that need no file and no store. Not here: the user's files or what stands in raw tables (`seeds`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from smm_assets.budget.channel_rows import result_of, utc_offset
from smm_assets.budget.days import comparison_rows, window_rows
from smm_assets.budget.plan import Row
from smm_assets.budget.survey import survey_rows
from smm_assets.effectiveness import DEFINITIONS
from smm_assets.effectiveness.student import student_rows
from smm_assets.ingest.habits import Network
from smm_assets.report.words import AMOUNTS, noun
from smm_assets.settings import OBJECTIVES, RESULT_METRICS, Settings


def fixed_rows(
    settings: Settings, as_of: dt.date, networks: Mapping[str, Network]
) -> dict[str, Sequence[Mapping[str, object]]]:
    """Seed → its rows."""
    return {
        "seed_settings": [_settings_row(settings, as_of)],
        "seed_level_rule": [{"restatement_share": settings.thresholds.restatement_share}],
        "seed_window": window_rows(as_of),
        "seed_comparison": comparison_rows(as_of),
        "seed_student": student_rows(),
        "seed_noun": _noun_rows(),
        "seed_network": [_network_row(network) for network in networks.values()],
        "seed_marketing": [settings.blended.model_dump()],
        "seed_marketing_survey": survey_rows(),
        "seed_objective": [{"objective": name, **result_of(settings, name)} for name in OBJECTIVES],
        "seed_result_definition": _definition_rows(),
        "seed_split": [{"category": name, "target_share": share} for name, share in settings.split.items()],
        "seed_retired_metric": _retired_rows(networks),
    }


def _settings_row(settings: Settings, as_of: dt.date) -> Row:
    limits = settings.thresholds
    return {
        "as_of": as_of,
        "reporting_currency": settings.currency,
        "timezone": settings.timezone,
        "utc_offset_hours": utc_offset(settings.timezone, as_of),
        "project_name": settings.name,
        "stale_days": limits.stale_days,
        "immature_days": limits.immature_days,
        "split_tolerance": limits.split_tolerance,
        "quarantined_share": limits.quarantined_share,
        "anomaly_deviations": limits.anomaly_deviations,
        "anomaly_count": limits.anomaly_count,
        "reconciliation_tolerance": limits.reconciliation_tolerance,
        "content_days": limits.content_days,
        "rollover": settings.rollover,
    }


def _network_row(network: Network) -> Row:
    return {
        "network": network.value,
        "label": network.label,
        "click_kind": network.click_kind,
        "kind": network.kind,
        "measured_by": network.measured_by,
        "daily_overspend": network.daily_overspend,
        "overspend_window": network.overspend_window or None,
        "window_budgets": network.window_budgets or None,
        "learning_results": network.learning_results or None,
    }


def _noun_rows() -> list[Row]:
    return [
        {"metric": name, "one": noun(name), "many": noun(name, many=True), "is_amount": name in AMOUNTS}
        for name in RESULT_METRICS
    ]


def _definition_rows() -> list[Row]:
    return [
        {"definition": one.name, "label": one.label, "family": one.family, "result_source": one.source}
        | {"result_metric": one.metric, "event_metric": one.event_metric}
        for one in DEFINITIONS
    ]


def _retired_rows(networks: Mapping[str, Network]) -> list[Row]:
    return [
        {"network": network.value, "raw_table": one.table, "metric": one.column, "since": one.since}
        | {"publisher": one.publisher or None, "why": one.why, "source": one.source}
        for network in networks.values()
        for one in network.retired
    ]
