"""Which buckets of ages, countries and regions lie outside the target audience.

Belongs here: judging a bucket. Not here: what smm.yaml may say (`smm_assets/settings/audience`) or the money spent on
a bucket (`dbt_like_sql/marts/audience_growth`).
"""

from collections.abc import Iterable

from smm_assets.budget.plan import Row
from smm_assets.budget.raw_keys import Record
from smm_assets.settings import TargetAudience, age_bounds, country_code


def off_target_rows(buckets: Iterable[Record], target: TargetAudience) -> list[Row]:
    """Rows of seed_off_target. buckets: dimension and bucket as raw tables hold them."""
    judged = [(one["dimension"], one["bucket"], _is_off(one["dimension"], one["bucket"], target)) for one in buckets]
    return [
        {"dimension": dimension, "bucket": bucket, "is_off_target": off}
        for dimension, bucket, off in judged
        if off is not None
    ]


def _is_off(dimension: str, bucket: str, target: TargetAudience) -> bool | None:
    """None where smm.yaml names nothing of the kind, or the bucket is not understood ("unknown")."""
    judge = {"age": _too_old_or_young, "country": _abroad, "region": _elsewhere}[dimension]
    return judge(bucket, target)


def _too_old_or_young(bucket: str, target: TargetAudience) -> bool | None:
    """A bucket that the target cuts through is not held against it."""
    found = age_bounds(bucket)
    wanted = [bounds for bounds in map(age_bounds, target.ages) if bounds]
    if not wanted or found is None:
        return None
    return all(found[1] < first or last < found[0] for first, last in wanted)


def _abroad(bucket: str, target: TargetAudience) -> bool | None:
    found = country_code(bucket)
    wanted = {country_code(text) for text in target.countries}
    return found not in wanted if wanted and found else None


def _elsewhere(bucket: str, target: TargetAudience) -> bool | None:
    found = bucket.strip().casefold()
    wanted = {text.strip().casefold() for text in target.regions}
    return found not in wanted if wanted and found not in _NOWHERE else None


_NOWHERE = {"", "unknown", "other", "others", "(not set)", "unspecified", "неизвестно", "unbekannt"}
