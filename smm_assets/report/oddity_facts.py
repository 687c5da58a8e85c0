"""A finding of the anomaly checks, and how one is said.

Belongs here: the plain value and its words. Not here: reading it (`oddities.py`) or finding it (the SQL models).
"""

from dataclasses import dataclass
from datetime import date

from smm_assets.language import gettext, mark
from smm_assets.phrasebook import told
from smm_assets.report.words import grouped, percent, quantity, short_day

_SHARES = ("ctr_jump", "cvr_jump")
_WHAT = {
    "volume_drop": mark("impressions"),
    "spend_jump": mark("spend"),
    "spend_above_plan": mark("spend"),
    "ctr_jump": mark("click rate"),
    "cpc_jump": mark("cost per click"),
    "cpm_jump": mark("cost per thousand impressions"),
    "cvr_jump": mark("conversions per click"),
    "conversions_above_orders": mark("conversions reported by all networks together"),
}
_VANISHED = {
    "conversions_vanished": mark("no conversions {days} while spend goes on; about {count} were to be expected"),
    "orders_vanished": mark("no orders {days} while spend goes on; about {count} were to be expected"),
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
            days = gettext("{first} to {last}", first=short_day(self.first_day), last=days)
        if self.check in ("conversions_vanished", "orders_vanished"):
            return gettext(_VANISHED[self.check], days=days, count=quantity(self.low or 0))
        if self.check in ("mixed_attribution", "mixed_definition"):
            ways = int(self.observed or 0)
            return gettext("conversions are counted in {count} ways: {ways}", count=ways, ways=told(self.detail))
        seen = f"{gettext(_WHAT[self.check])} {self._figure(self.observed)} ({days})"
        if self.observed is not None and self.high is not None and self.observed > self.high:
            return gettext("{seen}, usual is up to {figure}", seen=seen, figure=self._figure(self.high))
        return gettext("{seen}, usual is from {figure}", seen=seen, figure=self._figure(self.low))

    def _figure(self, value: float | None) -> str:
        if value is None:
            return gettext("unknown")
        if self.check in _SHARES:
            return percent(100 * value, 2)
        return grouped(value, 2 if value < 100 else 0)
