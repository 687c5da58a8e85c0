"""The curves of a morning: learned from the store, as rows of seed_maturity, and kept in state.maturity as they change.

Belongs here: reading raw, rows, and noticing a change. Not here: learning (`learning`).
"""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from smm_assets.ingest.habits import Network
from smm_assets.maturity.curve import Curve, defaults
from smm_assets.maturity.learning import learn
from smm_assets.maturity.versions import OWN, PAID, read_versions
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of

MOVED = 0.005  # completeness a curve must have moved by at some age to be kept again
PLACES = 6
_LATEST = """
SELECT k.network, k.metric, k.as_of, k.age_days, k.completeness, k.basis
FROM state.maturity AS k
INNER JOIN (SELECT network, metric, MAX(as_of) AS as_of FROM state.maturity GROUP BY network, metric) AS l
    ON l.network = k.network AND l.metric = k.metric AND l.as_of = k.as_of
ORDER BY k.network, k.metric, k.age_days
"""


def curves(
    store: Store,
    networks: Mapping[str, Network],
    as_of: dt.date,
    offsets: Mapping[tuple[str, str], float],
) -> list[Curve]:
    """Curves of all networks as they could be known on the morning of as_of.

    offsets: (network, account) → hours its clock is ahead of UTC. Where one network has both paid delivery and own
    results of one metric, the metric's curve is that of paid delivery.
    """
    start = defaults(networks)
    paid = learn(read_versions(store, PAID, as_of, offsets), start)
    own = learn(read_versions(store, OWN, as_of, offsets), start)
    found = {(one.network, one.metric): one for one in paid}
    for one in own:
        key = (one.network, one.metric)
        if key not in found or not found[key].days:
            found[key] = one
    return [found[key] for key in sorted(found)]


def rows(learned: Sequence[Curve]) -> list[dict[str, object]]:
    """Rows of seed_maturity, by network, metric and age; figures rounded to PLACES, so that 1 is 1 on any machine."""
    return [
        {
            "network": one.network,
            "metric": one.metric,
            "age_days": place + 1,
            "completeness": round(float(one.completeness[place]), PLACES),
            "low": round(float(one.low[place]), PLACES),
            "high": round(float(one.high[place]), PLACES),
            "spread": round(float(one.spread[place]), PLACES),
            "uncertainty": round(float(one.uncertainty[place]), PLACES),
            "can_fall": bool(one.can_fall[place]),
            "days_learned": one.days,
            "exports_learned": one.exports,
            "basis": one.basis,
        }
        for one in learned
        for place in range(len(one.completeness))
    ]


def keep(store: Store, learned: Sequence[Mapping[str, object]], as_of: dt.date) -> int:
    """Append curves whose completeness moved by MOVED at any age, or whose basis changed, since they were last kept.

    learned: rows of seed_maturity. A run for the same morning replaces that morning's; one for an earlier morning than
    the last keeps nothing. Returns curves appended.
    """
    if not learned:
        return 0
    latest = dict(iter(store.read(_LATEST).groupby(["network", "metric"])))
    changed: list[Mapping[Hashable, object]] = []
    for key, group in pd.DataFrame(learned).groupby(["network", "metric"], sort=True):
        before = latest.get(key)
        if before is None or (day_of(before["as_of"].iloc[0]) <= as_of and _moved(before, group)):
            changed += [{"as_of": as_of, **row} for row in group.to_dict("records")]
            _forget(store, {"network": key[0], "metric": key[1]}, as_of, before)
    columns = ["as_of", "network", "metric", "age_days", "completeness", "low", "high", "basis"]
    frame = pd.DataFrame(changed, columns=[*columns, "days_learned", "exports_learned"])
    if len(frame):
        store.load("state", "maturity", frame)
    return len(frame.drop_duplicates(["network", "metric"]))


def _forget(store: Store, key: Mapping[str, object], as_of: dt.date, before: pd.DataFrame | None) -> None:
    """Take away what an earlier run of the same morning kept."""
    if before is not None and day_of(before["as_of"].iloc[0]) == as_of:
        store.execute(
            "DELETE FROM state.maturity WHERE as_of = :as_of AND network = :network AND metric = :metric",
            {"as_of": as_of, **key},
        )


def _moved(before: pd.DataFrame, now: pd.DataFrame) -> bool:
    if len(before) != len(now) or before["basis"].iloc[0] != now["basis"].iloc[0]:
        return True
    change = before["completeness"].to_numpy(float) - now.sort_values("age_days")["completeness"].to_numpy(float)
    return bool((abs(change) >= MOVED).any())
