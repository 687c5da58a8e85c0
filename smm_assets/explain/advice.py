"""A recommendation as it was recorded: its terms, its lines with their reasons, the curves it rests on.

Belongs here: reading the marts of recommendations. Not here: deciding anything again (`decisions`).
"""

from dataclasses import dataclass
from typing import Any

from smm_assets.errors import UsageError
from smm_assets.report.tables import Reader, Tables


@dataclass(frozen=True, kw_only=True)
class StoredAdvice:
    """One recommendation. header, lines, curve: rows of recommendation, budget_recommendation and response_curve."""

    header: dict[str, Any]
    lines: tuple[dict[str, Any], ...]
    curve: tuple[dict[str, Any], ...]


def stored_advice(reader: Reader, recommendation_id: str = "") -> list[StoredAdvice]:
    """The recommendation of that id, or the newest of each objective. Raises UsageError when there is none."""
    tables = Tables(reader)
    every = tables.rows("marts.recommendation", "SELECT * FROM marts.recommendation ORDER BY as_of DESC, objective")
    if recommendation_id:
        chosen = [row for row in every if str(row["recommendation_id"]).startswith(recommendation_id)]
    else:
        live = [row for row in every if row["status"] != "superseded"]
        chosen = list({row["objective"]: row for row in reversed(live)}.values())
    if not chosen:
        known = ", ".join(str(row["recommendation_id"]) for row in every[:3])
        raise UsageError(
            f"there is no recommendation {recommendation_id}".rstrip(),
            cure=f"The newest: {known}"
            if known
            else "smm run makes recommendations; smm recommend says what they wait for",
        )
    return [_advice(tables, row) for row in chosen]


def _advice(tables: Tables, header: dict[str, Any]) -> StoredAdvice:
    own = {"id": header["recommendation_id"]}
    lines = tables.rows(
        "marts.budget_recommendation",
        "SELECT * FROM marts.budget_recommendation WHERE recommendation_id = :id "
        "ORDER BY recommended_spend DESC, channel",
        own,
    )
    curve = tables.rows(
        "marts.response_curve",
        "SELECT * FROM marts.response_curve WHERE recommendation_id = :id ORDER BY channel, spend",
        own,
    )
    return StoredAdvice(header=header, lines=tuple(lines), curve=tuple(curve))
