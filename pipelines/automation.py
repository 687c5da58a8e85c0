"""What is made again by itself, and when: everything downstream of exports and of the user's own files.

Belongs here: the conditions such assets carry, and the sensor that evaluates them. Not here: what brings exports in
(`sensors`) or notices a changed file (`watching`), nor the run of every morning (`schedules`).

One tick asks for one run of all that hangs on what is new. Seeds are among it whatever is new, so that a run speaks of
one morning only; what is made together carries its condition once. Most assets only follow what they read: a condition
of its own for each of them would keep a core busy with nothing but asking.
"""

from collections.abc import Sequence

import dagster as dg

from smm_assets.assets.keys import BACKTEST, DECISIONS, EXPORTS, FILES, LEDGER, PROJECT, SOFTWARE

INTERVAL_SECONDS = 30
A = dg.AutomationCondition
OUTSIDE = dg.AssetSelection.key_prefixes([EXPORTS]) | dg.AssetSelection.assets(LEDGER, FILES, DECISIONS, SOFTWARE)


def when_something_came() -> dg.AutomationCondition:
    """An export or a file of the user's is new, or this was never made; and what it reads is not being made just now.

    New means: newer than this, than the last time it was asked for, and than the last time making it failed: what
    failed is not asked for again until something comes. Each of the three is a condition of its own, for only then
    Dagster compares moments, and what comes while a run is under way is not taken for what that run has read. A network
    that never exported anything is no reason to wait; that nobody ever looked for exports is one. Only what comes from
    outside counts: what a run made before it died would otherwise draw a part of the tables, published half made.
    """
    came = A.any_deps_match(A.newly_updated()).allow(OUTSIDE)
    is_new = (
        came.since(A.newly_updated()) & came.since(A.newly_requested()) & came.since(A.execution_failed().newly_true())
    )
    is_missing = A.newly_missing().since(A.newly_requested() | A.newly_updated())
    return (
        (is_new | is_missing) & ~A.asset_matches(LEDGER, A.missing()) & ~A.any_deps_in_progress() & ~A.in_progress()
    ).with_label("an export or a file of the project is new")


def along_with(*keys: dg.AssetKey) -> dg.AutomationCondition:
    """One of these, which it reads, is asked for now. The gate of the recommendation holds inside the run."""
    asked = A.any_deps_match(A.will_be_requested()).allow(dg.AssetSelection.assets(*keys))
    return asked.with_label("something it reads is made again")


def automated(parts: Sequence[dg.AssetsDefinition], seeds: dg.AssetsDefinition) -> list[dg.AssetsDefinition]:
    """The same assets, made again by themselves. seeds: among the parts; whatever is new, they are made again."""
    behind = _behind(seeds, parts)
    return [_automated(part, behind) for part in parts]


def _behind(seeds: dg.AssetsDefinition, parts: Sequence[dg.AssetsDefinition]) -> set[dg.AssetKey]:
    """Seeds and all that hangs on them, however far."""
    readers: dict[dg.AssetKey, set[dg.AssetKey]] = {}
    for spec in (spec for part in parts for spec in part.specs):
        for dep in spec.deps:
            readers.setdefault(dep.asset_key, set()).add(spec.key)
    found, waiting = set(seeds.keys), list(seeds.keys)
    while waiting:
        fresh = readers.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _automated(part: dg.AssetsDefinition, behind: set[dg.AssetKey]) -> dg.AssetsDefinition:
    """What is made together or not at all has one condition, on the first that may have one."""
    keys = [spec.key for spec in part.specs]

    def with_condition(spec: dg.AssetSpec) -> dg.AssetSpec:
        if not part.can_subset and spec.key != keys[0]:
            return spec
        return spec.replace_attributes(automation_condition=_condition([dep.asset_key for dep in spec.deps], behind))

    return part.map_asset_specs(with_condition)


def _condition(read: Sequence[dg.AssetKey], behind: set[dg.AssetKey]) -> dg.AutomationCondition:
    """One table behind the seeds tells of all others; Dagster keeps what it finds of each it has to look at."""
    telling = [key for key in read if key in behind][:1] or [key for key in read if not _comes(key)]
    if telling and (telling[0] in behind or not any(map(_comes, read))):
        return along_with(*telling)
    return when_something_came() | along_with(*telling) if telling else when_something_came()


def _comes(key: dg.AssetKey) -> bool:
    """Whether it comes from outside."""
    return key == LEDGER or key.path[0] in (EXPORTS, PROJECT)


def build_downstream() -> dg.AutomationConditionSensorDefinition:
    """Looks every 30 seconds at what was made; asks for one run of all that hangs on something new."""
    return dg.AutomationConditionSensorDefinition(
        "downstream",
        target=dg.AssetSelection.all() - dg.AssetSelection.assets(*BACKTEST),
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Asks for what hangs on new exports, on the user's changed files and decisions, in one run.",
    )
