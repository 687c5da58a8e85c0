"""What is out of the ordinary this morning, as facts and in words.

Belongs here: rows of marts.anomaly and names outside the naming rules, and how one is said. Not here: finding them
(`dbt_like_sql`), the order of needs (`needs.py`).
"""

from dataclasses import dataclass
from datetime import date

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, certain_day, number, text, whole
from smm_assets.report.words import grouped, quantity, short_day

ALL = "all"
_SHARES = ("ctr_jump", "cvr_jump")
_WHAT = {
    "volume_drop": "impressions",
    "spend_jump": "spend",
    "spend_above_plan": "spend",
    "ctr_jump": "click rate",
    "cpc_jump": "cost per click",
    "cpm_jump": "cost per thousand impressions",
    "cvr_jump": "conversions per click",
    "conversions_above_orders": "conversions reported by all networks together",
}


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """One row of marts.anomaly. severity: warn or note; event: what events.csv says of these days, else empty."""

    channel: str
    label: str
    check: str
    first_day: date
    last_day: date
    observed: float | None
    low: float | None
    high: float | None
    severity: str
    detail: str
    event: str
    cure: str

    def words(self) -> str:
        """What was seen and what would be usual."""
        days = short_day(self.last_day)
        if self.first_day != self.last_day:
            days = f"{short_day(self.first_day)} to {days}"
        if self.check in ("conversions_vanished", "orders_vanished"):
            what = self.check.split("_")[0]
            return f"no {what} {days} while spend goes on; about {quantity(self.low or 0)} were to be expected"
        if self.check in ("mixed_attribution", "mixed_definition"):
            return f"conversions are counted in {whole(self.observed)} ways: {self.detail}"
        seen = f"{_WHAT[self.check]} {self._figure(self.observed)} ({days})"
        if self.observed is not None and self.high is not None and self.observed > self.high:
            return f"{seen}, usual is up to {self._figure(self.high)}"
        return f"{seen}, usual is from {self._figure(self.low)}"

    def _figure(self, value: float | None) -> str:
        if value is None:
            return "unknown"
        if self.check in _SHARES:
            return f"{grouped(100 * value, 2)} %"
        return grouped(value, 2 if value < 100 else 0)


def collect_oddities(tables: Tables, labels: Labels, as_of: date) -> tuple[Oddity, ...]:
    """Warnings first, then notes; by channel and check."""
    rows = tables.rows(
        "marts.anomaly",
        "SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, severity, detail, event, cure "
        "FROM marts.anomaly WHERE as_of = :as_of ORDER BY severity DESC, channel, check_name",
        {"as_of": as_of},
    )
    return tuple(
        Oddity(
            channel=text(row["channel"]),
            label="All channels" if row["channel"] == ALL else labels.channel(text(row["channel"])),
            check=text(row["check_name"]),
            first_day=certain_day(row["first_day"]),
            last_day=certain_day(row["last_day"]),
            observed=number(row["observed"]),
            low=number(row["usual_low"]),
            high=number(row["usual_high"]),
            severity=text(row["severity"]),
            detail=text(row["detail"]),
            event=text(row["event"]),
            cure=text(row["cure"]),
        )
        for row in rows
    )


def count_misnamed(tables: Tables) -> int:
    """Campaigns whose latest name does not follow the naming rules of smm.yaml; 0 without rules."""
    sql = (
        "SELECT count(*) AS n FROM (SELECT DISTINCT network, account_id, campaign_key FROM marts.naming_violation) AS v"
    )
    return whole(tables.first("marts.naming_violation", sql).get("n"))
