"""Facts about all marketing together: what came in for what was spent.

Belongs here: reading marts.blended of one morning. Not here: its formulas (the model) or wording.
"""

from dataclasses import dataclass
from datetime import date

from smm_assets.report.tables import Tables, number, text, whole


@dataclass(frozen=True, kw_only=True)
class Blended:
    """One window. revenue_per_spend: over the days where both are known, `days_compared` of `days`; None: unknown."""

    window: str
    revenue_per_spend: float | None
    days: int
    days_compared: int


def collect_blended(tables: Tables, as_of: date) -> tuple[Blended, ...]:
    """Every window, the shortest first."""
    rows = tables.rows(
        "marts.blended", "SELECT * FROM marts.blended WHERE as_of = :as_of ORDER BY days", {"as_of": as_of}
    )
    return tuple(
        Blended(
            window=text(row["window"]),
            revenue_per_spend=number(row["revenue_per_spend"]),
            days=whole(row["days"]),
            days_compared=whole(row["days_compared"]),
        )
        for row in rows
    )
