"""Keys: entity keys, shapes of exports, and the row key that versions of one fact share.

Belongs here: identity. Not here: reading cells or choosing current versions.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.arrays import map_distinct, nulls, text_array
from smm_assets.ingest.rows.hashing import hashed
from smm_assets.ingest.rows.layout import BREAKDOWNS, LEVELS
from smm_assets.ingest.text.plain import plain

_PAGE_KEY = ("network", "account_id", "publisher")
# Tables whose facts carry their own name: natural key by table. A second row of one key is a fault.
NAMED_KEYS = {
    "account_metric": (*_PAGE_KEY, "metric", "period_start", "period_end"),
    "post": (*_PAGE_KEY, "post_id", "scope", "period_start", "period_end"),
    "audience": (*_PAGE_KEY, "audience", "dimension", "bucket", "gender", "grain", "period_start", "period_end"),
    "competitor": ("network", "account_id", "page", "period_start", "period_end"),
}
OUTCOME_KEY = [
    "network",
    "account_id",
    "grain",
    "period_start",
    "period_end",
    "order_id",
    "traffic_source",
    "traffic_medium",
    "channel_group",
    "campaign_name",
    "promo_code",
    "landing_page",
    "device",
]
# result_type is no part of it: an ad's day has none until its first result, so a later export would not restate it.
AD_KEY = [
    "network",
    "account_id",
    "grain",
    "period_start",
    "period_end",
    "level",
    "entity_key",
    "publisher",
    "attribution_setting",
    "breakdown_set",
    *list(BREAKDOWNS[:7]),
]
# Only part of the key where the export has them, so that keys stored before these were known stay the same.
LATER_BREAKDOWNS = BREAKDOWNS[7:]
LATER_OUTCOME = "landing_query"  # part of key and shape only where the export has it
OUTCOME_SHAPE = (
    "order_id",
    "campaign_name",
    "traffic_source",
    "traffic_medium",
    "channel_group",
    "promo_code",
    "landing_page",
    "device",
)


def bare_account(text: str) -> str:
    """An account id without what networks print around it: act_123 and 123-456-7890 are the same account as digits."""
    bare = text.strip().removeprefix("act_").replace("-", "")
    return bare if bare.isdigit() else text.strip()


def normal_names(values: pa.Array) -> pa.Array:
    """Names as keys see them: NFKC, case folded, spaces collapsed; null as ''."""
    return pc.fill_null(map_distinct(values, plain), "")


def named_key(account: pa.Array, parents: Sequence[pa.Array], name: pa.Array, occurrence: pa.Array | None) -> pa.Array:
    """Key of an entity without id: "n:" and a hash of account, parents' and own normalised names, and occurrence."""
    columns = [account, *parents, normal_names(name)]
    if occurrence is not None:
        columns.append(pc.if_else(pc.equal(occurrence, 0), "", pc.cast(occurrence, pa.string())))
    else:
        columns.append(text_array([""]).take(pa.array(np.zeros(len(name), dtype=np.int64))))
    return pc.binary_join_element_wise("n:", hashed(columns), "")


POST_NAMES = ("post_id", "permalink", "title", "text_excerpt", "published_on")


def post_ids(columns: dict[str, pa.Array]) -> pa.Array:
    """The network's id of each post, else its address, else a hash of day, title and text."""
    named = hashed([normal_names(columns[name]) for name in ("title", "text_excerpt")] + [columns["published_on"]])
    return pc.coalesce(columns["post_id"], columns["permalink"], pc.binary_join_element_wise("n:", named, ""))


def entity_keys(
    columns: dict[str, pa.Array], level: str, occurrence: pa.Array | None, carries: frozenset[str]
) -> dict[str, pa.Array]:
    """campaign_key, ad_group_key, ad_key: the id where there is one, else a named key; '' where not carried.

    occurrence numbers otherwise equal rows of the finest level; None counts all as first.
    """
    count = len(columns["account_id"])
    empty = pc.fill_null(nulls(count), "")
    keys: dict[str, pa.Array] = {}
    parents: list[str] = []
    for name in LEVELS[1:]:
        below = LEVELS.index(name) > LEVELS.index(level)
        carried = name == level or f"{name}_id" in carries or f"{name}_name" in carries
        if below or not carried:
            keys[f"{name}_key"] = empty
            continue
        ids = columns[f"{name}_id"]
        if ids.null_count:
            ids = _with_named(ids, columns, parents, f"{name}_name", occurrence if name == level else None)
        keys[f"{name}_key"] = ids
        parents.append(f"{name}_name" if f"{name}_name" in carries else f"{name}_id")
    return keys


def _with_named(
    ids: pa.Array, columns: dict[str, pa.Array], parents: Sequence[str], own: str, occurrence: pa.Array | None
) -> pa.Array:
    """The ids with named keys where there is none; only such rows are hashed. parents: columns of names or ids."""
    nameless = pc.is_null(ids)
    chosen = pc.indices_nonzero(nameless)
    above = [columns[parent].take(chosen) for parent in parents]
    told = [
        normal_names(values) if parent.endswith("_name") else values
        for parent, values in zip(parents, above, strict=True)
    ]
    numbers = None if occurrence is None else occurrence.take(chosen)
    named = named_key(columns["account_id"].take(chosen), told, columns[own].take(chosen), numbers)
    return pc.replace_with_mask(ids, nameless, named)


def ad_shape(level: str, by_id: bool, carries: frozenset[str], breakdown_set: str) -> tuple[str, int]:
    """Shape text and rank of a paid-delivery export: ids beat names, then finer levels, then what it splits by.

    Names mean something only below their parents, so for names the parents the export carries are part of the shape.
    """
    above = [] if by_id else [name for name in LEVELS[1 : LEVELS.index(level)] if f"{name}_name" in carries]
    split = [name for name in ("publisher", "attribution_setting", "result_type") if name in carries]
    within = [f"in {'+'.join(above)}"] if above else []
    broken = [f"by {breakdown_set}"] if breakdown_set else []
    rank = (4 if by_id else 0) + LEVELS.index(level)
    for name in LEVELS[1:3]:
        rank = rank * 2 + (name in above)
    for name in ("publisher", "attribution_setting", "result_type"):
        rank = rank * 2 + (name in carries)
    return "/".join([level, "id" if by_id else "name", *within, *split, *broken]), rank * 2 + (not breakdown_set)


def outcome_shape(carries: frozenset[str], *, by_hour: bool = False) -> tuple[str, int]:
    """Shape text and rank of an export of own results: orders first, then the finer origin, days before hours."""
    split = [name for name in (*OUTCOME_SHAPE, LATER_OUTCOME) if name in carries] + ["hour"] * by_hour
    pages = {"landing_page"} if LATER_OUTCOME in carries else set()
    rank = 0
    for name in OUTCOME_SHAPE:
        rank = rank * 2 + (name in carries | pages)
    return "/".join(split) or "total", rank * 2 + (not by_hour)
