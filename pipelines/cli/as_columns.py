"""Facts as JSON under the names their tables' columns have, so that a script that reads one reads the other.

Belongs here: which fact is which column. Not here: the facts (`smm_assets/report`), writing JSON (`terminal.py`).
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.facts import Kpi, Pacing, SplitLine

# Fact → (table, {name of the fact: column}); names that are not here are those of the columns already.
COLUMNS: dict[type, tuple[str, Mapping[str, str]]] = {
    Pacing: (
        "budget_adherence",
        {
            "spend": "spend_to_date",
            "estimated": "unreported_estimate",
            "expected": "expected_to_date",
            "projected": "projected_spend",
        },
    ),
    SplitLine: (
        "budget_split",
        {"target": "target_share", "planned": "planned_share", "actual": "actual_share", "amount": "actual_amount"},
    ),
    Kpi: ("kpi_values", {"name": "kpi"}),
    Advice: ("recommendation", {"metric": "result_metric"}),
    AdviceLine: (
        "budget_recommendation",
        {
            "current": "current_spend",
            "recommended": "recommended_spend",
            "approved": "approved_spend",
            "marginal": "marginal_return_recommended",
            "constraint": "binding_constraint",
        },
    ),
}


def as_columns(value: Any) -> Any:
    """The value with its facts as mappings under the names of columns."""
    if is_dataclass(value) and not isinstance(value, type):
        _, names = COLUMNS.get(type(value), ("", {}))
        return {names.get(one.name, one.name): as_columns(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_columns(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_columns(item) for item in value]
    return value
