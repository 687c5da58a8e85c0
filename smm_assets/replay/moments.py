"""Up to when something counts as known on a past morning.

Belongs here: finding that moment in the books. Not here: copying what was known by then (`copying`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pandas as pd

from smm_assets.warehouse.store import ReadOnlyStore

_LAST_RUN = """
SELECT MAX(started_at) AS at FROM ops.run
WHERE as_of = :as_of AND finished_at IS NOT NULL AND status <> 'failed'
"""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A past morning. until: what was known later is left out, UTC. basis: run (that morning's own) or noon."""

    as_of: date
    until: datetime
    basis: str

    def words(self, zone: ZoneInfo) -> str:
        """The moment for people, on the project's clock."""
        local = self.until.replace(tzinfo=UTC).astimezone(zone)
        why = "when that morning's last run began" if self.basis == "run" else "noon; no run of that morning is known"
        return f"{local:%d %b %Y %H:%M} ({why})"


def moment_of(store: ReadOnlyStore, as_of: date, zone: ZoneInfo) -> Moment:
    """The start of the last finished run for that morning; without one, noon of that day in the project's zone.

    A run takes in files before it builds, with the moment it was called at, which is never later than its start.
    """
    found = store.read(_LAST_RUN, {"as_of": as_of})["at"].iloc[0]
    if not pd.isna(found):
        return Moment(as_of=as_of, until=pd.Timestamp(found).to_pydatetime(), basis="run")
    noon = datetime.combine(as_of, time(12), tzinfo=zone)
    return Moment(as_of=as_of, until=noon.astimezone(UTC).replace(tzinfo=None), basis="noon")
