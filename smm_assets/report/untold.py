"""Facts about alerts that could not be delivered.

Belongs here: reading them, and the need that follows. Not here: sending (`smm_assets/alerts`).
"""

from dataclasses import dataclass
from datetime import datetime

from smm_assets.language import gettext, ngettext
from smm_assets.report.facts import Need
from smm_assets.report.tables import Tables, text, whole
from smm_assets.report.words import grouped

_LAST = """
SELECT d.target, MAX(d.tried_at) AS tried_at, MAX(d.failures) AS failures, MAX(d.error) AS error, COUNT(*) AS matters
FROM state.alert_delivery AS d
INNER JOIN (SELECT target, MAX(tried_at) AS tried_at FROM state.alert_delivery GROUP BY target) AS l
    ON l.target = d.target AND l.tried_at = d.tried_at
WHERE d.error <> '' GROUP BY d.target ORDER BY d.target
"""


@dataclass(frozen=True, kw_only=True)
class Untold:
    """A target the last message did not reach. failures: runs in which it was tried; matters: what it was not told."""

    target: str
    tried_at: datetime
    failures: int
    matters: int
    error: str


def collect_untold(tables: Tables) -> tuple[Untold, ...]:
    """Targets whose last message could not be delivered."""
    return tuple(
        Untold(
            target=text(row["target"]),
            tried_at=row["tried_at"],
            failures=whole(row["failures"]),
            matters=whole(row["matters"]),
            error=text(row["error"]),
        )
        for row in tables.rows("state.alert_delivery", _LAST)
    )


def untold_needs(untold: tuple[Untold, ...]) -> list[Need]:
    """One need for each of them."""
    return [
        Need(
            topic="alerts",
            where=gettext("Alerts to {target}", target=one.target),
            what=ngettext(
                "{count} try failed, last {moment} UTC: {error}",
                "{count} tries failed, last {moment} UTC: {error}",
                one.failures,
                count=grouped(one.failures),
                moment=f"{one.tried_at:%Y-%m-%d %H:%M}",
                error=one.error,
            ),
            cure=gettext(
                "Correct its address or its service, then: smm alerts test --target {target}; smm alerts send",
                target=one.target,
            ),
        )
        for one in untold
    ]
