"""Gives every row of a part its keys, chunk by chunk, so that chunk size changes nothing.

Belongs here: levels, shapes, occurrences and duplicates of one part. Not here: how a key is hashed (`keys`).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets import schema
from smm_assets.ingest.rows.arrays import constant, mask, nulls
from smm_assets.ingest.rows.convert import Rejections
from smm_assets.ingest.rows.decide import Decisions, carried_breakdowns
from smm_assets.ingest.rows.hashing import halves, hashed, written
from smm_assets.ingest.rows.keys import (
    AD_KEY,
    LATER_BREAKDOWNS,
    LATER_OUTCOME,
    NAMED_KEYS,
    OUTCOME_KEY,
    POST_NAMES,
    ad_shape,
    entity_keys,
    outcome_shape,
    post_ids,
)
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.occurrences import Occurrences

_SAME_ORDER = "an earlier row of the file is the same order, which counts once"
_SPLITS = ("publisher", "attribution_setting", "result_type")


class Identity:
    """Keys of one part's rows. shape and rank are those of the whole part."""

    def __init__(self, layout: Layout, decisions: Decisions) -> None:
        self.layout = layout
        self.decisions = decisions
        self.occurrences = Occurrences()
        self.orders = Occurrences()
        self.breakdown_set = carried_breakdowns(decisions)
        self.shape, self.rank = self._shape()

    def _shape(self) -> tuple[str, int]:
        decisions = self.decisions
        if self.layout.table.name == schema.AD_DELIVERY.name:
            return ad_shape(decisions.level, decisions.by_id, decisions.carries, self.breakdown_set)
        if self.layout.table.name == schema.OUTCOME.name:
            return outcome_shape(decisions.carries, by_hour="day_hour" in self.layout.by_target)
        return "", 0

    def assign(self, columns: dict[str, pa.Array], faults: Rejections, counted: np.ndarray) -> None:
        """Add all key columns of the table. Rows not counted (totals, rejected) take no occurrence number."""
        count = len(counted)
        if "shape" in self.layout.kinds:
            columns["shape"] = constant(self.shape, count)
            columns["shape_rank"] = constant(self.rank, count, pa.int64())
        if self.layout.table.name == schema.AD_DELIVERY.name:
            self._ad(columns, faults, counted)
        elif self.layout.table.name == schema.OUTCOME.name:
            self._outcome(columns, faults, counted)
        else:
            if self.layout.table.name == schema.POST.name:
                self._named(columns, faults)
                columns["post_id"] = post_ids(columns)
                counted = counted & ~faults.bad
            natural = halves([columns[name] for name in NAMED_KEYS[self.layout.table.name]])
            self._once(natural, faults, counted, np.ones(count, dtype=bool))
            columns["row_key"] = written(natural)

    def _ad(self, columns: dict[str, pa.Array], faults: Rejections, counted: np.ndarray) -> None:
        count = len(counted)
        decisions = self.decisions
        columns["level"] = constant(decisions.level, count)
        columns["key_quality"] = constant("id" if decisions.by_id else "name", count)
        columns["breakdown_set"] = constant(self.breakdown_set, count)
        carries = decisions.carries
        first = entity_keys(columns, decisions.level, None, carries)
        key = (*AD_KEY, *(name for name in LATER_BREAKDOWNS if name in carries))
        natural = halves([self._part_of_key(columns, first, name) for name in key])
        own_id = columns.get(f"{decisions.level}_id", nulls(count))
        has_id = mask(pc.is_valid(own_id)) & decisions.by_id
        numbers = self._once(natural, faults, counted, has_id)
        numbers = np.where(has_id, 0, numbers)
        again = numbers.any()
        columns.update(entity_keys(columns, decisions.level, pa.array(numbers), carries) if again else first)
        columns["row_key"] = _numbered(natural, numbers)

    def _named(self, columns: dict[str, pa.Array], faults: Rejections) -> None:
        told = [mask(pc.is_valid(columns[name])) for name in POST_NAMES]
        reason = "the row names no post: it has no id, no address, no text and no day"
        faults.add(~np.logical_or.reduce(told), "missing_id", self._heading("post_id"), None, reason)

    def _part_of_key(self, columns: dict[str, pa.Array], keys: dict[str, pa.Array], name: str) -> pa.Array:
        level, count = self.decisions.level, len(columns["account_id"])
        if name == "entity_key":
            return keys[f"{level}_key"] if level != "account" else constant("", count)
        if name in _SPLITS and name not in self.decisions.carries:
            return constant("", count)
        return columns[name]

    def _outcome(self, columns: dict[str, pa.Array], faults: Rejections, counted: np.ndarray) -> None:
        hour = [columns["hour"]] if "hour" in columns else []
        later = [columns[LATER_OUTCOME]] if LATER_OUTCOME in self.decisions.carries else []
        natural = halves([columns[name] for name in OUTCOME_KEY] + later + hour)
        has_id = mask(pc.is_valid(columns["order_id"]))
        numbers = self._once(natural, faults, counted, has_id)
        orders = halves([columns["network"], columns["account_id"], columns["order_id"]])
        again = (self.orders.number(orders, counted & has_id & (numbers == 0)) > 0) & has_id
        faults.add(again, "duplicate_key", self._heading("order_id"), columns["order_id"], _SAME_ORDER)
        columns["row_key"] = _numbered(natural, np.where(has_id, 0, numbers))

    def _heading(self, target: str) -> str:
        return next((source.heading for source in self.layout.by_target.get(target, [])), "")

    def _once(self, natural: np.ndarray, faults: Rejections, counted: np.ndarray, by_id: np.ndarray) -> np.ndarray:
        """Occurrence numbers; a later row of the same id-quality key is rejected."""
        numbers = self.occurrences.number(natural, counted)
        repeated = (numbers > 0) & by_id & counted
        reason = "an earlier row of the file has the same key; a breakdown this software does not know may split it"
        faults.add(repeated, "duplicate_key", "", None, reason)
        return numbers


def _numbered(natural: np.ndarray, numbers: np.ndarray) -> pa.Array:
    """The natural key itself for first occurrences, a hash of key and number for later ones."""
    keys = written(natural)
    if not numbers.any():
        return keys
    return pc.if_else(pa.array(numbers == 0), keys, hashed([keys, pa.array(numbers)]))
