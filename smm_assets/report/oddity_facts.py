"""A finding of the anomaly checks, and how one is said.

Belongs here: the plain value and its words. Not here: reading it (`oddities.py`) or finding it (the SQL models).
"""

from dataclasses import dataclass
from datetime import date

from smm_assets.report.words import grouped, quantity, short_day

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
            return f"conversions are counted in {int(self.observed or 0)} ways: {self.detail}"
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
